"""The app behind Socket Mode, as `collections run` connects it, on a connection that is lost and found."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from time import monotonic, sleep

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from models.controls import Action, Field
from models.lifecycle import PacketState
from models.people import Role
from tests.journeys.journey import CEDAR, HARROW, MARCO, OLIVE, TAMSIN, TWELVE, mails, trail, wait_out_undo

#: Far more than the app needs to find its way back.
_PATIENCE = 60.0


@pytest.fixture
def hands(tmp_path) -> Iterator[Hands]:
    office = DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5), socket_mode=True)
    with office:
        office.morning()
        office.deliver()
        until(lambda: office.slack.socket_mode.connections == 1)
        yield Hands(office)


def until(is_so: Callable[[], bool]) -> None:
    end = monotonic() + _PATIENCE
    while not is_so():
        assert monotonic() < end, "it never came to be so"
        sleep(0.05)


def approvals(hands: Hands, account: str) -> int:
    return trail(hands, hands.packet(account)).count("packet.approve")


def test_presses_forms_and_commands_travel_down_the_connection(hands):
    assert hands.office.slack.request_url is None
    assert hands.press(OLIVE, CEDAR, Action.APPROVE).ok
    assert hands.packet(CEDAR).state is PacketState.APPROVED

    assert hands.press(MARCO, TAMSIN, Action.EDIT).ok
    form = hands.office.slack.modal(MARCO)
    assert form is not None
    assert hands.fill(MARCO, {Field.SUBJECT: "Your June delivery"}).ok
    assert hands.packet(TAMSIN).draft.subject == "Your June delivery"

    assert hands.ask(OLIVE, "C0OLIVE", "Cedar").ok
    assert "Cedar" in str(hands.office.slack.ephemerals(OLIVE)[-1])


def test_a_refused_form_is_answered_on_the_screen(hands):
    hands.press(MARCO, TAMSIN, Action.ESCALATE)
    hands.press(MARCO, TAMSIN, Action.APPROVE)
    hands.fill(MARCO, {Field.ASKED: Role.FINANCE.value, Field.QUESTION: "Go on?", Field.REASON: "unsure"})
    form = hands.office.slack.modal(MARCO)
    assert form is not None
    assert form["submit"] is None, "the form was replaced by the reason why not"
    assert "Marco Vidal" in str(form["blocks"])
    assert approvals(hands, TAMSIN) == 1


def test_after_a_killed_connection_nothing_is_lost_and_nothing_happens_twice(hands):
    slack = hands.office.slack
    assert hands.press(OLIVE, CEDAR, Action.APPROVE).ok

    slack.socket_mode.cut()
    until(lambda: slack.socket_mode.connections == 0)
    lost = hands.press(OLIVE, HARROW, Action.DETAILS)
    assert lost.notice == "The app is not connected."
    until(lambda: slack.socket_mode.connections == 1)
    assert hands.press(OLIVE, HARROW, Action.DETAILS).ok
    assert slack.modal(OLIVE) is not None

    assert hands.packet(CEDAR).state is PacketState.APPROVED
    assert approvals(hands, CEDAR) == 1
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def test_a_press_whose_answer_was_lost_counts_once_though_it_is_pressed_again(hands):
    slack = hands.office.slack
    card = hands.card(f"packet:{hands.packet(CEDAR).id}")
    slack.socket_mode.lose_next_answer()
    unheard = slack.click(OLIVE, card.channel, card.ts, Action.APPROVE)
    assert "did not answer" in unheard.notice
    before = slack.message(card.channel, card.ts)
    until(lambda: hands.packet(CEDAR).state is PacketState.APPROVED)
    until(lambda: slack.socket_mode.connections == 1)

    assert slack.click(OLIVE, card.channel, card.ts, Action.APPROVE, stale=before).ok
    assert "Olive Byrne" in hands.told(OLIVE)
    assert approvals(hands, CEDAR) == 1
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def test_slacks_own_wish_for_a_new_connection_is_followed_at_once(hands):
    slack = hands.office.slack
    slack.socket_mode.refresh()
    until(lambda: slack.socket_mode.opened == 2)
    until(lambda: slack.socket_mode.connections == 1)
    assert hands.press(OLIVE, CEDAR, Action.APPROVE).ok
    assert approvals(hands, CEDAR) == 1
