"""Rows of a table become records; a row that cannot is set aside with its place and the next step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, repeat
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process, utils

from bot.adapters.source_mapping import RECORDS, SourceMapping, key_fields
from bot.adapters.source_values import Amount, BadCellError, Convert, IdColumn
from bot.errors import UnreadableFileError
from models.evidence import Origin
from models.ledger import Absence, Record, RecordKind, RejectedRow
from models.money import EXPONENTS, Money

_LONGEST_SHOWN = 80
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: Rows that are read at once.
_BATCH = 1_000
#: Of 100; below it a header is another one, not the same one misspelt.
_ALIKE = 70
_NEVER_NEGATIVE = {
    RecordKind.INVOICES: "an invoice over a negative amount is a credit note",
    RecordKind.CREDIT_NOTES: "a credit note is a positive amount: what the customer owes less",
    RecordKind.PROMISES: "nobody promises a negative amount",
    RecordKind.OBLIGATIONS: "a promised credit is a positive amount: what the customer will owe less",
}


#: A mapped field, the index of its column, and what reads its cells.
Cell = tuple[str, int, Convert]


class BadRowError(Exception):
    """A row that cannot be used; *column* is its header, "" = the whole row."""

    def __init__(self, column: str, value: str, reason: str, next_step: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason, self.next_step = column, value, reason, next_step


class Row(NamedTuple):
    """One row below the header, with a cell for every mapped column unless it is broken."""

    #: As the program that shows the file counts it, from 1.
    line: int
    cells: Sequence[Any]
    #: Why it cannot even be split into cells.
    broken: BadRowError | None = None
    #: What people look it up by where lines mean nothing; "" = its line.
    label: str = ""


class Table(NamedTuple):
    """One file, or the answer to a query, opened as a table."""

    #: What people call it: "invoices.csv", or "ar.xlsx[Open items]".
    place: str
    header: Sequence[str]
    rows: Iterable[Row]


@dataclass(slots=True)
class Harvest:
    """What has come out of the files of one source so far."""

    mapping: SourceMapping
    as_of: date
    converters: Mapping[str, Convert]
    #: By what tells them apart, in the order of the files and lines they were read from.
    records: dict[object, Record] = field(default_factory=dict)
    rejected: list[RejectedRow] = field(default_factory=list)
    #: How many ids of the records had been numbers on their way.
    repaired: int = 0

    def take(self, table: Table, remedy: str) -> None:
        """Read one table to its end."""
        indexes = _indexes(self.mapping, table, remedy)
        cells = [(name, index, self.converters[name]) for name, index in indexes.items()]
        rows = iter(table.rows)
        while batch := list(islice(rows, _BATCH)):
            # Column by column is twice as fast; where anything is wrong, row by row says what.
            if not self._take_batch(batch, table.place, cells):
                for row in batch:
                    self._take_row(row, f"{table.place}:{row.label or row.line}", cells)

    def _take_batch(self, rows: Sequence[Row], place: str, cells: Sequence[Cell]) -> bool:
        """Keep all of *rows*; False = something about one of them needs a closer look, and none was kept."""
        lines, texts, broken, labels = zip(*rows, strict=True)
        if self.mapping.number_ids or any(broken):
            return False
        try:
            values = self._columns(texts, cells)
        except BadCellError:
            return False
        keys = self._keys(values, len(rows))
        source, as_of = self.mapping.name, self.as_of
        named = (label or line for label, line in zip(labels, lines, strict=True))
        values["origin"] = [Origin(source, f"{place}:{name}", as_of) for name in named]
        for name, value in self.mapping.constants.items():
            if name != "currency" or "amount" not in values:
                values[name] = [value] * len(rows)
        names, make = tuple(values), RECORDS[self.mapping.kind]
        made = [make(**dict(zip(names, one))) for one in zip(*values.values(), strict=True)]  # noqa: B905
        found = dict(zip(keys, made, strict=True))
        if len(found) < len(rows) or not found.keys().isdisjoint(self.records.keys()):
            return False
        self.records.update(found)
        return True

    def _columns(self, rows: Sequence[Sequence[Any]], cells: Sequence[Cell]) -> dict[str, Sequence[Any]]:
        columns = list(zip(*rows, strict=False))
        values: dict[str, Sequence[Any]] = {name: _read_all(read, columns[index]) for name, index, read in cells}
        if "amount" in values:
            currencies = values.pop("currency", None) or repeat(self.mapping.constants.get("currency"))
            paired = zip(values["amount"], currencies, strict=False)
            kind = self.mapping.kind
            values["amount"] = [
                # Nearly all: as many digits after the mark as the currency has, and no sign.
                Money(amount.digits, currency)
                if amount and amount.places == EXPONENTS.get(currency) and amount.digits >= 0
                else _money(amount, currency, kind)
                for amount, currency in paired
            ]
        return values

    def _keys(self, values: Mapping[str, Sequence[Any]], count: int) -> Iterable[object]:
        names = key_fields(self.mapping.kind)
        if len(names) == 1:
            return values[names[0]]
        constants = self.mapping.constants
        return zip(*(values.get(name) or [constants.get(name)] * count for name in names), strict=True)

    def _take_row(self, row: Row, place: str, cells: Sequence[Cell]) -> None:
        try:
            if row.broken:
                raise row.broken
            self._keep(self._values(row, cells), place)
        except BadRowError as error:
            self._reject(row, place, cells, error)
            return
        if self.mapping.number_ids:
            self._count_repaired(row, cells)

    def _values(self, row: Row, cells: Sequence[Cell]) -> dict[str, Any]:
        values: dict[str, Any] = dict(self.mapping.constants)
        texts = row.cells
        name = ""
        try:
            for name, index, convert in cells:
                values[name] = convert(texts[index])
            if "amount" in values:
                name = "amount"
                values[name] = _money(values[name], values.pop("currency", None), self.mapping.kind)
        except BadCellError as error:
            cell = next(row.cells[index] for other, index, _ in cells if other == name)
            raise BadRowError(self.mapping.columns[name], str(cell), error.reason, error.next_step) from None
        return values

    def _keep(self, values: dict[str, Any], place: str) -> None:
        names = key_fields(self.mapping.kind)
        key = values[names[0]] if len(names) == 1 else tuple(map(values.get, names))
        if key in self.records:
            self._make_room(key, values[names[0]], names[0])
        values["origin"] = Origin(self.mapping.name, place, self.as_of)
        self.records[key] = RECORDS[self.mapping.kind](**values)

    def _make_room(self, key: object, value: object, name: str) -> None:
        """A change replaces what was said before; in a list, the second of two is one too many."""
        if self.mapping.absence is Absence.CHANGES:
            del self.records[key]
            return
        raise BadRowError(
            self.mapping.columns[name],
            str(value),
            f"the same {name} as {self.records[key].origin.row}, which was kept",
            "Leave one of the two out of the export.",
        )

    def _reject(self, row: Row, place: str, cells: Sequence[Cell], error: BadRowError) -> None:
        shown = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", error.value[:_LONGEST_SHOWN])
        record_id = "" if row.broken else _id_of(row, cells, key_fields(self.mapping.kind)[0])
        self.rejected.append(
            RejectedRow(self.mapping.name, place, error.column, shown, error.reason, error.next_step, record_id)
        )

    def _count_repaired(self, row: Row, cells: Sequence[Cell]) -> None:
        self.repaired += sum(
            _is_repaired(row.cells[index], convert(row.cells[index]), self.mapping.list_mark)
            for name, index, convert in cells
            if name in self.mapping.number_ids
        )


def _read_all(read: Convert, texts: Sequence[Any]) -> Sequence[Any]:
    return read.all(texts) if isinstance(read, IdColumn) else list(map(read, texts))


def _id_of(row: Row, cells: Sequence[Cell], name: str) -> str:
    """The number or id in a row that is rejected for something else; "" = that is what is wrong with it."""
    convert, cell = next((convert, row.cells[index]) for other, index, convert in cells if other == name)
    try:
        return str(convert(cell))
    except BadCellError:
        return ""


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


def _indexes(mapping: SourceMapping, table: Table, remedy: str) -> dict[str, int]:
    header = table.header
    found = ", ".join(repr(name[:_LONGEST_SHOWN]) for name in header[:100])
    for name, column in mapping.columns.items():
        if header.count(column) != 1:
            is_missing = column not in header
            problem = "is missing" if is_missing else "is there more than once"
            raise UnreadableFileError(
                f"Source {mapping.name}: column {column!r} (for {name}) {problem} in {table.place}. "
                f"Its header has: {found}. Correct columns.{name} or {remedy}"
                f"{_nearest(mapping, column, header) if is_missing else ''}"
            )
    return {name: header.index(column) for name, column in mapping.columns.items()}


def _as_cp1252(text: str) -> str:
    """What *text* in UTF-8 looks like to whoever takes it for Windows-1252."""
    return text.encode().decode("cp1252", errors="replace") if not text.isascii() else ""


def _nearest(mapping: SourceMapping, column: str, header: Sequence[str]) -> str:
    misread = _as_cp1252(column)
    if misread and misread in header:
        return " The file looks like utf-8: correct encoding."
    taken = set(mapping.columns.values())
    free = [name for name in header[:1000] if name and name not in taken and len(name) <= _LONGEST_SHOWN]
    best = process.extractOne(column, free, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_ALIKE)
    return f" Did you mean {best[0]!r}?" if best else ""
