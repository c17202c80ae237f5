"""A reminder of what waits for one of ours, and who was reminded, on the card itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.blocks import actions, button, header, link, reference, rich, small
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import DoesNotFitError, check
from bot.cards.names import clock, local_day, reviewer
from bot.cards.text import line, own, safe, theirs, top_text
from models.controls import Action
from models.people import Reviewer, Role
from models.policy import Policy
from models.sla import Awaited, Reminded, Wait

_TO_DO = {
    Awaited.ACKNOWLEDGE: "The dispute is to be acknowledged",
    Awaited.DECIDE: "It is to be decided",
    Awaited.ANSWER: "The question is to be answered",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderView:
    """What waits, for whom, and where its card is."""

    account_name: str
    #: None = it waits no more.
    wait: Wait | None
    #: Who was told last; None = nobody.
    told: Reminded | None
    #: Who has it.
    with_whom: Reviewer
    #: What was asked, of a question.
    question: str = ""
    #: "" = the card is nowhere, or Slack's address is not known.
    url: str = ""
    #: "" = it is about a dispute, which finance leadership has anyhow.
    packet_id: str = ""


def reminder(view: ReminderView, *, policy: Policy, now: datetime, live: bool) -> Drawing:
    """Draw it; a line once it waits no more, or a later reminder has come."""
    name = safe(view.account_name, 60) or "An account without a name"
    wait = view.wait
    if wait is None or not live:
        over = "A newer reminder has come." if wait else "What this reminded of is done."
        return check(Drawing(blocks=[small(f"{name}: {over}")], text=top_text(f"{name} · {over}")))
    is_late = now > wait.due_at
    title = f"{name} · {'overdue' if is_late else 'reminder'}"
    to = view.told.to if view.told else view.with_whom
    whose = "" if to == view.with_whom else f" It is with {reviewer(view.with_whom, policy)}."
    said = f"{_TO_DO[wait.awaited]} {_when(wait, policy, now)}.{whose}"
    where = [own(" "), link("Its card", view.url)] if view.url else []
    parts = [
        line(own("For "), own(f"{reviewer(to, policy)}: ", bold=True), own(said), *where),
        *([line(own("Asked: ", bold=True), theirs(view.question, 400))] if view.question else []),
    ]
    return check(Drawing(blocks=[header(title), rich(*parts), *_take_over(view, to, name)], text=top_text(title)))


def _take_over(view: ReminderView, to: Reviewer, name: str) -> list[Block]:
    """For finance leadership, of what is with somebody else."""
    lead = Role.FINANCE_LEADERSHIP
    if not view.packet_id or to.role is not lead or view.with_whom.role is lead:
        return []
    value = reference("packet", view.packet_id, 0)
    return [actions([button(Action.TAKE_OVER, "Take it over", value, spoken=f"Decide it yourselves: {name}")])]


def _when(wait: Wait, policy: Policy, now: datetime) -> str:
    """ "by 13:00", with the day when it is not today's; "since 13:00 overdue" after it."""
    at = clock(wait.due_at, policy, local_day(now, policy))
    return f"and has been overdue since {at}" if now > wait.due_at else f"by {at}"


def with_reminded(drawing: Drawing, told: Sequence[Reminded], policy: Policy, now: datetime) -> Drawing:
    """The card with who was reminded of it, above its buttons, as far as Slack takes it."""
    if not told:
        return drawing
    at = next((i for i, block in enumerate(drawing.blocks) if block["type"] == "actions"), len(drawing.blocks))
    with suppress(DoesNotFitError):
        return check(replace(drawing, blocks=[*drawing.blocks[:at], _told(told, policy, now), *drawing.blocks[at:]]))
    return drawing


def _told(told: Sequence[Reminded], policy: Policy, now: datetime) -> Block:
    return small(f"Reminded: {'; '.join(reminded_words(each, policy, now) for each in told)}.")


def reminded_words(told: Reminded, policy: Policy, now: datetime) -> str:
    """ "finance leadership, 12:00", with the day when it was not today."""
    return f"{reviewer(told.to, policy)}, {clock(told.at, policy, local_day(now, policy))}"
