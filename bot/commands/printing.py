"""Report sheets on a terminal, never wider than 100 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, zip_longest

from bot.cards.text import safe
from models.money import Money
from models.report import Cell, Ratio, ReportSheet

WIDTH = 100
_GAP = "  "
#: What stands flush right.
_FIGURE = int | Decimal | Money | Ratio | None


def lines(sheet: ReportSheet, *, most: int | None = None) -> Iterator[str]:
    """The sheet as a table of its first *most* rows; what is too wide goes on below itself."""
    rows = list(islice(sheet.rows, most))
    yield sheet.title
    if rows:
        yield from _table(sheet.head, rows)
    else:
        yield "  none"
    if len(sheet.rows) > len(rows):
        yield f"  … and {len(sheet.rows) - len(rows)} more; --xlsx FILE has them all"
    for told in sheet.notes:
        yield from textwrap.wrap(safe(told, 1_000), WIDTH, initial_indent="  ", subsequent_indent="  ")


def _table(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    cells = [list(head), *([_text(cell) for cell in row] for row in rows)]
    right = [all(isinstance(row[place], _FIGURE) for row in rows) for place in range(len(head))]
    widths = _widths(cells, right)
    for row in cells:
        wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*wrapped, fillvalue=""):
            placed = zip(parts, widths, right, strict=True)
            yield f"  {_GAP.join(_placed(*each) for each in placed)}".rstrip()


def _text(cell: Cell) -> str:
    return safe(str(cell), 500) if cell is not None else "–"


def _widths(cells: Sequence[Sequence[str]], right: Sequence[bool]) -> list[int]:
    """As wide as the widest cell; while all together are too wide, the widest gives way, figures and words last."""
    columns = list(zip(*cells, strict=True))
    widths = [max(map(len, column)) for column in columns]
    least = [_least(column, is_right) for column, is_right in zip(columns, right, strict=True)]
    room = WIDTH - 2 - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        able = [place for place in range(len(widths)) if widths[place] > least[place]] or range(len(widths))
        widths[max(able, key=widths.__getitem__)] -= 1
    return widths


def _least(column: Sequence[str], is_right: bool) -> int:
    """What nothing is torn apart in: a figure stays whole, and so does the longest word."""
    head, *cells = column
    words = [word for cell in (head, *(() if is_right else cells)) for word in cell.split()]
    return max(map(len, [*words, *(cells if is_right else ())]), default=1)


def _placed(text: str, width: int, is_right: bool) -> str:
    return text.rjust(width) if is_right else text.ljust(width)
