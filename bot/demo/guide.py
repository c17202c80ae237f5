"""What the page tells a newcomer: what this is, whose move it is, and the way to a Slack of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.books import Books
from bot.demo.local_slack.workspace import Workspace
from bot.stages.routes import channel_for
from models.gate import GateEffect
from models.lifecycle import DisputeState, PacketState
from models.packet_record import PacketRecord
from models.people import DECIDING, Reviewer, Role
from models.policy import Member, Policy
from models.signing import asked_first, waits

#: Said in the terminal when the demo opens and when it closes.
TO_A_REAL_SLACK = (
    "Your own Slack: create the app from manifest.json, put its two tokens into .env, point config/sources.toml at",
    "your exports, name your people in config/policy.toml, then .venv/bin/collections run. See docs/operations.md.",
)
#: The same on the page.
STEPS = (
    "In Slack choose Create New App, From a manifest, and paste manifest.json.",
    "Put its two tokens into .env: SLACK_BOT_TOKEN and SLACK_APP_TOKEN.",
    "Point config/sources.toml at your exports and name your people in config/policy.toml.",
    "Start .venv/bin/collections run: the next morning's packets are yours.",
)
GUIDE = "docs/operations.md"


@dataclass(frozen=True, slots=True)
class Hint:
    """What one person should do next."""

    text: str
    #: Cards that wait for their decision.
    waiting: int = 0
    #: Where to go; "" = nowhere in particular.
    channel: str = ""


def explains(hints: Mapping[str, Hint], workspace: Workspace, outgoing: str) -> list[str]:
    """What this is, what to do first, what can never happen: three sentences."""
    begin = next((user for user, hint in hints.items() if hint.channel and hint.waiting), "")
    where = workspace.channels[hints[begin].channel].name if begin else ""
    first = f"Begin as {workspace.members[begin].display_name} in #{where} and decide a card" if begin else "Look round"
    return [
        f"This is a copilot that prepares every payment reminder of {workspace.name}, an invented company, "
        "shown in an imitation of Slack on your machine.",
        f"{first}; then let a customer answer or pay in the demo panel, and press Next morning, for two weeks.",
        "No mail can ever leave before a named person has approved exactly that text, "
        f"and here an approved mail is only a file in {outgoing}.",
    ]


def hints(books: Books, policy: Policy, workspace: Workspace) -> dict[str, Hint]:
    """Slack user id → what waits for them, counted from the store."""
    waiting = _waiting(books, policy)
    most = max(waiting, key=lambda user: waiting[user].total(), default=None)
    return {
        person.id: _hint(person.id, waiting, most, policy, workspace)
        for person in workspace.members.values()
        if not person.is_bot and not person.deleted
    }


def _hint(
    user: str, waiting: Mapping[str, Counter[str]], most: str | None, policy: Policy, workspace: Workspace
) -> Hint:
    mine = waiting.get(user, Counter())
    if mine:
        channel, count = mine.most_common(1)[0]
        verb = "card waits" if count == 1 else "cards wait"
        return Hint(f"{count} {verb} for you in #{workspace.channels[channel].name}", mine.total(), channel)
    member = policy.members.get(user)
    if member is None or not member.roles & DECIDING:
        rooms = [room.id for room in workspace.channels_of(user)]
        return Hint("You decide nothing here: type /invoice and a number, and see what you are told", 0, rooms[-1])
    if most is None:
        return Hint("Nothing waits for anybody: press Next morning")
    other = workspace.members[most].display_name
    return Hint(f"Nothing waits for you: be {other}, or press Next morning")


def _waiting(books: Books, policy: Policy) -> dict[str, Counter[str]]:
    """Slack user id → channel → cards on which their decision is asked."""
    found: dict[str, Counter[str]] = {}
    records = [record for record in books.live_packets() if _asks(record)]
    asked = [_who_acts(record, policy) for record in records]
    untaken = len(books.disputes_in(DisputeState.ROUTED))
    for member in policy.members.values():
        counted = Counter(channel_for(whose, policy) for whose in asked if _is_asked(member, whose))
        if untaken and Role.FINANCE_LEADERSHIP in member.roles:
            counted[policy.channels[Role.FINANCE_LEADERSHIP]] += untaken
        if counted:
            found[member.user_id] = counted
    return found


def _asks(record: PacketRecord) -> bool:
    return record.state is PacketState.POSTED and record.has_card and not record.packet.gated(GateEffect.NO_CARD)


def _who_acts(record: PacketRecord, policy: Policy) -> Reviewer:
    """Whose press it waits for: whom its signature is asked of, else its reviewer."""
    return Reviewer(asked_first(record, policy)) if waits(record, policy) else record.reviewer


def _is_asked(member: Member, whose: Reviewer) -> bool:
    return whose.user_id == member.user_id if whose.user_id else whose.role in member.roles
