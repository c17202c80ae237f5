"""A copy of an SQLite file that is whole while others write, and the way back. PostgreSQL has its own programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import StoreError

_PREFIX = "sqlite:///"
#: What SQLite keeps beside the file; a copy has none.
_BESIDE = ("-wal", "-shm")
_NOT_A_COPY = "is not a whole SQLite file with an audit trail: take another backup. Nothing was changed."


def back_up(url: str, target: Path) -> None:
    """Write what is committed now to *target*, a new file.

    Raises:
        StoreError: the database is no SQLite file, or *target* is there already.
    """
    source = _file_of(url, "pg_dump")
    if target.exists():
        raise StoreError(f"{target} is there already. Nothing was written.")
    with closing(sqlite3.connect(f"file:{source}?mode=rw", uri=True, timeout=30)) as connection:
        # It has what the database has: nobody else is to read it.
        target.touch(mode=0o600)
        connection.execute("VACUUM INTO ?", (str(target),))
    _settle_down(target)


def bring_back(source: Path, url: str) -> Path | None:
    """Put the copy *source* in the place of the database; return where that is now, None = there was none.

    The caller holds the database alone (see adapters.process_lock).

    Raises:
        StoreError: the database is no SQLite file, or *source* is no whole copy of one.
    """
    place = _file_of(url, "pg_restore")
    _refuse_broken(source)
    arriving = place.with_name(f"{place.name}.restoring")
    shutil.copyfile(source, arriving)
    _settle_down(arriving)
    replaced = _moved_aside(place) if place.exists() else None
    arriving.replace(place)
    return replaced


def _file_of(url: str, instead: str) -> Path:
    if not url.startswith(_PREFIX):
        raise StoreError(f"This is for SQLite; PostgreSQL has {instead} (docs/operations.md). Nothing was changed.")
    return Path(url.partition("?")[0].removeprefix(_PREFIX))


def _refuse_broken(source: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()
            connection.execute("SELECT number FROM audit LIMIT 1")
    except sqlite3.Error as error:
        raise StoreError(f"{source} {_NOT_A_COPY}") from error
    if sound != ("ok",):
        raise StoreError(f"{source} {_NOT_A_COPY}")


def _moved_aside(place: Path) -> Path:
    number = 1
    while (aside := place.with_name(f"{place.name}.replaced-{number}")).exists():
        number += 1
    # First what it has written and not yet taken in, or it would be taken for the copy's.
    for suffix in _BESIDE:
        beside = place.with_name(place.name + suffix)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + suffix))
    return place.replace(aside)


def _settle_down(path: Path) -> None:
    """Onto the disk, and not only into its cache."""
    with path.open("rb+") as written:
        os.fsync(written.fileno())
