"""What people pressed: facts with a person and a time. They survive the next import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.correspondence import Touch
from models.ledger import Promise
from models.quoted import Quoted
from models.recorded import GivenPo, Strike
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
    #: A mail of ours is to be disregarded. About: the root cause, and below, one a line, the numbers of the invoices
    #: it was wrong about; none = all it said. Message id: the mail. Reason: a note of ours.
    WALKED_BACK = "walked_back"
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
    #: A finance lead stopped all mail, and let it go again. Account: none, it is about the whole desk. About: nothing.
    PAUSED = "paused"
    RESUMED = "resumed"
    #: A colleague's message, put beside the account for whoever decides; it changes nothing. About: its permalink.
    QUOTED = "quoted"
    #: The customer's word to pay. About: the billing entity and the numbers of the invoices, a line each.
    PROMISED = "promised"
    #: A purchase order they gave. About: the billing entity and the number of the invoice, a line each.
    PO_RECEIVED = "po_received"
    #: An address of theirs that is not the one to write to. About: the address, in small letters.
    WRONG_CONTACT = "wrong_contact"
    #: A mail server refused an address of theirs for good, as a bounce does. About: the address, in small letters.
    ADDRESS_REFUSED = "address_refused"
    #: A call or a meeting of ours with them. About: the instant it was logged.
    TOUCHED = "touched"
    #: Whoever decided on a card was asked whether it gave them what they needed. About: the packet.
    CONFIDENCE_ASKED = "confidence_asked"
    #: Their answer; it lifts nothing. About: the packet. Reason: 1 (no) to 5 (yes, all of it).
    CONFIDENCE = "confidence"
    #: What whoever answered an escalation says of it. About: the packet and who asked, a line each. Reason: a `Rating`.
    ESCALATION_RATED = "escalation_rated"
    #: Asked again, a person says that one of these four stands. About: its kind, and below what it was about.
    STILL_TRUE = "still_true"
    #: A person takes one of these four back. About: as above.
    TAKEN_BACK = "taken_back"


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
    #: Of a message put beside the account, the message.
    quoted: Quoted | None = None
    #: Of a customer's word to pay, the promise.
    promise: Promise | None = None
    #: Of a purchase order they gave, the order.
    po: GivenPo | None = None
    #: Of a wrong contact, who said so and who is written to instead.
    strike: Strike | None = None
    #: Of a call or a meeting, that touch.
    touch: Touch | None = None
