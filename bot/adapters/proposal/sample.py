"""The table in an export before anybody has said how it is to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from bot.adapters.mail_headers import one_line
from bot.adapters.source_mapping import Field, SourceMapping, TrueFor
from bot.adapters.source_rows import TableFiles
from bot.adapters.source_values import Convert
from bot.adapters.sources.csv_files import CsvFiles
from bot.adapters.sources.json_files import JsonFiles
from bot.adapters.sources.json_files import Layout as JsonLayout
from bot.adapters.sources.xlsx_files import XlsxFiles
from bot.errors import UnreadableFileError
from models.ledger import Absence, RecordKind

#: Rows that are looked at; the words and dates of a ledger repeat long before.
MOST_ROWS = 20_000
_SHOWN = 3
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where in a file the table is."""

    #: As sources.toml calls the format.
    form: str
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str | None = None
    header_row: int = 1
    #: Names from the document to the list, with dots; "" = the document is the list.
    records: str = ""
    #: Lines for a person, such as an encoding that the bytes do not prove.
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One table: its header, and what stands below it."""

    folder: Path
    #: As the folder calls the file.
    file: str
    layout: Layout
    header: tuple[str, ...]
    #: Header → its cells that are not empty, of the first rows.
    cells: Mapping[str, Sequence[object]]
    #: Header → whether a cell of it is empty.
    has_gaps: Mapping[str, bool] = field(default_factory=dict)

    def shown(self, column: str) -> str:
        """A few different cells of *column*, for a remark."""
        different = list(dict.fromkeys(show(cell) for cell in self.cells[column]))[:_SHOWN]
        return ", ".join(different) or "every cell is empty"


def show(cell: object) -> str:
    """A cell as a remark says it."""
    # A workbook's whole numbers come as floating-point ones.
    said = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    return one_line(str(said), _LONGEST_SHOWN)


def trial(layout: Layout, folder: Path, kind: RecordKind = RecordKind.INVOICES) -> SourceMapping:
    """A mapping of nothing yet, for trying what a reader makes of the cells."""
    return SourceMapping(
        name="proposal",
        kind=kind,
        absence=Absence.FULL,
        true_for=TrueFor.READ,
        folder=folder,
        files="*",
        columns={},
        constants={},
        values={},
        date_formats={},
        timezone="UTC",
        decimal_mark=None,
        thousands_mark=None,
        list_mark=";",
        number_ids=(),
        encoding="utf-8-sig" if layout.encoding == "utf-8" else layout.encoding,
        delimiter=layout.delimiter,
        sheet=layout.sheet,
        header_row=layout.header_row,
    )


def reader(layout: Layout, mapping: SourceMapping) -> TableFiles:
    """The source that an import would read with."""
    if layout.form == "csv":
        return CsvFiles(mapping)
    if layout.form == "xlsx":
        return XlsxFiles(mapping)
    return JsonFiles(mapping, JsonLayout(tuple(layout.records.split(".")) if layout.records else (), ()))


def convert(layout: Layout, mapping: SourceMapping, about: Field) -> Convert:
    """What an import would read the cells of *about* with."""
    return reader(layout, mapping).convert(about)


def take_sample(folder: Path, path: Path, layout: Layout) -> Sample:
    """The table at *path*.

    Raises:
        UnreadableFileError: there is none that can be read so, or its rows have not as many cells as its header.
    """
    mapping = trial(layout, folder)
    table = reader(layout, mapping).open_table(path)
    # A name that is there twice cannot be mapped; an import would refuse it.
    header = [name for name in table.header if name and table.header.count(name) == 1]
    if layout.form == "json":
        # Cells of JSON are looked up by the columns that are asked for.
        table = reader(layout, _asking(mapping, header)).open_table(path)
    rows = list(islice(table.rows, MOST_ROWS))
    if broken := next((row.broken for row in rows if row.broken), None):
        raise UnreadableFileError(f"{path.name}: {broken.reason}. {broken.next_step}")
    cells = {name: [row.cells[table.header.index(name)] for row in rows] for name in header}
    return Sample(
        folder=folder,
        file=path.relative_to(folder).as_posix(),
        layout=layout,
        header=tuple(header),
        cells={name: [cell for cell in column if not _is_empty(cell)] for name, column in cells.items()},
        has_gaps={name: any(_is_empty(cell) for cell in column) for name, column in cells.items()},
    )


def _asking(mapping: SourceMapping, header: Sequence[str]) -> SourceMapping:
    return replace(mapping, columns={name: name for name in header})


def _is_empty(cell: object) -> bool:
    return isinstance(cell, str) and not cell.strip()
