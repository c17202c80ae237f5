"""Copies of invoices in a folder of the company: found by a name or a path that its sources give, never guessed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from bot.adapters.source_place import Place
from models.attachment import Attachment, Copy, NotAttached
from models.receivable import Invoice

KEYS = frozenset({"folder", "name", "replace"})
_SLOT = re.compile(r"\{(\w*)\}")
_SLOTS = frozenset({"number", "entity"})
#: Bytes of one file; what is larger is no page of an invoice.
_LARGEST = 10_000_000
_LONGEST_NAME = 120
_PDF = b"%PDF-"
#: What no name of a file has, on this system or on the reader's.
_NO_NAME = re.compile(r'[\\/:*?"<>|]')


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceFolder:
    """ports.InvoiceFiles over one folder."""

    folder: Path
    #: How a copy is called, with {number} and {entity}; "" = only the paths of the invoices source count.
    name: str = ""
    #: Character of an invoice number → what stands for it in the name.
    replace: Mapping[str, str]

    def find(self, invoice: Invoice) -> Copy | NotAttached:
        """The copy as it is now; a file that cannot be taken is told, never raised."""
        document = invoice.document or invoice.number
        try:
            return self._copy(document, self._path(invoice, document))
        except _NotTakenError as error:
            return NotAttached(document=document, why=str(error))

    def _path(self, invoice: Invoice, document: str) -> Path:
        if invoice.file:
            return Path(invoice.file)
        if not self.name:
            raise _NotTakenError("the invoices source names no file")
        values = {"number": self._spelt(document), "entity": self._spelt(invoice.entity)}
        return Path(_SLOT.sub(lambda slot: values[slot[1]], self.name))

    def _spelt(self, text: str) -> str:
        spelt = "".join(self.replace.get(char, char) for char in text)
        if unfit := _unfit(spelt):
            raise _NotTakenError(
                f"{unfit} of {text} cannot be in a file name; [invoice_files] replace says nothing of it"
            )
        return spelt

    def _copy(self, document: str, wanted: Path) -> Copy:
        if _unfit(wanted.name) or len(wanted.name) > _LONGEST_NAME or wanted.suffix.lower() != ".pdf":
            raise _NotTakenError("its file is not called like a PDF")
        data = self._bytes(wanted)
        if not data.startswith(_PDF):
            raise _NotTakenError(f"{wanted.name} is not a PDF")
        digest = hashlib.sha256(data).hexdigest()
        return Copy(
            attachment=Attachment(document=document, name=wanted.name, digest=digest, size=len(data)), data=data
        )

    def _bytes(self, wanted: Path) -> bytes:
        try:
            # Links and ".." are followed first, so that nothing outside the folder ever goes to a customer.
            inside, path = self.folder.resolve(strict=True), (self.folder / wanted).resolve(strict=True)
            if not path.is_relative_to(inside):
                raise _NotTakenError(f"{wanted.name} lies outside the folder {self.folder.name}")
            if not path.is_file():
                raise _NotTakenError(f"{wanted.name} is no file")
            with path.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except FileNotFoundError:
            raise _NotTakenError(f"no file in the folder {self.folder.name}") from None
        except (OSError, ValueError, RuntimeError):
            # Not permitted, a loop of links, a name the system does not take.
            raise _NotTakenError(f"{wanted.name} cannot be read") from None
        if len(data) > _LARGEST:
            raise _NotTakenError(f"{wanted.name} is larger than {_LARGEST // 1_000_000} MB")
        return data


class _NotTakenError(Exception):
    """Why a copy does not go with a mail, in a few words."""


def _unfit(name: str) -> str:
    """The first character of *name* that a file name cannot have, in quotes; "" = there is none."""
    if name in ("", ".", ".."):
        return f"“{name}”"
    found = next((char for char in name if not char.isprintable() or _NO_NAME.match(char)), "")
    return f"“{found}”" if found else ""


def invoice_folder(where: Place, table: Mapping[str, Any], exports: Path) -> InvoiceFolder:
    """The folder that *table* describes; *exports* is what its own path is seen from.

    Raises:
        MappingError: a key is missing or means nothing.
    """
    where.known("", table, KEYS)
    folder = exports / where.text(table, "folder", "the folder with the copies, seen from the exports")
    name = where.text(table, "name", "how a copy is called") if "name" in table else ""
    if name:
        _check_name(where, name)
    replaced = where.table_at(table, "replace")
    for char, text in replaced.items():
        if len(char) != 1 or not isinstance(text, str) or (text and _unfit(text)):
            raise where.wrong("replace", f"{char!r} = {text!r} replaces nothing", 'Write it like { "/" = "-" }.')
    return InvoiceFolder(folder=folder, name=name, replace=replaced)


def _check_name(where: Place, name: str) -> None:
    slots, path = set(_SLOT.findall(name)), PurePosixPath(name)
    if "number" not in slots or slots - _SLOTS or _SLOT.sub("", name).strip("{}") != _SLOT.sub("", name):
        raise where.wrong("name", f"{name!r} does not tell copies apart", 'Use {number} and {entity}: "{number}.pdf".')
    if path.is_absolute() or ".." in path.parts or path.suffix.lower() != ".pdf":
        raise where.wrong("name", f"{name!r} is no PDF inside the folder", 'Write it like "{number}.pdf".')
