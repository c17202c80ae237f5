"""`collections init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.adapters.open_questions import CONFIRM
from bot.adapters.proposal import propose_sources
from bot.adapters.start_files import write_start_files


def init(
    folder: Annotated[Path, typer.Argument(help="Folder with the exports: CSV, Excel, JSON, mails as .eml.")],
    into: Annotated[Path, typer.Option(help="Where the files are written; what is there is left alone.")] = Path(),
) -> None:
    """Propose config/ from a folder of exports, with .env and the Slack manifest; overwrite nothing."""
    proposal = propose_sources(folder, into / "config" / "sources.toml")
    for path, is_new in write_start_files(into, proposal):
        print(f"wrote {path}" if is_new else f"left as it was: {path}")
    waiting = sum(line.startswith(CONFIRM) for line in proposal.splitlines())
    print(f"1. Settle the {waiting} lines marked CONFIRM in {into / 'config' / 'sources.toml'}.")
    print(f"2. Make the Slack app from {into / 'manifest.json'}, and put its tokens into {into / '.env'}.")
    print(f"3. Fill in policy.toml and remittance.toml in {into / 'config'}; then: collections check")
