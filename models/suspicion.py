"""What people made of the machine's suspicions, so that it can be measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.signal import HeardBy, SignalKind


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What the machine had heard when a person confirmed or rejected it, without the customer's words."""

    kind: SignalKind
    heard_by: HeardBy
    #: sha256 of the quoted sentence, first sixteen hex digits.
    quote_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A suspicion that a person rejected, as the next reader of the account sees it."""

    #: The first sentence it was about, verbatim.
    quote: str
    reason: str
    by_name: str
    #: Business-local day of the press.
    on: date


@dataclass(frozen=True, slots=True)
class Judged:
    """How many texts people agreed about with one reader's suspicion of one kind; BOTH stands beside the other two."""

    kind: SignalKind
    heard_by: HeardBy
    confirmed: int
    rejected: int
