"""The words a customer would read, and what the guard says of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.attachment import Attachment, NotAttached
from models.drafting import DraftedBy, Drafting
from models.evidence import Evidence
from models.money import Money

#: Instead of the id of an approved sentence.
FREE = "ai_wording"


class Play(StrEnum):
    """What a message is for. The reason an account is late decides it, not its class."""

    REMINDER = "reminder"
    NUDGE = "nudge"
    ASK_PO = "ask_po"
    ASK_CONTACT = "ask_contact"
    SEND_COPY = "send_copy"
    STATUS_NOTE = "status_note"
    CORRECTION = "correction"


#: Plays of notes that ask for no invoice.
ASKS_NOTHING = frozenset({Play.STATUS_NOTE, Play.CORRECTION})


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

    @property
    def is_free(self) -> bool:
        """Whether a language model wrote it itself: no bank has it, and no record is behind it."""
        return self.sentence_id == FREE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """The approved sentences of a draft in another language, filled from the same facts. It never leaves the house."""

    #: BCP 47 tag.
    language: str
    #: "" = the subject is no sentence of the bank.
    subject: str
    #: The subject it stands for; a person may have written another since.
    of_subject: str
    #: Sentence id → its text.
    sentences: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """What a person chose for a draft; what they left alone is the machine's choice, also on new facts."""

    #: Address; None = the packet's recipient.
    to: str | None = None
    cc: tuple[str, ...] = ()
    #: Step and tone; None = by the reminders sent and the reasons.
    manner: tuple[int, Tone] | None = None


#: Everything is the machine's choice.
NO_PICKS = Picks()


class Altered(StrEnum):
    """What a person's edit touched beyond the words, as it is told."""

    RECIPIENT = "whom it goes to"
    AMOUNT = "what it asks for"
    FIGURE = "a figure or a day in it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mail exactly as it would go out."""

    play: Play
    tone: Tone
    #: Which reminder this is, counted from what was actually sent unless a person picked another; 1 is the first.
    step: int
    #: BCP 47 tag, with the region whose way of writing figures and days it follows.
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
    #: Invoice numbers a correction names without asking for them.
    about: tuple[str, ...] = ()
    #: Message-IDs of the conversation, oldest first, for In-Reply-To and References.
    references: tuple[str, ...] = ()
    #: Copies of the invoices it asks for.
    attachments: tuple[Attachment, ...] = ()
    #: Those that do not go with it, though copies are kept.
    not_attached: tuple[NotAttached, ...] = ()
    #: Slack user id of the person who last changed the words; None = composed from the bank.
    edited_by: str | None = None
    #: Slack user ids of everybody whose words may be in it; none of them signs it.
    editors: tuple[str, ...] = ()
    #: Body the machine composed, kept beside a person's text.
    composed: str = ""
    #: The same in other languages that people of ours read; no part of the mail.
    renderings: tuple[Rendering, ...] = ()
    #: How its words came about; None = written before that was kept, or no flow wrote it.
    drafting: Drafting | None = None
    picks: Picks = NO_PICKS
    #: What a person's edit has otherwise than the machine; empty = nothing but words, or no edit.
    altered: tuple[Altered, ...] = ()

    @property
    def is_reworded(self) -> bool:
        """Whether words of it are a person's; who unticks an invoice, or picks a tone, writes none."""
        if self.edited_by is None:
            return False
        by_person = self.drafting is not None and self.drafting.drafted_by is DraftedBy.PERSON
        return by_person or self.body != self.composed

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
            [(file.name, file.digest) for file in self.attachments],
            self.invoices,
            [(amount.minor, amount.currency) for amount in self.amounts],
        ]
        return hashlib.sha256(json.dumps(leaving, ensure_ascii=True).encode()).hexdigest()
