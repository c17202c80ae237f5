"""What a person made of a suspicion, as a fact; and how often they agreed with each reader."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.stages.read import CHALLENGES
from models.fact import Fact, FactKind
from models.signal import Signal
from models.suspicion import Judged, Suspicion

_VERDICTS = frozenset({FactKind.SUSPICION_CONFIRMED, FactKind.SUSPICION_REJECTED})


def suspected(signals: Iterable[Signal]) -> Iterator[tuple[Signal, Suspicion]]:
    """Those of *signals* that a person confirms or rejects, each with what is kept of it."""
    for signal in signals:
        if signal.kind in CHALLENGES:
            digest = hashlib.sha256(signal.quote.encode()).hexdigest()[:16]
            yield signal, Suspicion(signal.kind, signal.heard_by, digest)


def judged(facts: Iterable[Fact]) -> tuple[Judged, ...]:
    """The verdicts by kind and reader, one for each text that was suspected.

    *facts* are oldest first, and the last word counts: sentences of one text are confirmed and rejected together.
    """
    last = {
        (fact.account_id, fact.about, fact.suspicion.kind): (fact.suspicion.kind, fact.suspicion.heard_by, fact.kind)
        for fact in facts
        if fact.kind in _VERDICTS and fact.suspicion is not None
    }
    counts = Counter(last.values())
    groups = sorted({(kind, heard_by) for kind, heard_by, _ in counts})
    return tuple(
        Judged(
            kind,
            heard_by,
            confirmed=counts[kind, heard_by, FactKind.SUSPICION_CONFIRMED],
            rejected=counts[kind, heard_by, FactKind.SUSPICION_REJECTED],
        )
        for kind, heard_by in groups
    )
