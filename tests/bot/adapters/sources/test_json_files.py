from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.source_config import load_sources
from bot.adapters.sources.json_files import JsonFiles
from bot.errors import MappingError, UnreadableFileError
from models.ledger import Account, Promise, SourceReport
from models.money import Money
from models.receivable import Invoice

VENDORS = Path(__file__).parents[3] / "data" / "vendors"
TABLE = """
[sources.erp]
kind = "invoices"
format = "json"
files = "open.*"
records = "data.rows"
date_format = "%Y-%m-%d"
currency = "EUR"
constants.entity = "fennel"
columns = { number = "No", account_id = "Customer.Id", amount = "Amount", issued_on = "Issued", due_on = "Due" }
"""
GOOD: dict[str, Any] = {
    "No": "F1",
    "Customer": {"Id": "C1", "Name": "Acme"},
    "Amount": 12.5,
    "Issued": "2026-04-01",
    "Due": "2026-05-01",
}


class Written:
    """One file and its table of sources.toml."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def source(self, content: object, table: str = TABLE, name: str = "open.json") -> JsonFiles:
        text = content if isinstance(content, str | bytes) else json.dumps({"data": {"rows": content}})
        (self.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        (self.folder / "sources.toml").write_text(f'folder = "."\n{table}')
        (found,) = load_sources(self.folder / "sources.toml")
        assert isinstance(found, JsonFiles)
        return found

    def read(self, content: object, table: str = TABLE, name: str = "open.json") -> SourceReport:
        return read(self.source(content, table, name))


def read(source: Any) -> SourceReport:
    report: SourceReport = source.read(as_of=date(2026, 5, 11), read_at=datetime(2026, 5, 11, 5, tzinfo=UTC))
    return report


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


# ── two vendors ──────────────────────────────────────────────────────────────────────────────
def test_the_worked_example_reads_quickbooks_and_hubspot() -> None:
    quickbooks, hubspot = map(read, load_sources(VENDORS / "sources.toml"))
    invoices = {each.number: each for each in quickbooks.records if isinstance(each, Invoice)}
    assert {number: (each.account_id, each.amount) for number, each in invoices.items()} == {
        "QB-1037": ("24", Money(36207, "USD")),
        "QB-1048": ("24", Money(120000, "USD")),
        "QB-1051": ("31", Money(98000, "JPY")),
        "QB-1060": ("38", Money(10, "EUR")),
    }
    assert invoices["QB-1037"].due_on == date(2026, 4, 15)
    assert quickbooks.rejected == ()
    accounts = [each for each in hubspot.records if isinstance(each, Account)]
    assert [(each.id, each.name, each.domain, each.tier, each.owner_id) for each in accounts] == [
        ("24", "Alder Freight", "alder.example", "enterprise", "U0OLIVE"),
        ("31", "Birch Optics", "birch.example", "mid", "U0MARCO"),
        ("38", "Cedar Clinics", None, None, None),
    ]
    assert [(row.row, row.column) for row in hubspot.rejected] == [
        ("hubspot_companies.json:record 4", "properties.billing_customer_id")
    ]


def test_docs_show_the_example_that_is_tested() -> None:
    page = (VENDORS.parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
    example = (VENDORS / "sources.toml").read_text(encoding="utf-8").partition("\n\n")[2].strip()
    assert example in page


# ── what the values say ──────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("literal", "minor"),
    [
        ("12.50", 1250),
        ("0.1", 10),
        ("-0.1", None),
        ("1e2", 10000),
        ("12.345", None),
        ("NaN", None),
        ("1E400", None),
        ("0.1000000000000000055", None),
    ],
)
def test_a_number_is_read_as_it_is_written(written: Written, literal: str, minor: int | None) -> None:
    text = json.dumps({"data": {"rows": [GOOD | {"Amount": "HERE"}]}}).replace('"HERE"', literal)
    report = written.read(text)
    assert [each.amount for each in report.records if isinstance(each, Invoice)] == (
        [Money(minor, "EUR")] if minor is not None else []
    )
    assert len(report.rejected) == (minor is None)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"No": None}, "No", "the cell is empty"),
        ({"No": 2**53}, "No", "a number that may have lost digits on its way"),
        ({"No": 17.5}, "No", "stored as a number"),
        ({"No": True}, "No", "TRUE as a yes-or-no cell, not an id"),
        ({"Customer": "C1"}, "Customer.Id", "not an object with 'Id' in it"),
        ({"Customer": {"Id": ["C1"]}}, "Customer.Id", "a value of type list, not an id"),
        ({"Amount": {"value": 1}}, "Amount", "a value of type dict, not an amount"),
        ({"Due": 1777593600}, "Due", "a number, not a date"),
        ({"Due": "2026-05-01T00:00:00Z"}, "Due", "not a date of the form"),
    ],
)
def test_a_bad_value_rejects_its_record_alone(
    written: Written, cells: dict[str, object], column: str, reason: str
) -> None:
    report = written.read([GOOD | {"No": "F0"}, GOOD | cells])
    assert [each.origin.row for each in report.records] == ["open.json:F0"]
    (rejected,) = report.rejected
    assert rejected.column == column
    assert reason in rejected.reason


def test_a_name_that_is_there_twice_is_no_value(written: Written) -> None:
    text = json.dumps({"data": {"rows": [GOOD]}}).replace('"No": "F1"', '"No": "F1", "No": "F2"')
    assert [row.reason for row in written.read(text).rejected] == ["it is there twice"]


def test_whole_numbers_are_ids_and_lists_are_lists_of_ids(written: Written) -> None:
    (invoice,) = written.read([GOOD | {"No": 42}]).records
    assert isinstance(invoice, Invoice)
    assert invoice.number == "42"
    table = TABLE.partition("[sources")[0] + '[sources.crm]\nkind = "promises"\nformat = "json"\nfiles = "open.json"\n'
    table += 'date_format = "%Y-%m-%d"\n'
    table += 'columns = { id = "i", account_id = "c", due_on = "d", said_by = "s", invoice_numbers = "f" }\n'
    text = json.dumps([{"i": 1, "c": "C1", "d": "2026-06-01", "s": "Ann", "f": ["F1", 7]}])
    (promise,) = written.read(text, table).records
    assert isinstance(promise, Promise)
    assert promise.invoice_numbers == ("F1", "7")


def test_records_that_are_no_objects_are_rejected(written: Written) -> None:
    assert [(row.row, row.value) for row in written.read([GOOD, 7, None]).rejected] == [
        ("open.json:record 2", "7"),
        ("open.json:record 3", "None"),
    ]


# ── what is there ────────────────────────────────────────────────────────────────────────────
def test_a_column_that_no_record_has_is_an_error_with_the_nearest(written: Written) -> None:
    with pytest.raises(UnreadableFileError, match=r"column 'Customer\.Id' .* is missing .*Did you mean 'Customer\.ID'"):
        written.read([GOOD | {"Customer": {"ID": "C1"}}])


def test_a_column_that_one_record_leaves_out_is_empty_there(written: Written) -> None:
    table = TABLE.replace("{ number", '{ po_number = "Po", number')
    found = written.read([GOOD | {"Po": "4711"}, GOOD | {"No": "F2"}], table).records
    assert [each.po_number for each in found if isinstance(each, Invoice)] == ["4711", ""]


def test_a_column_that_all_records_may_leave_out_is_declared(written: Written) -> None:
    table = TABLE.replace("{ number", '{ po_number = "Po", number')
    with pytest.raises(UnreadableFileError, match="column 'Po'"):
        written.read([GOOD], table)
    declared = table.replace("currency =", 'may_be_absent = ["po_number"]\ncurrency =')
    assert len(written.read([GOOD], declared).records) == 1


def test_no_records_are_no_error(written: Written) -> None:
    report = written.read([])
    assert (report.records, report.rejected, report.stamp.rows) == ((), (), 0)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"data": {"rows": [{"No": "F1"', "it is half-written or damaged in line 1"),
        ("", "it is half-written or damaged in line 1"),
        ('{"data": {"error": "expired"}}', "there is no 'rows' in data, which has 'error'"),
        ('{"data": []}', "there is no 'rows' in data, which has no names"),
        ('{"data": {"rows": {"No": 1}}}', "rows is no list of records"),
        (b'{"data": {"rows": ["caf\xe9"]}}', "it is not UTF-8"),
        ("[" * 100_000, "it has objects inside objects without end"),
    ],
)
def test_a_file_that_is_not_what_was_declared_is_not_read_in_part(
    written: Written, content: str | bytes, told: str
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        written.read(content)
    assert f"Source erp: open.json: {told}" in str(caught.value)


def test_json_lines_are_records_and_a_broken_line_is_one_bad_row(written: Written) -> None:
    table = TABLE.replace('records = "data.rows"\n', "")
    lines = [json.dumps(GOOD), '{"No": "F2", "Amo', "", json.dumps(GOOD | {"No": "F3"})]
    report = written.read("\n".join(lines), table, name="open.jsonl")
    assert [each.origin.row for each in report.records] == ["open.jsonl:F1", "open.jsonl:F3"]
    assert [(row.row, row.reason[:9]) for row in report.rejected] == [("open.jsonl:line 2", "not JSON:")]


def test_another_place_for_the_records_is_another_fingerprint(written: Written) -> None:
    text = json.dumps({"data": {"rows": [GOOD], "more": [GOOD]}})
    before = written.source(text).fingerprint()
    assert written.source(text).fingerprint() == before
    assert written.source(text, TABLE.replace("data.rows", "data.more")).fingerprint() != before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('records = "data.rows"', "records = 1", "records: missing, or not a text"),
        ('records = "data.rows"', 'may_be_absent = ["po_number"]', "may_be_absent: 'po_number' is no list of mapped"),
        ('records = "data.rows"', 'may_be_absent = "number"', "may_be_absent: 'number' is no list of mapped"),
        ('records = "data.rows"', 'sheet = "Open"', 'sheet: a JSON file has none. Leave it out, or write format = "xl'),
        ('format = "json"', 'format = "csv"', 'records: a CSV file has none. Leave it out, or write format = "json"'),
    ],
)
def test_a_wrong_line_is_named(written: Written, old: str, new: str, told: str) -> None:
    assert old in TABLE
    with pytest.raises(MappingError) as caught:
        written.source([GOOD], TABLE.replace(old, new, 1))
    assert told in str(caught.value)
