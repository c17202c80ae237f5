"""What people did otherwise than the card proposed, by the rules that stood on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from models.audit import AuditEntry
from models.home import Overridden

#: What the record says → how it is told.
OVERRIDES: Mapping[str, str] = {
    "packet.edit": "edited",
    "packet.decline": "declined",
    "packet.reroute": "passed on",
    "packet.escalate": "escalated",
}
_SUSPECTED = "challenge_suspected"


def overridden(entries: Iterable[AuditEntry], rejected: int = 0) -> tuple[Overridden, ...]:
    """By rule, the one with most presses first; a press under several rules counts with each.

    *rejected* suspicions are told with the rule that raised them.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for rule in entry.detail.get("rules", "").split() or [""]:
            found[rule][OVERRIDES[entry.what]] += 1
    if rejected:
        found[_SUSPECTED]["not a dispute"] += rejected
    told = (Overridden(rule=rule, presses=tuple(presses.most_common())) for rule, presses in found.items())
    return tuple(sorted(told, key=lambda each: (-each.total, each.rule)))
