"""The days that are lived for the gallery: each scene is an office of its own, and every state comes from its flow."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.adapters.source_config import load_sources
from bot.demo.hands import Hands
from bot.demo.local_slack import Channel, DropAfterAccept, SlackError
from bot.demo.office import FENNEL, Company, DemoOffice
from bot.demo.people import BOT_USER
from bot.errors import DeliveryError, DeliveryRefusedError, OutcomeUnknownError
from bot.flows.deliver_outbox import deliver_outbox
from bot.flows.import_ledger import import_ledger
from bot.flows.survey import ask
from bot.ports import OnPhase
from models.attachment import Attachment
from models.controls import Action, Command, Expected, Field, Shortcut
from models.correction import RootCause as Cause
from models.decision import DeclineCode
from models.dispute import Dispute, Outcome, RootCause
from models.draft import Draft
from models.outbox import MailPhase
from models.people import Role
from tests.journeys.gallery.camera import Camera
from tests.journeys.journey import (
    ALDERGATE,
    ARJUN,
    CEDAR,
    FINLEAD,
    FINN,
    FREYA,
    HARROW,
    LUMEN,
    MARCO,
    NORA,
    NORTHGATE,
    OLIVE,
    QUILLFEATHER,
    TAMSIN,
    TWELVE,
    VALDEMAR,
    append,
    next_morning,
    wait_out_undo,
)

OFFICE, SALES = "C0OFFICE", "C0SALES"
PRIYA, SOLLFURT = "U0PRIYA", "C-1320"


@contextmanager
def lived(company: Company = TWELVE, *, asks: int | None = None) -> Iterator[Hands]:
    """A new office after its first morning. *asks* = per cent of decisions after which somebody is asked."""
    with tempfile.TemporaryDirectory() as folder:
        office = DemoOffice(Path(folder) / "demo", company=company, undo=timedelta(minutes=5), cards=200)
        if asks is not None:
            office.desk = replace(office.desk, policy=replace(office.desk.policy, confidence_percent=asks))
        with office:
            office.morning()
            office.deliver()
            yield Hands(office)


def more(hands: Hands, user: str, account: str, action: Action) -> None:
    """Press an entry of More…"""
    hands.press(user, account, Action.MORE)
    hands.office.slack.click_in_modal(user, action)
    hands.office.deliver()


def asked(hands: Hands, user: str, command: Command, text: str = "") -> None:
    """Type a command."""
    hands.office.slack.command(user, OFFICE, command, text)
    hands.office.deliver()


def list_of(hands: Hands, reader: str) -> str:
    """What the list of *reader*'s day is about."""
    return f"list:{reader}:{hands.office.desk.office_day().isoformat()}"


# ── the morning ───────────────────────────────────────────────────────────────────────────────────


def the_morning(camera: Camera) -> None:
    """The whole demo company: lists, Homes, a letter in two languages, look-ups."""
    with lived(FENNEL) as hands:
        camera.card("morning", hands, OLIVE, list_of(hands, OLIVE))
        camera.card("phone-morning", hands, OLIVE, list_of(hands, OLIVE), phone=True)
        camera.card("lead-list", hands, FREYA, list_of(hands, Role.FINANCE_LEADERSHIP))
        camera.home("home-owner", hands, OLIVE)
        camera.home("home-lead", hands, FREYA)
        camera.home("home-controller", hands, NORA)
        camera.packet("two-languages", hands, PRIYA, SOLLFURT)
        looked_up(camera, hands)
        card = hands.card(list_of(hands, OLIVE))
        hands.office.slack.click(OLIVE, card.channel, card.ts, Action.BATCH)
        camera.form("form-batch", hands, OLIVE)


def looked_up(camera: Camera, hands: Hands) -> None:
    """The answer of each command."""
    for shot, command, text in (
        ("invoice", Command.INVOICE, "FS-3153"),
        ("account", Command.ACCOUNT, "Lumen"),
        ("aging", Command.AGING, ""),
        ("disputes", Command.DISPUTES, ""),
        ("promises", Command.PROMISES, ""),
        ("status", Command.COLLECTIONS, "status"),
    ):
        asked(hands, FREYA, command, text)
        camera.answer(shot, hands, FREYA)


def the_week(camera: Camera) -> None:
    """The second Monday."""
    with lived() as hands:
        hands.press(OLIVE, CEDAR, Action.APPROVE)
        wait_out_undo(hands)
        asked(hands, FREYA, Command.ACCOUNT, "Cedar sent")
        camera.answer("account-sent", hands, FREYA)
        next_morning(hands, days=7)
        told = hands.office.slack.messages(FINLEAD)
        (week,) = [one for one in told if one["text"].startswith("The week from")]
        camera.message("week", hands, FREYA, FINLEAD, week["ts"])
        ageing = next(one for one in told if one.get("files"))
        camera.message("week-ageing", hands, FREYA, FINLEAD, ageing["ts"])


def before_the_first(camera: Camera) -> None:
    """What owners are asked before go-live."""
    with (
        tempfile.TemporaryDirectory() as folder,
        DemoOffice(Path(folder) / "demo", company=TWELVE, undo=timedelta(minutes=5)) as office,
    ):
        import_ledger(office.desk, load_sources(TWELVE.sources, office.exports), as_of=office.desk.office_day())
        ask(office.desk)
        office.deliver()
        hands = Hands(office)
        card = hands.card(f"survey:{OLIVE}")
        office.slack.click(OLIVE, card.channel, card.ts, Action.SURVEY)
        camera.form("form-survey", hands, OLIVE)


# ── packets ───────────────────────────────────────────────────────────────────────────────────────


def to_decide(camera: Camera) -> None:
    """A first morning's cards, and what they become without a mail."""
    with lived() as hands:
        camera.packet("packet", hands, OLIVE, HARROW)
        camera.packet("phone-packet", hands, OLIVE, HARROW, phone=True)
        camera.packet("exception", hands, ARJUN, ALDERGATE)
        camera.packet("executive-review", hands, FREYA, VALDEMAR)
        camera.pressed("form-choose-path", hands, FREYA, VALDEMAR, Action.CHOOSE_PATH)
        hands.press(FREYA, VALDEMAR, Action.CHOOSE_PATH)
        hands.fill(FREYA, {Field.PATH: "note_by_owner", Field.REASON: "They are happy; a word from you is enough."})
        camera.packet("path-chosen", hands, FREYA, VALDEMAR)
        suspected(camera, hands)
        escalated(camera, hands)
        hands.press(OLIVE, CEDAR, Action.HOLD)
        hands.fill(OLIVE, {Field.UNTIL: "2026-05-20", Field.REASON: "Grace is away until the 19th."})
        camera.packet("held", hands, OLIVE, CEDAR)
        more(hands, OLIVE, HARROW, Action.DECLINE)
        hands.fill(OLIVE, {Field.REASON_CODE: DeclineCode.IN_TOUCH.value, Field.REASON: "I see them on Thursday."})
        camera.packet("declined", hands, OLIVE, HARROW)
        said = {Field.ON: "2026-05-13", Field.SAID_BY: "Anneke Visser", Field.HOW: "call"}
        asked_for = hands.packet(LUMEN)
        more(hands, MARCO, LUMEN, Action.PROMISE)
        hands.fill(MARCO, said)
        camera.message("promised", hands, MARCO, *_last_card(hands, f"packet:{asked_for.id}"))


def suspected(camera: Camera, hands: Hands) -> None:
    """A sentence that smells of a dispute, and its rejection."""
    camera.packet("suspicion", hands, OLIVE, QUILLFEATHER)
    hands.press(OLIVE, QUILLFEATHER, Action.NOT_A_DISPUTE)
    camera.form("form-not-a-dispute", hands, OLIVE)
    hands.press(OLIVE, QUILLFEATHER, Action.NOT_A_DISPUTE)
    hands.fill(OLIVE, {Field.REASON: "They asked about next year's total, not this one."})
    camera.packet("suspicion-rejected", hands, OLIVE, QUILLFEATHER)


def escalated(camera: Camera, hands: Hands) -> None:
    """A question to another role, and the line it leaves in the first channel."""
    first = hands.card(f"packet:{hands.packet(NORTHGATE).id}")
    camera.pressed("form-escalate", hands, MARCO, NORTHGATE, Action.ESCALATE)
    hands.press(MARCO, NORTHGATE, Action.ESCALATE)
    question = {
        Field.ASKED: Role.FINANCE_LEADERSHIP.value,
        Field.QUESTION: "They want two more weeks. Go on as usual?",
        Field.REASON: "It is their second request.",
    }
    hands.fill(MARCO, question)
    camera.packet("question", hands, FREYA, NORTHGATE)
    camera.message("outdated", hands, MARCO, first.channel, first.ts)
    camera.pressed("form-answer", hands, FREYA, NORTHGATE, Action.ANSWER)


def news(camera: Camera) -> None:
    """The second morning: a payment and a message came, and money nobody claims."""
    with lived() as hands:
        append(hands, "payments.csv", "P-9,C-1011,FS-3161,500.00,EUR,2026-05-12")
        wrote = "in,grace.bellamy@cedarhollow.example,2026-05-12 05:00,Hello,Back at my desk.,<m9@cedar.example>"
        append(hands, "messages.csv", f"M-9,C-1017,{wrote}")
        append(hands, "payments.csv", "P-10,C-1023,,20000.00,EUR,2026-05-12")
        next_morning(hands)
        camera.packet("refreshed", hands, MARCO, LUMEN)
        camera.packet("unread", hands, OLIVE, CEDAR)
        camera.pressed("form-leave-unapplied", hands, ARJUN, TAMSIN, Action.LEAVE_UNAPPLIED)


def signatures(camera: Camera) -> None:
    """A person's words that the guard stops, and the second name beside them."""
    with lived() as hands:
        hands.press(MARCO, TAMSIN, Action.EDIT)
        draft = hands.packet(TAMSIN).draft
        if draft is None:
            raise LookupError("Tamsin has no draft")
        hands.fill(MARCO, {Field.BODY: f"{draft.body}\n\nPlease pay €999.00 as well."})
        camera.packet("hard-finding", hands, MARCO, TAMSIN)
        camera.card("sign-notice", hands, FREYA, f"sign:{hands.packet(TAMSIN).id}")
        camera.pressed("form-sign", hands, FREYA, TAMSIN, Action.SIGN)
        hands.press(FREYA, TAMSIN, Action.SIGN)
        hands.fill(FREYA, {Field.REASON: "Agreed with their controller on the phone."})
        camera.packet("signed", hands, MARCO, TAMSIN)


def paused(camera: Camera) -> None:
    """A finance lead stops all mail."""
    with lived() as hands:
        hands.press(OLIVE, CEDAR, Action.APPROVE)
        asked(hands, FREYA, Command.COLLECTIONS, "pause The bank file of Friday is wrong")
        camera.packet("paused", hands, OLIVE, HARROW)
        camera.packet("approved-paused", hands, OLIVE, CEDAR)


class FailingMailer:
    """A ports.Mailer that always raises."""

    def __init__(self, error: DeliveryError) -> None:
        self._error = error

    def send(
        self, draft: Draft, *, message_id: str, at: object, files: tuple[Attachment, ...], on_phase: OnPhase
    ) -> None:
        """Raise."""
        if isinstance(self._error, OutcomeUnknownError):
            on_phase(MailPhase.DOT_SENT)
        raise self._error


def deliveries(camera: Camera) -> None:
    """What becomes of an approved mail."""
    with lived(asks=100) as hands:
        hands.press(OLIVE, CEDAR, Action.APPROVE)
        camera.packet("approved", hands, OLIVE, CEDAR)
        wait_out_undo(hands)
        camera.packet("sent", hands, OLIVE, CEDAR)
        more(hands, OLIVE, CEDAR, Action.TRAIL)
        camera.form("form-trail", hands, OLIVE)
        more(hands, OLIVE, CEDAR, Action.WALK_BACK)
        camera.form("form-walk-back", hands, OLIVE)
        more(hands, OLIVE, CEDAR, Action.WALK_BACK)
        why = {Field.REASON_CODE: Cause.OUTDATED.value, Field.REASON: "The bank file of Friday came late."}
        hands.fill(OLIVE, why)
        camera.packet("correction", hands, OLIVE, CEDAR)
        hands.press(OLIVE, HARROW, Action.APPROVE)
        _fail(hands, OutcomeUnknownError("dropped after the last byte"))
        camera.packet("uncertain", hands, OLIVE, HARROW)
        hands.press(MARCO, LUMEN, Action.APPROVE)
        _fail(hands, DeliveryRefusedError("550 no such mailbox"))
        camera.packet("refused", hands, MARCO, LUMEN)


def _fail(hands: Hands, error: DeliveryError) -> None:
    hands.office.clock.advance(timedelta(minutes=6))
    deliver_outbox(hands.office.desk, replace(hands.office.ways, mailer=FailingMailer(error)))
    hands.office.deliver()


# ── forms of a packet ─────────────────────────────────────────────────────────────────────────────


def owners_forms(camera: Camera) -> None:
    """What opens from an ordinary card."""
    with lived() as hands:
        for shot, action in (
            ("form-details", Action.DETAILS),
            ("form-more", Action.MORE),
            ("form-edit", Action.EDIT),
            ("form-hold", Action.HOLD),
        ):
            camera.pressed(shot, hands, MARCO, LUMEN, action)
        hands.press(MARCO, LUMEN, Action.HOLD)
        camera.form("phone-hold", hands, MARCO, phone=True)
        for shot, action in (
            ("form-decline", Action.DECLINE),
            ("form-colleague", Action.COLLEAGUE),
            ("form-reroute", Action.REROUTE),
            ("form-promise", Action.PROMISE),
            ("form-already-paid", Action.ALREADY_PAID),
            ("form-wrong-contact", Action.WRONG_CONTACT),
            ("form-touch", Action.TOUCH),
        ):
            more(hands, MARCO, LUMEN, action)
            camera.form(shot, hands, MARCO)
        more(hands, ARJUN, ALDERGATE, Action.PO_RECEIVED)
        camera.form("form-po-received", hands, ARJUN)
        more(hands, ARJUN, ALDERGATE, Action.PO_RECEIVED)
        hands.fill(ARJUN, {Field.PO_NUMBER: "4500-70001", Field.SAID_BY: "Helen Marsh"})
        more(hands, MARCO, ALDERGATE, Action.RECORDED)
        camera.form("form-recorded", hands, MARCO)
        added(camera, hands)
        for number in range(4000, 4080):
            append(hands, "invoices.csv", f"FS-{number},C-1017,9.00,USD,2026-02-22,2026-04-08,,No")
        next_morning(hands)
        camera.pressed("form-review", hands, OLIVE, CEDAR, Action.REVIEW)


def added(camera: Camera, hands: Hands) -> None:
    """A colleague's message, put beside an account."""
    slack = hands.office.slack
    slack.set_channel(Channel(SALES, "sales", frozenset({OLIVE, MARCO, BOT_USER}), is_private=False))
    said = slack.workspace.say(MARCO, SALES, "Cedar told me that the PO for FS-3152 is 4500-8812.")
    slack.shortcut_on_message(OLIVE, SALES, said["ts"], Shortcut.ADD_TO_ACCOUNT)
    camera.form("form-add-to-account", hands, OLIVE)


# ── disputes ──────────────────────────────────────────────────────────────────────────────────────


def disputes(camera: Camera) -> None:
    """A dispute from its flag to its end."""
    with lived() as hands:
        camera.pressed("form-dispute", hands, MARCO, LUMEN, Action.DISPUTE)
        old = hands.packet(LUMEN)
        hands.press(MARCO, LUMEN, Action.DISPUTE)
        note = "They expected last year's rate for the second depot."
        hands.fill(MARCO, {Field.INVOICES: ["FS-3161"], Field.REASON_CODE: "pricing", Field.NOTE: note})
        dispute = newest(hands)
        subject = f"dispute:{dispute.id}"
        camera.card("dispute", hands, FREYA, subject)
        camera.card("phone-dispute", hands, FREYA, subject, phone=True)
        closed = _last_card(hands, f"packet:{old.id}")
        camera.message("disputed", hands, MARCO, *closed)
        hands.office.clock.advance(timedelta(hours=30))
        next_morning(hands, days=1)
        camera.card("dispute-overdue", hands, FREYA, subject)
        hands.acknowledge(FREYA, dispute.id)
        asked_the_owner(camera, hands, subject)
        dispute_form(camera, "form-reassign", hands, subject, Action.REASSIGN_DISPUTE)
        dispute_form(camera, "form-chase-rest", hands, subject, Action.CHASE_REST)
        dispute_form(camera, "form-withdraw", hands, subject, Action.WITHDRAW_DISPUTE)
        dispute_form(camera, "form-resolve", hands, subject, Action.RESOLVE_DISPUTE)
        press_dispute(hands, FREYA, subject, Action.RESOLVE_DISPUTE)
        hands.fill(
            FREYA,
            {
                Field.OUTCOME: Outcome.PART.value,
                Field.REASON_CODE: RootCause.WRONG_PRICE.value,
                Field.NOTE: "The second year was quoted lower.",
                Field.CREDIT: Expected.YES.value,
                Field.AMOUNT: "150.00",
            },
        )
        camera.card("dispute-resolved", hands, FREYA, subject)
        dispute_form(camera, "form-stop-waiting", hands, subject, Action.STOP_WAITING)
        dispute_form(camera, "form-reopen", hands, subject, Action.REOPEN_DISPUTE)
        withdrawn(camera, hands)


def unsettled(camera: Camera) -> None:
    """A message whose answer was lost, in a channel whose history cannot be read."""
    with lived() as hands:
        hands.press(OLIVE, CEDAR, Action.ESCALATE)
        hands.office.slack.fail_next("chat.postMessage", DropAfterAccept())
        hands.office.slack.fail_next("conversations.history", SlackError("missing_scope"))
        question = {Field.ASKED: "finance", Field.QUESTION: "Is FS-3152 paid?", Field.REASON: "They say so."}
        hands.fill(OLIVE, question)
        hands.office.clock.advance(timedelta(hours=3))
        hands.office.deliver()
        card = hands.card(list_of(hands, Role.FINANCE_LEADERSHIP))
        hands.office.slack.click(FREYA, card.channel, card.ts, Action.SETTLE_POST)
        camera.form("form-settle-post", hands, FREYA)


def asked_the_owner(camera: Camera, hands: Hands, subject: str) -> None:
    """A question about the dispute, and its form on both sides."""
    dispute_form(camera, "form-ask-owner", hands, subject, Action.ASK_OWNER)
    press_dispute(hands, FREYA, subject, Action.ASK_OWNER)
    hands.fill(FREYA, {Field.QUESTION: "Which price did you quote for the second depot?"})
    camera.card("dispute-owned", hands, FREYA, subject)
    question = subject.replace("dispute", "question")
    camera.card("owner-question", hands, MARCO, question)
    press_dispute(hands, MARCO, question, Action.OWNER_ANSWER)
    camera.form("form-owner-answer", hands, MARCO)


def withdrawn(camera: Camera, hands: Hands) -> None:
    """Another one, which was none."""
    hands.press(OLIVE, CEDAR, Action.DISPUTE)
    hands.fill(OLIVE, {Field.INVOICES: ["FS-3152"], Field.REASON_CODE: "pricing"})
    subject = f"dispute:{newest(hands, CEDAR).id}"
    press_dispute(hands, FINN, subject, Action.WITHDRAW_DISPUTE)
    hands.fill(FINN, {Field.REASON: "They meant another supplier."})
    camera.card("dispute-withdrawn", hands, FREYA, subject)


def newest(hands: Hands, account: str = LUMEN) -> Dispute:
    """The account's newest dispute."""
    with hands.office.desk.store.transaction() as books:
        return books.disputes(account)[-1]


def press_dispute(hands: Hands, user: str, subject: str, action: Action) -> None:
    """Press a button of a dispute's card."""
    card = hands.card(subject)
    hands.office.slack.click(user, card.channel, card.ts, action)
    hands.office.deliver()


def dispute_form(camera: Camera, shot: str, hands: Hands, subject: str, action: Action) -> None:
    """The form that a button of a dispute's card opens."""
    press_dispute(hands, FREYA, subject, action)
    camera.form(shot, hands, FREYA)


def _last_card(hands: Hands, subject: str) -> tuple[str, str]:
    with hands.office.desk.store.transaction() as books:
        card = list(books.cards(subject))[-1]
    return card.channel, card.ts


SCENES: tuple[Callable[[Camera], None], ...] = (
    to_decide,
    news,
    signatures,
    paused,
    deliveries,
    owners_forms,
    disputes,
    unsettled,
    before_the_first,
    the_week,
    the_morning,
)
