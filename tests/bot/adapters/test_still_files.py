"""A file that is being written is refused, not read by halves."""

import os
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from bot.adapters.still_files import refuse_changed, sightings
from bot.errors import UnreadableFileError

TABLE = """
folder = "."
[sources.bank]
kind = "payments"
files = "bank*.csv"
date_format = "%Y-%m-%d"
decimal_mark = "."
currency = "EUR"
constants.entity = "fennel"
columns = { id = "Id", account_id = "C", amount = "Amount", received_on = "On" }
"""


def test_a_file_that_grows_while_it_is_read_is_refused_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(TABLE)
    path = tmp_path / "bank.csv"
    path.write_text("Id,C,Amount,On\n" + "".join(f"P{n},C1,1.00,2026-05-01\n" for n in range(20_000)))
    (source,) = load_sources(tmp_path / "sources.toml")
    done = threading.Event()

    def export() -> None:
        with path.open("a") as file:
            number = 20_000
            while not done.wait(0.001):
                number += 1
                file.write(f"P{number},C1,1.00,2026-05-01\n")
                file.flush()

    writer = threading.Thread(target=export)
    writer.start()
    try:
        with pytest.raises(
            UnreadableFileError, match=r"Source bank: bank\.csv was written to while it was read"
        ) as told:
            source.read(as_of=date(2026, 5, 11), read_at=datetime(2026, 5, 11, tzinfo=UTC))
    finally:
        done.set()
        writer.join()
    assert "Wait until the export is done and import again" in str(told.value)
    report = source.read(as_of=date(2026, 5, 11), read_at=datetime(2026, 5, 11, tzinfo=UTC))
    assert report.stamp.rows > 20_000


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda path: path.write_text("ab"), id="longer"),
        pytest.param(lambda path: path.write_text("b"), id="other bytes"),
        pytest.param(lambda path: os.utime(path, ns=(1, 1)), id="written again with the same bytes"),
    ],
)
def test_size_bytes_and_time_of_writing_each_tell(tmp_path: Path, change) -> None:
    path = tmp_path / "file.csv"
    path.write_text("a")
    before = sightings([path])
    refuse_changed("erp", before)
    change(path)
    with pytest.raises(UnreadableFileError, match=r"file\.csv was written to"):
        refuse_changed("erp", before)


def test_a_file_that_is_taken_away_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("a")
    before = sightings([path])
    path.unlink()
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        refuse_changed("erp", before)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(TABLE)
    (tmp_path / "bank.csv").write_text("")
    (source,) = load_sources(tmp_path / "sources.toml")
    with pytest.raises(UnreadableFileError, match=r"bank\.csv: it is empty\. Export it again, header included"):
        source.read(as_of=date(2026, 5, 11), read_at=datetime(2026, 5, 11, tzinfo=UTC))
