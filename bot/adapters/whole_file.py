"""Text files that are put in place whole."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from bot.errors import NotNowError


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write *lines* to *path*, readable by its owner alone, in place of what was there; how many they were.

    Where *lines* raises, what was there stands.

    Raises:
        NotNowError: the file cannot be written there.
    """
    partial, count = path.with_name(f"{path.name}.part"), 0
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            for each in lines:
                file.write(f"{each}\n")
                count += 1
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise NotNowError(f"{path} cannot be written: {error.strerror}. Name another.") from None
    finally:
        partial.unlink(missing_ok=True)
    return count
