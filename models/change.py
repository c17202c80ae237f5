"""What is new about an account since a reader last saw its card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ChangeKind(StrEnum):
    """What a change is about, in the order a reader is told."""

    WROTE = "wrote"
    DISPUTED = "disputed"
    PROMISE_BROKEN = "promise_broken"
    PROMISED = "promised"
    PROMISE_KEPT = "promise_kept"
    SETTLED = "settled"
    PAID_PART = "paid_part"
    UNAPPLIED = "unapplied"
    GONE = "gone"
    TICKET_OPENED = "ticket_opened"
    TICKET_CLOSED = "ticket_closed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change, and what it is about as a clause: "F26-0117 is settled"."""

    kind: ChangeKind
    what: str


@dataclass(frozen=True, slots=True)
class News:
    """What changed between the packet of an earlier day and the one on the card."""

    #: Business-local day of the packet it is compared with.
    since: date
    #: Never empty.
    changes: tuple[Change, ...]
