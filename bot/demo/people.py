"""Who sits in the demo company's Slack, taken from its policy, plus one guest."""

from __future__ import annotations

from bot.demo.local_slack import Channel, Member
from models.people import Role
from models.policy import Policy

TEAM_ID = "T0FENNEL"
BOT_USER = "U0COPILOT"
GUEST = Member("U0GUEST", "gwen", "Gwen Hale", "gwen@agency.example", is_restricted=True, title="Guest")

_TITLES = {
    Role.ACCOUNT_OWNER: "Account owner",
    Role.CUSTOMER_SUCCESS: "Customer success",
    Role.FINANCE: "AR specialist",
    Role.FINANCE_LEADERSHIP: "Finance lead",
    Role.LEGAL: "Legal",
    Role.CONTROLLER: "Controller",
}


def members(policy: Policy) -> list[Member]:
    """Everyone the policy names, with their first role as title, and the guest."""
    named = [
        Member(
            one.user_id,
            one.name.split()[0].lower(),
            one.name,
            one.email,
            title=", ".join(_TITLES[role] for role in sorted(one.roles)),
        )
        for one in policy.members.values()
    ]
    return [*named, GUEST]


def channels(policy: Policy) -> list[Channel]:
    """One channel for each owner and each role, private, with the people who belong there."""
    leads = {one.user_id for one in policy.members.values() if Role.FINANCE_LEADERSHIP in one.roles}
    own = [
        Channel(one.channel, f"collections-{one.name.split()[0].lower()}", frozenset({one.user_id, BOT_USER} | leads))
        for one in policy.members.values()
        if one.channel
    ]
    shared = [
        Channel(channel, f"collections-{role.value.replace('_', '-')}", _with_role(policy, role) | {BOT_USER})
        for role, channel in policy.channels.items()
    ]
    everyone = frozenset({*policy.members, GUEST.id, BOT_USER})
    return [*own, *shared, Channel("C0OFFICE", "office", everyone)]


def _with_role(policy: Policy, role: Role) -> frozenset[str]:
    return frozenset(one.user_id for one in policy.members.values() if role in one.roles)
