"""The morning list of one reader, an owner or a role, as the store has it now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import wording
from bot.cards.dispute import asked_by_when, flagged_when
from bot.cards.drawing import Drawing
from bot.cards.headline import ask
from bot.cards.morning import ListRow, Since, morning_list
from bot.flows.desk import Desk, list_subject
from bot.flows.post_morning import rank
from bot.ports import Books
from bot.stages.age import residual
from models.calendar import add_working_days
from models.correspondence import Message
from models.dispute import Dispute
from models.ledger import AccountLedger
from models.lifecycle import DisputeState, PacketEvent, PacketState
from models.money import Money, total
from models.packet import Gate, GateEffect, GateKind, PacketRecord
from models.people import Role
from models.policy import Member
from models.receivable import Invoice

#: A list older than this is not what a reader remembers.
_LOOK_BACK = 7
_ROLES = frozenset(Role)
_YOU, _DONE, _LEAVING, _WAITING = "You", "Done today", "On its way", "Waiting"


def draw_list(desk: Desk, books: Books, reader: str, day: date) -> Drawing:
    """What *reader*, a Slack user id or a role, finds in the morning of *day*."""
    since = _last_list(books, reader, day)
    if reader in _ROLES:
        return _role_list(desk, books, Role(reader), day, since)
    start = datetime.combine(day, time(), ZoneInfo(next(iter(desk.policy.entities.values())).timezone))
    records = books.owner_packets(reader, min(start, since[1]) if since else start)
    rows = _rows(desk, books, _newest(one for one in records if one.is_live or _moved(one) >= start), reader, day)
    owner = desk.policy.members.get(reader) or Member(user_id=reader, name=reader, email="", roles=frozenset())
    return morning_list(owner, day, rows, _since(desk, books, records, since, day))


def _role_list(desk: Desk, books: Books, role: Role, day: date, since: tuple[date, datetime] | None) -> Drawing:
    """What is with one role: packets to decide, and for leadership the disputes nobody has taken."""
    records = books.role_packets(role)
    rows = _rows(desk, books, records, role.value, day)
    if role is Role.FINANCE_LEADERSHIP:
        rows = [*_dispute_rows(desk, books), *rows]
    named = Member(user_id=role.value, name=_role_name(role).capitalize(), email="", roles=frozenset({role}))
    return morning_list(named, day, rows, _since(desk, books, records, since, day))


def relink(desk: Desk, books: Books, subject: str) -> None:
    """A card was posted: today's lists that name what it is about get their link to it."""
    kind, _, rest = subject.partition(":")
    if not desk.workspace_url or kind not in ("packet", "dispute"):
        return
    readers = {Role.FINANCE_LEADERSHIP.value}
    if kind == "packet":
        record = books.packet(rest)
        readers = {record.packet.owner_id, record.reviewer.role.value}
    for reader in sorted(readers):
        books.redraw(list_subject(reader, desk.office_day()))


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────


def _newest(records: Iterable[PacketRecord]) -> list[PacketRecord]:
    """One packet of each account, entity and currency: the live one, else the last."""
    newest: dict[tuple[str, str, str], PacketRecord] = {}
    for record in sorted(records, key=lambda each: (each.is_live, _moved(each), each.version)):
        newest[record.packet.account.id, record.packet.entity, record.packet.currency] = record
    return list(newest.values())


def _moved(record: PacketRecord) -> datetime:
    return record.last.at if record.last else record.prepared_at


def _rows(desk: Desk, books: Books, records: Iterable[PacketRecord], reader: str, day: date) -> list[ListRow]:
    """In the order of the cards; whose card follows comes first of the rest, what is done last."""
    ordered = sorted(records, key=lambda record: rank(record, desk.rates, day))
    rows = [_row(desk, books, record, reader, day) for record in ordered]
    last = {_WAITING: 1, _LEAVING: 2, _DONE: 3}
    return sorted(rows, key=lambda row: (not row.who_has_it.startswith("Card"), last.get(row.who_has_it, 0)))


def _row(desk: Desk, books: Books, record: PacketRecord, reader: str, day: date) -> ListRow:
    packet = record.packet
    whose = _group(desk, record, reader, day)
    return ListRow(
        account_id=packet.account.id,
        account_name=packet.account.name or packet.account.id,
        amounts=() if _is_settled(record) else (packet.past_due,),
        lines={} if _is_settled(record) else _lines(record),
        days_past_due=packet.days_past_due,
        who_has_it=whose,
        why="" if whose == _follows(desk, day) else _why(desk, record, day),
        needs_you=whose == _YOU,
        link=_link(desk, books, f"packet:{record.id}") if whose == _YOU else "",
    )


def _is_settled(record: PacketRecord) -> bool:
    return record.state is PacketState.CLOSED and record.last is not None and record.last.event is PacketEvent.SETTLE


def _group(desk: Desk, record: PacketRecord, reader: str, day: date) -> str:
    """Who has it, as the heading it stands under; `_YOU` = it needs the reader."""
    leadership = _with(_role_name(Role.FINANCE_LEADERSHIP))
    gates = record.packet.gated(GateEffect.NO_CARD)
    if record.last is not None and record.last.event is PacketEvent.DISPUTE:
        return leadership
    if not record.is_live:
        return _DONE
    if record.state in (PacketState.APPROVED, PacketState.SENDING):
        return _LEAVING
    if gates and gates[0].kind is GateKind.ALL_DISPUTED and reader != Role.FINANCE_LEADERSHIP:
        return leadership
    if gates or record.state is PacketState.HELD:
        return _WAITING
    if (record.reviewer.user_id or record.reviewer.role.value) == reader:
        return _follows(desk, day) if _has_no_card(record) else _YOU
    member = desk.policy.members.get(record.reviewer.user_id or "")
    return _with(member.name if member else _role_name(record.reviewer.role))


def _has_no_card(record: PacketRecord) -> bool:
    return record.state is PacketState.PREPARED or not record.has_card


def _follows(desk: Desk, day: date) -> str:
    """When what waits today, because its channel has its cards for the day, gets its own."""
    following = add_working_days(day, 1, desk.policy.holidays)
    when = "tomorrow" if following - day == timedelta(days=1) else f"on {following:%A}"
    return f"Card follows {when}"


def _with(whom: str) -> str:
    return f"With {whom}"


def _role_name(role: Role) -> str:
    return role.value.replace("_", " ")


def _why(desk: Desk, record: PacketRecord, day: date) -> str:
    """A few words: the card has the sentence."""
    state = record.state
    if gates := record.packet.gated(GateEffect.NO_CARD):
        return _kept_back(record, gates[0])
    if state is PacketState.HELD and record.hold:
        until = f"until {wording.day(record.hold.until)}" if record.hold.until else "without a date"
        return f"held {until}: {record.hold.reason}"
    if record.last is not None and record.last.event is PacketEvent.DISPUTE:
        return "disputed; the undisputed rest is sorted next morning"
    told = {
        PacketState.APPROVED: "approved, leaves after the undo window",
        PacketState.SENDING: "being handed over",
        PacketState.SENT: "sent",
        PacketState.CLOSED: record.last.reason if record.last else "closed",
    }
    if state in told:
        return told[state]
    if _has_no_card(record):
        return _follows(desk, day).lower()
    # The words of the card's own headline, so that list and card say the same.
    asked = ask(record, desk.policy, None)
    beside = [reason for reason in record.packet.reasons if reason.rule != "challenge_suspected"]
    return f"{asked} ({beside[0].rule.replace('_', ' ')})" if beside else asked


def _kept_back(record: PacketRecord, gate: Gate) -> str:
    packet = record.packet
    if gate.kind is GateKind.PROMISE_LIVE and packet.promises:
        return f"promise live until {wording.day(max(promise.due_on for promise in packet.promises))}"
    if gate.kind is GateKind.CONTACT_CAP and packet.last_touch and packet.next_allowed:
        return f"in touch {wording.day(packet.last_touch.on)}, next from {wording.day(packet.next_allowed)}"
    return "dispute" if gate.kind is GateKind.ALL_DISPUTED else gate.kind.replace("_", " ")


def _link(desk: Desk, books: Books, subject: str) -> str:
    """The permalink of the subject's live card, in the form Slack gives them."""
    live = next((card for card in books.cards(subject) if card.is_live), None) if desk.workspace_url else None
    if live is None:
        return ""
    return f"{desk.workspace_url.rstrip('/')}/archives/{live.channel}/p{live.ts.replace('.', '')}"


# ── disputes ──────────────────────────────────────────────────────────────────────────────────────


def _dispute_rows(desk: Desk, books: Books) -> list[ListRow]:
    """The disputes nobody has taken; flagged first is overdue first."""
    return [_dispute_row(desk, books, dispute) for dispute in books.disputes_in(DisputeState.ROUTED)]


def _lines(record: PacketRecord) -> dict[str, Money]:
    packet = record.packet
    items = (*packet.items, *(left.item for left in packet.left_out))
    return {f"{packet.account.id} {packet.entity} {packet.currency} {item.invoice.number}": item.open for item in items}


def _dispute_row(desk: Desk, books: Books, dispute: Dispute) -> ListRow:
    now = desk.clock.now()
    asked, flagged = asked_by_when(dispute, desk.policy, now), flagged_when(dispute, desk.policy, now)
    return ListRow(
        account_id=dispute.account_id,
        account_name=dispute.account_name,
        amounts=(total((line.amount for line in dispute.lines), dispute.currency),),
        lines={
            f"{dispute.account_id} {dispute.entity} {dispute.currency} {line.invoice_number}": line.amount
            for line in dispute.lines
        },
        days_past_due=None,
        who_has_it=_YOU,
        why=f"{asked} (flagged {flagged}), dispute: {dispute.reason.value.replace('_', ' ')}",
        needs_you=True,
        link=_link(desk, books, f"dispute:{dispute.id}"),
    )


# ── since the last list ───────────────────────────────────────────────────────────────────────────


def _last_list(books: Books, reader: str, day: date) -> tuple[date, datetime] | None:
    """The day and the moment of the reader's list before this one."""
    for back in range(1, _LOOK_BACK + 1):
        earlier = day - timedelta(days=back)
        if planned := books.items(list_subject(reader, earlier)):
            return earlier, planned[0].not_before
    return None


def _since(
    desk: Desk, books: Books, records: Sequence[PacketRecord], last: tuple[date, datetime] | None, day: date
) -> Since | None:
    if last is None:
        return None
    on, at = last
    ended = [record for record in records if not record.is_live and _moved(record) >= at]
    paid = [record for record in ended if _is_settled(record) and _is_paid(desk, books, record, day)]
    unread = [(one, record) for record in records if record.is_live for one in record.packet.unread if one.at >= at]
    wrote: dict[str, str] = {}
    for message, record in sorted(unread, key=lambda one: one[0].at, reverse=True):
        wrote.setdefault(_name(record), _words(message, record))
    return Since(
        when="yesterday" if day - on == timedelta(days=1) else f"{on:%A}",
        sent=sum(record.state is PacketState.SENT for record in ended),
        paid=tuple(dict.fromkeys(_name(record) for record in paid)),
        wrote=tuple(wrote.items()),
        new=len({record.packet.account.id for record in records if record.prepared_at >= at}),
    )


def _name(record: PacketRecord) -> str:
    return record.packet.account.name or record.packet.account.id


def _words(message: Message, record: PacketRecord) -> str:
    """The sentence that was understood, else how the message begins."""
    quotes = [signal.quote for signal in record.packet.signals if signal.source_id == message.id]
    return quotes[0] if quotes else message.text or message.subject


def _is_paid(desk: Desk, books: Books, record: PacketRecord, day: date) -> bool:
    """Whether money came for all that was asked: a line that is disputed, promised or off the list was not paid."""
    ledger = books.account_ledger(record.packet.account.id)
    asked = {item.invoice.number for item in record.packet.items}
    if ledger is None:
        return False
    found = [one for one in ledger.invoices if one.number in asked and one.entity == record.packet.entity]
    return len(found) == len(asked) > 0 and all(_came_in(desk, ledger, invoice, day) for invoice in found)


def _came_in(desk: Desk, ledger: AccountLedger, invoice: Invoice, day: date) -> bool:
    if invoice.gone is not None or not invoice.counts or not desk.policy.settled(residual(invoice, ledger, day)):
        return False
    numbers = [one.invoice_number for one in ledger.payments if one.counts and one.invoice_number]
    return invoice.settled_on is not None or any(invoice.goes_by(number) for number in numbers)
