"""`collections audit …`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.adapters.sql_store import SqlStore
from bot.flows.audit_trail import show, verify
from bot.settings import Settings

audit = typer.Typer(no_args_is_help=True, help="Read the controller's record.")


@audit.command("show")
def audit_show(
    packet: Annotated[str, typer.Argument(help="A packet, a dispute, or an account with all its packets.")],
    database: Annotated[str | None, typer.Option(help="Database URL.")] = None,
) -> None:
    """Say who did what with a packet, on which data, when."""
    store = SqlStore(database or Settings().database_url)
    for line in show(store, packet):
        print(line)


@audit.command("verify")
def audit_verify(database: Annotated[str | None, typer.Option(help="Database URL.")] = None) -> None:
    """Recompute the chain of hashes and name the first broken link."""
    broken = verify(SqlStore(database or Settings().database_url))
    print("the audit trail is whole" if broken is None else f"the audit trail is broken at entry {broken}")
    sys.exit(0 if broken is None else 1)
