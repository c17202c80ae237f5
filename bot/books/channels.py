"""The channels our messages stand in, as they were last looked at."""

from __future__ import annotations

from typing import Protocol

from models.channel import Look
from models.outbox import Card


class ChannelBooks(Protocol):
    """Who may read along is asked of Slack; here is what it said."""

    def look(self, channel: str) -> Look:
        """The last look at a channel; one that nobody has taken where there was none."""
        ...

    def looks(self) -> tuple[Look, ...]:
        """Every channel that was ever looked at, or changed since it was."""
        ...

    def save_look(self, look: Look) -> None:
        """Keep it in place of the one before."""
        ...

    def live_cards_in(self, channel: str) -> tuple[Card, ...]:
        """The newest message of each subject that stands in a channel, oldest first."""
        ...

    def redraw_channel(self, channel: str) -> None:
        """Want every message of ours in a channel drawn anew."""
        ...
