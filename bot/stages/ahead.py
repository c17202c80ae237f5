"""Records that are dated after the day of the books: they count from their day on, and may be a date misread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from models.ledger import SourceReport
from models.receivable import CreditNote, Invoice, Payment

_NAMED = 3


def ahead_lines(reports: Iterable[SourceReport], as_of: date) -> Iterator[str]:
    """One line for each source that has some, with the latest of them."""
    for report in reports:
        later = sorted(_later(report, as_of), reverse=True)
        if later:
            named = ", ".join(f"{name} on {on}" for on, name in later[:_NAMED])
            count = f"{len(later)} row is" if len(later) == 1 else f"{len(later)} rows are"
            more = f" and {len(later) - _NAMED} more" if len(later) > _NAMED else ""
            yield (
                f"{report.stamp.name}: {count} dated after {as_of}, so not counted yet: {named}{more} → "
                "nothing, if that is right; else correct date_format"
            )


def _later(report: SourceReport, as_of: date) -> Iterator[tuple[date, str]]:
    for record in report.records:
        if isinstance(record, Payment) and record.received_on > as_of:
            yield record.received_on, record.id
        if isinstance(record, (Invoice, CreditNote)) and record.issued_on > as_of:
            yield record.issued_on, record.number if isinstance(record, Invoice) else record.id
