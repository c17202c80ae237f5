"""Read every source and make one new snapshot visible, all at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.flows.desk import Desk, note
from bot.ports import LedgerSource
from bot.stages.reconcile import reconcile
from models.ledger import Ledger


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. *snapshot* is None when the same files were already in."""

    ledger: Ledger
    snapshot: str | None


def import_ledger(desk: Desk, sources: Sequence[LedgerSource], *, as_of: date) -> ImportReport:
    """Import all *sources* as one snapshot that is true for *as_of*.

    Raises:
        SourceError: a source could not be read; the snapshot before stays current.
    """
    at = desk.clock.now()
    digest = _digest(sources, as_of)
    ledger = reconcile([source.read(as_of=as_of, read_at=at) for source in sources], as_of=as_of)
    with desk.store.transaction() as books:
        if books.snapshot_digest() == digest:
            return ImportReport(ledger, None)
        snapshot = books.replace_ledger(ledger, digest)
        note(
            books,
            at,
            "import.done",
            f"snapshot:{snapshot}",
            as_of=as_of.isoformat(),
            rows=str(sum(stamp.rows for stamp in ledger.stamps)),
            rejected=str(len(ledger.rejected)),
            digest=digest,
        )
    return ImportReport(ledger, snapshot)


def _digest(sources: Sequence[LedgerSource], as_of: date) -> str:
    parts = [as_of.isoformat(), *(f"{source.name}={source.fingerprint()}" for source in sources)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
