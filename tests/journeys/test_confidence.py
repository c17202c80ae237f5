"""One tap under a decided card: did it give you what you needed?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards.confidence import confidence_action
from bot.demo.hands import Hands
from bot.demo.local_slack import Channel
from bot.demo.office import DemoOffice
from bot.demo.people import BOT_USER
from models.controls import Action, Field
from models.fact import FactKind
from models.lifecycle import PacketState
from tests.journeys.journey import (
    CEDAR,
    FINLEAD,
    FREYA,
    HARROW,
    MARCO,
    OLIVE,
    TAMSIN,
    TWELVE,
    buttons,
    next_morning,
    shown,
    trail,
    wait_out_undo,
)

QUESTION = "did this card give you what you needed?"


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    """An office whose policy puts the question to everybody."""
    office = DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5))
    office.desk = replace(office.desk, policy=replace(office.desk.policy, confidence_percent=100))
    with office:
        office.morning()
        office.deliver()
        yield Hands(office)


def hold(hands: Hands, user: str, account_id: str) -> None:
    hands.press(user, account_id, Action.HOLD)
    hands.fill(user, {Field.UNTIL: "2026-05-20", Field.REASON: "They called"})


def answers(hands: Hands) -> list[tuple[str, str, str]]:
    with hands.office.desk.store.transaction() as books:
        return [(fact.account_id, fact.by_id, fact.reason) for fact in books.facts_of(FactKind.CONFIDENCE)]


def card(hands: Hands, account_id: str) -> str:
    return shown(hands, f"packet:{hands.packet(account_id).id}")


def test_one_tap_is_a_fact_and_no_move(hands):
    hold(hands, OLIVE, CEDAR)
    assert f"Olive Byrne, {QUESTION}" in card(hands, CEDAR)
    before = hands.packet(CEDAR)
    hands.press(OLIVE, CEDAR, confidence_action(4))
    assert hands.packet(CEDAR) == before
    assert answers(hands) == [(CEDAR, OLIVE, "4")]
    assert trail(hands, before)[-1] == "card.rated"
    assert "Olive Byrne says that this card gave 4 of 5." in card(hands, CEDAR)
    assert confidence_action(4) not in buttons(hands, before)


def test_nobody_is_asked_twice_a_day_and_each_person_for_themselves(hands):
    hold(hands, OLIVE, CEDAR)
    hold(hands, OLIVE, HARROW)
    hold(hands, MARCO, TAMSIN)
    assert QUESTION in card(hands, CEDAR)
    assert QUESTION not in card(hands, HARROW)
    assert QUESTION in card(hands, TAMSIN)


def test_a_routine_draft_approved_as_it_was_asks_nothing(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert QUESTION not in card(hands, CEDAR)


def test_an_edited_text_is_asked_about_and_the_question_outlives_the_mail(hands):
    hands.press(MARCO, TAMSIN, Action.EDIT)
    body = hands.packet(TAMSIN).draft.body.replace("\n\n", "\n\nI hope the ovens are busy.\n\n", 1)
    hands.fill(MARCO, {Field.BODY: body})
    hands.press(MARCO, TAMSIN, Action.APPROVE)
    wait_out_undo(hands)
    assert hands.packet(TAMSIN).state is PacketState.SENT
    hands.press(MARCO, TAMSIN, confidence_action(2))
    assert answers(hands) == [(TAMSIN, MARCO, "2")]


def test_after_undo_the_card_asks_for_a_decision_and_nothing_else(hands):
    hands.press(MARCO, TAMSIN, Action.EDIT)
    body = hands.packet(TAMSIN).draft.body.replace("\n\n", "\n\nI hope the ovens are busy.\n\n", 1)
    hands.fill(MARCO, {Field.BODY: body})
    hands.press(MARCO, TAMSIN, Action.APPROVE)
    assert QUESTION in card(hands, TAMSIN)
    hands.press(MARCO, TAMSIN, Action.UNDO)
    assert QUESTION not in card(hands, TAMSIN)


def test_only_the_person_asked_answers_and_once(hands):
    hold(hands, OLIVE, CEDAR)
    hands.office.slack.set_channel(Channel("C0OLIVE", "olive", frozenset({OLIVE, FREYA, BOT_USER})))
    live = hands.card(f"packet:{hands.packet(CEDAR).id}")
    message = hands.office.slack.message(live.channel, live.ts)
    hands.press(FREYA, CEDAR, confidence_action(1))
    assert answers(hands) == []
    assert "Only Olive Byrne was asked" in hands.told(FREYA)
    hands.press(OLIVE, CEDAR, confidence_action(5))
    hands.office.slack.click(OLIVE, live.channel, live.ts, confidence_action(1), stale=message)
    assert answers(hands) == [(CEDAR, OLIVE, "5")]
    assert "answered already" in hands.told(OLIVE)


def test_on_monday_leadership_hears_how_many_were_asked_and_what_they_said(hands):
    hold(hands, OLIVE, CEDAR)
    hold(hands, MARCO, TAMSIN)
    hands.press(OLIVE, CEDAR, confidence_action(4))
    next_morning(hands, days=7)
    told = [str(message) for message in hands.office.slack.messages(FINLEAD)]
    (week,) = [one for one in told if "The week from" in one]
    assert "Cards that gave what was needed (1 of 2 asked have answered): " in week
    assert "4 of 5: 1." in week
