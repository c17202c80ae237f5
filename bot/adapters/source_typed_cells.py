"""From a workbook's cell, which has a type of its own, to a value. Nothing is guessed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.adapters.source_cells import converter
from bot.adapters.source_mapping import CellType, Field, SourceMapping
from bot.adapters.source_values import (
    Amount,
    BadCellError,
    Convert,
    check_digits,
    check_first_year,
    check_has_end,
    exact_id,
    number_id_error,
)

_AS_TEXT = "Format the column as text in the export."


@dataclass(frozen=True, slots=True)
class NoValue:
    """A cell that holds something, but not a value."""

    #: What a person sees in it.
    shown: str
    reason: str
    next_step: str

    def __str__(self) -> str:
        return self.shown


def typed_converter(mapping: SourceMapping, field: Field) -> Convert:
    """Build the one function that reads the cells of *field*; those that are text are read as `converter` does."""
    read_text = converter(mapping, field)
    if field.name in mapping.values:
        read_typed = _declared(read_text)
    else:
        read_typed = _TYPED.get(field.type, _text_only)(mapping, field)

    def read(cell: object) -> object:
        if isinstance(cell, str):
            return read_text(cell)
        if isinstance(cell, NoValue):
            raise BadCellError(cell.reason, cell.next_step)
        return read_typed(cell)

    return read


def _declared(read_text: Convert) -> Convert:
    """What the cell shows has to be one of the declared words: TRUE may mean *closed*."""

    def read(cell: object) -> object:
        if isinstance(cell, bool):
            return read_text(str(cell).upper())
        if isinstance(cell, int | float):
            return read_text(_digits(cell))
        raise BadCellError(f"{_called(cell)}, not a text", _AS_TEXT)

    return read


def _text_only(_mapping: SourceMapping, field: Field) -> Convert:
    def read(cell: object) -> object:
        raise BadCellError(
            f"{_called(cell)}, not {field.type.value}",
            f"Format the column as text in the export, or say what it means under values.{field.name}."
            if field.type is CellType.LINE
            else _AS_TEXT,
        )

    return read


def _id(mapping: SourceMapping, field: Field) -> Convert:
    may_repair = field.name in mapping.number_ids

    def read(cell: object) -> object:
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            raise BadCellError(
                f"{_called(cell)}, not an id: the spreadsheet may have made one of the other",
                "Format the column as text in the ERP export, and export again.",
            )
        if not may_repair:
            raise number_id_error("stored as a number", field)
        return exact_id(_digits(cell))

    return read


def _id_list(mapping: SourceMapping, field: Field) -> Convert:
    one = _id(mapping, field)
    return lambda cell: (one(cell),)


def _whole(mapping: SourceMapping, field: Field) -> Convert:
    read_text = converter(mapping, field)

    def read(cell: object) -> object:
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            raise BadCellError(f"{_called(cell)}, not a whole number", "Correct the cell in the source.")
        return read_text(_digits(cell))

    return read


def _date(_mapping: SourceMapping, _field: Field) -> Convert:
    def read(cell: object) -> object:
        if not isinstance(cell, date):
            raise _not_a_date(cell, "a date")
        day = cell
        if isinstance(cell, datetime):
            if cell.time() != time():
                raise BadCellError(
                    f"a date with a time of day ({cell:%H:%M:%S})", "Export the day alone, without a time."
                )
            day = cell.date()
        check_first_year(day)
        return day

    return read


def _instant(mapping: SourceMapping, _field: Field) -> Convert:
    zone = ZoneInfo(mapping.timezone) if mapping.timezone else None

    def read(cell: object) -> object:
        if not isinstance(cell, date):
            raise _not_a_date(cell, "a date with a time")
        if not isinstance(cell, datetime):
            raise BadCellError(
                "a date without a time",
                "Export the time as well; where it is midnight sharp, write the cell as text.",
            )
        if zone is None:
            raise BadCellError(
                "a time without an offset, and no timezone is declared",
                "Declare timezone for this source in sources.toml, with a datetime_format without %z.",
            )
        check_first_year(cell)
        check_has_end(cell)
        return cell.replace(tzinfo=zone)

    return read


def _not_a_date(cell: object, wanted: str) -> BadCellError:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return BadCellError(
            f"a number, not {wanted}: a date stored as a number is not read as one",
            "Format the column as dates in the export, and export again.",
        )
    return BadCellError(f"{_called(cell)}, not {wanted}", "Format the column as dates in the export.")


def _amount(_mapping: SourceMapping, _field: Field) -> Convert:
    def read(cell: object) -> object:
        if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
            raise BadCellError(f"{_called(cell)}, not an amount", "Format the column as numbers in the export.")
        if cell == int(cell):
            check_digits(len(str(abs(int(cell)))))
            return Amount(int(cell), 0)
        # The shortest decimal that is this number and no other: what was typed, unless arithmetic left a trace.
        stored = Decimal(repr(cell))
        places = -int(stored.as_tuple().exponent)
        check_digits(len(str(abs(int(stored)))))
        return Amount(int(stored.scaleb(places)), places, repr(cell))

    return read


def _digits(number: float) -> str:
    """As people write it: without .0 when it is whole."""
    return str(int(number)) if math.isfinite(number) and number == int(number) else repr(number)


def _called(cell: object) -> str:
    if isinstance(cell, bool):
        return f"{str(cell).upper()} as a yes-or-no cell"
    if isinstance(cell, int | float):
        return "a number"
    return "a date" if isinstance(cell, date) else "a time without a day"


_TYPED: Mapping[CellType, Callable[[SourceMapping, Field], Convert]] = {
    CellType.ID: _id,
    CellType.ID_LIST: _id_list,
    CellType.WHOLE: _whole,
    CellType.DATE: _date,
    CellType.INSTANT: _instant,
    CellType.AMOUNT: _amount,
}
