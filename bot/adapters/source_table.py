"""One [sources.NAME] table of sources.toml, checked key by key."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.adapters.source_mapping import FIELDS, CellType, Field, SourceMapping
from bot.errors import MappingError
from models.ledger import Absence, RecordKind
from models.money import EXPONENTS

#: What every format has whose rows are mapped column by column.
COMMON_KEYS = frozenset(
    {"format", "kind", "columns", "constants", "values", "currency", "date_format", "date_formats"}
    | {"datetime_format", "timezone", "decimal_mark", "thousands_mark", "list_mark", "number_ids", "absence"}
)
#: Format → what it has besides.
OWN_KEYS: Mapping[str, frozenset[str]] = {
    "csv": frozenset({"files", "encoding", "delimiter"}),
    "xlsx": frozenset({"files", "sheet", "header_row"}),
    "json": frozenset({"files", "records", "may_be_absent"}),
    "sql": frozenset({"url_env", "query", "query_file", "timeout_seconds"}),
}
_CALLED = {"csv": "a CSV file", "xlsx": "a workbook", "json": "a JSON file", "sql": "a query"}
_THOUSANDS_MARKS = (".", ",", " ", "'", "’", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
#: Encodings that are none, or that turn text into other text.
_NOT_FILE_ENCODINGS = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "utf_7"})
#: Two moments that no format which loses or swaps a part gives back.
_PROBES = (datetime(2013, 2, 28, 21, 47), datetime(2031, 11, 9, 8, 5))  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a TOML file: what is asked of it, and how it is named when it is wrong."""

    path: Path
    table: str

    def wrong(self, key: str, problem: str, next_step: str) -> MappingError:
        """The error to raise about *key*."""
        table = f" [{self.table}]" if self.table else ""
        return MappingError(f"{self.path}{table} {key}: {problem}. {next_step}")

    def known(self, key: str, names: Collection[object], allowed: Collection[str]) -> None:
        """Refuse a name that is not *allowed*."""
        for name in names:
            if name not in allowed:
                listed = ", ".join(sorted(allowed))
                raise self.wrong(f"{key}{name}", "there is no such key", f"It can be one of: {listed}.")

    def text(self, table: Mapping[str, Any], key: str, meaning: str, default: str | None = None) -> str:
        """The text at *key*, or *default*; without one it has to be there."""
        found = table.get(key, default)
        if not isinstance(found, str) or not found:
            raise self.wrong(key, "missing, or not a text", f"Write {meaning} between quotes.")
        return found

    def table_at(self, table: Mapping[str, Any], key: str) -> dict[str, Any]:
        """The table at *key*; empty when it is not there."""
        found = table.get(key, {})
        if not isinstance(found, dict):
            raise self.wrong(key, "not a table", f"Write {key} = {{ field = ... }}.")
        return found


def csv_mapping(where: Place, name: str, table: Mapping[str, Any], folder: Path) -> SourceMapping:
    """The validated mapping of one table over CSV files, which *folder* holds.

    Raises:
        MappingError: a key is unknown, missing or means nothing.
    """
    return _mapping(where, name, table, folder, "csv")


def workbook_mapping(where: Place, name: str, table: Mapping[str, Any], folder: Path) -> SourceMapping:
    """The validated mapping of one table over XLSX workbooks, which *folder* holds.

    Raises:
        MappingError: a key is unknown, missing or means nothing.
    """
    return _mapping(where, name, table, folder, "xlsx")


def json_mapping(where: Place, name: str, table: Mapping[str, Any], folder: Path) -> SourceMapping:
    """The validated mapping of one table over JSON files, which *folder* holds; their own keys are not read here.

    Raises:
        MappingError: a key is unknown, missing or means nothing.
    """
    return _mapping(where, name, table, folder, "json")


def query_mapping(where: Place, name: str, table: Mapping[str, Any], folder: Path) -> SourceMapping:
    """The validated mapping of one table over the answer to a query; its own keys are not read here.

    Raises:
        MappingError: a key is unknown, missing or means nothing.
    """
    return _mapping(where, name, table, folder, "sql")


def _check_keys(where: Place, table: Mapping[str, Any], form: str) -> None:
    for other in OWN_KEYS:
        for key in sorted((OWN_KEYS[other] - OWN_KEYS[form]) & table.keys()):
            raise where.wrong(key, f"{_CALLED[form]} has none", f'Leave it out, or write format = "{other}".')
    where.known("", table, COMMON_KEYS | OWN_KEYS[form])


def _mapping(where: Place, name: str, table: Mapping[str, Any], folder: Path, form: str) -> SourceMapping:
    _check_keys(where, table, form)
    only_text = form == "csv"
    kind = _kind(where, table)
    fields = {field.name: field for field in FIELDS[kind]}
    columns = _columns(where, table, fields)
    constants = _constants(where, table, fields)
    values = _values(where, table, fields)
    _check_every_field(where, fields.values(), columns, constants, values)
    decimal_mark, thousands_mark = _marks(
        where, table, "amount" in columns and (only_text or "thousands_mark" in table)
    )
    formats = _formats(where, table, [fields[field] for field in columns], only_text)
    return SourceMapping(
        name=name,
        kind=kind,
        absence=_absence(where, table, kind),
        folder=folder,
        files=_files(where, table) if "files" in OWN_KEYS[form] else "",
        columns=columns,
        constants=constants,
        values=values,
        date_formats=formats,
        timezone=_timezone(where, table, _clock(table, form, formats) if "at" in columns else None),
        decimal_mark=decimal_mark,
        thousands_mark=thousands_mark,
        list_mark=_one_character(where, table, "list_mark", ";"),
        number_ids=_number_ids(where, table, [fields[field] for field in columns], values),
        encoding=_encoding(where, table),
        delimiter=_one_character(where, table, "delimiter", ","),
        sheet=where.text(table, "sheet", "the name of the sheet") if "sheet" in table else None,
        header_row=_header_row(where, table),
    )


def _kind(where: Place, table: Mapping[str, Any]) -> RecordKind:
    kinds = ", ".join(RecordKind)
    try:
        return RecordKind(where.text(table, "kind", f"one of {kinds}"))
    except ValueError:
        raise where.wrong("kind", f"{table['kind']!r} is no kind of record", f"It can be one of: {kinds}.") from None


def _columns(where: Place, table: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, str]:
    columns = where.table_at(table, "columns")
    where.known("columns.", columns, fields)
    for name, header in columns.items():
        if not isinstance(header, str) or not header.strip():
            raise where.wrong(f"columns.{name}", "not a column header", "Write the header as the file has it.")
    # Fields are read in their own order whatever the order of the file, so that errors come in one order too.
    return {name: columns[name].strip() for name in fields if name in columns}


def _constants(where: Place, table: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, object]:
    constants = dict(where.table_at(table, "constants"))
    if "currency" in table:
        if "currency" in constants:
            raise where.wrong("currency", "declared twice", "Leave constants.currency out.")
        constants["currency"] = table["currency"]
    where.known("constants.", constants, fields)
    for name, value in constants.items():
        _check_value(where, f"constants.{name}", value, fields[name])
    return constants


def _values(where: Place, table: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Mapping[str, object]]:
    values = where.table_at(table, "values")
    where.known("values.", values, fields)
    for name in values:
        for text, value in where.table_at(values, name).items():
            _check_value(where, f"values.{name}.{text!r}", value, fields[name])
            if text != text.strip():
                raise where.wrong(f"values.{name}", f"{text!r} has spaces around it", "Cells are read without them.")
    return {name: dict(known) for name, known in values.items()}


def _check_value(where: Place, key: str, value: object, field: Field) -> None:
    """Refuse a value that a cell of this field could not have given."""
    good = _VALUE_CHECKS.get(field.type)
    if good is None:
        raise where.wrong(key, f"{field.name} differs from row to row", "Map a column and declare how it is written.")
    if not good(value):
        raise where.wrong(key, f"{value!r} is not {field.type.value}", "Correct it.")
    if field.choices and value not in field.choices:
        raise where.wrong(key, f"{value!r} is not known", f"It can be one of: {', '.join(field.choices)}.")


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


_VALUE_CHECKS: Mapping[CellType, Callable[[object], bool]] = {
    CellType.ID: _is_line,
    CellType.LINE: _is_line,
    CellType.TEXT: _is_line,
    CellType.LANGUAGE: _is_line,
    CellType.CHOICE: _is_line,
    CellType.YES_NO: lambda value: isinstance(value, bool),
    CellType.WHOLE: lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    CellType.CURRENCY: lambda value: isinstance(value, str) and value in EXPONENTS,
}


def _check_every_field(
    where: Place,
    fields: Iterable[Field],
    columns: Collection[str],
    constants: Collection[str],
    values: Collection[str],
) -> None:
    for field in fields:
        name, mapped = field.name, field.name in columns
        if mapped and name in constants:
            raise where.wrong(name, "declared as a column and as a constant", "Leave one of the two out.")
        if field.required and not mapped and name not in constants:
            raise where.wrong(name, "nothing says where it comes from", f"Add it to columns{_or_constant(field)}.")
        if name in values and not mapped:
            raise where.wrong(f"values.{name}", "no column is mapped for it", f"Add columns.{name}.")
        if mapped and field.type is CellType.YES_NO and name not in values:
            raise where.wrong(
                f"values.{name}",
                "missing",
                f'Say what the texts mean, such as {name} = {{ "Yes" = true, "No" = false }}.',
            )
    if "amount" in columns and "currency" not in columns and "currency" not in constants:
        raise where.wrong("currency", "missing", 'Map columns.currency, or write currency = "EUR".')


def _or_constant(field: Field) -> str:
    return " or constants" if field.type in _VALUE_CHECKS and field.name not in ("id", "number") else ""


def _absence(where: Place, table: Mapping[str, Any], kind: RecordKind) -> Absence:
    known = ", ".join(Absence)
    wanted = where.text(table, "absence", f"one of {known}", Absence.FULL)
    if wanted not in tuple(Absence):
        raise where.wrong("absence", f"{wanted!r} is not known", f"It can be one of: {known}.")
    if wanted == Absence.OPEN_ITEMS and kind is not RecordKind.INVOICES:
        raise where.wrong("absence", f"only invoices are open items, and these are {kind}", 'Write absence = "full".')
    return Absence(wanted)


def _marks(where: Place, table: Mapping[str, Any], required: bool) -> tuple[str | None, str | None]:
    if not required and "decimal_mark" not in table:
        return None, None
    decimal = where.text(table, "decimal_mark", "the decimal mark of the amounts, a dot or a comma,")
    if decimal not in (".", ","):
        raise where.wrong("decimal_mark", f"{decimal!r} is not a dot or a comma", "Correct it.")
    thousands = table.get("thousands_mark")
    if thousands is not None and (thousands not in _THOUSANDS_MARKS or thousands == decimal):
        known = " ".join(repr(mark) for mark in _THOUSANDS_MARKS if mark != decimal)
        raise where.wrong("thousands_mark", f"{thousands!r} cannot be one", f"It can be one of: {known}.")
    return decimal, thousands


def _formats(where: Place, table: Mapping[str, Any], mapped: Iterable[Field], required: bool) -> dict[str, str]:
    """The strptime format of every mapped date and instant; without *required*, of those that declare one."""
    own = where.table_at(table, "date_formats")
    formats: dict[str, str] = {}
    for field in mapped:
        if field.type in (CellType.DATE, CellType.INSTANT):
            general = "date_format" if field.type is CellType.DATE else "datetime_format"
            key = f"date_formats.{field.name}" if field.name in own else general
            default = own.get(field.name, table.get(general))
            if default is None and not required:
                continue
            formats[field.name] = where.text({key: default}, key, "the form of the dates, such as %Y-%m-%d,")
            _check_format(where, key, formats[field.name], field.type is CellType.INSTANT)
    where.known("date_formats.", own, formats)
    return formats


def _check_format(where: Place, key: str, pattern: str, is_instant: bool) -> None:
    """Refuse a format that does not give back the day, and for an instant the minute, that was written with it."""
    for probe in _PROBES:
        try:
            back = datetime.strptime(probe.strftime(pattern.replace("%z", "+0000")), pattern)  # noqa: DTZ007
        except (ValueError, re.error):
            back = None
        whole = back is not None and (back.replace(tzinfo=None) == probe if is_instant else back.date() == probe.date())
        if not whole:
            meant = "day, month, year, hour and minute" if is_instant else "day, month and year"
            raise where.wrong(key, f"{pattern!r} does not say {meant}", "Use %d %m %Y %H %M, as the cells are written.")


def _clock(table: Mapping[str, Any], form: str, formats: Mapping[str, str]) -> str | None:
    """The format of the instants, "" = they come without an offset; None = a database says where its clock hangs."""
    if form == "sql" and "at" not in formats and "timezone" not in table:
        return None
    return formats.get("at", "")


def _timezone(where: Place, table: Mapping[str, Any], instant_format: str | None) -> str | None:
    if instant_format is None or "%z" in instant_format:
        return None
    name = where.text(table, "timezone", "the zone of the times, such as Europe/Dublin,")
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise where.wrong("timezone", f"{name!r} is not an IANA zone", "Use a name such as Europe/Dublin.") from None
    return name


def _files(where: Place, table: Mapping[str, Any]) -> str:
    pattern = where.text(table, "files", 'a file name or pattern, such as "invoices*.csv",')
    parts = Path(pattern).parts
    if Path(pattern).is_absolute() or ".." in parts:
        raise where.wrong("files", f"{pattern!r} leads out of the folder", "Name files inside it.")
    if any("**" in part and part != "**" for part in parts):
        raise where.wrong("files", f"{pattern!r} is not a pattern", "Use one * for any part of a name.")
    return pattern


def _encoding(where: Place, table: Mapping[str, Any]) -> str:
    name = where.text(table, "encoding", "the encoding of the files", "utf-8")
    try:
        found = codecs.lookup(name).name
        "x".encode(found)
    except LookupError:
        found = "undefined"
    if found.replace("-", "_") in _NOT_FILE_ENCODINGS:
        raise where.wrong("encoding", f"{name!r} is not the encoding of a file", "Use utf-8, cp1252 or another.")
    # A byte order mark says nothing that the declaration does not.
    return "utf-8-sig" if found == "utf-8" else found


def _header_row(where: Place, table: Mapping[str, Any]) -> int:
    row = table.get("header_row", 1)
    if not isinstance(row, int) or isinstance(row, bool) or row < 1:
        raise where.wrong("header_row", f"{row!r} is no row", "Write its number as the spreadsheet shows it.")
    return row


def _number_ids(
    where: Place, table: Mapping[str, Any], mapped: Iterable[Field], values: Collection[str]
) -> tuple[str, ...]:
    found = table.get("number_ids", [])
    ids = [field.name for field in mapped if field.type in (CellType.ID, CellType.ID_LIST) and field.name not in values]
    for name in found if isinstance(found, list) else [found]:
        if name not in ids or not isinstance(found, list):
            raise where.wrong(
                "number_ids",
                f"{name!r} is no list of mapped ids",
                f"Write the fields in brackets; it can hold: {', '.join(ids)}.",
            )
    return tuple(sorted(found))


def _one_character(where: Place, table: Mapping[str, Any], key: str, default: str) -> str:
    mark = where.text(table, key, "one character", default)
    if len(mark) != 1 or mark in '"\r\n ':
        raise where.wrong(key, f"{mark!r} cannot be one", 'Use one character, such as ";" or "\\t".')
    return mark
