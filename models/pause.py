"""A finance lead's word that no mail leaves, of any account, until they take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """The pause that stands."""

    by_id: str
    by_name: str
    #: Aware instant.
    since: datetime
    reason: str
