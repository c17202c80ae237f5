"""Where customers pay to. Only from a file the controller keeps; never from mail, never from a model."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Remittance:
    """Bank details of one billing entity for one currency."""

    entity: str
    currency: str
    #: Lines exactly as they are printed.
    lines: tuple[str, ...]
    #: Where they can pay online, printed on a line of its own; "" = nowhere.
    payment_link: str = ""

    @property
    def printed(self) -> tuple[str, ...]:
        """Every line that a message has of it."""
        return (*self.lines, self.payment_link) if self.payment_link else self.lines

    def digest(self) -> str:
        """Changes with every character that a customer would read, and with whom and which currency it is for."""
        said = [self.entity, self.currency, self.lines, self.payment_link]
        return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A controller's word that one block of bank details is right."""

    #: Of the block as it was then.
    digest: str
    by: str
    on: date
