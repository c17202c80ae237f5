"""A folder of CSV exports as a source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

from bot.adapters.source_cells import converter
from bot.adapters.source_harvest import BadRowError, Row, Table
from bot.adapters.source_mapping import Field, SourceMapping
from bot.adapters.source_rows import TableFiles, content_of
from bot.adapters.source_values import Convert
from bot.errors import UnreadableFileError

#: What csv says when the file ends inside a quoted cell.
_CUT_OFF = "unexpected end of data"


class CsvFiles(TableFiles):
    """One table of sources.toml over CSV files; implements ports.LedgerSource."""

    layout_key = "delimiter"

    def convert(self, field: Field) -> Convert:
        """See TableFiles."""
        return converter(self.mapping, field)

    def open_table(self, path: Path) -> Table:
        """See TableFiles; a quote that is never closed is found among the rows."""
        file = self.file(path)
        content = content_of(path)
        self._check_encoding(path, content)
        text = io.TextIOWrapper(io.BytesIO(content), encoding=self.mapping.encoding, newline="")
        rows = _rows(text, self.mapping, file, may_hold_nul=b"\0" in content)
        if not content.endswith((b"\n", b"\r", b"\0")):
            rows = _whole(rows, self.name, file)
        header = next(rows, None)
        if header is None or header.broken:
            problem = f"its header cannot be read ({header.broken})" if header else "it is empty"
            raise UnreadableFileError(f"Source {self.name}: {file}: {problem}. Export it again, header included.")
        return Table(file, [name.strip() for name in header.cells], rows)

    def _check_encoding(self, path: Path, content: bytes) -> None:
        try:
            content.decode(self.mapping.encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise UnreadableFileError(
                f"Source {self.name}: line {line} of {path.name} is not {_called(self.mapping.encoding)}. "
                "Export it in that encoding, or correct encoding in sources.toml; Excel on Windows often writes cp1252."
            ) from None


def _called(encoding: str) -> str:
    return "utf-8" if encoding == "utf-8-sig" else encoding


def _rows(text: Iterable[str], mapping: SourceMapping, file: str, *, may_hold_nul: bool) -> Iterator[Row]:
    """The header, and every row below it that is not empty."""
    reader = csv.reader(text, delimiter=mapping.delimiter, strict=True)
    last = width = 0
    while True:
        try:
            for cells in reader:
                line, last = last + 1, reader.line_num
                width = width or len(cells)
                if len(cells) == width and not may_hold_nul:
                    yield Row(line, cells)
                elif cells:
                    yield Row(line, cells, _broken(cells, width, mapping.delimiter, line, last))
            return
        except csv.Error as error:
            line, last = last + 1, reader.line_num
            # A quote left open swallows the rows below it: they must not go missing one by one.
            if last > line or _CUT_OFF in str(error):
                _refuse_quote(mapping, file, line)
            yield Row(line, [], BadRowError("", "", f"not a CSV row: {error}", "Correct the quotes of this line."))


def _whole(rows: Iterator[Row], name: str, file: str) -> Iterator[Row]:
    """The same rows; but the last, which no line end closes, must have all its cells."""
    last: Row | None = None
    for row in rows:
        if last is not None:
            yield last
        last = row
    if last is not None and last.broken and last.cells:
        raise UnreadableFileError(
            f"Source {name}: {file} ends in the middle of line {last.line}, so the export is not complete. "
            "Export it again."
        )
    if last is not None:
        yield last


def _broken(cells: list[str], width: int, delimiter: str, first: int, last: int) -> BadRowError | None:
    whole = delimiter.join(cells)
    if len(cells) != width:
        span = "" if first == last else f"; lines {first} to {last} were read as one row"
        return BadRowError(
            "",
            whole,
            f"{len(cells)} cells, but the header has {width}{span}",
            "Put cells that contain the delimiter, a quote or a line break between double quotes.",
        )
    if "\0" in whole:
        return BadRowError("", whole, "it contains a NUL byte", "Export the file again; it may be damaged.")
    return None


def _refuse_quote(mapping: SourceMapping, file: str, line: int) -> NoReturn:
    raise UnreadableFileError(
        f"Source {mapping.name}: in {file} a quote opened in the row of line {line} is not closed as it should be, so "
        "the rows below cannot be told apart. Correct that line, or export the file again: it may be half-written."
    )
