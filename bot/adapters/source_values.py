"""What every value has to be, whether its cell was text or a workbook's own number or date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from bot.adapters.source_mapping import Field
from models.money import EXPONENTS, Money

#: From a cell as the file has it to the value of its field.
Convert = Callable[[Any], object]

#: Characters of a text that has to fit a line.
LONGEST_LINE = 500
#: Whole numbers below it are the same in a spreadsheet as they were in the ERP.
_EXACT_NUMBERS = 2**53
#: Whole digits of an amount; more would not be money, and would not fit a database integer.
_MOST_DIGITS = 13
#: Spreadsheets write a missing date as one of 1899, and a lost century as one of the first.
_FIRST_YEAR = 1900


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
    #: The number a workbook holds; "" = it was written as text.
    stored: str = ""

    def money(self, currency: str) -> Money:
        """This amount in *currency*, an ISO 4217 code.

        Raises:
            BadCellError: more digits after the decimal mark than the currency has.
        """
        missing = EXPONENTS[currency] - self.places
        if missing < 0 and self.stored:
            raise self._unrounded(currency)
        if missing < 0:
            raise BadCellError(
                f"{self.places} digits after the decimal mark, but {currency} has {EXPONENTS[currency]}",
                "Check decimal_mark and thousands_mark in sources.toml, or correct the amount.",
            )
        return Money(self.digits * 10**missing, currency)

    def _unrounded(self, currency: str) -> BadCellError:
        nearest = Decimal(self.stored).quantize(Decimal(1).scaleb(-EXPONENTS[currency]), ROUND_HALF_UP)
        return BadCellError(
            f"the number stored is {self.stored}, not {nearest}: {currency} has {EXPONENTS[currency]} digits after "
            "the decimal mark",
            "Round it in the source and export again; it is not rounded here.",
        )


class IdColumn:
    """What reads ids: one at a time, or a column of them in which there is nothing to look for at once."""

    def __init__(self, read: Convert) -> None:
        self._read = read

    def __call__(self, text: str) -> object:
        """Read one."""
        plain = text.strip()
        if plain and plain.isprintable() and plain[-2:] != ".0" and "E+" not in plain and len(plain) <= LONGEST_LINE:
            return plain
        return self._read(text)

    def all(self, texts: Sequence[str]) -> Sequence[object]:
        """Read each of *texts*."""
        together = "".join(texts)
        # The only white space that is printable is the blank.
        is_plain = together.isprintable() and not any(sign in together for sign in (" ", ".0", "E+"))
        if is_plain and "" not in texts and max(map(len, texts)) <= LONGEST_LINE:
            return texts
        return list(map(self, texts))


def exact_id(digits: str) -> str:
    """The id that *digits*, a number written out, were before.

    Raises:
        BadCellError: some may have changed on the way.
    """
    kept = digits.isdecimal() and len(digits) <= len(str(_EXACT_NUMBERS)) and int(digits) < _EXACT_NUMBERS
    if not kept or str(int(digits)) != digits:
        raise BadCellError(
            "a number that did not keep every digit of an id",
            "Format the column as text in the ERP export, and export again.",
        )
    return digits


def number_id_error(what: str, field: Field) -> BadCellError:
    """The error to raise about an id of *field* that is a number, which *what* says."""
    return BadCellError(
        f"{what}: leading zeros may be lost",
        "Format the column as text in the ERP export, or, when these ids never have leading zeros, declare "
        f'number_ids = ["{field.name}"] for this source in sources.toml.',
    )


def check_digits(count: int) -> None:
    """Refuse an amount with *count* digits before its decimal mark when no amount has so many."""
    if count > _MOST_DIGITS:
        raise BadCellError(f"more than {_MOST_DIGITS} digits", "Correct the amount in the source.")


def check_first_year(day: date) -> None:
    """Refuse the dates that spreadsheets write for none."""
    if day.year < _FIRST_YEAR:
        raise BadCellError(f"a date before {_FIRST_YEAR}", "Correct the date in the source, or leave the cell empty.")


def check_has_end(at: datetime) -> None:
    """Refuse the last year there is: in another zone *at* may be in none."""
    if at.year == date.max.year:
        raise BadCellError("a year without end", "Correct the time in the source.")
