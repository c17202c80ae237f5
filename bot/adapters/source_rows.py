"""From the rows of a table to records, whatever file the table is in: good rows as records, bad rows as data."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.adapters.source_harvest import Harvest, Table
from bot.adapters.source_mapping import FIELDS, Field, SourceMapping, TrueFor
from bot.adapters.source_values import Convert
from bot.adapters.still_files import refuse_changed, sightings
from bot.errors import UnreadableFileError
from models.ledger import SourceReport, SourceStamp


class TableSource(ABC):
    """One table of sources.toml over columns and rows; with a fingerprint it implements ports.LedgerSource."""

    def __init__(self, mapping: SourceMapping) -> None:
        self.mapping = mapping

    @property
    def name(self) -> str:
        """Its name in sources.toml."""
        return self.mapping.name

    @property
    @abstractmethod
    def remedy(self) -> str:
        """What else to correct, or to do, when a mapped column is missing."""

    @abstractmethod
    def tables(self) -> Iterator[Table]:
        """Everything there is to read, one after the other.

        Raises:
            SourceError: it cannot be read; the rows may raise it too.
        """

    @abstractmethod
    def convert(self, field: Field) -> Convert:
        """The function that reads the cells of *field*."""

    def read(self, *, as_of: date, read_at: datetime) -> SourceReport:
        """Read everything; *as_of* is the day its facts are taken to be true for.

        Raises:
            SourceError: something is missing, empty, damaged, not of its format or without a mapped column.
        """
        mapped = (item for item in FIELDS[self.mapping.kind] if item.name in self.mapping.columns)
        out = Harvest(self.mapping, as_of, {item.name: self.convert(item) for item in mapped})
        for table in self.tables():
            out.take(table, self.remedy)
        stamp = SourceStamp(
            name=self.name,
            kind=self.mapping.kind,
            as_of=as_of,
            read_at=read_at,
            rows=len(out.records),
            rejected=len(out.rejected),
            repaired=out.repaired,
            absence=self.mapping.absence,
        )
        return SourceReport(stamp, tuple(out.records.values()), tuple(out.rejected))


class TableFiles(TableSource):
    """One table of sources.toml over files with a header and rows; implements ports.LedgerSource."""

    #: The key of sources.toml that may be wrong when the header is not the one expected.
    layout_key: str

    @property
    def remedy(self) -> str:
        """See TableSource."""
        return f"{self.layout_key} in sources.toml, or export the file again."

    @abstractmethod
    def open_table(self, path: Path) -> Table:
        """The table in the file at *path*.

        Raises:
            UnreadableFileError: there is none in it; its rows may raise it too.
        """

    def read(self, *, as_of: date, read_at: datetime) -> SourceReport:
        """See TableSource; where the mapping says so, true for the day the newest file was written, but not later."""
        if self.mapping.true_for is TrueFor.WRITTEN:
            as_of -= timedelta(days=max((read_at.astimezone(UTC).date() - self._written_on()).days, 0))
        return super().read(as_of=as_of, read_at=read_at)

    def _written_on(self) -> date:
        newest = max(written_at(path) for path in self.paths())
        return datetime.fromtimestamp(newest, UTC).date()

    def tables(self) -> Iterator[Table]:
        """See TableSource; every file whole, in name order."""
        before = sightings(self.paths())
        for path in before:
            yield self.open_table(path)
        refuse_changed(self.name, before)

    def paths(self) -> tuple[Path, ...]:
        """The files the pattern names, in name order.

        Raises:
            UnreadableFileError: there is none.
        """
        found = sorted(path for path in self.mapping.folder.glob(self.mapping.files) if self.is_export(path))
        if not found:
            raise UnreadableFileError(
                f"Source {self.name}: no file matches {self.mapping.files!r} in {self.mapping.folder}. "
                "Put the export there, or correct files in sources.toml."
            )
        return tuple(found)

    def is_export(self, path: Path) -> bool:
        """Whether *path*, which the pattern names, is a file to read."""
        return path.is_file()

    def fingerprint(self) -> str:
        """Sha256, in hex, of the mapping, of every file's name and bytes, and of the day written where that counts.

        Raises:
            UnreadableFileError: no file matches, or one cannot be read.
        """
        digest = hashlib.sha256(repr(self.mapping).encode())
        for path in self.paths():
            content = content_of(path)
            digest.update(f"\0{self.file(path)}\0{len(content)}\0".encode())
            digest.update(content)
        if self.mapping.true_for is TrueFor.WRITTEN:
            # The same bytes exported anew are true for another day.
            digest.update(self._written_on().isoformat().encode())
        return digest.hexdigest()

    def file(self, path: Path) -> str:
        """What people call the file at *path*."""
        return path.relative_to(self.mapping.folder).as_posix()


def content_of(path: Path) -> bytes:
    """The bytes of an export.

    Raises:
        UnreadableFileError: the operating system does not give them.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}. Export it again.") from None


def written_at(path: Path) -> float:
    """When an export was last written, in seconds since 1970.

    Raises:
        UnreadableFileError: the operating system does not say.
    """
    try:
        return path.stat().st_mtime
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}. Export it again.") from None
