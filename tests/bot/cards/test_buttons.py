"""Which buttons a card offers: the matrix of states, gates, findings and size."""

import json
from dataclasses import replace
from datetime import time

import pytest

from bot.cards.packet import packet_card
from bot.cards.standing import offered
from bot.wording import amount
from models.controls import Action
from models.draft import Tone
from models.gate import Gate, GateEffect, GateKind
from models.hold import HoldKind, StandingHold
from models.lifecycle import PACKET_MOVES, PacketEvent, PacketState
from models.outbox import OutboxState
from models.packet import Route
from models.packet_record import PacketRecord
from models.sending import Sending
from tests.bot.cards import record_builder as b

A = Action
ORDINARY = (A.APPROVE, A.EDIT, A.ESCALATE, A.HOLD, A.DISPUTE, A.MORE, A.DETAILS)
NO_APPROVE = ORDINARY[1:]
COVERED = Gate(GateKind.UNAPPLIED_COVERS, GateEffect.NO_APPROVE, "Covered.", "A press.")
ON_HOLD = Gate(GateKind.ON_HOLD, GateEffect.NO_APPROVE, "On hold.", "A press.")
ACCOUNT_HOLD = StandingHold(kind=HoldKind.ACCOUNT, origin=b.origin(), by_name="Olive Owner", reason="r")
NO_DRAFT = (A.ESCALATE, A.HOLD, A.DISPUTE, A.MORE, A.DETAILS)


def shown(record: PacketRecord) -> tuple[str, ...]:
    rows = [block for block in packet_card(record, policy=b.POLICY, live=True).blocks if block["type"] == "actions"]
    return tuple(element["action_id"] for row in rows for element in row["elements"])


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(b.record(), ORDINARY, id="a routine reminder can be approved at once"),
        pytest.param(b.record(draft=None), NO_DRAFT, id="without a draft there is nothing to approve or edit"),
        pytest.param(b.record(findings=(b.SOFT,)), ORDINARY, id="a soft finding does not stop Approve"),
        pytest.param(b.record(findings=(b.HARD,)), NO_APPROVE, id="a hard finding stops Approve and leaves Edit"),
        pytest.param(b.to_sign(), (A.SIGN, *NO_APPROVE), id="a hard finding in a person's words can be signed"),
        pytest.param(b.signed(), ORDINARY, id="once it is signed it can be approved"),
        pytest.param(
            replace(b.signed(), draft=replace(b.signed().draft, body="Another text.")),
            (A.SIGN, *NO_APPROVE),
            id="a signature of another text says nothing",
        ),
        pytest.param(
            b.changed(b.to_sign(), gates=(b.FACT_GATE,)), NO_APPROVE, id="nobody signs what another gate keeps back"
        ),
        pytest.param(
            b.record(draft=replace(b.draft(), tone=Tone.FORMAL)), (A.SIGN, *NO_APPROVE), id="a formal tone is signed"
        ),
        pytest.param(b.changed(b.record(), gates=(b.CONTACT_GATE,)), NO_APPROVE, id="no verified contact, no Approve"),
        pytest.param(b.changed(b.record(), gates=(b.FACT_GATE,)), NO_APPROVE, id="a missing fact stops Approve"),
        pytest.param(
            b.unread(),
            (A.APPROVE, A.EDIT, A.SEEN, A.ESCALATE, A.HOLD, A.DISPUTE, A.MORE, A.DETAILS),
            id="an unread message quoted in full leaves Approve and adds Seen",
        ),
        pytest.param(
            b.changed(b.unread(), unread=()), NO_APPROVE, id="an unread message that is not on the card stops Approve"
        ),
        pytest.param(
            b.changed(b.unread(), unread=(b.message("word " * 800),)),
            (A.REVIEW, A.EDIT, A.SEEN, A.ESCALATE, A.HOLD, A.DISPUTE, A.MORE, A.DETAILS),
            id="an unread message that is cut off stops Approve",
        ),
        pytest.param(
            b.changed(b.unread(), gates=(b.UNREAD_GATE, b.FACT_GATE)),
            (A.EDIT, A.SEEN, A.ESCALATE, A.HOLD, A.DISPUTE, A.MORE, A.DETAILS),
            id="reading the message does not lift another gate",
        ),
        pytest.param(
            b.changed(b.record(), gates=(COVERED,)),
            (A.EDIT, A.LEAVE_UNAPPLIED, A.ESCALATE, A.HOLD, A.DISPUTE, A.MORE, A.DETAILS),
            id="money that covers the ask is left unapplied for a reason, or applied",
        ),
        pytest.param(
            b.changed(b.record(), gates=(ON_HOLD,), holds=(ACCOUNT_HOLD,)),
            (A.EDIT, A.RELEASE, A.ESCALATE, A.HOLD, A.DISPUTE, A.MORE, A.DETAILS),
            id="the hold of the account can be ended on a card that is back because they wrote",
        ),
        pytest.param(
            b.suspected(),
            (A.NOT_A_DISPUTE, A.CONFIRM_DISPUTE, A.ESCALATE, A.HOLD, A.MORE, A.DETAILS),
            id="a suspicion is confirmed or rejected before anything else",
        ),
        pytest.param(
            b.executive(),
            (A.CHOOSE_PATH, A.ESCALATE, A.HOLD, A.DISPUTE, A.MORE, A.DETAILS),
            id="an executive review asks for the path",
        ),
        pytest.param(
            replace(b.executive(), draft=b.draft()),
            (A.CHOOSE_PATH, A.ESCALATE, A.HOLD, A.DISPUTE, A.MORE, A.DETAILS),
            id="a draft that is there too early is not offered",
        ),
        pytest.param(b.path_chosen(), ORDINARY, id="with the path chosen the draft can be approved"),
        pytest.param(
            b.changed(b.path_chosen(), gates=(b.PATH_GATE,)),
            ORDINARY,
            id="the press that chose the path lifts its gate",
        ),
        pytest.param(b.asked(), (A.ANSWER, *ORDINARY), id="an open question can be answered"),
        pytest.param(b.drifted(), ORDINARY, id="after drift it is decided again"),
        pytest.param(
            b.record(draft=b.draft(body="word " * 1_000)),
            (A.REVIEW, *NO_APPROVE),
            id="a text that is cut off is reviewed whole before it is approved",
        ),
        pytest.param(
            b.record(draft=b.draft(body="pay\u200b now")),
            NO_APPROVE,
            id="a text with hidden characters cannot be approved",
        ),
        pytest.param(
            b.record(draft=b.draft(to=tuple(f"person{n}@northwind.example" for n in range(90)))),
            (A.REVIEW, *NO_APPROVE),
            id="recipients that are cut off are reviewed whole too",
        ),
        pytest.param(b.held(), (A.RELEASE, A.DISPUTE, A.MORE, A.DETAILS), id="a hold can be ended"),
        pytest.param(b.approved(), (A.UNDO, A.DISPUTE, A.MORE, A.DETAILS), id="an approval can be undone"),
        pytest.param(b.sending(), (A.DISPUTE, A.MORE, A.DETAILS), id="a mail that is leaving cannot be undone"),
        pytest.param(b.sent(), (A.DISPUTE, A.MORE, A.DETAILS), id="a sent mail can still meet a dispute"),
        pytest.param(b.settled(), (A.MORE, A.DETAILS), id="a settled packet asks for nothing"),
        pytest.param(b.disputed(), (A.MORE, A.DETAILS), id="a disputed packet asks for nothing"),
    ],
)
def test_buttons(record: PacketRecord, expected: tuple[Action, ...]) -> None:
    assert shown(record) == expected


@pytest.mark.parametrize("state", list(PacketState))
def test_approve_is_offered_only_where_the_packet_can_be_approved(state: PacketState) -> None:
    is_offered = Action.APPROVE in offered(replace(b.record(), state=state), b.POLICY, is_whole=True)
    is_possible = (state, PacketEvent.APPROVE) in PACKET_MOVES
    assert is_offered == (is_possible or state is PacketState.PREPARED)


@pytest.mark.parametrize("record", [b.record(), b.unread(), b.executive(), b.asked(), b.approved(), b.largest()])
def test_every_button_carries_only_an_id_and_the_version_on_screen(record: PacketRecord) -> None:
    row = next(block for block in packet_card(record, policy=b.POLICY, live=True).blocks if block["type"] == "actions")
    for element in row["elements"]:
        assert json.loads(element["value"]) == {"packet": record.id, "version": record.version}
        assert len(element["accessibility_label"]) <= 75


def test_a_button_says_aloud_what_it_does_to_whom() -> None:
    assert approve(b.record())["accessibility_label"] == "Approve the reminder to Northwind Labs"


def approve(record: PacketRecord) -> dict[str, object]:
    row = next(block for block in packet_card(record, policy=b.POLICY, live=True).blocks if block["type"] == "actions")
    found: dict[str, object] = next(one for one in row["elements"] if one["action_id"] == Action.APPROVE)
    return found


def test_approve_of_a_routine_reminder_is_one_press() -> None:
    assert "confirm" not in approve(b.record())


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(b.record(draft=b.draft(edited_by=b.OLIVE)), id="a person's words are confirmed"),
        pytest.param(b.path_chosen(), id="an executive review is confirmed"),
        pytest.param(b.changed(b.record(), route=Route.EXCEPTION), id="an exception is confirmed"),
    ],
)
def test_what_is_not_trivial_is_confirmed_with_recipient_and_amount(record: PacketRecord) -> None:
    confirm = approve(record)["confirm"]
    assert "ada@northwind.example" in str(confirm)
    assert "€60,000.00" in str(confirm)


def test_the_question_about_a_persons_words_says_whose_and_what_the_record_has() -> None:
    edited = b.draft(edited_by=b.OLIVE)
    edited = replace(edited, invoices=edited.invoices[:1], amounts=edited.amounts[:1])
    text = approve(b.record(draft=edited))["confirm"]["text"]["text"]  # type: ignore[index]
    assert "In the words of Olive" in text
    assert f"the record has {amount(edited.amounts[0])} open on this invoice." in text
    assert "About €" not in text
    assert text.endswith("until then Undo works.")


def test_the_question_names_the_hours_in_which_mail_leaves_or_that_there_are_none() -> None:
    record = b.changed(b.record(), route=Route.EXCEPTION)
    assert "later, 08:00 to 18:00 on working days; until then Undo works." in str(approve(record)["confirm"])
    all_day = replace(b.POLICY, sending=Sending(opens=time.min, closes=time.max))
    buttons = next(one for one in packet_card(record, policy=all_day, live=True).blocks if one["type"] == "actions")
    assert "later, at any hour of a working day; until then Undo works." in str(buttons)


def test_an_unread_message_is_named_on_approve() -> None:
    label = approve(b.unread())["text"]
    assert label == {"type": "plain_text", "text": "Approve, message read", "emoji": False}


@pytest.mark.parametrize("record", [b.asked(), b.unread(), b.executive()])
def test_one_button_at_most_stands_out(record: PacketRecord) -> None:
    row = next(block for block in packet_card(record, policy=b.POLICY, live=True).blocks if block["type"] == "actions")
    assert sum("style" in element for element in row["elements"]) == 1


def test_an_earlier_card_has_no_buttons() -> None:
    drawing = packet_card(b.asked(), policy=b.POLICY, live=False)
    assert [block["type"] for block in drawing.blocks] == ["context"]
    assert "Escalated to finance leadership by Olive Owner, 09:02" in str(drawing.blocks)


@pytest.mark.parametrize("state", [OutboxState.UNCERTAIN, OutboxState.FAILED])
def test_a_mail_in_doubt_never_offers_undo(state: OutboxState) -> None:
    drawing = packet_card(b.sending(), policy=b.POLICY, live=True, mail=b.mail(state, "421 try later"))
    assert Action.UNDO not in str(drawing.blocks)
    assert "421 try later" in str(drawing.blocks)


def test_a_message_leaves_the_card_only_after_a_second_press() -> None:
    row = next(
        block for block in packet_card(b.unread(), policy=b.POLICY, live=True).blocks if block["type"] == "actions"
    )
    seen = next(element for element in row["elements"] if element["action_id"] == A.SEEN)
    assert "leaves the card; Details keeps every word" in str(seen["confirm"])


def test_the_question_names_the_sum_a_person_wrote_otherwise_than_the_record() -> None:
    text = approve(b.signed())["confirm"]["text"]["text"]  # type: ignore[index]
    assert "In the words of Olive Owner: it says “€61,000.00”; the record has €60,000.00 open" in text


def test_who_only_unticks_an_invoice_has_written_nothing() -> None:
    one = b.packet().items[:1]
    unticked = b.draft(edited_by=b.OLIVE, composed=b.BODY, items=one)
    text = approve(b.record(draft=unticked))["confirm"]["text"]["text"]  # type: ignore[index]
    assert "In the words of" not in text
    assert "INV-1012, INV-1019 left out by Olive Owner" in text
