"""A subject's card as the store has it now. The one writer of cards draws with this and nothing else."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot import wording
from bot.cards.dispute import dispute_card
from bot.cards.drawing import Drawing
from bot.cards.headline import ask
from bot.cards.limits import DoesNotFitError, check
from bot.cards.morning import ListRow, morning_list
from bot.cards.packet import packet_card
from bot.errors import DeliveryRefusedError
from bot.flows.desk import Desk
from bot.ports import Books
from models.dispute import Dispute
from models.lifecycle import DisputeState, PacketEvent, PacketState
from models.money import Money, total
from models.outbox import OutboxItem, OutboxKind
from models.packet import Gate, GateEffect, GateKind, PacketRecord
from models.people import Role
from models.policy import Member

_ROLES = frozenset(Role)


def draw(desk: Desk, books: Books, subject: str, *, live: bool) -> Drawing:
    """What the message about *subject* should look like.

    Raises:
        DeliveryRefusedError: Slack would not take it; the message names the limit.
    """
    kind, _, rest = subject.partition(":")
    if kind == "packet":
        drawing = _packet(desk, books, rest, live)
    elif kind == "dispute":
        drawing = dispute_card(books.dispute(rest), policy=desk.policy, live=live)
    else:
        reader, _, day = rest.partition(":")
        listed = _role_list if reader in _ROLES else _owner_list
        drawing = listed(desk, books, reader, date.fromisoformat(day))
    try:
        check(drawing)
    except DoesNotFitError as error:
        raise DeliveryRefusedError(f"{subject} does not fit a Slack message: {error}") from error
    return drawing


def _packet(desk: Desk, books: Books, packet_id: str, live: bool) -> Drawing:
    record = books.packet(packet_id)
    return packet_card(record, policy=desk.policy, live=live, mail=_last_mail(books, packet_id))


def _last_mail(books: Books, packet_id: str) -> OutboxItem | None:
    mails = [item for item in books.items(f"packet:{packet_id}") if item.kind is OutboxKind.MAIL]
    return mails[-1] if mails else None


def _role_list(desk: Desk, books: Books, reader: str, day: date) -> Drawing:
    """What is with one role: packets to decide, and for leadership the disputes nobody has taken."""
    role = Role(reader)
    rows = [_row(desk, record, reader) for record in books.role_packets(role)]
    if role is Role.FINANCE_LEADERSHIP:
        rows += [_dispute_row(dispute) for dispute in books.disputes_in(DisputeState.ROUTED)]
    named = Member(user_id=reader, name=_role_name(role).capitalize(), email="", roles=frozenset({role}))
    return morning_list(named, day, rows)


def _dispute_row(dispute: Dispute) -> ListRow:
    return ListRow(
        account_name=dispute.account_name,
        amounts=(total((line.amount for line in dispute.lines), dispute.currency),),
        days_past_due=None,
        who_has_it="you",
        why=f"acknowledge the dispute ({dispute.reason.value.replace('_', ' ')})",
        needs_you=True,
    )


def _owner_list(desk: Desk, books: Books, owner_id: str, day: date) -> Drawing:
    entity = next(iter(desk.policy.entities.values()))
    start = datetime.combine(day, time(), ZoneInfo(entity.timezone))
    records = books.owner_packets(owner_id, start)
    newest: dict[tuple[str, str, str], PacketRecord] = {}
    for record in sorted(records, key=lambda each: (each.is_live, each.version)):
        newest[record.packet.account.id, record.packet.entity, record.packet.currency] = record
    rows = [_row(desk, record, owner_id) for record in newest.values()]
    owner = desk.policy.members.get(owner_id) or Member(user_id=owner_id, name=owner_id, email="", roles=frozenset())
    return morning_list(owner, day, rows)


def _row(desk: Desk, record: PacketRecord, reader: str) -> ListRow:
    whose = record.reviewer.user_id or record.reviewer.role.value
    waits = bool(record.packet.gated(GateEffect.NO_CARD))
    needs = record.state is PacketState.POSTED and whose == reader and not waits
    return ListRow(
        account_name=record.packet.account.name or record.packet.account.id,
        amounts=(Money(0, record.packet.currency) if _is_settled(record) else record.packet.past_due,),
        days_past_due=0 if _is_settled(record) else record.packet.days_past_due,
        who_has_it=_holder(desk, record, reader),
        why=_why(desk, record),
        needs_you=needs,
    )


def _is_settled(record: PacketRecord) -> bool:
    return record.state is PacketState.CLOSED and record.last is not None and record.last.event is PacketEvent.SETTLE


def _holder(desk: Desk, record: PacketRecord, reader: str) -> str:
    if record.last is not None and record.last.event is PacketEvent.DISPUTE:
        return "finance leadership"
    if not record.is_live:
        return "done"
    if record.packet.gated(GateEffect.NO_CARD):
        return "waiting"
    if reader in (record.reviewer.user_id, record.reviewer.role.value):
        return "you"
    member = desk.policy.members.get(record.reviewer.user_id or "")
    return member.name if member else _role_name(record.reviewer.role)


def _role_name(role: Role) -> str:
    return role.value.replace("_", " ")


def _why(desk: Desk, record: PacketRecord) -> str:
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
        PacketState.PREPARED: "waits for tomorrow: today's cards are full",
    }
    if state in told:
        return told[state]
    if not record.has_card:
        return "its card is posted with the next morning"
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
    return gate.kind.replace("_", " ")
