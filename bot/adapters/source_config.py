"""config/sources.toml: read once, checked whole before a row is read."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.adapters.source_table import Place, source_mapping
from bot.adapters.sources.csv_files import CsvFiles
from bot.errors import MappingError
from bot.ports import LedgerSource

_TOP_KEYS = frozenset({"folder", "as_of", "sources"})


def load_sources(path: Path, folder: Path | None = None) -> tuple[LedgerSource, ...]:
    """Every source that *path* declares, in its order.

    *folder* replaces the one the file names; that one is relative to the file.

    Raises:
        MappingError: the file is missing, or a line of it means nothing.
        UnreadableFileError: a source's pattern matches no file.
    """
    document = _document(path)
    where = Place(path, "")
    named = folder or path.parent / where.text(document, "folder", "the folder with the exports")
    if not named.is_dir():
        raise MappingError(f"{path}: folder {named} does not exist. Create it, or correct folder.")
    tables = document.get("sources")
    if not isinstance(tables, dict) or not tables:
        raise where.wrong("sources", "there is no [sources.NAME] table", "Add one table per export.")
    sources = tuple(
        CsvFiles(source_mapping(Place(path, f"sources.{name}"), name, table, named)) for name, table in tables.items()
    )
    for source in sources:
        source.paths()
    return sources


def declared_as_of(path: Path) -> date | None:
    """The day *path* says its exports are true for; None = it does not say, and today is meant.

    Raises:
        MappingError: the file is missing or as_of is not a date.
    """
    found = _document(path).get("as_of")
    if found is not None and (not isinstance(found, date) or isinstance(found, datetime)):
        raise Place(path, "").wrong("as_of", "not a date", "Write it without quotes, such as as_of = 2026-05-11.")
    return found


def _document(path: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise MappingError(f"{path} cannot be read: {error.strerror}. Create it, or name another file.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path} is not valid TOML: {error}. Correct that line.") from None
    Place(path, "").known("", document, _TOP_KEYS)
    return document
