"""How the cells of one table are written: marks, dates, zones, encodings, each refused where it means nothing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.adapters.source_mapping import CellType, Field
from bot.adapters.source_place import Place

_THOUSANDS_MARKS = (".", ",", " ", "'", "’", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")


#: Encodings that are none, or that turn text into other text.
_NOT_FILE_ENCODINGS = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "utf_7"})


#: Two moments that no format which loses or swaps a part gives back.
_PROBES = (datetime(2013, 2, 28, 21, 47), datetime(2031, 11, 9, 8, 5))  # noqa: DTZ001


def marks(where: Place, table: Mapping[str, Any], required: bool) -> tuple[str | None, str | None]:
    """The decimal and the thousands mark; None = not declared, which only what holds no text may leave out."""
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


def date_formats(where: Place, table: Mapping[str, Any], mapped: Iterable[Field], required: bool) -> dict[str, str]:
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


def clock(table: Mapping[str, Any], form: str, formats: Mapping[str, str]) -> str | None:
    """The format of the instants, "" = they come without an offset; None = a database says where its clock hangs."""
    if form == "sql" and "at" not in formats and "timezone" not in table:
        return None
    return formats.get("at", "")


def timezone(where: Place, table: Mapping[str, Any], instant_format: str | None) -> str | None:
    """The IANA zone of times written without an offset; None = they have one, or there are none."""
    if instant_format is None or "%z" in instant_format:
        return None
    name = where.text(table, "timezone", "the zone of the times, such as Europe/Dublin,")
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise where.wrong("timezone", f"{name!r} is not an IANA zone", "Use a name such as Europe/Dublin.") from None
    return name


def file_pattern(where: Place, table: Mapping[str, Any]) -> str:
    """A file name or glob pattern that cannot lead out of the folder."""
    pattern = where.text(table, "files", 'a file name or pattern, such as "invoices*.csv",')
    parts = Path(pattern).parts
    if Path(pattern).is_absolute() or ".." in parts:
        raise where.wrong("files", f"{pattern!r} leads out of the folder", "Name files inside it.")
    if any("**" in part and part != "**" for part in parts):
        raise where.wrong("files", f"{pattern!r} is not a pattern", "Use one * for any part of a name.")
    return pattern


def encoding(where: Place, table: Mapping[str, Any]) -> str:
    """The codec of the files; utf-8 unless declared, with or without a byte order mark."""
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


def header_row(where: Place, table: Mapping[str, Any]) -> int:
    """The row of the header as a spreadsheet numbers it, from 1."""
    row = table.get("header_row", 1)
    if not isinstance(row, int) or isinstance(row, bool) or row < 1:
        raise where.wrong("header_row", f"{row!r} is no row", "Write its number as the spreadsheet shows it.")
    return row


def number_ids(
    where: Place, table: Mapping[str, Any], mapped: Iterable[Field], values: Collection[str]
) -> tuple[str, ...]:
    """The id fields that may have been numbers on their way."""
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


def one_character(where: Place, table: Mapping[str, Any], key: str, default: str) -> str:
    """The one character at *key*, such as a delimiter."""
    mark = where.text(table, key, "one character", default)
    if len(mark) != 1 or mark in '"\r\n ':
        raise where.wrong(key, f"{mark!r} cannot be one", 'Use one character, such as ";" or "\\t".')
    return mark
