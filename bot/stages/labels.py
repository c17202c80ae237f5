"""Who may read words with a label: the one place that lists, cards and look-ups ask before they show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.stages.routes import own_channel
from models.hold import HoldKind, StandingHold
from models.label import Audience, Label
from models.packet import FollowUpPacket
from models.people import Person, Role
from models.policy import Policy

_OF_HOLD: Mapping[HoldKind, Label] = {
    HoldKind.LEGAL_HOLD: Label.LEGAL,
    HoldKind.DO_NOT_CONTACT: Label.DO_NOT_CONTACT,
}
_INSTEAD: Mapping[Label, str] = {
    Label.LEGAL: "legal matter",
    Label.DO_NOT_CONTACT: "sensitive",
}
#: What is stored with a packet is read by anybody later.
ANYBODY: Audience = ()


def in_channel(channel: str, policy: Policy) -> Audience:
    """Whom the policy lets read along there: its roles, and the people whose own it is with their delegates.

    Empty where the policy does not know the channel; whoever else is invited into one is not in here.
    """
    roles = [frozenset({role}) for role, one in policy.channels.items() if one == channel]
    mine = [each for each in policy.members.values() if own_channel(policy, each) == channel]
    delegates = [policy.members.get(each.delegate or "") for each in mine if each.channel]
    return (*roles, *(each.roles for each in (*mine, *delegates) if each is not None))


def in_person(person: Person) -> Audience:
    """One person reads it alone; who may do nothing reads nothing."""
    return (frozenset() if person.barred else person.roles,)


def may_read(label: Label, audience: Audience, policy: Policy) -> bool:
    """Whether each of *audience* may; where nobody knows who reads, only what every role may."""
    readers = policy.readers(label)
    return readers >= frozenset(Role) or (bool(audience) and all(each & readers for each in audience))


def shown_holds(holds: Iterable[StandingHold], audience: Audience, policy: Policy) -> tuple[StandingHold, ...]:
    """The holds, with the label and who sees why in the place of a reason that *audience* may not read."""
    return tuple(_shown(hold, audience, policy) for hold in holds)


def shown(packet: FollowUpPacket, audience: Audience, policy: Policy) -> FollowUpPacket:
    """The packet without what *audience* may not read; for telling it, never for storing it."""
    return replace(packet, holds=shown_holds(packet.holds, audience, policy))


def _shown(hold: StandingHold, audience: Audience, policy: Policy) -> StandingHold:
    label = _OF_HOLD.get(hold.kind)
    if label is None or not hold.reason or may_read(label, audience, policy):
        return hold
    return replace(hold, reason=f"{_INSTEAD[label]}, {_who(policy.readers(label))} why")


def _who(readers: Iterable[Role]) -> str:
    # In the order of the roles, so that the words are the same every time.
    among = frozenset(readers)
    *others, last = (role.value.replace("_", " ") for role in Role if role in among)
    return f"{', '.join(others)} and {last} see" if others else f"{last} sees"
