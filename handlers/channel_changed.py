"""What Slack tells of a channel: the next thing posted there is preceded by a new look at who reads along."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from bot.flows.desk import Desk
from bot.flows.watch_channels import channel_changed

#: The same list as in manifest.json, the Home tab aside.
EVENTS = (
    "channel_archive",
    "channel_shared",
    "channel_unarchive",
    "channel_unshared",
    "group_archive",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
)


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    def changed(event: dict[str, Any]) -> None:
        channel_changed(desk, str(event["channel"]))

    for name in EVENTS:
        app.event(name)(changed)
