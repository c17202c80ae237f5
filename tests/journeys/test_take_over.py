"""A question nobody answers: finance leadership is told last, and takes it over with one press."""

from dataclasses import replace
from datetime import timedelta

from bot.flows.remind import remind
from models.controls import Action, Field
from models.lifecycle import PacketState
from models.people import Reviewer, Role
from tests.journeys.journey import CEDAR, FINLEAD, FREYA, OLIVE, buttons, shown, trail


def told_last(hands) -> str:
    """The subject of the reminder that finance leadership got of a question put to finance."""
    hands.press(OLIVE, CEDAR, Action.ESCALATE)
    asked = {Field.ASKED: "finance", Field.QUESTION: "Is it paid?", Field.REASON: "They say so"}
    hands.fill(OLIVE, asked)
    subject = f"sla:packet:{hands.packet(CEDAR).id}"
    for _ in range(40):
        hands.office.clock.advance(timedelta(hours=4))
        remind(hands.office.desk)
        hands.office.deliver()
        with hands.office.desk.store.transaction() as books:
            if any(card.channel == FINLEAD for card in books.cards(subject)):
                return subject
    raise AssertionError("finance leadership was never told")


def press(hands, user, subject) -> None:
    card = hands.card(subject)
    hands.office.slack.click(user, card.channel, card.ts, Action.TAKE_OVER)
    hands.office.deliver()


def test_leadership_takes_over_what_waited_too_long_and_nobody_else_does(hands):
    subject = told_last(hands)
    rooms = hands.office.slack.workspace.channels
    rooms[FINLEAD] = replace(rooms[FINLEAD], members=rooms[FINLEAD].members | {OLIVE})
    press(hands, OLIVE, subject)
    assert "Only a finance lead may take it over" in hands.told(OLIVE)
    assert hands.packet(CEDAR).reviewer.role is Role.FINANCE
    press(hands, FREYA, subject)
    record = hands.packet(CEDAR)
    assert (record.state, record.reviewer) == (PacketState.POSTED, Reviewer(Role.FINANCE_LEADERSHIP))
    assert (record.last.by_id, record.last.reason) == (FREYA, "It had waited too long")
    assert trail(hands, record).count("packet.reroute") == 1
    assert hands.card(f"packet:{record.id}").channel == FINLEAD
    assert Action.ANSWER in buttons(hands, record)
    assert Action.TAKE_OVER not in shown(hands, subject)
