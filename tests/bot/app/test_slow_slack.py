"""Slack itself slow or away while it waits for us."""

import pytest

from bot.demo.local_slack import HangAfterAccept, ServerError, SlackError
from models.controls import Action, Field
from models.lifecycle import PacketState
from tests.bot.app.holding import held
from tests.journeys.journey import CEDAR, LUMEN, MARCO, OLIVE, TAMSIN, modal


@pytest.mark.parametrize("fault", [HangAfterAccept(4), ServerError()])
def test_who_cannot_be_identified_in_time_is_told_to_press_again(hands, fault):
    before = hands.packet(CEDAR)
    hands.office.slack.fail_next("users.info", fault)
    assert hands.press(OLIVE, CEDAR, Action.APPROVE).ok, "answered within three seconds"
    assert "press again" in hands.told(OLIVE)
    assert hands.packet(CEDAR) == before


def test_a_form_that_slack_does_not_open_in_time_is_told(hands):
    hands.office.slack.fail_next("views.open", HangAfterAccept(4))
    assert hands.press(OLIVE, CEDAR, Action.DETAILS).ok
    assert "not open in time" in hands.told(OLIVE)
    hands.office.slack.fail_next("views.open", SlackError("expired_trigger_id"))
    hands.press(OLIVE, CEDAR, Action.DETAILS)
    assert "Press again" in hands.told(OLIVE)


def test_before_it_is_acknowledged_a_decision_asks_slack_for_nothing_but_who_it_is(hands):
    before = len(hands.office.slack.calls)
    card = hands.card(f"packet:{hands.packet(LUMEN).id}")
    hands.office.slack.click(MARCO, card.channel, card.ts, Action.APPROVE)
    assert {call.method for call in hands.office.slack.calls[before:]} <= {"users.info", "auth.test"}
    assert hands.packet(LUMEN).state is PacketState.APPROVED


# ── what was written is not lost ──────────────────────────────────────────────────────────────────


def test_a_form_that_is_refused_gives_back_what_was_written(hands):
    hands.press(MARCO, TAMSIN, Action.ESCALATE)
    hands.press(MARCO, TAMSIN, Action.APPROVE)
    question = "Is the ten per cent of last year still agreed?\nThey say so on the telephone."
    hands.fill(MARCO, {Field.ASKED: "finance", Field.QUESTION: question, Field.REASON: "unsure"})
    view = hands.office.slack.modal(MARCO)
    assert view["title"]["text"] == "Not done"
    assert "ten per cent of last year still agreed?\\nThey say so" in modal(hands, MARCO)
    hands.press(MARCO, TAMSIN, Action.UNDO)


def test_a_button_of_a_form_that_is_refused_leaves_the_form_as_it_was(hands):
    hands.press(MARCO, TAMSIN, Action.EDIT)
    hands.office.slack.fill(MARCO, {Field.BODY: "My own words."})
    with held(hands):
        assert hands.office.slack.click_in_modal(MARCO, Field.INVOICES, []).ok
    assert "was not recorded" in modal(hands, MARCO)
    hands.office.slack.close_modal(MARCO)
    assert hands.fill(MARCO, {Field.INVOICES: ["FS-3165"]}).ok
    assert hands.packet(TAMSIN).draft.body == "My own words."


def test_a_form_drawn_again_meanwhile_is_left_alone(hands):
    hands.press(MARCO, TAMSIN, Action.EDIT)
    hands.office.slack.fail_next("views.update", SlackError("hash_conflict"))
    assert hands.office.slack.click_in_modal(MARCO, Field.INVOICES, []).ok
