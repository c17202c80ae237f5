"""What differs between machines. The only reader of the environment; docs/operations.md lists the same."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import MappingError


class ModelApi(StrEnum):
    """How a language model is asked."""

    RESPONSES = "responses"
    #: Chat completions, which servers of other makers know.
    CHAT = "chat"


class SmtpTls(StrEnum):
    """How the way to the mail server is encrypted; its certificate is checked either way."""

    #: After the greeting; a server that does not offer it gets nothing.
    STARTTLS = "starttls"
    #: From the first byte.
    TLS = "tls"
    #: Not at all, which only a server on this machine may be.
    NONE = "none"


class Settings(BaseSettings):
    """Read from the environment, then from `.env` in the working directory."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

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
    http_address: str = Field(
        default="127.0.0.1", description="Address for presses over HTTP: 0.0.0.0 where the proxy is on another machine."
    )
    metrics_port: int | None = Field(
        default=None, ge=0, le=65_535, description="Port for /health and /metrics; unset, neither is there."
    )
    metrics_address: str = Field(
        default="127.0.0.1", description="Address they listen on; it answers whoever reaches it."
    )
    database_url: str = Field(
        default="sqlite:///var/collections.db",
        # It has a password in it.
        repr=False,
        description="SQLAlchemy URL of the product's own database, SQLite or PostgreSQL.",
    )
    database_owner_url: SecretStr | None = Field(
        default=None,
        description="The same database as its tables' owner; set, the other role can only add to the audit trail.",
    )
    config_dir: Path = Field(
        default=Path("config"), description="Folder with policy.toml, sources.toml and remittance.toml."
    )
    outgoing_dir: Path = Field(default=Path("var/outgoing"), description="Folder approved mails are written to.")
    smtp_host: str | None = Field(
        default=None, description="Mail server that approved mails go to; unset, they are written to OUTGOING_DIR."
    )
    smtp_port: int | None = Field(
        default=None, ge=1, le=65_535, description="Its port; unset, 587 for starttls, 465 for tls, 25 for none."
    )
    smtp_tls: SmtpTls = Field(
        default=SmtpTls.STARTTLS,
        description="starttls, tls (from the first byte), or none for a server on this machine alone.",
    )
    smtp_user: str | None = Field(default=None, description="Who signs in to the mail server; unset, nobody does.")
    smtp_password: SecretStr | None = Field(default=None, description="Their password.")
    smtp_token_command: str | None = Field(
        default=None, description="Instead of a password, a command that prints a bearer token; no shell runs it."
    )
    smtp_bounce_tags: bool = Field(
        default=True,
        description="Reports go to name+tag@…, so that each names its mail; false where the server takes no plus sign.",
    )
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

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Beside the usual ones, the file that NAME_FILE names, where NAME is a secret and not set."""
        return init_settings, env_settings, dotenv_settings, _NamedFiles(settings_cls)


class _NamedFiles(PydanticBaseSettingsSource):
    """Secrets in files, as containers are given them."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        is_secret = "SecretStr" in str(field.annotation) or field_name == "database_url"
        return _of_file(field_name.upper()) if is_secret else None, field_name, False

    def __call__(self) -> dict[str, Any]:
        fields = self.settings_cls.model_fields.items()
        found = {name: self.get_field_value(field, name)[0] for name, field in fields}
        return {name: value for name, value in found.items() if value is not None}


def _of_file(name: str) -> str | None:
    path = _written(f"{name}_FILE")
    if not path:
        return None
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise MappingError(f"{name}_FILE names {path}, which cannot be read.") from None


def _written(name: str) -> str | None:
    return os.environ.get(name) or dotenv_values(".env").get(name)


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Every secret value, and every password in a URL: what must stand in no log."""
    values = [getattr(settings, name) for name in type(settings).model_fields]
    plain = [each.get_secret_value() if isinstance(each, SecretStr) else each for each in values]
    secret = [each.get_secret_value() for each in values if isinstance(each, SecretStr)]
    urls = [each for each in plain if isinstance(each, str) and "://" in each]
    return (*secret, *filter(None, (_password(url) for url in urls)))


def _password(url: str) -> str | None:
    try:
        return urlsplit(url).password
    except ValueError:
        return None


def open_env() -> bool:
    """Whether others on this machine can read `.env`; False where there is none, or no such rights."""
    file = Path(".env")
    return os.name == "posix" and file.exists() and bool(file.stat().st_mode & 0o077)


def readable_settings() -> tuple[Settings, tuple[str, ...]]:
    """The settings, and the names of those that mean nothing; these have their defaults."""
    try:
        return Settings(), ()
    except ValidationError as error:
        names = tuple(dict.fromkeys(str(each["loc"][0]) for each in error.errors(include_input=False)))
        defaults = {name: Settings.model_fields[name].default for name in names}
        return Settings(**defaults), tuple(name.upper() for name in names)


def named_secret(name: str) -> SecretStr | None:
    """The variable that sources.toml calls *name*, from the environment, `.env` or NAME_FILE's file; None = none."""
    found = _written(name) or _of_file(name)
    return SecretStr(found) if found else None
