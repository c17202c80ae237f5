"""A post nobody knows of, on the command line: shown, found, or posted again."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.adapters.sql_store import SqlStore
from models.outbox import OutboxState
from tests.bot.adapters.test_sql_store import an_item

CONFIG = Path(__file__).parents[3] / "config"


def run(*arguments: str) -> str:
    return CliRunner().invoke(cli, ["posts", *arguments], catch_exceptions=False).output


def test_an_uncertain_post_is_listed_until_somebody_has_settled_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = f"sqlite:///{tmp_path / 'books.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("CONFIG_DIR", str(CONFIG))
    store = SqlStore(url)
    with store.transaction() as books:
        for key in ("there", "lost"):
            books.plan(an_item(key, subject=f"list:{key}", state=OutboxState.UNCERTAIN, error="no history"))
    assert run("list") == "uncertain  C  there  no history\nuncertain  C  lost  no history\n2 to look at\n"
    link = "https://fennel.slack.com/archives/C/p1700000000000100"
    assert run("adopt", "there", "--link", link, "--by", "Ops") == "there is there\n"
    assert run("again", "lost", "--by", "Ops") == "lost is posted again\n"
    assert run("list") == "0 to look at\n"
    with store.transaction() as books:
        assert books.cards("list:there")[0].ts == "1700000000.000100"
        assert [books.item(key).state for key in ("there", "lost")] == [OutboxState.DONE, OutboxState.PLANNED]
    store.close()
