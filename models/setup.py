"""What a look at the set-up found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Light(StrEnum):
    """Whether a requirement is met."""

    GREEN = "green"
    RED = "red"
    #: Not used, or not looked at because something it needs is red.
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class SetupLine:
    """One requirement."""

    light: Light
    what: str
    #: What was found; never a secret.
    found: str
    #: What to do; "" where nothing is to be done, or *found* says it.
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Installation:
    """The app as Slack knows it by its bot token."""

    team: str
    #: Slack user id of the app's own user.
    bot_user_id: str
    bot_name: str
    #: Scopes the token was given.
    scopes: frozenset[str]
    #: Aware instant at which Slack answered, by Slack's own clock, to the second; None = it did not say.
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SlackChannel:
    """A channel as Slack shows it to the app."""

    id: str
    name: str
    #: Whether the app is in it.
    is_joined: bool
    is_archived: bool
    #: Whether people of another company are, or may be, in it.
    is_external: bool
    #: Whether only those who were invited read it.
    is_private: bool


@dataclass(frozen=True, slots=True)
class SlackUser:
    """A person, or an app's own user, as Slack shows them."""

    id: str
    name: str
    is_active: bool
    #: A guest, or somebody of another company.
    is_outsider: bool
    is_bot: bool
