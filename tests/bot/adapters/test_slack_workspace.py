"""What Slack says of a channel, read so that doubt counts as shared and as public."""

import pytest

from bot.adapters.slack_workspace import SlackWorkspace


class Answering:
    """The client, with one answer."""

    def __init__(self, **channel):
        self._channel = channel

    def conversations_info(self, channel):
        return {"channel": self._channel}


@pytest.mark.parametrize(
    ("said", "is_external"),
    [
        ({}, False),
        ({"is_ext_shared": True}, True),
        ({"is_pending_ext_shared": True}, True),
        ({"pending_connected_team_ids": ["T9"]}, True),
        ({"is_shared": True}, True),
        ({"is_shared": True, "is_org_shared": True}, False),
        ({"is_shared": True, "is_org_shared": True, "is_ext_shared": True}, True),
    ],
)
def test_who_else_may_be_in_it(said, is_external):
    assert SlackWorkspace(Answering(**said)).channel("C1").is_external is is_external


@pytest.mark.parametrize(("said", "is_private"), [({}, False), ({"is_private": True}, True), ({"is_im": True}, True)])
def test_what_is_not_said_to_be_private_is_public(said, is_private):
    assert SlackWorkspace(Answering(**said)).channel("C1").is_private is is_private
