"""Walking a sent mail back: which mail, why, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RootCause(StrEnum):
    """What led to a mail that should not have gone."""

    #: Paid, promised or disputed before it left, and our records did not have it yet.
    OUTDATED = "outdated"
    #: A figure, an invoice or a date in it is not right.
    WRONG_FACT = "wrong_fact"
    WRONG_PERSON = "wrong_person"
    BAD_MOMENT = "bad_moment"
    TONE = "tone"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One person's word that a mail of ours is to be disregarded; a customer reads none of it but the day."""

    #: Id of the packet that was sent.
    packet_id: str
    #: Message-ID of the mail.
    message_id: str
    #: Business-local day it left.
    sent_on: date
    cause: RootCause
    #: Numbers of the invoices it asked for; empty = none, or taken back before that was kept.
    invoices: tuple[str, ...] = ()
    #: Those it was wrong about, where the rest of it stands; empty = all of it is taken back.
    wrong: tuple[str, ...] = ()
    #: For us alone.
    note: str
    by_id: str
    by_name: str
    at: datetime
