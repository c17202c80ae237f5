"""A model's reply taken apart. Anybody may stand at the other end, so every part of it is asked for its type."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import ModelError
from bot.settings import ModelApi


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and what it cost."""

    text: str
    #: Whether the model would not answer.
    is_refusal: bool
    #: Whether it ran out of tokens before its end.
    is_cut_off: bool
    #: None = the server does not say.
    tokens: int | None

    def answer(self) -> Mapping[str, Any]:
        """The object that the text is.

        Raises:
            ModelError: it is none.
        """
        if self.is_refusal:
            raise ModelError("it refused", is_outage=False)
        if self.is_cut_off:
            raise ModelError("its answer was cut off", is_outage=False)
        if not self.text.strip():
            raise ModelError("its answer was empty")
        return _parsed(self.text, "its answer was not JSON")


def reply_of(body: bytes, api: ModelApi) -> Reply:
    """The reply in the body of a response.

    Raises:
        ModelError: the body is not one.
    """
    reply = _parsed(body, "its server's reply was not JSON")
    return _of_responses(reply) if api is ModelApi.RESPONSES else _of_chat(reply)


def _of_responses(reply: Mapping[str, Any]) -> Reply:
    parts = [part for item in _objects(reply.get("output")) for part in _objects(item.get("content"))]
    return Reply(
        text="".join(_text(part.get("text")) for part in parts if part.get("type") == "output_text"),
        is_refusal=any(part.get("type") == "refusal" for part in parts),
        is_cut_off=reply.get("status") not in ("completed", None),
        tokens=_tokens(reply),
    )


def _of_chat(reply: Mapping[str, Any]) -> Reply:
    choice = next(_objects(reply.get("choices")), {})
    message = next(_objects([choice.get("message")]), {})
    finish = choice.get("finish_reason")
    return Reply(
        text=_text(message.get("content")),
        is_refusal=bool(message.get("refusal")) or finish == "content_filter",
        is_cut_off=finish not in ("stop", "content_filter", None),
        tokens=_tokens(reply),
    )


def _parsed(text: str | bytes, otherwise: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise ModelError(otherwise) from None
    if not isinstance(found, dict):
        raise ModelError(otherwise)
    return found


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _tokens(reply: Mapping[str, Any]) -> int | None:
    usage = next(_objects([reply.get("usage")]), {})
    tokens = usage.get("total_tokens")
    return tokens if isinstance(tokens, int) and tokens >= 0 else None
