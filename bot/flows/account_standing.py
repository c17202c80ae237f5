"""What a look-up tells of an account: whose it is to see, how far each follow-up is, what is disputed or on hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.books import Books
from bot.cards.invoice import FollowUp
from bot.cards.mailed import left_by_person
from bot.cards.matches import Match
from bot.cards.standing_holds import HoldsAnswer
from bot.flows.desk import Desk
from bot.flows.post_morning import rank
from bot.flows.situation import situation
from bot.stages.account_owner import ownership
from bot.stages.age import open_items
from bot.stages.authority import has_rights
from bot.stages.decide_hold import may_lift
from bot.stages.holds import hold_presses, standing_holds
from bot.stages.labels import in_person, shown_holds
from bot.stages.sla import dispute_clock
from models.dispute import Dispute
from models.ledger import Account, AccountLedger
from models.lifecycle import DisputeState, PacketState
from models.money import Money, total
from models.packet_record import PacketRecord
from models.people import Person
from models.policy import Policy
from models.sla import DisputeClock

#: Matches looked at before rights are applied; what is shown is cut by the card.
SEARCHED = 1_000
#: Packets looked at for an example.
_SOME = 50
#: A mail that left so lately is told as the state of its invoices.
_SENT_LATELY = timedelta(days=30)

#: Which of an account's packets: entity and currency.
Key = tuple[str, str]


def example(records: Iterable[PacketRecord], person: Person, policy: Policy) -> PacketRecord | None:
    """A packet of *records* that *person* may ask for: their own if they have one; None = there is none."""
    if person.barred or not person.roles:
        return None
    seen = [one for one in records if one.packet.items and has_rights(one.packet.owner_id, person, policy)]
    return min(seen, key=lambda one: (not _is_theirs(one, person), one.packet.account.name or "", one.id), default=None)


def _is_theirs(record: PacketRecord, person: Person) -> bool:
    return record.packet.owner_id == person.user_id or record.reviewer.role in person.roles


def example_packet(desk: Desk, books: Books, person: Person) -> PacketRecord | None:
    """As `example`, among some of the live packets: there may be many thousands."""
    some = (*books.some_live_packets(person.user_id, _SOME), *books.some_live_packets(None, _SOME))
    return example(some, person, desk.policy)


def may_see(desk: Desk, books: Books, account: Account, person: Person) -> bool:
    """Whether *person* may be told of the account."""
    return has_rights(ownership(account, desk.policy, books.roster()).user_id, person, desk.policy)


def account_match(desk: Desk, books: Books, account: Account) -> Match:
    """The account as one of several that could be meant."""
    ledger = books.account_ledger(account.id)
    owed = _owed(desk, ledger) if ledger else ()
    return Match(query=account.id, account_name=account.name or account.id, past_due=owed)


def _owed(desk: Desk, ledger: AccountLedger) -> tuple[Money, ...]:
    items = open_items(ledger, desk.office_day())
    due = [item.open for item in items if item.days_past_due > 0]
    currencies = sorted({money.currency for money in due})
    return tuple(total((money for money in due if money.currency == one), one) for one in currencies)


def holds_answer(desk: Desk, books: Books, account: Account, as_of: date, person: Person) -> HoldsAnswer:
    """Every hold that stands, and which of them this person may lift."""
    facts, owner = books.facts(account.id), ownership(account, desk.policy, books.roster()).user_id
    standing = shown_holds(standing_holds(account, facts, as_of), in_person(person), desk.policy)
    # What the accounts source marks is lifted there.
    found = ((one, bool(one.by_name) and may_lift(one, owner, person, desk.policy)) for one in standing)
    return HoldsAnswer(found=tuple(found), presses=len(hold_presses(facts)))


def followed_keys(desk: Desk, books: Books, ledger: AccountLedger) -> list[Key]:
    """Each company of ours and currency in which something is past due or followed up, in the order of the cards.

    Of an account that owes nothing it is that of the newest invoice, so that its context can be told.
    """
    day = desk.office_day()
    ranked = sorted(books.live_packets(ledger.account.id), key=lambda one: rank(one, desk.rates, day))
    live = [(one.packet.entity, one.packet.currency) for one in ranked]
    due = [item for item in open_items(ledger, day) if item.days_past_due > 0]
    found = list(dict.fromkeys([*live, *((item.invoice.entity, item.open.currency) for item in due)]))
    newest = max(ledger.invoices, key=lambda one: one.issued_on, default=None)
    return found if found or newest is None else [(newest.entity, newest.amount.currency)]


def open_disputes(books: Books, ledger: AccountLedger, keys: Iterable[Key]) -> tuple[Dispute, ...]:
    """The open disputes of these entities and currencies, oldest first."""
    wanted = set(keys)
    found = books.disputes(ledger.account.id)
    return tuple(one for one in found if one.is_open and (one.entity, one.currency) in wanted)


def clocks_of(desk: Desk, disputes: Iterable[Dispute]) -> dict[str, DisputeClock]:
    """The clocks that run, by the id of the dispute."""
    now = desk.clock.now()
    return {one.id: clock for one in disputes if (clock := dispute_clock(one, desk.policy, now)) is not None}


def follow_up(
    desk: Desk, books: Books, ledger: AccountLedger, key: Key, disputes: Iterable[Dispute]
) -> FollowUp | None:
    """On today's facts, sorted with the path that was chosen; None = the policy does not know the billing entity."""
    if key[0] not in desk.policy.entities:
        return None
    record = _record(desk, books, ledger.account, key)
    path = record.path if record else None
    packet = situation(desk, books, ledger, entity=key[0], currency=key[1], as_of=desk.today(key[0]), path=path)
    open_ones = [one for one in disputes if (one.entity, one.currency) == key]
    whose = _whose(desk, record) if record else _whose_dispute(open_ones[0]) if open_ones else ""
    if record is None:
        return FollowUp(packet=packet, who_has_it=whose)
    left = left_by_person(record, desk.policy)
    return FollowUp(packet=packet, state=record.state, who_has_it=whose, mailed=record.mailed, left_out=left)


def _record(desk: Desk, books: Books, account: Account, key: Key) -> PacketRecord | None:
    """The live packet, else the one whose mail left lately."""
    live = [one for one in books.live_packets(account.id) if (one.packet.entity, one.packet.currency) == key]
    return live[0] if live else _sent_lately(desk, books, account, key)


def _sent_lately(desk: Desk, books: Books, account: Account, key: Key) -> PacketRecord | None:
    since = desk.clock.now() - _SENT_LATELY
    mine = [
        one
        for one in books.account_packets(account.id)
        if (one.packet.entity, one.packet.currency) == key and not one.is_live and _moved(one) >= since
    ]
    newest = max(mine, key=_moved, default=None)
    return newest if newest is not None and newest.state is PacketState.SENT else None


def _moved(record: PacketRecord) -> datetime:
    return record.last.at if record.last else record.prepared_at


def _whose(desk: Desk, record: PacketRecord) -> str:
    member = desk.policy.members.get(record.reviewer.user_id or "")
    return member.name if member else record.reviewer.role.value.replace("_", " ")


def _whose_dispute(dispute: Dispute) -> str:
    return (dispute.owned_by_name if dispute.state is DisputeState.OWNED else None) or "finance leadership"
