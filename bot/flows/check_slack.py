"""Slack as a morning needs it: the app, its channels, and the people the policy names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bot.errors import NoAnswerError
from bot.flows.check_setup import NotOpenError, Requirement, Setup, green, grey, red
from bot.ports import Workspace
from models.channel import MOST_MEMBERS
from models.people import DECIDING, Role
from models.policy import Policy
from models.setup import SetupLine, SlackChannel, SlackUser

_TOKEN_FIX = "Copy the bot token (xoxb-…) from OAuth & Permissions of the app into SLACK_BOT_TOKEN."  # noqa: S105
#: Seconds that this machine's clock may differ from Slack's.
_MOST_OFF = 60
_CLOCK_FIX = (
    "Set the clock, by NTP. From five minutes on each press that comes over HTTP is refused, because its signature "
    "looks too old or not yet made; mornings and undo windows are off by as much."
)
_NETWORK_FIX = "Check the proxy, the firewall and SLACK_API_URL."
_POLICY_FIX = "Correct [members] in policy.toml."


def _workspace(setup: Setup) -> Workspace:
    if setup.workspace is None:
        raise NotOpenError("Slack token")
    return setup.workspace.need()


def _token(setup: Setup) -> Iterator[SetupLine]:
    if setup.workspace is None:
        yield red("Slack token", "SLACK_BOT_TOKEN is not set", _TOKEN_FIX)
        return
    try:
        found = setup.workspace.open().installation()
    except NoAnswerError:
        yield red("Slack token", f"{setup.slack_host} cannot be reached from here", _NETWORK_FIX)
        return
    yield green("Slack token", f"{found.bot_name} in {found.team}")


def _clock(setup: Setup) -> Iterator[SetupLine]:
    answered_at, here = _workspace(setup).installation().answered_at, setup.clock.now()
    if answered_at is None:
        yield grey("clock", "Slack did not say what time it is there")
        return
    off = round(abs((here - answered_at).total_seconds()))
    if off <= _MOST_OFF:
        yield green("clock", f"within {_MOST_OFF} seconds of Slack's")
        return
    side = "behind" if here < answered_at else "ahead of"
    yield red("clock", f"this machine's is {off} seconds {side} Slack's", _CLOCK_FIX)


def _scopes(setup: Setup) -> Iterator[SetupLine]:
    missing = [scope for scope in setup.scopes if scope not in _workspace(setup).installation().scopes]
    if missing:
        step = "Add them under OAuth & Permissions, or paste manifest.json anew, and install the app again."
        yield red("Slack scopes", f"missing: {', '.join(missing)}", step)
    else:
        yield green("Slack scopes", f"all {len(setup.scopes)} of manifest.json")


def _receiving(setup: Setup) -> Iterator[SetupLine]:
    if setup.has_app_token:
        _workspace(setup).open_socket()
        yield green("Slack presses", "Socket Mode; Slack takes the app-level token")
    elif setup.has_signing_secret:
        yield green("Slack presses", "HTTP; only a press from Slack shows that the signing secret is right")
    else:
        yield red(
            "Slack presses",
            "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set",
            "Make an app-level token with connections:write under Basic Information, and set SLACK_APP_TOKEN.",
        )


def _roles(setup: Setup) -> Iterator[SetupLine]:
    members = setup.policy.need().members.values()
    held: frozenset[Role] = frozenset().union(*(member.roles for member in members))
    if missing := [role.value for role in Role if role not in held]:
        yield red("roles", f"nobody is {', '.join(missing)}", "Give each to somebody under [members] in policy.toml.")
    else:
        yield green("roles", f"each of the {len(Role)} has somebody, a finance lead and a controller among them")


def _people(setup: Setup) -> Iterator[SetupLine]:
    policy, workspace = setup.policy.need(), _workspace(setup)
    found = {member: workspace.user(member.user_id) for member in policy.members.values()}
    for member, user in found.items():
        if trouble := _trouble(user):
            yield red("people", f"{member.name} ({member.user_id}) {trouble}", _POLICY_FIX)
    if not any(map(_trouble, found.values())):
        yield green("people", f"all {len(found)} are active in Slack")


def _trouble(user: SlackUser | None) -> str:
    if user is None:
        return "is not in this workspace"
    if not user.is_active:
        return "is deactivated"
    if user.is_outsider:
        return "is a guest or of another company, and may not decide"
    return "is an app" if user.is_bot else ""


def _fallback(setup: Setup) -> Iterator[SetupLine]:
    policy = setup.policy.need()
    member = policy.members[policy.fallback_owner]
    trouble = _trouble(_workspace(setup).user(member.user_id))
    if not trouble and not member.roles & DECIDING:
        trouble = "has no role that decides"
    if trouble:
        step = "Name somebody else as fallback_owner in policy.toml: accounts without an owner go there."
        yield red("fallback owner", f"{member.name} {trouble}", step)
    else:
        yield green("fallback owner", member.name)


def _channels(setup: Setup) -> Iterator[SetupLine]:
    policy, workspace = setup.policy.need(), _workspace(setup)
    own = workspace.installation().bot_user_id
    user = cache(workspace.user)
    for channel_id, expected in _expected(policy).items():
        channel = workspace.channel(channel_id)
        if channel is None:
            step = "Correct the id in policy.toml, or invite the app: /invite @Collections in the channel."
            yield red(f"channel {channel_id}", "there is none that the app can see", step)
            continue
        members = frozenset(workspace.members(channel_id)) - {own}
        people = [found for member in sorted(members)[:MOST_MEMBERS] if (found := user(member)) is not None]
        absent = [policy.members[user_id].name for user_id in expected if user_id not in members]
        yield _channel(channel, people, absent, len(members), channel.is_private or channel_id in policy.public_allowed)


def _channel(
    channel: SlackChannel, people: Sequence[SlackUser], absent: Sequence[str], count: int, is_ours_alone: bool
) -> SetupLine:
    outsiders = [person.name for person in people if person.is_outsider]
    troubles = {
        "it is archived": ("Unarchive it, or name another in policy.toml.", channel.is_archived),
        "the app is not in it": ("In the channel: /invite @Collections.", not channel.is_joined),
        "it is shared with another company": ("Name a channel of your own in policy.toml.", channel.is_external),
        "it is public": ("Make it private, or name it under public_allowed in policy.toml.", not is_ours_alone),
        f"not in it: {', '.join(absent)}": ("Invite them: their cards appear there.", bool(absent)),
        f"guests in it: {', '.join(outsiders)}": ("Remove them: they may not see accounts.", bool(outsiders)),
        f"{count} people are in it": ("Name a channel for those who decide.", count > MOST_MEMBERS),
    }
    what = f"channel #{channel.name} ({channel.id})"
    found = [(trouble, step) for trouble, (step, is_so) in troubles.items() if is_so]
    if found:
        return red(what, "; ".join(trouble for trouble, _ in found), " ".join(step for _, step in found))
    return green(what, ", ".join(person.name for person in people) or "nobody but the app is in it")


def _expected(policy: Policy) -> Mapping[str, list[str]]:
    """Channel → the Slack user ids of those whose cards appear there."""
    found: dict[str, list[str]] = {}
    for role, channel in policy.channels.items():
        found.setdefault(channel, []).extend(m.user_id for m in policy.members.values() if role in m.roles)
    for member in policy.members.values():
        if member.channel:
            found.setdefault(member.channel, []).append(member.user_id)
    return found


SLACK: tuple[Requirement, ...] = (
    Requirement("Slack token", _token, _TOKEN_FIX),
    Requirement("clock", _clock, _CLOCK_FIX),
    Requirement("Slack scopes", _scopes, _TOKEN_FIX),
    Requirement(
        "Slack presses", _receiving, "Copy the app-level token (xapp-…) from Basic Information into SLACK_APP_TOKEN."
    ),
)
PEOPLE: tuple[Requirement, ...] = (
    Requirement("roles", _roles, _POLICY_FIX),
    Requirement("people", _people, "Put the Slack token and its scopes right first."),
    Requirement("fallback owner", _fallback, "Put the Slack token and its scopes right first."),
    Requirement("channels", _channels, "Put the Slack token and its scopes right first."),
)
