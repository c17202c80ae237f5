"""Who may do what, and what a press makes of a packet. The flow stores what this decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import NotAllowedError, NotNowError, StaleVersionError
from bot.stages.authority import awaits_path, course_of, may, standings
from bot.wording import day
from models.authority import allowed
from models.decision import MOST_OPTIONS, Approval, Decision, Question, people_named
from models.draft import Draft, Finding
from models.gate import Gate, GateKind
from models.lifecycle import PACKET_MOVES, PacketEvent, advance
from models.packet_record import PacketRecord
from models.people import DECIDING, Person, Reviewer, Role
from models.policy import Policy
from models.signature import SignedFor
from models.signing import missing, must_leave_approving, unsigned_findings, waiting_words

#: Name and id under which the machine acts.
JOB = "job"
#: After these the text is the one that was signed; whatever else happens takes the signatures off.
_KEEPS_SIGNATURES = frozenset(
    {
        PacketEvent.SIGN,
        PacketEvent.APPROVE,
        PacketEvent.ESCALATE,
        PacketEvent.REROUTE,
        PacketEvent.ANSWER,
        PacketEvent.HAND_OVER,
        PacketEvent.CONFIRM,
        PacketEvent.DEFER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One gesture of one person on one version of one packet."""

    person: Person
    #: The version the card showed them.
    version: int
    at: datetime
    reason: str = ""


def authorise(record: PacketRecord, event: PacketEvent, press: Press, policy: Policy) -> None:
    """Let the press through, or say why not.

    Raises:
        NotAllowedError: this person may not do this here.
        NotNowError: the packet's state has no such move.
        StaleVersionError: the press was made on an older version.
    """
    if press.person.barred:
        raise NotAllowedError(f"{press.person.barred} Nothing was changed.")
    if not may(record, event, press.person, policy):
        raise NotAllowedError(_refusal(record, event, press.person, policy))
    if (record.state, event) not in PACKET_MOVES:
        raise NotNowError(f"That is not possible any more: {told(record, policy)} Nothing was changed.")
    if press.version != record.version:
        raise changed_since(record, policy)


def _refusal(record: PacketRecord, event: PacketEvent, person: Person, policy: Policy) -> str:
    course = course_of(record)
    if standings(record, person, policy) & allowed(event, course, {}):
        left = " or ".join(sorted(each.replace("_", " ") for each in allowed(event, course, policy.may)))
        return f"The policy leaves this to the {left}. Nothing was changed."
    if event is PacketEvent.SIGN:
        return "Only a finance lead or legal signs. Nothing was changed."
    return _not_yours(record, policy)


def _not_yours(record: PacketRecord, policy: Policy) -> str:
    if awaits_path(record):
        return "Leadership or legal chooses the path of this account first. Nothing was changed."
    holder = policy.members.get(record.reviewer.user_id or "")
    name = holder.name if holder else str(record.reviewer.role).replace("_", " ")
    return f"You may not decide this packet: it is with {name}. Nothing was changed."


def changed_since(record: PacketRecord, policy: Policy) -> StaleVersionError:
    """Somebody else was faster: what they made of it."""
    return StaleVersionError(f"The card has changed since you saw it: {told(record, policy)} Nothing was changed.")


def told(record: PacketRecord, policy: Policy) -> str:
    """The last thing that happened, by whom and when on the billing entity's clock, in one sentence."""
    last = record.last
    if last is None:
        return f"it is {record.state}."
    at = last.at.astimezone(ZoneInfo(policy.entities[record.packet.entity].timezone))
    return f"{last.by_name} · {last.event.replace('_', ' ')} · {day(at.date())}, {at:%H:%M} · now {record.state}."


def moved(
    record: PacketRecord,
    event: PacketEvent,
    *,
    by_id: str,
    by_name: str,
    at: datetime,
    reason: str = "",
    **changes: Any,
) -> PacketRecord:
    """The packet after *event*, one version on.

    Raises:
        ValueError: the move table has no such row.
    """
    decision = Decision(event=event, by_id=by_id, by_name=by_name, at=at, version=record.version, reason=reason)
    state = advance(PACKET_MOVES, record.state, event)
    if event not in _KEEPS_SIGNATURES:
        changes = {"signatures": ()} | changes
    return replace(record, state=state, version=record.version + 1, last=decision, **changes)


def pressed(record: PacketRecord, event: PacketEvent, press: Press, policy: Policy, **changes: Any) -> PacketRecord:
    """`authorise`, then `moved` by the person who pressed."""
    authorise(record, event, press, policy)
    person = press.person
    if record.suspected_on is not None:
        # Whoever asks, answers or holds has seen the suspicion: the working day it may wait begins anew.
        zone = ZoneInfo(policy.entities[record.packet.entity].timezone)
        changes = {"suspected_on": press.at.astimezone(zone).date()} | changes
    return moved(record, event, by_id=person.user_id, by_name=person.name, at=press.at, reason=press.reason, **changes)


def by_job(record: PacketRecord, event: PacketEvent, at: datetime, reason: str = "", **changes: Any) -> PacketRecord:
    """`moved` by the machine."""
    return moved(record, event, by_id=JOB, by_name="The copilot", at=at, reason=reason, **changes)


def closed_gates(record: PacketRecord) -> tuple[Gate, ...]:
    """The gates Approve does not lift by itself; an unread message is on the card, so Approve lifts that one."""
    return tuple(gate for gate in record.packet.gates if gate.kind is not GateKind.UNREAD_MESSAGE)


def approved(record: PacketRecord, press: Press, policy: Policy) -> PacketRecord:
    """The packet after Approve, with the approval bound to the draft's hash.

    Raises:
        RefusedError: see `authorise`; or there is no draft, a gate is closed, a hard finding stands unsigned, or a
            signature is missing.
    """
    authorise(record, PacketEvent.APPROVE, press, policy)
    draft = open_draft(record, "approve")
    _refuse_unsigned(record, press.person, policy)
    approval = Approval(
        content_hash=draft.content_hash(),
        by_id=press.person.user_id,
        by_name=press.person.name,
        at=press.at,
        version=record.version,
    )
    return pressed(record, PacketEvent.APPROVE, press, policy, approval=approval, drift=())


def open_draft(record: PacketRecord, to_do: str) -> Draft:
    """The draft, with no gate before it.

    Raises:
        NotNowError: there is none, or a gate is closed.
    """
    if record.draft is None:
        raise NotNowError(f"There is no draft to {to_do}. Nothing was changed.")
    if gates := closed_gates(record):
        raise NotNowError(f"It cannot go out yet: {gates[0].why} Lifted by: {gates[0].lifted_by} Nothing was changed.")
    return record.draft


def _refuse_unsigned(record: PacketRecord, person: Person, policy: Policy) -> None:
    if waiting := missing(record, policy):
        told = _hard_words(record) if waiting[0].signed_for is SignedFor.HARD_FINDING else ""
        raise NotNowError(f"{waiting_words(waiting[0])}.{told} Nothing was changed.")
    if unsigned_findings(record):
        raise NotNowError(f"The text cannot go out:{_hard_words(record)} Edit it first.")
    if must_leave_approving(record, person):
        raise NotAllowedError("You signed it, so somebody else approves it. Nothing was changed.")


def _hard_words(record: PacketRecord) -> str:
    finding = unsigned_findings(record)[0]
    return f" “{finding.span}” ({finding.rule})."


def edited(
    record: PacketRecord, press: Press, policy: Policy, draft: Draft, findings: tuple[Finding, ...]
) -> PacketRecord:
    """The packet with a person's words in it."""
    if record.draft is None:
        raise NotNowError("There is no draft to edit. Nothing was changed.")
    if draft.edited_by is not None:
        draft = replace(draft, editors=tuple(dict.fromkeys((*record.draft.editors, press.person.user_id))))
    return pressed(record, PacketEvent.EDIT, press, policy, draft=draft, findings=findings, drift=())


def escalated(
    record: PacketRecord, press: Press, policy: Policy, *, asked: Role, question: str, options: tuple[str, ...] = ()
) -> PacketRecord:
    """The packet with *asked* as its reviewer and the question on it, with what could be decided where it is named."""
    if asked not in DECIDING:
        raise NotAllowedError(f"The {asked.replace('_', ' ')} decides nothing. Nothing was changed.")
    if asked is record.reviewer.role:
        raise NotNowError(f"It is already with {asked.replace('_', ' ')}. Nothing was changed.")
    if len(options) > MOST_OPTIONS:
        raise NotNowError(f"Name at most {MOST_OPTIONS} options. Nothing was changed.")
    put = Question(
        text=question,
        reason=press.reason,
        asked=asked,
        by_id=press.person.user_id,
        by_name=press.person.name,
        at=press.at,
        back_to=record.reviewer,
        earlier=record.question,
        options=options,
    )
    user_id = record.packet.owner_id if asked is Role.ACCOUNT_OWNER else None
    return pressed(record, PacketEvent.ESCALATE, press, policy, reviewer=Reviewer(asked, user_id), question=put)


def answered(record: PacketRecord, press: Press, policy: Policy) -> PacketRecord:
    """The packet back with whoever it came from; the answer is the press's reason."""
    question = record.question
    if question is None:
        raise NotNowError("Nobody asked anything. Nothing was changed.")
    back_to = question.back_to
    if back_to.role is Role.ACCOUNT_OWNER and back_to.user_id not in people_named(question.earlier, record.reroute):
        # Whoever asked as the owner may have left since.
        back_to = Reviewer(back_to.role, record.packet.owner_id)
    return pressed(record, PacketEvent.ANSWER, press, policy, reviewer=back_to, question=question.earlier)
