"""Workbooks as Excel would open them: figures are figures, and no text of a customer's becomes a formula."""

import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from bot.adapters.workbook import neutral, write_workbook
from bot.errors import NotNowError
from models.money import Money
from models.report import Ratio, ReportSheet

HOSTILE = (
    '=HYPERLINK("http://evil.example","Pay here")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "\t=1+1",
    "\r\n=1+1",
    "\x00=1+1",
    "\u202e=1+1",
    "   =1+1",
)


def written(path, *rows, head=("name", "amount"), notes=()):
    write_workbook(path, [ReportSheet(title="One", head=head, rows=tuple(rows), notes=notes)])
    with CalamineWorkbook.from_path(str(path)) as book:
        return book.get_sheet_by_name("One").to_python()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_begins_like_a_formula_is_text_wherever_it_stands(tmp_path, text):
    path = tmp_path / "report.xlsx"
    rows = written(path, (text, 1), head=(text, "amount"), notes=(text,))
    for shown in (rows[0][0], rows[1][0], rows[3][0]):
        assert shown.startswith("'")
        assert shown[1] in "=+-@＝"
    with zipfile.ZipFile(path) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name]
    assert not any("<f>" in page or "<hyperlink" in page for page in pages)


def test_ordinary_words_stay_as_they_are():
    assert neutral("Kolbe & Sauer, 50 % = half") == "Kolbe & Sauer, 50 % = half"
    assert neutral("two\nlines\x07") == "two lines"


def test_figures_dates_and_money_are_typed_cells(tmp_path):
    row = ("A", Money(-123_456, "EUR"), Decimal("2.5"), date(2026, 5, 11), 7, Money(500, "JPY"), None)
    head = ("name", "amount", "days", "due", "count", "yen", "nothing")
    assert written(tmp_path / "r.xlsx", row, head=head)[1] == [
        "A",
        -1234.56,
        2.5,
        date(2026, 5, 11),
        7.0,
        500.0,
        "",
    ]


def test_a_new_report_takes_the_place_of_the_old_one_whole(tmp_path):
    path = tmp_path / "r.xlsx"
    written(path, ("old", 1))
    assert written(path, ("new", 1))[1][0] == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["r.xlsx"]


def test_the_same_report_is_the_same_file_whenever_it_is_written(tmp_path):
    written(tmp_path / "one.xlsx", ("a", 1))
    written(tmp_path / "two.xlsx", ("a", 1))
    one, two = ((tmp_path / name).read_bytes() for name in ("one.xlsx", "two.xlsx"))
    assert one == two
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        assert "1980-01-01T00:00:00Z" in archive.read("docProps/core.xml").decode()


def test_a_place_that_cannot_be_written_is_said_in_one_line(tmp_path):
    with pytest.raises(NotNowError, match="cannot be written"):
        write_workbook(tmp_path / "nowhere" / "r.xlsx", [])


def test_a_folder_that_is_missing_is_said_to_be(tmp_path):
    path = tmp_path / "nowhere" / "r.xlsx"
    with pytest.raises(NotNowError) as refused:
        write_workbook(path, [])
    assert (
        str(refused.value) == f"{path} cannot be written: there is no folder {path.parent}. Make it, or name another."
    )


def test_a_share_is_a_number_with_a_percent_format_rounded_down(tmp_path):
    path = tmp_path / "r.xlsx"
    rows = written(path, ("A", Ratio(1_999, 2_000)), ("B", Ratio(0, 0)), head=("name", "share"))
    assert [row[1] for row in rows[1:]] == [0.999, ""]
    with zipfile.ZipFile(path) as archive:
        assert 'formatCode="0.0%"' in archive.read("xl/styles.xml").decode()


def test_a_date_is_no_time(tmp_path):
    rows = written(tmp_path / "r.xlsx", (date(2026, 5, 11), 1))
    assert not isinstance(rows[1][0], datetime)
