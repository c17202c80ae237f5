from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.adapters.source_config import declared_as_of, load_sources
from bot.errors import CollectionsError, MappingError, UnreadableFileError
from bot.stages.aging_summary import summarise
from bot.stages.reconcile import reconcile
from models.ledger import Absence, RecordKind

ROOT = Path(__file__).parents[3]
READ_AT = datetime(2026, 5, 11, 5, tzinfo=UTC)

GOOD = """
folder = "exports"

[sources.erp]
kind = "invoices"
files = "invoices*.csv"
date_format = "%Y-%m-%d"
decimal_mark = "."
currency = "EUR"
constants.entity = "fennel"
values.disputed = { "Yes" = true }
columns.number = "No"
columns.account_id = "Customer"
columns.amount = "Amount"
columns.issued_on = "Issued"
columns.due_on = "Due"
columns.disputed = "Disputed"
"""

MESSAGES = """
folder = "exports"

[sources.inbox]
kind = "messages"
files = "invoices*.csv"
datetime_format = "%Y-%m-%d %H:%M"
timezone = "Europe/Dublin"
columns = { id = "Id", account_id = "C", direction = "D", sender = "F", at = "At", text = "T" }
"""


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    """Where a test writes its sources.toml; one export is beside it."""
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "invoices.csv").write_text("No,Customer,Amount,Issued,Due,Disputed\n")
    return tmp_path / "sources.toml"


def test_a_good_file_loads_in_its_order(toml: Path) -> None:
    second = GOOD.partition("\n\n")[2].replace("sources.erp", "sources.another")
    toml.write_text(GOOD + second)
    assert [source.name for source in load_sources(toml)] == ["erp", "another"]


@pytest.mark.parametrize("absence", Absence)
def test_each_absence_can_be_declared_and_is_on_the_stamp(toml: Path, absence: Absence) -> None:
    toml.write_text(GOOD.replace('kind = "invoices"', f'kind = "invoices"\nabsence = "{absence}"'))
    (source,) = load_sources(toml)
    assert source.read(as_of=date(2026, 5, 11), read_at=READ_AT).stamp.absence is absence


def test_without_a_word_a_source_lists_everything(toml: Path) -> None:
    toml.write_text(GOOD)
    (source,) = load_sources(toml)
    assert source.read(as_of=date(2026, 5, 11), read_at=READ_AT).stamp.absence is Absence.FULL


def test_only_invoices_are_open_items(toml: Path) -> None:
    toml.write_text(MESSAGES.replace('kind = "messages"', 'kind = "messages"\nabsence = "open_items"'))
    with pytest.raises(MappingError, match="only invoices are open items"):
        load_sources(toml)


def test_a_folder_from_outside_replaces_the_declared_one(toml: Path, tmp_path: Path) -> None:
    toml.write_text(GOOD.replace('"exports"', '"nowhere"'))
    (source,) = load_sources(toml, tmp_path / "exports")
    assert source.read(as_of=date(2026, 5, 11), read_at=READ_AT).stamp.rows == 0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param('folder = "exports"', 'folders = "x"', "folders: there is no such key", id="an unknown top key"),
        pytest.param('folder = "exports"', "", "folder: missing", id="no folder"),
        pytest.param('"exports"', '"nowhere"', "does not exist", id="a folder that is not there"),
        pytest.param("[sources.erp]", "[source.erp]", "source: there is no such key", id="a misspelt table"),
        pytest.param('kind = "invoices"', "", "kind: missing", id="no kind"),
        pytest.param('"invoices"', '"invoice"', "kind: 'invoice' is no kind of record", id="an unknown kind"),
        pytest.param("decimal_mark", "decimalmark", "decimalmark: there is no such key", id="an unknown key"),
        pytest.param("columns.number", "columns.nummer", "columns.nummer: there is no such key", id="an unknown field"),
        pytest.param(
            'columns.number = "No"', "", "number: nothing says where it comes from", id="a required field left out"
        ),
        pytest.param('columns.number = "No"', 'columns.number = ""', "not a column header", id="an empty header"),
        pytest.param('"No"', "7", "not a column header", id="a header that is a number"),
        pytest.param('constants.entity = "fennel"', "", "entity: nothing says", id="no billing entity"),
        pytest.param('entity = "fennel"', "entity = 7", "7 is not an id", id="a constant of another type"),
        pytest.param('entity = "fennel"', 'amount = "1.00"', "amount differs from row to row", id="a constant amount"),
        pytest.param('entity = "fennel"', 'number = "1"', "column and as a constant", id="a field declared twice"),
        pytest.param('currency = "EUR"', "", "currency: nothing says where it comes from", id="no currency"),
        pytest.param('currency = "EUR"', 'currency = "Euro"', "'Euro' is not a currency code", id="no such currency"),
        pytest.param('currency = "EUR"', "currency = [1]", "is not a currency code", id="a list for a currency"),
        pytest.param(
            'currency = "EUR"', 'currency = "EUR"\nconstants.currency = "USD"', "declared twice", id="two currencies"
        ),
        pytest.param('decimal_mark = "."', "", "decimal_mark: missing", id="no decimal mark"),
        pytest.param('decimal_mark = "."', 'decimal_mark = ";"', "not a dot or a comma", id="an odd decimal mark"),
        pytest.param(
            'decimal_mark = "."',
            'decimal_mark = "."\nthousands_mark = "."',
            "'.' cannot be one",
            id="the same mark twice",
        ),
        pytest.param('date_format = "%Y-%m-%d"', "", "date_format: missing", id="no date format"),
        pytest.param("%Y-%m-%d", "YYYY-MM-DD", "does not say day, month and year", id="a spreadsheet's date format"),
        pytest.param("%Y-%m-%d", "%Y-%m", "does not say day, month and year", id="a format without the day"),
        pytest.param("%Y-%m-%d", "%d/%d/%Y", "does not say day, month and year", id="the day twice"),
        pytest.param("%Y-%m-%d", "%Y-%m-%Q", "does not say day, month and year", id="a code that does not exist"),
        pytest.param(
            'decimal_mark = "."',
            'decimal_mark = "."\ndate_formats.issued = "%d.%m.%Y"',
            "date_formats.issued: there is no such key",
            id="a format for an unknown field",
        ),
        pytest.param('values.disputed = { "Yes" = true }', "", "values.disputed: missing", id="yes and no undeclared"),
        pytest.param('"Yes" = true', '"Yes" = "true"', "is not yes or no", id="yes declared as a text"),
        pytest.param('"Yes" = true', '"Yes " = true', "has spaces around it", id="a word no cell can hold"),
        pytest.param('columns.disputed = "Disputed"', "", "no column is mapped", id="words for a field not mapped"),
        pytest.param('files = "invoices*.csv"', "", "files: missing", id="no files"),
        pytest.param("invoices*.csv", "../*.csv", "leads out of the folder", id="files above the folder"),
        pytest.param("invoices*.csv", "/etc/passwd", "leads out of the folder", id="files anywhere"),
        pytest.param("invoices*.csv", "**.csv", "is not a pattern", id="a broken pattern"),
        pytest.param(
            "invoices*.csv", "rechnungen.csv", "no file matches 'rechnungen.csv'", id="a pattern without files"
        ),
        pytest.param(
            'kind = "invoices"', 'kind = "invoices"\nencoding = "utf8mb4"', "'utf8mb4'", id="an unknown encoding"
        ),
        pytest.param(
            'kind = "invoices"', 'kind = "invoices"\nencoding = "rot13"', "'rot13'", id="a cipher for an encoding"
        ),
        pytest.param(
            'kind = "invoices"', 'kind = "invoices"\ndelimiter = ";;"', "';;' cannot be one", id="a long delimiter"
        ),
        pytest.param(
            'kind = "invoices"', 'kind = "invoices"\nabsence = "none"', "is not known", id="an absence unknown"
        ),
        pytest.param("[sources.erp]", "[sources.erp", "is not valid TOML", id="a file that is not TOML"),
    ],
)
def test_a_wrong_line_is_named_before_a_row_is_read(toml: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    toml.write_text(GOOD.replace(old, new))
    with pytest.raises(CollectionsError) as caught:
        load_sources(toml)
    assert isinstance(caught.value, MappingError | UnreadableFileError)
    assert told in str(caught.value)
    assert "sources" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param('timezone = "Europe/Dublin"', "", "timezone: missing", id="no zone"),
        pytest.param("Europe/Dublin", "Dublin", "'Dublin' is not an IANA zone", id="a city for a zone"),
        pytest.param("%Y-%m-%d %H:%M", "%Y-%m-%d", "hour and minute", id="a day for an instant"),
        pytest.param("%Y-%m-%d %H:%M", "%Y-%m-%d %I:%M", "hour and minute", id="morning or evening unknown"),
        pytest.param("datetime_", "date_", "missing", id="dates only"),
    ],
)
def test_an_instant_needs_a_time_and_a_zone(toml: Path, old: str, new: str, told: str) -> None:
    toml.write_text(MESSAGES.replace(old, new))
    with pytest.raises(MappingError) as caught:
        load_sources(toml)
    assert told in str(caught.value)


def test_an_error_names_file_table_key_and_what_to_do(toml: Path) -> None:
    toml.write_text(GOOD.replace("%Y-%m-%d", "%Y"))
    with pytest.raises(MappingError) as caught:
        load_sources(toml)
    assert str(caught.value) == (
        f"{toml} [sources.erp] date_format: '%Y' does not say day, month and year. "
        "Use %d %m %Y %H %M, as the cells are written."
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        pytest.param("", None, id="not said"),
        pytest.param("as_of = 2026-05-11", date(2026, 5, 11), id="a day"),
    ],
)
def test_the_day_the_exports_are_true_for(toml: Path, line: str, day: date | None) -> None:
    toml.write_text(f"{line}\n{GOOD}")
    assert declared_as_of(toml) == day


@pytest.mark.parametrize("line", ['as_of = "2026-05-11"', "as_of = 2026-05-11T05:00:00", "as_of = 2026"])
def test_a_day_that_is_none(toml: Path, line: str) -> None:
    toml.write_text(f"{line}\n{GOOD}")
    with pytest.raises(MappingError, match="as_of: not a date"):
        declared_as_of(toml)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"nothing\.toml cannot be read"):
        load_sources(tmp_path / "nothing.toml")


def test_the_public_sample_ledger_gives_the_published_figures() -> None:
    folder = ROOT / "../shared/data"
    if not (folder / "ibm_ar_invoices.csv").is_file():
        pytest.skip("the public sample ledger is not on this machine")
    as_of = date(2013, 6, 30)
    (source,) = load_sources(ROOT / "tests/data/ibm_sources.toml", folder)
    report = source.read(as_of=as_of, read_at=READ_AT)
    assert (report.stamp.kind, report.stamp.rows, report.stamp.rejected) == (RecordKind.INVOICES, 1703, 0)
    (summary,) = summarise(reconcile([report], as_of=as_of), as_of)
    assert (summary.open.count, str(summary.open.amount)) == (52, "3,163.85 USD")
    assert summary.disputed.count == 16
    assert (summary.not_due.count, str(summary.not_due.amount)) == (44, "2,661.64 USD")
    late = {label: (tally.count, str(tally.amount)) for label, tally in summary.buckets}
    assert late["1–30"] == (8, "502.21 USD")
    assert late["31–60"] == late["61–90"] == late["91+"] == (0, "0.00 USD")
    assert summary.outstanding == summary.open.amount
