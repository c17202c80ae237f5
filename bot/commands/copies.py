"""`collections backup` and `collections restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.adapters.process_lock import sole_process
from bot.adapters.sql_store import back_up, bring_back
from bot.commands.opening import make_room, open_desk, require_database
from bot.flows.after_restore import after_restore
from bot.settings import Settings


def backup(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Copy the SQLite database, whole, while everything runs. PostgreSQL has pg_dump."""
    settings = Settings()
    require_database(settings.database_url)
    back_up(settings.database_url, file)
    print(f"backed up to {file}")


def restore(
    by: Annotated[str, typer.Option(help="Your name, for the record.")],
    file: Annotated[
        Path | None, typer.Argument(help="What `backup` wrote; none after pg_restore has brought the tables back.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether pg_restore has run.")] = False,
) -> None:
    """Go on from a backup, with nothing sent twice: mail is paused, and what was due then is held or looked for."""
    settings = Settings()
    if file is None and not yes:
        typer.confirm("Was this database just brought back by pg_restore? Mail is paused from now on", abort=True)
    make_room(settings.database_url)
    with sole_process(settings.database_url):
        replaced = bring_back(file, settings.database_url) if file else None
        held = after_restore(open_desk(settings), by=by, is_alone=settings.database_url.startswith("sqlite"))
    if replaced is not None:
        print(f"the database before is {replaced}")
    print(
        f"mail is paused; uncertain: {held.mails} mails, {held.pictures} pictures; posts looked for first: {held.posts}"
    )
    for entity in held.mornings:
        print(f"today's morning of {entity} counts as run; if it was not, `collections prepare` runs it")
