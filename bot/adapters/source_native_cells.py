"""From a value of a database or of JSON, which is exact where a workbook's is not, to the value of its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from bot.adapters.source_mapping import CellType, Field, SourceMapping
from bot.adapters.source_typed_cells import NoValue, typed_converter
from bot.adapters.source_values import Amount, BadCellError, Convert, check_digits, check_first_year, check_has_end

_LONGEST_LABEL = 60
#: Digits after the mark of an amount; a database may send thousands.
_MOST_PLACES = 50
#: Anything else in a cell has to be made one of these where it comes from.
_KNOWN = (str, bool, int, float, Decimal, date, time, UUID, NoValue)

#: From a cell that is no text and the converter of a workbook's cells to the value of the field.
_Native = Callable[[object, Convert], object]


def native_converter(mapping: SourceMapping, field: Field) -> Convert:
    """Build the one function that reads the cells of *field*; what a workbook has too is read as there.

    A whole number is an id letter by letter, since nothing has taken its leading zeros on the way.
    """
    typed = typed_converter(mapping, field)
    native = _as_workbook if field.name in mapping.values else _NATIVE.get(field.type, _as_workbook)

    def read(cell: object) -> object:
        if isinstance(cell, str):
            return typed(cell)
        if not isinstance(cell, _KNOWN) and not (field.type is CellType.ID_LIST and isinstance(cell, list)):
            raise BadCellError(
                f"a value of type {type(cell).__name__}, not {field.type.value}",
                "Make it a text or a number where it comes from, or leave the column out.",
            )
        return native(cell, typed)

    return read


def label_of(cell: object) -> str:
    """What a row is looked up by when *cell* is its first key; "" = it has none."""
    text = "" if cell is None else str(cell).strip()
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:_LONGEST_LABEL])


def _as_workbook(cell: object, typed: Convert) -> object:
    if isinstance(cell, UUID):
        return typed(str(cell))
    if isinstance(cell, Decimal):
        return typed(int(cell) if _is_whole(cell) else float(cell))
    return typed(cell)


def _is_whole(number: Decimal) -> bool:
    # Beyond it the digits of a power of ten would fill the memory.
    return number.is_finite() and number.adjusted() < _MOST_PLACES and number == number.to_integral_value()


def _id(cell: object, typed: Convert) -> object:
    if isinstance(cell, Decimal) and _is_whole(cell):
        return typed(str(int(cell)))
    if isinstance(cell, int) and not isinstance(cell, bool):
        return typed(str(cell))
    return _as_workbook(cell, typed)


def _id_list(cell: object, typed: Convert) -> object:
    if not isinstance(cell, list):
        return _id(cell, typed)
    if any(isinstance(each, bool) or not isinstance(each, str | int) for each in cell):
        raise BadCellError("a list with something in it that is no id", "Correct the list where it comes from.")
    found = (typed(str(each)) for each in cell)
    return tuple(one for ids in found if isinstance(ids, tuple) for one in ids)


def _date(cell: object, typed: Convert) -> object:
    if isinstance(cell, datetime) and cell.tzinfo is not None:
        raise BadCellError(
            "an instant, not a date: which day it is depends on the zone",
            "Make it a date where it comes from, such as CAST(… AS date) in a query.",
        )
    return _as_workbook(cell, typed)


def _instant(cell: object, typed: Convert) -> object:
    if not isinstance(cell, datetime) or cell.tzinfo is None:
        return _as_workbook(cell, typed)
    check_first_year(cell)
    check_has_end(cell)
    return cell


def _amount(cell: object, typed: Convert) -> object:
    if not isinstance(cell, Decimal):
        return _as_workbook(cell, typed)
    if not cell.is_finite() or abs(cell.adjusted()) > _MOST_PLACES:
        raise BadCellError("a number that is no amount", "Correct it where it comes from.")
    # As text, since arithmetic on it would round. 123.4500 is 123.45: zeros at the end say how it is kept.
    written = format(cell, "f")
    whole, _, fraction = written.partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) > _MOST_PLACES:
        raise BadCellError(f"{len(fraction)} digits after the decimal mark", "Correct it where it comes from.")
    check_digits(len(whole.lstrip("-")))
    return Amount(int(whole + fraction), len(fraction), written)


_NATIVE: Mapping[CellType, _Native] = {
    CellType.ID: _id,
    CellType.ID_LIST: _id_list,
    CellType.DATE: _date,
    CellType.INSTANT: _instant,
    CellType.AMOUNT: _amount,
}
