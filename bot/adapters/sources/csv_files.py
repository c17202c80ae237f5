"""A folder of CSV exports as a source: good rows as records, bad rows as data."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, NoReturn

from bot.adapters.source_cells import Amount, BadCellError, Convert, converter
from bot.adapters.source_mapping import FIELDS, RECORDS, SourceMapping, key_fields
from bot.errors import UnreadableFileError
from models.evidence import Origin
from models.ledger import Record, RecordKind, RejectedRow, SourceReport, SourceStamp
from models.money import Money

_LONGEST_SHOWN = 80
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: What csv says when the file ends inside a quoted cell.
_CUT_OFF = "unexpected end of data"
_NEVER_NEGATIVE = {
    RecordKind.INVOICES: "an invoice over a negative amount is a credit note",
    RecordKind.CREDIT_NOTES: "a credit note is a positive amount: what the customer owes less",
    RecordKind.PROMISES: "nobody promises a negative amount",
}


class CsvFiles:
    """One table of sources.toml over CSV files; implements ports.LedgerSource."""

    def __init__(self, mapping: SourceMapping) -> None:
        self._mapping = mapping

    @property
    def name(self) -> str:
        """Its name in sources.toml."""
        return self._mapping.name

    def paths(self) -> tuple[Path, ...]:
        """The files the pattern names, in name order.

        Raises:
            UnreadableFileError: there is none.
        """
        found = sorted(path for path in self._mapping.folder.glob(self._mapping.files) if path.is_file())
        if not found:
            raise UnreadableFileError(
                f"Source {self.name}: no file matches {self._mapping.files!r} in {self._mapping.folder}. "
                "Put the export there, or correct files in sources.toml."
            )
        return tuple(found)

    def fingerprint(self) -> str:
        """Sha256, in hex, of the mapping and of every file's name and bytes.

        Raises:
            UnreadableFileError: no file matches, or one cannot be read.
        """
        digest = hashlib.sha256(repr(self._mapping).encode())
        for path in self.paths():
            content = _content(path)
            digest.update(f"\0{path.relative_to(self._mapping.folder).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def read(self, *, as_of: date, read_at: datetime) -> SourceReport:
        """Read every file whole, in name order; *as_of* is the day its facts are taken to be true for.

        Raises:
            UnreadableFileError: a file is missing, empty, not in its encoding or without a mapped column, or a
                quote in it is never closed.
        """
        out = _Harvest(self._mapping, as_of)
        for path in self.paths():
            out.take(path)
        stamp = SourceStamp(
            name=self.name,
            kind=self._mapping.kind,
            as_of=as_of,
            read_at=read_at,
            rows=len(out.records),
            rejected=len(out.rejected),
        )
        return SourceReport(stamp, tuple(out.records), tuple(out.rejected))


class _Row(NamedTuple):
    """One row and the physical lines it spans, the first counted from 1."""

    line: int
    last_line: int
    cells: Sequence[str]
    #: What csv says is wrong with it; "" = it could be split into cells.
    broken: str = ""


class _RejectError(Exception):
    """A row that cannot be used; *column* is its header, "" = the whole row."""

    def __init__(self, column: str, value: str, reason: str, next_step: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason, self.next_step = column, value, reason, next_step


@dataclass(slots=True)
class _Harvest:
    """What has come out of the files of one source so far."""

    mapping: SourceMapping
    as_of: date
    records: list[Record] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    _converters: dict[str, Convert] = field(init=False)
    #: Key of a record → where it was seen first.
    _places: dict[tuple[object, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        mapped = (item for item in FIELDS[self.mapping.kind] if item.name in self.mapping.columns)
        self._converters = {item.name: converter(self.mapping, item) for item in mapped}

    def take(self, path: Path) -> None:
        """Read one file to its end."""
        file = path.relative_to(self.mapping.folder).as_posix()
        rows = _rows(_decoded(path, self.mapping), self.mapping, file)
        header = next(rows, None)
        if header is None or header.broken:
            problem = f"its header cannot be read ({header.broken})" if header else "it is empty"
            raise UnreadableFileError(
                f"Source {self.mapping.name}: {file}: {problem}. Export it again, header included."
            )
        indexes = _indexes(self.mapping, [name.strip() for name in header.cells], file)
        cells = [(name, index, self._converters[name]) for name, index in indexes.items()]
        for row in rows:
            self._take_row(row, f"{file}:{row.line}", cells, len(header.cells))

    def _take_row(self, row: _Row, place: str, cells: Sequence[tuple[str, int, Convert]], width: int) -> None:
        try:
            _check_shape(row, width, self.mapping)
            values = self._values(row, cells)
            self._check_first(values, place)
        except _RejectError as error:
            shown = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", error.value[:_LONGEST_SHOWN])
            self.rejected.append(
                RejectedRow(self.mapping.name, place, error.column, shown, error.reason, error.next_step)
            )
            return
        origin = Origin(self.mapping.name, place, self.as_of)
        self.records.append(RECORDS[self.mapping.kind](**values, origin=origin))

    def _values(self, row: _Row, cells: Sequence[tuple[str, int, Convert]]) -> dict[str, object]:
        values = dict(self.mapping.constants)
        name = ""
        try:
            for name, index, convert in cells:
                values[name] = convert(row.cells[index].strip())
            if "amount" in values:
                name = "amount"
                values[name] = _money(values[name], values.pop("currency", None), self.mapping.kind)
        except BadCellError as error:
            cell = next(row.cells[index] for other, index, _ in cells if other == name)
            raise _RejectError(self.mapping.columns[name], cell, error.reason, error.next_step) from None
        return values

    def _check_first(self, values: Mapping[str, object], place: str) -> None:
        names = key_fields(self.mapping.kind)
        first = self._places.setdefault(tuple(values[name] for name in names), place)
        if first != place:
            raise _RejectError(
                self.mapping.columns[names[0]],
                str(values[names[0]]),
                f"the same {names[0]} as {first}, which was kept",
                "Leave one of the two out of the export.",
            )


def _money(amount: object, currency: object, kind: RecordKind) -> Money | None:
    if not isinstance(amount, Amount):
        return None
    if not isinstance(currency, str):
        raise BadCellError("an amount without a currency", "Fill in the currency and export again.")
    if amount.digits < 0 and kind in _NEVER_NEGATIVE:
        raise BadCellError(_NEVER_NEGATIVE[kind], "Export it as such, or correct the sign.")
    return amount.money(currency)


def _check_shape(row: _Row, width: int, mapping: SourceMapping) -> None:
    whole = mapping.delimiter.join(row.cells)
    if row.broken:
        raise _RejectError("", whole, f"not a CSV row: {row.broken}", "Correct the quotes of this line.")
    if len(row.cells) != width:
        span = f"; lines {row.line} to {row.last_line} were read as one row" if row.last_line > row.line else ""
        raise _RejectError(
            "",
            whole,
            f"{len(row.cells)} cells, but the header has {width}{span}",
            "Put cells that contain the delimiter, a quote or a line break between double quotes.",
        )
    if "\0" in whole:
        raise _RejectError("", whole, "it contains a NUL byte", "Export the file again; it may be damaged.")


def _indexes(mapping: SourceMapping, header: Sequence[str], file: str) -> dict[str, int]:
    found = ", ".join(repr(name[:_LONGEST_SHOWN]) for name in header[:100])
    for name, column in mapping.columns.items():
        if header.count(column) != 1:
            problem = "is missing" if column not in header else "is there more than once"
            raise UnreadableFileError(
                f"Source {mapping.name}: column {column!r} (for {name}) {problem} in {file}. Its header has: {found}. "
                f"Correct columns.{name} or delimiter in sources.toml, or export the file again."
            )
    return {name: header.index(column) for name, column in mapping.columns.items()}


def _rows(text: str, mapping: SourceMapping, file: str) -> Iterator[_Row]:
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
            yield _Row(before + 1, reader.line_num, (), str(error))
            continue
        if cells:
            yield _Row(before + 1, reader.line_num, cells)


def _refuse_quote(mapping: SourceMapping, file: str, line: int) -> NoReturn:
    raise UnreadableFileError(
        f"Source {mapping.name}: in {file} a quote opened in the row of line {line} is not closed as it should be, so "
        "the rows below cannot be told apart. Correct that line, or export the file again: it may be half-written."
    )


def _decoded(path: Path, mapping: SourceMapping) -> str:
    content = _content(path)
    try:
        return content.decode(mapping.encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFileError(
            f"Source {mapping.name}: line {line} of {path.name} is not {mapping.encoding}. "
            "Export it in that encoding, or correct encoding in sources.toml."
        ) from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}. Export it again.") from None
