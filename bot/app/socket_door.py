"""Presses by Socket Mode: a connection of ours, and no public address."""

from __future__ import annotations

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

#: A connection that ended without a word is given up after five pings; until then presses are lost.
_PING_SECONDS = 2


class SocketDoor:
    """Presses from a connection of ours to Slack."""

    def __init__(self, handler: SocketModeHandler) -> None:
        self._handler = handler

    def is_connected(self) -> bool:
        """Whether the connection stands now; one that ended is replaced by itself."""
        return self._handler.client is not None and bool(self._handler.client.is_connected())

    def close(self) -> None:
        """End the connection."""
        self._handler.close()  # type: ignore[no-untyped-call]


def connect_socket(app: App, app_token: str) -> SocketDoor:
    """Receive presses through Socket Mode."""
    handler = SocketModeHandler(app, app_token, ping_interval=_PING_SECONDS)
    handler.connect()  # type: ignore[no-untyped-call]
    return SocketDoor(handler)
