"""Reports as XLSX workbooks. What others wrote stays characters there: no cell of theirs becomes a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from bot.cards.text import safe
from bot.errors import NotNowError
from models.money import EXPONENTS, Money
from models.report import Cell, Ratio, ReportSheet

#: What a cell must not begin with: spreadsheets read it as a formula, also after a detour through CSV. The wide forms
#: count, because some programs fold them.
_FORMULA = tuple("=+-@＝＋－＠")
#: The first day that a ZIP file can name.
_ALWAYS = datetime(1980, 1, 1, tzinfo=UTC)
_WIDEST, _NARROWEST = 60, 8
#: More than this Excel does not take in one cell.
_MOST = 32_000


def write_workbook(path: Path, sheets: Sequence[ReportSheet]) -> None:
    """Write *sheets* to *path*, in place of what was there; it is put in place whole.

    Raises:
        NotNowError: the file cannot be written there, or its folder is missing.
    """
    if not path.parent.is_dir():
        raise NotNowError(f"{path} cannot be written: there is no folder {path.parent}. Make it, or name another.")
    partial = path.with_name(f"{path.name}.part")
    try:
        book = _Workbook(str(partial), {"strings_to_formulas": False, "strings_to_urls": False})
        # The same report is the same file: without this the clock stands in it.
        book.set_properties({"created": _ALWAYS})
        for sheet in sheets:
            book.add(sheet)
        book.close()
        partial.replace(path)
    except (OSError, XlsxWriterException) as error:
        raise NotNowError(f"{path} cannot be written: {error}. Close it where it is open, or name another.") from None


def neutral(text: str) -> str:
    """*text* on one line, without control characters, and with an apostrophe before what would be a formula."""
    shown = safe(text, _MOST)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


class _Workbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that takes report sheets."""

    def add(self, sheet: ReportSheet) -> None:
        page = self.add_worksheet(sheet.title)
        bold = self.add_format({"bold": True})
        for column, name in enumerate(sheet.head):
            page.write_string(0, column, neutral(name), bold)
        for line, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                self._write(page, line, column, cell)
        for line, told in enumerate(sheet.notes, len(sheet.rows) + 2):
            page.write_string(line, 0, neutral(told))
        for column in range(len(sheet.head)):
            page.set_column(column, column, _width(sheet, column))
        page.freeze_panes(1, 0)
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)
        if sheet.chart and sheet.rows:
            self._draw(page, sheet, sheet.chart)

    def _draw(self, page: xlsxwriter.worksheet.Worksheet, sheet: ReportSheet, told: str) -> None:
        chart, last = self.add_chart({"type": "column", "subtype": "stacked"}), len(sheet.rows)
        for column in range(1, len(sheet.head)):
            chart.add_series(
                {
                    "name": [sheet.title, 0, column],
                    "categories": [sheet.title, 1, 0, last, 0],
                    "values": [sheet.title, 1, column, last, column],
                }
            )
        # Days are labels: as an axis of dates the days without a row would stand there empty.
        chart.set_x_axis({"text_axis": True})
        chart.set_title({"name": told})
        chart.set_size({"width": 760, "height": 360})
        page.insert_chart(1, len(sheet.head) + 1, chart, {"description": f"{told}: stacked columns of this table."})

    def _write(self, page: xlsxwriter.worksheet.Worksheet, line: int, column: int, cell: Cell) -> None:
        if cell is None or (isinstance(cell, Ratio) and cell.thousandths is None):
            return
        if isinstance(cell, Money):
            digits = EXPONENTS[cell.currency]
            shape = f'#,##0{"." + "0" * digits if digits else ""} "{cell.currency}"'
            page.write_number(line, column, float(cell.decimal), self._shape(shape))
        elif isinstance(cell, Ratio):
            page.write_number(line, column, (cell.thousandths or 0) / 1000, self._shape("0.0%"))
        elif isinstance(cell, date):
            page.write_datetime(line, column, cell, self._shape("yyyy-mm-dd"))
        elif isinstance(cell, int | Decimal):
            page.write_number(line, column, float(cell))
        else:
            page.write_string(line, column, neutral(cell))

    def _shape(self, shape: str) -> xlsxwriter.format.Format:
        known: dict[str, xlsxwriter.format.Format] = self.__dict__.setdefault("shapes", {})
        if shape not in known:
            known[shape] = self.add_format({"num_format": shape})
        return known[shape]


def _width(sheet: ReportSheet, column: int) -> int:
    widest = max((len(str(row[column])) for row in (sheet.head, *sheet.rows)), default=0)
    return min(max(widest + 2, _NARROWEST), _WIDEST)
