from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from bot.errors import UnreadableFileError
from models.evidence import Origin
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


def test_a_good_row_becomes_a_record_with_its_place(read: Read) -> None:
    report = read(INVOICES, HEADER + GOOD)
    assert report.records == (
        Invoice(
            number="0042",
            account_id="C1",
            entity="fennel",
            amount=Money(10000, "EUR"),
            issued_on=date(2026, 4, 1),
            due_on=date(2026, 5, 1),
            origin=Origin("export", "file.csv:2", AS_OF),
        ),
    )
    stamp = report.stamp
    assert (stamp.rows, stamp.rejected, stamp.as_of, stamp.read_at) == (
        1,
        0,
        AS_OF,
        datetime(2026, 5, 11, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        pytest.param(HEADER + GOOD, ["2"], id="unix line ends"),
        pytest.param((HEADER + GOOD).replace("\n", "\r\n"), ["2"], id="windows line ends"),
        pytest.param((HEADER + GOOD).rstrip(), ["2"], id="no line end at the end"),
        pytest.param(HEADER + "\n\n" + GOOD + "\n", ["4"], id="blank lines are no rows"),
        pytest.param(HEADER.replace("Due", '"Due"') + GOOD, ["2"], id="a quoted header"),
        pytest.param(HEADER, [], id="a header without rows"),
        pytest.param((HEADER + GOOD).encode("utf-8-sig"), ["2"], id="a byte order mark"),
        pytest.param(
            HEADER.replace("No,", "Extra,No,") + "1,2,C1,1,01/04/2026,01/05/2026", ["2"], id="columns nobody mapped"
        ),
        pytest.param(
            HEADER + GOOD.replace("C1", " C1 ").replace("01/04/2026", "1/4/2026"), ["2"], id="spaces and no padding"
        ),
    ],
)
def test_shapes_that_are_read(read: Read, content: str | bytes, lines: list[str]) -> None:
    report = read(INVOICES, content)
    assert not report.rejected
    assert [record.origin.row for record in report.records] == [f"file.csv:{line}" for line in lines]


def test_a_row_is_where_it_starts_even_after_a_cell_of_several_lines(read: Read) -> None:
    header = "No,Customer,Amount,Issued,Due,Note\r\n"
    report = read(
        INVOICES,
        header
        + '1,C1,1.00,01/04/2026,01/05/2026,"two\r\nlines, and a ""quote"""\r\n'
        + "2,C1,1.00,01/04/2026,01/05/2026,\r\n"
        + '3,C1,"x\r\ny",01/04/2026,01/05/2026,\r\n'
        + "4,C1,x,01/04/2026,01/05/2026,\r\n",
    )
    assert [record.origin.row for record in report.records] == ["file.csv:2", "file.csv:4"]
    assert [row.row for row in report.rejected] == ["file.csv:5", "file.csv:7"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"", "file.csv: it is empty", id="an empty file"),
        pytest.param(
            HEADER.replace("Due", "Due date"),
            "column 'Due' (for due_on) is missing in file.csv. Its header has: 'No', 'Customer', 'Amount', ",
            id="a column that is not there",
        ),
        pytest.param(
            HEADER.replace(",", ";"), "Its header has: 'No;Customer;Amount;Issued;Due'", id="another delimiter"
        ),
        pytest.param(HEADER.replace("Issued", "Due"), "is missing", id="a column renamed to another one"),
        pytest.param(
            "Due," + HEADER, "column 'Due' (for due_on) is there more than once", id="a column that is there twice"
        ),
        pytest.param(
            HEADER + GOOD + '7,C1,"1.00,01/04/2026,01/05/2026\n' + GOOD * 3,
            "the row of line 3 is not closed",
            id="a quote never closed",
        ),
        pytest.param(
            HEADER + '7,C1,"1.00,1/4/2026,1/5/2026\n8,C1,"2.00",1/4/2026,1/5/2026\n' + GOOD,
            "the row of line 2 is not closed",
            id="a quote closed rows later",
        ),
        pytest.param(HEADER + GOOD + '7,"C1', "half-written", id="a file cut off inside a quote"),
        pytest.param(HEADER + GOOD + "8,C1,1.0", "ends in the middle of line 3", id="a file cut off in its last row"),
        pytest.param('"No"x,Customer\n' + GOOD, "its header cannot be read", id="a broken header"),
        pytest.param(
            (HEADER + GOOD + GOOD.replace("C1", "Café")).encode("cp1252"),
            "line 3 of file.csv is not utf-8",
            id="another encoding",
        ),
        pytest.param((HEADER + GOOD).encode("utf-16"), "is not utf-8", id="a spreadsheet's unicode text"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_whole(read: Read, content: str | bytes, told: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(INVOICES, content)
    assert told in str(caught.value)
    assert "export" in str(caught.value)


def test_utf_8_read_as_another_encoding_is_called_what_it_is(read: Read) -> None:
    mapping = INVOICES.replace('issued_on = "Issued"', 'issued_on = "Fällig"') + 'encoding = "cp1252"\n'
    assert mapping.count("Fällig") == 1
    with pytest.raises(UnreadableFileError, match="The file looks like utf-8: correct encoding"):
        read(mapping, HEADER.replace("Issued", "Fällig") + GOOD)


def test_a_file_that_went_missing_after_the_check(read: Read, tmp_path: Path) -> None:
    read(INVOICES, HEADER)
    (source,) = load_sources(tmp_path / "sources.toml")
    (tmp_path / "file.csv").unlink()
    with pytest.raises(UnreadableFileError, match=r"no file matches '\*.csv'"):
        source.read(as_of=AS_OF, read_at=datetime(2026, 5, 11, 5, tzinfo=UTC))


def test_several_files_are_one_source_and_numbers_are_unique_across_them(read: Read) -> None:
    report = read(INVOICES, HEADER + GOOD, later=HEADER + GOOD.replace("0042", "42") + GOOD)
    assert [record.origin.row for record in report.records] == ["file.csv:2", "later.csv:2"]
    assert [(row.row, row.reason) for row in report.rejected] == [
        ("later.csv:3", "the same number as file.csv:2, which was kept")
    ]


def test_the_fingerprint_changes_with_every_byte_name_and_line_of_the_mapping(read: Read, tmp_path: Path) -> None:
    def fingerprint() -> str:
        (source,) = load_sources(tmp_path / "sources.toml")
        return source.fingerprint()

    read(INVOICES, HEADER + GOOD)
    seen = [fingerprint()]
    assert fingerprint() == seen[0]
    read(INVOICES, HEADER + GOOD.replace("100.00", "100.01"))
    seen.append(fingerprint())
    read(INVOICES, HEADER + GOOD, later=HEADER)
    seen.append(fingerprint())
    read(INVOICES.replace("fennel", "other"), HEADER + GOOD, later=HEADER)
    seen.append(fingerprint())
    (tmp_path / "later.csv").rename(tmp_path / "other.csv")
    seen.append(fingerprint())
    assert len(set(seen)) == len(seen)
