"""Files that must not change while they are read: an export that is still being written is no export yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from bot.errors import UnreadableFileError


class Sighting(NamedTuple):
    """One file as it was at one moment."""

    size: int
    #: When it was last written, in nanoseconds: a file may be emptied and filled again with the same bytes.
    written_at: int
    digest: bytes


def sightings(paths: Iterable[Path]) -> Mapping[Path, Sighting]:
    """Every file of *paths* as it is now.

    Raises:
        UnreadableFileError: the operating system does not give one.
    """
    return {path: _sighting(path) for path in paths}


def refuse_changed(source: str, before: Mapping[Path, Sighting]) -> None:
    """Refuse what was read since *before* if one of its files is not as it was.

    Raises:
        UnreadableFileError: one was written to meanwhile.
    """
    for path, seen in before.items():
        now = _sighting(path)
        if now != seen:
            sizes = f"{seen.size} bytes before, {now.size} after" if now.size != seen.size else f"{now.size} bytes"
            raise UnreadableFileError(
                f"Source {source}: {path.name} was written to while it was read ({sizes}). Nothing was imported. Wait "
                "until the export is done and import again; best is an export that writes under another name and "
                "renames the file when it is whole."
            )


def _sighting(path: Path) -> Sighting:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
        found = path.stat()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}. Export it again.") from None
    return Sighting(found.st_size, found.st_mtime_ns, digest)
