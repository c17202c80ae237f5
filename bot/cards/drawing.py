"""What a card is made of, before Slack sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: One Block Kit block, element or view, as Slack's JSON has it.
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A Slack message: its blocks, and the text for phones and screen readers (at most 150 characters)."""

    blocks: list[Block]
    text: str
