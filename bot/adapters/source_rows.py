"""From the rows of a table to records, whatever file the table is in: good rows as records, bad rows as data."""

from __future__ import annotations

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process, utils

from bot.adapters.source_mapping import FIELDS, RECORDS, Field, SourceMapping, key_fields
from bot.adapters.source_values import Amount, BadCellError, Convert
from bot.errors import UnreadableFileError
from models.evidence import Origin
from models.ledger import Record, RecordKind, RejectedRow, SourceReport, SourceStamp
from models.money import Money

_LONGEST_SHOWN = 80
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: Of 100; below it a header is another one, not the same one misspelt.
_ALIKE = 70
_NEVER_NEGATIVE = {
    RecordKind.INVOICES: "an invoice over a negative amount is a credit note",
    RecordKind.CREDIT_NOTES: "a credit note is a positive amount: what the customer owes less",
    RecordKind.PROMISES: "nobody promises a negative amount",
}


class BadRowError(Exception):
    """A row that cannot be used; *column* is its header, "" = the whole row."""

    def __init__(self, column: str, value: str, reason: str, next_step: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason, self.next_step = column, value, reason, next_step


class Row(NamedTuple):
    """One row below the header, as wide as the header unless it is broken."""

    #: As the program that shows the file counts it, from 1.
    line: int
    cells: Sequence[Any]
    #: Why it cannot even be split into cells.
    broken: BadRowError | None = None


class Table(NamedTuple):
    """One file opened as a table."""

    #: What people call it: "invoices.csv", or "ar.xlsx[Open items]".
    place: str
    header: Sequence[str]
    rows: Iterable[Row]


class TableFiles(ABC):
    """One table of sources.toml over files with a header and rows; implements ports.LedgerSource."""

    #: The key of sources.toml that may be wrong when the header is not the one expected.
    layout_key: str

    def __init__(self, mapping: SourceMapping) -> None:
        self.mapping = mapping

    @property
    def name(self) -> str:
        """Its name in sources.toml."""
        return self.mapping.name

    @abstractmethod
    def open_table(self, path: Path) -> Table:
        """The table in the file at *path*.

        Raises:
            UnreadableFileError: there is none in it; its rows may raise it too.
        """

    @abstractmethod
    def convert(self, field: Field) -> Convert:
        """The function that reads the cells of *field*."""

    def paths(self) -> tuple[Path, ...]:
        """The files the pattern names, in name order.

        Raises:
            UnreadableFileError: there is none.
        """
        found = sorted(path for path in self.mapping.folder.glob(self.mapping.files) if self.is_export(path))
        if not found:
            raise UnreadableFileError(
                f"Source {self.name}: no file matches {self.mapping.files!r} in {self.mapping.folder}. "
                "Put the export there, or correct files in sources.toml."
            )
        return tuple(found)

    def is_export(self, path: Path) -> bool:
        """Whether *path*, which the pattern names, is a file to read."""
        return path.is_file()

    def fingerprint(self) -> str:
        """Sha256, in hex, of the mapping and of every file's name and bytes.

        Raises:
            UnreadableFileError: no file matches, or one cannot be read.
        """
        digest = hashlib.sha256(repr(self.mapping).encode())
        for path in self.paths():
            content = content_of(path)
            digest.update(f"\0{self.file(path)}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def file(self, path: Path) -> str:
        """What people call the file at *path*."""
        return path.relative_to(self.mapping.folder).as_posix()

    def read(self, *, as_of: date, read_at: datetime) -> SourceReport:
        """Read every file whole, in name order; *as_of* is the day its facts are taken to be true for.

        Raises:
            UnreadableFileError: a file is missing, empty, damaged, not of its format or without a mapped column.
        """
        mapped = (item for item in FIELDS[self.mapping.kind] if item.name in self.mapping.columns)
        out = _Harvest(self.mapping, as_of, {item.name: self.convert(item) for item in mapped})
        for path in self.paths():
            out.take(self.open_table(path), self.layout_key)
        stamp = SourceStamp(
            name=self.name,
            kind=self.mapping.kind,
            as_of=as_of,
            read_at=read_at,
            rows=len(out.records),
            rejected=len(out.rejected),
            repaired=out.repaired,
        )
        return SourceReport(stamp, tuple(out.records), tuple(out.rejected))


def content_of(path: Path) -> bytes:
    """The bytes of an export.

    Raises:
        UnreadableFileError: the operating system does not give them.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}. Export it again.") from None


@dataclass(slots=True)
class _Harvest:
    """What has come out of the files of one source so far."""

    mapping: SourceMapping
    as_of: date
    converters: Mapping[str, Convert]
    records: list[Record] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    #: How many ids of the records had been numbers on their way.
    repaired: int = 0
    #: Key of a record → where it was seen first.
    _places: dict[tuple[object, ...], str] = field(default_factory=dict)

    def take(self, table: Table, layout_key: str) -> None:
        """Read one file to its end."""
        indexes = _indexes(self.mapping, table, layout_key)
        cells = [(name, index, self.converters[name]) for name, index in indexes.items()]
        for row in table.rows:
            self._take_row(row, f"{table.place}:{row.line}", cells)

    def _take_row(self, row: Row, place: str, cells: Sequence[tuple[str, int, Convert]]) -> None:
        try:
            if row.broken:
                raise row.broken
            values = self._values(row, cells)
            self._check_first(values, place)
        except BadRowError as error:
            shown = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", error.value[:_LONGEST_SHOWN])
            self.rejected.append(
                RejectedRow(self.mapping.name, place, error.column, shown, error.reason, error.next_step)
            )
            return
        if self.mapping.number_ids:
            self.repaired += sum(
                _is_repaired(row.cells[index], values[name], self.mapping.list_mark)
                for name, index, _ in cells
                if name in self.mapping.number_ids
            )
        origin = Origin(self.mapping.name, place, self.as_of)
        self.records.append(RECORDS[self.mapping.kind](**values, origin=origin))

    def _values(self, row: Row, cells: Sequence[tuple[str, int, Convert]]) -> dict[str, object]:
        values = dict(self.mapping.constants)
        name = ""
        try:
            for name, index, convert in cells:
                values[name] = convert(row.cells[index])
            if "amount" in values:
                name = "amount"
                values[name] = _money(values[name], values.pop("currency", None), self.mapping.kind)
        except BadCellError as error:
            cell = next(row.cells[index] for other, index, _ in cells if other == name)
            raise BadRowError(self.mapping.columns[name], str(cell), error.reason, error.next_step) from None
        return values

    def _check_first(self, values: Mapping[str, object], place: str) -> None:
        names = key_fields(self.mapping.kind)
        first = self._places.setdefault(tuple(values[name] for name in names), place)
        if first != place:
            raise BadRowError(
                self.mapping.columns[names[0]],
                str(values[names[0]]),
                f"the same {names[0]} as {first}, which was kept",
                "Leave one of the two out of the export.",
            )


def _is_repaired(cell: object, value: object, list_mark: str) -> bool:
    """Whether *value*, an id or several, is not what *cell* says letter by letter."""
    if not isinstance(cell, str):
        return True
    if isinstance(value, tuple):
        return value != tuple(part.strip() for part in cell.split(list_mark) if part.strip())
    return bool(value) and value != cell.strip()


def _money(amount: object, currency: object, kind: RecordKind) -> Money | None:
    if not isinstance(amount, Amount):
        return None
    if not isinstance(currency, str):
        raise BadCellError("an amount without a currency", "Fill in the currency and export again.")
    if amount.digits < 0 and kind in _NEVER_NEGATIVE:
        raise BadCellError(_NEVER_NEGATIVE[kind], "Export it as such, or correct the sign.")
    return amount.money(currency)


def _indexes(mapping: SourceMapping, table: Table, layout_key: str) -> dict[str, int]:
    header = table.header
    found = ", ".join(repr(name[:_LONGEST_SHOWN]) for name in header[:100])
    for name, column in mapping.columns.items():
        if header.count(column) != 1:
            is_missing = column not in header
            problem = "is missing" if is_missing else "is there more than once"
            raise UnreadableFileError(
                f"Source {mapping.name}: column {column!r} (for {name}) {problem} in {table.place}. "
                f"Its header has: {found}. Correct columns.{name} or {layout_key} in sources.toml, "
                f"or export the file again.{_nearest(mapping, column, header) if is_missing else ''}"
            )
    return {name: header.index(column) for name, column in mapping.columns.items()}


def _nearest(mapping: SourceMapping, column: str, header: Sequence[str]) -> str:
    taken = set(mapping.columns.values())
    free = [name for name in header[:1000] if name and name not in taken and len(name) <= _LONGEST_SHOWN]
    best = process.extractOne(column, free, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_ALIKE)
    return f" Did you mean {best[0]!r}?" if best else ""
