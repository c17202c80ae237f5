"""A morning with a canary under each label: it sings nowhere but where the policy lets it."""

from dataclasses import replace

import pytest

from bot.cards.trail_form import trail_form
from bot.flows import holds
from bot.flows.read_trail import read_trail
from models.controls import Action, Command
from models.hold import HoldKind
from models.label import Label
from models.people import Role
from tests.journeys.journey import ARJUN, CARLA, FREYA, LUMEN, MARCO, NORA, OLIVE, next_morning, person, wait_out_undo

CANARY = "Kanarienvogel: their counsel has threatened a suit"
LENA = "U0LENA"
OWNER, LEADS, LEGAL = Role.ACCOUNT_OWNER, Role.FINANCE_LEADERSHIP, Role.LEGAL
#: Marco owns the account; Olive has no rights on it.
ASKED = (MARCO, OLIVE, CARLA, ARJUN, FREYA, LENA, NORA)


def sings(what):
    return "Kanarienvogel" in str(what)


def stop(hands, kind, label, readers):
    office = hands.office
    policy = replace(office.desk.policy, labels={label: frozenset(readers)} if readers else {})
    office.desk = replace(office.desk, policy=policy)
    office.restart()
    office.slack.calls.clear()
    # Approved, so that what stops the mail is told on its card.
    hands.press(MARCO, LUMEN, Action.APPROVE)
    record = hands.packet(LUMEN)
    press = {"version": record.version, "until": None, "reason": CANARY}
    holds.hold(office.desk, record.id, person=person(hands, FREYA), kind=kind, **press)
    office.deliver()
    wait_out_undo(hands)
    next_morning(hands)


def look(hands, user):
    """Everything one person is shown who asks for all of it."""
    slack = hands.office.slack
    slack.open_home(user)
    for command in Command:
        for text in ("Lumen", LUMEN, "FS-3153", "status", ""):
            slack.command(user, "C0OFFICE", command, text)
    homes = [call for call in slack.calls if call.method == "views.publish" and call.args["user_id"] == user]
    return [*slack.ephemerals(user), *homes]


@pytest.mark.parametrize(
    ("kind", "label", "readers", "channels", "people"),
    [
        pytest.param(HoldKind.LEGAL_HOLD, Label.LEGAL, None, set(), {FREYA, LENA}, id="legal"),
        pytest.param(
            HoldKind.DO_NOT_CONTACT, Label.DO_NOT_CONTACT, {OWNER, LEADS}, {"C0MARCO"}, {MARCO, FREYA}, id="owner"
        ),
        pytest.param(HoldKind.DO_NOT_CONTACT, Label.DO_NOT_CONTACT, {LEGAL}, set(), {LENA}, id="not even leadership"),
        pytest.param(
            HoldKind.DO_NOT_CONTACT,
            Label.DO_NOT_CONTACT,
            None,
            {"C0MARCO"},
            {MARCO, CARLA, ARJUN, FREYA, LENA, NORA},
            id="nothing said: whoever has rights",
        ),
    ],
)
def test_no_channel_and_nobody_the_policy_does_not_name_has_the_words(hands, kind, label, readers, channels, people):
    stop(hands, kind, label, readers)
    slack = hands.office.slack
    posted = [call for call in slack.calls if call.method.startswith(("chat.", "files."))]
    assert posted
    assert {call.args["channel"] for call in posted if sings(call)} == channels
    assert {one for one in slack.workspace.channels if sings(slack.messages(one))} == channels
    assert {user for user in ASKED if sings(look(hands, user))} == people
    # What is stored is read by anybody later, so it has the words only where everybody may read them.
    record, entries = read_trail(hands.office.desk, hands.packet(LUMEN).id, person(hands, MARCO))
    form = trail_form(record, entries, policy=hands.office.desk.policy, channel="C0MARCO", ts="1")
    assert sings(form) == sings(entries) == (label is Label.DO_NOT_CONTACT and readers is None)
