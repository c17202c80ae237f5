"""What a person is to a packet, and so what they may do with it: `models.authority.MAY` as the policy leaves it."""

from __future__ import annotations

from models.authority import Course, Standing, allowed
from models.gate import GateKind
from models.lifecycle import PacketEvent
from models.packet import Route
from models.packet_record import PacketRecord
from models.people import Person, Reviewer, Role
from models.policy import Policy


def course_of(record: PacketRecord) -> Course:
    """The column of the table of authority."""
    if awaits_path(record):
        return Course.PATH_OPEN
    by_route = {Route.ROUTINE: Course.ROUTINE, Route.EXCEPTION: Course.EXCEPTION}
    return by_route.get(record.packet.route, Course.PATH_CHOSEN)


def standings(record: PacketRecord, person: Person, policy: Policy) -> frozenset[Standing]:
    """Everything *person* is to this packet; nothing for who is barred or has no role."""
    if person.barred or not person.roles:
        return frozenset()
    is_theirs = {
        Standing.REVIEWER: _is_own(record.reviewer, person),
        Standing.DELEGATE: _is_delegate(record.reviewer, person, policy),
        Standing.FINANCE_LEADERSHIP: person.is_finance_lead,
        Standing.LEGAL: Role.LEGAL in person.roles,
        Standing.RIGHTS: has_rights(record.packet.owner_id, person, policy) or _owns(record, person),
    }
    return frozenset(each for each, holds in is_theirs.items() if holds)


def may(record: PacketRecord, event: PacketEvent, person: Person, policy: Policy) -> bool:
    """Whether *person* may cause *event* here, by `models.authority.MAY` and what the policy leaves of it."""
    return bool(standings(record, person, policy) & allowed(event, course_of(record), policy.may))


def may_act(record: PacketRecord, person: Person, policy: Policy) -> bool:
    """The reviewer, their delegate, or a finance lead; before a path is chosen only leadership or legal."""
    return may(record, PacketEvent.REFRESH, person, policy)


def has_rights(owner_id: str, person: Person, policy: Policy) -> bool:
    """Whether *person* may see the account's facts: its owner, their delegate, or any role beside owning."""
    if person.barred:
        return False
    is_owner = is_reviewer(Reviewer(Role.ACCOUNT_OWNER, owner_id), person, policy)
    return is_owner or bool(person.roles - {Role.ACCOUNT_OWNER})


def awaits_path(record: PacketRecord) -> bool:
    """Executive review, and leadership has not yet chosen."""
    return any(gate.kind is GateKind.PATH_UNDECIDED for gate in record.packet.gates)


def is_reviewer(reviewer: Reviewer, person: Person, policy: Policy) -> bool:
    """Whether it is theirs: their role's, their own, or that of whom they stand in for."""
    return _is_own(reviewer, person) or _is_delegate(reviewer, person, policy)


def _is_own(reviewer: Reviewer, person: Person) -> bool:
    return reviewer.role in person.roles if reviewer.user_id is None else person.user_id == reviewer.user_id


def _is_delegate(reviewer: Reviewer, person: Person, policy: Policy) -> bool:
    member = policy.members.get(reviewer.user_id or "")
    return member is not None and person.user_id == member.delegate


def _owns(record: PacketRecord, person: Person) -> bool:
    """On record, also while somebody else has the account because they are away."""
    return record.packet.account.owner_id == person.user_id


def may_see(record: PacketRecord, person: Person, policy: Policy) -> bool:
    """Whether *person* may see the packet and flag a dispute on it."""
    return may(record, PacketEvent.DISPUTE, person, policy)
