"""Role → people → channel, and what comes next where there is nobody: no packet is ever unowned.

Which role a reason goes to stands in `triage`, and who owns an account in `account_owner`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.evidence import Evidence
from models.packet import Reason
from models.people import Reviewer, Role, Roster
from models.policy import Member, Policy

#: Who decides for a role while nobody in it is here, in turn. An account always has an owner, so that role needs none.
FALLBACK: Mapping[Role, tuple[Role, ...]] = {
    Role.ACCOUNT_OWNER: (),
    Role.CUSTOMER_SUCCESS: (Role.FINANCE_LEADERSHIP, Role.LEGAL),
    Role.FINANCE: (Role.FINANCE_LEADERSHIP, Role.LEGAL),
    Role.FINANCE_LEADERSHIP: (Role.LEGAL,),
    Role.LEGAL: (Role.FINANCE_LEADERSHIP,),
}


def people(role: Role, policy: Policy, roster: Roster) -> tuple[Member, ...]:
    """Who may decide for *role* today, as the policy lists them."""
    members = (member for member in policy.members.values() if role in member.roles)
    return tuple(member for member in members if roster.inactive(member.user_id) is None)


def staffed(role: Role, policy: Policy, roster: Roster) -> Role:
    """*role*, or who has its decisions while nobody in it is here; were nobody here at all, its own people find it."""
    if role is Role.ACCOUNT_OWNER:
        return role
    return next((each for each in (role, *FALLBACK[role]) if people(each, policy, roster)), role)


def routed(reasons: Sequence[Reason], policy: Policy, roster: Roster) -> tuple[Reason, ...]:
    """The reasons, each with a role in which somebody is here; a role passed over is told as evidence."""
    return tuple(_routed(reason, policy, roster) for reason in reasons)


def _routed(reason: Reason, policy: Policy, roster: Roster) -> Reason:
    role = staffed(reason.reviewer, policy, roster)
    if role is reason.reviewer:
        return reason
    gone = (roster.inactive(each.user_id) for each in policy.members.values() if reason.reviewer in each.roles)
    told = f"nobody in {_words(reason.reviewer)} has a Slack account now, so {_words(role)} has it"
    evidence = tuple(Evidence(told, each.origin) for each in gone if each)[:1]
    return replace(reason, reviewer=role, evidence=(*reason.evidence, *evidence))


def _words(role: Role) -> str:
    return role.value.replace("_", " ")


def channel_for(reviewer: Reviewer, policy: Policy) -> str:
    """The Slack channel in which *reviewer* decides."""
    member = policy.members.get(reviewer.user_id or "")
    if reviewer.role is Role.ACCOUNT_OWNER and member is not None:
        return own_channel(policy, member)
    return _shared(policy, (reviewer.role, *FALLBACK[reviewer.role]))


def own_channel(policy: Policy, member: Member) -> str:
    """Where a person's own packets appear: their channel, else one of their roles', else leadership's."""
    return member.channel or _shared(policy, sorted(member.roles))


def _shared(policy: Policy, roles: Sequence[Role]) -> str:
    """The first of the roles' channels that the policy names, else leadership's, else any."""
    turn = (*roles, Role.FINANCE_LEADERSHIP, *policy.channels)
    return next(policy.channels[role] for role in turn if role in policy.channels)
