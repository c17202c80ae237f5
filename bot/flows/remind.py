"""Tell people of what waits for them: remind, then their delegate, then finance leadership; each once.

No timer is kept anywhere: every look works out from the stored row who is to have been told by now, so that a restart
loses nothing, and what was answered a moment ago is left in peace.
"""

from __future__ import annotations

from datetime import datetime

from bot.books import Books
from bot.errors import NotFoundError
from bot.flows.desk import Desk, note, redraw_list
from bot.stages.reminders import dispute_wait, is_open, packet_wait, step_due
from bot.stages.routes import channel_for, own_channel
from models.dispute import Dispute
from models.lifecycle import DisputeState, PacketState
from models.outbox import OutboxItem, OutboxKind
from models.packet_record import PacketRecord
from models.people import Reviewer, Role
from models.sla import Awaited, Reminded, Step, Wait

#: What the subjects and keys of reminders begin with; the subject that waits follows.
SLA = "sla"
_WAITING = {Awaited.ACKNOWLEDGE: DisputeState.ROUTED, Awaited.DECIDE: DisputeState.OWNED}


def remind(desk: Desk) -> int:
    """Plan the reminders whose time has come; how many."""
    with desk.store.transaction() as books:
        disputes = (*books.disputes_in(DisputeState.ROUTED), *books.disputes_in(DisputeState.OWNED))
        subjects = [f"dispute:{each.id}" for each in disputes]
        posted = books.packets_in(PacketState.POSTED)
        subjects += [f"packet:{each.id}" for each in posted if each.question or desk.policy.sla.packet_hours]
    return sum(_remind(desk, subject) for subject in subjects)


def _remind(desk: Desk, subject: str) -> bool:
    with desk.store.transaction() as books:
        now, wait = desk.clock.now(), wait_of(desk, books, subject)
        if wait is None or not is_open(wait.entity, desk.policy, now):
            return False
        step = step_due(wait, _told(books, subject, wait), now)
        if step is None:
            return False
        _plan(desk, books, subject, wait, step, now)
        return True


def wait_of(desk: Desk, books: Books, subject: str) -> Wait | None:
    """What *subject*, a dispute or a packet, waits for as it is stored now; None = nothing of ours."""
    found = _stored(books, subject)
    if isinstance(found, Dispute):
        return dispute_wait(found, desk.policy, _absent(desk, books, found.entity))
    if isinstance(found, PacketRecord):
        absent = _absent(desk, books, found.packet.entity)
        return packet_wait(found, desk.policy, absent, _posted_at(books, subject))
    return None


def _stored(books: Books, subject: str) -> Dispute | PacketRecord | None:
    kind, _, rest = subject.partition(":")
    try:
        return books.dispute(rest) if kind == "dispute" else books.packet(rest)
    except NotFoundError:
        return None


def _absent(desk: Desk, books: Books, entity: str) -> frozenset[str]:
    """Those of ours who are on leave today, or have no Slack account any more."""
    day = desk.today(entity) if entity in desk.policy.entities else desk.office_day()
    roster, members = books.roster(), desk.policy.members.values()
    return frozenset(each.user_id for each in members if each.away_on(day) or roster.inactive(each.user_id))


def _posted_at(books: Books, subject: str) -> datetime | None:
    posts = [item.not_before for item in books.items(subject) if item.kind is OutboxKind.POST]
    return posts[-1] if posts else None


def _key(subject: str, wait: Wait) -> str:
    return f"{SLA}:{subject}:{wait.begun_at.isoformat()}:"


def _told(books: Books, subject: str, wait: Wait) -> list[int]:
    """The steps of this wait that were taken."""
    key = _key(subject, wait)
    return [int(item.key.removeprefix(key)) for item in books.items(f"{SLA}:{subject}") if item.key.startswith(key)]


def _plan(desk: Desk, books: Books, subject: str, wait: Wait, step: Step, now: datetime) -> None:
    channel = channel_of(desk, step.to)
    books.plan(
        OutboxItem(
            key=f"{_key(subject, wait)}{step.number}",
            kind=OutboxKind.POST,
            partition=channel,
            subject=f"{SLA}:{subject}",
            not_before=now,
            payload={
                "channel": channel,
                "awaited": wait.awaited.value,
                "begun": wait.begun_at.isoformat(),
                "role": step.to.role.value,
                "person": step.to.user_id or "",
            },
        )
    )
    books.redraw(subject)
    if subject.startswith("dispute:"):
        redraw_list(desk, books, Role.FINANCE_LEADERSHIP.value)
    to = step.to.user_id or step.to.role.value
    note(books, now, f"{SLA}.reminded", subject, awaited=wait.awaited.value, step=str(step.number), to=to)


def channel_of(desk: Desk, to: Reviewer) -> str:
    """Where whoever is reminded reads it."""
    member = desk.policy.members.get(to.user_id or "")
    return own_channel(desk.policy, member) if member else channel_for(to, desk.policy)


def reminded(books: Books, subject: str, wait: Wait | None) -> tuple[Reminded, ...]:
    """Who was told of this wait, in turn."""
    theirs = [item for item in books.items(f"{SLA}:{subject}") if wait and item.key.startswith(_key(subject, wait))]
    return tuple(Reminded(to=_to(item), at=item.not_before) for item in theirs)


def _to(item: OutboxItem) -> Reviewer:
    return Reviewer(Role(item.payload["role"]), item.payload["person"] or None)


def is_answered(books: Books, item: OutboxItem) -> bool:
    """Whether a reminder that has not left has nothing to remind of any more."""
    prefix, _, subject = item.subject.partition(":")
    if prefix != SLA:
        return False
    found, awaited = _stored(books, subject), Awaited(item.payload["awaited"])
    if isinstance(found, Dispute):
        return found.state is not _WAITING.get(awaited)
    if found is None or found.state is not PacketState.POSTED:
        return True
    asked = found.question.at.isoformat() if found.question else ""
    return asked != (item.payload["begun"] if awaited is Awaited.ANSWER else "")
