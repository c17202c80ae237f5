"""What a picture shows, before it is drawn: every figure of it, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.aging import Aged
from models.money import Money


@dataclass(frozen=True, slots=True)
class AgeingChart:
    """The buckets of a few currencies on one day, a panel for each."""

    day: date
    found: tuple[Aged, ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """What was past due in one currency on one day."""

    day: date
    past_due: Money
    #: Of it, more than 60 days past due.
    old: Money


@dataclass(frozen=True, slots=True)
class TrendChart:
    """A few weeks of a few currencies, a panel for each; the earliest day first."""

    lines: tuple[tuple[TrendPoint, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart as Slack gets it."""

    #: Of the file.
    name: str
    title: str
    #: For who cannot see it: the same figures.
    alt_text: str
    chart: AgeingChart | TrendChart
