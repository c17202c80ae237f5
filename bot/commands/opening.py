"""What nearly every command opens first: the desk, and the day it is about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from bot.adapters.countries import Countries
from bot.adapters.eml_mailer import EmlMailer
from bot.adapters.policy_file import load_policy
from bot.adapters.rates_file import load_rates
from bot.adapters.remittance_file import load_remittance
from bot.adapters.smtp_mailer import SmtpMailer
from bot.adapters.smtp_server import smtp_server
from bot.adapters.source_config import load_invoice_files
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import SystemClock
from bot.errors import StoreError
from bot.flows.desk import Desk
from bot.ports import Mailer
from bot.settings import Settings


def open_desk(settings: Settings) -> Desk:
    """The store and the files the business owns; the folder of an SQLite database is created.

    Raises:
        MappingError: a file of the business is missing or says something that means nothing.
    """
    models, sources = None, settings.config_dir / "sources.toml"
    if settings.model_name:
        # The library alone takes a second to import.
        from bot.adapters.openai_models import models_of

        models = models_of(settings)
    return Desk(
        store=open_store(settings),
        clock=SystemClock(),
        policy=load_policy(settings.config_dir / "policy.toml"),
        remittance=load_remittance(settings.config_dir / "remittance.toml"),
        rates=load_rates(settings.config_dir / "rates.csv"),
        reader=models.reader if models else None,
        briefer=models.briefer if models else None,
        drafter=models.drafter if models else None,
        # An import may read another mapping and need none here.
        invoice_files=load_invoice_files(sources) if sources.exists() else None,
        countries=Countries(),
    )


def open_mailer(settings: Settings) -> Mailer:
    """The way out of approved mail: the server of the settings, else files; nothing is connected yet.

    Raises:
        MappingError: the settings of the server contradict each other.
    """
    server = smtp_server(settings)
    return EmlMailer(settings.outgoing_dir) if server is None else SmtpMailer(server)


def open_store(settings: Settings) -> SqlStore:
    """The database of the settings, upgraded as its tables' owner where that is another user."""
    make_room(settings.database_url)
    owner = settings.database_owner_url
    return SqlStore(settings.database_url, owner.get_secret_value() if owner else None)


def open_what_is_there(settings: Settings, database_url: str | None = None) -> SqlStore:
    """The database of the settings, or of *database_url*, for what has no business making a new one.

    Raises:
        StoreError: it is an SQLite file, and there is none.
    """
    require_database(database_url or settings.database_url)
    return SqlStore(database_url) if database_url else open_store(settings)


def require_database(database_url: str) -> None:
    """Refuse to go on where the SQLite file of *database_url* is not there; a mistyped name is no empty database.

    Raises:
        StoreError: it is not.
    """
    path = database_url.partition("?")[0].removeprefix("sqlite:///")
    if path != database_url and not Path(path).exists():
        raise StoreError(f"There is no database {path}. Correct DATABASE_URL, or --database. Nothing was changed.")


def make_room(database_url: str) -> None:
    """Create the folder of an SQLite database."""
    if database_url.startswith("sqlite:///"):
        Path(database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)


def day_of(text: str | None, default: date) -> date:
    """The date a person wrote as YYYY-MM-DD; *default* when nothing was written."""
    try:
        return date.fromisoformat(text) if text else default
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date; write YYYY-MM-DD") from None
