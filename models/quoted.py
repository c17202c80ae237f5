"""What somebody of ours said in Slack, as a colleague put it beside an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One Slack message as evidence for people. No rule reads it and no draft is made of it."""

    #: Their words without Slack's markup, cut to what a card can carry; the link leads to the whole.
    text: str
    #: As Slack knows them at the press.
    author: str
    #: "#sales", "a private channel" or "a direct message": Slack does not tell the name of a private one.
    place: str
    #: Slack's own address of the message; it names the message even where the workspace's address is not known.
    permalink: str
    #: Aware instant.
    said_at: datetime
    #: The numbers it calls a PO: proposed to people, never applied.
    po_numbers: tuple[str, ...] = ()
