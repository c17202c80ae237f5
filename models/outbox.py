"""Every effect outside the database is one row, written in the transaction that caused it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OutboxKind(StrEnum):
    """What the effect is."""

    #: A new Slack message; redraws are not rows (see Card).
    POST = "post"
    MAIL = "mail"
    #: Files in a channel; at most once, because Slack cannot be asked for them by a key of ours.
    PICTURES = "pictures"


class OutboxState(StrEnum):
    """`uncertain` means the other side may have it; only a person leads out of it for mail."""

    PLANNED = "planned"
    SENDING = "sending"
    DONE = "done"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """One effect. *key* is unique for ever, so planning it twice plans it once."""

    key: str
    kind: OutboxKind
    #: Rows of one partition (a channel) are paced together.
    partition: str
    #: What it is about: "packet:…", "dispute:…", "list:…".
    subject: str
    not_before: datetime
    payload: Mapping[str, str]
    state: OutboxState = OutboxState.PLANNED
    #: The fence: a worker settles only the attempt it claimed.
    attempt: int = 0
    lease_until: datetime | None = None
    #: Slack ts or Message-ID once done.
    external_id: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One Slack message of ours. Whenever *wanted* and *shown* differ, its one writer draws it anew."""

    key: str
    subject: str
    channel: str
    ts: str
    wanted: int
    shown: int
    #: The newest card of its subject carries the buttons; older ones are one line.
    is_live: bool = True
