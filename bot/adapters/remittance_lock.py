"""remittance.lock, beside remittance.toml: each block as a controller confirmed it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from bot.adapters.toml_table import TomlTable, open_toml
from bot.errors import MappingError
from models.remittance import Lock

Locks = Mapping[tuple[str, str], Lock]

_HEAD = """\
# What a controller has confirmed of remittance.toml, block by block. Written by: collections remittance lock
# Nothing starts while a block differs from its digest here, so neither file is changed alone.
"""


def lock_of(path: Path) -> Path:
    """Where the locks of a remittance file are kept."""
    return path.with_suffix(".lock")


def read_lock(path: Path) -> Locks:
    """The locks by (entity id, currency); none where there is no such file.

    Raises:
        MappingError: the file is not as it was written.
    """
    if not path.exists():
        return {}
    _, file = open_toml(path)
    return {
        (entity, currency): _lock(table)
        for entity, currencies in file.tables().items()
        for currency, table in currencies.tables().items()
    }


def _lock(table: TomlTable) -> Lock:
    found = Lock(digest=table.text("digest"), by=table.text("approved_by"), on=table.day("approved_on"))
    table.finish()
    return found


def write_lock(path: Path, locks: Locks) -> None:
    """Write *locks* in place of what was there, whole or not at all.

    Raises:
        MappingError: the operating system does not let it be written.
    """
    text = _HEAD + "".join(map(_block, sorted(locks.items())))
    partial = path.with_suffix(".lock.part")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        os.replace(partial, path)
    except OSError as error:
        raise MappingError(f"{path} cannot be written: {error.strerror}. Nothing was confirmed.") from None


def _block(entry: tuple[tuple[str, str], Lock]) -> str:
    (entity, currency), confirmed = entry
    # JSON's strings are TOML's: whatever an entity or a person is called stays one word.
    head = f"{json.dumps(entity, ensure_ascii=False)}.{currency}"
    by = json.dumps(confirmed.by, ensure_ascii=False)
    return f'\n[{head}]\ndigest = "{confirmed.digest}"\napproved_by = {by}\napproved_on = {confirmed.on}\n'
