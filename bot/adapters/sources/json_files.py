"""A folder of JSON files, as the interfaces of ERPs, CRMs and help desks answer, as a source; one record, one row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from bot.adapters.source_harvest import BadRowError, Row, Table
from bot.adapters.source_mapping import Field, SourceMapping, key_fields
from bot.adapters.source_native_cells import label_of, native_converter
from bot.adapters.source_place import Place
from bot.adapters.source_rows import TableFiles, content_of
from bot.adapters.source_table import json_mapping
from bot.adapters.source_typed_cells import NoValue
from bot.adapters.source_values import Convert
from bot.errors import UnreadableFileError

#: Names end so where every line is a record of its own.
_LINES = (".jsonl", ".ndjson")
#: Whole numbers below it survive a program that knows only floating-point numbers.
_EXACT = 2**53
_MOST_DIGITS = 40
_MOST_SHOWN = 100
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the records are."""

    #: Names to follow from the outermost object to the list of records; empty = the document is the list.
    records: tuple[str, ...]
    #: Columns that all records may leave out, in alphabetical order.
    may_be_absent: tuple[str, ...]


def json_files(where: Place, name: str, table: Mapping[str, Any], folder: Path) -> JsonFiles:
    """The source of one table of sources.toml over JSON files.

    Raises:
        MappingError: a key is unknown, missing or means nothing.
    """
    mapping = json_mapping(where, name, table, folder)
    records = (
        where.text(table, "records", 'where the list of records is, such as "results",') if "records" in table else ""
    )
    absent = table.get("may_be_absent", [])
    for field in absent if isinstance(absent, list) else [absent]:
        if field not in mapping.columns or not isinstance(absent, list):
            raise where.wrong(
                "may_be_absent",
                f"{field!r} is no list of mapped fields",
                f"Write the fields in brackets; it can hold: {', '.join(mapping.columns)}.",
            )
    columns = sorted({mapping.columns[field] for field in absent})
    return JsonFiles(mapping, Layout(tuple(records.split(".")) if records else (), tuple(columns)))


class JsonFiles(TableFiles):
    """One table of sources.toml over JSON files; implements ports.LedgerSource."""

    layout_key = "records"

    def __init__(self, mapping: SourceMapping, layout: Layout) -> None:
        super().__init__(mapping)
        self._layout = layout

    def convert(self, field: Field) -> Convert:
        """See TableFiles."""
        return native_converter(self.mapping, field)

    def fingerprint(self) -> str:
        """See TableFiles; where the records are counts too."""
        return hashlib.sha256(f"{self._layout}{super().fingerprint()}".encode()).hexdigest()

    def open_table(self, path: Path) -> Table:
        """See TableFiles; a column is the names from a record to its value, with dots between them."""
        file = self.file(path)
        records = self._records(path, file)
        present = _paths(record.value for record in records if isinstance(record.value, dict))
        mapped = tuple(dict.fromkeys(self.mapping.columns.values()))
        columns = [
            column for column in mapped if column in present or column in self._layout.may_be_absent or not records
        ]
        first = self.mapping.columns.get(key_fields(self.mapping.kind)[0], "")
        # The mapped columns come first, so that a row needs no cells for the others.
        others = [column for column in present if column not in columns]
        return Table(file, [*columns, *others], (_row(record, columns, first) for record in records))

    def _records(self, path: Path, file: str) -> list[_Record]:
        try:
            text = content_of(path).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise self._unreadable(file, "it is not UTF-8, as JSON has to be") from None
        if path.suffix.lower() in _LINES:
            lines = enumerate(text.split("\n"), start=1)
            return [_line(number, line) for number, line in lines if line.strip()]
        try:
            found = _parsed(text)
        except json.JSONDecodeError as error:
            raise self._unreadable(
                file, f"it is half-written or damaged in line {error.lineno} ({error.msg})"
            ) from None
        except RecursionError:
            raise self._unreadable(file, "it has objects inside objects without end") from None
        return [_Record(number, f"record {number}", value) for number, value in enumerate(self._list(found, file), 1)]

    def _list(self, document: object, file: str) -> list[object]:
        at = "the document"
        for name in self._layout.records:
            if not isinstance(document, dict) or name not in document:
                names = ", ".join(map(repr, list(document)[:_MOST_SHOWN])) if isinstance(document, dict) else "no names"
                raise self._unreadable(file, f"there is no {name!r} in {at}, which has {names}")
            document, at = document[name], name
        if not isinstance(document, list):
            raise self._unreadable(file, f"{at} is no list of records")
        return document

    def _unreadable(self, file: str, problem: str) -> UnreadableFileError:
        return UnreadableFileError(
            f"Source {self.name}: {file}: {problem}. Export it again, or correct records in sources.toml."
        )


class _Record(NamedTuple):
    """One record before anything is looked up in it."""

    number: int
    #: What it is called if it has no key.
    label: str
    value: object
    #: What is wrong with it; "" = it is JSON.
    broken: str = ""


def _line(number: int, text: str) -> _Record:
    try:
        return _Record(number, f"line {number}", _parsed(text))
    except json.JSONDecodeError as error:
        return _Record(number, f"line {number}", text, f"not JSON: {error.msg}")
    except RecursionError:
        return _Record(number, f"line {number}", text, "objects inside objects without end")


def _row(record: _Record, columns: Sequence[str], key: str) -> Row:
    if record.broken or not isinstance(record.value, dict):
        why = record.broken or "not an object with names and values"
        broken = BadRowError("", str(record.value), why, "Export it again; the file may be damaged.")
        return Row(record.number, [], broken, record.label)
    value = record.value
    cells = ["" if (found := _found(value, column)) is None else found for column in columns]
    return Row(record.number, cells, label=label_of(_found(value, key)) or record.label)


def _found(record: Mapping[str, Any], column: str) -> object:
    """The value at *column*; None = it is null or not there."""
    value: object = record
    for name in column.split("."):
        if value is None:
            return None
        if not isinstance(value, dict):
            return NoValue(str(value), f"not an object with {name!r} in it", "Correct it where it comes from.")
        value = value.get(name)
    return value


def _paths(records: Iterable[Mapping[str, Any]]) -> dict[str, None]:
    """Every column of any record, in the order they are met."""
    found: dict[str, None] = {}
    for record in records:
        found.update(dict.fromkeys(_leaves(record, "", _DEEPEST)))
    return found


def _leaves(value: Mapping[str, Any], before: str, depth: int) -> Iterator[str]:
    for name, below in value.items():
        if isinstance(below, dict) and depth:
            yield from _leaves(below, f"{before}{name}.", depth - 1)
        else:
            yield f"{before}{name}"


def _parsed(text: str) -> object:
    return json.loads(text, parse_float=Decimal, parse_int=_whole, parse_constant=_constant, object_pairs_hook=_object)


def _whole(digits: str) -> object:
    if len(digits) > _MOST_DIGITS or abs(int(digits)) >= _EXACT:
        return NoValue(digits, "a number that may have lost digits on its way", "Export it as a text.")
    return int(digits)


def _constant(name: str) -> object:
    return NoValue(name, "no number", "Correct it where it comes from.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = {name for name in names if names.count(name) > 1}
        found |= {name: NoValue(name, "it is there twice", "Export it once.") for name in twice}
    return found
