"""Whether a card gave its reader what they needed: whom to ask, and which question stands. It moves nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from models.fact import Fact, FactKind
from models.lifecycle import PacketEvent
from models.packet_record import PacketRecord
from models.policy import Policy

#: After these the card stays in front of whoever decided, and nothing is left to decide on it.
_ASKED_AFTER = frozenset({PacketEvent.APPROVE, PacketEvent.HOLD, PacketEvent.DECLINE, PacketEvent.CHOOSE_PAUSE})


def is_asked(before: PacketRecord, after: PacketRecord, policy: Policy) -> bool:
    """Whether this decision is in the sample: never a routine draft approved as it was."""
    event = after.last.event if after.last else None
    if event not in _ASKED_AFTER or (event is PacketEvent.APPROVE and before.is_trivial):
        return False
    return in_sample(after.id, policy.confidence_percent)


def in_sample(packet_id: str, percent: int) -> bool:
    """The same answer for the same packet, whoever asks; over many packets *percent* of them."""
    return int(hashlib.sha256(packet_id.encode()).hexdigest(), 16) % 100 < percent


def standing_question(facts: Sequence[Fact], packet_id: str) -> tuple[Fact | None, Fact | None]:
    """The newest question about this packet, and its answer; *facts* are in the order of the presses."""
    asked: Fact | None = None
    answer: Fact | None = None
    for fact in facts:
        if fact.about == packet_id and fact.kind is FactKind.CONFIDENCE_ASKED:
            asked, answer = fact, None
        elif fact.about == packet_id and fact.kind is FactKind.CONFIDENCE:
            answer = fact
    return asked, answer
