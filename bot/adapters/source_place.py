"""A place in a TOML file, so that every refusal can name it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import MappingError


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a TOML file: what is asked of it, and how it is named when it is wrong."""

    path: Path
    table: str

    def wrong(self, key: str, problem: str, next_step: str) -> MappingError:
        """The error to raise about *key*."""
        table = f" [{self.table}]" if self.table else ""
        return MappingError(f"{self.path}{table} {key}: {problem}. {next_step}")

    def known(self, key: str, names: Collection[object], allowed: Collection[str]) -> None:
        """Refuse a name that is not *allowed*."""
        for name in names:
            if name not in allowed:
                listed = ", ".join(sorted(allowed))
                raise self.wrong(f"{key}{name}", "there is no such key", f"It can be one of: {listed}.")

    def text(self, table: Mapping[str, Any], key: str, meaning: str, default: str | None = None) -> str:
        """The text at *key*, or *default*; without one it has to be there."""
        found = table.get(key, default)
        if not isinstance(found, str) or not found:
            raise self.wrong(key, "missing, or not a text", f"Write {meaning} between quotes.")
        return found

    def table_at(self, table: Mapping[str, Any], key: str) -> dict[str, Any]:
        """The table at *key*; empty when it is not there."""
        found = table.get(key, {})
        if not isinstance(found, dict):
            raise self.wrong(key, "not a table", f"Write {key} = {{ field = ... }}.")
        return found
