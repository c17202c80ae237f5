"""`collections check`."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import typer
from pydantic import SecretStr

from bot.adapters.eml_mailer import try_folder
from bot.adapters.policy_file import load_policy
from bot.adapters.rates_file import load_rates
from bot.adapters.remittance_file import load_remittance
from bot.adapters.slack_postbox import posting_client
from bot.adapters.slack_workspace import SlackWorkspace
from bot.adapters.smtp_mailer import SmtpMailer
from bot.adapters.smtp_server import smtp_server
from bot.adapters.source_config import declared_as_of, load_invoice_files, load_sources
from bot.adapters.start_files import manifest_scopes
from bot.adapters.system_clock import SystemClock
from bot.commands.opening import open_store
from bot.flows.check_books import BOOKS, FILES, source_requirements
from bot.flows.check_setup import Part, Setup, look_at
from bot.flows.check_slack import PEOPLE, SLACK
from bot.ports import Workspace
from bot.settings import Settings, open_env, readable_settings
from models.setup import Light, SetupLine

#: Seconds that one requirement may take; a large export is read in less.
_PATIENCE = 60.0
_COLOURS = {Light.GREEN: typer.colors.GREEN, Light.RED: typer.colors.RED, Light.GREY: typer.colors.BRIGHT_BLACK}


def check() -> None:
    """Look at everything a morning needs: one line for each requirement, with the fix for each red one."""
    # Every fault is a line here; a library that logs it says it a second time, in its own words.
    logging.disable()
    settings, faults = readable_settings()
    is_red = False
    for line in lines_of(setup_of(settings, faults)):
        is_red |= line.light is Light.RED
        light = typer.style(f"{line.light:<5}", fg=_COLOURS[line.light])
        # Colours are for terminals; click takes them off where the output goes anywhere else.
        typer.echo(f"{light}  {line.what}: {line.found}" + (f" → {line.fix}" if line.fix else ""))
        sys.stdout.flush()
    sys.exit(1 if is_red else 0)


def lines_of(setup: Setup) -> Iterator[SetupLine]:
    """Every requirement in turn; those of the sources once it is known which there are."""
    yield from look_at(setup, (*FILES, *SLACK, *PEOPLE), patience=_PATIENCE)
    yield from look_at(setup, (*source_requirements(setup), *BOOKS), patience=_PATIENCE)


def setup_of(settings: Settings, faults: tuple[str, ...] = ()) -> Setup:
    """What is looked at; *faults* names the settings that mean nothing. Nothing is opened yet."""
    config, sources = settings.config_dir, settings.config_dir / "sources.toml"
    return Setup(
        clock=SystemClock(),
        bad_settings=faults,
        is_env_open=open_env(),
        model=settings.model_name or "",
        workspace=_workspace(settings),
        slack_host=urlsplit(settings.slack_api_url).hostname or settings.slack_api_url,
        has_app_token=bool(_written(settings.slack_app_token)),
        has_signing_secret=bool(_written(settings.slack_signing_secret)),
        scopes=manifest_scopes(),
        policy=Part("policy", lambda: load_policy(config / "policy.toml")),
        sources=Part("sources", lambda: load_sources(sources)),
        as_of=lambda: declared_as_of(sources),
        remittance=Part("remittance", lambda: load_remittance(config / "remittance.toml")),
        invoice_files=Part("invoice files", lambda: load_invoice_files(sources)),
        rates=lambda: load_rates(config / "rates.csv"),
        store=Part(_engine(settings.database_url), lambda: open_store(settings)),
        try_outgoing=lambda: _outgoing(settings),
    )


def _written(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def _workspace(settings: Settings) -> Part[Workspace] | None:
    token = _written(settings.slack_bot_token)
    return Part("Slack token", lambda: _opened(settings, token)) if token else None


def _opened(settings: Settings, token: str) -> SlackWorkspace:
    workspace = SlackWorkspace(posting_client(token, settings.slack_api_url), _written(settings.slack_app_token))
    workspace.installation()
    return workspace


def _engine(url: str) -> str:
    """What people call the database, without the rest of its URL, which has a password in it."""
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    scheme = url.partition(":")[0].partition("+")[0]
    return names.get(scheme, "the database")


def _outgoing(settings: Settings) -> str:
    server = smtp_server(settings)
    if server is not None:
        return f"approved mails go out by SMTP: {SmtpMailer(server).try_out()}; none was sent"
    try_folder(settings.outgoing_dir)
    return f"approved mails are written to {settings.outgoing_dir}; no mail server is set (SMTP_HOST)"
