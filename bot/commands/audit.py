"""`collections audit …`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.adapters.sql_store import SqlStore
from bot.adapters.whole_file import write_lines
from bot.commands.opening import day_of, open_what_is_there
from bot.flows.audit_trail import export, show, verify
from bot.settings import Settings
from bot.stages.audit_export import check
from models.audit import Anchor

audit = typer.Typer(no_args_is_help=True, help="Read the controller's record.")
_Database = Annotated[str | None, typer.Option(help="Database URL.")]


def _anchor(text: str) -> Anchor:
    try:
        return Anchor.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


@audit.command("show")
def audit_show(
    packet: Annotated[
        str, typer.Argument(help="A packet, a dispute, or an account with all its packets; none = every entry.")
    ] = "",
    database: _Database = None,
) -> None:
    """Say who did what with a packet, on which data, when."""
    for line in show(_store(database), packet):
        print(line)


@audit.command("protect")
def audit_protect(database: _Database = None) -> None:
    """Lay the triggers anew that let the database itself refuse to change the record."""
    settings = Settings()
    owner = settings.database_owner_url
    url = database or (owner.get_secret_value() if owner else settings.database_url)
    open_what_is_there(settings, url).protect_audit()
    print("the database refuses to change the record")


@audit.command("verify")
def audit_verify(
    anchor: Annotated[
        list[Anchor] | None,
        typer.Option(
            parser=_anchor, metavar="NUMBER:HASH", help="An entry that must be there, as Slack or an export has it."
        ),
    ] = None,
    exported: Annotated[
        Path | None,
        typer.Option(
            "--export",
            exists=True,
            dir_okay=False,
            help="An export: checked by itself, and its last line as an anchor.",
        ),
    ] = None,
    database: _Database = None,
) -> None:
    """Recompute the chain of hashes and name the first entry that is not as it was written."""
    anchors = list(anchor or ())
    if exported is not None:
        with exported.open(encoding="utf-8") as lines:
            fault, head = check(lines)
        if fault is not None:
            print(f"the export is broken at {fault}")
            sys.exit(1)
        anchors += [head] if head else []
        print("the export is whole")
    store = _store(database)
    fault = verify(store, anchors)
    if fault is not None:
        print(f"the audit trail is broken at {fault}")
        sys.exit(1)
    with store.transaction() as books:
        head = books.audit_head()
    print(f"the audit trail is whole; it ends with {head or 'nothing'}")
    if not anchors:
        print("Entries cut off its end show only against --anchor or --export.")


@audit.command("export")
def audit_export(
    file: Annotated[Path, typer.Argument(help="Where to; what is there is replaced.")],
    since: Annotated[str | None, typer.Option("--from", help="First day, in UTC; default: the first of all.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last day, in UTC; default: the last of all.")] = None,
    database: _Database = None,
) -> None:
    """Write the record as JSON, an entry a line, with the hash of its last entry at the end."""
    first, last = (day_of(text, date.min) if text else None for text in (since, until))
    count = write_lines(file, export(_store(database), first, last))
    print(f"written: {file}, {count - 2} entries")


def _store(database: str | None) -> SqlStore:
    return open_what_is_there(Settings(), database)
