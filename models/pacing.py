"""How fast Slack is called, and what it has asked us to leave alone for a while: one row for each limit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """A steady rate, and how many calls may come at once before it counts."""

    per_minute: float
    burst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pacing:
    """The paces kept of our own accord; None = as fast as it goes, which is for a Slack of the tests' own."""

    #: Posts in one channel. Slack: one a second and "short bursts", without a promise that a burst is stored.
    channel: Pace | None = Pace(60, 2)
    #: Posts in the workspace. Slack: "several hundred" a minute, never told more exactly.
    workspace: Pace | None = Pace(300, 20)
    #: Each method of Slack's tier 3: redrawing, reading history, deleting.
    tier_3: Pace | None = Pace(50, 5)


#: docs.slack.dev, "Rate limits" and chat.postMessage; the tiers method by method in Slack's own Java SDK.
SLACK = Pacing()
UNPACED = Pacing(channel=None, workspace=None, tier_3=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Throttle:
    """One limit: a channel id, a Web API method, or all of Slack. Its instants are by the store's own clock."""

    name: str
    #: No call before this instant.
    free_at: datetime
    #: When the steady rate alone would have let the next call through.
    paced_until: datetime
    #: When it was last called: who was served longest ago has the next turn.
    turn: datetime
    #: How often in a row it failed.
    failures: int = 0
    #: What Slack said the last time it failed; "" = it works.
    why: str = ""


def idle(name: str, at: datetime) -> Throttle:
    """A limit nobody has come near."""
    return Throttle(name=name, free_at=at, paced_until=at, turn=at)


def taken(throttle: Throttle, pace: Pace | None, at: datetime) -> Throttle:
    """One call is made *at*."""
    if pace is None:
        return replace(throttle, turn=at)
    gap = timedelta(minutes=1 / pace.per_minute)
    until = max(throttle.paced_until, at) + gap
    return replace(throttle, turn=at, paced_until=until, free_at=max(throttle.free_at, until - gap * (pace.burst - 1)))


def closed(throttle: Throttle, until: datetime) -> Throttle:
    """No call before *until*; an earlier answer that asked for longer still counts."""
    return replace(throttle, free_at=max(throttle.free_at, until))
