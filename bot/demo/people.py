"""Who sits in the demo company's Slack: whom the policy names, and a few who decide nothing."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from bot.demo.local_slack import Channel, Member
from bot.demo.local_slack.workspace import Workspace
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
    Role.CONTROLLER: "Controller",
}


CONTROLLER = Member("U0NORA", "nora", "Nora Beck", "nora.beck@fennel.example", title="Controller")
LEAVER = Member("U0DANA", "dana", "Dana Whitlock", "dana.whitlock@fennel.example", deleted=True, title="Left in April")

#: Where the team talks about one customer; the app is not in it.
_ALDERGATE = "C0ALDERGATE"
_MARCO, _CARLA, _ARJUN = "U0MARCO", "U0CARLA", "U0ARJUN"
#: What was said there: who, when, what; the first has the others as replies.
_THREAD = (
    (
        _CARLA,
        "2026-04-02T15:12:00+01:00",
        "Renewal call with Aldergate done, all good. One thing for billing: with the renewal their purchasing moved "
        "everything to a new PO number, 4500-71188. The old one is closed on their side.",
    ),
    (_MARCO, "2026-04-02T15:31:00+01:00", "Thanks Carla. Does the March invoice still carry the old one?"),
    (_CARLA, "2026-04-02T15:40:00+01:00", "I think so. Somebody should put the new PO on it, I have not told the ERP."),
)


def members(policy: Policy) -> list[Member]:
    """Everyone the policy names, with their first role as title; the controller, a guest and somebody who left."""
    named = [
        Member(
            one.user_id,
            _handle(one.name),
            one.name,
            one.email,
            title=", ".join(_TITLES[role] for role in sorted(one.roles)),
        )
        for one in policy.members.values()
    ]
    return [*named, *(one for one in (CONTROLLER, GUEST, LEAVER) if one.id not in policy.members)]


def channels(policy: Policy) -> list[Channel]:
    """One channel for each owner and each role, private, with the people who belong there; the office; a customer."""
    leads = _with_role(policy, Role.FINANCE_LEADERSHIP)
    own = [
        Channel(one.channel, f"collections-{_handle(one.name)}", frozenset({one.user_id, BOT_USER} | leads))
        for one in policy.members.values()
        if one.channel
    ]
    shared = [
        Channel(channel, f"collections-{role.value.replace('_', '-')}", _with_role(policy, role) | {BOT_USER})
        for role, channel in policy.channels.items()
    ]
    everyone = frozenset({*policy.members, CONTROLLER.id, GUEST.id, BOT_USER})
    team = frozenset({_MARCO, _CARLA, _ARJUN} & policy.members.keys()) | leads
    return [*own, *shared, Channel("C0OFFICE", "office", everyone), Channel(_ALDERGATE, "customer-aldergate", team)]


def remember(workspace: Workspace) -> None:
    """Write down what people said before the demo began."""
    first = ""
    for user, at, text in _THREAD:
        said = workspace.say(user, _ALDERGATE, text, at=datetime.fromisoformat(at), thread_ts=first)
        first = first or said["ts"]


def _handle(name: str) -> str:
    """A first name as Slack writes handles and channels."""
    plain = unicodedata.normalize("NFKD", name.split()[0]).encode("ascii", "ignore").decode()
    return plain.lower()


def _with_role(policy: Policy, role: Role) -> frozenset[str]:
    return frozenset(one.user_id for one in policy.members.values() if role in one.roles)
