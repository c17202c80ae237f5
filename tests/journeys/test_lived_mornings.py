"""What people who lived mornings at the demo company stumbled over, and must not again."""

import pytest

from models.controls import Action, Field
from models.decision import Path
from models.gate import GateKind
from models.lifecycle import PacketState
from models.people import Role
from models.signal import SignalKind
from tests.journeys.journey import (
    CEDAR,
    FREYA,
    HARROW,
    OLIVE,
    QUILLFEATHER,
    VALDEMAR,
    append,
    buttons,
    mails,
    next_morning,
    shown,
    wait_out_undo,
)

HELLO = "M-9,C-1017,in,grace.bellamy@cedarhollow.example,2026-05-11 15:00,Hello,Who looks after us now?,<m9@c.example>"
PLAN = (
    "M-8,C-1004,in,deirdre.molloy@harrowfinch.example,2026-05-11 15:00,Instalments,"
    '"Things are tight. Could we pay this in three instalments over the summer?",<m8@h.example>'
)


def gates(record):
    return {gate.kind for gate in record.packet.gates}


def choose(hands, account, path, reason="You know her best.", **fields):
    hands.press(FREYA, account, Action.CHOOSE_PATH)
    return hands.fill(FREYA, {Field.PATH: path.value, Field.REASON: reason, **fields})


def test_undo_takes_back_the_reading_too(hands):
    append(hands, "messages.csv", HELLO)
    next_morning(hands)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert GateKind.UNREAD_MESSAGE in gates(hands.packet(CEDAR))
    hands.press(OLIVE, CEDAR, Action.UNDO)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert GateKind.UNREAD_MESSAGE in gates(record)
    assert "Who looks after us now?" in shown(hands, f"packet:{record.id}")
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    next_morning(hands)
    assert len(mails(hands)) == 1
    assert GateKind.UNREAD_MESSAGE not in gates(hands.packet(CEDAR))


def test_the_owner_who_is_to_call_gets_a_card_that_says_so(hands):
    choose(hands, VALDEMAR, Path.OWNER_CALLS, **{Field.UNTIL: "2026-05-13"})
    record = hands.packet(VALDEMAR)
    assert (record.state, record.reviewer.user_id) == (PacketState.HELD, OLIVE)
    card = hands.card(f"packet:{record.id}")
    assert card.channel == "C0OLIVE"
    told = shown(hands, f"packet:{record.id}")
    assert "call them before 13 May 2026" in told
    assert "You know her best." in told
    next_morning(hands, days=2)
    assert hands.packet(VALDEMAR).reviewer.role is Role.FINANCE_LEADERSHIP


@pytest.mark.parametrize("path", [Path.FINANCE_TAKES_OVER, Path.NOTE_BY_OWNER])
def test_a_request_is_answered_by_a_person_and_never_by_a_reminder(hands, path):
    append(hands, "messages.csv", PLAN)
    next_morning(hands)
    assert SignalKind.PAYMENT_PLAN in {signal.kind for signal in hands.packet(HARROW).packet.signals}
    choose(hands, HARROW, path)
    record = hands.packet(HARROW)
    assert record.path.path is path
    assert record.draft is None
    assert Action.APPROVE not in buttons(hands, record)
    assert "They want an answer, not a reminder." in shown(hands, f"packet:{record.id}")


def test_a_suspicion_that_somebody_holds_is_not_taken_from_them(hands):
    hands.press(OLIVE, QUILLFEATHER, Action.HOLD)
    hands.fill(OLIVE, {Field.UNTIL: "2026-05-18", Field.REASON: "Priya is away until then."})
    next_morning(hands, days=2)
    record = hands.packet(QUILLFEATHER)
    assert (record.state, record.reviewer.user_id) == (PacketState.HELD, OLIVE)


def test_a_suspicion_on_a_hold_that_ends_comes_back_to_whoever_held_it_for_a_day(hands):
    hands.press(OLIVE, QUILLFEATHER, Action.HOLD)
    hands.fill(OLIVE, {Field.UNTIL: "2026-05-13", Field.REASON: "Priya is away until then."})
    next_morning(hands, days=2)
    record = hands.packet(QUILLFEATHER)
    assert (record.state, record.reviewer.user_id) == (PacketState.POSTED, OLIVE)
    with hands.office.desk.store.transaction() as books:
        old, new = books.cards(f"packet:{record.id}")
    trace = str(hands.office.slack.message(old.channel, old.ts))
    assert f"/archives/{new.channel}/p{new.ts.replace('.', '')}" in trace
    next_morning(hands)
    assert hands.packet(QUILLFEATHER).reviewer.role is Role.FINANCE_LEADERSHIP


def test_a_suspicion_somebody_asked_about_waits_a_day_from_the_answer(hands):
    hands.press(OLIVE, QUILLFEATHER, Action.ESCALATE)
    hands.fill(OLIVE, {Field.ASKED: Role.FINANCE.value, Field.QUESTION: "Were hours included?", Field.REASON: "r"})
    next_morning(hands)
    hands.press("U0ARJUN", QUILLFEATHER, Action.ANSWER)
    hands.fill("U0ARJUN", {Field.REASON: "No, they are on the order form."})
    assert hands.packet(QUILLFEATHER).reviewer.user_id == OLIVE
    next_morning(hands)
    assert hands.packet(QUILLFEATHER).reviewer.role is Role.FINANCE_LEADERSHIP


def test_until_it_leaves_the_whole_mail_stays_on_the_card(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    record = hands.packet(CEDAR)
    told = shown(hands, f"packet:{record.id}")
    assert record.draft.body.splitlines()[-1] in told
    wait_out_undo(hands)
    assert "Sent to " in shown(hands, f"packet:{record.id}")
    assert ", 06:06. Approved by Olive Byrne, 06:0" in shown(hands, f"packet:{record.id}")
