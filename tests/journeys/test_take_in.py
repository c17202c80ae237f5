"""Between two mornings the sources are looked at again: a customer's words are shown the same day."""

from datetime import timedelta

from bot.adapters.source_config import load_sources
from bot.flows.take_in import take_in
from models.controls import Action
from models.gate import GateKind
from models.lifecycle import PacketState
from tests.journeys.journey import CEDAR, OLIVE, OSTRAVA, append, buttons, mails, shown, wait_out_undo

WRONG = "M-9,C-1059,in,klara@ostrava.example,2026-05-11 09:00,Invoice,We never ordered this licence.,<m9@o.example>"
COPY = "M-8,C-1017,in,grace.bellamy@cedarhollow.example,2026-05-11 09:00,A copy,Could you send a copy?,<m8@c.example>"


def looked(hands):
    office = hands.office
    taken = take_in(office.desk, load_sources(office.company.sources, office.exports))
    office.deliver()
    return taken


def test_nothing_new_changes_nothing(hands):
    before = hands.packet(CEDAR).version
    assert not looked(hands)
    assert hands.packet(CEDAR).version == before


def test_a_message_takes_approve_away_until_somebody_has_seen_it(hands):
    append(hands, "messages.csv", COPY)
    assert looked(hands)
    record = hands.packet(CEDAR)
    assert GateKind.UNREAD_MESSAGE in {gate.kind for gate in record.packet.gates}
    assert "Could you send a copy?" in shown(hands, f"packet:{record.id}")


def test_a_message_after_approve_stops_the_mail_within_the_window(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    append(hands, "messages.csv", COPY)
    assert looked(hands)
    wait_out_undo(hands)
    assert mails(hands) == []
    assert hands.packet(CEDAR).state is PacketState.POSTED


def test_a_row_in_the_list_becomes_a_card_when_they_write(hands):
    assert not hands.packet(OSTRAVA).has_card or hands.packet(OSTRAVA).state is PacketState.PREPARED
    append(hands, "messages.csv", WRONG)
    assert looked(hands)
    record = hands.packet(OSTRAVA)
    assert record.state is PacketState.POSTED
    assert Action.NOT_A_DISPUTE in buttons(hands, record)


def test_before_the_morning_has_run_nothing_is_taken_in(hands):
    hands.office.clock.advance(timedelta(days=1))
    append(hands, "messages.csv", COPY)
    assert not looked(hands)
