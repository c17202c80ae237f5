"""`make bench`: the parts that grow with the ledger, as ratios to a plain yardstick run in the same minutes.

Figures are CPU seconds of this process (time.process_time), medians of alternating runs; absolute numbers are for
orientation only, the ratios are what to compare. Memory is the peak of a process of its own.
"""

from __future__ import annotations

import csv
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from bot.adapters.policy_file import load_policy
from bot.adapters.remittance_file import load_remittance
from bot.adapters.source_config import load_sources
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.flows.desk import Desk
from bot.flows.import_ledger import import_ledger
from bot.flows.post_morning import post_morning
from bot.flows.prepare_day import prepare_day
from bot.ports import LedgerSource
from models.money import EXPONENTS

ROOT = Path(__file__).parents[1]
#: The shape of the exports and their mapping.
SHAPE = ROOT / "tools" / "demo_company" / "twelve"
DAY = date(2026, 5, 11)
OPENING = datetime(2026, 5, 11, 5, tzinfo=UTC)


def cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def company(folder: Path, invoices: int, *, with_payments: bool = False) -> int:
    """Exports of *invoices* past-due invoices over an eighth as many accounts; how many rows they have.

    With payments every invoice has one, half of them in full.
    """
    accounts = invoices // 8
    folder.mkdir()
    heads = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in SHAPE.glob("*.csv")}
    rows: dict[str, list[list[str]]] = {name: [] for name in heads}
    for number in range(accounts):
        account = f"B-{number:06d}"
        domain = f"b{number}.example"
        rows["accounts.csv"].append(
            [account, f"Bench {number} Ltd", "Olive Byrne", "mid", "company", "en", domain, "30", "No", "2020-01-01"]
        )
        rows["contacts.csv"].append(
            [f"K-{number}", account, "Ann Bench", f"ann@{domain}", "accounts payable", "verified", "2026-01-01"]
        )
        rows["contracts.csv"].append([f"V-{number}", account, "30", "2027-05-01", "Annual subscription."])
    for number in range(invoices):
        due = DAY - timedelta(days=5 + number % 80)
        issued = due - timedelta(days=30)
        account, amount = f"B-{number % accounts:06d}", 100 + number % 900
        name = f"BN-{number:07d}"
        rows["invoices.csv"].append([name, account, f"{amount}.50", "EUR", str(issued), str(due), "", "No"])
        if with_payments:
            paid = f"{amount if number % 2 else 40}.50"
            rows["payments.csv"].append([f"BP-{number:07d}", account, name, paid, "EUR", str(due)])
    for name, head in heads.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            file.write(head + "\n")
            csv.writer(file).writerows(rows[name])
    return sum(map(len, rows.values()))


def desk_in(folder: Path) -> Desk:
    policy = load_policy(ROOT / "config" / "policy.toml")
    return Desk(
        store=SqlStore(f"sqlite:///{folder / 'bench.db'}"),
        clock=ShiftedClock(OPENING),
        policy=replace(policy, max_cards_per_day=12),
        remittance=load_remittance(ROOT / "config" / "remittance.toml"),
    )


def sources_in(folder: Path) -> tuple[LedgerSource, ...]:
    return load_sources(SHAPE / "sources.toml", folder / "exports")


# ── the yardstick ─────────────────────────────────────────────────────────────────────────────────
#: Columns of each export the yardstick stores: t a text, i a whole number, d a day, c a currency, m an amount of the
#: currency in the column after it.
COLUMNS = {
    "accounts.csv": "tttttttitd",
    "contacts.csv": "ttttttd",
    "contracts.csv": "ttidt",
    "invoices.csv": "ttmcddtt",
    "payments.csv": "tttmcd",
}


def yardstick(folder: Path) -> None:
    """The same rows parsed (days, whole numbers, minor units) and inserted with csv and sqlite3 alone."""
    _insert(folder, {name: list(_parsed(folder, name)) for name in COLUMNS})


def checked_yardstick(folder: Path) -> None:
    """As `yardstick`, and no row is taken unseen: each cell is checked as the import checks it, bad rows are listed."""
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
            yield (*row[:7], int(row[7]), row[8], day(row[9]).isoformat())
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


# ── what is measured ──────────────────────────────────────────────────────────────────────────────
def measured(invoices: int, *, runs: int = 3, with_payments: bool = False) -> tuple[int, dict[str, float]]:
    """How many rows there were, and CPU seconds of each step; with payments the import alone."""
    figures: dict[str, list[float]] = {}
    rows = 0
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            rows = company(folder / "exports", invoices, with_payments=with_payments)
            for step, work in _steps(folder, only_import=with_payments).items():
                figures.setdefault(step, []).append(cpu(work))
    return rows, {step: statistics.median(times) for step, times in figures.items()}


def _steps(folder: Path, *, only_import: bool) -> dict[str, Callable[[], object]]:
    desk, sources = desk_in(folder), sources_in(folder)
    steps: dict[str, Callable[[], object]] = {
        "yardstick": lambda: yardstick(folder),
        "import": lambda: import_ledger(desk, sources, as_of=DAY),
        "yardstick, checked": lambda: checked_yardstick(folder),
    }
    if only_import:
        return steps | {"import next day": lambda: import_ledger(desk, sources, as_of=DAY + timedelta(days=1))}
    return steps | {
        "prepare": lambda: prepare_day(desk, DAY),
        "post": lambda: post_morning(desk, DAY),
        "prepare again": lambda: prepare_day(desk, DAY),
    }


def peak_of_import(invoices: int) -> float:
    """Megabytes that importing *invoices* with their payments takes above what the process had before."""
    with tempfile.TemporaryDirectory() as name:
        company(Path(name) / "exports", invoices, with_payments=True)
        command = [sys.executable, "-m", "tests.bench", name]
        return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def _peak_in(folder: Path) -> float:
    desk, sources = desk_in(folder), sources_in(folder)
    before = _peak()
    import_ledger(desk, sources, as_of=DAY)
    return _peak() - before


def _peak() -> float:
    """Megabytes. Linux gives a child the ru_maxrss of its parent, so its own high-water mark is asked for there."""
    status = Path("/proc/self/status")
    if status.exists():
        (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())
        return int(kilobytes) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)


def main() -> None:
    if len(sys.argv) > 1:
        print(_peak_in(Path(sys.argv[1])))
        return
    prepared: list[float] = []
    for invoices, runs, with_payments in ((1_000, 3, False), (10_000, 1, False), (100_000, 3, True)):
        rows, figures = measured(invoices, runs=runs, with_payments=with_payments)
        told = "invoices with their payments" if with_payments else "past-due invoices"
        print(f"{invoices:,} {told}, {invoices // 8:,} accounts, {rows:,} rows (CPU seconds, median of {runs})")
        for step, seconds in figures.items():
            print(f"  {step:<18} {seconds:8.3f} s   {rows / seconds:10,.0f} rows per CPU s")
        for yard in ("yardstick", "yardstick, checked"):
            print(f"  import against the {yard}: {figures[yard] / figures['import']:.3f} of its rows per CPU s")
        if not with_payments:
            print(f"  prepare again against the first: {figures['prepare again'] / figures['prepare']:.3f}")
            prepared.append(figures["prepare"])
    print(f"growth of prepare for ten times the invoices: x{prepared[1] / prepared[0]:.1f}")
    print(f"peak memory of importing 100,000 invoices with their payments: +{peak_of_import(100_000):.0f} MB")


if __name__ == "__main__":
    main()
