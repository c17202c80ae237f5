"""A canary in every secret setting: none is in what a program prints, logs or raises."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.adapters.operator_log import Lines
from bot.adapters.sql_store import SqlStore
from bot.errors import MappingError
from bot.settings import Settings, named_secret, open_env, secrets_of
from tests.servers.ports import free_port

ROOT = Path(__file__).parents[2]
SECRETS = sorted(name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation))
URL = "postgresql+psycopg://app:canary-database@127.0.0.1:{port}/books"


def canaries() -> dict[str, Any]:
    return {name: f"canary-{name}" for name in SECRETS} | {"database_url": URL.format(port=1)}


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_secret_is_a_secret():
    assert {"slack_bot_token", "slack_signing_secret", "model_api_key", "smtp_password", "database_owner_url"} <= {
        *SECRETS
    }
    worded = {
        name for name in Settings.model_fields if any(word in name for word in ("token", "secret", "password", "key"))
    }
    # Counts of tokens, a command and a switch are none.
    assert worded - {*SECRETS} <= {"model_question_tokens", "model_run_tokens", "smtp_token_command"}


def test_settings_show_none_of_them():
    settings = Settings(**canaries())
    assert "canary" not in f"{settings!r} {settings}"
    assert len(secrets_of(settings)) == len(SECRETS) + 1
    record = logging.makeLogRecord({"name": "bot.x", "msg": "y", "all": [*secrets_of(settings), settings.database_url]})
    assert "canary" not in Lines(secrets_of(settings)).format(record)


def test_a_setting_that_means_nothing_is_not_repeated():
    with pytest.raises(ValidationError) as raised:
        Settings(http_port="canary-port")
    assert "canary" not in str(raised.value)


def test_a_secret_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "token").write_text("xoxb-of-the-file\n")
    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)
    monkeypatch.setenv("SLACK_BOT_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("BANK_URL_FILE", str(tmp_path / "token"))
    token, bank = Settings().slack_bot_token, named_secret("BANK_URL")
    assert isinstance(token, SecretStr)
    assert token.get_secret_value() == "xoxb-of-the-file"
    assert bank == token
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-the-environment")
    assert Settings().slack_bot_token == SecretStr("xoxb-of-the-environment")
    monkeypatch.delenv("SLACK_BOT_TOKEN")
    monkeypatch.setenv("SLACK_BOT_TOKEN_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(MappingError, match="SLACK_BOT_TOKEN_FILE names"):
        Settings()


def test_a_file_of_settings_that_others_can_read_is_noticed(tmp_path: Path):
    assert not open_env()
    file = tmp_path / ".env"
    file.touch()
    for mode, is_open in ((0o600, False), (0o640, True), (0o644, True)):
        file.chmod(mode)
        assert open_env() is is_open


def test_an_error_of_the_database_has_no_values_in_its_line_of_the_log(database_url: str):
    store = SqlStore(database_url)
    row = text("INSERT INTO survey_answer (user_id, body) VALUES (:who, '')").bindparams(who="canary-words")
    with store.engine.begin() as connection:
        connection.execute(row)
    with pytest.raises(IntegrityError) as raised, store.engine.begin() as connection:
        connection.execute(row)
    store.close()
    # PostgreSQL itself repeats the key, so an error's own words are not logged.
    assert "canary" not in str(raised.value).split("DETAIL")[0]
    record = logging.makeLogRecord({"name": "bot.x", "msg": "y", "exc_info": (raised.type, raised.value, raised.tb)})
    line = Lines().format(record)
    assert "IntegrityError" in line
    assert "canary" not in line


@pytest.mark.parametrize("command", [("check",), ("data-health",)])
def test_a_database_that_is_away_gives_none_of_them_away(tmp_path: Path, command: tuple[str, ...]):
    environment = {name.upper(): str(value) for name, value in canaries().items()}
    environment |= {
        "DATABASE_URL": URL.format(port=free_port()),
        "DATABASE_OWNER_URL": URL.format(port=free_port()),
        "CONFIG_DIR": str(ROOT / "config"),
        "SLACK_API_URL": f"http://127.0.0.1:{free_port()}/",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
    }
    call = [sys.executable, "-m", "bot", *command]
    done = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in (1, 2)
    assert "canary" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert all(json.loads(line) for line in done.stderr.splitlines() if line.startswith("{"))
