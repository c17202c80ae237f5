from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from bot.commands.snapshot import print_import
from bot.errors import MappingError, UnreadableFileError
from bot.flows.import_ledger import ImportReport
from bot.stages.reconcile import reconcile
from models.ledger import SourceReport
from models.receivable import Invoice

XLSX = """
folder = "."
[sources.erp]
format = "xlsx"
kind = "invoices"
files = "*"
currency = "EUR"
constants.entity = "fennel"
columns = { number = "No", account_id = "Customer", amount = "Amount", issued_on = "Issued", due_on = "Due" }
"""
CSV = XLSX.replace('"xlsx"', '"csv"\ndate_format = "%Y-%m-%d"\ndecimal_mark = "."')
MESSAGES = """
folder = "."
[sources.inbox]
format = "xlsx"
kind = "messages"
files = "*"
columns = { id = "Id", account_id = "C", direction = "D", sender = "F", at = "At", text = "T" }
"""


@pytest.mark.parametrize(
    ("good", "line", "told"),
    [
        pytest.param(XLSX, 'encoding = "cp1252"', "encoding: a workbook has none. Leave it out", id="an encoding"),
        pytest.param(XLSX, 'delimiter = ";"', "delimiter: a workbook has none. Leave it out", id="a delimiter"),
        pytest.param(
            CSV, 'sheet = "Open"', 'sheet: a CSV file has none. Leave it out, or write format = "xlsx"', id="s"
        ),
        pytest.param(CSV, "header_row = 3", "header_row: a CSV file has none.", id="a header row"),
        pytest.param(XLSX, "header_row = 0", "header_row: 0 is no row", id="row zero"),
        pytest.param(XLSX, 'header_row = "3"', "header_row: '3' is no row", id="a row in quotes"),
        pytest.param(XLSX, "header_row = true", "header_row: True is no row", id="a row that is true"),
        pytest.param(XLSX, 'sheet = ""', "sheet: missing, or not a text", id="an empty sheet name"),
        pytest.param(XLSX, "sheet = 1", "sheet: missing, or not a text", id="the number of a sheet"),
        pytest.param(XLSX, 'number_ids = ["amount"]', "number_ids: 'amount' is no list of mapped ids", id="no id"),
        pytest.param(CSV, 'number_ids = ["po_number"]', "it can hold: number, account_id", id="an id not mapped"),
        pytest.param(XLSX, 'number_ids = "number"', "Write the fields in brackets", id="an id without brackets"),
        pytest.param(XLSX, "number_ids = [7]", "7 is no list of mapped ids", id="the number of an id"),
        pytest.param(XLSX, "number_ids = [[]]", "[] is no list of mapped ids", id="a list in a list"),
        pytest.param(XLSX, 'decimal_mark = ";"', "not a dot or a comma", id="an odd decimal mark"),
        pytest.param(XLSX, 'thousands_mark = "."', "decimal_mark: missing", id="half of the marks"),
        pytest.param(XLSX, 'date_format = "%Y"', "does not say day, month and year", id="half a date"),
        pytest.param(XLSX, "sheets = 1", "sheets: there is no such key. It can be one of: absence, ", id="no such key"),
        pytest.param(MESSAGES, "", "timezone: missing", id="times without a zone"),
    ],
)
def test_a_wrong_line_is_named_before_a_file_is_opened(tmp_path: Path, good: str, line: str, told: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(good.replace("kind", f"{line}\nkind", 1))
    with pytest.raises(MappingError) as caught:
        load_sources(path)
    assert told in str(caught.value)
    assert f"{path} [sources." in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param('"xlsx"', '"xls"', "format: 'xls' is not known. It can be one of: csv, xlsx", id="another format"),
        pytest.param('"xlsx"', "1", "format: missing, or not a text", id="a number for a format"),
        pytest.param("[sources.erp]\n", "sources.erp = 1\n[sources.x]\n", "[sources.erp] : not a table", id="no table"),
    ],
)
def test_a_format_that_is_none(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(XLSX.replace(old, new))
    with pytest.raises(MappingError) as caught:
        load_sources(path)
    assert told in str(caught.value)


# ── what both formats share, in CSV ───────────────────────────────────────────────────────────

Read = Callable[..., SourceReport]
INVOICES = (
    CSV.partition("[sources.erp]\n")[2].replace('"*"', '"*.csv"').replace("number =", 'po_number = "PO", number =')
)
HEADER = "PO,No,Customer,Amount,Issued,Due\n"
REST = ",C1,1.00,2026-04-01,2026-05-01\n"


def test_ids_that_were_numbers_are_rejected_in_csv_too(read: Read) -> None:
    report = read(INVOICES, f"{HEADER}2960623488.0,1{REST}2.96062E+09,2{REST}7-1.0,3{REST}1.02,4{REST}1E5,5{REST}")
    assert [(row.row, row.column, row.reason) for row in report.rejected] == [
        ("file.csv:2", "PO", "it ends in .0, as an id does that was stored as a number: leading zeros may be lost"),
        ("file.csv:3", "PO", "a number written as a power of ten: digits of the id are lost"),
    ]
    assert 'declare number_ids = ["po_number"] for this source' in report.rejected[0].next_step


def test_declared_ids_are_repaired_in_csv_too(read: Read) -> None:
    report = read(f'number_ids = ["po_number"]\n{INVOICES}', f"{HEADER} 2960623488.0 ,1{REST}0042,2{REST},3{REST}")
    assert [record.po_number for record in report.records if isinstance(record, Invoice)] == ["2960623488", "0042", ""]
    assert (report.stamp.repaired, report.stamp.rejected) == (1, 0)


def test_the_import_says_how_many_ids_were_repaired(read: Read, capsys: pytest.CaptureFixture[str]) -> None:
    report = read(f'number_ids = ["po_number"]\n{INVOICES}', f"{HEADER}2960623488.0,1{REST}")
    print_import(ImportReport(reconcile([report], as_of=date(2026, 5, 11)), None))
    told = capsys.readouterr().out.splitlines()[0]
    assert told == "export: 1 rows read, 0 rejected, 1 ids repaired (as of 2026-05-11)"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        pytest.param("Invoice Due", " Did you mean 'Invoice Due'?", id="a longer name"),
        pytest.param("due ", " Did you mean 'due'?", id="small letters"),
        pytest.param("Region", "export the file again.", id="nothing alike"),
        pytest.param("Issued", "export the file again.", id="a header that another column has"),
    ],
)
def test_the_nearest_header_is_suggested_and_never_taken(read: Read, header: str, told: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(INVOICES, HEADER.replace("Due", header).replace("Issued,Issued", "Issued,,"))
    assert str(caught.value).endswith(told)
    assert "Correct columns.due_on or delimiter in sources.toml" in str(caught.value)
