from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from models.correspondence import Contact, ContactStatus, Direction, Message
from models.evidence import Origin
from models.ledger import Account, Promise, Severity, SourceReport, Ticket
from models.money import Money
from models.obligation import Obligation, ObligationKind
from models.receivable import Payment

AS_OF = date(2026, 5, 11)

Read = Callable[..., SourceReport]


def test_accounts(read: Read) -> None:
    table = """
    kind = "accounts"
    files = "*.csv"
    date_format = "%Y-%m-%d"
    constants = { language = "en", debtor_kind = "company" }
    values.owner_id = { "Olive Byrne" = "U0OLIVE" }
    values.terms_days = { "Net 30" = 30 }
    columns = { id = "Id", name = "Name", owner_id = "Owner", tier = "Tier", terms_days = "Terms" }
    """
    rows = '007,"Acme, Ltd",Olive Byrne,mid,Net 30\n008,,,,\n009,Bolt,Sam,mid,Net 30\n'
    report = read(table, "Id,Name,Owner,Tier,Terms\n" + rows)
    where = [Origin("export", f"file.csv:{line}", AS_OF) for line in (2, 3)]
    assert report.records == (
        Account(
            id="007",
            origin=where[0],
            name="Acme, Ltd",
            owner_id="U0OLIVE",
            tier="mid",
            terms_days=30,
            language="en",
            debtor_kind="company",
        ),
        Account(id="008", origin=where[1], language="en", debtor_kind="company"),
    )
    assert [(row.row, row.column, row.value) for row in report.rejected] == [("file.csv:4", "Owner", "Sam")]


@pytest.mark.parametrize(
    ("mark", "cell", "domains"),
    [
        pytest.param("", "acme.example; acme-group.example", ("acme.example", "acme-group.example"), id="a semicolon"),
        pytest.param('list_mark = "|"', "acme.example|b.example", ("acme.example", "b.example"), id="its own mark"),
        pytest.param("", "acme.example", ("acme.example",), id="one"),
        pytest.param("", "", (), id="none"),
    ],
)
def test_an_account_may_have_several_mail_domains(read: Read, mark: str, cell: str, domains: tuple[str, ...]) -> None:
    table = f"""
    kind = "accounts"
    files = "*.csv"
    {mark}
    columns = {{ id = "Id", domains = "Domains" }}
    """
    (account,) = read(table, f"Id,Domains\n007,{cell}\n").records
    assert isinstance(account, Account)
    assert account.mail_domains == domains


@pytest.mark.parametrize(
    ("email", "accepted"),
    [
        pytest.param("ap@acme.example", True, id="one address"),
        pytest.param("o'brien+ap@sub.acme.example", True, id="an unusual one"),
        pytest.param('"ap@acme.example, boss@acme.example"', False, id="two addresses"),
        pytest.param("AP <ap@acme.example>", False, id="a name and an address"),
        pytest.param('"ap@acme.example\nBcc: x@evil.example"', False, id="a header smuggled in"),
        pytest.param("ap@acme", False, id="no domain"),
        pytest.param("", False, id="no address"),
    ],
)
def test_contacts_have_one_mail_address(read: Read, email: str, accepted: bool) -> None:
    table = """
    kind = "contacts"
    files = "*.csv"
    date_format = "%Y-%m-%d"
    columns = { id = "Id", account_id = "C", name = "N", email = "E", role = "R", status = "S", confirmed_on = "On" }
    """
    report = read(table, f"Id,C,N,E,R,S,On\n1,C1,Ann,{email},,left,\n")
    assert bool(report.records) is accepted
    for contact in report.records:
        assert isinstance(contact, Contact)
        assert (contact.role, contact.status, contact.confirmed_on) == ("", ContactStatus.LEFT, None)


MESSAGES = """
kind = "messages"
files = "*.csv"
datetime_format = "%Y-%m-%d %H:%M"
timezone = "Europe/Dublin"
columns = { id = "Id", account_id = "C", direction = "D", sender = "F", at = "At", text = "T", message_id = "M" }
"""


@pytest.mark.parametrize(
    ("table", "written", "at"),
    [
        pytest.param(
            MESSAGES, "2026-05-08 10:12", datetime(2026, 5, 8, 9, 12, tzinfo=UTC), id="summer time of the zone"
        ),
        pytest.param(
            MESSAGES, "2026-01-08 10:12", datetime(2026, 1, 8, 10, 12, tzinfo=UTC), id="winter time of the zone"
        ),
        pytest.param(
            MESSAGES.replace("%H:%M", "%H:%M%z").replace('timezone = "Europe/Dublin"', ""),
            "2026-05-08 10:12-0400",
            datetime(2026, 5, 8, 14, 12, tzinfo=UTC),
            id="an offset in the cell",
        ),
    ],
)
def test_messages_happen_at_an_instant(read: Read, table: str, written: str, at: datetime) -> None:
    (message,) = read(table, f'Id,C,D,F,At,T,M\n1,C1,in,a@b.example,{written},"Hi,\n\nbye",\n').records
    assert isinstance(message, Message)
    assert message.at == at
    assert message.at.tzinfo is not None
    assert (message.direction, message.text, message.message_id) == (Direction.INBOUND, "Hi,\n\nbye", None)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        pytest.param("1,C1,inbound,a,2026-05-08 10:12,Hi,", "D", id="a direction nobody declared"),
        pytest.param("1,C1,in,a,2026-05-08,Hi,", "At", id="a day without a time"),
        pytest.param("1,C1,in,,2026-05-08 10:12,Hi,", "F", id="nobody sent it"),
        pytest.param(f"1,C1,in,a,2026-05-08 10:12,{'x' * 100_001},", "T", id="a text without end"),
    ],
)
def test_messages_that_are_rejected(read: Read, row: str, column: str) -> None:
    assert [found.column for found in read(MESSAGES, f"Id,C,D,F,At,T,M\n{row}\n").rejected] == [column]


def test_a_text_is_kept_as_it_was_written(read: Read) -> None:
    (message,) = read(MESSAGES, 'Id,C,D,F,At,T,M\r\n1,C1,in,a,2026-05-08 10:12,"Hi,\r\n  bye",\r\n').records
    assert isinstance(message, Message)
    assert message.text == "Hi,\r\n  bye"


def test_a_mail_without_words_is_still_a_mail(read: Read) -> None:
    (message,) = read(MESSAGES, "Id,C,D,F,At,T,M\n1,C1,in,a,2026-05-08 10:12,,\n").records
    assert isinstance(message, Message)
    assert message.text == ""


def test_tickets(read: Read) -> None:
    table = """
    kind = "tickets"
    files = "*.csv"
    date_format = "%Y-%m-%d"
    values.is_open = { "Open" = true, "Closed" = false }
    values.severity = { "P1" = "critical", "P4" = "low" }
    columns = { id = "Id", account_id = "C", subject = "S", is_open = "O", opened_on = "On", severity = "P" }
    """
    report = read(table, "Id,C,S,O,On,P\n1,C1,x,Open,2026-01-02,P1\n2,C1,x,Closed,2026-01-02,\n3,C1,x,,2026-01-02,P4\n")
    assert [
        (ticket.is_open, ticket.severity, ticket.kind) for ticket in report.records if isinstance(ticket, Ticket)
    ] == [(True, Severity.CRITICAL, "support"), (False, None, "support")]
    assert [(row.row, row.column) for row in report.rejected] == [("file.csv:4", "O")]


def test_promises(read: Read) -> None:
    table = """
    kind = "promises"
    files = "*.csv"
    date_format = "%Y-%m-%d"
    decimal_mark = "."
    list_mark = "|"
    columns.id = "Id"
    columns.account_id = "C"
    columns.amount = "A"
    columns.currency = "Cur"
    columns.due_on = "On"
    columns.said_by = "By"
    columns.invoice_numbers = "I"
    """
    rows = "1,C1,10.00,EUR,2026-05-14,Ann,01 | 2\n2,C1,,,2026-05-14,Ann,\n3,C1,10.00,,2026-05-14,Ann,\n"
    report = read(table, f"Id,C,A,Cur,On,By,I\n{rows}")
    assert [
        (promise.amount, promise.invoice_numbers, promise.quote)
        for promise in report.records
        if isinstance(promise, Promise)
    ] == [(Money(1000, "EUR"), ("01", "2"), ""), (None, (), "")]
    assert [(row.column, row.reason) for row in report.rejected] == [("A", "an amount without a currency")]


def test_obligations(read: Read) -> None:
    table = """
    kind = "obligations"
    files = "*.csv"
    date_format = "%Y-%m-%d"
    decimal_mark = "."
    currency = "EUR"
    values.is_open = { "Open" = true, "Done" = false }
    columns.id = "Id"
    columns.account_id = "C"
    columns.kind = "K"
    columns.what = "W"
    columns.is_open = "S"
    columns.owner = "O"
    columns.due_on = "On"
    columns.amount = "A"
    columns.invoice_numbers = "I"
    columns.reference = "R"
    """
    rows = (
        "1,C1,credit,For March,Open,Finn,2026-05-20,10.00,01; 2,CN-7\n"
        "2,C1,fix,Gateway,Done,,,,,\n"
        "3,C1,favour,A favour,Open,,,,,\n"
        "4,C1,credit,For April,Open,,,-5.00,,\n"
    )
    report = read(table, f"Id,C,K,W,S,O,On,A,I,R\n{rows}")
    where = [Origin("export", f"file.csv:{line}", AS_OF) for line in (2, 3)]
    assert report.records == (
        Obligation(
            id="1",
            account_id="C1",
            kind=ObligationKind.CREDIT,
            what="For March",
            is_open=True,
            origin=where[0],
            owner="Finn",
            due_on=date(2026, 5, 20),
            amount=Money(1000, "EUR"),
            invoice_numbers=("01", "2"),
            reference="CN-7",
        ),
        Obligation(id="2", account_id="C1", kind=ObligationKind.FIX, what="Gateway", is_open=False, origin=where[1]),
    )
    assert [(row.row, row.column) for row in report.rejected] == [("file.csv:4", "K"), ("file.csv:5", "A")]


def test_a_sponsor_nobody_filled_in_is_known_to_be_none(read: Read) -> None:
    table = """
    kind = "accounts"
    files = "*.csv"
    columns = { id = "Id", executive_sponsor = "S", renewal_risk = "R" }
    """
    report = read(table, "Id,S,R\n1,Aoife Kearney,high\n2,,\n")
    found = [(one.executive_sponsor, one.renewal_risk) for one in report.records if isinstance(one, Account)]
    assert found == [("Aoife Kearney", "high"), ("", None)]


def test_whom_nobody_may_write_to_is_read_from_yes_and_no(read: Read) -> None:
    table = """
    kind = "accounts"
    files = "*.csv"
    columns = { id = "Id", do_not_contact = "D", legal_hold = "L" }
    values.do_not_contact = { "Yes" = true, "No" = false }
    values.legal_hold = { "Yes" = true, "No" = false }
    """
    report = read(table, "Id,D,L\n1,Yes,No\n2,,Yes\n")
    found = [(one.do_not_contact, one.legal_hold) for one in report.records if isinstance(one, Account)]
    assert found == [(True, False), (None, True)]


def test_a_payment_may_be_taken_back_and_may_name_no_invoice(read: Read) -> None:
    table = """
    kind = "payments"
    files = "*.csv"
    date_format = "%Y-%m-%d"
    decimal_mark = "."
    currency = "USD"
    columns = { id = "Id", account_id = "C", entity = "E", amount = "A", received_on = "On", invoice_number = "I" }
    """
    report = read(table, "Id,C,E,A,On,I\n1,C1,uk,100.00,2026-05-01,0042\n2,C1,uk,-100.00,2026-05-04,\n")
    assert [
        (payment.amount.minor, payment.invoice_number, payment.entity)
        for payment in report.records
        if isinstance(payment, Payment)
    ] == [(10000, "0042", "uk"), (-10000, None, "uk")]
