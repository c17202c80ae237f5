"""A second person's word for one text, beside the approval of who sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from models.draft import Finding
from models.money import Money


class SignedFor(StrEnum):
    """Why a text needs a signature."""

    #: The guard stops something that a person wrote.
    HARD_FINDING = "hard_finding"
    FORMAL_TONE = "formal_tone"
    EXECUTIVE_REVIEW = "executive_review"
    LARGE_AMOUNT = "large_amount"
    #: An address to which none of ours has ever written on this account, and that was not on record at the start.
    NEW_RECIPIENT = "new_recipient"
    #: A person has changed whom it goes to, what it asks for, or a figure in it.
    TOUCHING_EDIT = "touching_edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A named person's sign-off of exactly one text."""

    #: As `Draft.content_hash`: of any other text it says nothing.
    content_hash: str
    by_id: str
    by_name: str
    at: datetime
    #: The version of the packet that the signer saw.
    version: int
    signed_for: tuple[SignedFor, ...]
    #: Why they stand by it, in their own words.
    reason: str
    #: The hard findings that were on the signer's screen.
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRules:
    """When the policy asks for a second person; hard findings and the formal tone need one whatever it says."""

    #: Whether each mail of an executive review is signed as well, after leadership has chosen the path.
    executive_review: bool = True
    #: Currency → a mail that asks for more is signed. Empty = no amount needs it; of a currency that is not in a table
    #: with others nobody said how much is much, so each of its mails is signed.
    above: Mapping[str, Money] = field(default_factory=dict)
    #: Whether the first mail to an address is signed. Those on record on the first morning count as known.
    new_recipient: bool = False
    #: Whether an edit that touches the recipient, what is asked for or a figure is signed.
    edits: bool = False

    def together_with(self, others: SignatureRules) -> SignatureRules:
        """The rules that ask for a second person wherever one of the two does."""
        mine, theirs = self.above, others.above
        # What one table does not name beside others is signed whatever it asks for.
        named = mine.keys() | theirs.keys()
        lower = {each: min(one.get(each, Money(0, each)) for one in (mine, theirs)) for each in named}
        return SignatureRules(
            executive_review=self.executive_review or others.executive_review,
            above=lower if mine and theirs else mine or theirs,
            new_recipient=self.new_recipient or others.new_recipient,
            edits=self.edits or others.edits,
        )


@dataclass(frozen=True, slots=True)
class FormerRules:
    """What the policy asked for until it was changed."""

    #: The last day on which it is still asked for.
    until: date
    rules: SignatureRules
