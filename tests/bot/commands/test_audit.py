"""The record on the command line: exported, checked by itself, and held against what was kept of it."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.adapters.sql_store import SqlStore
from bot.errors import StoreError
from models.audit import Anchor
from tests.bot.adapters.test_audit_chain import filled, head, tamper


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["audit", *arguments])


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'collections.db'}"


def test_an_export_is_written_whole_and_only_its_owner_reads_it(tmp_path: Path, url: str):
    anchor = head(filled(url))
    file = tmp_path / "record.jsonl"
    file.write_text("of last week")
    assert run("export", str(file), "--database", url).output == f"written: {file}, 4 entries\n"
    first = file.read_bytes()
    run("export", str(file), "--database", url)
    assert file.read_bytes() == first
    assert str(anchor) in file.read_text().splitlines()[-1]
    assert file.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.glob("*.part")] == []


def test_an_export_of_a_broken_record_leaves_what_was_there(tmp_path: Path, url: str):
    filled(url)
    tamper(url, "DELETE FROM audit WHERE number = 2")
    file = tmp_path / "record.jsonl"
    file.write_text("of last week")
    assert run("export", str(file), "--database", url).exception is not None
    assert [each.read_text() for each in tmp_path.glob("record*")] == ["of last week"]


def test_verify_takes_an_anchor_and_an_export(tmp_path: Path, url: str):
    anchor, file = head(filled(url)), tmp_path / "record.jsonl"
    run("export", str(file), "--database", url)
    whole = run("verify", "--anchor", str(anchor), "--export", str(file), "--database", url)
    assert (whole.exit_code, whole.output) == (
        0,
        f"the export is whole\nthe audit trail is whole; it ends with {anchor}\n",
    )
    cut = run("verify", "--anchor", str(Anchor(5, anchor.hash)), "--database", url)
    assert (cut.exit_code, "entry 5: it was anchored" in cut.output) == (1, True)
    file.write_text("".join(file.read_text().splitlines(keepends=True)[:3]))
    broken = run("verify", "--export", str(file), "--database", url)
    assert (broken.exit_code, broken.output) == (
        1,
        "the export is broken at entry 2: the file ends after it: it was cut\n",
    )
    assert run("verify", "--anchor", "5", "--database", url).exit_code == 2


def test_without_an_anchor_it_says_what_it_cannot_see(url: str):
    filled(url)
    assert "cut off its end show only against" in run("verify", "--database", url).output


@pytest.mark.parametrize("words", [["verify"], ["show"], ["export", "record.jsonl"], ["protect"]])
def test_a_mistyped_name_is_no_empty_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]):
    monkeypatch.chdir(tmp_path)
    refused = run(*words, "--database", "sqlite:///mistyped.db")
    assert isinstance(refused.exception, StoreError)
    assert list(tmp_path.iterdir()) == []


def test_every_entry_can_be_shown(url: str):
    filled(url)
    assert len(run("show", "--database", url).output.splitlines()) == 4


def test_an_unknown_packet_is_named(url: str):
    filled(url)
    assert "no packet or dispute P404" in str(run("show", "P404", "--database", url).exception)


def test_triggers_that_were_dropped_are_laid_anew(url: str):
    filled(url)
    tamper(url, "SELECT 1")
    assert guard(url) == ""
    run("protect", "--database", url)
    assert guard(url).startswith("triggers refuse changes")


def guard(url: str) -> str:
    with SqlStore(url).transaction() as books:
        return books.audit_guard()


def test_verify_holds_the_record_against_the_head_of_an_export(tmp_path: Path, url: str):
    filled(url)
    file = tmp_path / "record.jsonl"
    run("export", str(file), "--to", "2000-01-01", "--database", url)
    tamper(url, "DELETE FROM audit WHERE number > 2")
    assert run("verify", "--database", url).exit_code == 0
    assert run("verify", "--export", str(file), "--database", url).exit_code == 1
