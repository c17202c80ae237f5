"""A subject's card as the store has it now. The one writer of cards draws with this and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.books import Books
from bot.cards import notices
from bot.cards.blocks import small
from bot.cards.confidence import with_confidence
from bot.cards.dispute import dispute_card
from bot.cards.dispute_outcome import dispute_outcome
from bot.cards.drawing import Drawing
from bot.cards.evidence import with_evidence
from bot.cards.limits import DoesNotFitError, check
from bot.cards.names import entity as entity_name
from bot.cards.owner_question import owner_question
from bot.cards.packet import packet_card
from bot.cards.reminder import with_reminded
from bot.cards.sign_form import signature_notice
from bot.cards.since_sent import with_since
from bot.cards.standing import awaits_path
from bot.errors import DeliveryRefusedError
from bot.flows.announce_policy import POLICY, draw_policy
from bot.flows.brief_account import brief_of_dispute, brief_of_packet
from bot.flows.desk import Desk, link_to
from bot.flows.draw_list import draw_list
from bot.flows.draw_reminder import draw_reminder
from bot.flows.limit_approvals import ALARM
from bot.flows.mail_server import SHUT, draw_shut
from bot.flows.pause import as_it_stands, pause_line
from bot.flows.remind import SLA, reminded, wait_of
from bot.flows.since_sent import disputed_since, with_recorded_since
from bot.flows.survey import draw_survey
from bot.flows.watch_channels import UNFIT, draw_unfit
from bot.flows.week import draw_week
from bot.stages.confidence import standing_question
from bot.stages.sla import dispute_clock
from models.calendar import add_working_days
from models.decision import Path
from models.dispute import Dispute
from models.lifecycle import PacketState
from models.outbox import OutboxItem, OutboxKind
from models.packet_record import PacketRecord


def draw(desk: Desk, books: Books, subject: str, *, live: bool, channel: str = "") -> Drawing:
    """What the message about *subject* should look like in *channel*; "" = nobody knows who will read it.

    Raises:
        DeliveryRefusedError: Slack would not take it; the message names the limit.
    """
    kind, _, rest = subject.partition(":")
    if kind == "packet":
        drawing = _packet(desk, books, rest, live)
    elif kind == "dispute":
        drawing = _dispute(desk, books, rest, live)
    elif kind == "question":
        drawing = owner_question(books.dispute(rest), policy=desk.policy, live=live)
    elif kind == "outcome":
        drawing = dispute_outcome(books.dispute(rest), policy=desk.policy, live=live)
    elif kind == "sign":
        drawing = signature_notice(books.packet(rest), policy=desk.policy, live=live)
    elif kind == ALARM:
        drawing = _alarm(books, subject)
    elif kind == SHUT:
        drawing = draw_shut(desk, books)
    elif kind == POLICY:
        drawing = draw_policy(books, int(rest))
    elif kind == "import":
        drawing = _import(books, subject, date.fromisoformat(rest))
    elif kind == SLA:
        drawing = draw_reminder(desk, books, rest, live=live)
    elif kind == UNFIT:
        drawing = draw_unfit(books, rest)
    elif kind == "morning":
        drawing = _missed(desk, rest)
    elif kind == "week":
        drawing = draw_week(desk, books, date.fromisoformat(rest))
    elif kind == "survey":
        drawing = draw_survey(desk, books, rest)
    else:
        reader, _, day = rest.partition(":")
        drawing = draw_list(desk, books, reader, date.fromisoformat(day), channel)
    if live and kind in _DECIDED_ON:
        drawing = _under_pause(desk, books, drawing)
    try:
        check(drawing)
    except DoesNotFitError as error:
        raise DeliveryRefusedError(f"{subject} does not fit a Slack message: {error}") from error
    return drawing


#: Messages on which somebody decides; a packet's card and a list say by themselves that mail is paused.
_DECIDED_ON = frozenset({"dispute", "question", "sign"})


def _under_pause(desk: Desk, books: Books, drawing: Drawing) -> Drawing:
    """The message with the pause above it, where one stands and there is room for it."""
    told = [small(said) for said in pause_line(desk, books)]
    try:
        return check(replace(drawing, blocks=[*told, *drawing.blocks]))
    except DoesNotFitError:
        return drawing


def _import(books: Books, subject: str, day: date) -> Drawing:
    """A morning's import that was refused: why, and whether it has come in since."""
    entries = [entry for _, entry, _ in books.audit_trail(subject) if entry.what.startswith("import.")]
    if entries[-1].what == "import.refused":
        as_of = books.ledger_as_of()
        return notices.import_refused(day, entries[-1].detail["why"], as_of)
    people = sorted({entry.detail["by"] for entry in entries if entry.what == "import.drop_confirmed"})
    return notices.import_recovered(day, ", ".join(people))


def _alarm(books: Books, subject: str) -> Drawing:
    entry = next(entry for _, entry, _ in books.audit_trail(subject) if entry.what == "limit.reached")
    return notices.limit_reached(entry.by_name, entry.detail["over"])


def _missed(desk: Desk, about: str) -> Drawing:
    """A morning that did not come in time."""
    entity, _, day = about.rpartition(":")
    on = date.fromisoformat(day)
    following = add_working_days(on, 1, desk.policy.holidays_of(entity))
    return notices.morning_missed(entity_name(entity, desk.policy), on, desk.policy.morning_until, following)


def _packet(desk: Desk, books: Books, packet_id: str, live: bool) -> Drawing:
    record = with_recorded_since(desk, books, as_it_stands(desk, books, books.packet(packet_id)))
    brief = brief_of_packet(desk, books, record) if live and awaits_path(record) else None
    mail = _last_mail(books, packet_id)
    if not live:
        newer = link_to(desk, books, f"packet:{packet_id}")
        return packet_card(record, policy=desk.policy, live=False, mail=mail, newer=newer)
    drawing = packet_card(record, policy=desk.policy, live=True, mail=mail, brief=brief)
    facts = books.facts(record.packet.account.id)
    drawing = with_evidence(drawing, facts, desk.policy) if record.is_live else drawing
    if record.state is PacketState.SENT:
        drawing = with_since(drawing, record, disputed_since(books, record), desk.policy)
    drawing = _with_reminded(desk, books, drawing, f"packet:{packet_id}")
    return with_confidence(drawing, record, *standing_question(facts, record.id))


def _with_reminded(desk: Desk, books: Books, drawing: Drawing, subject: str) -> Drawing:
    told = reminded(books, subject, wait_of(desk, books, subject))
    return with_reminded(drawing, told, desk.policy, desk.clock.now())


def _dispute(desk: Desk, books: Books, dispute_id: str, live: bool) -> Drawing:
    dispute = books.dispute(dispute_id)
    brief = brief_of_dispute(desk, books, dispute) if live and dispute.is_open else None
    now = desk.clock.now()
    clock = dispute_clock(dispute, desk.policy, now)
    chased = _chased(books, dispute)
    drawing = dispute_card(dispute, policy=desk.policy, live=live, now=now, clock=clock, brief=brief, chased=chased)
    return _with_reminded(desk, books, drawing, f"dispute:{dispute_id}") if live else drawing


def _chased(books: Books, dispute: Dispute) -> PacketRecord | None:
    """The live follow-up of the dispute's account on which the rest is asked for meanwhile."""
    key = (dispute.entity, dispute.currency)
    live = (one for one in books.live_packets(dispute.account_id) if (one.packet.entity, one.packet.currency) == key)
    return next((one for one in live if one.path is not None and one.path.path is Path.REST_ONLY), None)


def _last_mail(books: Books, packet_id: str) -> OutboxItem | None:
    mails = [item for item in books.items(f"packet:{packet_id}") if item.kind is OutboxKind.MAIL]
    return mails[-1] if mails else None
