"""How long and how much a language model may take, and when it is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

#: Seconds from any fixed instant on, only ever compared with each other.
Now = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What may be spent."""

    seconds: float
    tokens: int


class Budget:
    """Seconds and tokens that are left, of a run or of one packet of it."""

    def __init__(self, *, seconds: float, tokens: int, whole: Budget | None = None, now: Now = monotonic) -> None:
        self._now = now
        self._until = now() + seconds
        self._tokens = tokens
        self._whole = whole

    def part(self, *, seconds: float, tokens: int) -> Budget:
        """At most so much of it, from now on; what a part spends, the whole has spent."""
        return Budget(seconds=seconds, tokens=tokens, whole=self, now=self._now)

    @property
    def seconds(self) -> float:
        """What is left of the time; 0 and below = nothing."""
        mine = self._until - self._now()
        return min(mine, self._whole.seconds) if self._whole else mine

    @property
    def tokens(self) -> int:
        """What is left of the tokens; 0 and below = nothing."""
        return min(self._tokens, self._whole.tokens) if self._whole else self._tokens

    def spend(self, tokens: int) -> None:
        """Take so many away."""
        self._tokens -= tokens
        if self._whole:
            self._whole.spend(tokens)


class Breaker:
    """Leaves a model alone that has failed several times running; after a rest it is asked once to see."""

    def __init__(self, *, failures: int = 3, rest: float = 300, now: Now = monotonic) -> None:
        self._most = failures
        self._rest = rest
        self._now = now
        self._failures = 0
        self._rests_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether nothing may be asked now."""
        return self._failures >= self._most and self._now() < self._rests_until

    def failed(self) -> None:
        """Count a failure."""
        self._failures += 1
        self._rests_until = self._now() + self._rest

    def worked(self) -> None:
        """Forget the failures."""
        self._failures = 0
