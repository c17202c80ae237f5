"""`collections data-health` and `collections baseline` as a newcomer uses them."""

import pytest
from python_calamine import CalamineWorkbook

from tests.bot.test_command_line import TWELVE, collections


@pytest.fixture
def imported(tmp_path):
    collections(tmp_path, "import", *TWELVE, "--as-of", "2026-05-11")
    return tmp_path


def sheets(path):
    with CalamineWorkbook.from_path(str(path)) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_data_health_reads_well_in_a_hundred_columns_and_fills_a_workbook(imported):
    done = collections(imported, "data-health", "--xlsx", str(imported / "health.xlsx"))
    assert done.returncode == 0, done.stderr
    assert "Data health as of 2026-05-11: 12 accounts" in done.stdout
    assert "accounts with a verified contact" in done.stdout
    assert "(11 of 12)" in done.stdout
    assert max(map(len, done.stdout.splitlines()[:-1])) <= 100
    pages = sheets(imported / "health.xlsx")
    assert list(pages) == ["Summary", "Clean first", "Contradictions", "Rejected rows", "Blockers", "Sources"]
    contact = next(row for row in pages["Summary"] if row[0] == "accounts with a verified contact")
    assert contact[1:] == ["all", 0.916, 11.0, 12.0]
    assert pages["Clean first"][0][:4] == ["account", "name", "owner", "what to clean"]


def test_data_health_can_be_run_again_and_prepares_nothing(imported):
    first, again = (collections(imported, "data-health") for _ in range(2))
    assert (again.stdout, again.stderr) == (first.stdout, "")
    assert "12 packets opened" in collections(imported, "prepare", "--date", "2026-05-11").stdout


def test_the_baseline_is_printed_frozen_by_name_and_printed_as_it_was(imported):
    before = collections(imported, "baseline")
    assert "Not frozen yet" in before.stdout
    assert (
        "planned for Slack: 2 questions, to Marco Vidal, Olive Byrne"
        in collections(imported, "baseline", "--ask").stdout
    )
    frozen = collections(imported, "baseline", "--freeze", "--by", "Nora Beck", "--xlsx", str(imported / "b.xlsx"))
    assert "UTC by Nora Beck." in frozen.stdout
    assert "Asked and not answered: " in frozen.stdout
    assert max(map(len, frozen.stdout.splitlines()[:-1])) <= 100
    assert "Invoices" in sheets(imported / "b.xlsx")
    again = collections(imported, "baseline", "--freeze", "--by", "Somebody Else")
    assert again.returncode == 2
    assert "by Nora Beck. It never changes" in again.stderr
    assert "whole" in collections(imported, "audit", "verify").stdout


def test_a_freeze_needs_a_name(imported):
    done = collections(imported, "baseline", "--freeze")
    assert done.returncode == 2
    assert "--by" in done.stderr


@pytest.mark.parametrize("command", [("data-health",), ("baseline",), ("baseline", "--ask")])
def test_before_an_import_the_next_step_is_one_line(tmp_path, command):
    done = collections(tmp_path, *command)
    assert done.returncode == 2
    assert "Nothing was imported yet" in done.stderr
    assert "Traceback" not in done.stderr
