"""`make bench`: the parts that grow with the ledger, as ratios to a plain yardstick run in the same minutes.

Figures are CPU seconds of this process (time.process_time), medians of alternating runs; absolute numbers are for
orientation only, the ratios are what to compare. Memory is the peak of a process of its own.
"""

from __future__ import annotations

import csv
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.adapters.policy_file import load_policy
from bot.adapters.remittance_file import load_remittance
from bot.adapters.source_config import load_sources
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.flows.aging import aging
from bot.flows.desk import Desk
from bot.flows.import_ledger import import_ledger
from bot.flows.list_disputes import list_disputes
from bot.flows.list_promises import list_promises
from bot.flows.look_up import look_up
from bot.flows.look_up_account import look_up_account
from bot.flows.post_morning import post_morning
from bot.flows.prepare_day import DayReport, prepare_account, prepare_day
from bot.flows.status import collections
from bot.ports import LedgerSource
from models.people import Person, Role
from tests import bench_posting
from tests.press_bench import presses
from tests.servers import postgres
from tests.yardstick import checked_yardstick, yardstick

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
            [account, f"Bench {number}", "Olive Byrne", "mid", "company", "en", domain, "30", "No", "2020-01-01", ""]
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


def desk_in(folder: Path, database_url: str = "") -> Desk:
    policy = load_policy(ROOT / "config" / "policy.toml")
    return Desk(
        store=SqlStore(database_url or f"sqlite:///{folder / 'bench.db'}"),
        clock=ShiftedClock(OPENING),
        policy=replace(policy, max_cards_per_day=12, freshness={}),
        remittance=load_remittance(ROOT / "config" / "remittance.toml"),
    )


def sources_in(folder: Path) -> tuple[LedgerSource, ...]:
    return load_sources(SHAPE / "sources.toml", folder / "exports")


# ── what is measured ──────────────────────────────────────────────────────────────────────────────
def measured(
    invoices: int, *, runs: int, with_payments: bool, new_database: Callable[[], str] = lambda: ""
) -> tuple[int, dict[str, float]]:
    """How many rows there were, and CPU seconds of each step; with payments the import alone."""
    figures: dict[str, list[float]] = {}
    rows = 0
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            rows = company(folder / "exports", invoices, with_payments=with_payments)
            for step, work in _steps(folder, new_database(), only_import=with_payments).items():
                figures.setdefault(step, []).append(cpu(work))
    return rows, {step: statistics.median(times) for step, times in figures.items()}


def _steps(folder: Path, database_url: str, *, only_import: bool) -> dict[str, Callable[[], object]]:
    desk, sources = desk_in(folder, database_url), sources_in(folder)
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


def commands(invoices: int, *, runs: int) -> dict[str, float]:
    """CPU seconds of the yardstick and of each slash command, for a finance lead and for the owner of every account.

    Every tenth account has a follow-up and a promise for this week; a week ago the same was open.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        company(folder / "exports", invoices)
        _promise(folder / "exports" / "promises.csv", invoices // 8)
        desk = desk_in(folder)
        import_ledger(desk, sources_in(folder), as_of=DAY)
        with desk.store.transaction() as books:
            books.replace_day(DAY - timedelta(days=7), books.day_lines(DAY))
            for account_id in books.account_ids()[::10]:
                prepare_account(desk, books, account_id, DAY, DayReport(DAY))
        asked = {f"{command}, {who.name}": _command(desk, who, command) for command in _ASKED for who in _ASKING}
        every = {"yardstick": lambda: yardstick(folder), **asked}
        return {what: statistics.median(cpu(work) for _ in range(runs)) for what, work in every.items()}


_ASKED = (
    "/invoice BN-0000007",
    "/invoice help",
    "/invoice Bench",
    "/account B-000010",
    "/account B-000010 sent",
    "/aging",
    "/disputes",
    "/promises",
    "/collections status",
)
_ASKING = (
    Person(team_id="T", user_id="U0FREYA", name="a finance lead", roles=frozenset({Role.FINANCE_LEADERSHIP})),
    Person(team_id="T", user_id="U0OLIVE", name="the owner", roles=frozenset({Role.ACCOUNT_OWNER})),
)
_FLOWS: dict[str, Callable[[Desk, Person, str], object]] = {
    "/invoice": look_up,
    "/account": look_up_account,
    "/aging": aging,
    "/disputes": list_disputes,
    "/promises": list_promises,
    "/collections": collections,
}


def _command(desk: Desk, who: Person, typed: str) -> Callable[[], object]:
    command, _, text = typed.partition(" ")
    return lambda: _FLOWS[command](desk, who, text)


def _promise(path: Path, accounts: int) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        for number in range(0, accounts, 10):
            due = DAY + timedelta(days=number % 7)
            row = [f"PR-{number}", f"B-{number:06d}", "100.50", "EUR", str(due), "Ann", f"BN-{number:07d}", "Soon."]
            csv.writer(file).writerow(row)


def on_postgres(invoices: int, runs: int) -> str:
    """What importing *invoices* with their payments into PostgreSQL takes; or why it was not measured."""
    if why := postgres.missing():
        return f"import into PostgreSQL: not measured. {why}"
    with postgres.running() as server:
        rows, figures = measured(
            invoices, runs=runs, with_payments=True, new_database=lambda: server.url(server.new_database())
        )
    ours, yard = figures["import"], figures["yardstick, checked"]
    told = f"{ours:.3f} s without the server's own, {rows / ours:,.0f} rows per CPU s"
    return f"import of the same into PostgreSQL: {told}; against the yardstick, checked: {yard / ours:.3f}"


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
    asked = commands(100_000, runs=5)
    print("slash commands at 100,000 invoices (CPU seconds, median of 5; Slack waits three seconds)")
    for what, seconds in asked.items():
        print(f"  {what:<38} {seconds:8.3f} s   {seconds / asked['yardstick']:.3f} of the yardstick")
    print(on_postgres(100_000, runs=3))
    print("a press from the signed request to its answer (a directory that answers at once; 200 of each)")
    with tempfile.TemporaryDirectory() as name:
        company(Path(name) / "exports", 4_000)
        print(*presses(desk_in(Path(name)), sources_in(Path(name))), sep="\n")
    print(f"peak memory of importing 100,000 invoices with their payments: +{peak_of_import(100_000):.0f} MB")
    bench_posting.main()


if __name__ == "__main__":
    main()
