"""What a person made of a suspicion, as a fact; and how often they agreed with each reader."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.stages.read import CHALLENGES
from models.fact import Fact, FactKind
from models.signal import Signal
from models.suspicion import Judged, Rejected, Suspicion

_VERDICTS = frozenset({FactKind.SUSPICION_CONFIRMED, FactKind.SUSPICION_REJECTED})


def suspected(signals: Iterable[Signal]) -> Iterator[tuple[Signal, Suspicion]]:
    """Those of *signals* that a person confirms or rejects, each with what is kept of it."""
    for signal in signals:
        if signal.kind in CHALLENGES:
            digest = hashlib.sha256(signal.quote.encode()).hexdigest()[:16]
            yield signal, Suspicion(signal.kind, signal.heard_by, digest)


def rejected(facts: Sequence[Fact], heard: Iterable[Signal], zone: ZoneInfo) -> tuple[Rejected, ...]:
    """What people rejected since the last mail of ours left, each with the first sentence that *heard* has of it."""
    sent = [fact.at for fact in facts if fact.kind is FactKind.SENT]
    quotes: dict[str, str] = {}
    for signal, _ in suspected(heard):
        quotes.setdefault(signal.source_id, signal.quote)
    pressed = {fact.about: fact for fact in facts if fact.kind is FactKind.NOT_A_DISPUTE and fact.about in quotes}
    return tuple(
        Rejected(quote=quotes[about], reason=fact.reason, by_name=fact.by_name, on=fact.at.astimezone(zone).date())
        for about, fact in pressed.items()
        if all(fact.at > at for at in sent)
    )


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
