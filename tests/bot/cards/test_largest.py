"""Every form, and every face of every card, of the largest account and in the worst words: Slack takes it, and no
foreign word comes alive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.cards import add_to_account, forms, record_forms
from bot.cards import dispute_forms as of_dispute
from bot.cards import hand_on_form as hand_on
from bot.cards.batch_form import batch_form, fitting
from bot.cards.dispute import dispute_card
from bot.cards.drawing import Block, Drawing
from bot.cards.hold_form import hold_form
from bot.cards.limits import check, check_view
from bot.cards.more_form import more_form
from bot.cards.owner_question import owner_question
from bot.cards.packet import packet_card
from bot.cards.review_form import review_form
from bot.cards.settle_post import settle_post_form
from bot.cards.sign_form import signature_notice
from bot.cards.survey import survey_card, survey_form
from bot.cards.trail_form import trail_form
from bot.cards.walk_back_form import walk_back_form
from models.audit import AuditEntry
from models.batch import Batch
from models.controls import Form
from models.correspondence import Contact, ContactStatus
from models.dispute import Dispute, DisputedLine, OwnerQuestion
from models.gate import GateKind
from models.hold import HoldKind
from models.ledger import Ticket
from models.lifecycle import DisputeState, PacketState
from models.outbox import OpenPost, OutboxState
from models.packet import ContextName
from models.packet_record import PacketRecord
from models.people import Reviewer, Role
from models.quoted import Quoted
from models.recorded import Recorded
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_hostile_text import harmless, harmless_drawing

AT: dict[str, Any] = {"channel": "C0LIVE", "ts": "1763.0001"}
WITH: dict[str, Any] = {**AT, "policy": b.POLICY}
WORDS = {
    "three thousand characters": "word " * 600,
    "one word": "x" * 3_000,
    "emoji": "🚀🌻👩‍👩‍👧‍👦" * 300,
    "right to left": "الشركة المتحدة للتجارة \u202eשלום\u202c " * 80,
    "markup": "<!channel> *now* <https://evil.example|Pay here> `x` " * 60,
}
each_text = pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)


def contact(text: str, number: int) -> Contact:
    address = f"{number}@northwind.example"
    return Contact(
        id=f"K-{number}",
        account_id="A-1",
        name=text,
        email=address,
        origin=b.origin(text, text),
        status=ContactStatus.VERIFIED,
    )


def largest(text: str) -> PacketRecord:
    """200 invoices, 40 tickets, 40 contacts and records of ours, and *text* wherever somebody else writes."""
    tickets = tuple(
        Ticket(id=f"T-{number}", account_id="A-1", subject=text, is_open=True, opened_on=b.TODAY, origin=b.origin())
        for number in range(40)
    )
    one = b.largest(text, text)
    told = "; ".join(f"{ticket.id} {ticket.subject}" for ticket in tickets)
    context = tuple(
        replace(line, text=told) if line.name is ContextName.TICKETS else line for line in one.packet.context
    )
    return b.changed(
        one,
        tickets=tickets,
        context=context,
        contacts=tuple(contact(text, number) for number in range(40)),
        recorded=tuple(Recorded(key=f"po\nx\n{n}", what=text, by_name=text, on=b.TODAY) for n in range(40)),
    )


def dispute(text: str, state: DisputeState = DisputeState.OWNED) -> Dispute:
    lines = tuple(DisputedLine(f"INV-{number} {text}"[:200], b.euro(5)) for number in range(200))
    return b.dispute(state, account_name=text, lines=lines, rest=lines, quote=text, note=text, flagged_by_name=text)


def asks(text: str) -> OwnerQuestion:
    return OwnerQuestion(text=text, asked_id=b.OLIVE, asked_name=text, by_name=text, at=b.NINE)


def quoted(text: str) -> Quoted:
    # Their words arrive cut to what a card can carry, see models.quoted.
    link = "https://fennel.slack.com/archives/C0SALES/p1763000000000100"
    return Quoted(text=text[:1_100], author=text[:60], place="#sales", permalink=link, said_at=b.NINE)


def entry(text: str) -> AuditEntry:
    return AuditEntry(
        at=b.NINE, by_id="x", by_name=text, what="packet.edit", subject="packet:x", detail={"reason": text}
    )


def an_open_post(text: str) -> OpenPost:
    return OpenPost(
        key="k" * 200,
        channel="C0LIVE",
        state=OutboxState.UNCERTAIN,
        why=text,
        subject="packet:x",
        name=text,
        since=b.NINE,
    )


def batch(text: str) -> Batch:
    like = tuple(replace(b.record(), id=f"P{number:09}") for number in range(10))
    mails = tuple(b.changed(one, account=replace(one.packet.account, name=text)) for one in like)
    return fitting(Batch(mails), policy=b.POLICY, owner_id=b.OLIVE)


def record_form(form: Form) -> Callable[[str], Block]:
    def drawn(text: str) -> Block:
        one = largest(text)
        match form:
            case Form.PROMISE:
                return record_forms.promise_form(one, ticked=[item.invoice.number for item in one.packet.items], **AT)
            case Form.ALREADY_PAID:
                return record_forms.already_paid_form(one, ticked=[], **AT)
            case Form.PO_RECEIVED:
                return record_forms.po_form(one, proposed=quoted(text), **AT)
            case Form.WRONG_CONTACT:
                return record_forms.wrong_contact_form(one, instead=one.packet.contacts, **AT)
            case Form.TOUCH:
                return record_forms.touch_form(one, today=b.TODAY, **AT)
        return record_forms.recorded_form(one, **AT)

    return drawn


def dispute_form(form: Form) -> Callable[[str], Block]:
    return lambda text: of_dispute.reason_form(form, dispute(text), **AT)


#: Each form at its largest, with *text* in the place of every foreign word.
DRAWN: Mapping[Form, Callable[[str], Block]] = {
    Form.EDIT: lambda text: forms.edit_form(largest(text), **AT),
    Form.ESCALATE: lambda text: forms.escalate_form(largest(text), **WITH),
    Form.ANSWER: lambda text: forms.answer_form(
        replace(b.asked(), question=replace(b.asked().question, text=text, options=(text[:150],) * 5)), **AT
    ),
    Form.HOLD: lambda text: hold_form(largest(text), kinds=tuple(HoldKind), today=b.TODAY, **WITH),
    Form.DISPUTE: lambda text: forms.dispute_form(largest(text), **AT),
    Form.NOT_A_DISPUTE: lambda text: forms.not_a_dispute_form(largest(text), **AT),
    Form.RESOLVE_DISPUTE: lambda text: of_dispute.resolve_form(dispute(text), **AT),
    Form.ASK_OWNER: lambda text: of_dispute.ask_owner_form(dispute(text), **AT),
    Form.OWNER_ANSWER: lambda text: of_dispute.owner_answer_form(
        replace(dispute(text), questions=(asks(text),)), asks(text), **AT
    ),
    Form.REASSIGN_DISPUTE: lambda text: of_dispute.reassign_form(dispute(text), **WITH),
    **{
        form: dispute_form(form)
        for form in (Form.CHASE_REST, Form.WITHDRAW_DISPUTE, Form.STOP_WAITING, Form.REOPEN_DISPUTE)
    },
    Form.CHOOSE_PATH: lambda text: forms.choose_path_form(largest(text), **AT),
    Form.DETAILS: lambda text: forms.details_form(largest(text), **WITH),
    Form.SIGN: lambda text: forms.sign_form(largest(text), **WITH),
    Form.SURVEY: lambda _text: survey_form(b.OLIVE, None, **AT),
    Form.LEAVE_UNAPPLIED: lambda text: forms.leave_unapplied_form(largest(text), **AT),
    Form.MORE: lambda text: more_form(largest(text), **WITH),
    **{
        form: record_form(form)
        for form in (
            Form.PROMISE,
            Form.ALREADY_PAID,
            Form.PO_RECEIVED,
            Form.WRONG_CONTACT,
            Form.TOUCH,
            Form.RECORDED,
        )
    },
    Form.DECLINE: lambda text: hand_on.decline_form(largest(text), **WITH),
    Form.COLLEAGUE: lambda text: hand_on.colleague_form(
        largest(text), colleagues=tuple(b.POLICY.members.values()), **AT
    ),
    Form.REROUTE: lambda text: hand_on.pass_on_form(
        largest(text), takers=tuple(Reviewer(role, None) for role in Role), **WITH
    ),
    Form.TRAIL: lambda text: trail_form(largest(text), tuple((n, entry(text)) for n in range(300)), **WITH),
    Form.REVIEW: lambda text: review_form(largest(text), **WITH),
    Form.WALK_BACK: lambda text: walk_back_form(replace(largest(text), state=PacketState.SENT), **AT),
    Form.ADD_TO_ACCOUNT: lambda text: add_to_account.search_form(
        quoted(text), [largest(text).packet.account] * 30, policy=b.POLICY
    ),
    Form.SETTLE_POST: lambda text: settle_post_form(an_open_post(text), policy=b.POLICY),
    Form.BATCH: lambda text: batch_form(batch(text), owner_id=b.OLIVE, **WITH),
}


def test_no_form_is_left_out() -> None:
    assert set(DRAWN) == set(Form)


@each_text
@pytest.mark.parametrize("form", DRAWN)
def test_slack_takes_every_form_of_the_largest_account(form: Form, text: str) -> None:
    view = DRAWN[form](text)
    assert view["callback_id"] == form
    harmless(check_view(view)["blocks"])


@each_text
@pytest.mark.parametrize("state", PacketState)
def test_slack_takes_every_state_of_the_largest_account(state: PacketState, text: str) -> None:
    one = replace(largest(text), state=state)
    harmless_drawing(packet_card(one, policy=b.POLICY, live=True, mail=b.mail(OutboxState.UNCERTAIN, text)))
    harmless_drawing(packet_card(one, policy=b.POLICY, live=False))


@pytest.mark.parametrize("kind", GateKind)
def test_slack_takes_the_largest_account_behind_every_gate(kind: GateKind) -> None:
    text = WORDS["three thousand characters"]
    gate = replace(b.CONTACT_GATE, kind=kind, why=text, lifted_by=text)
    harmless_drawing(packet_card(b.changed(largest(text), gates=(gate,)), policy=b.POLICY, live=True))


@each_text
@pytest.mark.parametrize("state", DisputeState)
def test_slack_takes_every_state_of_the_largest_dispute(state: DisputeState, text: str) -> None:
    one = replace(dispute(text, state), questions=(asks(text), replace(asks(text), answer=text, answered_by=text)))
    for live in (True, False):
        harmless_drawing(dispute_card(one, policy=b.POLICY, live=live))
        harmless_drawing(owner_question(one, policy=b.POLICY, live=live))


@each_text
def test_slack_takes_the_notices_beside_a_card(text: str) -> None:
    for live in (True, False):
        harmless_drawing(signature_notice(largest(text), policy=b.POLICY, live=live))
    drawn: Drawing = survey_card(b.OLIVE, text, None, date(2026, 12, 1))
    harmless_drawing(check(drawn))
