"""Packet → a score with everything it is made of. It is shown in Details and decides nothing: no rule, gate or order
of cards may ask for it, which an import contract holds.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.stages.late import late_habit, unanswered
from bot.stages.read import CHALLENGES
from models.account_fact import FactName, Presence
from models.evidence import Evidence
from models.late_reason import LateCode
from models.packet import FollowUpPacket
from models.risk import Risk, RiskPart
from models.signal import SignalKind

#: Points and what they rest on; no points = the sentence does not hold.
_Found = tuple[int, tuple[Evidence, ...]]
_NOTHING: _Found = (0, ())
#: Days past due from which on a point is added.
_OLD = (31, 61, 91)
_MOST_EACH = 2


def long_overdue(packet: FollowUpPacket) -> _Found:
    """The oldest line is far past due: 1 from day 31 on, 2 from day 61, 3 from day 91."""
    lines = [*packet.items, *(left.item for left in packet.left_out)]
    oldest = max(lines, key=lambda item: item.days_past_due, default=None)
    if oldest is None:
        return _NOTHING
    told = Evidence(f"{oldest.invoice.number} is {oldest.days_past_due} days past due", oldest.invoice.origin)
    return sum(oldest.days_past_due >= first for first in _OLD), (told,)


def broken_promises(packet: FollowUpPacket) -> _Found:
    """They have promised and not paid: 1 each, 2 at most."""
    evidence = _late(packet, LateCode.PROMISE_BROKEN) + _late(packet, LateCode.PROMISE_PART_KEPT)
    return min(len(evidence), _MOST_EACH), evidence


def unanswered_reminders(packet: FollowUpPacket) -> _Found:
    """Our reminders have no answer: 1 each, 2 at most."""
    evidence = unanswered(packet)
    return min(len(evidence), _MOST_EACH), evidence


def late_by_habit(packet: FollowUpPacket) -> _Found:
    """They usually pay a week late or more."""
    evidence = late_habit(packet)
    return int(bool(evidence)), evidence


def history_unknown(packet: FollowUpPacket) -> _Found:
    """Nobody knows how they usually pay."""
    history = next((fact for fact in packet.account_facts if fact.name is FactName.PAYMENT_HISTORY), None)
    if history is not None and history.presence is not Presence.UNKNOWN:
        return _NOTHING
    why = history.text if history else "not looked for yet"
    return 1, (Evidence(f"payment history: unknown, {why}", packet.account.origin),)


def challenged(packet: FollowUpPacket) -> _Found:
    """What they owe is in dispute, or may be."""
    facts = (fact for fact in packet.account_facts if fact.name is FactName.OPEN_DISPUTES)
    known = tuple(each for fact in facts if fact.presence is Presence.PRESENT for each in fact.evidence)
    return (2, known or _signals(packet, *CHALLENGES)) if known or _signals(packet, *CHALLENGES) else _NOTHING


def money_trouble(packet: FollowUpPacket) -> _Found:
    """They say that they cannot pay it all now."""
    evidence = _late(packet, LateCode.CASH_SHORT)
    return 2 if evidence else 0, evidence


def insolvency(packet: FollowUpPacket) -> _Found:
    """Lawyers or an insolvency have come up."""
    evidence = _signals(packet, SignalKind.LEGAL, SignalKind.INSOLVENCY)
    return 4 if evidence else 0, evidence


def nobody_to_write_to(packet: FollowUpPacket) -> _Found:
    """Nobody at the customer is verified as a person we may write to."""
    if packet.recipient is not None:
        return _NOTHING
    return 1, (Evidence("no verified contact", packet.account.origin),)


def records_unsure(packet: FollowUpPacket) -> _Found:
    """Sources contradict each other, or one that is needed is missing."""
    found = [Evidence(each.what, each.values[0][1]) for each in packet.contradictions]
    found += [Evidence(gap.what, packet.account.origin) for gap in packet.gaps if gap.blocks]
    return int(bool(found)), tuple(found)


#: What the score is made of.
RISKS: tuple[Callable[[FollowUpPacket], _Found], ...] = (
    long_overdue,
    broken_promises,
    unanswered_reminders,
    late_by_habit,
    history_unknown,
    challenged,
    money_trouble,
    insolvency,
    nobody_to_write_to,
    records_unsure,
)


def risk(packet: FollowUpPacket) -> Risk:
    """The score of a packet whose late reasons are known."""
    found = ((rule, *rule(packet)) for rule in RISKS)
    return Risk(
        tuple(
            RiskPart(rule=rule.__name__, points=points, sentence=(rule.__doc__ or "").strip(), evidence=evidence)
            for rule, points, evidence in found
            if points
        )
    )


def _late(packet: FollowUpPacket, code: LateCode) -> tuple[Evidence, ...]:
    return tuple(each for reason in packet.late_because if reason.code is code for each in reason.evidence)


def _signals(packet: FollowUpPacket, *kinds: SignalKind) -> tuple[Evidence, ...]:
    heard = (signal for signal in packet.signals if signal.kind in kinds)
    return tuple(Evidence(f"“{signal.quote}”", signal.origin) for signal in heard)
