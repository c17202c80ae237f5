"""What a language model said of one message, as far as code could check it; kept for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.prompted_model import PromptedModel
from models.signal import SignalKind


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a model says a message says."""

    kind: SignalKind
    #: The customer's whole sentence, verbatim, in which the model's quote stands.
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReading:
    """One message, read once by one model with one prompt."""

    account_id: str
    #: Of the message's subject and text.
    digest: str
    reader: PromptedModel
    #: Empty = the model was asked and named nothing that could be checked.
    claims: tuple[Claim, ...]
    #: Aware instant.
    read_at: datetime
