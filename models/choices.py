"""What a person may pick for a draft."""

from __future__ import annotations

from dataclasses import dataclass

from models.correspondence import Contact
from models.draft import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the form offers; the flow checks again what comes back."""

    #: Verified contacts, one for each address.
    addressees: tuple[Contact, ...] = ()
    #: Step and tone, mildest first.
    manners: tuple[tuple[int, Tone], ...] = ()


#: Nothing is to be picked.
NO_CHOICES = Choices()
