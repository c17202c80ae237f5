"""A day's posting against a Slack that counts per channel and per workspace, on a clock of its own.

What Slack's limits really are is not published: *strict* and *documented* are the two careful readings. Seconds are
those of a clock that is moved half a second at a time, as the schedule ticks, so the machine's speed plays no part.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.cards.drawing import Drawing
from bot.demo.local_slack import Pace
from bot.errors import RateLimitedError
from bot.flows.deliver_posts import post_next
from models.pacing import SLACK, Pacing
from models.pacing import Pace as Rate
from tests.bot.flows.slack_rig import Rig

TICK = 0.5
STRICT = Pace(post_burst=1, workspace_per_minute=200, workspace_burst=20)
DOCUMENTED = Pace(post_burst=4, workspace_per_minute=300, workspace_burst=60)
#: What one would keep to if one knew that Slack is strict.
CAUTIOUS = Pacing(channel=Rate(60, 1), workspace=Rate(200, 20))


@dataclass(frozen=True)
class Day:
    """What a day's posts took."""

    posts: int
    seconds: float
    ideal: float
    calls: int
    refused: int
    inside: int

    def told(self) -> str:
        return (
            f"{self.seconds:5.0f} s for {self.posts} posts, ideally {self.ideal:4.0f} s "
            f"({self.ideal / self.seconds:.2f}); 429: {self.refused / self.calls:.1%} of {self.calls} calls; "
            f"inside a Retry-After: {self.inside}"
        )


class Watched:
    """The rig's postbox, with the time of each call and how long Slack then wanted to be left alone."""

    def __init__(self, rig: Rig) -> None:
        self._rig = rig
        self.calls = self.refused = self.inside = 0
        self._closed_until = rig.clock.now().timestamp()

    def __getattr__(self, name: str) -> object:
        return getattr(self._rig.postbox, name)

    def post(self, channel: str, drawing: Drawing, key: str) -> str:
        at = self._rig.clock.now().timestamp()
        self.calls += 1
        self.inside += at < self._closed_until
        try:
            return self._rig.postbox.post(channel, drawing, key)
        except RateLimitedError as error:
            self.refused += 1
            self._closed_until = at + error.retry_after
            raise


def day(limits: Pace, pacing: Pacing, *, posts: int, channels: int) -> Day:
    """Post them all, spread over the channels, half of the channels with three times as many as the others."""
    names = [f"C{number:03}" for number in range(channels)]
    turn = [name for number, name in enumerate(names) for _ in range(3 if number % 2 else 1)]
    placed = [turn[number % len(turn)] for number in range(posts)]
    assert limits.workspace_per_minute is not None
    fullest = max(Counter(placed).values())
    per_second = limits.workspace_per_minute / 60
    ideal = max(fullest - limits.post_burst, (posts - limits.workspace_burst) / per_second)
    with tempfile.TemporaryDirectory() as folder:
        rig = Rig(f"sqlite:///{Path(folder) / 'books.db'}", pace=limits, channels=names)
        try:
            watched, seconds = Watched(rig), 0.0
            for name in placed:
                rig.plan(name)
            while sum(len(rig.there(name)) for name in names) < posts:
                while post_next(rig.desk, watched, pacing):  # type: ignore[arg-type]
                    pass
                rig.clock.advance(seconds=TICK)
                seconds += TICK
        finally:
            rig.close()
    return Day(posts, seconds, ideal, watched.calls, watched.refused, watched.inside)


def main() -> None:
    readings = {"strict": STRICT, "documented": DOCUMENTED}
    paces = {"our pace": SLACK, "the strict pace": CAUTIOUS}
    print("a day's posting over 40 channels (seconds of a clock that ticks as the schedule does)")
    for reading, limits in readings.items():
        for name, pacing in paces.items():
            print(f"  Slack {reading:<10} with {name:<15} {day(limits, pacing, posts=400, channels=40).told()}")


if __name__ == "__main__":
    main()
