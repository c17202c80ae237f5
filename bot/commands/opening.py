"""What nearly every command opens first: the desk, and the day it is about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from bot.adapters.policy_file import load_policy
from bot.adapters.rates_file import load_rates
from bot.adapters.remittance_file import load_remittance
from bot.adapters.source_config import load_invoice_files
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import SystemClock
from bot.flows.desk import Desk
from bot.settings import Settings


def open_desk(settings: Settings) -> Desk:
    """The store and the files the business owns; the folder of an SQLite database is created.

    Raises:
        MappingError: a file of the business is missing or says something that means nothing.
    """
    make_room(settings.database_url)
    models, sources = None, settings.config_dir / "sources.toml"
    if settings.model_name:
        # The library alone takes a second to import.
        from bot.adapters.openai_models import models_of

        models = models_of(settings)
    return Desk(
        store=SqlStore(settings.database_url),
        clock=SystemClock(),
        policy=load_policy(settings.config_dir / "policy.toml"),
        remittance=load_remittance(settings.config_dir / "remittance.toml"),
        rates=load_rates(settings.config_dir / "rates.csv"),
        reader=models.reader if models else None,
        briefer=models.briefer if models else None,
        drafter=models.drafter if models else None,
        # An import may read another mapping and need none here.
        invoice_files=load_invoice_files(sources) if sources.exists() else None,
    )


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
