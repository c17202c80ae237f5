"""What an import is measured against: the same rows read, parsed and stored with csv and sqlite3 alone."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from models.money import EXPONENTS

#: Columns of each export the yardstick stores: t a text, i a whole number, d a day, c a currency, m an amount of the
#: currency in the column after it.
COLUMNS = {
    "accounts.csv": "tttttttitdt",
    "contacts.csv": "ttttttd",
    "contracts.csv": "ttidt",
    "invoices.csv": "ttmcddtt",
    "payments.csv": "tttmcd",
}


def yardstick(folder: Path) -> None:
    """The same rows parsed (days, whole numbers, minor units) and inserted with csv and sqlite3 alone."""
    _insert(folder, {name: list(_parsed(folder, name)) for name in COLUMNS})


def checked_yardstick(folder: Path) -> None:
    """As `yardstick`, and no row is taken unseen: each cell is checked as the import checks it, bad rows are listed.

    This is the validated executemany that an import is to reach 0.3 of.
    """
    rejected: list[tuple[str, str]] = []
    _insert(folder, {name: list(_checked(folder, name, rejected)) for name in COLUMNS})
    assert not rejected


def _read(folder: Path, name: str) -> Iterator[list[str]]:
    with (folder / "exports" / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def _parsed(folder: Path, name: str) -> Iterator[tuple[object, ...]]:
    day = date.fromisoformat
    if name == "invoices.csv":
        for row in _read(folder, name):
            parsed = (*row[:2], int(Decimal(row[2]) * 100), row[3], day(row[4]), day(row[5]))
            yield (*parsed[:4], parsed[4].isoformat(), parsed[5].isoformat(), *row[6:])
    elif name == "payments.csv":
        for row in _read(folder, name):
            yield (*row[:3], int(Decimal(row[3]) * 100), row[4], day(row[5]).isoformat())
    elif name == "accounts.csv":
        for row in _read(folder, name):
            yield (*row[:7], int(row[7]), row[8], day(row[9]).isoformat(), row[10])
    elif name == "contacts.csv":
        for row in _read(folder, name):
            yield (*row[:6], day(row[6]).isoformat())
    else:
        for row in _read(folder, name):
            yield (*row[:2], int(row[2]), day(row[3]).isoformat(), row[4])


_MAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")


def _text(cell: str) -> str:
    text = cell.strip()
    if len(text) > 500 or not text.isprintable() or text.endswith(".0") or "E+" in text:
        raise ValueError(cell)
    return text


def _minor(cell: str, currency: str) -> int:
    minor = Decimal(cell.strip()).scaleb(EXPONENTS[currency])
    if minor != minor.to_integral_value() or not 0 <= minor < 10**15:
        raise ValueError(cell)
    return int(minor)


def _day(cell: str) -> str:
    day = date.fromisoformat(cell.strip())
    if day.year < 1900:
        raise ValueError(cell)
    return day.isoformat()


def _checked(folder: Path, name: str, rejected: list[tuple[str, str]]) -> Iterator[tuple[object, ...]]:
    kinds, seen = COLUMNS[name], set[str]()
    for line, row in enumerate(_read(folder, name), 2):
        try:
            if len(row) != len(kinds) or row[0] in seen or not row[0]:
                raise ValueError(row[0])
            seen.add(row[0])
            yield tuple(_cell(kind, row, index) for index, kind in enumerate(kinds))
        except (ValueError, KeyError, InvalidOperation) as error:
            rejected.append((f"{name}:{line}", str(error)))


def _cell(kind: str, row: Sequence[str], index: int) -> object:
    cell = row[index]
    if kind == "t":
        if "@" in cell and not _MAIL.fullmatch(cell):
            raise ValueError(cell)
        return _text(cell)
    if kind == "m":
        return _minor(cell, row[index + 1].strip())
    if kind == "d":
        return _day(cell)
    return int(cell) if kind == "i" else EXPONENTS[cell.strip()] and cell.strip()


def _insert(folder: Path, tables: dict[str, list[tuple[object, ...]]]) -> None:
    path = folder / "yardstick.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    for name, rows in tables.items():
        table, width = name.removesuffix(".csv"), len(COLUMNS[name])
        columns = ", ".join(f"c{number}" for number in range(1, width))
        connection.execute(f"CREATE TABLE {table} (id PRIMARY KEY, {columns})")
        connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * width)})", rows)
    connection.commit()
    connection.close()
