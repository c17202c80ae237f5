"""The words a customer would read, and what the guard says of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from models.evidence import Evidence
from models.money import Money


class Play(StrEnum):
    """What a message is for. The reason an account is late decides it, not its class."""

    REMINDER = "reminder"
    NUDGE = "nudge"
    ASK_PO = "ask_po"
    ASK_CONTACT = "ask_contact"
    STATUS_NOTE = "status_note"


class Tone(StrEnum):
    """Mildest first."""

    COURTESY = "courtesy"
    NUDGE = "nudge"
    FIRM = "firm"
    FORMAL = "formal"


class Weight(StrEnum):
    """A hard finding blocks Approve; a soft one is shown and recorded."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the guard saw in a text."""

    weight: Weight
    #: Name of the rule in docs/rules.md.
    rule: str
    #: The words in question, verbatim.
    span: str
    #: What the record has instead; "" when there is nothing to compare with.
    record: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a draft with the records behind it."""

    sentence_id: str
    text: str
    #: Empty for a courtesy that states no fact.
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mail exactly as it would go out."""

    play: Play
    tone: Tone
    #: Which reminder this is, counted from what was actually sent; 1 is the first.
    step: int
    #: BCP 47 tag.
    language: str
    sender: str
    reply_to: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    subject: str
    body: str
    #: The sentences the body was composed from; emptied when a person rewrites the body.
    claims: tuple[Claim, ...] = ()
    #: Invoice numbers asked for, and the open amount of each.
    invoices: tuple[str, ...] = ()
    amounts: tuple[Money, ...] = ()
    #: Message-IDs of the conversation, oldest first, for In-Reply-To and References.
    references: tuple[str, ...] = ()
    #: sha256 of each attachment's bytes, in order.
    attachments: tuple[str, ...] = ()
    #: Slack user id of the person who last changed the words; None = composed from the bank.
    edited_by: str | None = None
    #: Body the machine composed, kept beside a person's text.
    composed: str = ""

    def content_hash(self) -> str:
        """What an approval is bound to: every header, word, file, invoice and amount that would leave."""
        leaving = [
            self.sender,
            self.reply_to,
            self.to,
            self.cc,
            self.references,
            self.subject,
            self.body,
            self.attachments,
            self.invoices,
            [(amount.minor, amount.currency) for amount in self.amounts],
        ]
        return hashlib.sha256(json.dumps(leaving, ensure_ascii=True).encode()).hexdigest()
