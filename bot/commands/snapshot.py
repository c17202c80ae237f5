"""`collections import`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.adapters.source_config import declared_as_of, load_sources
from bot.commands.opening import day_of, open_desk
from bot.flows.import_ledger import Confirmation, ImportReport, Tell, import_ledger
from bot.settings import Settings
from bot.stages.aging_summary import AgingSummary, summarise
from bot.stages.carry_over import gone_lines


def import_(
    sources: Annotated[Path, typer.Option(help="The mapping, one table per source.")] = Path("config/sources.toml"),
    folder: Annotated[Path | None, typer.Option(help="Folder of the exports, instead of the mapping's own.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Day the exports are true for; default: the mapping's.")] = None,
    confirm_drop: Annotated[
        list[str] | None, typer.Option(help="A source that really has lost so much; may be given again.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who confirms it, for the record.")] = None,
) -> None:
    """Read the exports into one new snapshot and say what was read, what was rejected and how it ages."""
    if confirm_drop and not (by or "").strip():
        raise typer.BadParameter('a drop is confirmed by a person; add --by "YOUR NAME"')
    confirmed = Confirmation(frozenset(confirm_drop), (by or "").strip()) if confirm_drop else None
    desk = open_desk(Settings())
    declared = declared_as_of(sources) or desk.office_day()
    report = import_ledger(
        desk, load_sources(sources, folder), as_of=day_of(as_of, declared), confirmed=confirmed, tell=_progress()
    )
    print_import(report)
    with desk.store.transaction() as books:
        size = books.bytes_per_day()
    print(f"kept for comparison: what was open on {report.ledger.as_of}; a day takes {size:,} bytes")


def _progress() -> Tell:
    """A line that says how far an import is, for whoever watches a terminal."""
    if not sys.stderr.isatty():
        return lambda _what, _done, _all: None

    def tell(what: str, done: int, every: int) -> None:
        bar = "█" * (20 * done // max(every, 1))
        end = "\r\x1b[K" if what == "storing" and done >= every else ""
        print(f"\r\x1b[K{bar:·<20} {what} {done:,} of {every:,}{end}", end="", file=sys.stderr, flush=True)

    return tell


def print_import(report: ImportReport) -> None:
    """What was read, what was rejected and why, and how the ledger ages."""
    ledger = report.ledger
    for stamp in ledger.stamps:
        repaired = f", {stamp.repaired} ids repaired" if stamp.repaired else ""
        print(f"{stamp.name}: {stamp.rows} rows read, {stamp.rejected} rejected{repaired} (as of {stamp.as_of})")
    for row in ledger.rejected:
        print(f"  rejected {row.source} {row.row} {row.column or 'row'}={row.value!r}: {row.reason} → {row.next_step}")
    for contradiction in ledger.contradictions:
        print(f"  contradiction {contradiction.account_id}: {contradiction.what}")
    for line in report.ahead:
        print(f"  {line}")
    for line in gone_lines(report.gone, ledger.as_of):
        print(f"  {line}")
    for summary in summarise(ledger, ledger.as_of):
        _print_summary(summary, ledger.as_of)
    print(f"snapshot {report.snapshot} is current" if report.snapshot else "the same files were already in: no change")


def _print_summary(summary: AgingSummary, as_of: date) -> None:
    print(f"{summary.entity} {summary.currency} as of {as_of}:")
    print(f"  open {summary.open.count} for {summary.open.amount}, {summary.disputed.count} of them disputed")
    print(f"  not yet due {summary.not_due.count} for {summary.not_due.amount}")
    for label, tally in summary.buckets:
        print(f"  {label}: {tally.count} for {tally.amount}")
    print(f"  unapplied {summary.unapplied}; net outstanding {summary.outstanding}")
