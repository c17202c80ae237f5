"""How invoices went from due to paid before go-live, from the books alone; what they cannot say is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from zoneinfo import ZoneInfo

from bot.stages.account_owner import ownership
from bot.stages.age import BUCKETS, bucket_label, open_amounts, paid_on, residual
from bot.stages.named import invoices_named
from bot.stages.reports.outstanding import count_back, simple_dso, tenth
from bot.stages.rewind import rewound
from models.baseline import Baseline, PaidInTime, PaidInvoice, Rolled, SalesOutstanding, Step, SurveyAnswer
from models.correspondence import Direction
from models.ledger import Absence, AccountLedger, RecordKind, SourceStamp
from models.money import Money
from models.people import NO_ROSTER, Roster
from models.policy import Policy
from models.receivable import Invoice, Payment

#: Weeks the roll is computed over, and days of the period that sales are counted in: a quarter.
WEEKS, PERIOD = 13, 90
#: Months that a count-back may take.
_MONTHS = 24
#: Invoices that are named where some are left out.
_NAMED = 3
_LABELS = [label for label, _ in BUCKETS]
#: Entity and currency.
_Key = tuple[str, str]


@dataclass(slots=True)
class History:
    """What is gathered, account by account, up to and including *until*."""

    policy: Policy
    until: date
    roster: Roster = NO_ROSTER
    paid: list[PaidInvoice] = field(default_factory=list)
    #: (bucket, currency) → open at the beginning of a week, in a worse bucket at its end.
    rolled: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    #: Open at the end of *until*: all, and not past due.
    receivable: dict[_Key, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    #: Day of issue → what was invoiced.
    sales: dict[_Key, dict[date, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    #: Numbers of what nothing is left to pay on, and no source says since when.
    undated: list[str] = field(default_factory=list)
    #: Paid after *until*.
    later: int = 0
    gone: int = 0

    def add(self, book: AccountLedger) -> None:
        """Take in one account."""
        owner = ownership(book.account, self.policy, self.roster).user_id
        zone = ZoneInfo(next(iter(self.policy.entities.values())).timezone)
        recent = []
        for invoice in book.posted_invoices:
            self._sold(invoice)
            on = paid_on(invoice, book, self.policy.tolerance.get(invoice.amount.currency))
            if on is None or on >= self.until - timedelta(weeks=WEEKS) or invoice.document is not None:
                recent.append(invoice)
            if on is not None and on <= self.until:
                self.paid.append(_paid(invoice, on, book, owner, zone))
            elif on is not None:
                self.later += 1
            elif invoice.gone is not None and invoice.gone.since <= self.until:
                self.gone += 1
            elif invoice.due_on <= self.until and self.policy.settled(residual(invoice, book, self.until)):
                self.undated.append(invoice.number)
        # Neither messages and tickets nor what was paid before the first week say what was open in it.
        self._roll(replace(book, invoices=tuple(recent), messages=(), tickets=()), zone)

    def _sold(self, invoice: Invoice) -> None:
        if invoice.issued_on <= self.until:
            key = invoice.entity, invoice.amount.currency
            self.sales[key][invoice.issued_on] += invoice.amount.minor

    def _roll(self, book: AccountLedger, zone: ZoneInfo) -> None:
        later = self._open_on(book, self.until, zone)
        for (entity, _, currency), (place, left) in later.items():
            owed = self.receivable[entity, currency]
            owed[0] += left
            owed[1] += left if place == 0 else 0
        for week in range(1, WEEKS + 1):
            earlier = self._open_on(book, self.until - timedelta(weeks=week), zone)
            for key, (place, left) in earlier.items():
                worse, still = later.get(key, (0, 0))
                counted = self.rolled[_LABELS[place], key[2]]
                counted[0] += left
                counted[1] += min(left, still) if worse > place else 0
            later = earlier

    def _open_on(self, book: AccountLedger, day: date, zone: ZoneInfo) -> dict[tuple[str, str, str], tuple[int, int]]:
        """(entity, number, currency) → place of its bucket, and what was open beyond the tolerance."""
        return {
            (invoice.entity, invoice.number, left.currency): (
                _LABELS.index(bucket_label((day - invoice.due_on).days)),
                left.minor,
            )
            for invoice, left in open_amounts(rewound(book, day, zone), day)
            if not self.policy.settled(left)
        }


def _paid(invoice: Invoice, on: date, book: AccountLedger, owner: str, zone: ZoneInfo) -> PaidInvoice:
    return PaidInvoice(
        account_id=invoice.account_id,
        owner_id=owner,
        entity=invoice.entity,
        number=invoice.number,
        amount=invoice.amount,
        due_on=invoice.due_on,
        paid_on=on,
        steps=tuple(sorted(_steps(invoice, on, book, zone), key=lambda step: step.on)),
    )


def _steps(invoice: Invoice, on: date, book: AccountLedger, zone: ZoneInfo) -> Iterator[Step]:
    """What the books have about one invoice until it was paid, ties in the order of a life."""
    yield Step(invoice.issued_on, "issued")
    yield Step(invoice.due_on, "due")
    for promise in book.promises:
        if invoice.number in promise.invoice_numbers and promise.due_on <= on:
            yield Step(promise.due_on, "promised for this day")
    for message in book.messages:
        day = message.at.astimezone(zone).date()
        if day <= on and invoices_named(f"{message.subject}\n{message.text}", [invoice]):
            yield Step(day, "mail of ours" if message.direction is Direction.OUTBOUND else "mail of theirs")
    for item in book.posted_money:
        if item.invoice_number and invoice.goes_by(item.invoice_number):
            received = item.received_on if isinstance(item, Payment) else item.issued_on
            what = "payment" if isinstance(item, Payment) else "credit note"
            if received <= on:
                yield Step(received, f"{what} of {item.amount}")
    yield Step(on, "paid")


# ── figures ───────────────────────────────────────────────────────────────────────────────────────


def until(go_live: date, as_of: date) -> date:
    """The last day a baseline may speak of: the eve of go-live, or the day of the books if that is earlier."""
    return min(as_of, go_live - timedelta(days=1))


def baseline(
    history: History,
    *,
    as_of: date,
    stamps: Sequence[SourceStamp],
    answers: Sequence[SurveyAnswer],
    silent: Sequence[str],
) -> Baseline:
    """The figures of a whole history."""
    partial = [stamp.name for stamp in stamps if _lists_only_open(stamp)]
    return Baseline(
        until=history.until,
        as_of=as_of,
        paid=tuple(_in_time(history.paid)),
        weeks=WEEKS,
        rolled=() if partial else tuple(_rolled(history)),
        outstanding=tuple(_outstanding(history, key, is_whole=not partial) for key in sorted(history.receivable)),
        missing=tuple(_missing(history, partial)),
        answers=tuple(answers),
        silent=tuple(silent),
    )


def _in_time(paid: Sequence[PaidInvoice]) -> Iterator[PaidInTime]:
    owners = sorted({each.owner_id for each in paid})
    for owner in ("", *owners) if paid else ():
        mine = [each.days for each in paid if owner in ("", each.owner_id)]
        yield PaidInTime(
            owner_id=owner,
            count=len(mine),
            median_days=tenth(Decimal(str(median(mine)))),
            mean_days=tenth(Decimal(sum(mine)) / len(mine)),
            by_due=sum(days <= 0 for days in mine),
            within_30=sum(days <= 30 for days in mine),
        )


def _rolled(history: History) -> Iterator[Rolled]:
    # From the last bucket there is no worse one.
    for currency in sorted({currency for _, currency in history.rolled}):
        for label in _LABELS[:-1]:
            began, worse = history.rolled.get((label, currency), (0, 0))
            yield Rolled(label, Money(began, currency), Money(worse, currency))


def _outstanding(history: History, key: _Key, *, is_whole: bool) -> SalesOutstanding:
    entity, currency = key
    owed, not_due = history.receivable[key]
    begins = history.until - timedelta(days=PERIOD)
    sales = history.sales.get(key, {})
    sold = sum(amount for day, amount in sales.items() if day > begins)
    known = SalesOutstanding(
        entity=entity, currency=currency, receivable=Money(owed, currency), sales=Money(sold, currency)
    )
    if not is_whole or not _reaches(history, key):
        return known
    return replace(
        known,
        simple=simple_dso(owed, sold, PERIOD),
        count_back=count_back(owed, _months(sales, history.until)),
        best_possible=simple_dso(not_due, sold, PERIOD),
    )


def _reaches(history: History, key: _Key) -> bool:
    """Whether the books of *key* begin early enough for a whole period."""
    return min(history.sales.get(key, {history.until: 0})) <= history.until - timedelta(days=PERIOD)


def _months(sales: dict[date, int], last: date) -> Iterator[tuple[int, int]]:
    """What was sold in each calendar month and its days, the newest first; the newest ends on *last*."""
    earliest = min(sales, default=last)
    for _ in range(_MONTHS):
        first = last.replace(day=1)
        if first < earliest.replace(day=1):
            return
        yield sum(amount for day, amount in sales.items() if first <= day <= last), last.day
        last = first - timedelta(days=1)


def _lists_only_open(stamp: SourceStamp) -> bool:
    return stamp.kind is RecordKind.INVOICES and stamp.absence is Absence.OPEN_ITEMS


def _invoices(count: int) -> str:
    return "1 invoice is" if count == 1 else f"{count} invoices are"


def _first(numbers: Sequence[str]) -> str:
    named = ", ".join(numbers[:_NAMED])
    return f"{named} and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else named


def _missing(history: History, partial: Sequence[str]) -> Iterable[str]:
    """What the figures leave out, and why."""
    if not history.paid:
        yield f"No invoice was settled by {history.until}, so there is no history: give the ERP's settled items too."
    if history.undated:
        told = f"{_invoices(len(history.undated))} left out ({_first(history.undated)})"
        yield f"{told}: nothing beyond the tolerance is left, and no source says since which day."
    if history.later:
        yield f"{_invoices(history.later)} left out: paid after {history.until}, the last day this speaks of."
    if history.gone:
        yield f"{_invoices(history.gone)} left out: gone from every list, and nobody says paid."
    if partial:
        named = ", ".join(partial)
        yield f"DSO was not computed: {named} lists only what is open, so what was sold is not all there."
        yield f"The weekly roll was not computed: {named} lists only what is open, so what was paid is not all there."
    for entity, currency in sorted(history.receivable) if not partial else ():
        if not _reaches(history, (entity, currency)):
            yield f"DSO of {entity} in {currency} was not computed: its invoices do not go back {PERIOD} days."
        elif _outstanding(history, (entity, currency), is_whole=True).count_back is None:
            yield f"Count-back of {entity} in {currency} was not computed: a month without sales, or too few months."
    yield "Who owned an account, and what the ERP's dispute marks were, is today's word: the books do not say it."
