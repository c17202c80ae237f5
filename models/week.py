"""What finance leadership is told of a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.home import Overridden
from models.money import Money
from models.promise import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The days from *since*, included, to *day*, not included: the two are what the ageing compares."""

    since: date
    day: date
    #: Promises whose time ran out in these days: what became of them, how many, and what was promised in each currency.
    promises: tuple[tuple[Outcome, int, tuple[Money, ...]], ...]
    #: Open disputes by calendar days since the flag, the youngest first.
    disputes: tuple[tuple[str, int, tuple[Money, ...]], ...]
    #: What people pressed, and how often, in the order of a follow-up's life.
    pressed: tuple[tuple[str, int], ...]
    overridden: tuple[Overridden, ...]
    #: How many were asked whether their card gave what they needed, and what those who answered said, 1 to 5.
    asked: int = 0
    scores: tuple[int, ...] = ()
