"""One process at a time works on an SQLite file: a lock that the system takes back when its process dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import StoreError


@contextmanager
def sole_process(database_url: str) -> Iterator[None]:
    """Be the only one on an SQLite file inside the block; on other engines nothing is locked.

    Commands that read or import do not ask: their transactions come one after the other with those of the holder.

    Raises:
        StoreError: another process holds it; the message names it.
    """
    path = database_url.partition("?")[0].removeprefix("sqlite:///")
    if not database_url.startswith("sqlite:///") or path in ("", ":memory:"):
        yield
        return
    descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(descriptor, path)
        yield
    finally:
        # The file stays: if it were removed, a process that has it open and one that makes it anew would both hold it.
        os.close(descriptor)


def _take(descriptor: int, path: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 20, 0).decode().strip() or "of another container"
        raise StoreError(
            f"Process {holder} already works on {path}. Stop it first; several processes need PostgreSQL "
            "(docs/operations.md). Nothing was changed."
        ) from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
