"""A folder of CSV exports as a source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from bot.adapters.source_cells import converter
from bot.adapters.source_mapping import Field, SourceMapping
from bot.adapters.source_rows import BadRowError, Row, Table, TableFiles, content_of
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
        lines = _lines(_decoded(path, self.mapping), self.mapping, file)
        header = next(lines, None)
        if header is None or header.broken:
            problem = f"its header cannot be read ({header.broken})" if header else "it is empty"
            raise UnreadableFileError(f"Source {self.name}: {file}: {problem}. Export it again, header included.")
        names = [name.strip() for name in header.cells]
        rows = (Row(line.line, line.cells, _broken(line, len(names), self.mapping.delimiter)) for line in lines)
        return Table(file, names, rows)


class _Line(NamedTuple):
    """One row and the physical lines it spans, the first counted from 1."""

    line: int
    last_line: int
    cells: list[str]
    #: What csv says is wrong with it; "" = it could be split into cells.
    broken: str = ""


def _broken(line: _Line, width: int, delimiter: str) -> BadRowError | None:
    whole = delimiter.join(line.cells)
    if line.broken:
        return BadRowError("", whole, f"not a CSV row: {line.broken}", "Correct the quotes of this line.")
    if len(line.cells) != width:
        span = f"; lines {line.line} to {line.last_line} were read as one row" if line.last_line > line.line else ""
        return BadRowError(
            "",
            whole,
            f"{len(line.cells)} cells, but the header has {width}{span}",
            "Put cells that contain the delimiter, a quote or a line break between double quotes.",
        )
    if "\0" in whole:
        return BadRowError("", whole, "it contains a NUL byte", "Export the file again; it may be damaged.")
    return None


def _lines(text: str, mapping: SourceMapping, file: str) -> Iterator[_Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mapping.delimiter, strict=True)
    while True:
        before = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # A quote left open swallows the rows below it: they must not go missing one by one.
            if reader.line_num > before + 1 or _CUT_OFF in str(error):
                _refuse_quote(mapping, file, before + 1)
            yield _Line(before + 1, reader.line_num, [], str(error))
            continue
        if cells:
            yield _Line(before + 1, reader.line_num, cells)


def _refuse_quote(mapping: SourceMapping, file: str, line: int) -> NoReturn:
    raise UnreadableFileError(
        f"Source {mapping.name}: in {file} a quote opened in the row of line {line} is not closed as it should be, so "
        "the rows below cannot be told apart. Correct that line, or export the file again: it may be half-written."
    )


def _decoded(path: Path, mapping: SourceMapping) -> str:
    content = content_of(path)
    try:
        return content.decode(mapping.encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFileError(
            f"Source {mapping.name}: line {line} of {path.name} is not {mapping.encoding}. "
            "Export it in that encoding, or correct encoding in sources.toml."
        ) from None
