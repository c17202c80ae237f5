"""A customer's message nobody has looked at: shown on the card, lifted by the press that was made in front of it."""

from models.controls import Action
from models.gate import GateKind
from models.lifecycle import PacketState
from tests.journeys.journey import (
    ARJUN,
    CEDAR,
    HALDEN,
    OLIVE,
    append,
    buttons,
    mails,
    next_morning,
    shown,
    trail,
    wait_out_undo,
)

HELLO = "M-9,C-1017,in,grace.bellamy@cedarhollow.example,2026-05-11 15:00,Hello,Who looks after us now?,<m9@c.example>"


def gates(record):
    return {gate.kind for gate in record.packet.gates}


def test_an_unread_message_is_quoted_and_approve_says_that_it_was_read(hands):
    append(hands, "messages.csv", HELLO)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert GateKind.UNREAD_MESSAGE in gates(record)
    assert "Who looks after us now?" in shown(hands, f"packet:{record.id}")
    assert "Approve, message read" in shown(hands, f"packet:{record.id}")
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def test_seen_lifts_the_gate_and_is_kept(hands):
    assert GateKind.UNREAD_MESSAGE in gates(hands.packet(HALDEN))
    hands.press(ARJUN, HALDEN, Action.SEEN)
    record = hands.packet(HALDEN)
    assert GateKind.UNREAD_MESSAGE not in gates(record)
    assert Action.SEEN not in buttons(hands, record)
    assert record.last.by_id == ARJUN
    assert "Seen by Arjun" in shown(hands, f"packet:{record.id}")
    assert "whole text in Details" in shown(hands, f"packet:{record.id}")
    next_morning(hands)
    assert GateKind.UNREAD_MESSAGE not in gates(hands.packet(HALDEN))


def test_seen_does_not_lift_the_other_gates(hands):
    hands.press(ARJUN, HALDEN, Action.SEEN)
    record = hands.packet(HALDEN)
    assert GateKind.NO_VERIFIED_CONTACT in gates(record)
    assert Action.APPROVE not in buttons(hands, record)


def test_a_message_that_comes_after_approve_stops_the_mail(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    append(hands, "messages.csv", HELLO.replace("2026-05-11 15:00", "2026-05-11 05:30"))
    hands.office.read_exports()
    wait_out_undo(hands)
    assert mails(hands) == []
    assert hands.packet(CEDAR).state is PacketState.POSTED


def test_opening_the_details_is_stamped_so_that_minutes_can_be_counted(hands):
    hands.press(OLIVE, CEDAR, Action.DETAILS)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    stamps = trail(hands, hands.packet(CEDAR))
    assert stamps == ["packet.ready", "packet.post", "card.posted", "packet.opened", "packet.approve"]
