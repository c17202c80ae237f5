"""Writing to Slack. Retries belong to the outbox, so the client here never repeats a call by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.cards.drawing import Drawing
from bot.errors import DeliveryRefusedError, NoAnswerError, OutcomeUnknownError, RateLimitedError
from models.chart import Picture

EVENT_TYPE = "collections_card"
_TIMEOUT_SECONDS = 10
_PAGE = 100
#: Answers after which Slack may still have taken the call.
_MAYBE_TAKEN = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
R = TypeVar("R")


def posting_client(token: str, base_url: str) -> WebClient:
    """A client that makes each call once: the SDK's default would re-send a post on a dropped connection."""
    return WebClient(token=token, base_url=base_url, timeout=_TIMEOUT_SECONDS, retry_handlers=[])


class SlackPostbox:
    """ports.Postbox over the Web API."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def post(self, channel: str, drawing: Drawing, key: str) -> str:
        """See ports.Postbox."""
        answer = once(
            lambda: self._client.chat_postMessage(
                channel=channel,
                blocks=drawing.blocks,
                text=drawing.text,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return str(answer["ts"])

    def find(self, channel: str, key: str, since: datetime) -> str | None:
        """See ports.Postbox."""
        cursor = ""
        while True:
            page = self._page(channel, since, cursor)
            for message in page["messages"]:
                metadata: dict[str, Any] = message.get("metadata", {})
                if metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload", {}).get("key") == key:
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return None

    def _page(self, channel: str, since: datetime, cursor: str) -> Any:
        return once(
            lambda: self._client.conversations_history(
                channel=channel,
                oldest=f"{since.timestamp():.6f}",
                limit=_PAGE,
                cursor=cursor or None,
                include_all_metadata=True,
            )
        )

    def share(self, channel: str, pictures: Sequence[tuple[Picture, bytes]]) -> None:
        """See ports.Postbox."""
        files: list[dict[str, str | None]] = [
            {"id": self._uploaded(picture, data), "title": picture.title} for picture, data in pictures
        ]
        once(lambda: self._client.files_completeUploadExternal(files=files, channel_id=channel))

    def _uploaded(self, picture: Picture, data: bytes) -> str:
        """The id of a file whose bytes Slack has, and that nobody sees yet."""
        place = once(
            lambda: self._client.files_getUploadURLExternal(
                filename=picture.name, length=len(data), alt_txt=picture.alt_text
            )
        )
        request = Request(str(place["upload_url"]), data=data, method="POST")  # noqa: S310 - Slack's own address
        try:
            with urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310
                answer.read()
        except OSError as error:
            raise DeliveryRefusedError(f"Slack did not take the bytes of {picture.name}: {error}") from error
        return str(place["file_id"])

    def update(self, channel: str, ts: str, drawing: Drawing) -> None:
        """See ports.Postbox."""
        once(lambda: self._client.chat_update(channel=channel, ts=ts, blocks=drawing.blocks, text=drawing.text))


def once(call: Callable[[], R]) -> R:
    """What *call* returns; what Slack refuses or does not answer becomes one of the errors of ports.Postbox."""
    try:
        return call()
    except SlackApiError as error:
        raise _translated(error) from error
    except OSError as error:
        # Reset, dropped, timed out: the request may have arrived.
        raise NoAnswerError(f"Slack did not answer: {type(error).__name__}.") from error


def _translated(error: SlackApiError) -> Exception:
    response = error.response
    status = getattr(response, "status_code", 200)
    name = str(response.get("error", "")) if hasattr(response, "get") else ""
    if status == 429 or name == "ratelimited":
        return RateLimitedError(_seconds(response.headers.get("Retry-After")))
    if status >= 500 or name in _MAYBE_TAKEN:
        return OutcomeUnknownError(f"Slack answered {status} {name}.")
    details = (response.get("response_metadata") or {}).get("messages") if hasattr(response, "get") else None
    return DeliveryRefusedError(f"Slack refused: {name} {details or ''}".strip())


def _seconds(header: str | None) -> float:
    try:
        return max(1.0, float(header or ""))
    except ValueError:
        return 60.0
