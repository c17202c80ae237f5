"""`collections init`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bot.adapters.open_questions import marked_lines
from bot.adapters.policy_file import load_policy
from bot.adapters.proposal import propose_sources
from bot.adapters.start_files import write_start_files
from bot.errors import CollectionsError
from models.ledger import RecordKind
from models.policy import LEAST_REQUIRED

#: Read as text: a file that is half settled need not be valid TOML.
_KIND = re.compile(r'^[^#\n]*\bkind\s*=\s*"(\w+)"', re.MULTILINE)


def init(
    folder: Annotated[Path, typer.Argument(help="Folder with the exports: CSV, Excel, JSON, mails as .eml.")],
    into: Annotated[Path, typer.Option(help="Where the files are written; what is there is left alone.")] = Path(),
) -> None:
    """Propose config/ from a folder of exports, with .env and the Slack manifest; overwrite nothing."""
    proposal = propose_sources(folder, into / "config" / "sources.toml")
    for path, is_new in write_start_files(into, proposal):
        print(f"wrote {path}" if is_new else f"left as it was: {path}")
    config = into / "config"
    # The file that is there, which may be one that a person has settled since.
    sources = (config / "sources.toml").read_text(encoding="utf-8-sig", errors="replace")
    print(f"1. {_left_to_settle(len(marked_lines(sources)))} in {config / 'sources.toml'}.")
    for kind in _missing_kinds(sources, config / "policy.toml"):
        print(f"   No file of {kind.replace('_', ' ')}: {_ways_out(kind)}.")
    print(f"2. Make the Slack app from {into / 'manifest.json'}, and put its tokens into {into / '.env'}.")
    print(f"3. Fill in policy.toml and remittance.toml in {config}; then: collections import, then collections check")


def _left_to_settle(count: int) -> str:
    if not count:
        return "No line marked CONFIRM is left"
    return f"Settle the {count} lines marked CONFIRM" if count > 1 else "Settle the line marked CONFIRM"


def _missing_kinds(sources: str, policy_file: Path) -> Iterator[RecordKind]:
    """Kinds that a decision requires and *sources* has no table of, but for those that are signed off."""
    required, signed = LEAST_REQUIRED, frozenset[RecordKind]()
    # Not filled in yet, the policy has said nothing.
    with suppress(CollectionsError):
        policy = load_policy(policy_file)
        required, signed = policy.required, frozenset(policy.not_connected)
    wanted = (required | {RecordKind.INVOICES}) - signed - frozenset(_KIND.findall(sources))
    yield from (kind for kind in RecordKind if kind in wanted)


def _ways_out(kind: RecordKind) -> str:
    if kind is RecordKind.INVOICES:
        return "add an export of them"
    return f"add an export of them, or have a finance lead sign off [not_connected.{kind}] in policy.toml"
