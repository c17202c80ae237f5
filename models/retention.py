"""How long what was needed for a decision is kept after it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Calendar days; None = for ever."""

    #: Letters, quotes and addresses of a packet or dispute, and the words beside its entries, after its last move.
    packet_days: int | None = None
    #: Ids of presses, commands and events, by which a redelivery is known.
    press_days: int | None = None
