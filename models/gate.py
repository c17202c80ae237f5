"""Gates: what has to be true before anybody is written to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GateEffect(StrEnum):
    """What a closed gate takes away."""

    NO_PACKET = "no_packet"
    NO_CARD = "no_card"
    NO_APPROVE = "no_approve"


class GateKind(StrEnum):
    """The gates of this house; each is lifted only by what its text names."""

    NOTHING_TO_ASK = "nothing_to_ask"
    DO_NOT_CONTACT = "do_not_contact"
    LEGAL_HOLD = "legal_hold"
    OUTSIDE_PILOT = "outside_pilot"
    PROMISE_LIVE = "promise_live"
    ALL_DISPUTED = "all_disputed"
    CREDIT_EXPECTED = "credit_expected"
    ON_HOLD = "on_hold"
    TOO_EARLY = "too_early"
    UNREAD_MESSAGE = "unread_message"
    SUSPICION = "suspicion"
    NO_VERIFIED_CONTACT = "no_verified_contact"
    PATH_UNDECIDED = "path_undecided"
    MISSING_FACT = "missing_fact"
    UNAPPLIED_COVERS = "unapplied_covers"
    CONTRADICTION = "contradiction"
    CONTACT_CAP = "contact_cap"
    UNCONFIRMED_RECORD = "unconfirmed_record"
    REMITTANCE_MISSING = "remittance_missing"
    #: Of no stored packet: see stages.pause.
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Gate:
    """A closed gate on this packet."""

    kind: GateKind
    effect: GateEffect
    why: str
    lifted_by: str
