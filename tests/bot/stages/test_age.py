from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stages.age import billing_keys, bucket_label, buckets, open_items, outstanding, residual, unapplied
from bot.stages.aging_summary import summarise
from bot.stages.reconcile import reconcile
from models.evidence import Origin
from models.ledger import Account, AccountLedger, Ledger, Record, RecordKind, SourceReport, SourceStamp
from models.money import Money, total
from models.receivable import CreditNote, Invoice, Payment

AS_OF = date(2026, 5, 11)
ORIGIN = Origin("erp", "", AS_OF)
LABELS = ["Current", "1–30", "31–60", "61–90", "91+"]


def euro(amount: int) -> Money:
    return Money(amount * 100, "EUR")


def invoice(
    number: str, amount: Money, *, overdue: int = 10, entity: str = "us", settled: int | None = None
) -> Invoice:
    """*overdue* days on AS_OF; *settled* so many days before AS_OF."""
    due = AS_OF - timedelta(days=overdue)
    return Invoice(
        number=number,
        account_id="A",
        entity=entity,
        amount=amount,
        issued_on=min(due - timedelta(days=30), AS_OF),
        due_on=due,
        origin=ORIGIN,
        settled_on=None if settled is None else AS_OF - timedelta(days=settled),
    )


def payment(id_: str, amount: Money, number: str | None, entity: str = "us") -> Payment:
    return Payment(
        id=id_, account_id="A", amount=amount, received_on=AS_OF, origin=ORIGIN, entity=entity, invoice_number=number
    )


def credit(id_: str, amount: Money, number: str | None, entity: str = "us") -> CreditNote:
    return CreditNote(
        id=id_, account_id="A", amount=amount, issued_on=AS_OF, origin=ORIGIN, entity=entity, invoice_number=number
    )


def book(*records: Record) -> AccountLedger:
    return AccountLedger(
        account=Account(id="A", origin=ORIGIN),
        invoices=tuple(item for item in records if isinstance(item, Invoice)),
        payments=tuple(item for item in records if isinstance(item, Payment)),
        credit_notes=tuple(item for item in records if isinstance(item, CreditNote)),
    )


@pytest.mark.parametrize(
    ("days", "label"),
    [
        pytest.param(-400, "Current", id="due next year"),
        pytest.param(0, "Current", id="due today is not past due"),
        pytest.param(1, "1–30", id="due yesterday"),
        pytest.param(30, "1–30", id="the thirtieth day"),
        pytest.param(31, "31–60", id="the thirty-first"),
        pytest.param(60, "31–60", id="the sixtieth"),
        pytest.param(61, "61–90", id="the sixty-first"),
        pytest.param(90, "61–90", id="the ninetieth"),
        pytest.param(91, "91+", id="the ninety-first"),
        pytest.param(9999, "91+", id="decades"),
    ],
)
def test_age_is_counted_in_calendar_days_from_the_due_date(days: int, label: str) -> None:
    (item,) = open_items(book(invoice("1", euro(7), overdue=days)), AS_OF)
    assert item.days_past_due == days
    assert bucket_label(days) == label
    found = buckets([item], "EUR")
    assert [bucket.label for bucket in found] == LABELS
    assert {bucket.label for bucket in found if bucket.amount == euro(7)} == {label}
    assert total((bucket.amount for bucket in found), "EUR") == euro(7)


def test_all_five_buckets_are_there_when_nothing_is_open() -> None:
    assert [(bucket.label, bucket.amount) for bucket in buckets([], "USD")] == [
        (label, Money(0, "USD")) for label in LABELS
    ]


def test_buckets_of_two_currencies_are_refused() -> None:
    items = open_items(book(invoice("1", euro(1)), invoice("2", Money(100, "USD"))), AS_OF)
    with pytest.raises(ValueError, match="cannot be added"):
        buckets(items, "EUR")


@pytest.mark.parametrize(
    ("records", "left", "spare"),
    [
        pytest.param([], 100, 0, id="nothing paid"),
        pytest.param([payment("P", euro(40), "1")], 60, 0, id="paid in part"),
        pytest.param([payment("P", euro(100), "1")], 0, 0, id="paid"),
        pytest.param([payment("P", euro(90), "1"), credit("C", euro(10), "1")], 0, 0, id="the rest credited"),
        pytest.param([payment("P", euro(130), "1")], -30, 30, id="paid too much"),
        pytest.param([payment("P", euro(100), "1"), payment("Q", euro(100), "1")], -100, 100, id="paid twice"),
        pytest.param([payment("P", euro(100), "1"), payment("Q", euro(-100), "1")], 100, 0, id="paid and sent back"),
        pytest.param([payment("P", euro(40), None)], 100, 40, id="paid without a number"),
        pytest.param([credit("C", euro(40), None)], 100, 40, id="credited without a number"),
        pytest.param([payment("P", euro(40), "01")], 100, 40, id="paid to a number nobody knows"),
        pytest.param([payment("P", euro(40), "1", entity="uk")], 100, 0, id="paid to another entity"),
        pytest.param([payment("P", Money(4000, "USD"), "1")], 100, 0, id="paid in another currency"),
    ],
)
def test_what_is_left_and_what_is_unapplied(records: list[Record], left: int, spare: int) -> None:
    one = invoice("1", euro(100))
    mine = book(one, *records)
    assert residual(one, mine, AS_OF) == euro(left)
    assert unapplied(mine, "us", "EUR") == euro(spare)
    assert [item.open for item in open_items(mine, AS_OF)] == ([euro(left)] if left > 0 else [])


@pytest.mark.parametrize(
    ("settled", "paid", "left", "spare"),
    [
        pytest.param(0, 0, 0, 0, id="settled today"),
        pytest.param(-1, 0, 100, 0, id="settled tomorrow"),
        pytest.param(5, 100, 0, 0, id="settled, and the payment is there too"),
        pytest.param(5, 60, 0, 0, id="settled, and part of the payment is there"),
        pytest.param(5, 130, -30, 30, id="settled with too much"),
    ],
)
def test_an_erp_that_says_settled_is_believed(settled: int, paid: int, left: int, spare: int) -> None:
    one = invoice("1", euro(100), settled=settled)
    mine = book(one, payment("P", euro(paid), "1"))
    assert residual(one, mine, AS_OF) == euro(left)
    assert unapplied(mine, "us", "EUR") == euro(spare)


def test_items_come_oldest_due_date_first_and_keep_entities_apart() -> None:
    mine = book(
        invoice("3", euro(1), overdue=-5), invoice("2", euro(1), overdue=40), invoice("1", euro(1), entity="uk")
    )
    assert [item.invoice.number for item in open_items(mine, AS_OF)] == ["2", "1", "3"]
    assert billing_keys(mine) == (("uk", "EUR"), ("us", "EUR"))
    assert outstanding(mine, "us", "EUR", AS_OF) == euro(2)
    assert outstanding(mine, "uk", "EUR", AS_OF) == euro(1)
    assert outstanding(mine, "uk", "USD", AS_OF) == Money(0, "USD")


def test_an_open_item_tells_payments_from_credits_of_ours() -> None:
    mine = book(invoice("1", euro(100)), payment("P", euro(30), "1"), credit("C", euro(10), "1"))
    (item,) = open_items(mine, AS_OF)
    assert (item.open, item.paid) == (euro(60), euro(30))


def test_more_unapplied_than_open_is_what_we_owe_them() -> None:
    assert outstanding(book(invoice("1", euro(5)), payment("P", euro(8), None)), "us", "EUR", AS_OF) == euro(-3)


# ── for every ledger ──────────────────────────────────────────────────────────────────────────────

_accounts = st.sampled_from("AB")
_entities = st.sampled_from(["us", "uk"])
_currencies = st.sampled_from(["EUR", "USD"])
_numbers = st.sampled_from([str(number) for number in range(6)])
_days = st.integers(-120, 40).map(lambda days: AS_OF + timedelta(days=days))


@st.composite
def ledgers(draw: st.DrawFn) -> list[SourceReport]:
    """Books as they come: money for no invoice, another's, in another currency, twice, too much, sent back."""
    keys = draw(st.lists(st.tuples(_entities, _numbers), unique=True, max_size=8))
    invoices = [
        Invoice(
            number=number,
            account_id=draw(_accounts),
            entity=entity,
            amount=Money(draw(st.integers(0, 9999)), draw(_currencies)),
            issued_on=draw(_days),
            due_on=draw(_days),
            origin=Origin("invoices", f"i.csv:{line}", AS_OF),
            settled_on=draw(st.none() | _days),
        )
        for line, (entity, number) in enumerate(keys, 2)
    ]
    payments = [
        Payment(
            id=f"P{line}",
            account_id=draw(_accounts),
            amount=Money(draw(st.integers(-9999, 9999)), draw(_currencies)),
            received_on=draw(_days),
            origin=Origin("payments", f"p.csv:{line}", AS_OF),
            entity=draw(_entities),
            invoice_number=draw(st.none() | _numbers),
        )
        for line in range(draw(st.integers(0, 8)))
    ]
    credits = [
        CreditNote(
            id=f"C{line}",
            account_id=draw(_accounts),
            amount=Money(draw(st.integers(0, 9999)), draw(_currencies)),
            issued_on=draw(_days),
            origin=Origin("credit_notes", f"c.csv:{line}", AS_OF),
            entity=draw(_entities),
            invoice_number=draw(st.none() | _numbers),
        )
        for line in range(draw(st.integers(0, 4)))
    ]
    found: dict[RecordKind, Sequence[Record]] = {
        RecordKind.INVOICES: invoices,
        RecordKind.PAYMENTS: payments,
        RecordKind.CREDIT_NOTES: credits,
    }
    at = datetime(2026, 5, 11, 5, tzinfo=UTC)
    return [
        SourceReport(SourceStamp(kind, kind, AS_OF, at, len(records), 0), tuple(records))
        for kind, records in found.items()
    ]


def net(mine: AccountLedger, entity: str, currency: str) -> int:
    """Invoices not settled, less all money received or credited, in minor units: the formula written a second way.

    Money that went into an invoice the ERP calls settled is not owed back.
    """

    def here(item: Invoice | Payment | CreditNote) -> bool:
        return (item.entity, item.amount.currency) == (entity, currency)

    money: list[Payment | CreditNote] = [*mine.payments, *mine.credit_notes]
    result = -sum(item.amount.minor for item in money if here(item))
    for one in filter(here, mine.invoices):
        if one.settled_on is None or one.settled_on > AS_OF:
            result += one.amount.minor
        else:
            into = sum(item.amount.minor for item in money if here(item) and item.invoice_number == one.number)
            result += min(one.amount.minor, into)
    return result


@given(ledgers())
def test_buckets_less_unapplied_are_net_outstanding(reports: list[SourceReport]) -> None:
    ledger = reconcile(reports, as_of=AS_OF)
    sums: dict[tuple[str, str], int] = {}
    for mine in ledger.accounts.values():
        for entity, currency in billing_keys(mine):
            expected = net(mine, entity, currency)
            items = [
                item
                for item in open_items(mine, AS_OF)
                if (item.invoice.entity, item.open.currency) == (entity, currency)
            ]
            in_buckets = total((bucket.amount for bucket in buckets(items, currency)), currency)
            assert in_buckets - unapplied(mine, entity, currency) == Money(expected, currency)
            assert outstanding(mine, entity, currency, AS_OF) == Money(expected, currency)
            assert all(item.open.minor > 0 for item in items)
            sums[entity, currency] = sums.get((entity, currency), 0) + expected
    summaries = summarise(ledger, AS_OF)
    assert {(each.entity, each.currency): each.outstanding.minor for each in summaries} == sums
    for each in summaries:
        in_tallies = total((tally.amount for _, tally in each.buckets), each.currency)
        assert in_tallies - each.unapplied == each.outstanding
        assert sum(tally.count for _, tally in each.buckets) == each.open.count


@given(ledgers(), st.integers(0, 2**16))
def test_the_order_of_the_import_is_no_matter(reports: list[SourceReport], seed: int) -> None:
    chance = random.Random(seed)
    mixed = [SourceReport(each.stamp, tuple(chance.sample(each.records, len(each.records)))) for each in reports]
    ledger = reconcile(reports, as_of=AS_OF)
    again = reconcile(chance.sample(mixed, len(mixed)), as_of=AS_OF)
    assert again == ledger
    assert summarise(again, AS_OF) == summarise(ledger, AS_OF)


def test_an_empty_ledger_has_nothing_to_sum_up() -> None:
    assert summarise(Ledger(as_of=AS_OF, stamps=(), accounts={}), AS_OF) == ()
