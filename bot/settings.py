"""What differs between machines. The only reader of the environment; docs/operations.md lists the same."""

from __future__ import annotations

import os
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


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
        default="sqlite:///var/collections.db", description="SQLAlchemy URL of the product's own database."
    )
    config_dir: Path = Field(
        default=Path("config"), description="Folder with policy.toml, sources.toml and remittance.toml."
    )
    outgoing_dir: Path = Field(default=Path("var/outgoing"), description="Folder approved mails are written to.")


def named_secret(name: str) -> SecretStr | None:
    """The variable that sources.toml calls *name*, from the environment, then from `.env`; None = not set, or empty."""
    found = os.environ.get(name) or dotenv_values(".env").get(name)
    return SecretStr(found) if found else None
