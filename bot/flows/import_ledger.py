"""Read every source and make one new snapshot visible, all at once."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from bot.books import Books
from bot.errors import DropError, MappingError, NotNowError, SourceError, UnreadableFileError
from bot.flows.desk import Desk, note
from bot.flows.keep_day import Disputes, SeenDay, disputes_by_account, keep_seen, see_day
from bot.ports import LedgerSource
from bot.stages.ahead import ahead_lines
from bot.stages.carry_over import Carried, Drop, carry_over, drops
from bot.stages.reconcile import reconcile
from models.correspondence import Mail
from models.ledger import Absence, Ledger, SourceReport, SourceStamp
from models.receivable import Invoice

#: Hears what is being done, how far it is, and how far it goes.
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person's word that some sources really have lost so much."""

    sources: frozenset[str]
    by: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. *snapshot* is None when the same files were already in."""

    ledger: Ledger
    snapshot: str | None
    #: Invoices that no source lists any more, whenever they went.
    gone: tuple[Invoice, ...] = ()
    #: What is dated after the day of the books, in a line for each source.
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Before:
    """What the import before left."""

    digest: str | None
    stamps: tuple[SourceStamp, ...]
    disputes: Disputes


def import_ledger(
    desk: Desk,
    sources: Sequence[LedgerSource],
    *,
    as_of: date,
    confirmed: Confirmation | None = None,
    tell: Tell = lambda _what, _done, _all: None,
) -> ImportReport:
    """Import all *sources* as one snapshot that is true for *as_of*, and keep what is open on that day.

    Raises:
        SourceError: a source could not be read; the snapshot before stays current.
        DropError: a source lost more than the policy lets pass, and nobody has *confirmed* it; likewise.
    """
    try:
        _check_names(desk, sources, confirmed)
        with _without_collector():
            return _import(desk, sources, as_of, confirmed, tell)
    except SourceError as error:
        _note_refused(desk, as_of, str(error))
        raise


def is_news(desk: Desk, sources: Sequence[LedgerSource], *, as_of: date) -> bool:
    """Whether the sources differ from what was imported last.

    Raises:
        SourceError: a source cannot be asked.
    """
    digest = _digest(sources, as_of)
    with desk.store.transaction() as books:
        return books.snapshot_digest() != digest


def _import(
    desk: Desk, sources: Sequence[LedgerSource], as_of: date, confirmed: Confirmation | None, tell: Tell
) -> ImportReport:
    at = desk.clock.now()
    digest = _digest(sources, as_of)
    reports = list(_read(sources, as_of, at, tell))
    _refuse_signed_off(desk, reports)
    _refuse_unreadable(reports)
    ahead = tuple(ahead_lines(reports, as_of))
    tell("sorting", 0, 1)
    with desk.store.transaction() as books:
        before = _Before(books.snapshot_digest(), books.stamps(), disputes_by_account(books))
        carried = _carried(books, reports, as_of)
    del reports
    ledger = reconcile(carried.reports, as_of=as_of)
    if before.digest == digest:
        return ImportReport(ledger, None, carried.gone, ahead)
    lost = drops(before.stamps, ledger.stamps, carried.moved, desk.policy.drop_limits, desk.policy.drop_limit)
    _refuse_unconfirmed(lost, confirmed)
    # What can be computed is computed here: presses wait for the end of the transaction.
    seen = see_day(desk, as_of, ledger.accounts.values(), before.disputes)
    with desk.store.transaction() as books:
        if books.snapshot_digest() != before.digest:
            raise NotNowError("Another import has finished meanwhile. Nothing was imported; run it again if need be.")
        snapshot = _keep(books, ledger, seen, carried, digest, tell)
        _note_done(books, at, ledger, snapshot, digest)
        _note_recovered(books, at, lost, confirmed, as_of)
    return ImportReport(ledger, snapshot, carried.gone, ahead)


def _read(sources: Sequence[LedgerSource], as_of: date, at: datetime, tell: Tell) -> Iterator[SourceReport]:
    for number, source in enumerate(sources):
        tell(f"reading {source.name}", number, len(sources))
        yield source.read(as_of=as_of, read_at=at)


def _carried(books: Books, reports: Sequence[SourceReport], as_of: date) -> Carried:
    changing = [report.stamp.name for report in reports if report.stamp.absence is Absence.CHANGES]
    kept = {name: books.kept_records(name) for name in changing}
    return carry_over(reports, before=books.every_invoice(), kept=kept, as_of=as_of)


def _keep(books: Books, ledger: Ledger, seen: SeenDay, carried: Carried, digest: str, tell: Tell) -> str:
    rows = sum(stamp.rows for stamp in ledger.stamps)
    snapshot = books.replace_ledger(ledger, digest, lambda done: tell("storing", min(done, rows), rows))
    for report in carried.reports:
        if report.stamp.absence is Absence.CHANGES:
            own = (one for one in report.records if not isinstance(one, Mail) and not _is_gone(one))
            books.keep_records(report.stamp.name, report.stamp.kind, own)
    keep_seen(books, seen)
    return snapshot


def _is_gone(record: object) -> bool:
    return isinstance(record, Invoice) and record.gone is not None


# ── drops ─────────────────────────────────────────────────────────────────────────────────────────


def refusal_subject(day: date) -> str:
    """What is noted and told about an import that was refused is noted about this."""
    return f"import:{day.isoformat()}"


def _check_names(desk: Desk, sources: Sequence[LedgerSource], confirmed: Confirmation | None) -> None:
    names = {source.name for source in sources}
    with desk.store.transaction() as books:
        names |= {stamp.name for stamp in books.stamps()}
    known = ", ".join(sorted(names))
    if unknown := sorted((confirmed.sources if confirmed else frozenset()) - names):
        raise MappingError(f"There is no source {unknown[0]} to confirm. It can be one of: {known}.")
    for table, named in (("drop_limits", desk.policy.drop_limits), ("freshness", desk.policy.freshness)):
        if unknown := sorted(named.keys() - names):
            step = f"Correct the name or remove the line. It can be one of: {known}."
            raise MappingError(f"policy.toml: [{table}] {unknown[0]} is no source. {step}")


def _refuse_signed_off(desk: Desk, reports: Sequence[SourceReport]) -> None:
    for stamp in (report.stamp for report in reports):
        if stamp.kind in desk.policy.not_connected:
            raise MappingError(
                f"policy.toml: [not_connected.{stamp.kind}] says that the firm has no source of {stamp.kind}, and "
                f"sources.toml has {stamp.name}. Nothing was imported. Remove one of the two."
            )


def _refuse_unreadable(reports: Sequence[SourceReport]) -> None:
    for report in reports:
        if report.rejected and not report.records:
            first, count = report.rejected[0], len(report.rejected)
            where = f"{first.row}: {first.column or 'row'} = {first.value!r}"
            raise UnreadableFileError(
                f"Source {report.stamp.name}: none of its {count} rows can be read, so nothing was imported. "
                f"The first, {where}: {first.reason}. {first.next_step}"
            )


def _refuse_unconfirmed(lost: Sequence[Drop], confirmed: Confirmation | None) -> None:
    allowed = confirmed.sources if confirmed else frozenset()
    open_drops = [drop for drop in lost if drop.source not in allowed]
    if not open_drops:
        return
    told = "; ".join(str(drop) for drop in open_drops)
    flags = " ".join(f"--confirm-drop {name}" for name in dict.fromkeys(drop.source for drop in open_drops))
    raise DropError(
        f"{told}. Nothing was imported; the books before stand. Look at the export. If so much is really gone, confirm "
        f'it: collections import {flags} --by "YOUR NAME"'
    )


def _note_refused(desk: Desk, as_of: date, why: str) -> None:
    with desk.store.transaction() as books:
        at, key = desk.clock.now(), hashlib.sha256(why.encode()).hexdigest()[:16]
        # The morning tries every minute; the record needs it once.
        if books.first_run(f"import refused {key}", "", as_of, at):
            note(books, at, "import.refused", refusal_subject(as_of), why=why)


def _note_recovered(
    books: Books, at: datetime, lost: Sequence[Drop], confirmed: Confirmation | None, as_of: date
) -> None:
    subject = refusal_subject(as_of)
    if confirmed is not None:
        for drop in lost:
            note(books, at, "import.drop_confirmed", subject, by=confirmed.by, source=drop.source, drop=str(drop))
    if books.audit_trail(subject):
        note(books, at, "import.recovered", subject)
        books.redraw(subject)


# ── the rest ──────────────────────────────────────────────────────────────────────────────────────


def _note_done(books: Books, at: datetime, ledger: Ledger, snapshot: str, digest: str) -> None:
    note(
        books,
        at,
        "import.done",
        f"snapshot:{snapshot}",
        as_of=ledger.as_of.isoformat(),
        rows=str(sum(stamp.rows for stamp in ledger.stamps)),
        rejected=str(len(ledger.rejected)),
        digest=digest,
    )


def _digest(sources: Sequence[LedgerSource], as_of: date) -> str:
    parts = [as_of.isoformat(), *(f"{source.name}={source.fingerprint()}" for source in sources)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@contextmanager
def _without_collector() -> Iterator[None]:
    """An import makes a million objects, none in a circle: looking for circles would be a third of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
