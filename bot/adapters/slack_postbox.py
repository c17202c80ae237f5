"""Writing to Slack. Retries belong to the outbox, so the client here never repeats a call by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.adapters.slack_calls import once
from bot.adapters.slack_workspace import SlackWorkspace
from bot.cards.drawing import Drawing
from bot.errors import DeliveryRefusedError, OutcomeUnknownError
from models.channel import MOST_MEMBERS, Audience
from models.chart import Picture

EVENT_TYPE = "collections_card"
_TIMEOUT_SECONDS = 10
_ANSWER_SECONDS = 1.5
#: Slack recommends no more.
_PAGE = 200
#: What slack_sdk logs of an answer to a press has its address in it, which is a secret.
_UNHEARD = logging.getLogger(f"{__name__}.unheard")
_UNHEARD.setLevel(logging.CRITICAL)


def posting_client(token: str, base_url: str) -> WebClient:
    """A client that makes each call once: the SDK's default would re-send a post on a dropped connection."""
    return WebClient(token=token, base_url=base_url, timeout=_TIMEOUT_SECONDS, retry_handlers=[])


def answering_client(token: str, base_url: str) -> WebClient:
    """As `posting_client`, for what is asked of Slack while it waits three seconds for us."""
    # urllib takes a part of a second.
    return WebClient(token=token, base_url=base_url, timeout=_ANSWER_SECONDS, retry_handlers=[])  # type: ignore[arg-type]


class SlackPostbox:
    """ports.Postbox over the Web API."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._workspace = SlackWorkspace(client)

    def audience(self, channel: str) -> Audience | None:
        """See ports.Postbox."""
        found = self._workspace.channel(channel)
        if found is None:
            return None
        members = self._workspace.members(channel)
        return Audience(found, len(members), tuple(map(self._workspace.user, members[:MOST_MEMBERS])))

    def post(self, channel: str, drawing: Drawing, key: str) -> str:
        """See ports.Postbox."""
        answer = once(
            lambda: self._client.chat_postMessage(
                channel=channel,
                blocks=drawing.blocks,
                text=drawing.text,
                metadata=_marked(key),
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return str(answer["ts"])

    def ours(self, channel: str, since: datetime) -> tuple[tuple[str, str], ...]:
        """See ports.Postbox."""
        return tuple(sorted(self._ours(channel, since), key=lambda found: float(found[1])))

    def _ours(self, channel: str, since: datetime) -> Iterator[tuple[str, str]]:
        cursor = ""
        while True:
            page = self._page(channel, since, cursor)
            for message in page["messages"]:
                metadata: dict[str, Any] = message.get("metadata") or {}
                if metadata.get("event_type") == EVENT_TYPE:
                    yield str((metadata.get("event_payload") or {}).get("key", "")), str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return

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

    def delete(self, channel: str, ts: str) -> None:
        """See ports.Postbox."""
        once(lambda: self._client.chat_delete(channel=channel, ts=ts))

    def answer(self, response_url: str, drawing: Drawing, key: str) -> None:
        """See ports.Postbox."""
        hook = WebhookClient(response_url, timeout=_TIMEOUT_SECONDS, retry_handlers=[], logger=_UNHEARD)
        said = {"replace_original": True, "blocks": drawing.blocks, "text": drawing.text, "metadata": _marked(key)}
        # The address is a secret: nothing that is raised may name it.
        answered = once(lambda: hook.send_dict(said))
        if answered.status_code == 429 or answered.status_code >= 500:
            raise OutcomeUnknownError(f"Slack answered {answered.status_code} to a drawing.")
        if answered.status_code != 200 or '"ok":false' in answered.body.replace(" ", ""):
            raise DeliveryRefusedError(f"Slack refused the drawing as an answer: {answered.status_code}")


def _marked(key: str) -> dict[str, Any]:
    """What a message is known by again; anybody in the workspace may read it, so it says nothing."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
