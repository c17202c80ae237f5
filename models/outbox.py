"""Every effect outside the database is one row, written in the transaction that caused it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class OutboxKind(StrEnum):
    """What the effect is."""

    #: A new Slack message; redraws are not rows (see Card).
    POST = "post"
    MAIL = "mail"
    #: Files in a channel; at most once, because Slack cannot be asked for them by a key of ours.
    PICTURES = "pictures"


class OutboxState(StrEnum):
    """`uncertain` means the other side may have it, and only a person leads out of it."""

    #: Nothing has left; not before the row's time.
    PLANNED = "planned"
    #: An attempt was claimed: while its lease lasts it is under way, after that nobody knows what became of it.
    SENDING = "sending"
    DONE = "done"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    CANCELLED = "cancelled"


class MailPhase(StrEnum):
    """How far a mail has been handed over: what the server had been given when the phase began."""

    #: Nothing: connecting, encrypting, signing in.
    CONNECTING = "connecting"
    #: Our name: sender and recipients come next.
    ADDRESSING = "addressing"
    #: The addresses: the text comes next, without its end.
    TEXT = "text"
    #: All but the end, which comes next: from here on the server may have the mail.
    DOT_SENT = "dot_sent"


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
    #: By the store's own clock.
    lease_until: datetime | None = None
    #: When the first attempt began of which nobody knows what became; None = nothing of it can be in Slack.
    unknown_since: datetime | None = None
    #: Slack ts once done; of a mail its Message-ID, from the claim on.
    external_id: str | None = None
    error: str = ""
    #: Of a mail being handed over, written before the phase begins; None = no mail, or none was begun.
    phase: MailPhase | None = None
    #: How often a mail was put off by the server or on the way there.
    put_off: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPost:
    """A post that is not in Slack, or of which nobody knows whether it is."""

    key: str
    channel: str
    state: OutboxState
    why: str
    #: What it is about, as of OutboxItem.
    subject: str
    #: The account, or whose list it is; "" = it is about neither.
    name: str = ""
    #: When it was first tried.
    since: datetime


#: Slack takes so many answers to one press, for half an hour.
RESPONSES = 5
RESPONSE_LIFE = timedelta(minutes=30)


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
    #: Said above the drawing wherever it is drawn: why the message is in this channel and not in its own.
    notice: str = ""
    #: The fence and the lease of whoever draws it, as an outbox row has them: two must not draw at once.
    attempt: int = 0
    lease_until: datetime | None = None
    #: Where the last press on it may be answered, which costs no `chat.update`; a secret. "" = nowhere.
    response_url: str = field(default="", repr=False)
    response_until: datetime | None = None
    response_uses: int = 0

    @property
    def is_current(self) -> bool:
        """Whether the message shows what it should."""
        return self.wanted == self.shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """A channel in which a message of ours may stand twice, and from when on its history is read for that."""

    channel: str
    since: datetime
