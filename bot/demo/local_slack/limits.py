"""What runs out: trigger ids, response URLs and the pace of posting. All of it is measured on a monotonic clock."""

import math
from collections.abc import Callable
from dataclasses import dataclass

Monotonic = Callable[[], float]

TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60.0
RESPONSE_URL_USES = 5


@dataclass(frozen=True)
class Pace:
    """How fast the app may call: posts per channel and workspace, updates over the workspace alone (None = freely)."""

    posts_per_second: float = 1.0
    post_burst: int = 3
    updates_per_minute: float | None = 50.0
    workspace_per_minute: float | None = None
    workspace_burst: int = 20


class Buckets:
    """Token buckets, one for each key."""

    def __init__(self, monotonic: Monotonic) -> None:
        self._monotonic = monotonic
        self._levels: dict[str, tuple[float, float]] = {}

    def wait(self, key: str, per_second: float, burst: float) -> int:
        """Take one token and return 0, or return in how many whole seconds there will be one."""
        at = self._monotonic()
        level, since = self._levels.get(key, (burst, at))
        level = min(burst, level + (at - since) * per_second)
        if level < 1:
            return math.ceil((1 - level) / per_second)
        self._levels[key] = (level - 1, at)
        return 0

    def too_fast(self, pace: Pace, method: str, channel: str) -> int:
        """As `wait`, for one call of *method*."""
        if method in {"chat.postMessage", "chat.postEphemeral"}:
            if pace.workspace_per_minute is not None:
                seconds = self.wait("workspace", pace.workspace_per_minute / 60, pace.workspace_burst)
                if seconds:
                    return seconds
            return self.wait(f"post {channel}", pace.posts_per_second, pace.post_burst)
        if method == "chat.update" and pace.updates_per_minute is not None:
            return self.wait("update", pace.updates_per_minute / 60, pace.updates_per_minute)
        return 0


@dataclass(frozen=True)
class Trigger:
    """The permission to open one view for the person who has just done something."""

    user: str
    expires: float


class Triggers:
    """Trigger ids: three seconds, one use."""

    def __init__(self, monotonic: Monotonic, new_id: Callable[[str], str]) -> None:
        self._monotonic = monotonic
        self._new_id = new_id
        self._fresh: dict[str, Trigger] = {}
        self._used: set[str] = set()

    def issue(self, user: str) -> str:
        """Return a new trigger id for *user*."""
        trigger_id = f"{self._new_id('')}.0.local"
        self._fresh[trigger_id] = Trigger(user, self._monotonic() + TRIGGER_SECONDS)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger | str:
        """Use *trigger_id* up; return its trigger, or Slack's error name."""
        if trigger_id in self._used:
            return "exchanged_trigger_id"
        trigger = self._fresh.get(trigger_id)
        if trigger is None:
            return "invalid_trigger_id"
        if self._monotonic() > trigger.expires:
            return "expired_trigger_id"
        self._used.add(trigger_id)
        return trigger


@dataclass(frozen=True)
class Origin:
    """What a response URL answers: a person in a channel, and the message they pressed when there was one."""

    user: str
    channel: str
    ts: str | None
    is_ephemeral: bool
    expires: float


class ResponseUrls:
    """Response URLs: five uses in thirty minutes."""

    def __init__(self, monotonic: Monotonic, new_id: Callable[[str], str]) -> None:
        self._monotonic = monotonic
        self._new_id = new_id
        self._origins: dict[str, Origin] = {}
        self._uses: dict[str, int] = {}

    def issue(self, user: str, channel: str, ts: str | None = None, *, is_ephemeral: bool = False) -> str:
        """Return the last part of a new response URL."""
        key = self._new_id("R")
        self._origins[key] = Origin(user, channel, ts, is_ephemeral, self._monotonic() + RESPONSE_URL_SECONDS)
        return key

    def use(self, key: str) -> Origin | str:
        """Count one use; return what the URL answers, or the error name. A refused body counts as a use too."""
        origin = self._origins.get(key)
        if origin is None or self._monotonic() > origin.expires:
            return "expired_url"
        self._uses[key] = self._uses.get(key, 0) + 1
        return origin if self._uses[key] <= RESPONSE_URL_USES else "used_url"
