"""A folder of XLSX workbooks as a source; each cell keeps the type it has there."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from bot.adapters.source_harvest import Row, Table
from bot.adapters.source_mapping import Field
from bot.adapters.source_rows import TableFiles, content_of
from bot.adapters.source_typed_cells import typed_converter
from bot.adapters.source_values import Convert
from bot.adapters.source_workbook import BadWorkbookError, Gaps, check_is_workbook, gaps
from bot.errors import UnreadableFileError

#: What Excel puts beside a workbook while somebody has it open.
_LOCK = "~$"


class XlsxFiles(TableFiles):
    """One table of sources.toml over XLSX workbooks; implements ports.LedgerSource."""

    layout_key = "header_row"

    def convert(self, field: Field) -> Convert:
        """See TableFiles."""
        return typed_converter(self.mapping, field)

    def is_export(self, path: Path) -> bool:
        """See TableFiles; the lock of an open workbook is none."""
        return super().is_export(path) and not path.name.startswith(_LOCK)

    def open_table(self, path: Path) -> Table:
        """See TableFiles; the whole sheet is read at once."""
        file = self.file(path)
        try:
            return self._table(content_of(path), file)
        except BadWorkbookError as error:
            raise self._unreadable(file, error.problem, error.next_step) from None
        except CalamineError as error:
            raise self._unreadable(
                file, f"it is half-written or damaged ({error})", "Export it again, and wait until it is done."
            ) from None

    def _table(self, content: bytes, file: str) -> Table:
        check_is_workbook(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = [item.name for item in book.sheets_metadata if item.typ == SheetTypeEnum.WorkSheet]
            sheet = self._sheet(sheets)
            found = gaps(content, sheet)
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        header = rows[self.mapping.header_row - 1] if len(rows) >= self.mapping.header_row else []
        names = [str(cell).strip() for cell in header]
        if not any(names):
            raise BadWorkbookError(
                f"row {self.mapping.header_row} of its sheet {sheet!r}, where the header should be, is empty",
                "Correct header_row in sources.toml, or export it again, header included.",
            )
        place = f"{file}[{sheet}]" if len(sheets) > 1 else file
        return Table(place, names, _rows(rows, self.mapping.header_row, found))

    def _sheet(self, sheets: Sequence[str]) -> str:
        listed = ", ".join(repr(name) for name in sheets)
        wanted = self.mapping.sheet
        if wanted is None and len(sheets) != 1:
            raise BadWorkbookError(
                f"it has {len(sheets)} sheets: {listed}", "Name the one with the table as sheet in sources.toml."
            )
        if wanted is not None and wanted not in sheets:
            raise BadWorkbookError(
                f"it has no sheet {wanted!r}, but {listed}", "Correct sheet in sources.toml, or export it again."
            )
        return wanted or sheets[0]

    def _unreadable(self, file: str, problem: str, next_step: str) -> UnreadableFileError:
        return UnreadableFileError(f"Source {self.name}: {file}: {problem}. {next_step}")


def first_rows(path: Path, count: int) -> dict[str, list[list[Any]]]:
    """The uppermost *count* rows of every sheet that is a table, as Excel numbers them.

    Raises:
        UnreadableFileError: it is not a whole workbook.
    """
    content = content_of(path)
    try:
        check_is_workbook(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = [item.name for item in book.sheets_metadata if item.typ == SheetTypeEnum.WorkSheet]
            for sheet in sheets:
                # Refuses a sheet whose stray cells would fill the memory.
                gaps(content, sheet)
            return {
                sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False, nrows=count) for sheet in sheets
            }
    except BadWorkbookError as error:
        raise UnreadableFileError(f"{path.name}: {error.problem}. {error.next_step}") from None
    except CalamineError as error:
        raise UnreadableFileError(f"{path.name}: it is half-written or damaged ({error}). Export it again.") from None


def _rows(rows: Sequence[list[Any]], header_row: int, found: Gaps) -> Iterator[Row]:
    """The rows below the header that are not empty, as Excel numbers them."""
    width = len(rows[0])
    for line in range(header_row + 1, max(len(rows), *found, 0) + 1):
        cells = rows[line - 1] if line <= len(rows) else [""] * width
        for column, no_value in found.get(line, {}).items():
            if column < width:
                cells[column] = no_value
        if cells.count("") != len(cells):
            yield Row(line, cells)
