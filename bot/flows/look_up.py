"""What anyone with rights may ask: an invoice or an account, answered to them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.books import Books
from bot.cards.drawing import Drawing
from bot.cards.invoice import (
    MATCHES,
    FollowUp,
    InvoiceAnswer,
    Match,
    invoice_answer,
    no_rights,
    nothing_found,
    several_matches,
    usage,
)
from bot.cards.standing_holds import HoldsAnswer
from bot.flows.desk import Desk
from bot.flows.post_morning import rank
from bot.flows.situation import situation
from bot.stages.account_owner import ownership
from bot.stages.age import open_items, paid_on, residual
from bot.stages.decide import has_rights
from bot.stages.decide_hold import may_lift
from bot.stages.holds import hold_presses, standing_holds
from models.dispute import Dispute
from models.ledger import Account, AccountLedger
from models.lifecycle import DisputeState, PacketState
from models.money import Money, total
from models.packet import PacketRecord
from models.people import Person
from models.policy import Policy
from models.receivable import Invoice

#: Matches looked at before rights are applied; what is shown is cut by the card.
_SEARCHED = 1_000
#: A mail that left so lately is told as the state of its invoices.
_SENT_LATELY = timedelta(days=30)
_HELP = "help"

#: Which of an account's packets: entity and currency.
_Key = tuple[str, str]
_Found = tuple[AccountLedger, Invoice]


def look_up(desk: Desk, person: Person, text: str) -> Drawing:
    """Answer `/invoice` with everything known; several matches are listed, never the first one taken."""
    if person.barred or not person.roles:
        return no_rights()
    text = " ".join(text.split())
    with desk.store.transaction() as books:
        if text.casefold() in ("", _HELP):
            return _usage(desk, books, person)
        found = _invoices(desk, books, text, person)
        if len(found) == 1:
            return _about_invoice(desk, books, *found[0], person)
        if found:
            return several_matches(_invoice_matches(desk, found))
        accounts = [
            account for account in books.find_accounts(text, _SEARCHED) if _may_see(desk, books, account, person)
        ]
        if len(accounts) == 1:
            return _about_account(desk, books, accounts[0], person)
        if accounts:
            shown = [_account_match(desk, books, account) for account in accounts[:MATCHES]]
            rest = (Match(query=one.id, account_name=one.name or one.id) for one in accounts[MATCHES:])
            return several_matches([*shown, *rest])
    return nothing_found(text)


def example(records: Iterable[PacketRecord], person: Person, policy: Policy) -> PacketRecord | None:
    """A packet of *records* that *person* may ask for: their own if they have one; None = there is none."""
    if person.barred or not person.roles:
        return None
    seen = [one for one in records if one.packet.items and has_rights(one.packet.owner_id, person, policy)]
    return min(seen, key=lambda one: (not _is_theirs(one, person), one.packet.account.name or "", one.id), default=None)


def _is_theirs(record: PacketRecord, person: Person) -> bool:
    return record.packet.owner_id == person.user_id or record.reviewer.role in person.roles


def _usage(desk: Desk, books: Books, person: Person) -> Drawing:
    record = example(books.live_packets(), person, desk.policy)
    return usage(record.packet.items[0].invoice.number, record.packet.account) if record else usage()


def _may_see(desk: Desk, books: Books, account: Account, person: Person) -> bool:
    return has_rights(ownership(account, desk.policy, books.roster()).user_id, person, desk.policy)


# ── which one is meant ────────────────────────────────────────────────────────────────────────────


def _invoices(desk: Desk, books: Books, text: str, person: Person) -> list[_Found]:
    """The invoices of that number; where there is none, of that number at the account named after it."""
    found = _numbered(desk, books, text, person)
    for number, account in _split(text) if not found else ():
        named = account.casefold()
        found += [one for one in _numbered(desk, books, number, person) if _goes_by(one[0].account, named)]
    return found


def _split(text: str) -> Iterator[tuple[str, str]]:
    """ "F26-2088 Hexcroft Ltd" as a number and an account, wherever the first may end."""
    words = text.split()
    return ((" ".join(words[:end]), " ".join(words[end:])) for end in range(1, len(words)))


def _goes_by(account: Account, named: str) -> bool:
    return account.id.casefold() == named or named in (account.name or "").casefold()


def _numbered(desk: Desk, books: Books, number: str, person: Person) -> list[_Found]:
    return [
        (ledger, invoice)
        for account_id, stored in sorted(set(books.find_invoices(number, _SEARCHED)))
        if (ledger := _visible(desk, books, account_id, person))
        for invoice in ledger.invoices
        if invoice.number == stored
    ]


def _visible(desk: Desk, books: Books, account_id: str, person: Person) -> AccountLedger | None:
    ledger = books.account_ledger(account_id)
    return ledger if ledger is not None and _may_see(desk, books, ledger.account, person) else None


def _invoice_matches(desk: Desk, found: list[_Found]) -> list[Match]:
    numbers = [invoice.number for _, invoice in found]
    return [
        Match(
            query=f"{invoice.number} {ledger.account.id}" if numbers.count(invoice.number) > 1 else invoice.number,
            account_name=ledger.account.name or ledger.account.id,
            invoice_number=invoice.number,
            open=residual(invoice, ledger, _today(desk, invoice.entity)),
        )
        for ledger, invoice in found
    ]


def _account_match(desk: Desk, books: Books, account: Account) -> Match:
    ledger = books.account_ledger(account.id)
    owed = _owed(desk, ledger) if ledger else ()
    return Match(query=account.id, account_name=account.name or account.id, past_due=owed)


def _owed(desk: Desk, ledger: AccountLedger) -> tuple[Money, ...]:
    items = open_items(ledger, desk.office_day())
    due = [item.open for item in items if item.days_past_due > 0]
    currencies = sorted({money.currency for money in due})
    return tuple(total((money for money in due if money.currency == one), one) for one in currencies)


# ── what is known of it ───────────────────────────────────────────────────────────────────────────


def _today(desk: Desk, entity: str) -> date:
    return desk.today(entity) if entity in desk.policy.entities else desk.office_day()


def _about_invoice(desk: Desk, books: Books, ledger: AccountLedger, invoice: Invoice, person: Person) -> Drawing:
    as_of = _today(desk, invoice.entity)
    key = invoice.entity, invoice.amount.currency
    disputes = _open_disputes(books, ledger, [key])
    follow_up = _follow_up(desk, books, ledger, key, disputes)
    answer = InvoiceAnswer(
        account=ledger.account,
        as_of=as_of,
        now=desk.clock.now(),
        invoice=invoice,
        residual=residual(invoice, ledger, as_of),
        settled_on=paid_on(invoice, ledger),
        packet=follow_up.packet if follow_up else None,
        state=follow_up.state if follow_up else None,
        who_has_it=follow_up.who_has_it if follow_up else "",
        disputes=tuple(one for one in disputes if invoice.number in {line.invoice_number for line in one.lines}),
        holds=_holds(desk, books, ledger.account, as_of, person),
    )
    return invoice_answer(answer, policy=desk.policy)


def _about_account(desk: Desk, books: Books, account: Account, person: Person) -> Drawing:
    ledger = books.account_ledger(account.id) or AccountLedger(account=account)
    keys = _keys(desk, books, ledger)
    disputes = _open_disputes(books, ledger, keys)
    found = [one for key in keys if (one := _follow_up(desk, books, ledger, key, disputes)) is not None]
    first = found[0] if found else None
    answer = InvoiceAnswer(
        account=account,
        as_of=desk.office_day(),
        now=desk.clock.now(),
        packet=first.packet if first else None,
        state=first.state if first else None,
        who_has_it=first.who_has_it if first else "",
        others=tuple(found[1:]),
        disputes=disputes,
        holds=_holds(desk, books, account, desk.office_day(), person),
    )
    return invoice_answer(answer, policy=desk.policy)


def _holds(desk: Desk, books: Books, account: Account, as_of: date, person: Person) -> HoldsAnswer:
    facts, owner = books.facts(account.id), ownership(account, desk.policy, books.roster()).user_id
    standing = standing_holds(account, facts, as_of)
    # What the accounts source marks is lifted there.
    found = ((one, bool(one.by_name) and may_lift(one, owner, person, desk.policy)) for one in standing)
    return HoldsAnswer(found=tuple(found), presses=len(hold_presses(facts)))


def _keys(desk: Desk, books: Books, ledger: AccountLedger) -> list[_Key]:
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


def _open_disputes(books: Books, ledger: AccountLedger, keys: Iterable[_Key]) -> tuple[Dispute, ...]:
    wanted = set(keys)
    found = books.disputes(ledger.account.id)
    return tuple(one for one in found if one.is_open and (one.entity, one.currency) in wanted)


def _follow_up(
    desk: Desk, books: Books, ledger: AccountLedger, key: _Key, disputes: Iterable[Dispute]
) -> FollowUp | None:
    """On today's facts, sorted with the path that was chosen; None = the policy does not know the billing entity."""
    if key[0] not in desk.policy.entities:
        return None
    record = _record(desk, books, ledger.account, key)
    path = record.path if record else None
    packet = situation(desk, books, ledger, entity=key[0], currency=key[1], as_of=desk.today(key[0]), path=path)
    open_ones = [one for one in disputes if (one.entity, one.currency) == key]
    whose = _whose(desk, record) if record else _whose_dispute(open_ones[0]) if open_ones else ""
    return FollowUp(packet=packet, state=record.state if record else None, who_has_it=whose)


def _record(desk: Desk, books: Books, account: Account, key: _Key) -> PacketRecord | None:
    """The live packet, else the one whose mail left lately."""
    live = [one for one in books.live_packets(account.id) if (one.packet.entity, one.packet.currency) == key]
    return live[0] if live else _sent_lately(desk, books, account, key)


def _sent_lately(desk: Desk, books: Books, account: Account, key: _Key) -> PacketRecord | None:
    since, now = desk.clock.now() - _SENT_LATELY, ownership(account, desk.policy, books.roster()).user_id
    # Who has it now may not be who had it then.
    owners = sorted({now, account.owner_id or now})
    mine = [
        one
        for owner in owners
        for one in books.owner_packets(owner, since)
        if (one.packet.account.id, one.packet.entity, one.packet.currency) == (account.id, *key) and not one.is_live
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
