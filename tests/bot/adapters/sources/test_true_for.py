"""A file may be true for the day it was written, so that an export that stopped coming is noticed."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from bot.errors import MappingError
from bot.ports import LedgerSource

TABLE = """
folder = "."
[sources.bank]
kind = "payments"
files = "bank*.csv"
true_for = "written"
date_format = "%Y-%m-%d"
decimal_mark = "."
currency = "EUR"
constants.entity = "fennel"
columns = { id = "Id", account_id = "Customer", amount = "Amount", received_on = "On" }
"""
MONDAY, FRIDAY_BEFORE = date(2026, 5, 11), datetime(2026, 5, 8, 22, tzinfo=UTC)


@pytest.fixture
def bank(tmp_path: Path) -> LedgerSource:
    (tmp_path / "sources.toml").write_text(TABLE)
    for name in ("bank1", "bank2"):
        (tmp_path / f"{name}.csv").write_text(f"Id,Customer,Amount,On\n{name},C1,10.00,2026-05-07\n")
        written(tmp_path / f"{name}.csv", datetime(2026, 5, 6, 22, tzinfo=UTC))
    written(tmp_path / "bank2.csv", FRIDAY_BEFORE)
    (source,) = load_sources(tmp_path / "sources.toml")
    return source


def written(path: Path, at: datetime) -> None:
    os.utime(path, (at.timestamp(), at.timestamp()))


def true_for(source: LedgerSource, hour: int = 5) -> date:
    report = source.read(as_of=MONDAY, read_at=datetime(2026, 5, 11, hour, tzinfo=UTC))
    assert {record.origin.as_of for record in report.records} == {report.stamp.as_of}
    return report.stamp.as_of


def test_it_is_true_for_the_day_its_newest_file_was_written(bank: LedgerSource) -> None:
    assert true_for(bank) == FRIDAY_BEFORE.date()


def test_it_is_never_true_for_a_later_day_than_it_is_read_for(bank: LedgerSource, tmp_path: Path) -> None:
    written(tmp_path / "bank2.csv", datetime(2026, 11, 22, tzinfo=UTC))
    assert true_for(bank) == MONDAY


def test_the_same_bytes_written_anew_are_a_change(bank: LedgerSource, tmp_path: Path) -> None:
    before = bank.fingerprint()
    assert bank.fingerprint() == before
    written(tmp_path / "bank2.csv", datetime(2026, 5, 11, 4, tzinfo=UTC))
    assert bank.fingerprint() != before
    assert true_for(bank) == MONDAY


def test_without_the_word_it_is_true_for_the_day_it_is_read(bank: LedgerSource, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(TABLE.replace('true_for = "written"\n', ""))
    (source,) = load_sources(tmp_path / "sources.toml")
    assert true_for(source) == MONDAY
    before = source.fingerprint()
    written(tmp_path / "bank2.csv", datetime(2026, 5, 11, 4, tzinfo=UTC))
    assert source.fingerprint() == before


def test_another_word_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(TABLE.replace('"written"', '"yesterday"'))
    with pytest.raises(MappingError, match=r"true_for: 'yesterday' is not known\. It can be one of: read, written"):
        load_sources(tmp_path / "sources.toml")
