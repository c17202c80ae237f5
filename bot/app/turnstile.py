"""How often one person may ask: nobody's look-ups keep the others waiting."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

#: More than anybody reads.
MOST = 20
SECONDS = 10.0
#: People remembered at once; who has not asked for longest is forgotten first.
_PEOPLE = 10_000


class Turnstile:
    """Lets each person through so many times in any ten seconds. *ticks* is a clock that never goes back."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._passed: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def lets(self, who: str) -> bool:
        """Whether *who* may pass now; being refused does not count."""
        with self._lock:
            now = self._ticks()
            passed = self._passed.setdefault(who, deque(maxlen=MOST))
            self._passed.move_to_end(who)
            while len(self._passed) > _PEOPLE:
                self._passed.popitem(last=False)
            if len(passed) == MOST and now - passed[0] < SECONDS:
                return False
            passed.append(now)
            return True
