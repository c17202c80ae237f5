"""The morning list of one reader, an owner or a role, as the store has it now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import told, wording
from bot.books import Books
from bot.cards.drawing import Drawing
from bot.cards.headline import ask, owed_and_age
from bot.cards.mailed import left_by_person, mailed_lines
from bot.cards.morning import ListRow, late_sources, morning_list
from bot.cards.names import clock, local_day, rule_words, zone
from bot.cards.since_sent import disputed_words
from bot.cards.standing import has_gate, owner_calls
from bot.flows.approve_alike import alike
from bot.flows.desk import Desk, link_to, list_subject, redraw_list, signature_subject
from bot.flows.dispute_rows import YOU, dispute_rows, role_name, with_whom
from bot.flows.list_since import is_settled, last_list, moved_at, since_last
from bot.flows.mail_server import mail_lines
from bot.flows.pause import as_it_stands, pause_line
from bot.flows.post_morning import LATE, rank
from bot.flows.settle_post import first_unsettled, post_lines
from bot.flows.since_sent import disputed_since
from bot.stages.holds import holds_of, stops_of
from bot.stages.labels import in_channel, shown
from bot.stages.left_out import Cause, left_for
from bot.stages.promises import last_day
from bot.stages.sorting import waits_for_source_alone
from models.calendar import add_working_days
from models.gate import Gate, GateEffect, GateKind
from models.hold import HoldKind
from models.lifecycle import PacketEvent, PacketState
from models.money import Money
from models.packet import FollowUpPacket, OpenItem
from models.packet_record import PacketRecord
from models.people import LEADERSHIP, Role
from models.policy import Member, Policy
from models.signing import asked_first, waits

_ROLES = frozenset(Role)
_DONE, _LEAVING, WAITING = "Done today", "On its way", "Waiting"


def draw_list(desk: Desk, books: Books, reader: str, day: date, channel: str = "") -> Drawing:
    """What *reader*, a Slack user id or a role, finds in *channel* in the morning of *day*."""
    since = last_list(books, reader, day)
    if reader in _ROLES:
        return _role_list(desk, books, Role(reader), day, since)
    start = datetime.combine(day, time(), ZoneInfo(next(iter(desk.policy.entities.values())).timezone))
    records = books.owner_packets(reader, min(start, since[1]) if since else start)
    audience = in_channel(channel, desk.policy)
    withheld = [shown(packet, audience, desk.policy) for packet in books.withheld(reader)]
    mine = [one for one in records if (one.is_live or moved_at(one) >= start) and not _is_withheld(one, withheld)]
    rows = [*_rows(desk, books, _newest(mine), reader, day), *map(withheld_row, withheld)]
    owner = desk.policy.members.get(reader) or Member(user_id=reader, name=reader, email="", roles=frozenset())
    together = len(alike(desk, books, reader, records).packets)
    news = since_last(desk, books, reader, records, since, day)
    return morning_list(owner, day, rows, news, _above(desk, books, records, reader, day), alike=together)


def _role_list(desk: Desk, books: Books, role: Role, day: date, since: tuple[date, datetime] | None) -> Drawing:
    """The morning list of one role."""
    records = books.role_packets(role)
    rows = role_rows(desk, books, role, records, day)
    named = Member(user_id=role.value, name=role_name(role).capitalize(), email="", roles=frozenset({role}))
    news = since_last(desk, books, role.value, records, since, day)
    is_leads = role is Role.FINANCE_LEADERSHIP
    below, unsettled = (_anchor(desk, books, day), first_unsettled(books)) if is_leads else ("", "")
    above = _above(desk, books, records, role.value, day)
    return morning_list(named, day, rows, news, above, below=below, unsettled=unsettled)


def _anchor(desk: Desk, books: Books, day: date) -> str:
    """Where the record ended before *day*: in Slack, where whoever could rewrite the database finds it hard to."""
    head = books.audit_head(datetime.combine(day, time(), zone(desk.policy)))
    told = "For the controller: keep this to show later that the audit record of the days before was not changed"
    return f"{told} (collections audit verify --anchor {head})." if head else ""


def role_rows(desk: Desk, books: Books, role: Role, records: Iterable[PacketRecord], day: date) -> list[ListRow]:
    """What is with one role: packets to decide or to sign, and for finance leadership the disputes.

    *records*: the live packets whose decision is with it.
    """
    to_sign = books.packets_called_to_sign() if role in LEADERSHIP else ()
    others = [one for one in to_sign if one.reviewer.role is not role and _signer(desk, one) is role]
    rows = _rows(desk, books, (*records, *others), role.value, day)
    return [*dispute_rows(desk, books), *rows] if role is Role.FINANCE_LEADERSHIP else rows


def _signer(desk: Desk, record: PacketRecord) -> Role | None:
    return asked_first(record, desk.policy) if waits(record, desk.policy) else None


def relink(desk: Desk, books: Books, subject: str) -> None:
    """A card was posted: today's lists that name what it is about get their link to it."""
    kind, _, rest = subject.partition(":")
    if not desk.workspace_url or kind not in ("packet", "dispute", "sign"):
        return
    readers = {role.value for role in LEADERSHIP} if kind == "sign" else {Role.FINANCE_LEADERSHIP.value}
    if kind == "packet":
        record = books.packet(rest)
        readers = {record.packet.owner_id, record.reviewer.role.value}
    for reader in sorted(readers):
        redraw_list(desk, books, reader)


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────


def _newest(records: Iterable[PacketRecord]) -> list[PacketRecord]:
    """One packet of each account, entity and currency: the live one, else the last."""
    newest: dict[tuple[str, str, str], PacketRecord] = {}
    for record in sorted(records, key=lambda each: (each.is_live, moved_at(each), each.version)):
        newest[record.packet.account.id, record.packet.entity, record.packet.currency] = record
    return list(newest.values())


def _rows(desk: Desk, books: Books, records: Iterable[PacketRecord], reader: str, day: date) -> list[ListRow]:
    """In the order of the cards; whose card follows comes first of the rest, what is done last."""
    ordered = sorted(records, key=lambda record: rank(record, desk.rates, day))
    rows = [row_of(desk, books, record, reader, day) for record in ordered]
    last = {WAITING: 1, _LEAVING: 2, _DONE: 3}
    return sorted(rows, key=lambda row: (not row.who_has_it.startswith("Card"), last.get(row.who_has_it, 0)))


def row_of(desk: Desk, books: Books, record: PacketRecord, reader: str, day: date) -> ListRow:
    """One packet as it stands in the list of *reader*, a Slack user id or a role."""
    if record.state is PacketState.APPROVED:
        record = as_it_stands(desk, books, record)
    packet = record.packet
    whose = _group(desk, record, reader, day)
    asked, oldest = owed_and_age(record)
    return ListRow(
        account_id=packet.account.id,
        account_name=packet.account.name or packet.account.id,
        amounts=() if is_settled(record) else (asked,),
        lines={} if is_settled(record) else _lines(record.packet, mailed_lines(record)),
        days_past_due=oldest,
        who_has_it=whose,
        why="" if whose == _follows(desk, day) else _why(desk, books, record, day),
        needs_you=whose == YOU,
        link=_link(desk, books, record, reader) if whose == YOU else "",
    )


def _link(desk: Desk, books: Books, record: PacketRecord, reader: str) -> str:
    """Who only signs has the call to sign in their own channel."""
    is_signer = _signer(desk, record) == reader
    call = link_to(desk, books, signature_subject(record)) if is_signer else ""
    return call or link_to(desk, books, f"packet:{record.id}")


def _is_withheld(record: PacketRecord, withheld: Sequence[FollowUpPacket]) -> bool:
    """Whether this packet was closed because nobody may write to them, which has a row of its own."""
    keys = {(packet.account.id, packet.entity, packet.currency) for packet in withheld}
    packet = record.packet
    return not record.is_live and (packet.account.id, packet.entity, packet.currency) in keys


def withheld_row(packet: FollowUpPacket) -> ListRow:
    """Something past due about which nobody may write, of a packet as its reader may see it."""
    hold, unread = stops_of(packet)[0], len(packet.unread)
    # There is no card on which anybody would see it.
    wrote = f"{unread} unread {'message' if unread == 1 else 'messages'}; " if unread else ""
    return ListRow(
        account_id=packet.account.id,
        account_name=packet.account.name or packet.account.id,
        amounts=(packet.past_due,),
        lines=_lines(packet),
        days_past_due=packet.days_past_due,
        who_has_it=hold.kind.replace("_", " ").capitalize(),
        why=f"{wrote}{told.hold_words(hold)}",
        needs_you=False,
    )


def _roll(books: Books, day: date) -> list[str]:
    """That Slack did not say this morning who of ours is still there."""
    roster = books.roster()
    if roster.failed_on != day:
        return []
    known = f"as of {wording.day(roster.asked_on)}" if roster.asked_on else "nothing yet"
    return [f"Slack did not say this morning who of us still has an account. What is known of that: {known}."]


def _above(desk: Desk, books: Books, records: Iterable[PacketRecord], reader: str, day: date) -> list[str]:
    late = _late(desk, books, list_subject(reader, day))
    unclear = post_lines(books) if reader == Role.FINANCE_LEADERSHIP else []
    stopped = [*pause_line(desk, books), *mail_lines(desk, books)]
    return [*stopped, *late, *unclear, *_roll(books, day), *late_sources(records)]


def _late(desk: Desk, books: Books, subject: str) -> list[str]:
    """That the list came late, and when it was due."""
    planned = books.items(subject)
    if not planned or LATE not in planned[0].payload:
        return []
    due_at, came = datetime.fromisoformat(planned[0].payload[LATE]), planned[0].not_before
    due, on = clock(due_at, desk.policy, local_day(came, desk.policy)), clock(came, desk.policy)
    return [f"This list is late: it was due at {due} and came at {on}."]


def _group(desk: Desk, record: PacketRecord, reader: str, day: date) -> str:
    """Who has it, as the heading it stands under; `YOU` = it needs the reader."""
    leadership = with_whom(role_name(Role.FINANCE_LEADERSHIP))
    gates = record.packet.gated(GateEffect.NO_CARD)
    if record.last is not None and record.last.event is PacketEvent.DISPUTE:
        return leadership
    if not record.is_live:
        return _DONE
    if record.state in (PacketState.APPROVED, PacketState.SENDING):
        return WAITING if has_gate(record, GateKind.PAUSED) else _LEAVING
    if gates and gates[0].kind is GateKind.ALL_DISPUTED and reader != Role.FINANCE_LEADERSHIP:
        return leadership
    if owner_calls(record) and record.reviewer.user_id == reader:
        return YOU
    if gates or record.state is PacketState.HELD or waits_for_source_alone(record.packet):
        return WAITING
    if signer := _signer(desk, record):
        return YOU if signer.value == reader else with_whom(role_name(signer))
    if (record.reviewer.user_id or record.reviewer.role.value) == reader:
        return _follows(desk, day) if _has_no_card(record) else YOU
    member = desk.policy.members.get(record.reviewer.user_id or "")
    return with_whom(member.name if member else role_name(record.reviewer.role))


def _has_no_card(record: PacketRecord) -> bool:
    return record.state is PacketState.PREPARED or not record.has_card


def _follows(desk: Desk, day: date) -> str:
    """When what waits today, because its channel has its cards for the day, gets its own."""
    following = add_working_days(day, 1, desk.policy.holidays)
    when = "tomorrow" if following - day == timedelta(days=1) else f"on {following:%A}"
    return f"Card follows {when}"


def _why(desk: Desk, books: Books, record: PacketRecord, day: date) -> str:
    """A few words: the card has the sentence."""
    state = record.state
    if gates := record.packet.gated(GateEffect.NO_CARD):
        return _kept_back(record, gates[0], desk.policy)
    if owner_calls(record):
        return ask(record, desk.policy, None)
    if state is PacketState.HELD and record.hold:
        until = f"until {wording.day(record.hold.until)}" if record.hold.until else "without a date"
        return f"held {until}: {record.hold.reason}"
    if record.last is not None and record.last.event is PacketEvent.DISPUTE:
        return "disputed; the undisputed rest is sorted next morning"
    is_paused = has_gate(record, GateKind.PAUSED)
    told = {
        PacketState.APPROVED: ask(record, desk.policy, None) if is_paused else "approved, leaves after the undo window",
        PacketState.SENDING: "being handed over",
        PacketState.SENT: "sent",
        PacketState.CLOSED: record.last.reason if record.last else "closed",
    }
    if state in told:
        since = disputed_words(disputed_since(books, record))
        return "; ".join(filter(None, (told[state], since, left_by_person(record, desk.policy))))
    if _has_no_card(record):
        return _follows(desk, day).lower()
    # The words of the card's own headline, so that list and card say the same.
    asked = ask(record, desk.policy, None)
    beside = [reason for reason in record.packet.reasons if reason.rule != "challenge_suspected"]
    return f"{asked} ({rule_words(beside[0].rule)})" if beside else asked


def _kept_back(record: PacketRecord, gate: Gate, policy: Policy) -> str:
    packet = record.packet
    if gate.kind is GateKind.PROMISE_LIVE and packet.promises:
        latest = max(packet.promises, key=lambda promise: promise.due_on)
        return f"promised for {wording.day(latest.due_on)}, in time until {wording.day(last_day(latest, policy))}"
    if gate.kind is GateKind.CONTACT_CAP and packet.last_touch and packet.next_allowed:
        return f"in touch {wording.day(packet.last_touch.on)}, next from {wording.day(packet.next_allowed)}"
    if gate.kind is GateKind.ON_HOLD:
        of_account = [f"on hold {told.hold_words(hold)}" for hold in holds_of(packet, HoldKind.ACCOUNT)]
        return [*of_account, *(line.why for line in left_for(packet, Cause.ON_HOLD))][0]
    return "dispute" if gate.kind is GateKind.ALL_DISPUTED else gate.kind.replace("_", " ")


def _lines(packet: FollowUpPacket, mailed: Sequence[OpenItem] = ()) -> dict[str, Money]:
    """Of an approved mail those it asks for, else every one that is past due."""
    items = mailed or (*packet.items, *(left.item for left in packet.left_out))
    return {f"{packet.account.id} {packet.entity} {packet.currency} {item.invoice.number}": item.open for item in items}
