"""What one day saw open, kept for ever: roll rates and before-and-after are computed from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DayLine:
    """One open invoice on one business-local day."""

    account_id: str
    entity: str
    currency: str
    number: str
    #: Label of its ageing bucket.
    bucket: str
    #: What was left to pay, in minor units; always positive.
    open_minor: int
    #: Somebody stands by not owing it, in the ERP or here.
    is_disputed: bool
    is_promised: bool
