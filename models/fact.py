"""What people pressed: facts with a person and a time. They survive the next import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.suspicion import Suspicion


class FactKind(StrEnum):
    """The presses that are facts about an account rather than moves of a packet."""

    #: *Seen, nothing here*, or Approve with the message on the card. About: a message id.
    SEEN = "seen"
    #: An approval that counted as reading was taken back. About: a message id; it outlives an earlier SEEN.
    UNSEEN = "unseen"
    #: *Not a dispute*: a suspicion a reviewer rejected. About: a signal's source id.
    NOT_A_DISPUTE = "not_a_dispute"
    #: What became of one suspicion, kept for measuring; it lifts nothing. About: the signal's source id.
    SUSPICION_CONFIRMED = "suspicion_confirmed"
    SUSPICION_REJECTED = "suspicion_rejected"
    #: A mail of ours that left. About: the numbers of the invoices it spoke of, one a line. Reason: its play.
    SENT = "sent"
    #: A hold of the whole account. About: nothing. A newer press of the same kind and about takes its place.
    HOLD_ACCOUNT = "hold_account"
    #: A hold of one invoice. About: its billing entity and its number, a line each.
    HOLD_INVOICE = "hold_invoice"
    #: Nobody writes to them. About: nothing.
    DO_NOT_CONTACT = "do_not_contact"
    #: Legal has said stop. About: nothing.
    LEGAL_HOLD = "legal_hold"
    #: The end of one of these four before its day. About: its kind, and below what it was about.
    LIFTED = "lifted"
    #: Money that no invoice claims stays where it is. About: the key of an UnappliedCredit.
    LEFT_UNAPPLIED = "left_unapplied"


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
    #: Of a hold, the first day it is over; None = until somebody lifts it.
    until: date | None = None
    #: Of a verdict on one, what the machine had heard.
    suspicion: Suspicion | None = None
