"""The ERP's open-items list as a workbook: rewritten the way the ERP would export it a moment later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

_NUMBER, _MARK = "Document no.", "In dispute"
_WIDEST = 36


def mark_disputed(path: Path, numbers: Iterable[str]) -> frozenset[str]:
    """Mark every row of these invoices as in dispute; return the numbers that have a row.

    The rest of the list stays as it is: titles, header, dates as dates and amounts as numbers.

    Raises:
        LookupError: the list has no header with the columns this needs.
    """
    with CalamineWorkbook.from_path(str(path)) as book:
        sheet = book.sheet_names[0]
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    header = _header(rows)
    number, mark = (rows[header].index(name) for name in (_NUMBER, _MARK))
    wanted, found = set(numbers), set()
    for row in rows[header + 1 :]:
        if row[number] in wanted:
            row[mark] = "Yes"
            found.add(str(row[number]))
    _write(path, sheet, rows, header)
    return frozenset(found)


def _header(rows: Sequence[Sequence[Any]]) -> int:
    for line, row in enumerate(rows):
        if {_NUMBER, _MARK} <= set(row):
            return line
    raise LookupError(f"no row of the open-items list has the columns {_NUMBER} and {_MARK}")


def _write(path: Path, name: str, rows: Sequence[Sequence[Any]], header: int) -> None:
    # A half-written export must never be read: it is put in place whole.
    partial = path.with_suffix(".part")
    book = xlsxwriter.Workbook(str(partial), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name)
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, (date, datetime)):
                sheet.write_datetime(line, column, cell, dated)
            elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
                sheet.write_number(line, column, cell, money)
            elif cell != "":
                sheet.write_string(line, column, str(cell), bold if line in (0, header) else None)
    for column in range(len(rows[header])):
        widest = max((len(str(row[column])) for row in rows[header:]), default=8)
        sheet.set_column(column, column, min(widest + 2, _WIDEST))
    sheet.freeze_panes(header + 1, 0)
    book.close()
    partial.replace(path)
