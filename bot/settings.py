"""What differs between machines. The only reader of the environment; docs/operations.md lists the same."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class ModelApi(StrEnum):
    """How a language model is asked."""

    RESPONSES = "responses"
    #: Chat completions, which servers of other makers know.
    CHAT = "chat"


class Settings(BaseSettings):
    """Read from the environment, then from `.env` in the working directory."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    slack_bot_token: SecretStr | None = Field(default=None, description="Bot token (xoxb-…) of the installed app.")
    slack_app_token: SecretStr | None = Field(
        default=None, description="App-level token (xapp-…) for Socket Mode; set it, or the signing secret."
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None, description="Signing secret, for receiving presses over HTTP instead of Socket Mode."
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/", description="Base URL of the Web API; only tests change it."
    )
    http_port: int = Field(default=3000, description="Port for presses over HTTP; unused in Socket Mode.")
    database_url: str = Field(
        default="sqlite:///var/collections.db",
        description="SQLAlchemy URL of the product's own database, SQLite or PostgreSQL.",
    )
    config_dir: Path = Field(
        default=Path("config"), description="Folder with policy.toml, sources.toml and remittance.toml."
    )
    outgoing_dir: Path = Field(default=Path("var/outgoing"), description="Folder approved mails are written to.")
    model_name: str | None = Field(
        default=None,
        description="Language model that also reads messages and words drafts; unset, none is asked anything.",
    )
    model_api_key: SecretStr | None = Field(
        default=None, description="Key of the model's maker; a server of one's own may need none."
    )
    model_base_url: str = Field(
        default="https://api.openai.com/v1", description="Where the model is; another maker's or one's own server."
    )
    model_api: ModelApi = Field(
        default=ModelApi.RESPONSES,
        description="responses, or chat for a server that knows only chat completions; it must know JSON schemas.",
    )
    model_effort: str = Field(
        default="low", description="Reasoning effort asked of responses; empty for a model that does not reason."
    )
    model_question_seconds: float = Field(
        default=20, gt=0, description="Longest that one question waits, with its one repetition."
    )
    model_run_seconds: float = Field(
        default=120, gt=0, description="Longest that a morning waits for each of the model's tasks."
    )
    model_question_tokens: int = Field(default=8_000, gt=0, description="Most tokens of one question and its answer.")
    model_run_tokens: int = Field(
        default=300_000, gt=0, description="Most tokens of each of the model's tasks in a morning."
    )


def readable_settings() -> tuple[Settings, tuple[str, ...]]:
    """The settings, and the names of those that mean nothing; these have their defaults."""
    try:
        return Settings(), ()
    except ValidationError as error:
        names = tuple(dict.fromkeys(str(each["loc"][0]) for each in error.errors(include_input=False)))
        defaults = {name: Settings.model_fields[name].default for name in names}
        return Settings(**defaults), tuple(name.upper() for name in names)


def named_secret(name: str) -> SecretStr | None:
    """The variable that sources.toml calls *name*, from the environment, then from `.env`; None = not set, or empty."""
    found = os.environ.get(name) or dotenv_values(".env").get(name)
    return SecretStr(found) if found else None
