"""`collections backup`, `restore` and `health` as an operator types them."""

import json

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.adapters.process_lock import sole_process
from bot.errors import StoreError


@pytest.fixture
def typed(firm, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{firm.folder / 'books.db'}")
    monkeypatch.setenv("CONFIG_DIR", str(firm.config))
    runner = CliRunner()
    return lambda *words: runner.invoke(cli, list(words))


def test_a_backup_is_brought_back_and_leaves_mail_paused(typed, firm):
    asked = typed("health")
    assert asked.exit_code == 1
    assert json.loads(asked.output)["mail_paused"] is False
    assert typed("backup", "copy.db").exit_code == 0
    back = typed("restore", "copy.db", "--by", "Ola Operator")
    assert back.exit_code == 0, back.output
    assert "mail is paused" in back.output
    assert (firm.folder / "books.db.replaced-1").exists()
    assert json.loads(typed("health").output)["mail_paused"] is True


def test_nothing_is_brought_back_under_a_running_process(typed, firm):
    typed("health")
    typed("backup", "copy.db")
    with sole_process(f"sqlite:///{firm.folder / 'books.db'}"):
        refused = typed("restore", "copy.db", "--by", "Ola Operator")
    assert isinstance(refused.exception, StoreError)
    assert not (firm.folder / "books.db.replaced-1").exists()


def test_a_database_that_is_away_is_red_and_not_a_fault(typed, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    asked = typed("health")
    assert asked.exit_code == 1
    assert json.loads(asked.output)["database_reachable"] is False
