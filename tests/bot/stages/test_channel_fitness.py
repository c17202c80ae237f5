"""A channel is fit only where everybody who reads it is known to be one of ours."""

from dataclasses import replace

import pytest

from bot.stages.channel_fitness import unfit
from models.channel import MOST_MEMBERS, Audience, Unfit
from models.setup import SlackChannel, SlackUser

OURS = SlackUser("U0OLIVE", "Olive Byrne", is_active=True, is_outsider=False, is_bot=False)
PRIVATE = SlackChannel("C0OLIVE", "olive", is_joined=True, is_archived=False, is_external=False, is_private=True)


def verdict(*people, allowed=(), count=2, **changes):
    return unfit(Audience(replace(PRIVATE, **changes), count, people or (OURS,)), allowed)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"is_archived": True}, Unfit.ARCHIVED),
        ({"is_external": True}, Unfit.SHARED),
        ({"is_private": False}, Unfit.PUBLIC),
        ({"is_private": False, "allowed": {"C0OLIVE"}}, None),
        ({"is_private": False, "allowed": {"C0OTHER"}}, Unfit.PUBLIC),
        ({"is_joined": False}, Unfit.NOT_JOINED),
        ({"count": MOST_MEMBERS + 1}, Unfit.CROWDED),
        ({"count": MOST_MEMBERS}, None),
    ],
)
def test_what_slack_says_of_the_channel(changes, reason):
    assert verdict(**changes) is reason


def test_one_guest_or_somebody_slack_shows_nothing_of_is_enough():
    assert verdict(OURS, replace(OURS, is_outsider=True)) is Unfit.OUTSIDERS
    assert verdict(OURS, None) is Unfit.OUTSIDERS


def test_a_channel_nobody_can_see_is_unfit():
    assert unfit(None, ()) is Unfit.MISSING
