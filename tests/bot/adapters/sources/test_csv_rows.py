from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from models.ledger import SourceReport
from models.money import Money
from models.receivable import Invoice

AS_OF = date(2026, 5, 11)

#: The table every invoice test starts from; a test adds or replaces lines.
INVOICES = """
kind = "invoices"
files = "*.csv"
date_format = "%d/%m/%Y"
decimal_mark = "."
currency = "EUR"
constants.entity = "fennel"
columns = { number = "No", account_id = "Customer", amount = "Amount", issued_on = "Issued", due_on = "Due" }
"""
HEADER = "No,Customer,Amount,Issued,Due\n"
GOOD = "0042,C1,100.00,01/04/2026,01/05/2026\n"

Read = Callable[..., SourceReport]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        pytest.param("1,C1,100.00,04/30/2026,01/05/2026", "Issued", "not a date", id="month and day swapped"),
        pytest.param("1,C1,100.00,2026-04-01,01/05/2026", "Issued", "not a date", id="a date in another form"),
        pytest.param("1,C1,100.00,31/04/2026,01/05/2026", "Issued", "not a date", id="a day that does not exist"),
        pytest.param("1,C1,100.00,01/04/26,01/05/2026", "Issued", "not a date", id="a year of two digits"),
        pytest.param("1,C1,100.00,1٥/04/2026,01/05/2026", "Issued", "not a date", id="digits of another script"),
        pytest.param("1,C1,100.00,30/12/1899,01/05/2026", "Issued", "before 1900", id="a spreadsheet's day zero"),
        pytest.param("1,C1,100.00,01/04/2026,", "Due", "empty", id="an empty required cell"),
        pytest.param(" ,C1,100.00,01/04/2026,01/05/2026", "No", "empty", id="a required cell of spaces"),
        pytest.param(
            '1,C1,"1.234,56",01/04/2026,01/05/2026', "Amount", "decimal mark '.'", id="marks of another country"
        ),
        pytest.param(
            '1,C1,"1,234.56",01/04/2026,01/05/2026', "Amount", "no thousands mark", id="an undeclared thousands mark"
        ),
        pytest.param("1,C1,1.500,01/04/2026,01/05/2026", "Amount", "3 digits", id="more digits than the currency has"),
        pytest.param("1,C1,1e3,01/04/2026,01/05/2026", "Amount", "not an amount", id="an exponent"),
        pytest.param("1,C1,NaN,01/04/2026,01/05/2026", "Amount", "not an amount", id="not a number"),
        pytest.param("1,C1,€100.00,01/04/2026,01/05/2026", "Amount", "not an amount", id="a currency sign"),
        pytest.param("1,C1,(100.00),01/04/2026,01/05/2026", "Amount", "not an amount", id="an accountant's minus"),
        pytest.param("1,C1,١٠٠.00,01/04/2026,01/05/2026", "Amount", "not an amount", id="an amount in another script"),
        pytest.param(
            "1,C1,12345678901234.00,01/04/2026,01/05/2026", "Amount", "13 digits", id="more than all the money"
        ),
        pytest.param("1,C1,-100.00,01/04/2026,01/05/2026", "Amount", "credit note", id="a negative invoice"),
        pytest.param("1,C1,100.00,01/04/2026", "", "4 cells, but the header has 5", id="too few cells"),
        pytest.param("1,C1,100.00,01/04/2026,01/05/2026,x", "", "6 cells", id="too many cells"),
        pytest.param('"1"x,C1,100.00,01/04/2026,01/05/2026', "", "not a CSV row", id="text after a closing quote"),
        pytest.param("1\0,C1,100.00,01/04/2026,01/05/2026", "", "NUL", id="a NUL byte"),
        pytest.param('"1\n2",C1,100.00,01/04/2026,01/05/2026', "No", "line break", id="a line break in an id"),
        pytest.param(
            f"1,{'x' * 600},100.00,01/04/2026,01/05/2026", "Customer", "600 characters", id="an id of 600 letters"
        ),
        pytest.param(
            f"1,{'x' * 1_000_000},1.00,01/04/2026,01/05/2026", "", "field larger", id="a cell of a million letters"
        ),
        pytest.param(
            "0042,C1,7.00,01/04/2026,01/05/2026", "No", "the same number as file.csv:2", id="a number seen before"
        ),
        pytest.param(",,,,", "No", "empty", id="a row of nothing but commas"),
    ],
)
def test_a_bad_row_is_set_aside_and_the_others_go_on(read: Read, row: str, column: str, reason: str) -> None:
    last = GOOD.replace("0042", "0099")
    report = read(INVOICES, HEADER + GOOD + row + "\n" + last)
    assert [record.number for record in report.records if isinstance(record, Invoice)] == ["0042", "0099"]
    (rejected,) = report.rejected
    assert (rejected.source, rejected.row, rejected.column) == ("export", "file.csv:3", column)
    assert reason in rejected.reason
    assert rejected.next_step.endswith(".")
    assert len(rejected.value) <= 80
    assert "\0" not in rejected.value


def test_a_row_that_swallowed_others_says_so(read: Read) -> None:
    swallowing = '1,C1,"1.00,01/04/2026,01/05/2026\n2,C1,1.00",01/04/2026,01/05/2026,more\n'
    (rejected,) = read(INVOICES, HEADER + swallowing).rejected
    assert rejected.row == "file.csv:2"
    assert "lines 2 to 3 were read as one row" in rejected.reason


@pytest.mark.parametrize(
    ("declared", "written", "minor"),
    [
        pytest.param('decimal_mark = "."', "1234.56", 123456, id="a dot"),
        pytest.param('decimal_mark = "."', "1234.5", 123450, id="one digit"),
        pytest.param('decimal_mark = "."', "1234", 123400, id="no digits"),
        pytest.param('decimal_mark = "."', "0", 0, id="nothing at all"),
        pytest.param('decimal_mark = ","', '"1234,56"', 123456, id="a comma"),
        pytest.param('decimal_mark = ","\nthousands_mark = "."', '"1.234.567,00"', 123456700, id="1.234.567,00"),
        pytest.param('decimal_mark = "."\nthousands_mark = ","', '"1,234.56"', 123456, id="1,234.56"),
        pytest.param('decimal_mark = "."\nthousands_mark = ","', "1234.56", 123456, id="a thousands mark left out"),
        pytest.param('decimal_mark = "."\nthousands_mark = "\'"', "1'234.56", 123456, id="the Swiss way"),
        pytest.param('decimal_mark = ","\nthousands_mark = " "', '"1 234,56"', 123456, id="the French way"),
    ],
)
def test_amounts_are_read_by_the_declared_marks(read: Read, declared: str, written: str, minor: int) -> None:
    table = INVOICES.replace('decimal_mark = "."', declared)
    (invoice,) = read(table, HEADER + GOOD.replace("100.00", written)).records
    assert isinstance(invoice, Invoice)
    assert invoice.amount == Money(minor, "EUR")


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        pytest.param('decimal_mark = "."\nthousands_mark = ","', '"12,34.56"', id="a group of two"),
        pytest.param('decimal_mark = "."\nthousands_mark = ","', '",234.56"', id="a mark at the start"),
        pytest.param('decimal_mark = "."\nthousands_mark = ","', '"1,234,56"', id="a comma for the decimal mark"),
        pytest.param('decimal_mark = ","', "1234.56", id="a dot where a comma is declared"),
        pytest.param('decimal_mark = "."', "1234.", id="a mark and nothing after it"),
        pytest.param('decimal_mark = "."', ".50", id="nothing before the mark"),
    ],
)
def test_amounts_in_other_marks_are_rejected(read: Read, declared: str, written: str) -> None:
    report = read(INVOICES.replace('decimal_mark = "."', declared), HEADER + GOOD.replace("100.00", written))
    assert [row.column for row in report.rejected] == ["Amount"]


@pytest.mark.parametrize(
    ("currency", "written", "minor"),
    [
        pytest.param("JPY", "1500", 1500, id="a currency without digits"),
        pytest.param("KWD", "1.500", 1500, id="a currency of three digits"),
        pytest.param("JPY", "15.00", None, id="digits the currency does not have"),
        pytest.param("eur", "15.00", None, id="small letters are no code"),
        pytest.param("XXX", "15.00", None, id="no currency"),
        pytest.param("", "15.00", None, id="an empty currency"),
    ],
)
def test_the_currency_is_a_code_and_decides_the_digits(
    read: Read, currency: str, written: str, minor: int | None
) -> None:
    table = INVOICES.replace('currency = "EUR"', "").replace("amount =", 'currency = "Cur", amount =')
    report = read(table, f"Cur,{HEADER}{currency},{GOOD.replace('100.00', written)}")
    assert [record.amount.minor for record in report.records if isinstance(record, Invoice)] == (
        [] if minor is None else [minor]
    )


def test_unknown_and_known_to_be_empty_are_different(read: Read) -> None:
    columns = INVOICES.replace("number =", 'po_number = "PO", disputed = "Disputed", settled_on = "Settled", number =')
    table = columns + 'values.disputed = { "X" = true }\n'
    head = f"PO,Disputed,Settled,{HEADER}"
    mapped, marked = read(table, f"{head},,,{GOOD}7-1,X,02/05/2026,{GOOD.replace('0042', '43')}").records
    (unmapped,) = read(INVOICES, HEADER + GOOD).records
    assert isinstance(mapped, Invoice)
    assert isinstance(marked, Invoice)
    assert isinstance(unmapped, Invoice)
    assert (mapped.po_number, mapped.disputed, mapped.settled_on) == ("", None, None)
    assert (marked.po_number, marked.disputed, marked.settled_on) == ("7-1", True, date(2026, 5, 2))
    assert (unmapped.po_number, unmapped.disputed, unmapped.settled_on) == (None, None, None)


@pytest.mark.parametrize(
    ("cell", "disputed", "reason"),
    [
        pytest.param("Yes", True, "", id="a declared word"),
        pytest.param("", False, "", id="an empty cell that was declared"),
        pytest.param("yes", None, "it knows 'Yes', ''", id="a word in other letters"),
        pytest.param("1", None, "not a value that sources.toml knows", id="a word nobody declared"),
    ],
)
def test_words_mean_what_was_declared(read: Read, cell: str, disputed: bool | None, reason: str) -> None:
    table = INVOICES.replace("number =", 'disputed = "D", number =')
    table += 'values.disputed = { "Yes" = true, "" = false }\n'
    report = read(table, f"D,{HEADER}{cell},{GOOD}")
    assert [record.disputed for record in report.records if isinstance(record, Invoice)] == (
        [] if disputed is None else [disputed]
    )
    assert all(reason in row.reason and row.column == "D" for row in report.rejected)


def test_dates_that_run_together_are_read_only_where_they_are_unambiguous(read: Read) -> None:
    table = INVOICES.replace("%d/%m/%Y", "%Y%m%d")
    rows = "1,C1,1.00,20260401,20260501\n2,C1,1.00,2026111,20260501\n"
    report = read(table, HEADER + rows)
    assert [record.origin.row for record in report.records] == ["file.csv:2"]
    assert [(row.column, row.value) for row in report.rejected] == [("Issued", "2026111")]
