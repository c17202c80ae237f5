"""What is owed: which documents count, who takes up which money, and that none of it is made or lost on the way."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stages.age import billing_keys, buckets, open_items, outstanding, paid_on, unapplied
from bot.stages.aging_summary import summarise
from bot.stages.reconcile import reconcile
from models.correspondence import Direction, Message
from models.evidence import Origin
from models.ledger import (
    Account,
    AccountLedger,
    Dissent,
    Ledger,
    Promise,
    Record,
    RecordKind,
    SourceReport,
    SourceStamp,
)
from models.money import EXPONENTS, Money, total
from models.receivable import CreditNote, Invoice, Payment, Posting, instalment_number
from tests.bot.stages import ledger_builder as an

AS_OF = date(2026, 5, 11)
AT = datetime(2026, 5, 11, 5, tzinfo=UTC)
NOT_POSTED = [status for status in Posting if status is not Posting.POSTED]


def euro(amount: int) -> Money:
    return Money(amount * 100, "EUR")


def invoice(number: str = "1", amount: int = 100, *, overdue: int = 10, **other: object) -> Invoice:
    due = AS_OF - timedelta(days=overdue)
    known: dict[str, object] = {
        "account_id": "A",
        "entity": "us",
        "amount": euro(amount),
        "issued_on": min(due - timedelta(days=30), AS_OF),
        "due_on": due,
        "origin": Origin("invoices", "i.csv:2", AS_OF),
    }
    return Invoice(number=number, **(known | other))  # type: ignore[arg-type]


def part(place: str, amount: int = 100, *, overdue: int, **other: object) -> Invoice:
    """One instalment of F26-0117, as the ERP lists it."""
    row = Origin("invoices", f"i.csv:{place}", AS_OF)
    return invoice("F26-0117", amount, overdue=overdue, instalment=place, origin=row, **other)


def payment(amount: int, number: str | None = None, id_: str = "P", **other: object) -> Payment:
    known: dict[str, object] = {
        "account_id": "A",
        "entity": "us",
        "received_on": date(2026, 5, 5),
        "origin": Origin("payments", f"p.csv:{id_}", AS_OF),
    }
    return Payment(id=id_, amount=euro(amount), invoice_number=number, **(known | other))  # type: ignore[arg-type]


def credit(amount: int, number: str | None = None, **other: object) -> CreditNote:
    known: dict[str, object] = {
        "account_id": "A",
        "entity": "us",
        "issued_on": date(2026, 5, 5),
        "origin": Origin("credit_notes", "c.csv:2", AS_OF),
    }
    return CreditNote(id="C", amount=euro(amount), invoice_number=number, **(known | other))  # type: ignore[arg-type]


_KINDS = {Account: RecordKind.ACCOUNTS, Invoice: RecordKind.INVOICES, Payment: RecordKind.PAYMENTS}


def reports(records: Sequence[Record], source: str = "") -> list[SourceReport]:
    """A source for each kind among *records*."""
    by_kind: dict[RecordKind, list[Record]] = defaultdict(list)
    for record in records:
        by_kind[_KINDS.get(type(record), RecordKind.CREDIT_NOTES)].append(record)
    return [
        SourceReport(SourceStamp(f"{source}{kind}", kind, AS_OF, AT, len(found), 0), tuple(found))
        for kind, found in by_kind.items()
    ]


def books(*records: Record) -> Ledger:
    account = Account(id="A", origin=Origin("accounts", "a.csv:2", AS_OF))
    return reconcile(reports([account, *records]), as_of=AS_OF)


def book(*records: Record) -> AccountLedger:
    return books(*records).accounts["A"]


def still_open(found: AccountLedger) -> dict[str, int]:
    """Number → what is left, in whole units."""
    return {item.invoice.number: item.open.minor // 100 for item in open_items(found, AS_OF)}


# ── what counts ──────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("status", NOT_POSTED)
def test_an_invoice_that_is_not_posted_counts_nowhere(status: Posting) -> None:
    ledger = books(invoice("1"), invoice("2", 70, status=status))
    found = ledger.accounts["A"]

    assert still_open(found) == {"1": 100}
    assert outstanding(found, "us", "EUR", AS_OF) == euro(100)
    assert summarise(ledger, AS_OF)[0].open.count == 1
    assert [one.number for one in found.invoices] == ["1", "2"], "it can still be looked up"


@pytest.mark.parametrize("status", [None, Posting.POSTED, "posted"])
def test_posted_and_a_source_without_a_status_count(status: Posting | None) -> None:
    found = book(invoice("1", status=status), payment(40, "1", status=status), credit(10, "1", status=status))

    assert still_open(found) == {"1": 50}


def test_a_void_invoice_alone_makes_no_packet() -> None:
    assert billing_keys(book(invoice("1", status=Posting.VOID))) == ()


def test_a_void_invoice_is_in_no_history_even_when_it_was_paid() -> None:
    void = an.invoice("7", 90, status=Posting.VOID)
    paid = an.payment(1000, "7", on=void.due_on)
    ledger = an.book(invoices=(an.invoice(), void), payments=(paid,))

    (history,) = [line for line in an.assembled(ledger).context if line.name == "payment history"]
    assert history.text == "no paid invoice on record"


@pytest.mark.parametrize("status", NOT_POSTED)
def test_money_that_is_not_posted_lowers_nothing(status: Posting) -> None:
    found = book(invoice("1"), payment(40, "1", status=status), credit(10, status=status))

    assert still_open(found) == {"1": 100}
    assert unapplied(found, "us", "EUR") == euro(0)


def test_a_cancelled_credit_note_contradicts_nothing_and_closes_nothing() -> None:
    cancelled = credit(500, "no such invoice", status=Posting.CANCELLED)
    assert books(invoice("1"), cancelled).contradictions == ()

    packet = an.sorted_one(an.book(credit_notes=(replace(an.credit_note(5000), status=Posting.CANCELLED),)))
    assert (packet.unapplied, packet.gates, packet.reasons) == (Money(0, "EUR"), (), ())


def test_a_pending_payment_is_told_and_not_counted() -> None:
    packet = an.sorted_one(an.book(payments=(an.payment(1000, "1001", status=Posting.PENDING),)))

    assert packet.asked == euro(1000)
    assert [gap.what for gap in packet.gaps] == ["Z1001 of €1,000.00"]


def test_money_for_a_void_invoice_is_unapplied_and_said() -> None:
    ledger = books(invoice("1", status=Posting.VOID), payment(100, "1"))

    assert unapplied(ledger.accounts["A"], "us", "EUR") == euro(100)
    (found,) = ledger.contradictions
    assert (found.what, found.about) == ("payment P names invoice 1, which is void", Dissent.ALLOCATION)


# ── taken back ───────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("money", "left"),
    [
        pytest.param([payment(100, "1", status=Posting.REVERSED)], 100, id="called reversed"),
        pytest.param([payment(100, "1"), payment(-100, None, "R", reverses="P")], 100, id="a deduction that names it"),
        pytest.param([payment(100, "1"), payment(-100, "1", "R")], 100, id="a deduction that names the invoice"),
        pytest.param([payment(100, "1"), payment(-30, None, "R", reverses="P")], 30, id="a part of it"),
        pytest.param(
            [payment(100, "1", status=Posting.REVERSED), payment(-100, "1", "R", reverses="P")], 100, id="both, once"
        ),
        pytest.param(
            [payment(100, "1"), payment(-100, None, "R", reverses="P", status=Posting.PENDING)], 0, id="not posted yet"
        ),
        pytest.param(
            [payment(100, "1"), payment(-100, None, "R", reverses="P"), payment(100, "1", "P2")], 0, id="paid again"
        ),
    ],
)
def test_a_payment_that_was_taken_back_restores_what_is_owed(money: list[Payment], left: int) -> None:
    ledger = books(invoice("1"), *money)

    assert still_open(ledger.accounts["A"]) == ({"1": left} if left else {})
    assert unapplied(ledger.accounts["A"], "us", "EUR") == euro(0)
    assert ledger.contradictions == ()


@pytest.mark.parametrize(
    ("wrong", "what", "left", "spare"),
    [
        pytest.param(
            payment(-100, None, "R", reverses="X"),
            "payment R takes back payment X, which is not there",
            0,
            -100,
            id="of nothing",
        ),
        pytest.param(
            payment(100, "1", "R", reverses="P"),
            "payment R takes back payment P, but is no deduction",
            0,
            0,
            id="a sum that adds",
        ),
    ],
)
def test_what_takes_back_nothing_is_said(wrong: Payment, what: str, left: int, spare: int) -> None:
    ledger = books(invoice("1"), payment(100, "1"), wrong)

    assert [found.what for found in ledger.contradictions] == [what]
    assert unapplied(ledger.accounts["A"], "us", "EUR") == euro(spare)
    assert sum(still_open(ledger.accounts["A"]).values()) == left


# ── instalments ──────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("said", "number"),
    [
        pytest.param("2/3", "F/2", id="second of three"),
        pytest.param("02/03", "F/2", id="with zeros"),
        pytest.param("2 of 3", "F/2", id="in English"),
        pytest.param("Rate 2 von 3", "F/2", id="in German"),
        pytest.param("2", "F/2", id="alone"),
        pytest.param("final", "F/final", id="a word"),
        pytest.param("1/1", "F", id="the only one is the document"),
        pytest.param("", "F", id="empty"),
        pytest.param(None, "F", id="no such field"),
    ],
)
def test_an_instalment_has_a_number_of_its_own(said: str | None, number: str) -> None:
    assert instalment_number("F", said) == number


THREE = (part("1/3", overdue=40), part("2/3", overdue=10), part("3/3", overdue=-20))


def test_instalments_age_each_by_its_own_due_date() -> None:
    items = open_items(book(*THREE), AS_OF)

    assert [(item.invoice.number, item.days_past_due) for item in items] == [
        ("F26-0117/1", 40),
        ("F26-0117/2", 10),
        ("F26-0117/3", -20),
    ]
    assert {bucket.label for bucket in buckets(items, "EUR") if bucket.amount.minor} == {"31–60", "1–30", "Current"}


@pytest.mark.parametrize(
    ("money", "left", "spare"),
    [
        pytest.param(payment(100, "F26-0117", instalment="2/3"), [100, 0, 100], 0, id="names the instalment"),
        pytest.param(payment(100, "F26-0117", instalment="2"), [100, 0, 100], 0, id="names it in another way"),
        pytest.param(payment(100, "F26-0117/2"), [100, 0, 100], 0, id="names it as we do"),
        pytest.param(payment(150, "F26-0117"), [0, 50, 100], 0, id="names the document: the oldest first"),
        pytest.param(payment(350, "F26-0117"), [0, 0, 0], 50, id="more than the document"),
        pytest.param(payment(130, "F26-0117", instalment="1/3"), [0, 100, 100], 30, id="more than the instalment"),
        pytest.param(credit(150, "F26-0117"), [0, 50, 100], 0, id="a credit note too"),
        pytest.param(payment(100, "F26-0117", instalment="9/9"), [0, 100, 100], 0, id="an unknown one: the document"),
    ],
)
def test_who_pays_what_of_a_document_in_instalments(money: Record, left: list[int], spare: int) -> None:
    ledger = books(*THREE, money)
    found = still_open(ledger.accounts["A"])

    assert [found.get(f"F26-0117/{place}", 0) for place in (1, 2, 3)] == left
    assert unapplied(ledger.accounts["A"], "us", "EUR") == euro(spare)
    assert ledger.contradictions == ()


def test_what_is_taken_back_of_a_document_leaves_the_last_due_first() -> None:
    found = book(*THREE, payment(250, "F26-0117", "P"), payment(-100, None, "R", reverses="P"))
    assert still_open(found) == {"F26-0117/2": 50, "F26-0117/3": 100}

    first, last = (payment(100, "F26-0117", f"P{place}", instalment=f"{place}/3") for place in (1, 3))
    named = book(*THREE, first, last, payment(-40, "F26-0117", "R"))
    assert still_open(named) == {"F26-0117/2": 100, "F26-0117/3": 40}


def test_the_day_each_instalment_was_paid() -> None:
    early = payment(150, "F26-0117", "P1", received_on=date(2026, 4, 2))
    late = payment(60, "F26-0117", "P2", received_on=date(2026, 5, 9))
    found = book(*THREE, early, late)

    assert [paid_on(one, found) for one in sorted(found.invoices, key=lambda one: one.number)] == [
        date(2026, 4, 2),
        date(2026, 5, 9),
        None,
    ]


def test_a_document_that_is_there_whole_and_in_parts_is_asked_for_by_nobody_unseen() -> None:
    ledger = books(invoice("F26-0117", 200), part("1/2", overdue=40))

    (found,) = ledger.contradictions
    assert found.what == "invoice F26-0117 is there whole and as instalment F26-0117/1"
    assert (found.about, found.invoices) == (Dissent.INVOICE, ("F26-0117", "F26-0117/1"))


def test_an_instalment_keeps_its_number_when_it_is_read_back() -> None:
    stored = book(*THREE).invoices
    assert book(*stored).invoices == stored


def test_a_promise_and_a_dispute_of_the_document_mean_every_instalment() -> None:
    first, second = (
        an.invoice(f"F26-0117/{place}", days, document="F26-0117", instalment=f"{place}/2")
        for place, days in ((1, 40), (2, 10))
    )
    promised = an.assembled(an.book(invoices=(first, second), promises=(an.promise(date(2026, 5, 12), "F26-0117"),)))
    disputed = an.assembled(an.book(invoices=(first, second)), disputes=(an.dispute("F26-0117"),))
    one = an.assembled(an.book(invoices=(first, second)), disputes=(an.dispute("F26-0117/2"),))

    assert [len(packet.left_out) for packet in (promised, disputed, one)] == [2, 2, 1]
    assert [item.invoice.number for item in one.items] == ["F26-0117/1"]


@pytest.mark.parametrize(
    ("text", "reminders"),
    [
        pytest.param("Payment reminder for F26-0117/2.", 1, id="this instalment"),
        pytest.param("Payment reminder for F26-0117.", 1, id="the document"),
        pytest.param("Payment reminder for F26-0117/3.", 0, id="another instalment"),
        pytest.param("Payment reminder for F26-0117/22.", 0, id="a longer number"),
    ],
)
def test_a_reminder_of_one_instalment_is_none_of_another(text: str, reminders: int) -> None:
    second = an.invoice("F26-0117/2", 20, document="F26-0117", instalment="2/3")
    ours = Message(
        id="M9",
        account_id="A1",
        direction=Direction.OUTBOUND,
        sender="olive@fennel.example",
        at=datetime(2026, 5, 4, 9, tzinfo=UTC),
        text=text,
        origin=an.origin(),
    )
    assert an.assembled(an.book(invoices=(second,), messages=(ours,))).reminders_sent == reminders


# ── due today, and the exponents ─────────────────────────────────────────────────────────────
def test_due_today_is_current_and_yesterday_is_not() -> None:
    found = open_items(book(invoice("1", overdue=0), invoice("2", overdue=1)), AS_OF)
    labels = {bucket.label: bucket.amount.minor for bucket in buckets(found, "EUR")}
    assert (labels["Current"], labels["1–30"]) == (10000, 10000)

    packet = an.assembled(an.book(invoices=(an.invoice("1", 0), an.invoice("2", 1))))
    assert [item.invoice.number for item in packet.items] == ["2"]
    assert [item.invoice.number for item in packet.not_due] == ["1"]


@pytest.mark.parametrize(("currency", "minor"), [("JPY", 10**12), ("KWD", 10**15), ("EUR", 10**14)])
def test_a_million_millions_less_the_smallest_unit(currency: str, minor: int) -> None:
    """1e12 in major units: no yen has a fraction, a dinar has a thousand."""
    assert minor == 10**12 * 10 ** EXPONENTS[currency]
    one = invoice("1", amount=0)
    big = replace(one, amount=Money(minor, currency))
    paid = replace(payment(0, "1"), amount=Money(minor - 1, currency))

    assert [item.open for item in open_items(book(big, paid), AS_OF)] == [Money(1, currency)]


def test_the_tolerance_is_of_the_currency() -> None:
    assert an.POLICY.settled(Money(100, "EUR"))
    assert not an.POLICY.settled(Money(101, "EUR"))
    assert not an.POLICY.settled(Money(1, "JPY")), "a currency that is not named has none"


# ── for every sequence of events ─────────────────────────────────────────────────────────────
_CURRENCIES = st.sampled_from(["EUR", "JPY", "KWD"])
_ENTITIES = st.sampled_from(["us", "uk"])
_ACCOUNTS = st.sampled_from(["A", "B"])
_AMOUNTS = st.integers(1, 400) | st.just(10**15)
_NUMBERS = st.sampled_from(["1", "2", "F", "F/1", "F/2", "nobody's", None])
_PLACES = st.sampled_from([None, None, "1/2", "2/2"])
_STATUS = st.sampled_from([None, Posting.POSTED, *NOT_POSTED])
_DAYS = st.integers(-120, 40).map(lambda days: AS_OF + timedelta(days=days))


@st.composite
def events(draw: st.DrawFn) -> list[Record]:
    """Invoices whole and in parts, and money for them: part of it, too much, for no invoice, pending, taken back."""
    keys = draw(
        st.lists(
            st.tuples(_ACCOUNTS, _ENTITIES, st.sampled_from([("1", None), ("2", None), ("F", "1/2"), ("F", "2/2")])),
            unique=True,
            max_size=8,
        )
    )
    found: list[Record] = [
        Invoice(
            number=number,
            instalment=place,
            account_id=account,
            entity=entity,
            amount=Money(draw(_AMOUNTS), draw(_CURRENCIES)),
            issued_on=AS_OF - timedelta(days=200),
            due_on=draw(_DAYS),
            status=draw(_STATUS),
            origin=Origin("invoices", f"i.csv:{line}", AS_OF),
        )
        for line, (account, entity, (number, place)) in enumerate(keys)
    ]
    paid: list[Payment] = []
    for line in range(draw(st.integers(0, 8))):
        number = draw(_NUMBERS)
        paid.append(
            Payment(
                id=f"P{line}",
                account_id=draw(_ACCOUNTS),
                entity=draw(_ENTITIES),
                amount=Money(draw(_AMOUNTS), draw(_CURRENCIES)),
                received_on=AS_OF - timedelta(days=draw(st.integers(0, 90))),
                invoice_number=number,
                instalment=draw(_PLACES) if number == "F" else None,
                status=draw(_STATUS),
                origin=Origin("payments", f"p.csv:{line}", AS_OF),
            )
        )
    for line, item in enumerate(draw(st.lists(st.sampled_from(paid), unique_by=id, max_size=4)) if paid else ()):
        back = replace(item, id=f"R{line}", reverses=item.id, amount=-item.amount, status=draw(_STATUS))
        paid.append(replace(back, invoice_number=draw(st.sampled_from([None, item.invoice_number]))))
    found += paid
    found += [
        CreditNote(
            id=f"C{line}",
            account_id=draw(_ACCOUNTS),
            entity=draw(_ENTITIES),
            amount=Money(draw(_AMOUNTS), draw(_CURRENCIES)),
            issued_on=AS_OF,
            invoice_number=draw(_NUMBERS),
            status=draw(_STATUS),
            origin=Origin("credit_notes", f"c.csv:{line}", AS_OF),
        )
        for line in range(draw(st.integers(0, 4)))
    ]
    return found


Key = tuple[str, str, str]


def _key(item: Invoice | Payment | CreditNote) -> Key:
    return item.account_id, item.entity, item.amount.currency


def _is_posted(item: Invoice | Payment | CreditNote) -> bool:
    return item.status in (None, Posting.POSTED)


def by_hand(records: Sequence[Record]) -> dict[Key, int]:
    """Invoiced less credited less received, of what is posted; a reversal goes where its payment went."""
    payments = {item.id: item for item in records if isinstance(item, Payment)}
    sums: dict[Key, int] = defaultdict(int)
    for item in records:
        assert isinstance(item, Invoice | Payment | CreditNote)
        counts = _is_posted(item)
        if isinstance(item, Payment) and item.reverses:
            counts = counts and _is_posted(payments[item.reverses])
        if counts:
            sums[_key(item)] += item.amount.minor if isinstance(item, Invoice) else -item.amount.minor
    return sums


def by_the_books(ledger: Ledger) -> dict[Key, int]:
    """What the buckets hold less what is unapplied."""
    sums: dict[Key, int] = {}
    for account_id, found in ledger.accounts.items():
        items = open_items(found, AS_OF)
        assert all(item.open.minor > 0 for item in items)
        for entity, currency in billing_keys(found):
            mine = [i for i in items if (i.invoice.entity, i.open.currency) == (entity, currency)]
            in_buckets = total((bucket.amount for bucket in buckets(mine, currency)), currency)
            spare = unapplied(found, entity, currency)
            assert in_buckets - spare == outstanding(found, entity, currency, AS_OF)
            sums[account_id, entity, currency] = (in_buckets - spare).minor
    return sums


def _without_zeros(sums: dict[Key, int]) -> dict[Key, int]:
    return {key: minor for key, minor in sums.items() if minor}


@given(events())
def test_no_money_is_made_or_lost(records: list[Record]) -> None:
    ledger = reconcile(reports(records), as_of=AS_OF)

    assert _without_zeros(by_the_books(ledger)) == _without_zeros(by_hand(records))
    in_summaries: dict[tuple[str, str], int] = defaultdict(int)
    for (_, entity, currency), minor in by_hand(records).items():
        in_summaries[entity, currency] += minor
    for summary in summarise(ledger, AS_OF):
        assert summary.outstanding.minor == in_summaries[summary.entity, summary.currency]


@given(events())
def test_each_event_changes_what_is_owed_by_exactly_its_amount(records: list[Record]) -> None:
    """One after the other, as they come in; a reversal comes after what it takes back."""
    for count in range(1, len(records) + 1):
        assert _without_zeros(by_the_books(reconcile(reports(records[:count]), as_of=AS_OF))) == _without_zeros(
            by_hand(records[:count])
        )


@given(events(), st.integers(0, 2**16))
def test_neither_the_order_nor_a_second_import_changes_anything(records: list[Record], seed: int) -> None:
    chance = random.Random(seed)
    ledger = reconcile(reports(records), as_of=AS_OF)
    mixed = reports(chance.sample(records, len(records)))
    again = reconcile([*chance.sample(mixed, len(mixed)), *reports(records, "again_")], as_of=AS_OF)

    assert reconcile(chance.sample(mixed, len(mixed)), as_of=AS_OF) == ledger
    assert {name: (one.invoices, one.payments, one.credit_notes) for name, one in again.accounts.items()} == {
        name: (one.invoices, one.payments, one.credit_notes) for name, one in ledger.accounts.items()
    }
    assert [found.what for found in again.contradictions] == [found.what for found in ledger.contradictions]


@given(events())
def test_no_line_is_asked_for_more_than_it_was_invoiced_for(records: list[Record]) -> None:
    """Unless money was taken back that never came: then no residual below the amount would be true."""
    bare = [record for record in records if not (isinstance(record, Payment) and record.reverses)]
    for found in reconcile(reports(bare), as_of=AS_OF).accounts.values():
        assert all(0 < item.open.minor <= item.invoice.amount.minor for item in open_items(found, AS_OF))
        assert all(unapplied(found, *key).minor >= 0 for key in billing_keys(found))


def test_promises_are_no_money() -> None:
    promised = Promise(
        id="W", account_id="A", due_on=AS_OF, said_by="Ann", origin=Origin("crm", "w:2", AS_OF), amount=euro(100)
    )
    stamp = SourceStamp("promises", RecordKind.PROMISES, AS_OF, AT, 1, 0)
    ledger = reconcile([*reports([invoice("1")]), SourceReport(stamp, (promised,))], as_of=AS_OF)
    assert still_open(ledger.accounts["A"]) == {"1": 100}
