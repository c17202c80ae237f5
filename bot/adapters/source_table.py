"""One [sources.NAME] table of sources.toml, checked key by key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.adapters.source_forms import (
    clock,
    date_formats,
    encoding,
    file_pattern,
    header_row,
    marks,
    number_ids,
    one_character,
    timezone,
)
from bot.adapters.source_mapping import FIELDS, CellType, Field, SourceMapping, TrueFor
from bot.adapters.source_place import Place
from models.ledger import Absence, RecordKind
from models.money import EXPONENTS

#: What every format has whose rows are mapped column by column.
COMMON_KEYS = frozenset(
    {"format", "kind", "columns", "constants", "values", "currency", "date_format", "date_formats"}
    | {"datetime_format", "timezone", "decimal_mark", "thousands_mark", "list_mark", "number_ids", "absence"}
)
#: Format → what it has besides.
OWN_KEYS: Mapping[str, frozenset[str]] = {
    "csv": frozenset({"files", "true_for", "encoding", "delimiter"}),
    "xlsx": frozenset({"files", "true_for", "sheet", "header_row"}),
    "json": frozenset({"files", "true_for", "records", "may_be_absent"}),
    "sql": frozenset({"url_env", "query", "query_file", "timeout_seconds"}),
}
_CALLED = {"csv": "a CSV file", "xlsx": "a workbook", "json": "a JSON file", "sql": "a query"}


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
    decimal_mark, thousands_mark = marks(where, table, "amount" in columns and (only_text or "thousands_mark" in table))
    formats = date_formats(where, table, [fields[field] for field in columns], only_text)
    return SourceMapping(
        name=name,
        kind=kind,
        absence=_absence(where, table, kind),
        true_for=_true_for(where, table),
        folder=folder,
        files=file_pattern(where, table) if "files" in OWN_KEYS[form] else "",
        columns=columns,
        constants=constants,
        values=values,
        date_formats=formats,
        timezone=timezone(where, table, clock(table, form, formats) if "at" in columns else None),
        decimal_mark=decimal_mark,
        thousands_mark=thousands_mark,
        list_mark=one_character(where, table, "list_mark", ";"),
        number_ids=number_ids(where, table, [fields[field] for field in columns], values),
        encoding=encoding(where, table),
        delimiter=one_character(where, table, "delimiter", ","),
        sheet=where.text(table, "sheet", "the name of the sheet") if "sheet" in table else None,
        header_row=header_row(where, table),
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
    # What is left of a proposed table when none of its lines was kept says nothing.
    return {name: dict(known) for name, known in values.items() if known}


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


def _true_for(where: Place, table: Mapping[str, Any]) -> TrueFor:
    known = ", ".join(TrueFor)
    wanted = where.text(table, "true_for", f"one of {known}", TrueFor.READ)
    if wanted not in tuple(TrueFor):
        raise where.wrong("true_for", f"{wanted!r} is not known", f"It can be one of: {known}.")
    return TrueFor(wanted)


def _absence(where: Place, table: Mapping[str, Any], kind: RecordKind) -> Absence:
    known = ", ".join(Absence)
    wanted = where.text(table, "absence", f"one of {known}", Absence.FULL)
    if wanted not in tuple(Absence):
        raise where.wrong("absence", f"{wanted!r} is not known", f"It can be one of: {known}.")
    if wanted == Absence.OPEN_ITEMS and kind is not RecordKind.INVOICES:
        raise where.wrong("absence", f"only invoices are open items, and these are {kind}", 'Write absence = "full".')
    return Absence(wanted)
