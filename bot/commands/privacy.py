"""`collections erase` and `collections retain`."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.opening import open_desk, open_store, require_database
from bot.flows import erase as flow
from bot.flows import retain as retaining
from bot.settings import Settings
from models.retention import Retention


def erase(
    address: Annotated[str, typer.Argument(help="The address of somebody at a customer's.")],
    by: Annotated[str, typer.Option(help="Who of you does it; it is on the record.")],
) -> None:
    """Take one person of a customer's out of everything that is kept here; the chain of the record stays whole."""
    settings = Settings()
    require_database(settings.database_url)
    done = flow.erase(open_desk(settings), address, by=by)
    open_store(settings).compact()
    print(f"erased from {done.rows} rows; accounts sorted anew: {', '.join(done.accounts) or 'none'}")
    if done.chained:
        print(f"{done.chained} entries of the record were written by an older version with their words in the chain")
    print("Not erased: the sources (the next import brings back what they have), mails that left, exports and backups.")


def retain() -> None:
    """Let go of what the table retention of the policy keeps no longer; each day's first morning does the same."""
    settings = Settings()
    require_database(settings.database_url)
    desk = open_desk(settings)
    if desk.policy.retention == Retention():
        print("policy.toml has no [retention]: nothing is let go")
        return
    print(f"texts taken out of {retaining.retain(desk)} packets and disputes")
