"""What holds a payment up in the customer's own procurement: a purchase order, vendor set-up, a portal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.stages.reading.quoting import sentences
from models.correspondence import Direction, Message
from models.evidence import Evidence
from models.ledger import AccountLedger
from models.packet import OpenItem
from models.signal import Signal, SignalKind

#: Of folded text. Paying through a portal is no delay; having to be in it first is one.
_VENDOR = re.compile(
    r"\b(?:vendor|supplier) (?:set-?up|registration|onboarding|form|portal|master data)\b|"
    r"\bregister\w* (?:you |us )?(?:as a|as) (?:new )?(?:vendor|supplier)\b|"
    r"\b(?:upload|submit|resubmit|regist\w*|reject\w*)\b.{0,60}\bportal\b|"
    r"\bportal\b.{0,60}\b(?:upload|submit|resubmit|regist\w*|reject\w*)\b|"
    r"\b(?:lieferantenportal|lieferantenanlage|lieferantenregistrierung|portail fournisseurs?|portal de proveedores)\b"
)
_HINT = re.compile(r"vendor|supplier|portal|portail|lieferanten", re.I)


def procurement_delays(
    book: AccountLedger, found: Sequence[OpenItem], signals: Sequence[Signal]
) -> tuple[Evidence, ...]:
    """Each one known, with its record; messages older than every open invoice are bygone."""
    needs_po = book.account.po_required
    bare = [item.invoice for item in found if needs_po and not item.invoice.po_number]
    asked = [signal for signal in signals if signal.kind is SignalKind.PO_NEEDED]
    since = min((item.invoice.issued_on for item in found), default=None)
    return (
        *(Evidence(f"{invoice.number} has no PO number", invoice.origin) for invoice in bare),
        *(Evidence(f"PO needed: “{signal.quote}”", signal.origin) for signal in asked),
        *_vendor_matters(book.messages, since),
    )


def _vendor_matters(messages: Sequence[Message], since: date | None) -> Iterator[Evidence]:
    for message in messages:
        is_theirs = message.direction is Direction.INBOUND and message.automatic is None
        if since is None or not is_theirs or message.at.date() < since or not _HINT.search(message.text):
            continue
        said = (sentence.quote for sentence in sentences(message.text) if _VENDOR.search(sentence.plain))
        if (quote := next(said, None)) is not None:
            yield Evidence(f"vendor set-up or portal: “{quote}”", message.origin)
