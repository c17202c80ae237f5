"""From the text of a cell to a value, by what sources.toml declares. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.adapters.source_mapping import CellType, Empty, Field, SourceMapping
from bot.adapters.source_values import (
    LONGEST_LINE,
    Amount,
    BadCellError,
    Convert,
    IdColumn,
    check_digits,
    check_first_year,
    check_has_end,
    exact_id,
    number_id_error,
)
from models.money import EXPONENTS

_LONGEST_TEXT = 100_000
_LONGEST_DATE = 60
#: Digits of an amount that is read without a closer look.
_MOST_PLAIN = 12
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")
#: Without a mark between them, 2013111 could be the 1st of November or the 11th of January.
_RUN_TOGETHER = re.compile(r"%[A-Za-z]%[A-Za-z]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: How an id looks that was a number on its way: 2960623488.0, or 2.96062E+09 with its last digits gone.
_WAS_A_NUMBER = re.compile(r"([0-9]+)\.0")
_LOST_DIGITS = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+")


#: What a ledger has few distinct values of.
_REPEATING = frozenset(
    {CellType.CHOICE, CellType.YES_NO, CellType.WHOLE, CellType.LANGUAGE, CellType.DATE, CellType.CURRENCY}
)


class _Seen(dict[str, object]):
    """What each text of a column means, read once."""

    def __init__(self, read: Convert) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> object:
        value = self[text] = self._read(text)
        return value


def converter(mapping: SourceMapping, field: Field) -> Convert:
    """Build the one function that reads the cells of *field* that are text."""
    read = _reader(mapping, field)
    if field.type is CellType.ID and field.name not in mapping.values:
        read = IdColumn(read)
    repeats = field.type in _REPEATING or field.name in ("account_id", *mapping.values)
    return _Seen(read).__getitem__ if repeats else read


def _reader(mapping: SourceMapping, field: Field) -> Convert:
    read = (
        _by_values(mapping.values[field.name], field)
        if field.name in mapping.values
        else _TYPES[field.type](mapping, field)
    )
    if "" in mapping.values.get(field.name, {}):
        return lambda text: read(text.strip())
    return _or_empty(read, field)


def _or_empty(read: Convert, field: Field) -> Convert:
    if field.empty is Empty.REJECT:
        return lambda text: read(stripped) if (stripped := text.strip()) else _reject_empty()
    blank: object = None
    if field.empty is Empty.BLANK:
        blank = () if field.type is CellType.ID_LIST else ""
    return lambda text: read(stripped) if (stripped := text.strip()) else blank


def _reject_empty() -> object:
    raise BadCellError("the cell is empty, but every row needs it", "Fill it in the source and export again.")


def _by_values(values: Mapping[str, object], field: Field) -> Convert:
    known = ", ".join(repr(text) for text in values)

    def read(text: str) -> object:
        try:
            return values[text]
        except KeyError:
            raise BadCellError(
                f"not a value that sources.toml knows; it knows {known}",
                f"Add it to values.{field.name} of this source, or correct the cell.",
            ) from None

    return read


def _line(_mapping: SourceMapping, _field: Field) -> Convert:
    def read(text: str) -> object:
        if len(text) > LONGEST_LINE:
            raise BadCellError(f"{len(text)} characters, more than {LONGEST_LINE}", "Shorten it in the source.")
        # isprintable is the fast way to say there is nothing to look for.
        if not text.isprintable() and _CONTROL.search(text):
            raise BadCellError("it holds a line break or a control character", "Remove it in the source.")
        return text

    return read


def _id(mapping: SourceMapping, field: Field) -> Convert:
    line = _line(mapping, field)
    may_repair = field.name in mapping.number_ids

    def read(text: str) -> object:
        if text.endswith(".0") and (found := _WAS_A_NUMBER.fullmatch(text)):
            if not may_repair:
                raise number_id_error("it ends in .0, as an id does that was stored as a number", field)
            return exact_id(found[1])
        if "E+" in text and _LOST_DIGITS.fullmatch(text):
            raise BadCellError(
                "a number written as a power of ten: digits of the id are lost",
                "Format the column as text in the ERP export, and export again.",
            )
        return line(text)

    return read


def _text(_mapping: SourceMapping, _field: Field) -> Convert:
    def read(text: str) -> object:
        if len(text) > _LONGEST_TEXT:
            raise BadCellError(f"{len(text)} characters, more than {_LONGEST_TEXT}", "Shorten it in the source.")
        return text

    return read


def _matching(pattern: re.Pattern[str], reason: str, next_step: str) -> Callable[[SourceMapping, Field], Convert]:
    def build(_mapping: SourceMapping, _field: Field) -> Convert:
        def read(text: str) -> object:
            if len(text) > LONGEST_LINE or not pattern.fullmatch(text):
                raise BadCellError(reason, next_step)
            return text

        return read

    return build


def _choice(_mapping: SourceMapping, field: Field) -> Convert:
    return _by_values(field.choices or {}, field)


def _whole(_mapping: SourceMapping, _field: Field) -> Convert:
    def read(text: str) -> object:
        if len(text) > 6 or not (text.isascii() and text.isdigit()):
            raise BadCellError("not a whole number", "Write digits only, or declare the text under values.")
        return int(text)

    return read


def _currency(_mapping: SourceMapping, _field: Field) -> Convert:
    def read(text: str) -> object:
        if text not in EXPONENTS:
            raise BadCellError("not an ISO 4217 currency code", "Use the three capital letters, such as EUR.")
        return text

    return read


def _undeclared(what: str, key: str) -> Convert:
    def read(_text: str) -> object:
        raise BadCellError(
            f"a text, and no {key} says how {what}s are written",
            f"Format the column as {what}s in the export, or declare {key} for this source in sources.toml.",
        )

    return read


def _date(mapping: SourceMapping, field: Field) -> Convert:
    pattern = mapping.date_formats.get(field.name)
    if pattern is None:
        return _undeclared("date", "date_format")
    return lambda text: _parsed(text, pattern).date()


def _instant(mapping: SourceMapping, field: Field) -> Convert:
    pattern = mapping.date_formats.get(field.name)
    if pattern is None:
        return _undeclared("time", "datetime_format")
    zone: tzinfo | None = ZoneInfo(mapping.timezone) if mapping.timezone else None

    def read(text: str) -> object:
        at = _parsed(text, pattern)
        check_has_end(at)
        # In the hour that autumn repeats the first one is meant: an hour changes no rule, a lost mail would.
        return at.replace(tzinfo=zone) if zone else at

    return read


def _parsed(text: str, pattern: str) -> datetime:
    at = _strptime(text, pattern)
    if at is None or (_RUN_TOGETHER.search(pattern) and at.strftime(pattern) != text):
        raise BadCellError(
            f"not a date of the form {pattern}", "Correct the date, or the date format of this source in sources.toml."
        )
    check_first_year(at)
    return at


def _strptime(text: str, pattern: str) -> datetime | None:
    # strptime takes the digits of every script; two that look alike must not both be read.
    if len(text) > _LONGEST_DATE or not text.isascii():
        return None
    try:
        return datetime.strptime(text, pattern)  # noqa: DTZ007
    except ValueError:
        return None


def _amount(mapping: SourceMapping, _field: Field) -> Convert:
    mark, thousands = mapping.decimal_mark, mapping.thousands_mark
    if mark is None:
        return _undeclared("number", "decimal_mark")
    grouped = rf"[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|" if thousands else ""
    pattern = re.compile(rf"(-?)({grouped}[0-9]+)(?:{re.escape(mark)}([0-9]{{1,6}}))?")
    told = f"decimal mark {mark!r} and " + (f"thousands mark {thousands!r}" if thousands else "no thousands mark")

    def read(text: str) -> object:
        # How nearly all amounts are written: no sign, no thousands mark, two digits after the mark.
        plain = text[:-3] + text[-2:]
        if text[-3:-2] == mark and plain.isdigit() and text.isascii() and 3 <= len(plain) <= _MOST_PLAIN:
            return Amount(int(plain), 2)
        found = pattern.fullmatch(text) if len(text) <= 40 else None
        if not found:
            raise BadCellError(f"not an amount with {told}", "Correct the amount, or the marks in sources.toml.")
        sign, whole, fraction = found.groups("")
        whole = whole.replace(thousands, "") if thousands else whole
        check_digits(len(whole))
        return Amount(int(sign + whole + fraction), len(fraction))

    return read


def _id_list(mapping: SourceMapping, field: Field) -> Convert:
    one = _id(mapping, field)
    mark = mapping.list_mark

    def read(text: str) -> object:
        return tuple(one(part.strip()) for part in text.split(mark) if part.strip())

    return read


def _yes_no(_mapping: SourceMapping, field: Field) -> Convert:
    return _by_values({}, field)


_TYPES: Mapping[CellType, Callable[[SourceMapping, Field], Convert]] = {
    CellType.ID: _id,
    CellType.LINE: _line,
    CellType.TEXT: _text,
    CellType.EMAIL: _matching(_EMAIL, "not one mail address", "Write one address, such as ap@customer.example."),
    CellType.LANGUAGE: _matching(_LANGUAGE, "not a language tag", "Use a tag such as en, de or pt-BR."),
    CellType.CHOICE: _choice,
    CellType.YES_NO: _yes_no,
    CellType.WHOLE: _whole,
    CellType.DATE: _date,
    CellType.INSTANT: _instant,
    CellType.AMOUNT: _amount,
    CellType.CURRENCY: _currency,
    CellType.ID_LIST: _id_list,
}
