from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter

from bot.adapters.source_config import load_sources
from bot.errors import UnreadableFileError
from bot.stages.reconcile import reconcile
from models.correspondence import Message
from models.evidence import Origin
from models.ledger import Promise, RejectedRow, SourceReport
from models.money import Money
from models.receivable import Invoice

AS_OF = date(2026, 5, 11)
READ_AT = datetime(2026, 5, 11, 5, tzinfo=UTC)

#: The table every invoice test starts from; a test adds or replaces lines.
INVOICES = """
format = "xlsx"
kind = "invoices"
files = "*.xlsx"
currency = "EUR"
constants.entity = "fennel"
values.disputed = { "Yes" = true, "TRUE" = true, "1" = true, "No" = false, "FALSE" = false, "" = false }
[sources.export.columns]
number = "Invoice no."
account_id = "Customer"
po_number = "PO"
amount = "Amount"
issued_on = "Issued"
due_on = "Due"
settled_on = "Settled"
disputed = "Disputed"
"""
HEADER = ("Invoice no.", "Customer", "PO", "Amount", "Issued", "Due", "Settled", "Disputed")
NO, CUSTOMER, PO, AMOUNT, ISSUED, DUE, SETTLED, DISPUTED = range(len(HEADER))
GOOD: tuple[Any, ...] = ("0042", "C1", "7-1", 100.25, date(2026, 4, 1), date(2026, 5, 1), "", "No")


def local(*parts: int) -> datetime:
    """A time as a workbook has it: nothing says in which zone."""
    return datetime(*parts)  # type: ignore[arg-type,misc]  # noqa: DTZ001


class Formula(NamedTuple):
    """A formula with the result the program that wrote it left in the file."""

    text: str
    result: object


def changed(**cells: object) -> list[Any]:
    """The good row as number 0043 with some cells changed."""
    row = ["0043", *GOOD[1:]]
    for name, cell in cells.items():
        row[globals()[name.upper()]] = cell
    return row


def workbook(sheets: dict[str, Sequence[Sequence[Any]]], **options: object) -> bytes:
    """An .xlsx file; a date becomes a date cell, a Formula a formula, None no cell at all."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        clock = book.add_format({"num_format": "hh:mm"})
        span = book.add_format({"num_format": "[h]:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    match cell:
                        case None:
                            continue
                        case Formula():
                            sheet.write_formula(line, column, cell.text, None, cell.result)
                        case str():
                            sheet.write_string(line, column, cell)
                        case datetime():
                            sheet.write_datetime(line, column, cell, moment)
                        case date():
                            sheet.write_datetime(line, column, cell, day)
                        case time():
                            sheet.write_datetime(line, column, cell, clock)
                        case timedelta():
                            sheet.write_datetime(line, column, cell, span)
                        case _:
                            sheet.write(line, column, cell)
    return out.getvalue()


def edited(content: bytes, old: str, new: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """*content* with a text in one of its parts replaced, for what XlsxWriter refuses to write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            body = before.read(name).decode()
            assert name != part or re.search(old, body)
            after.writestr(name, re.sub(old, new, body) if name == part else body)
    return out.getvalue()


def invoices(*rows: Sequence[Any]) -> bytes:
    return workbook({"Sheet1": [HEADER, *rows]})


Read = Callable[..., SourceReport]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a table of sources.toml and one workbook to disk, and read it as of 2026-05-11, 05:00 UTC."""

    def read_it(table: str, content: bytes) -> SourceReport:
        (tmp_path / "ar.xlsx").write_bytes(content)
        (tmp_path / "sources.toml").write_text(f'folder = "."\n[sources.export]\n{table}')
        (source,) = load_sources(tmp_path / "sources.toml")
        return source.read(as_of=AS_OF, read_at=READ_AT)

    return read_it


def with_keys(keys: str) -> str:
    return keys + "\n" + INVOICES


def numbers(report: SourceReport) -> list[str]:
    return [record.number for record in report.records if isinstance(record, Invoice)]


def the_rejected(report: SourceReport) -> RejectedRow:
    """The only rejected row, which is the second below the header; the ones around it went on."""
    (rejected,) = report.rejected
    assert numbers(report) == ["0042", "0099"]
    assert (rejected.source, rejected.row) == ("export", "ar.xlsx:3")
    assert rejected.next_step.endswith(".")
    assert len(rejected.value) <= 80
    return rejected


LAST = ("0099", *GOOD[1:])


def test_a_good_row_becomes_a_record_with_its_place(read: Read) -> None:
    report = read(INVOICES, invoices(GOOD))
    assert not report.rejected
    assert report.records == (
        Invoice(
            number="0042",
            account_id="C1",
            entity="fennel",
            po_number="7-1",
            amount=Money(10025, "EUR"),
            issued_on=date(2026, 4, 1),
            due_on=date(2026, 5, 1),
            settled_on=None,
            disputed=False,
            origin=Origin("export", "ar.xlsx:2", AS_OF),
        ),
    )
    assert (report.stamp.rows, report.stamp.rejected, report.stamp.repaired) == (1, 0, 0)


@pytest.mark.parametrize(
    ("row", "column", "value", "reason", "step"),
    [
        # ── ids ───────────────────────────────────────────────────────────────────────────────
        pytest.param(
            changed(no=43),
            "Invoice no.",
            "43.0",
            "stored as a number: leading zeros may be lost",
            "Format the column as text in the ERP export, or, when these ids never have leading zeros, declare "
            'number_ids = ["number"] for this source in sources.toml.',
            id="an invoice number stored as a number",
        ),
        pytest.param(
            changed(po=2960623488),
            "PO",
            "2960623488.0",
            "stored as a number: leading zeros may be lost",
            'number_ids = ["po_number"]',
            id="a PO stored as a number",
        ),
        pytest.param(
            changed(po="2960623488.0"),
            "PO",
            "2960623488.0",
            "it ends in .0, as an id does that was stored as a number: leading zeros may be lost",
            'number_ids = ["po_number"]',
            id="a PO that was a number on its way",
        ),
        pytest.param(
            changed(po="2.96062E+09"), "PO", "2.96062E+09", "digits of the id are lost", "as text", id="a power of ten"
        ),
        pytest.param(
            changed(po=date(2026, 3, 4)), "PO", "2026-03-04", "a date, not an id", "as text", id="an id made a date"
        ),
        pytest.param(
            changed(customer=True),
            "Customer",
            "True",
            "TRUE as a yes-or-no cell, not an id",
            "as text",
            id="a boolean id",
        ),
        pytest.param(changed(customer=None), "Customer", "", "the cell is empty", "Fill it in", id="a missing id"),
        pytest.param(changed(customer="  "), "Customer", "  ", "the cell is empty", "Fill it in", id="an id of spaces"),
        pytest.param(
            changed(customer="C\n1"), "Customer", "C\n1", "line break", "Remove it", id="a line break in an id"
        ),
        # ── amounts ───────────────────────────────────────────────────────────────────────────
        pytest.param(
            changed(amount=10.005),
            "Amount",
            "10.005",
            "the number stored is 10.005, not 10.01: EUR has 2 digits after the decimal mark",
            "Round it in the source and export again; it is not rounded here.",
            id="a third of a cent",
        ),
        pytest.param(
            changed(amount="1,234.56"),
            "Amount",
            "1,234.56",
            "a text, and no decimal_mark says how numbers are written",
            "Format the column as numbers in the export, or declare decimal_mark",
            id="an amount as text",
        ),
        pytest.param(
            changed(amount=date(2026, 4, 1)), "Amount", "2026-04-01", "a date, not an amount", "as numbers", id="a date"
        ),
        pytest.param(
            changed(amount=timedelta(hours=30)),
            "Amount",
            "1 day, 6:00:00",
            "a time without a day",
            "as numbers",
            id="hours",
        ),
        pytest.param(
            changed(amount=True),
            "Amount",
            "True",
            "TRUE as a yes-or-no cell, not an amount",
            "as numbers",
            id="a boolean",
        ),
        pytest.param(changed(amount=-5), "Amount", "-5.0", "is a credit note", "the sign", id="a negative invoice"),
        pytest.param(
            changed(amount=1e13), "Amount", "10000000000000.0", "13 digits", "Correct", id="more than all the money"
        ),
        pytest.param(
            changed(amount=1e-7), "Amount", "1e-07", "stored is 1e-07, not 0.00", "Round", id="nearly nothing"
        ),
        pytest.param(changed(amount=None), "Amount", "", "the cell is empty", "Fill it in", id="no amount"),
        # ── dates ─────────────────────────────────────────────────────────────────────────────
        pytest.param(
            changed(due=46143),
            "Due",
            "46143.0",
            "a number, not a date: a date stored as a number is not read as one",
            "Format the column as dates",
            id="a day count without a date format",
        ),
        pytest.param(
            changed(due="01/05/2026"),
            "Due",
            "01/05/2026",
            "a text, and no date_format says how dates are written",
            "Format the column as dates in the export, or declare date_format",
            id="a date as text",
        ),
        pytest.param(
            changed(due=local(2026, 5, 1, 13, 5)),
            "Due",
            "2026-05-01 13:05:00",
            "a date with a time of day (13:05:00)",
            "Export the day alone",
            id="a date with a time",
        ),
        pytest.param(changed(due=time(13, 5)), "Due", "13:05:00", "a time without a day", "as dates", id="a time"),
        pytest.param(changed(due=False), "Due", "False", "FALSE as a yes-or-no cell", "as dates", id="a boolean date"),
        # ── other words ───────────────────────────────────────────────────────────────────────
        pytest.param(
            changed(disputed=2),
            "Disputed",
            "2.0",
            "not a value that sources.toml knows",
            "values.disputed",
            id="a word",
        ),
        pytest.param(
            changed(disputed=date(2026, 5, 1)),
            "Disputed",
            "2026-05-01",
            "a date, not a text",
            "as text",
            id="a date word",
        ),
        # ── cells that hold no value, which python-calamine takes for empty ones ─────────────────
        pytest.param(
            changed(settled=Formula("=NA()", "#N/A")),
            "Settled",
            "#N/A",
            "the error #N/A instead of a value",
            "Correct the formula, or export values only.",
            id="an error in a cell that may be empty",
        ),
        pytest.param(
            changed(disputed=Formula("=Z9", "#REF!")),
            "Disputed",
            "#REF!",
            "the error #REF!",
            "values only",
            id="a lost ref",
        ),
        pytest.param(
            changed(amount=Formula("=1/0", "#DIV/0!")),
            "Amount",
            "#DIV/0!",
            "the error #DIV/0!",
            "Correct",
            id="a division",
        ),
        # ── the whole row ─────────────────────────────────────────────────────────────────────
        pytest.param(
            ["0042", "C1", *GOOD[2:]],
            "Invoice no.",
            "0042",
            "the same number as ar.xlsx:2",
            "Leave one",
            id="a duplicate",
        ),
        pytest.param(
            ["Total", None, None, 200.5], "Customer", "", "the cell is empty", "Fill it in", id="a total below"
        ),
        pytest.param(["0043", "C1"], "Amount", "", "the cell is empty", "Fill it in", id="a row that ends early"),
    ],
)
def test_a_bad_row_is_set_aside_and_the_others_go_on(
    read: Read, row: Sequence[Any], column: str, value: str, reason: str, step: str
) -> None:
    rejected = the_rejected(read(INVOICES, invoices(GOOD, row, LAST)))
    assert (rejected.column, rejected.value) == (column, value)
    assert reason in rejected.reason
    assert step in rejected.next_step


def test_a_trace_of_arithmetic_in_an_amount_is_not_rounded_away(read: Read) -> None:
    # XlsxWriter writes 16 digits, Excel 17.
    content = edited(invoices(GOOD, changed(amount=1234.56), LAST), "<v>1234.56</v>", "<v>1234.5600000000002</v>")
    rejected = the_rejected(read(INVOICES, content))
    assert rejected.reason == (
        "the number stored is 1234.5600000000002, not 1234.56: EUR has 2 digits after the decimal mark"
    )


@pytest.mark.parametrize(
    ("currency", "stored", "minor"),
    [
        pytest.param("EUR", 0.1, 10, id="a tenth, which no float is"),
        pytest.param("EUR", 1234567890123.45, 123456789012345, id="thirteen digits and two"),
        pytest.param("EUR", 100, 10000, id="a whole number"),
        pytest.param("EUR", 0, 0, id="nothing"),
        pytest.param("JPY", 1500, 1500, id="a currency without digits"),
        pytest.param("KWD", 1.505, 1505, id="a currency of three digits"),
        pytest.param("JPY", 15.5, None, id="a digit the currency does not have"),
    ],
)
def test_numbers_are_exact_amounts(read: Read, currency: str, stored: float, minor: int | None) -> None:
    report = read(INVOICES.replace('"EUR"', f'"{currency}"'), invoices(changed(amount=stored)))
    amounts = [record.amount for record in report.records if isinstance(record, Invoice)]
    assert amounts == ([] if minor is None else [Money(minor, currency)])
    assert [row.column for row in report.rejected] == (["Amount"] if minor is None else [])


def test_not_a_number_is_no_amount(read: Read) -> None:
    content = edited(invoices(GOOD, changed(amount=77), LAST), "<v>77</v>", "<v>NaN</v>")
    assert the_rejected(read(INVOICES, content)).reason == "a number, not an amount"


def test_cells_that_are_text_are_read_as_declared(read: Read) -> None:
    table = with_keys('date_format = "%d/%m/%Y"\ndecimal_mark = ","\nthousands_mark = "."')
    row = changed(amount="1.234,56", due="01/06/2026", settled=" ")
    wrong = [changed(no="0044", due="2026-06-01"), changed(no="0045", amount="1,234.56")]
    report = read(table, invoices(row, *wrong))
    (invoice,) = report.records
    assert isinstance(invoice, Invoice)
    assert (invoice.amount, invoice.due_on, invoice.settled_on) == (Money(123456, "EUR"), date(2026, 6, 1), None)
    assert [(row.row, row.column, row.reason) for row in report.rejected] == [
        ("ar.xlsx:3", "Due", "not a date of the form %d/%m/%Y"),
        ("ar.xlsx:4", "Amount", "not an amount with decimal mark ',' and thousands mark '.'"),
    ]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        pytest.param(date(2026, 6, 1), date(2026, 6, 1), id="a date"),
        pytest.param(local(2026, 6, 1), date(2026, 6, 1), id="a date at midnight"),
        pytest.param(Formula("=TODAY()", 46143), None, id="a formula that gives a plain number"),
    ],
)
def test_date_cells_are_dates(read: Read, cell: object, day: date | None) -> None:
    report = read(INVOICES, invoices(changed(due=cell)))
    assert [record.due_on for record in report.records if isinstance(record, Invoice)] == ([day] if day else [])


def test_dates_of_the_other_epoch(read: Read) -> None:
    content = workbook({"Sheet1": [HEADER, GOOD]}, date_1904=True)
    (invoice,) = read(INVOICES, content).records
    assert isinstance(invoice, Invoice)
    assert invoice.due_on == date(2026, 5, 1)


def test_a_spreadsheets_day_zero_and_an_iso_date(read: Read) -> None:
    day = re.escape('<c r="F2" s="1"><v>46143</v>')
    zero = edited(invoices(GOOD), day, '<c r="F2" s="1"><v>0</v>')
    assert [(row.column, row.reason) for row in read(INVOICES, zero).rejected] == [
        ("Due", "a time without a day, not a date")
    ]
    iso = edited(invoices(GOOD), day, '<c r="F2" t="d"><v>2026-05-01T00:00:00</v>')
    assert not read(INVOICES, iso).rejected
    before = edited(invoices(GOOD), day, '<c r="F2" t="d"><v>1899-12-30T00:00:00</v>')
    assert [row.reason for row in read(INVOICES, before).rejected] == ["a date before 1900"]


@pytest.mark.parametrize(
    ("cell", "disputed"),
    [
        pytest.param("Yes", True, id="a declared word"),
        pytest.param(True, True, id="a yes-or-no cell whose word is declared"),
        pytest.param(1, True, id="a number whose digits are declared"),
        pytest.param(None, False, id="an empty cell that was declared"),
    ],
)
def test_words_mean_what_was_declared(read: Read, cell: object, disputed: bool) -> None:
    (invoice,) = read(INVOICES, invoices(changed(disputed=cell))).records
    assert isinstance(invoice, Invoice)
    assert invoice.disputed is disputed


def test_a_yes_or_no_cell_means_nothing_undeclared(read: Read) -> None:
    # is_open = "Closed" is a good mapping, and TRUE is then false.
    report = read(INVOICES.replace('"TRUE" = true, ', ""), invoices(GOOD, changed(disputed=True), LAST))
    assert "not a value that sources.toml knows" in the_rejected(report).reason


# ── formulas ──────────────────────────────────────────────────────────────────────────────────


def test_a_formula_is_its_stored_result(read: Read) -> None:
    row = changed(amount=Formula("=1+1", 2.5), customer=Formula('="C"&1', "C1"), settled=Formula('=""', "x"))
    empty_text = edited(invoices(row), r"<v>x</v>", "<v></v>")
    (invoice,) = read(INVOICES, empty_text).records
    assert isinstance(invoice, Invoice)
    assert (invoice.amount, invoice.account_id, invoice.settled_on) == (Money(250, "EUR"), "C1", None)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("<f>1+1</f>", id="no result"),
        pytest.param("<f>1+1</f><v></v>", id="an empty result"),
        pytest.param("<f>1+1</f><v/>", id="an empty result in short"),
        pytest.param('<f t="shared" si="0"/>', id="a shared formula"),
    ],
)
@pytest.mark.parametrize("column", [AMOUNT, SETTLED, DISPUTED], ids=["Amount", "Settled", "Disputed"])
def test_a_formula_without_a_result_is_not_an_empty_cell(read: Read, written: str, column: int) -> None:
    row = changed()
    row[column] = Formula("=1+1", 77)
    content = edited(invoices(GOOD, row, LAST), "<f>1.1</f><v>77</v>", written)
    rejected = the_rejected(read(INVOICES, content))
    assert (rejected.column, rejected.value) == (HEADER[column], "")
    assert rejected.reason == "a formula whose result is not in the file"
    assert "Open the workbook and save it" in rejected.next_step


def test_a_last_row_of_formulas_without_results_is_not_lost(read: Read) -> None:
    content = edited(invoices(GOOD, [Formula("=A2", 77)]), "<f>A2</f><v>77</v>", "<f>A2</f>")
    report = read(INVOICES, content)
    assert [(row.row, row.column, row.reason) for row in report.rejected] == [
        ("ar.xlsx:3", "Invoice no.", "a formula whose result is not in the file")
    ]


def test_an_error_in_a_column_nobody_mapped_is_no_matter(read: Read) -> None:
    content = workbook({"Sheet1": [(*HEADER, "Note"), (*GOOD, Formula("=NA()", "#N/A"))]})
    assert numbers(read(INVOICES, content)) == ["0042"]


def test_errors_of_another_sheet_are_no_matter(read: Read) -> None:
    content = workbook({"Sums": [[Formula("=NA()", "#N/A")] * 9] * 9, "Open items": [HEADER, GOOD]})
    assert numbers(read(with_keys('sheet = "Open items"'), content)) == ["0042"]


def test_an_error_that_does_not_say_where_it_is(read: Read) -> None:
    content = edited(invoices(GOOD, changed(settled=Formula("=NA()", "#N/A"))), ' r="G3"', "")
    with pytest.raises(UnreadableFileError, match=r"does not say where it is\. Open the workbook and save it"):
        read(INVOICES, content)


# ── ids that may be numbers ───────────────────────────────────────────────────────────────────


def test_declared_number_ids_lose_their_decimals_and_are_counted(read: Read) -> None:
    table = with_keys('number_ids = ["po_number"]')
    rows = [changed(no="1", po=2960623488), changed(no="2", po="2960623488.0"), changed(no="3", po="0042"), GOOD]
    report = read(table, invoices(*rows, changed(no="5", po=None), changed(no="6", po=17, amount=None)))
    assert [record.po_number for record in report.records if isinstance(record, Invoice)] == [
        "2960623488",
        "2960623488",
        "0042",
        "7-1",
        "",
    ]
    assert [row.row for row in report.rejected] == ["ar.xlsx:7"]
    assert report.stamp.repaired == 2


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(2**53, id="too great a number"),
        pytest.param(1e21, id="far too great a number"),
        pytest.param(12.5, id="half an id"),
        pytest.param(-5, id="a negative id"),
        pytest.param(f"{2**53}.0", id="a text of too great a number"),
        pytest.param("0042.0", id="zeros no number had"),
    ],
)
def test_a_number_that_did_not_keep_every_digit_is_no_id(read: Read, cell: object) -> None:
    report = read(with_keys('number_ids = ["po_number"]'), invoices(GOOD, changed(po=cell), LAST))
    assert the_rejected(report).reason == "a number that did not keep every digit of an id"


def test_a_list_of_ids_follows_the_same_rule(read: Read) -> None:
    table = """
format = "xlsx"
kind = "promises"
files = "*.xlsx"
columns.invoice_numbers = "I"
columns.id = "Id"
columns.account_id = "C"
columns.amount = "A"
columns.currency = "Cur"
columns.due_on = "By"
columns.said_by = "W"
"""
    row = ("C1", None, None, date(2026, 5, 20), "Ann")
    content = workbook(
        {
            "S": [
                ("Id", "C", "A", "Cur", "By", "W", "I"),
                ("1", *row, 1001),
                ("2", *row, "1001.0; 1002.0"),
                ("3", *row, "1001;1002"),
                ("4", *row, None),
            ]
        }
    )
    strict = read(table, content)
    assert [row.row for row in strict.rejected] == ["ar.xlsx:2", "ar.xlsx:3"]
    lenient = read(table + 'number_ids = ["invoice_numbers"]', content)
    found = [record.invoice_numbers for record in lenient.records if isinstance(record, Promise)]
    assert found == [("1001",), ("1001", "1002"), ("1001", "1002"), ()]
    assert lenient.stamp.repaired == 2


# ── times ─────────────────────────────────────────────────────────────────────────────────────

MESSAGES = """
format = "xlsx"
kind = "messages"
files = "*.xlsx"
timezone = "Europe/Dublin"
columns = { id = "Id", account_id = "C", direction = "D", sender = "F", at = "At", text = "T" }
"""


def messages(*cells: object) -> bytes:
    rows = [(str(number), "C1", "in", "ann@x.example", cell, "Hello") for number, cell in enumerate(cells)]
    return workbook({"S": [("Id", "C", "D", "F", "At", "T"), *rows]})


def test_times_hang_where_the_clock_hangs(read: Read) -> None:
    (message,) = read(MESSAGES, messages(local(2026, 5, 1, 9, 17))).records
    assert isinstance(message, Message)
    assert message.at.isoformat() == "2026-05-01T09:17:00+01:00"


def test_times_that_are_none(read: Read) -> None:
    report = read(MESSAGES, messages(date(2026, 5, 1), 46143.5, "2026-05-01 09:17", local(9999, 12, 31, 5)))
    assert [row.reason for row in report.rejected] == [
        "a date without a time",
        "a number, not a date with a time: a date stored as a number is not read as one",
        "a text, and no datetime_format says how times are written",
        "a year without end",
    ]
    zoned = MESSAGES.replace('timezone = "Europe/Dublin"', 'datetime_format = "%Y-%m-%d %H:%M %z"')
    report = read(zoned, messages(local(2026, 5, 1, 9, 17), "2026-05-01 09:17 +0200"))
    assert [(row.row, row.reason) for row in report.rejected] == [
        ("ar.xlsx:2", "a time without an offset, and no timezone is declared")
    ]


def test_numbers_in_words(read: Read) -> None:
    table = """
format = "xlsx"
kind = "contracts"
files = "*.xlsx"
columns = { id = "Id", account_id = "C", terms_days = "Terms", note = "Note" }
"""
    rows = [("1", "C1", 30, "x"), ("2", "C1", 30.5, "x"), ("3", "C1", True, "x"), ("4", "C1", 30, 7)]
    report = read(table, workbook({"S": [("Id", "C", "Terms", "Note"), *rows]}))
    assert [getattr(record, "terms_days", None) for record in report.records] == [30]
    assert [(row.row, row.column, row.reason) for row in report.rejected] == [
        ("ar.xlsx:3", "Terms", "not a whole number"),
        ("ar.xlsx:4", "Terms", "TRUE as a yes-or-no cell, not a whole number"),
        ("ar.xlsx:5", "Note", "a number, not text"),
    ]


# ── long cells, empty rows ────────────────────────────────────────────────────────────────────


def test_a_cell_of_a_million_letters(read: Read) -> None:
    content = invoices(GOOD, changed(customer="LONG"), LAST)
    long = edited(content, "LONG", "x" * 1_000_000, "xl/sharedStrings.xml")
    rejected = the_rejected(read(INVOICES, long))
    assert (rejected.column, rejected.value) == ("Customer", "x" * 80)
    assert rejected.reason == "1000000 characters, more than 500"


def test_empty_rows_are_no_rows_and_the_others_keep_their_numbers(read: Read) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd", "bg_color": "#FFFF00"})
        for line, row in ((0, HEADER), (3, GOOD), (5, LAST)):
            for column, cell in enumerate(row):
                sheet.write(line, column, cell, day if isinstance(cell, date) else None)
        for line in range(6, 500):
            sheet.set_row(line, None, None, {"hidden": True})
            sheet.write_row(line, 0, [""] * len(HEADER), day)
    report = read(INVOICES, out.getvalue())
    assert [record.origin.row for record in report.records] == ["ar.xlsx:4", "ar.xlsx:6"]
    assert not report.rejected


def test_a_table_that_does_not_begin_in_the_corner(read: Read) -> None:
    content = workbook({"Sheet1": [[], [], [None, None, *HEADER], [None, None, *GOOD]]})
    report = read(with_keys("header_row = 3"), content)
    assert [record.origin.row for record in report.records] == ["ar.xlsx:4"]


# ── sheets and headers ────────────────────────────────────────────────────────────────────────


def test_rows_are_named_after_their_sheet_where_there_are_several_and_sort_by_line(read: Read) -> None:
    rows = [changed(no=f"{number:04}") for number in range(12)]
    content = workbook({"Notes": [["Made by the ERP"]], "Open items": [HEADER, *rows]})
    report = read(with_keys('sheet = "Open items"'), content)
    assert report.records[0].origin.row == "ar.xlsx[Open items]:2"
    ledger = reconcile([report], as_of=AS_OF)
    assert [found.origin.row for found in ledger.accounts["C1"].invoices] == [
        f"ar.xlsx[Open items]:{line}" for line in range(2, 14)
    ]


def test_title_rows_above_the_header(read: Read) -> None:
    content = workbook({"Sheet1": [["Open items as of 11 May"], [], HEADER, GOOD]})
    assert [record.origin.row for record in read(with_keys("header_row = 3"), content).records] == ["ar.xlsx:4"]
    with pytest.raises(UnreadableFileError, match=r"column 'Invoice no\.' \(for number\) is missing in ar.xlsx"):
        read(INVOICES, content)


def merged_header() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.merge_range(0, ISSUED, 0, DUE, "Issued", book.add_format({"bold": True}))
    return out.getvalue()


TWO = workbook({"Notes": [["x"]], "Open items": [HEADER, GOOD]})
WHOLE = invoices(GOOD)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("keys", "content", "told", "step"),
    [
        pytest.param("", b"", "ar.xlsx: it is empty", "Export it again", id="an empty file"),
        pytest.param("", b"No,Customer\n1,C1\n", "it is not an XLSX workbook", 'format = "csv"', id="a text file"),
        pytest.param("", OLE, "in the old .xls format", "Save it as .xlsx", id="an old workbook"),
        pytest.param(
            "", OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password", "without one", id="a locked one"
        ),
        pytest.param(
            "", WHOLE[: len(WHOLE) // 2], "half-written or damaged", "wait until it is done", id="half a file"
        ),
        pytest.param("", WHOLE[:-30], "half-written or damaged", "wait until it is done", id="a file without its end"),
        pytest.param(
            "", edited(WHOLE, "</sheetData>.*", ""), "half-written or damaged", "Export it again", id="half a sheet"
        ),
        pytest.param(
            "", edited(WHOLE, 't="s"><v>0<', 't="s"><v>99<'), "half-written or damaged", "Export it", id="a lost text"
        ),
        pytest.param(
            "",
            edited(WHOLE, "worksheets/sheet1", "worksheets/sheet9", "xl/_rels/workbook.xml.rels"),
            "half-written or damaged",
            "Export it again",
            id="a lost sheet",
        ),
        pytest.param(
            "",
            edited(WHOLE, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
            "the filled cells of its sheet 'Sheet1' span 16384 columns and 1048576 rows",
            "Delete the stray cells",
            id="a stray cell in the last corner",
        ),
        pytest.param(
            "",
            edited(WHOLE, 'r="H2"', 'r="H99999999996"'),
            "half-written or damaged (in its sheet 'Sheet1' a cell has no place)",
            "Export it again",
            id="a cell below the last row there is",
        ),
        pytest.param(
            "", workbook({"Sheet1": []}), "row 1 of its sheet 'Sheet1', where the header", "header_row", id="no cells"
        ),
        pytest.param(
            "header_row = 9", WHOLE, "row 9 of its sheet 'Sheet1', where the header", "header_row", id="no such row"
        ),
        pytest.param("", TWO, "it has 2 sheets: 'Notes', 'Open items'", "as sheet in sources.toml", id="two sheets"),
        pytest.param(
            'sheet = "Open"',
            TWO,
            "it has no sheet 'Open', but 'Notes', 'Open items'",
            "Correct sheet",
            id="no such sheet",
        ),
        pytest.param(
            "",
            merged_header(),
            "column 'Due' (for due_on) is missing in ar.xlsx. Its header has: 'Invoice no.', 'Customer', 'PO', "
            "'Amount', 'Issued', '', 'Settled'",
            "Correct columns.due_on or header_row in sources.toml, or export the file again.",
            id="a merged header",
        ),
        pytest.param(
            "",
            workbook({"Sheet1": [(*HEADER, "Due"), GOOD]}),
            "column 'Due' (for due_on) is there more than once in ar.xlsx",
            "export the file again.",
            id="a column that is there twice",
        ),
        pytest.param(
            "",
            workbook({"Sheet1": [("Invoice number", *HEADER[1:]), GOOD]}),
            "column 'Invoice no.' (for number) is missing in ar.xlsx.",
            "export the file again. Did you mean 'Invoice number'?",
            id="a renamed column",
        ),
        pytest.param(
            "",
            workbook({"Sheet1": [(*HEADER[:5], Formula("=NA()", "#N/A"), *HEADER[6:]), GOOD]}),
            "column 'Due' (for due_on) is missing in ar.xlsx",
            "export the file again.",
            id="an error in the header",
        ),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_whole(
    read: Read, keys: str, content: bytes, told: str, step: str
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(with_keys(keys), content)
    assert "Source export: " in str(caught.value)
    assert "ar.xlsx" in str(caught.value)
    assert told in str(caught.value)
    assert step in str(caught.value)


def test_another_kind_of_zip_file(read: Read) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("invoices.csv", "No,Customer\n")
    with pytest.raises(UnreadableFileError, match=r"a ZIP file, but not an XLSX workbook\. Export it as \.xlsx"):
        read(INVOICES, out.getvalue())


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/media/picture.bin"])
def test_a_workbook_that_swells_is_refused_before_it_is_unpacked(read: Read, part: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml" if part != "xl/workbook.xml" else "x", "")
        archive.writestr(part, bytes(70_000_000))
    assert len(out.getvalue()) < 100_000
    with pytest.raises(UnreadableFileError, match="unpacks to far more than a table holds"):
        read(INVOICES, out.getvalue())


def test_an_entity_that_multiplies_itself_is_refused(read: Read) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    book = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{levels}]><workbook><sheets>&a9;</sheets></workbook>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    with pytest.raises(UnreadableFileError):
        read(INVOICES, out.getvalue())


def test_the_lock_that_excel_leaves_beside_an_open_workbook_is_none(read: Read, tmp_path: Path) -> None:
    (tmp_path / "~$ar.xlsx").write_bytes(b"\x05Olive Byrne")
    assert numbers(read(INVOICES, invoices(GOOD))) == ["0042"]


def test_several_files_are_one_source_and_bytes_make_the_fingerprint(read: Read, tmp_path: Path) -> None:
    (tmp_path / "later.xlsx").write_bytes(invoices(LAST, GOOD))
    report = read(INVOICES, invoices(GOOD))
    assert [record.origin.row for record in report.records] == ["ar.xlsx:2", "later.xlsx:2"]
    assert [row.reason for row in report.rejected] == ["the same number as ar.xlsx:2, which was kept"]

    def fingerprint() -> str:
        (source,) = load_sources(tmp_path / "sources.toml")
        return source.fingerprint()

    seen = [fingerprint()]
    assert fingerprint() == seen[0]
    (tmp_path / "later.xlsx").write_bytes(invoices(LAST))
    seen.append(fingerprint())
    read(with_keys("header_row = 1\nnumber_ids = ['number']"), invoices(GOOD))
    seen.append(fingerprint())
    assert len(set(seen)) == 3
