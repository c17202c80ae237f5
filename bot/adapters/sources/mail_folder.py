"""A mailbox folder of .eml files as a source: every mail that says when it was sent, and what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

from bot.adapters.mail_headers import one_line
from bot.adapters.mail_parts import HEAD_BYTES
from bot.adapters.source_forms import file_pattern
from bot.adapters.source_mails import LARGEST_MAIL, MAIL_KEYS, MailHarvest, MailMapping, mail_mapping
from bot.adapters.source_place import Place
from bot.errors import UnreadableFileError
from models.ledger import SourceReport

KEYS = MAIL_KEYS | {"files"}


@dataclass(frozen=True, slots=True)
class FolderMapping:
    """One validated [sources.NAME] table over .eml files."""

    box: MailMapping
    folder: Path
    #: A glob pattern below the folder.
    files: str


def mail_folder(where: Place, name: str, table: Mapping[str, Any], folder: Path) -> MailFolder:
    """The source of one table of sources.toml; *folder* holds its mailbox.

    Raises:
        MappingError: a key is unknown, missing or means nothing.
    """
    where.known("", table, KEYS)
    box = mail_mapping(where, name, table)
    return MailFolder(FolderMapping(box, folder, file_pattern(where, table)))


class MailFolder:
    """One table of sources.toml over .eml files; implements ports.LedgerSource."""

    def __init__(self, mapping: FolderMapping) -> None:
        self._mapping = mapping

    @property
    def name(self) -> str:
        """Its name in sources.toml."""
        return self._mapping.box.name

    def paths(self) -> tuple[Path, ...]:
        """The files the pattern names, in name order; a folder may be empty.

        Raises:
            UnreadableFileError: there is no such folder.
        """
        folders = Path(self._mapping.files).parent.parts
        plain = takewhile(lambda part: not set(part) & set("*?["), folders)
        if not (wanted := self._mapping.folder.joinpath(*plain)).is_dir():
            raise UnreadableFileError(
                f"Source {self.name}: there is no folder {wanted}. Export the mailbox to it, or correct files in "
                "sources.toml."
            )
        return tuple(sorted(path for path in self._mapping.folder.glob(self._mapping.files) if path.is_file()))

    def fingerprint(self) -> str:
        """Sha256, in hex, of the mapping and of every file's name and bytes.

        Raises:
            UnreadableFileError: there is no such folder, or a file cannot be read.
        """
        digest = hashlib.sha256(repr(self._mapping).encode())
        for path in self.paths():
            digest.update(f"\0{self._file(path)}\0".encode())
            digest.update(_digest(path))
        return digest.hexdigest()

    def read(self, *, as_of: date, read_at: datetime) -> SourceReport:
        """Read every mail, in the order of the files' names.

        Raises:
            UnreadableFileError: there is no such folder, or a file cannot be read.
        """
        out = MailHarvest(self._mapping.box, as_of)
        for path in self.paths():
            content, size = _content(path)
            file = self._file(path)
            # As a table's rows are named, so that mails of one folder are sorted like rows of one file.
            out.take(content, size, f"{file}:1", called=file, digest=lambda path=path: _digest(path).hex())  # type: ignore[misc]
        return out.report(read_at)

    def _file(self, path: Path) -> str:
        return one_line(path.relative_to(self._mapping.folder).as_posix())


def _content(path: Path) -> tuple[bytes, int]:
    """The file's bytes and how many there are; of one that is too large, the first."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            return file.read(HEAD_BYTES if size > LARGEST_MAIL else LARGEST_MAIL + 1), size
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}. Export it again.") from None


def _digest(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}. Export it again.") from None
