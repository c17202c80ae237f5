"""`make bench`: the parts that grow with the ledger, as ratios to a plain yardstick run in the same minutes.

Figures are CPU seconds of this process (time.process_time), medians of three alternating runs; absolute numbers are for
orientation only, the ratios are what to compare.
"""

from __future__ import annotations

import csv
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
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

ROOT = Path(__file__).parents[1]
DAY = date(2026, 5, 11)
OPENING = datetime(2026, 5, 11, 5, tzinfo=UTC)


def cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def company(folder: Path, invoices: int) -> None:
    """Exports of *invoices* past-due invoices over an eighth as many accounts, in the demo company's shape."""
    accounts = invoices // 8
    shape = ROOT / "bot" / "demo" / "company"
    folder.mkdir()
    heads = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in shape.glob("*.csv")}
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
        account = f"B-{number % accounts:06d}"
        rows["invoices.csv"].append(
            [f"BN-{number:07d}", account, f"{100 + number % 900}.50", "EUR", str(issued), str(due), "", "No"]
        )
    for name, head in heads.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            file.write(head + "\n")
            csv.writer(file).writerows(rows[name])


def desk_in(folder: Path) -> Desk:
    policy = load_policy(ROOT / "config" / "policy.toml")
    return Desk(
        store=SqlStore(f"sqlite:///{folder / 'bench.db'}"),
        clock=ShiftedClock(OPENING),
        policy=replace(policy, max_cards_per_day=12),
        remittance=load_remittance(ROOT / "config" / "remittance.toml"),
    )


def sources_in(folder: Path) -> tuple[LedgerSource, ...]:
    return load_sources(ROOT / "config" / "sources.toml", folder / "exports")


def yardstick(folder: Path) -> None:
    """The same invoices validated and inserted with sqlite3 alone."""
    with (folder / "exports" / "invoices.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (row[0], row[1], int(Decimal(row[2]) * 100), row[3], date.fromisoformat(row[4]), date.fromisoformat(row[5]))
            for row in list(csv.reader(file))[1:]
        ]
    path = folder / "yardstick.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE invoice (number PRIMARY KEY, account, minor, currency, issued, due)")
    plain = [(*row[:4], row[4].isoformat(), row[5].isoformat()) for row in rows]
    connection.executemany("INSERT INTO invoice VALUES (?,?,?,?,?,?)", plain)
    connection.commit()
    connection.close()


def measured(invoices: int, runs: int = 3) -> dict[str, float]:
    figures: dict[str, list[float]] = {}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            company(folder / "exports", invoices)
            desk, sources = desk_in(folder), sources_in(folder)
            steps: dict[str, Callable[[], object]] = {
                "yardstick": lambda folder=folder: yardstick(folder),  # type: ignore[misc]
                "import": lambda desk=desk, sources=sources: import_ledger(desk, sources, as_of=DAY),  # type: ignore[misc]
                "prepare": lambda desk=desk: prepare_day(desk, DAY),  # type: ignore[misc]
                "post": lambda desk=desk: post_morning(desk, DAY),  # type: ignore[misc]
                "prepare again": lambda desk=desk: prepare_day(desk, DAY),  # type: ignore[misc]
            }
            for step, work in steps.items():
                figures.setdefault(step, []).append(cpu(work))
    return {step: statistics.median(times) for step, times in figures.items()}


def main() -> None:
    small, large = 1_000, 10_000
    first, second = measured(small), measured(large)
    for invoices, figures in ((small, first), (large, second)):
        print(f"{invoices:,} past-due invoices, {invoices // 8:,} accounts (CPU seconds, median of 3)")
        for step, seconds in figures.items():
            print(f"  {step:<14} {seconds:8.3f} s   {invoices / seconds:10,.0f} rows per CPU s")
        print(f"  import against the yardstick: {figures['yardstick'] / figures['import']:.3f} of its rows per CPU s")
        print(f"  prepare again against the first: {figures['prepare again'] / figures['prepare']:.3f}")
    print(f"growth of prepare for ten times the invoices: x{second['prepare'] / first['prepare']:.1f}")


if __name__ == "__main__":
    main()
