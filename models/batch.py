"""Several like mails approved by one press: what a person saw of each, and what became of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.packet_record import PacketRecord


@dataclass(frozen=True, slots=True)
class Shown:
    """One mail as a person saw it in the form."""

    packet_id: str
    version: int
    #: Of the whole text on screen; see Draft.content_hash.
    content_hash: str


@dataclass(frozen=True, slots=True)
class NotIn:
    """A packet that the form leaves to its own card."""

    record: PacketRecord
    #: A clause: "a customer's message is unread".
    why: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Like packets in the order of the morning list, and the others that are with the same owner."""

    packets: tuple[PacketRecord, ...]
    others: tuple[NotIn, ...] = ()


@dataclass(frozen=True, slots=True)
class Approved:
    """One mail that leaves unless somebody takes it back."""

    name: str
    #: Undo on its card works until then; None = no more, or not known.
    until: datetime | None = None
    #: Where its card is; "" = not known.
    link: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one press did, by the names of accounts."""

    approved: tuple[Approved, ...]
    #: Ticked as "not this one".
    kept_back: tuple[str, ...]
    #: Account, and why it was not approved.
    refused: tuple[tuple[str, str], ...]


def shown(record: PacketRecord) -> Shown:
    """What the form binds of *record*, which has a draft."""
    return Shown(record.id, record.version, record.draft.content_hash() if record.draft else "")


def batch_key(mails: Sequence[Shown]) -> str:
    """The same for the same texts: how the record tells which approvals were one press."""
    bound = [[mail.packet_id, mail.version, mail.content_hash] for mail in mails]
    return hashlib.sha256(json.dumps(bound).encode()).hexdigest()[:16]
