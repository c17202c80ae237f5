"""A labelled case as its JSON line has it: every field read as what it must be, or refused by name."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from bot.wording import normalise

#: Words by which a person says that they do not know.
_NOT_KNOWN = frozenset(["", "?", "unknown", "not known", "n/a", "na", "tbd", "tbc", "null", "unclear", "not sure"])
_NO = frozenset(
    [
        *("no", "n", "false", "0", "none", "partial", "partially", "pending", "incomplete", "in progress", "missing"),
        *("unverified", "unassigned", "not yet"),
    ]
)


class FieldError(ValueError):
    """One field of a case says nothing that can be read; its row is refused and the others go on."""

    def __init__(self, field: str, value: object, reason: str, next_step: str) -> None:
        super().__init__(f"{field}={value!r}: {reason} → {next_step}")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one JSON object. A field that is missing, null or says "unknown" is None."""

    values: Mapping[str, object]
    #: The field that holds this object, for errors; "" = the row itself.
    within: str = ""

    def answers(self, name: str) -> bool:
        """Whether the field says anything: not null, not "unknown", no list of such words. An empty list says none."""
        value = self.values.get(name)
        said = value if isinstance(value, list) and value else [value]
        return not all(one is None or (isinstance(one, str) and _plain(one) in _NOT_KNOWN) for one in said)

    def text(self, name: str) -> str | None:
        """A text or a number, as written; None where nothing is said."""
        value = self.values.get(name)
        if value is None or isinstance(value, str):
            return value if value and value.strip() else None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        raise self._error(name, "it is not a text", "write it in quotes, or null")

    def said(self, name: str) -> str | None:
        """A text that says something; None also where it says that nobody knows."""
        text = self.text(name)
        return None if text is None or _plain(text) in _NOT_KNOWN else text

    def needed(self, name: str) -> str:
        """A text without which the case cannot be read."""
        text = self.text(name)
        if text is None:
            raise self._error(name, "it is missing", "add it to the row")
        return text

    def number(self, name: str) -> Decimal | None:
        """A number, also as a text ("1,200.50")."""
        value = self.values.get(name)
        if value is None or (isinstance(value, str) and _plain(value) in _NOT_KNOWN):
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise self._error(name, "it is not a number", "write digits, or null")
        digits = re.sub(r"[\s,$€£]", "", value) if isinstance(value, str) else str(value)
        try:
            found = Decimal(digits)
        except InvalidOperation:
            raise self._error(name, "it is not a number", "write digits such as 1200.50, or null") from None
        if not math.isfinite(found):
            raise self._error(name, "it is not a number", "write digits such as 1200.50, or null")
        return found

    def whole(self, name: str) -> int | None:
        """A whole number."""
        found = self.number(name)
        if found is not None and found != int(found):
            raise self._error(name, "it is not a whole number", "write whole days, or null")
        return None if found is None else int(found)

    def answer(self, name: str) -> bool | None:
        """Yes or no. Any other word, such as the owner's name or the PO's number, says that there is one."""
        value = self.values.get(name)
        if value is None or isinstance(value, bool):
            return value
        if not isinstance(value, (str, int, float)):
            raise self._error(name, "it is neither true nor false", "write true, false or null")
        said = _plain(str(value))
        if said in _NOT_KNOWN:
            return None
        return said not in _NO and not said.startswith(("no ", "not "))

    def day(self, name: str) -> date | None:
        """A day written YYYY-MM-DD, or an instant that begins so."""
        text = self.said(name)
        if text is None:
            return None
        try:
            return datetime.fromisoformat(text.strip()).date()
        except ValueError:
            raise self._error(name, "it is not a date", "write YYYY-MM-DD") from None

    def needed_day(self, name: str) -> date:
        """A day without which the case cannot be read."""
        found = self.day(name)
        if found is None:
            raise self._error(name, "it is missing", "add the day as YYYY-MM-DD")
        return found

    def texts(self, name: str) -> tuple[str, ...] | None:
        """A list of texts; an object among them is read as its own texts in a row. None = nothing is said."""
        found = self.each(name)
        if found is None:
            return None
        told = (one if isinstance(one, str) else " ".join(words_of(one)) for one in found)
        return tuple(text for text in told if _plain(text) not in _NOT_KNOWN | {"none", "no", "nothing"})

    def each(self, name: str) -> tuple[str | Mapping[str, object], ...] | None:
        """The members of a list, each a text or an object; a lone one counts as a list of one."""
        value = self.values.get(name)
        if value is None:
            return None
        listed = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        for one in listed:
            if not isinstance(one, (str, Mapping)):
                raise self._error(name, f"{one!r} is neither a text nor an object", "write a list of texts")
        return tuple(listed)

    def inner(self, name: str) -> Fields:
        """The object in this field.

        Raises:
            FieldError: there is none.
        """
        value = self.values.get(name)
        if not isinstance(value, Mapping):
            raise self._error(name, "it is not an object", 'write it as {"…": …}')
        return Fields(value, self._path(name))

    def _path(self, name: str) -> str:
        return f"{self.within}.{name}" if self.within else name

    def _error(self, name: str, reason: str, next_step: str) -> FieldError:
        return FieldError(self._path(name), self.values.get(name), reason, next_step)


def words_of(value: Mapping[str, object]) -> tuple[str, ...]:
    """The texts of an object, in order."""
    return tuple(one for one in value.values() if isinstance(one, str))


def _plain(text: str) -> str:
    return " ".join(normalise(text).split())
