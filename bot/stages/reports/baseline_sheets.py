"""The baseline as sheets that people read: the same on a terminal and in a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.stages.reports.baseline import PERIOD
from bot.stages.reports.outstanding import tenth
from models.baseline import Baseline, PaidInvoice, SurveyAnswer
from models.measure import Measure
from models.policy import Policy
from models.report import Cell, Ratio, ReportSheet


def in_time(found: Baseline, policy: Policy) -> ReportSheet:
    """How invoices were paid, over all and for each owner."""
    rows = tuple(
        (
            owner(each.owner_id, policy) if each.owner_id else "all",
            each.count,
            each.median_days,
            each.mean_days,
            Ratio(each.by_due, each.count),
            each.by_due,
            Ratio(each.within_30, each.count),
            each.within_30,
        )
        for each in found.paid
    )
    days = (str(Measure.MEDIAN_DAYS), str(Measure.MEAN_DAYS))
    in_days = (str(Measure.BY_DUE), "count", str(Measure.WITHIN_30), "count")
    return ReportSheet(title="Due to paid", head=("owner", "invoices", *days, *in_days), rows=rows)


def roll(found: Baseline) -> ReportSheet:
    """What went from each bucket into a worse one within a week."""
    rows = tuple(
        (each.bucket, each.open.currency, each.open, each.worse, Ratio(each.worse.minor, each.open.minor))
        for each in found.rolled
    )
    summed = f"The {found.weeks} weeks to {found.until} added up: what stood open for three weeks is in it thrice."
    return ReportSheet(
        title=str(Measure.ROLL).capitalize(),
        head=("bucket", "currency", "open as a week began", "in a worse bucket as it ended", "roll"),
        rows=rows,
        notes=(summed if rows else "Left out says why.",),
    )


def outstanding(found: Baseline) -> ReportSheet:
    """Days of sales outstanding; "–" = the sheet *Left out* says why not."""
    rows = tuple(
        (
            each.entity,
            each.currency,
            each.receivable,
            each.sales,
            each.simple,
            each.count_back,
            each.best_possible,
            None if each.simple is None or each.best_possible is None else each.simple - each.best_possible,
        )
        for each in found.outstanding
    )
    measures = (Measure.DSO, Measure.COUNT_BACK, Measure.BEST_POSSIBLE, Measure.DELINQUENT)
    return ReportSheet(
        title="Days of sales outstanding",
        head=("entity", "currency", "owed to us", f"invoiced in {PERIOD} days", *map(str, measures)),
        rows=rows,
    )


def survey(found: Baseline) -> ReportSheet:
    """What owners said a follow-up takes them."""
    rows: list[tuple[Cell, ...]] = [
        (each.by_name, each.minutes, each.per_week, _hours([each]), f"{each.at:%Y-%m-%d %H:%M} UTC")
        for each in found.answers
    ]
    if len(rows) > 1:
        rows.append(("all", None, sum(each.per_week for each in found.answers), _hours(found.answers), None))
    silent = f"Asked and not answered: {', '.join(found.silent)}." if found.silent else ""
    return ReportSheet(
        title="Follow-ups, as owners say",
        head=("owner", str(Measure.MINUTES), str(Measure.PER_WEEK), str(Measure.HOURS), "said"),
        rows=tuple(rows),
        notes=tuple(filter(None, (silent,))),
    )


def _hours(answers: Sequence[SurveyAnswer]) -> Decimal:
    return tenth(Decimal(sum(each.minutes * each.per_week for each in answers)) / 60)


def left_out(found: Baseline) -> ReportSheet:
    """What could not be computed, and why."""
    return ReportSheet(title="Left out", head=("what, and why",), rows=tuple((told,) for told in found.missing))


def history(paid: Sequence[PaidInvoice], policy: Policy) -> ReportSheet:
    """Every invoice from due to paid, with what happened to it on the way."""
    rows = tuple(
        (
            each.entity,
            each.account_id,
            owner(each.owner_id, policy),
            each.number,
            each.amount,
            each.amount.currency,
            each.due_on,
            each.paid_on,
            each.days,
            "; ".join(f"{step.on} {step.what}" for step in each.steps),
        )
        for each in paid
    )
    which = ("entity", "account", "owner", "invoice", "amount", "currency")
    head = (*which, "due", "paid", "days from due to paid", "steps")
    return ReportSheet(title="Invoices", head=head, rows=rows)


def owner(owner_id: str, policy: Policy) -> str:
    """A person's name where the policy has it."""
    member = policy.members.get(owner_id)
    return member.name if member else owner_id


def summary(found: Baseline, policy: Policy) -> tuple[ReportSheet, ...]:
    """Every sheet but the invoices."""
    return in_time(found, policy), roll(found), outstanding(found), survey(found), left_out(found)
