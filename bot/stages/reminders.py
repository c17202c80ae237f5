"""Who is reminded of what waits for us, and when, in business hours. Everything follows from stored instants."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.stages.routes import FALLBACK
from bot.stages.sla import after_business_time, hours_of, running_since
from bot.stages.sorting import waits_for_source_alone
from models.dispute import Dispute
from models.lifecycle import DisputeState, PacketState
from models.packet_record import PacketRecord
from models.people import DECIDING, Reviewer, Role
from models.policy import Policy
from models.sla import Awaited, Step, Wait

_NONE = timedelta()
_LEADERSHIP = Reviewer(Role.FINANCE_LEADERSHIP)


def dispute_wait(dispute: Dispute, policy: Policy, absent: Collection[str]) -> Wait | None:
    """What a dispute waits for; None = nothing of ours. *absent*: Slack user ids of those who are not here."""
    sla = policy.sla
    if dispute.state is DisputeState.ROUTED:
        begun, counted = running_since(dispute, hours_of(dispute.entity, policy))
        return _wait(Awaited.ACKNOWLEDGE, dispute.entity, begun, counted, sla.acknowledge_hours, [_LEADERSHIP], policy)
    if dispute.state is DisputeState.OWNED and dispute.owned_at is not None:
        chain = _chain(Reviewer(Role.FINANCE_LEADERSHIP, dispute.owned_by), policy, absent)
        return _wait(Awaited.DECIDE, dispute.entity, dispute.owned_at, _NONE, sla.decide_hours, chain, policy)
    return None


def packet_wait(
    record: PacketRecord, policy: Policy, absent: Collection[str], posted_at: datetime | None
) -> Wait | None:
    """What a packet waits for: an answer, or a decision where the policy says how long that may take; None = nothing.

    *posted_at*: when its card was put where it is decided now; None = there is none.
    """
    if record.state is not PacketState.POSTED:
        return None
    entity, chain = record.packet.entity, _chain(record.reviewer, policy, absent)
    if record.question is not None:
        return _wait(Awaited.ANSWER, entity, record.question.at, _NONE, policy.sla.answer_hours, chain, policy)
    allowed = policy.sla.packet_hours
    if allowed is None or posted_at is None or not record.has_card or waits_for_source_alone(record.packet):
        return None
    return _wait(Awaited.DECIDE, entity, posted_at, _NONE, allowed, chain, policy)


def _chain(first: Reviewer, policy: Policy, absent: Collection[str]) -> list[Reviewer]:
    """Who is told in turn: who has it, their delegate, finance leadership; nobody twice."""
    member = policy.members.get(first.user_id or "")
    delegate = policy.members.get(member.delegate or "") if member else None
    here = [Reviewer(_role(delegate.roles), delegate.user_id)] if delegate and delegate.user_id not in absent else []
    return list(dict.fromkeys((first, *here, _LEADERSHIP)))


def _role(roles: Collection[Role]) -> Role:
    """The role under which a person is reached: as an owner in a channel of their own, else by one that has one."""
    deciding = sorted(set(roles) & DECIDING, key=list(FALLBACK).index)
    return deciding[0] if deciding else Role.FINANCE_LEADERSHIP


def _wait(
    awaited: Awaited,
    entity: str,
    begun: datetime,
    counted: timedelta,
    allowed: int,
    chain: list[Reviewer],
    policy: Policy,
) -> Wait:
    span, hours = timedelta(hours=allowed), hours_of(entity, policy)

    def after(time: timedelta) -> datetime:
        return after_business_time(begun, time - counted, hours)

    # Where there is nobody else to tell, the one is told again when it is due, and that is the end.
    further = chain[1:] or chain
    steps = [Step(number=1, to=chain[0], at=after(span * policy.sla.reminder_percent / 100))]
    steps += [Step(number=2 + turn, to=to, at=after(span * (1 + turn))) for turn, to in enumerate(further)]
    return Wait(awaited=awaited, entity=entity, begun_at=begun, due_at=after(span), steps=tuple(steps))


def step_due(wait: Wait, told: Collection[int], now: datetime) -> Step | None:
    """The step whose turn it is; None = none, or it was taken. Steps that were slept through are not made up for."""
    come = [step for step in wait.steps if step.at <= now]
    return come[-1] if come and come[-1].number > max(told, default=0) else None


def is_open(entity: str, policy: Policy, now: datetime) -> bool:
    """Whether *now* is in the entity's business hours: nobody is reminded at night."""
    opens, closes = next(hours_of(entity, policy).windows(now))
    return opens <= now < closes
