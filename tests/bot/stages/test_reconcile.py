from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.stages.age import open_items, unapplied
from bot.stages.reconcile import reconcile
from models.correspondence import Direction, Message
from models.evidence import Origin
from models.ledger import Account, Contract, Ledger, Record, RecordKind, RejectedRow, SourceReport, SourceStamp
from models.money import Money
from models.receivable import CreditNote, Invoice, Payment

AS_OF = date(2026, 5, 11)


def day(text: str) -> date:
    """ "03-01" is the first of March 2026."""
    return date.fromisoformat(f"2026-{text}")


def report(kind: RecordKind, text: str, source: str = "") -> SourceReport:
    """A source of one kind; its first line names the fields."""
    name = source or kind
    rows = list(csv.reader(io.StringIO("\n".join(line.strip() for line in text.strip().splitlines()))))
    records = tuple(
        record(kind, dict(zip(rows[0], row, strict=True)), Origin(name, f"{name}.csv:{line}", AS_OF))
        for line, row in enumerate(rows[1:], 2)
    )
    stamp = SourceStamp(name, kind, AS_OF, datetime(2026, 5, 11, 5, tzinfo=UTC), len(records), 0)
    return SourceReport(stamp, records)


def record(kind: RecordKind, row: dict[str, str], origin: Origin) -> Record:
    amount = Money(int(row.get("amount", "0")) * 100, row.get("currency", "EUR"))
    invoice = row.get("invoice") or None
    terms = int(row["terms"]) if row.get("terms") else None
    shared: Any = {"account_id": row.get("account"), "entity": row.get("entity", "us"), "origin": origin}
    match kind:
        case RecordKind.ACCOUNTS:
            return Account(
                id=row["id"],
                origin=origin,
                tier=row.get("tier") or None,
                name=row.get("name") or None,
                terms_days=terms,
            )
        case RecordKind.INVOICES:
            return Invoice(
                number=row["number"],
                amount=amount,
                issued_on=day(row["issued"]),
                due_on=day(row["due"]),
                **shared,
                settled_on=day(row["settled"]) if row.get("settled") else None,
            )
        case RecordKind.PAYMENTS:
            return Payment(id=row["id"], amount=amount, received_on=day(row["on"]), **shared, invoice_number=invoice)
        case RecordKind.CREDIT_NOTES:
            return CreditNote(id=row["id"], amount=amount, issued_on=day(row["on"]), **shared, invoice_number=invoice)
        case RecordKind.CONTRACTS:
            return Contract(id=row["id"], account_id=row["account"], origin=origin, terms_days=terms)
        case _:
            at = datetime(2026, 5, 1, 9, tzinfo=UTC)
            return Message(
                id=row["id"],
                account_id=row["account"],
                direction=Direction.INBOUND,
                sender="a",
                at=at,
                text="",
                origin=origin,
            )


ACCOUNTS = report(RecordKind.ACCOUNTS, "id\nA\nB")


def told(ledger: Ledger) -> list[tuple[str, str]]:
    """What contradicts, account by account."""
    assert ledger.contradictions == tuple(c for book in ledger.accounts.values() for c in book.contradictions)
    assert all(len(found.values) >= 2 for found in ledger.contradictions)
    return [(found.account_id, found.what) for found in ledger.contradictions]


def test_records_are_grouped_by_account() -> None:
    invoices = report(
        RecordKind.INVOICES, "number,account,amount,issued,due\n2,A,5,03-01,04-01\n1,B,7,03-01,04-01\n3,A,9,02-01,03-01"
    )
    messages = report(RecordKind.MESSAGES, "id,account\nM1,B")
    ledger = reconcile([messages, invoices, ACCOUNTS], as_of=AS_OF)
    assert {name: [i.number for i in book.invoices] for name, book in ledger.accounts.items()} == {
        "A": ["3", "2"],
        "B": ["1"],
    }
    assert [message.id for message in ledger.accounts["B"].messages] == ["M1"]
    assert [stamp.kind for stamp in ledger.stamps] == [RecordKind.ACCOUNTS, RecordKind.INVOICES, RecordKind.MESSAGES]
    assert told(ledger) == []


def test_an_account_that_no_list_of_accounts_has_is_there_and_unknown() -> None:
    invoices = report(RecordKind.INVOICES, "number,account,amount,issued,due\n1,Z,5,03-01,04-01")
    ledger = reconcile([ACCOUNTS, invoices], as_of=AS_OF)
    assert ledger.accounts["Z"].account == Account(id="Z", origin=Origin("invoices", "invoices.csv:2", AS_OF))
    assert told(ledger) == [("Z", "the account is not in the list of accounts")]


def test_without_any_list_of_accounts_none_can_be_missing_from_it() -> None:
    invoices = report(RecordKind.INVOICES, "number,account,amount,issued,due\n1,Z,5,03-01,04-01")
    assert told(reconcile([invoices], as_of=AS_OF)) == []


@pytest.mark.parametrize(
    ("issued", "settled", "numbers", "still_open"),
    [
        pytest.param("05-11", "", ["1"], ["1"], id="issued on the day is there"),
        pytest.param("05-12", "", [], [], id="issued tomorrow is not there"),
        pytest.param("03-01", "05-11", ["1"], [], id="settled on the day is there and not open"),
        pytest.param("03-01", "05-12", ["1"], ["1"], id="settled tomorrow is open, and nobody knows"),
    ],
)
def test_the_books_stand_as_of_a_day(issued: str, settled: str, numbers: list[str], still_open: list[str]) -> None:
    text = f"number,account,amount,issued,due,settled\n1,A,5,{issued},05-30,{settled}"
    book = reconcile([report(RecordKind.INVOICES, text)], as_of=AS_OF).accounts["A"]
    assert [invoice.number for invoice in book.invoices] == numbers
    assert [item.invoice.number for item in open_items(book, AS_OF)] == still_open
    assert all(invoice.settled_on is None or invoice.settled_on <= AS_OF for invoice in book.invoices)


def test_money_dated_after_the_day_is_not_there_yet() -> None:
    ledger = reconcile(
        [
            report(RecordKind.INVOICES, "number,account,amount,issued,due\n1,A,5,03-01,04-01"),
            report(RecordKind.PAYMENTS, "id,account,amount,on,invoice\nP1,A,5,05-12,1"),
            report(RecordKind.CREDIT_NOTES, "id,account,amount,on,invoice\nC1,A,5,05-12,1"),
        ],
        as_of=AS_OF,
    )
    book = ledger.accounts["A"]
    assert (book.payments, book.credit_notes) == ((), ())


INVOICES = report(
    RecordKind.INVOICES,
    """number,account,amount,currency,entity,issued,due
    1,A,100,EUR,us,03-01,04-01
    2,B,100,EUR,us,03-01,04-01
    3,A,100,EUR,uk,03-01,04-01
    4,A,100,EUR,us,05-20,06-20""",
)


@pytest.mark.parametrize(
    ("row", "what", "spare"),
    [
        pytest.param("P,A,60,EUR,us,04-10,1", [], 0, id="its own invoice takes it up"),
        pytest.param("P,A,60,EUR,us,04-10,", [], 60, id="it names no invoice"),
        pytest.param("P,A,60,EUR,us,04-10,9", ["{} P names invoice 9, which does not exist"], 60, id="no such invoice"),
        pytest.param("P,A,60,EUR,us,04-10,01", ["{} P names invoice 01, which does not exist"], 60, id="a zero more"),
        pytest.param("P,A,60,EUR,us,04-10,2", ["{} P names invoice 2, which is of account B, entity us"], 60, id="B's"),
        pytest.param(
            "P,A,60,EUR,us,04-10,3", ["{} P names invoice 3, which is of account A, entity uk"], 60, id="uk's"
        ),
        pytest.param("P,A,60,USD,us,04-10,1", ["{} P names invoice 1, which is in EUR"], 60, id="another currency"),
        pytest.param("P,A,60,EUR,us,04-10,4", [], 60, id="an invoice issued later is paid ahead"),
    ],
)
@pytest.mark.parametrize("kind", [RecordKind.PAYMENTS, RecordKind.CREDIT_NOTES])
def test_money_that_names_the_wrong_invoice_is_unapplied(
    kind: RecordKind, row: str, what: list[str], spare: int
) -> None:
    money = report(kind, f"id,account,amount,currency,entity,on,invoice\n{row}")
    ledger = reconcile([ACCOUNTS, INVOICES, money], as_of=AS_OF)
    word = {RecordKind.PAYMENTS: "payment", RecordKind.CREDIT_NOTES: "credit note"}[kind]
    assert [one for one in told(ledger) if one[0] == "A"] == [("A", text.format(word)) for text in what]
    currency = "USD" if "USD" in row else "EUR"
    assert unapplied(ledger.accounts["A"], "us", currency) == Money(spare * 100, currency)


def test_without_a_source_of_invoices_a_payment_contradicts_nothing() -> None:
    payments = report(RecordKind.PAYMENTS, "id,account,amount,on,invoice\nP,A,60,04-10,1")
    assert told(reconcile([ACCOUNTS, payments], as_of=AS_OF)) == []


def test_an_invoice_due_before_it_was_issued() -> None:
    invoices = report(RecordKind.INVOICES, "number,account,amount,issued,due\n1,A,5,03-02,03-01\n2,A,5,03-02,03-02")
    assert told(reconcile([ACCOUNTS, invoices], as_of=AS_OF)) == [("A", "invoice 1 is due before it was issued")]


@pytest.mark.parametrize(
    ("row", "kept", "what"),
    [
        pytest.param("1,A,100,us,03-01,04-01", ["1"], [], id="the same facts are one invoice"),
        pytest.param("1,A,120,us,03-01,04-01", ["1"], [("A", "invoice 1 is there twice and differs")], id="differing"),
        pytest.param("1,A,100,uk,03-01,04-01", ["1", "1"], [], id="another entity numbers for itself"),
        pytest.param("1,B,100,uk,03-01,04-01", ["1", "1"], [], id="another entity and account"),
        pytest.param(
            "1,B,100,us,03-01,04-01",
            ["1", "1"],
            [("A", "invoice 1 is also an invoice of account B"), ("B", "invoice 1 is also an invoice of account A")],
            id="another account",
        ),
    ],
)
def test_the_same_number_in_two_sources(row: str, kept: list[str], what: list[tuple[str, str]]) -> None:
    head = "number,account,amount,entity,issued,due\n"
    first = report(RecordKind.INVOICES, f"{head}1,A,100,us,03-01,04-01", "erp")
    second = report(RecordKind.INVOICES, head + row, "old_erp")
    ledger = reconcile([second, first, ACCOUNTS], as_of=AS_OF)
    assert told(ledger) == what
    found = [invoice for book in ledger.accounts.values() for invoice in book.invoices]
    assert [invoice.number for invoice in found] == kept
    assert sum(invoice.amount.minor for invoice in found) == 10000 * len(kept)


def test_a_payment_in_two_sources_counts_once() -> None:
    text = "id,account,amount,on,invoice\nP,A,60,04-10,"
    ledger = reconcile(
        [report(RecordKind.PAYMENTS, text, "bank"), report(RecordKind.PAYMENTS, text, "erp")], as_of=AS_OF
    )
    assert unapplied(ledger.accounts["A"], "us", "EUR") == Money(6000, "EUR")
    assert told(ledger) == []


@pytest.mark.parametrize(
    ("account", "contract", "what"),
    [
        pytest.param("30", "30", [], id="the same"),
        pytest.param("30", "45", ["the payment terms of the account and of contract V"], id="different"),
        pytest.param("", "45", [], id="the CRM does not say"),
        pytest.param("30", "", [], id="the contract does not say"),
    ],
)
def test_terms_of_the_account_and_of_its_contract(account: str, contract: str, what: list[str]) -> None:
    accounts = report(RecordKind.ACCOUNTS, f"id,terms\nA,{account}")
    contracts = report(RecordKind.CONTRACTS, f"id,account,terms\nV,A,{contract}")
    assert [text for _, text in told(reconcile([accounts, contracts], as_of=AS_OF))] == what


def test_two_lists_of_accounts_complete_each_other_and_contradict() -> None:
    crm = report(RecordKind.ACCOUNTS, "id,name,tier,terms\nA,Acme,mid,", "crm")
    erp = report(RecordKind.ACCOUNTS, "id,name,tier,terms\nA,ACME Ltd,,30", "erp")
    ledger = reconcile([erp, crm], as_of=AS_OF)
    account = ledger.accounts["A"].account
    assert (account.name, account.tier, account.terms_days, account.origin.source) == ("Acme", "mid", 30, "crm")
    (found,) = ledger.contradictions
    assert found.what == "the name of the account"
    assert [(value, origin.source) for value, origin in found.values] == [("Acme", "crm"), ("ACME Ltd", "erp")]


@pytest.mark.parametrize(("marks", "stops"), [((False, True), True), ((None, True), True), ((False, None), False)])
def test_one_list_of_accounts_that_says_stop_is_enough(marks: tuple[bool | None, bool | None], stops: bool) -> None:
    lists = []
    for name, mark in zip(("crm", "erp"), marks, strict=True):
        found = report(RecordKind.ACCOUNTS, "id\nA", name)
        records = tuple(replace(each, legal_hold=mark) for each in found.records if isinstance(each, Account))
        lists.append(replace(found, records=records))
    assert reconcile(lists, as_of=AS_OF).accounts["A"].account.legal_hold is stops


def shuffled(reports: Sequence[SourceReport], seed: int) -> list[SourceReport]:
    mixed = [SourceReport(r.stamp, tuple(random.Random(seed).sample(r.records, len(r.records)))) for r in reports]
    return random.Random(seed).sample(mixed, len(mixed))


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_the_input_is_no_matter(seed: int) -> None:
    head = "number,account,amount,issued,due\n"
    reports = [
        report(RecordKind.ACCOUNTS, "id,name\nA,Acme\nB,Bolt", "crm"),
        report(RecordKind.ACCOUNTS, "id,name\nA,ACME", "erp"),
        report(RecordKind.INVOICES, f"{head}1,A,5,03-01,02-01\n2,A,5,03-01,04-01\n10,C,5,03-01,04-01", "erp_invoices"),
        report(RecordKind.INVOICES, f"{head}2,A,6,03-01,04-01\n1,B,5,03-01,04-01", "old_invoices"),
        report(RecordKind.PAYMENTS, "id,account,amount,on,invoice\nP2,A,5,04-01,9\nP1,A,5,04-01,2\nP3,B,5,04-01,2"),
        report(RecordKind.MESSAGES, "id,account\nM2,A\nM1,A"),
    ]
    ledger = reconcile(reports, as_of=AS_OF)
    assert reconcile(shuffled(reports, seed), as_of=AS_OF) == ledger
    assert len(ledger.contradictions) >= 6


def test_rows_that_were_rejected_stay_known() -> None:
    row = RejectedRow("accounts", "accounts.csv:9", "id", "", "the cell is empty", "Fill it in.")
    ledger = reconcile([replace(ACCOUNTS, rejected=(row,)), INVOICES], as_of=AS_OF)
    assert ledger.rejected == (row,)


def test_no_sources_make_an_empty_ledger() -> None:
    assert reconcile([], as_of=AS_OF) == Ledger(as_of=AS_OF, stamps=(), accounts={})
