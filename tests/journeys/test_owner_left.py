"""An owner's Slack account is deactivated: somebody else has it the next morning, and nobody who left decides."""

from datetime import timedelta

import pytest

from bot.demo.local_slack.faults import RateLimited, ServerError
from models.controls import Action, Field
from models.decision import Path
from models.packet import Route
from models.people import Reviewer, Role
from tests.journeys.journey import ARJUN, CEDAR, FINLEAD, FREYA, MARCO, OLIVE, VALDEMAR, mails, next_morning, shown

FINANCE = "C0FINANCE"


def roster(hands):
    with hands.office.desk.store.transaction() as books:
        return books.roster()


def posts(hands, channel):
    return str(hands.office.slack.messages(channel))


def test_the_fallback_owner_has_it_and_the_card_says_why(hands):
    hands.office.slack.set_member(OLIVE, deleted=True)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert (record.packet.owner_id, record.packet.route) == (ARJUN, Route.EXCEPTION)
    assert record.reviewer == Reviewer(Role.FINANCE)
    card = hands.card(f"packet:{record.id}")
    assert card.channel == FINANCE
    said = shown(hands, f"packet:{record.id}")
    assert "Olive Byrne has left (Slack account deactivated); Arjun Rao has it meanwhile" in said
    assert "Olive Byrne, Fennel" not in record.draft.sender


def test_the_fallback_owner_who_left_too_is_passed_over_and_leadership_has_what_was_finances(hands):
    for user in (OLIVE, ARJUN):
        hands.office.slack.set_member(user, deleted=True)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert record.packet.owner_id == FREYA
    assert hands.card(f"packet:{record.id}").channel == FINLEAD
    assert "nobody in finance has a Slack account now, so finance leadership has it" in str(record.packet.reasons)


def test_leadership_that_chose_the_owner_finds_the_one_who_is_there(hands):
    hands.press(FREYA, VALDEMAR, Action.CHOOSE_PATH)
    hands.fill(FREYA, {Field.PATH: Path.NOTE_BY_OWNER, Field.REASON: "They know each other."})
    owner = hands.packet(VALDEMAR).reviewer.user_id
    hands.office.slack.set_member(owner, deleted=True)
    next_morning(hands)
    record = hands.packet(VALDEMAR)
    assert record.reviewer.user_id != owner
    assert record.packet.owner_id == ARJUN


def test_who_comes_back_has_it_again(hands):
    hands.office.slack.set_member(OLIVE, deleted=True)
    next_morning(hands)
    hands.office.slack.set_member(OLIVE, deleted=False)
    next_morning(hands)
    assert hands.packet(CEDAR).packet.owner_id == OLIVE


def test_an_approval_does_not_outlive_the_owner(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.slack.set_member(OLIVE, deleted=True)
    hands.office.clock.advance(timedelta(days=1))
    hands.office.morning()
    hands.office.deliver()
    assert mails(hands) == []
    assert "The account has another owner now." in hands.packet(CEDAR).drift


@pytest.mark.parametrize("fault", [RateLimited(3600), ServerError()])
def test_a_slack_that_does_not_answer_stops_no_morning_and_the_list_says_so(hands, fault):
    hands.office.slack.set_member(OLIVE, deleted=True)
    next_morning(hands)
    hands.office.slack.set_member(MARCO, deleted=True)
    hands.office.slack.fail_next("users.info", fault)
    next_morning(hands)
    known = roster(hands)
    assert known.inactive(OLIVE), "as last known"
    assert known.inactive(MARCO) is None
    assert known.failed_on == hands.office.desk.office_day()
    assert hands.packet(CEDAR).packet.owner_id == ARJUN
    said = "Slack did not say this morning who of us still has an account. What is known of that: as of "
    assert said in posts(hands, FINANCE)
    next_morning(hands)
    assert roster(hands).failed_on is None
    assert roster(hands).inactive(MARCO)


def test_slack_is_asked_once_a_morning(hands):
    hands.office.slack.fail_next("users.info", ServerError())
    hands.office.read_exports()
    assert roster(hands).failed_on is None
    assert roster(hands).asked_on == hands.office.desk.office_day()
