"""What it means that a record is not in an import: it is as it was, it has moved, or it is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.correspondence import Mail
from models.ledger import Absence, Record, RecordKind, SourceReport, SourceStamp
from models.money import Money
from models.receivable import CreditNote, Gone, Invoice, Payment, instalment_number

#: An invoice wherever it is listed: entity and number.
_Name = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The reports of an import together with what the one before knew."""

    reports: tuple[SourceReport, ...]
    #: What no source lists any more, whenever it went; also among the records of *reports*.
    gone: tuple[Invoice, ...]
    #: Source → what it listed before and another one lists now.
    moved: Mapping[str, tuple[Invoice, ...]]


def carry_over(
    reports: Sequence[SourceReport],
    *,
    before: Iterable[Invoice],
    kept: Mapping[str, Iterable[Record]],
    as_of: date,
) -> Carried:
    """Complete *reports* with what is true although it is not in them.

    *before* is every invoice of the last import; *kept* is what each source of changes had said until then.
    """
    whole = [_with_volume(_merged(report, kept.get(report.stamp.name, ()))) for report in reports]
    unread = {(row.source, row.record_id) for report in whole for row in report.rejected if row.record_id}
    listed: dict[str, set[_Name]] | None = None
    gone: list[Invoice] = []
    moved: dict[str, list[Invoice]] = defaultdict(list)
    for invoice in before:
        listed = _listed(whole) if listed is None else listed
        source, name = invoice.origin.source, (invoice.entity, invoice.number)
        if name in listed.get(source, ()):
            continue
        if any(name in names for names in listed.values()):
            if invoice.gone is None:
                moved[source].append(invoice)
        else:
            gone.append(_gone(invoice, (source, invoice.document or invoice.number) in unread, as_of))
    return Carried(
        reports=_with_gone(whole, gone),
        gone=tuple(gone),
        moved={source: tuple(invoices) for source, invoices in moved.items()},
    )


def record_key(record: Record | Mail) -> tuple[str | None, ...]:
    """What tells the records of one source apart; a change replaces the one with the same key."""
    if isinstance(record, Invoice):
        return record.number, record.entity, record.account_id, record.instalment
    return (record.id,)


def _merged(report: SourceReport, kept: Iterable[Record]) -> SourceReport:
    if report.stamp.absence is not Absence.CHANGES:
        return report
    records: dict[tuple[str | None, ...], Record | Mail] = {record_key(record): record for record in kept}
    for record in report.records:
        records[record_key(record)] = record
    return replace(report, stamp=replace(report.stamp, rows=len(records)), records=tuple(records.values()))


def _with_volume(report: SourceReport) -> SourceReport:
    return replace(report, stamp=replace(report.stamp, volume=volume(report.records)))


def volume(records: Iterable[Record | Mail]) -> tuple[Money, ...]:
    """The amounts that invoices, payments and credit notes name, per currency and whatever their sign."""
    sums: dict[str, int] = defaultdict(int)
    for record in records:
        if isinstance(record, (Invoice, Payment, CreditNote)):
            sums[record.amount.currency] += abs(record.amount.minor)
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.items()))


def _listed(reports: Iterable[SourceReport]) -> dict[str, set[_Name]]:
    return {
        report.stamp.name: {
            (record.entity, instalment_number(record.number, record.instalment))
            for record in report.records
            if isinstance(record, Invoice)
        }
        for report in reports
        if report.stamp.kind is RecordKind.INVOICES
    }


def _gone(invoice: Invoice, is_unread: bool, as_of: date) -> Invoice:
    """As it was when it was last seen, as a source would write it, and since when it is not there."""
    known = invoice.gone
    gone = known if known is not None and known.is_unread is is_unread else Gone(as_of, is_unread)
    return replace(invoice, number=invoice.document or invoice.number, document=None, gone=gone)


def _with_gone(reports: Sequence[SourceReport], gone: Sequence[Invoice]) -> tuple[SourceReport, ...]:
    """A source that is no longer declared has no report, so all go with the first; each names its own origin."""
    if not gone or not reports:
        return tuple(reports)
    first, *rest = reports
    return (replace(first, records=(*first.records, *gone)), *rest)


def gone_lines(gone: Iterable[Invoice], as_of: date) -> tuple[str, ...]:
    """What the import says of invoices that no source lists any more, a line per source and currency."""
    found: dict[tuple[str, str], list[Invoice]] = defaultdict(list)
    for invoice in gone:
        found[invoice.origin.source, invoice.amount.currency].append(invoice)
    return tuple(_gone_line(source, invoices, as_of) for (source, _), invoices in sorted(found.items()))


def _gone_line(source: str, invoices: Sequence[Invoice], as_of: date) -> str:
    new = [invoice for invoice in invoices if invoice.gone is not None and invoice.gone.since == as_of]
    unread = sum(invoice.gone is not None and invoice.gone.is_unread for invoice in invoices)
    told = f"{source}: {len(invoices)} invoices for {volume(invoices)[0]} are no longer on the list"
    told += f", {len(new)} of them since this import" if new else ""
    told += f"; {unread} because their row cannot be read" if unread else ""
    return f"{told}; they are not asked for and not called paid"


@dataclass(frozen=True, slots=True)
class Drop:
    """A source that has lost more than the policy lets pass without a word."""

    source: str
    #: "rows", or the currency of the money.
    of: str
    before: str
    after: str
    percent: int
    limit: int

    def __str__(self) -> str:
        what = "rows" if self.of == "rows" else f"{self.of} of money"
        return f"{self.source} fell from {self.before} to {self.after} {what} ({self.percent} %, limit {self.limit} %)"


def drops(
    before: Sequence[SourceStamp],
    after: Sequence[SourceStamp],
    moved: Mapping[str, Sequence[Invoice]],
    limits: Mapping[str, int],
    limit: int,
) -> tuple[Drop, ...]:
    """Every source with fewer rows, or less money in a currency, than the policy lets pass; in order of name.

    *limit* is in percent, *limits* has the sources it differs for. What another source lists now is not lost; a source
    that is no longer declared is lost whole.
    """
    now = {stamp.name: stamp for stamp in after}
    found: list[Drop] = []
    for stamp in sorted(before, key=lambda stamp: stamp.name):
        left, gone_on = now.get(stamp.name), moved.get(stamp.name, ())
        allowed = limits.get(stamp.name, limit)
        rows = (left.rows if left else 0) + len(gone_on)
        fell = [("rows", stamp.rows, rows, f"{stamp.rows:,}", f"{rows:,}")]
        money = _sums([*(left.volume if left else ()), *volume(gone_on)])
        for was in stamp.volume:
            rest = Money(money.get(was.currency, 0), was.currency)
            fell.append((was.currency, was.minor, rest.minor, _plain(was), _plain(rest)))
        found += [
            Drop(stamp.name, of, told, told_now, (was - rest) * 100 // was, allowed)
            for of, was, rest, told, told_now in fell
            if was > 0 and (was - rest) * 100 > allowed * was
        ]
    return tuple(found)


def _sums(amounts: Iterable[Money]) -> Mapping[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for amount in amounts:
        sums[amount.currency] += amount.minor
    return sums


def _plain(amount: Money) -> str:
    return str(amount).rpartition(" ")[0]
