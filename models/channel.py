"""Who would read what is posted in a Slack channel, and why nothing may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.setup import SlackChannel, SlackUser

#: People of one channel who are looked up; a channel with more is not one for customers' accounts.
MOST_MEMBERS = 100
#: No look at a channel counts for longer.
LOOK_LIFE = timedelta(minutes=10)


class Unfit(StrEnum):
    """Why no account may be shown in a channel."""

    MISSING = "channel_not_found"
    NOT_JOINED = "not_in_channel"
    ARCHIVED = "is_archived"
    SHARED = "shared_with_others"
    PUBLIC = "public_channel"
    OUTSIDERS = "outsiders_in_channel"
    CROWDED = "too_many_members"


@dataclass(frozen=True, slots=True)
class Audience:
    """A channel with everybody in it."""

    channel: SlackChannel
    #: How many are in it, the app's own user among them.
    count: int
    #: Whom Slack shows of them, `MOST_MEMBERS` at most; None in the place of somebody it shows nothing of.
    people: tuple[SlackUser | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the last look at a channel found, and whether something has changed there since."""

    channel: str
    #: When it began, by the store's clock; None = nobody has looked.
    at: datetime | None = None
    #: None = accounts may be shown there.
    unfit: Unfit | None = None
    #: Changes that Slack has told of, and how many of them the look has seen.
    changes: int = 0
    seen: int = 0

    @property
    def is_overtaken(self) -> bool:
        """Whether the channel has changed since."""
        return self.changes != self.seen

    def counts(self, now: datetime) -> bool:
        """Whether it still says how the channel is."""
        return self.at is not None and not self.is_overtaken and now - self.at < LOOK_LIFE
