"""What a person has recorded of the customer beside the sources, until a source says so too."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class How(StrEnum):
    """How the customer said it."""

    CALL = "call"
    MAIL = "mail"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPo:
    """A purchase order they gave for one invoice."""

    number: str
    #: Who at the customer gave it.
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """An address that is not written to any more."""

    #: Who said so.
    said_by: str
    #: The address a person chose to write to instead; "" = nobody is written to until somebody chooses.
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One of these as it stands on a day."""

    #: Its kind, and below what it is about: what an answer to it names.
    key: str
    #: "PO 4711 for F26-0117, given by Ann Quill".
    what: str
    by_name: str
    #: Business-local day of the press.
    on: date
    #: No source has said so within the working days it may stand by itself, and nobody was asked about it yet.
    is_asked: bool = False

    @property
    def id(self) -> str:
        """What names it in a form: a key may be longer than Slack takes."""
        return hashlib.sha256(self.key.encode(errors="surrogatepass")).hexdigest()[:10]
