"""What strikes the office while the day is lived."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable


class Trouble(threading.Thread):
    """Does something to the office at random moments, *count* times at most; the seed makes them come again."""

    def __init__(
        self, seed: int, count: int, pause: tuple[float, float], strike: Callable[[random.Random], bool]
    ) -> None:
        super().__init__(daemon=True)
        self._random, self._count, self._pause, self._strike = random.Random(seed), count, pause, strike
        self._over = threading.Event()
        #: How often it has; a strike may find nothing to hit.
        self.struck = 0

    def run(self) -> None:
        for _ in range(self._count):
            if self._over.wait(self._random.uniform(*self._pause)):
                return
            self.struck += self._strike(self._random)

    def end(self) -> None:
        """No strike begins after this; one that began is over."""
        self._over.set()
        self.join(30)
