"""Every account's packet, each in one transaction. Running it again on the same facts changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from bot.books import Books
from bot.errors import NotNowError
from bot.flows.baseline import freeze_with_first_packet
from bot.flows.brief_accounts import brief_accounts
from bot.flows.desk import Desk, keep, note, redraw_list
from bot.flows.draft_words import draft_words
from bot.flows.flag_dispute import flag_marked_by_erp
from bot.flows.follow_disputes import follow_disputes
from bot.flows.keep_day import each_book, keep_day
from bot.flows.pilot import rank_accounts
from bot.flows.read_messages import read_messages
from bot.flows.renew import renewed, reviewer, suspected_on
from bot.flows.situation import outside_pilot, past_due_keys, situation, write_draft
from bot.stages.correction import as_corrected
from bot.stages.decide import by_job
from bot.stages.decide_decline import new_since_decline
from bot.stages.decide_path import path_after_hold
from bot.stages.holds import holds_of, stops_of
from bot.stages.origin import recorded
from bot.stages.settled import settled_why
from models.gate import GateEffect
from models.hold import HoldKind
from models.ledger import AccountLedger
from models.lifecycle import PacketEvent, PacketState
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord

Key = tuple[str, str]


@dataclass(slots=True)
class DayReport:
    """What one run of the morning did, in packets."""

    day: date
    accounts: int = 0
    opened: int = 0
    refreshed: int = 0
    settled: int = 0
    released: int = 0
    unchanged: int = 0
    #: Accounts left alone because the policy does not know their billing entity: "account: entity".
    unknown_entities: list[str] = field(default_factory=list)
    #: What is past due and gets no packet, because nobody may write to the customer.
    withheld: list[FollowUpPacket] = field(default_factory=list)


def prepare_day(desk: Desk, day: date, entities: Collection[str] | None = None) -> DayReport:
    """Reconcile every account's packets with the current snapshot, those of *entities* alone; None = of all.

    Raises:
        NotNowError: nothing was imported yet, or *day* is not one the books can speak of.
    """
    with desk.store.transaction() as books:
        live = books.live_packets()
        theirs = [record for record in live if _is_among(entities, record.packet.entity)]
        _refuse_other_days(desk, books.ledger_as_of(), theirs, day)
        accounts = books.account_ids()
        absent = sorted({record.packet.account.id for record in live} - set(accounts))
        if not books.has_day(day):
            keep_day(desk, books, day, each_book(books))
        rank_accounts(desk, books, day)
        _accept_whom_we_know(books)
    read_messages(desk, day)
    draft_words(desk, day, entities)
    report = DayReport(day)
    for account_id in (*accounts, *absent):
        with desk.store.transaction() as books:
            prepare_account(desk, books, account_id, day, report, entities)
    with desk.store.transaction() as books:
        others = [packet for packet in books.withheld() if not _is_among(entities, packet.entity)]
        books.keep_withheld([*others, *report.withheld])
    brief_accounts(desk)
    return report


def _accept_whom_we_know(books: Books) -> None:
    """On the first morning: whoever is on record then is nobody new."""
    if not books.has_accepted():
        for book in each_book(books):
            books.accept_addresses(book.account.id, [each.email for each in book.contacts])


def _is_among(entities: Collection[str] | None, entity: str) -> bool:
    return entities is None or entity in entities


def _refuse_other_days(desk: Desk, as_of: date | None, live: Collection[PacketRecord], day: date) -> None:
    if as_of is None:
        raise NotNowError("Nothing was imported yet. Run: collections import --sources config/sources.toml")
    today = desk.office_day()
    first = max([as_of, *(record.packet.as_of for record in live)])
    if day not in desk.days() and not first <= day <= max(today, first):
        # Going back would settle what is due since; going ahead would end holds before their day.
        raise NotNowError(f"{day} cannot be prepared: the books and packets speak of {first}, and today is {today}.")


def prepare_account(
    desk: Desk,
    books: Books,
    account_id: str,
    day: date,
    report: DayReport,
    entities: Collection[str] | None = None,
) -> None:
    """Bring one account's packets of *entities* (None = of all) in line with the books."""
    live = {(record.packet.entity, record.packet.currency): record for record in books.live_packets(account_id)}
    ledger = books.account_ledger(account_id)
    if ledger is None:
        # The account has left every source; its packets have nothing to stand on.
        for record in live.values():
            ledger = AccountLedger(account=record.packet.account)
    if ledger is None:
        return
    follow_disputes(desk, books, ledger, day, entities)
    keys = sorted(key for key in live.keys() | past_due_keys(ledger, day) if _is_among(entities, key[0]))
    report.accounts += bool(keys)
    for key in keys:
        if key[0] not in desk.policy.entities:
            report.unknown_entities.append(f"{account_id}: {key[0]}")
            continue
        if not outside_pilot(desk, books, ledger, entity=key[0], as_of=day):
            flag_marked_by_erp(desk, books, ledger, key, day)
        _reconcile(desk, books, ledger, key, live.get(key), day, report)


def bring_in_line(desk: Desk, books: Books, account_id: str, day: date) -> None:
    """Every packet of the account on what now stands, and the lists of whoever has one.

    *day* is that of the press; where it is another date at a packet's own entity, that one counts.
    """
    owners = {packet.owner_id for packet in books.withheld() if packet.account.id == account_id}
    report = DayReport(day)
    for each, entities in _by_day(desk, books, account_id, day):
        prepare_account(desk, books, account_id, each, report, entities)
    books.keep_withheld(report.withheld, account_id)
    opened = {record.packet.owner_id for record in books.live_packets(account_id)}
    for owner in sorted(owners | opened | {packet.owner_id for packet in report.withheld}):
        redraw_list(desk, books, owner)


def day_there(desk: Desk, entity: str, day: date, reached: date) -> date:
    """*day* as it is at an entity that has packets of the day *reached*: never ahead of its own date, never back."""
    return max(reached, min(day, desk.today(entity)))


def _by_day(desk: Desk, books: Books, account_id: str, day: date) -> Iterator[tuple[date, list[str] | None]]:
    """The days on which the entities are, each with its entities; None = all of them."""
    reached = {record.packet.entity: record.packet.as_of for record in books.live_packets(account_id)}
    at = {one: day_there(desk, one, day, reached.get(one, date.min)) for one in desk.policy.entities}
    if set(at.values()) <= {day}:
        yield day, None
        return
    for each, entities in groupby(sorted(at, key=at.__getitem__), key=at.__getitem__):
        yield each, list(entities)


def _reconcile(
    desk: Desk, books: Books, ledger: AccountLedger, key: Key, record: PacketRecord | None, day: date, report: DayReport
) -> None:
    if record is not None and record.state is PacketState.HELD:
        record = _release(desk, books, ledger, record, day, report)
    packet = situation(
        desk, books, ledger, entity=key[0], currency=key[1], as_of=day, path=record.path if record else None
    )
    packet = as_corrected(packet, record.correction if record else None)
    if record is not None and record.state is not PacketState.SENDING and _is_over(record, packet):
        record = _settle(desk, books, ledger, record, packet, report)
    if packet.past_due.minor > 0 and stops_of(packet):
        report.withheld.append(packet)
    if record is None and packet.past_due.minor > 0 and not packet.gated(GateEffect.NO_PACKET):
        _open(desk, books, packet, report)
    elif record is not None:
        _refresh(desk, books, record, packet, report)


def _is_over(record: PacketRecord, packet: FollowUpPacket) -> bool:
    """Nothing is asked for any more; what is promised or disputed since is another packet's matter."""
    if packet.gated(GateEffect.NO_PACKET):
        return True
    if record.correction is not None:
        # What we wrote is wrong also where nothing is left to ask for.
        return False
    if record.state is PacketState.HELD:
        # A hold outlives a promise or a dispute of its lines: only the day or the customer ends it.
        return not packet.items and not packet.left_out
    return not packet.items and (bool(record.packet.items) or not packet.left_out)


def _open(desk: Desk, books: Books, packet: FollowUpPacket, report: DayReport) -> None:
    at = desk.clock.now()
    draft, findings = write_draft(desk, packet, None)
    record = PacketRecord(
        id=_packet_id(packet, at),
        packet=packet,
        state=PacketState.PREPARED,
        version=1,
        reviewer=reviewer(packet),
        prepared_at=at,
        draft=draft,
        findings=findings,
        suspected_on=suspected_on(None, packet),
    )
    freeze_with_first_packet(desk, books)
    books.add_packet(record)
    note(
        books,
        at,
        "packet.ready",
        f"packet:{record.id}",
        person=None,
        account=packet.account.id,
        route=packet.route.name.lower(),
        rules=" ".join(reason.rule for reason in packet.reasons),
        facts=packet.digest(),
        policy=packet.policy_hash,
        **(recorded(draft, findings) if draft else {}),
    )
    report.opened += 1


def _key_of(packet: FollowUpPacket) -> str:
    return f"{packet.account.id}:{packet.entity}:{packet.currency}"


def _packet_id(packet: FollowUpPacket, at: datetime) -> str:
    return "P" + hashlib.sha256(f"{_key_of(packet)}:{at.isoformat()}".encode()).hexdigest()[:9].upper()


def _settle(
    desk: Desk, books: Books, ledger: AccountLedger, record: PacketRecord, packet: FollowUpPacket, report: DayReport
) -> PacketRecord | None:
    why = settled_why(ledger, record.packet, packet)
    stopped = " The approved mail did not leave." if record.state is PacketState.APPROVED else ""
    # The record keeps the facts it was about: the card says what was owed and what became of it.
    closed = by_job(record, PacketEvent.SETTLE, desk.clock.now(), f"{why}{stopped}")
    keep(desk, books, record, closed)
    books.cancel_mail(record.id)
    report.settled += 1
    return None


def _release(
    desk: Desk, books: Books, ledger: AccountLedger, record: PacketRecord, day: date, report: DayReport
) -> PacketRecord:
    hold = record.hold
    wrote = {message.id for message in record.packet.unread}
    path = path_after_hold(record)
    now = situation(
        desk, books, ledger, entity=record.packet.entity, currency=record.packet.currency, as_of=day, path=path
    )
    is_lifted = hold is not None and hold.of_account and not holds_of(now, HoldKind.ACCOUNT)
    over = is_lifted or (hold is not None and hold.until is not None and hold.until <= day)
    new = new_since_decline(hold, record.packet, now) if hold else ""
    if not over and not new and all(message.id in wrote for message in now.unread):
        return record
    why = "The hold has ended." if over else new or "The customer wrote."
    # Whoever held it looks a second time: what they suspect has not waited meanwhile.
    since = day if record.suspected_on else None
    released = by_job(
        record, PacketEvent.RELEASE, desk.clock.now(), why, hold=None, path=path, has_card=False, suspected_on=since
    )
    keep(desk, books, record, released)
    report.released += 1
    return released


def _refresh(desk: Desk, books: Books, record: PacketRecord, packet: FollowUpPacket, report: DayReport) -> None:
    if packet.digest() == record.packet.digest() or record.state in (PacketState.APPROVED, PacketState.SENDING):
        report.unchanged += 1
        return
    fresh = renewed(desk, record, packet, desk.clock.now())
    keep(desk, books, record, fresh)
    report.refreshed += 1
