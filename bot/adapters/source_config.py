"""config/sources.toml: read once, checked whole before a row is read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from bot.adapters.invoice_files import InvoiceFolder, invoice_folder
from bot.adapters.open_questions import refuse_blanks, refuse_open_questions
from bot.adapters.source_place import Place
from bot.adapters.source_table import csv_mapping, workbook_mapping
from bot.adapters.sources.csv_files import CsvFiles
from bot.adapters.sources.imap_mailbox import imap_mailbox
from bot.adapters.sources.json_files import json_files
from bot.adapters.sources.mail_folder import mail_folder
from bot.adapters.sources.sql_query import sql_query
from bot.adapters.sources.xlsx_files import XlsxFiles
from bot.errors import MappingError
from bot.ports import LedgerSource


@runtime_checkable
class _FolderSource(LedgerSource, Protocol):
    """A source over files of a folder."""

    def paths(self) -> tuple[Path, ...]:
        """Its files; raises UnreadableFileError when there is none."""
        ...


_Builder = Callable[[Place, str, dict[str, Any], Path], LedgerSource]

TOP_KEYS = frozenset({"folder", "as_of", "sources", "invoice_files"})
#: Format → what checks the keys of its tables and builds the source.
_FORMATS: Mapping[str, _Builder] = {
    "csv": lambda where, name, table, folder: CsvFiles(csv_mapping(where, name, table, folder)),
    "xlsx": lambda where, name, table, folder: XlsxFiles(workbook_mapping(where, name, table, folder)),
    "json": json_files,
    "sql": sql_query,
    "eml": mail_folder,
    "imap": imap_mailbox,
}
#: Those that read no files, so that sources.toml needs no folder for them.
_WITHOUT_FILES = ("sql", "imap")


def load_sources(path: Path, folder: Path | None = None) -> tuple[LedgerSource, ...]:
    """Every source that *path* declares, in its order.

    *folder* replaces the one the file names; that one is relative to the file.

    Raises:
        MappingError: the file is missing, or a line of it means nothing.
        UnreadableFileError: a source's pattern matches no file.
    """
    document = _document(path)
    where = Place(path, "")
    tables = document.get("sources")
    if not isinstance(tables, dict) or not tables:
        raise where.wrong("sources", "there is no [sources.NAME] table", "Add one table per export.")
    named = folder or _folder(where, document)
    if not named.is_dir():
        raise MappingError(f"{path}: folder {named} does not exist. Create it, or correct folder.")
    sources = tuple(_source(Place(path, f"sources.{name}"), name, table, named) for name, table in tables.items())
    for source in sources:
        if isinstance(source, _FolderSource):
            source.paths()
    return sources


def load_invoice_files(path: Path, folder: Path | None = None) -> InvoiceFolder | None:
    """The copies of invoices that *path* declares, in the same *folder*; None = it declares none.

    Raises:
        MappingError: the file is missing, or a line of it means nothing.
    """
    document = _document(path)
    where = Place(path, "")
    if "invoice_files" not in document:
        return None
    table = where.table_at(document, "invoice_files")
    return invoice_folder(Place(path, "invoice_files"), table, folder or _folder(where, document))


def declared_as_of(path: Path) -> date | None:
    """The day *path* says its exports are true for; None = it does not say, and today is meant.

    Raises:
        MappingError: the file is missing or as_of is not a date.
    """
    found = _document(path).get("as_of")
    if found is not None and (not isinstance(found, date) or isinstance(found, datetime)):
        raise Place(path, "").wrong("as_of", "not a date", "Write it without quotes, such as as_of = 2026-05-11.")
    return found


def _folder(where: Place, document: Mapping[str, Any]) -> Path:
    tables = where.table_at(document, "sources")
    default = "." if all(_format(table) in _WITHOUT_FILES for table in tables.values()) else None
    return where.path.parent / where.text(document, "folder", "the folder with the exports", default)


def _format(table: object) -> object:
    return table.get("format", "csv") if isinstance(table, dict) else None


def _source(where: Place, name: str, table: object, folder: Path) -> LedgerSource:
    if not isinstance(table, dict):
        raise where.wrong("", "not a table", f"Write [{where.table}] and its keys below.")
    known = ", ".join(_FORMATS)
    wanted = where.text(table, "format", f"one of {known}", "csv")
    if wanted not in _FORMATS:
        raise where.wrong("format", f"{wanted!r} is not known", f"It can be one of: {known}.")
    return _FORMATS[wanted](where, name, table, folder)


def _document(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        document = tomllib.loads(text)
    except OSError as error:
        raise MappingError(f"{path} cannot be read: {error.strerror}. Create it, or name another file.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path} is not valid TOML: {error}. Correct that line.") from None
    refuse_open_questions(path, text)
    refuse_blanks(path, document)
    Place(path, "").known("", document, TOP_KEYS)
    return document
