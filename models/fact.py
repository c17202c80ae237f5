"""What people pressed: facts with a person and a time. They survive the next import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FactKind(StrEnum):
    """The presses that are facts about an account rather than moves of a packet."""

    #: *Seen, nothing here*, or Approve with the message on the card. About: a message id.
    SEEN = "seen"
    #: An approval that counted as reading was taken back. About: a message id; it outlives an earlier SEEN.
    UNSEEN = "unseen"
    #: *Not a dispute*: a suspicion a reviewer rejected. About: a signal's source id.
    NOT_A_DISPUTE = "not_a_dispute"
    #: A mail of ours that left. About: the numbers of the invoices it spoke of, one a line. Reason: its play.
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One press. *about* names the record it speaks of."""

    kind: FactKind
    account_id: str
    about: str
    by_id: str
    by_name: str
    #: Aware instant.
    at: datetime
    reason: str = ""
    #: Of a mail that left; "" = not recorded.
    message_id: str = ""
