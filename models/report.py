"""A report as plain sheets of cells: printed on a terminal and written into a workbook alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.money import Money


@dataclass(frozen=True, slots=True)
class Ratio:
    """*part* of *whole*, neither negative, in per cent: rounded down, so that only all of them are 100 %."""

    part: int
    whole: int

    @property
    def thousandths(self) -> int | None:
        """Tenths of a per cent; None = of none."""
        return 1000 * self.part // self.whole if self.whole else None

    def __str__(self) -> str:
        found = self.thousandths
        return "–" if found is None else f"{found // 10}.{found % 10} %"


#: None = not known, or nothing to say here.
Cell = str | int | Decimal | date | Money | Ratio | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """One table of a report, with what a reader must know to read it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    #: Title of a chart of stacked columns: the first column along the bottom, the others, which are counts, upwards.
    chart: str | None = None
