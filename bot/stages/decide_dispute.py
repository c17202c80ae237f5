"""Who may do what with a dispute, and what a press makes of it. The flow stores what this decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.errors import NotAllowedError, NotNowError, StaleVersionError
from bot.stages.decide import JOB, Press
from bot.wording import amount
from models.dispute import Dispute, DisputeStep, Outcome, OwnerQuestion, Resolution, RootCause
from models.lifecycle import DISPUTE_MOVES, DisputeEvent, advance
from models.money import Money, total
from models.people import Person, Role
from models.policy import Member, Policy

_NOTHING = "Nothing was changed."
_UNOWNED: dict[str, Any] = {"owned_by": None, "owned_by_name": None, "owned_at": None}


def authorise(dispute: Dispute, press: Press, event: DisputeEvent | None = None) -> None:
    """Let a finance lead's press through, or say why not; *event* None = it is no move.

    Raises:
        NotAllowedError: they are no finance lead.
        StaleVersionError: the press was made on an older version.
        NotNowError: the dispute's state has no such move.
    """
    if press.person.barred or not press.person.is_finance_lead:
        raise NotAllowedError(press.person.barred or f"Only finance leadership decides a dispute. {_NOTHING}")
    _refuse_stale(dispute, press)
    if event is not None and (dispute.state, event) not in DISPUTE_MOVES:
        raise NotNowError(f"That is not possible now: {told(dispute)} {_NOTHING}")


def _refuse_stale(dispute: Dispute, press: Press) -> None:
    if press.version != dispute.version:
        raise StaleVersionError(f"The dispute has changed since you saw it: {told(dispute)} {_NOTHING}")


def told(dispute: Dispute) -> str:
    """The last thing that happened to it, in one sentence."""
    heard = dispute.questions[-1] if dispute.questions else None
    if heard and heard.answered_at and all(step.at <= heard.answered_at for step in dispute.steps):
        return f"{heard.answered_by} answered what was asked."
    if not dispute.steps:
        return f"flagged by {dispute.flagged_by_name}."
    last = dispute.steps[-1]
    what = str(last.event) if last.event else "waits for the credit note no longer"
    return f"{last.by_name} · {what} · now {dispute.state}."


def _moved(dispute: Dispute, event: DisputeEvent, step: DisputeStep, **changes: Any) -> Dispute:
    state = advance(DISPUTE_MOVES, dispute.state, event)
    return _changed(dispute, steps=(*dispute.steps, step), state=state, **changes)


def _changed(dispute: Dispute, **changes: Any) -> Dispute:
    return replace(dispute, version=dispute.version + 1, **changes)


def _step(event: DisputeEvent | None, press: Press, to_name: str = "") -> DisputeStep:
    person = press.person
    return DisputeStep(
        event=event, by_id=person.user_id, by_name=person.name, at=press.at, reason=press.reason, to_name=to_name
    )


def acknowledged(dispute: Dispute, press: Press) -> Dispute:
    """Taken by whoever pressed: its clock stops, and the time to decide begins."""
    authorise(dispute, press, DisputeEvent.ACKNOWLEDGE)
    person = press.person
    owner = {"owned_by": person.user_id, "owned_by_name": person.name, "owned_at": press.at, "assigned_name": ""}
    return _moved(dispute, DisputeEvent.ACKNOWLEDGE, _step(DisputeEvent.ACKNOWLEDGE, press), **owner)


def reassigned(dispute: Dispute, press: Press, policy: Policy, *, to: str) -> Dispute:
    """Handed to another finance lead, who has yet to acknowledge it: the clock resumes."""
    authorise(dispute, press, DisputeEvent.REASSIGN)
    lead = policy.members.get(to)
    if lead is None or Role.FINANCE_LEADERSHIP not in lead.roles or to == dispute.owned_by:
        raise NotNowError(f"A dispute goes to another finance lead. {_NOTHING}")
    step = _step(DisputeEvent.REASSIGN, press, lead.name)
    return _moved(dispute, DisputeEvent.REASSIGN, step, assigned_name=lead.name, **_UNOWNED)


def withdrawn(dispute: Dispute, press: Press) -> Dispute:
    """Taken back by leadership: it was no dispute, and its lines come back."""
    authorise(dispute, press, DisputeEvent.WITHDRAW)
    return _moved(dispute, DisputeEvent.WITHDRAW, _step(DisputeEvent.WITHDRAW, press))


def reopened(dispute: Dispute, press: Press) -> Dispute:
    """Before leadership again, with a clock of its own; how it was resolved stays in its history."""
    authorise(dispute, press, DisputeEvent.REOPEN)
    step = _step(DisputeEvent.REOPEN, press)
    return _moved(dispute, DisputeEvent.REOPEN, step, resolution=None, **_UNOWNED)


def resolved(
    dispute: Dispute,
    press: Press,
    *,
    outcome: Outcome,
    root_cause: RootCause,
    is_credit_expected: bool,
    credit: Money | None = None,
) -> Dispute:
    """Decided; the press's reason is the note. *credit* None = no amount was named: all that is disputed.

    Raises:
        NotNowError: a credit for a customer who is wrong, of more than is disputed, or of a part nobody names; a part
            without a credit note; or an amount of a credit note that is not expected.
    """
    authorise(dispute, press, DisputeEvent.RESOLVE)
    if outcome is Outcome.PART and not is_credit_expected:
        raise NotNowError(_PART)
    expected = _credit(dispute, outcome, credit) if is_credit_expected else None
    if credit is not None and expected is None:
        raise NotNowError("There is an amount, and no credit note is expected. Take one of them away.")
    found = Resolution(
        outcome=outcome,
        root_cause=root_cause,
        note=press.reason,
        by_name=press.person.name,
        at=press.at,
        credit=expected,
    )
    return _moved(dispute, DisputeEvent.RESOLVE, _step(DisputeEvent.RESOLVE, press), resolution=found)


_PART = (
    "Say how much they are right about, with a credit note of it; or choose another outcome: they are wrong, or they "
    "are right and it has been put right."
)


def _credit(dispute: Dispute, outcome: Outcome, credit: Money | None) -> Money:
    if outcome is Outcome.INVALID:
        raise NotNowError("Nothing is credited where they are wrong. Choose another outcome, or no credit note.")
    disputed = disputed_sum(dispute)
    if credit is None and outcome is Outcome.PART:
        raise NotNowError("They are right in part: say how much is credited.")
    credit = credit or disputed
    if credit.currency != disputed.currency or not 0 < credit.minor <= disputed.minor:
        raise NotNowError(f"More than nothing, and at most the {amount(disputed)} that is disputed.")
    return credit


def disputed_sum(dispute: Dispute) -> Money:
    """All that is challenged."""
    return total((line.amount for line in dispute.lines), dispute.currency)


def no_longer_waiting(dispute: Dispute, press: Press) -> Dispute:
    """A lead waits for the credit note no longer: the lines come back with what is open on them."""
    authorise(dispute, press)
    if not dispute.awaits_credit or dispute.resolution is None:
        raise NotNowError(f"No credit note is waited for: {told(dispute)} {_NOTHING}")
    why = f"{press.person.name}: {press.reason}"
    return _changed(
        dispute,
        steps=(*dispute.steps, _step(None, press)),
        resolution=replace(dispute.resolution, credit_over=why),
    )


# ── the account owner ─────────────────────────────────────────────────────────────────────────────


def asked(dispute: Dispute, press: Press, *, owner: Member, question: str) -> Dispute:
    """With a question to the account owner on it. One at a time: an answer must not meet the wrong question."""
    authorise(dispute, press)
    if not dispute.is_open:
        raise NotNowError(f"It is decided already: {told(dispute)} {_NOTHING}")
    if (waiting := dispute.open_question) is not None:
        raise NotNowError(f"{waiting.asked_name} has not answered the last question yet. {_NOTHING}")
    put = OwnerQuestion(
        text=question, asked_id=owner.user_id, asked_name=owner.name, by_name=press.person.name, at=press.at
    )
    return _changed(dispute, questions=(*dispute.questions, put))


def may_answer(dispute: Dispute, person: Person, policy: Policy) -> bool:
    """The owner who was asked, whoever stands in for them, or a finance lead who has heard it elsewhere."""
    waiting = dispute.open_question
    if person.barred or waiting is None:
        return False
    member = policy.members.get(waiting.asked_id)
    stands_in = member is not None and person.user_id == member.delegate
    return person.user_id == waiting.asked_id or stands_in or person.is_finance_lead


def authorise_answer(dispute: Dispute, press: Press, policy: Policy) -> OwnerQuestion:
    """The question this press answers; the version of such a press is the number of questions there were.

    Raises:
        NotNowError: that question is not open any more.
        NotAllowedError: it was asked of somebody else.
    """
    waiting = dispute.open_question
    if waiting is None or press.version != len(dispute.questions):
        raise NotNowError(f"That question is answered already. {_NOTHING}")
    if not may_answer(dispute, press.person, policy):
        raise NotAllowedError(press.person.barred or f"{waiting.asked_name} is asked, not you. {_NOTHING}")
    return waiting


def answered(dispute: Dispute, press: Press, policy: Policy) -> Dispute:
    """With the owner's answer, the press's reason, on it, whatever has happened to the dispute meanwhile."""
    waiting = authorise_answer(dispute, press, policy)
    said = replace(waiting, answer=press.reason, answered_by=press.person.name, answered_at=press.at)
    return _changed(dispute, questions=(*dispute.questions[:-1], said))


# ── the machine ───────────────────────────────────────────────────────────────────────────────────


def paid(dispute: Dispute, at: datetime, note: str) -> Dispute:
    """Settled by cash application: what they said they had paid is in the books."""
    found = Resolution(
        outcome=Outcome.VALID, root_cause=RootCause.PAYMENT_NOT_APPLIED, note=note, by_name=_COPILOT, at=at
    )
    return _moved(dispute, DisputeEvent.SETTLE, _by_job(DisputeEvent.SETTLE, at, note), resolution=found)


def credited(dispute: Dispute, at: datetime, note: str) -> Dispute:
    """The credit note that was waited for is in the books."""
    if dispute.resolution is None:
        raise ValueError("nothing was credited")
    over = replace(dispute.resolution, credit_over=note)
    return _changed(dispute, steps=(*dispute.steps, _by_job(None, at, note)), resolution=over)


_COPILOT = "The copilot"


def _by_job(event: DisputeEvent | None, at: datetime, note: str) -> DisputeStep:
    return DisputeStep(event=event, by_id=JOB, by_name=_COPILOT, at=at, reason=note)
