"""The workspace as `collections check` asks about it: the app itself, its channels and who is in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk import WebClient

from bot.adapters.slack_calls import once
from bot.errors import DeliveryRefusedError
from models.setup import Installation, SlackChannel, SlackUser

_PAGE = 200


class SlackWorkspace:
    """ports.Workspace over the Web API; *app_token* is the one for Socket Mode, "" = none."""

    def __init__(self, client: WebClient, app_token: str = "") -> None:
        self._client = client
        self._app_token = app_token

    def installation(self) -> Installation:
        """See ports.Workspace."""
        answer = once(lambda: self._client.auth_test())
        headers = {name.lower(): value for name, value in answer.headers.items()}
        scopes = headers.get("x-oauth-scopes", "")
        # Some proxies join repeated headers; the SDK hands them over as a list.
        listed = ",".join(scopes) if isinstance(scopes, list) else str(scopes)
        names = frozenset(name.strip() for name in listed.split(",") if name.strip())
        return Installation(
            team=str(answer["team"]),
            bot_user_id=str(answer["user_id"]),
            bot_name=str(answer["user"]),
            scopes=names,
            answered_at=_instant(headers.get("date", "")),
        )

    def open_socket(self) -> None:
        """See ports.Workspace."""
        once(lambda: self._client.apps_connections_open(app_token=self._app_token))

    def channel(self, channel_id: str) -> SlackChannel | None:
        """See ports.Workspace."""
        found = _unless("channel_not_found", lambda: self._client.conversations_info(channel=channel_id)["channel"])
        if found is None:
            return None
        return SlackChannel(
            id=channel_id,
            name=str(found.get("name", "")),
            is_joined=bool(found.get("is_member")),
            is_archived=bool(found.get("is_archived")),
            is_external=_is_external(found),
            is_private=bool(found.get("is_private") or found.get("is_im")),
        )

    def members(self, channel_id: str) -> tuple[str, ...]:
        """See ports.Workspace."""
        return tuple(self._members(channel_id))

    def _members(self, channel_id: str) -> Iterator[str]:
        cursor = ""
        while True:
            page = self._page(channel_id, cursor)
            yield from page["members"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return

    def _page(self, channel_id: str, cursor: str) -> Any:
        return once(lambda: self._client.conversations_members(channel=channel_id, limit=_PAGE, cursor=cursor or None))

    def user(self, user_id: str) -> SlackUser | None:
        """See ports.Workspace."""
        found = _unless("user_not_found", lambda: self._client.users_info(user=user_id)["user"])
        if found is None:
            return None
        return SlackUser(
            id=user_id,
            name=str(found.get("real_name") or found.get("name") or user_id),
            is_active=not found.get("deleted"),
            is_outsider=any(found.get(flag) for flag in ("is_restricted", "is_ultra_restricted", "is_stranger")),
            is_bot=bool(found.get("is_bot")),
        )


def _is_external(channel: dict[str, Any]) -> bool:
    """Shared with another company, or about to be; within one Enterprise Grid it is our own."""
    flags = ("is_ext_shared", "is_pending_ext_shared", "pending_connected_team_ids")
    return any(channel.get(flag) for flag in flags) or bool(
        channel.get("is_shared") and not channel.get("is_org_shared")
    )


def _instant(written: object) -> datetime | None:
    try:
        return parsedate_to_datetime(str(written)).astimezone(UTC)
    except ValueError:
        return None


def _unless(error: str, call: Any) -> dict[str, Any] | None:
    """What *call* returns; None where Slack answers with *error*."""
    try:
        found: dict[str, Any] = once(call)
    except DeliveryRefusedError as refused:
        if error in str(refused):
            return None
        raise
    return found
