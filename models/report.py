"""A report as plain sheets of cells: printed on a terminal and written into a workbook alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.money import Money

#: None = not known, or nothing to say here.
Cell = str | int | Decimal | date | Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """One table of a report, with what a reader must know to read it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    #: Title of a chart of stacked columns: the first column along the bottom, the others, which are counts, upwards.
    chart: str | None = None
