"""Reads config/rates.csv: how many units of each currency one unit of ours was worth, day by day."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from bot.errors import MappingError
from models.money import EXPONENTS
from models.rates import Rates

_BASE = re.compile(r"per_([A-Z]{3})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def load_rates(path: Path) -> Rates:
    """The rates of *path*; none are kept where there is no such file.

    Its header is `date,currency,per_EUR`, whose last name is the base currency; lines that begin with # are remarks.

    Raises:
        MappingError: the line and value that are wrong, and what to do.
    """
    if not path.exists():
        return Rates()
    lines = list(_lines(path))
    base = _base(path, lines[0] if lines else (1, []))
    noted: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for number, cells in lines[1:]:
        day, currency, units = _rate(path, number, cells, base)
        if noted[currency].setdefault(day, units) != units:
            raise _wrong(path, number, ",".join(cells), "is a second rate of that day; leave one of the two out.")
    return Rates(base, {currency: tuple(sorted(days.items())) for currency, days in noted.items()})


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path} cannot be read: {error}. Save it as UTF-8, or remove it.") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, [cell.strip() for cell in next(csv.reader([line]))]


def _base(path: Path, header: tuple[int, Sequence[str]]) -> str:
    number, cells = header
    found = _BASE.fullmatch(cells[2]) if len(cells) == 3 and tuple(cells[:2]) == ("date", "currency") else None
    if found is None or found[1] not in EXPONENTS:
        step = "must be date,currency,per_EUR, with your own currency in the place of EUR."
        raise _wrong(path, number, ",".join(cells), step)
    return found[1]


def _rate(path: Path, number: int, cells: Sequence[str], base: str) -> tuple[date, str, Decimal]:
    if len(cells) != 3:
        raise _wrong(
            path, number, ",".join(cells), "must be a day, a currency and a number, such as 2026-05-08,USD,1.1."
        )
    day, currency, units = cells
    if currency not in EXPONENTS or currency == base:
        raise _wrong(path, number, currency, f"must be an ISO 4217 code other than {base}; correct it.")
    return _day(path, number, day), currency, _units(path, number, units)


def _day(path: Path, number: int, text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _wrong(path, number, text, "is no day; write it as 2026-05-08.")


def _units(path: Path, number: int, text: str) -> Decimal:
    try:
        units = Decimal(text)
    except InvalidOperation:
        units = Decimal(0)
    if not units.is_finite() or units <= 0:
        raise _wrong(path, number, text, "must be a number above 0 with a decimal point, such as 1.0842; correct it.")
    return units


def _wrong(path: Path, number: int, value: str, next_step: str) -> MappingError:
    return MappingError(f"{path}:{number}: {value!r} {next_step}")
