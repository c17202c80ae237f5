"""From the text of a cell to a value, by what sources.toml declares. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.adapters.source_mapping import CellType, Empty, Field, SourceMapping
from models.money import EXPONENTS, Money

#: From the stripped text of a cell to the value of its field.
Convert = Callable[[str], object]

_LONGEST_LINE = 500
_LONGEST_TEXT = 100_000
_LONGEST_DATE = 60
#: Whole digits of an amount; more would not be money, and would not fit a database integer.
_MOST_DIGITS = 13
#: Spreadsheets write a missing date as one of 1899, and a lost century as one of the first.
_FIRST_YEAR = 1900
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")
#: Without a mark between them, 2013111 could be the 1st of November or the 11th of January.
_RUN_TOGETHER = re.compile(r"%[A-Za-z]%[A-Za-z]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class BadCellError(ValueError):
    """A cell that cannot be read without guessing."""

    def __init__(self, reason: str, next_step: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.next_step = next_step


class Amount(NamedTuple):
    """What an amount cell says; its currency is another cell."""

    #: All digits as one whole number, sign included.
    digits: int
    #: How many of them stand after the decimal mark.
    places: int

    def money(self, currency: str) -> Money:
        """This amount in *currency*, an ISO 4217 code.

        Raises:
            BadCellError: more digits after the decimal mark than the currency has.
        """
        missing = EXPONENTS[currency] - self.places
        if missing < 0:
            raise BadCellError(
                f"{self.places} digits after the decimal mark, but {currency} has {EXPONENTS[currency]}",
                "Check decimal_mark and thousands_mark in sources.toml, or correct the amount.",
            )
        return Money(self.digits * 10**missing, currency)


def converter(mapping: SourceMapping, field: Field) -> Convert:
    """Build the one function that reads the cells of *field*."""
    read = (
        _by_values(mapping.values[field.name], field)
        if field.name in mapping.values
        else _TYPES[field.type](mapping, field)
    )
    if "" in mapping.values.get(field.name, {}):
        return read
    return _or_empty(read, field)


def _or_empty(read: Convert, field: Field) -> Convert:
    if field.empty is Empty.REJECT:
        return lambda text: read(text) if text else _reject_empty()
    blank: object = None
    if field.empty is Empty.BLANK:
        blank = () if field.type is CellType.ID_LIST else ""
    return lambda text: read(text) if text else blank


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
        if len(text) > _LONGEST_LINE:
            raise BadCellError(f"{len(text)} characters, more than {_LONGEST_LINE}", "Shorten it in the source.")
        # isprintable is the fast way to say there is nothing to look for.
        if not text.isprintable() and _CONTROL.search(text):
            raise BadCellError("it holds a line break or a control character", "Remove it in the source.")
        return text

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
            if len(text) > _LONGEST_LINE or not pattern.fullmatch(text):
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


def _date(mapping: SourceMapping, field: Field) -> Convert:
    pattern = mapping.date_formats[field.name]
    # A ledger has few distinct days, and strptime is slow.
    seen: dict[str, date] = {}

    def read(text: str) -> object:
        day = seen.get(text)
        if day is None:
            day = seen[text] = _parsed(text, pattern).date()
        return day

    return read


def _instant(mapping: SourceMapping, field: Field) -> Convert:
    pattern = mapping.date_formats[field.name]
    zone: tzinfo | None = ZoneInfo(mapping.timezone) if mapping.timezone else None

    def read(text: str) -> object:
        at = _parsed(text, pattern)
        if at.year == date.max.year:
            raise BadCellError("a year without end", "Correct the time in the source.")
        # In the hour that autumn repeats the first one is meant: an hour changes no rule, a lost mail would.
        return at.replace(tzinfo=zone) if zone else at

    return read


def _parsed(text: str, pattern: str) -> datetime:
    at = _strptime(text, pattern)
    if at is None or (_RUN_TOGETHER.search(pattern) and at.strftime(pattern) != text):
        raise BadCellError(
            f"not a date of the form {pattern}", "Correct the date, or the date format of this source in sources.toml."
        )
    if at.year < _FIRST_YEAR:
        raise BadCellError(f"a date before {_FIRST_YEAR}", "Correct the date in the source, or leave the cell empty.")
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
    mark, thousands = mapping.decimal_mark or ".", mapping.thousands_mark
    grouped = rf"[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|" if thousands else ""
    pattern = re.compile(rf"(-?)({grouped}[0-9]+)(?:{re.escape(mark)}([0-9]{{1,6}}))?")
    told = f"decimal mark {mark!r} and " + (f"thousands mark {thousands!r}" if thousands else "no thousands mark")

    def read(text: str) -> object:
        found = pattern.fullmatch(text) if len(text) <= 40 else None
        if not found:
            raise BadCellError(f"not an amount with {told}", "Correct the amount, or the marks in sources.toml.")
        sign, whole, fraction = found.groups("")
        whole = whole.replace(thousands, "") if thousands else whole
        if len(whole) > _MOST_DIGITS:
            raise BadCellError(f"more than {_MOST_DIGITS} digits", "Correct the amount in the source.")
        return Amount(int(sign + whole + fraction), len(fraction))

    return read


def _id_list(mapping: SourceMapping, field: Field) -> Convert:
    one = _line(mapping, field)
    mark = mapping.list_mark

    def read(text: str) -> object:
        return tuple(one(part.strip()) for part in text.split(mark) if part.strip())

    return read


def _yes_no(_mapping: SourceMapping, field: Field) -> Convert:
    return _by_values({}, field)


_TYPES: Mapping[CellType, Callable[[SourceMapping, Field], Convert]] = {
    CellType.ID: _line,
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
