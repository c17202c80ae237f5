"""The arguments of one Web API call, however they were encoded, and the way a method refuses them."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from bot.demo.local_slack.checks import Refusal
from bot.demo.local_slack.workspace import Json


class RefusedCallError(Exception):
    """A call Slack answers with `ok: false`."""

    def __init__(self, error: str, *messages: str) -> None:
        super().__init__(error)
        self.refusal = Refusal(error, messages)


def demand(refusal: Refusal | None) -> None:
    """Refuse the call when a check found a reason to."""
    if refusal is not None:
        raise RefusedCallError(refusal.error, *refusal.messages)


class Arguments:
    """Typed access to the arguments; a form sends everything as text, JSON does not."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self._given = {key: value for key, value in given.items() if value is not None}

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def text(self, name: str, default: str = "") -> str:
        """Return an optional text argument."""
        return str(self._given.get(name, default))

    def need(self, name: str) -> str:
        """Return an argument without which the call is refused."""
        if not self.text(name):
            raise RefusedCallError("invalid_arguments", f"[ERROR] missing required field: {name}")
        return self.text(name)

    def flag(self, name: str) -> bool:
        """Return a yes or no; a form says 1 or true."""
        return self.text(name).lower() in {"1", "true"}

    def number(self, name: str, default: int, highest: int) -> int:
        """Return a count between 1 and *highest*."""
        text = self.text(name, str(default))
        if not text.isdigit() or int(text) < 1:
            raise RefusedCallError("invalid_limit")
        return min(int(text), highest)

    def moment(self, name: str) -> Decimal | None:
        """Return a message time, or None when it is not given."""
        try:
            return Decimal(self.text(name)) if self.text(name) else None
        except InvalidOperation:
            raise RefusedCallError(f"invalid_ts_{name}") from None

    def json(self, name: str, error: str = "invalid_arguments") -> object:
        """Return a structured argument; text is read as JSON, as in a form."""
        value = self._given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise RefusedCallError(error, f"[ERROR] {name} is not JSON") from None

    def plain(self) -> Json:
        """Return a copy for the record of calls, structured arguments decoded."""
        return {name: self._decoded(name) for name in self._given}

    def _decoded(self, name: str) -> object:
        value = self._given[name]
        if name in {"blocks", "view", "metadata"} and isinstance(value, str):
            try:
                return json.loads(value)
            except ValueError:
                return value
        return value
