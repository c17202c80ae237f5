"""One table of a hand-written TOML file, read strictly: every complaint names file, place, value and next step."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

from bot.adapters.open_questions import refuse_open_questions
from bot.errors import MappingError

T = TypeVar("T")

_MISSING = object()
_KINDS: Mapping[type, str] = {
    str: 'a text in quotes, like "U0FREYA"',
    int: "a whole number, like 5",
    bool: "true or false, without quotes",
    list: 'a list in brackets, like ["strategic"]',
    dict: "a table",
    date: "a day without quotes, like 2026-05-04",
    time: "a time of day without quotes, like 06:00:00",
}


class TomlTable:
    """Hands out each key once, checked; `finish` refuses what nobody asked for."""

    def __init__(self, file: str, name: str, values: Mapping[str, object]) -> None:
        self.file, self.name = file, name
        self._left = dict(values)

    def wrong(self, key: str, value: object, next_step: str) -> MappingError:
        """The error for one key of this table."""
        place = f"[{self.name}] {key}" if self.name else key
        return MappingError(f"{self.file}: {place} = {value!r}: {next_step}")

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not blank."""
        value = self._take(key, str, default)
        if not value.strip():
            raise self.wrong(key, value, "must not be blank; fill it in.")
        return value

    def number(self, key: str, default: int, *, least: int, most: int) -> int:
        """A whole number between *least* and *most*."""
        value = self._take(key, int, default)
        if not least <= value <= most:
            raise self.wrong(key, value, f"must be between {least} and {most}; change it.")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        return self._take(key, bool, default)

    def numbers(self, key: str, *, least: int, most: int) -> frozenset[int]:
        """A list of whole numbers between *least* and *most*."""
        values = self._list(key)
        for value in values:
            if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
                raise self.wrong(key, value, f"must be a whole number between {least} and {most}; correct this entry.")
        return frozenset(value for value in values if isinstance(value, int))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none blank, none twice."""
        values = self._list(key)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                raise self.wrong(key, value, "must be a text in quotes; correct this entry.")
        if len(set(values)) != len(values):
            raise self.wrong(key, values, "names something twice; remove one.")
        return tuple(str(value) for value in values)

    def day(self, key: str) -> date:
        """A day without a time."""
        value = self._take(key, date)
        if isinstance(value, datetime):
            raise self.wrong(key, value, "must be a day without a time; remove the time.")
        return value

    def days(self, key: str) -> frozenset[date]:
        """A list of days."""
        values = self._list(key)
        for value in values:
            if not isinstance(value, date) or isinstance(value, datetime):
                raise self.wrong(key, value, f"must be {_KINDS[date]}; correct this entry.")
        return frozenset(value for value in values if isinstance(value, date))

    def moment(self, key: str, default: time) -> time:
        """A time of day."""
        return self._take(key, time, default)

    def table(self, key: str) -> TomlTable:
        """A table inside this one."""
        return TomlTable(self.file, f"{self.name}.{key}".lstrip("."), self._take(key, dict))

    def tables(self) -> dict[str, TomlTable]:
        """Every key of this table, each of which is a table."""
        return {key: self.table(key) for key in list(self._left)}

    def rows(self, key: str) -> list[TomlTable]:
        """A list of tables, each named after its place: leave[1]."""
        values = self._list(key)
        for value in values:
            if not isinstance(value, dict):
                raise self.wrong(key, value, f"must be {_KINDS[dict]}; correct this entry.")
        name = f"{self.name}.{key}".lstrip(".")
        return [TomlTable(self.file, f"{name}[{at}]", dict(value)) for at, value in enumerate(values, 1)]  # type: ignore[call-overload]

    def keys(self) -> tuple[str, ...]:
        """What has not been asked for yet."""
        return tuple(self._left)

    def has(self, key: str) -> bool:
        """Whether the key is written and not yet asked for."""
        return key in self._left

    def finish(self) -> None:
        """Refuse keys that mean nothing here: a misspelt threshold must not be ignored."""
        for key, value in self._left.items():
            raise self.wrong(key, value, "no such setting here; correct the spelling or remove it.")

    def _take(self, key: str, kind: type[T], default: T | None = None) -> T:
        value = self._left.pop(key, _MISSING)
        if value is _MISSING:
            if default is None:
                raise self.wrong(key, "(missing)", f"is required; add it as {_KINDS[kind]}.")
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, value, f"must be {_KINDS[kind]}; change it.")
        return value

    def _list(self, key: str) -> list[object]:
        return self._take(key, list)


def open_toml(path: Path) -> tuple[bytes, TomlTable]:
    """The file's bytes and its outermost table.

    Raises:
        MappingError: there is no such file, it is not TOML, or something in it waits for a person.
    """
    try:
        content = path.read_bytes()
        text = content.decode()
        refuse_open_questions(path, text)
        return content, TomlTable(path.name, "", tomllib.loads(text))
    except FileNotFoundError:
        raise MappingError(f"{path}: there is no such file; create it or correct the path.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path.name}: not readable as TOML ({error}); correct that line.") from None
