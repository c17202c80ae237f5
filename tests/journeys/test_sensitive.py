"""Why legal stopped an account: its label stands where others read, the words only before those who may know them."""

import pytest

from bot.flows import holds
from models.controls import Command
from models.hold import HoldKind
from models.people import LEADERSHIP, Person
from tests.journeys.journey import CARLA, FREYA, LUMEN, MARCO, NORA, OLIVE, next_morning, wait_out_undo

CANARY = "Kanarienvogel: their counsel has threatened a suit"
LABEL = "legal matter, finance leadership and legal see why"
#: Everything by which the app shows anything to anybody.
_SHOWN = ("chat.", "views.", "files.")


def person_of(hands, user):
    member = hands.office.desk.policy.members[user]
    return Person(team_id="T0FENNEL", user_id=user, name=member.name, roles=member.roles)


@pytest.fixture
def stopped(hands):
    """A legal hold put on one account, lived through until the next morning is posted."""
    hands.office.slack.calls.clear()
    record = hands.packet(LUMEN)
    press = {"version": record.version, "until": None, "reason": CANARY}
    holds.hold(hands.office.desk, record.id, person=person_of(hands, FREYA), kind=HoldKind.LEGAL_HOLD, **press)
    hands.office.deliver()
    wait_out_undo(hands)
    next_morning(hands)
    return hands


def answers(hands, user, *texts):
    for command in (Command.INVOICE, Command.ACCOUNT):
        for text in texts:
            hands.office.slack.command(user, "C0OFFICE", command, text)
    return str(hands.office.slack.ephemerals(user))


def test_no_channel_and_no_list_ever_had_the_words(stopped):
    shown = [call for call in stopped.office.slack.calls if call.method.startswith(_SHOWN)]
    assert shown
    assert "Kanarienvogel" not in str(shown)
    channels = stopped.office.slack.workspace.channels
    said = str([stopped.office.slack.messages(each) for each in channels])
    assert "Kanarienvogel" not in said
    assert LABEL in said


@pytest.mark.parametrize("user", [MARCO, CARLA, OLIVE, NORA])
def test_nobody_outside_leadership_and_legal_is_told_them(stopped, user):
    members = stopped.office.desk.policy.members
    assert user not in members or not members[user].roles & LEADERSHIP
    assert "Kanarienvogel" not in answers(stopped, user, "Lumen", LUMEN, "FS-3153")


def test_the_owner_is_told_the_label_and_leadership_the_words(stopped):
    assert LABEL in answers(stopped, MARCO, "Lumen")
    assert CANARY in answers(stopped, FREYA, "Lumen")


def test_legal_is_told_them_as_well(stopped):
    members = stopped.office.desk.policy.members.values()
    legal = [one.user_id for one in members if one.roles & LEADERSHIP and one.user_id != FREYA]
    for user in legal:
        assert CANARY in answers(stopped, user, "Lumen")


@pytest.mark.parametrize("command", list(Command))
def test_in_a_channel_that_was_seen_shared_no_command_is_answered(hands, command):
    slack = hands.office.slack
    slack.change_channel("C0MARCO", "channel_shared", is_ext_shared=True)
    hands.office.deliver()
    slack.command(MARCO, "C0MARCO", command, "Lumen")
    (answer,) = slack.ephemerals(MARCO)
    assert "Not here: this channel is shared with another company." in str(answer)
    assert "Lumen" not in str(answer)


@pytest.mark.parametrize("command", list(Command))
def test_anywhere_else_the_asker_alone_reads_the_answer(hands, command):
    slack = hands.office.slack
    direct = slack.workspace.direct_channel(MARCO).id
    for channel in ("C0MARCO", "C0OFFICE", direct):
        before = len(slack.ephemerals(MARCO)), str(slack.messages(channel))
        slack.command(MARCO, channel, command, "Lumen")
        assert (len(slack.ephemerals(MARCO)), str(slack.messages(channel))) == (before[0] + 1, before[1])
