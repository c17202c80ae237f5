"""What has happened to a dispute since its flag: steps, questions to the owner, and how it was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import wording
from bot.cards.dispute_words import OUTCOMES, ROOT_CAUSES, STEPS
from bot.cards.drawing import Block
from bot.cards.names import clock, count, local_day, sentence, short_day
from bot.cards.text import bullets, line, own, quote, safe, theirs
from models.dispute import Dispute, DisputeStep, OwnerQuestion, Resolution
from models.policy import Policy

_STEPS = 6
_QUESTIONS = 3
_LINES = 5


def asked_of_owner(dispute: Dispute, policy: Policy) -> list[Block]:
    """The last questions to the account owner, each with its answer once there is one."""
    shown = dispute.questions[-_QUESTIONS:]
    more = len(dispute.questions) - len(shown)
    earlier = [line(own(f"{count(more, 'earlier question')} not shown."))] if more else []
    return [*earlier, *(part for one in shown for part in _question(one, policy))]


def _question(one: OwnerQuestion, policy: Policy) -> list[Block]:
    head = line(
        theirs(one.by_name, 60, bold=True),
        own(" asked "),
        theirs(one.asked_name, 60),
        own(f", {_when(one.at, policy)}:"),
    )
    if not one.answer or one.answered_at is None:
        return [head, quote(one.text, 500), line(own("Not answered yet."))]
    when = f", {_when(one.answered_at, policy)}:"
    return [
        head,
        quote(one.text, 500),
        line(theirs(one.answered_by, 60, bold=True), own(f" answered{when}")),
        quote(one.answer, 500),
    ]


def history(dispute: Dispute, policy: Policy) -> list[Block]:
    """Its last steps, oldest first; nothing while nothing has happened but an acknowledgement."""
    steps = dispute.steps
    if len(steps) < 2:
        return []
    shown = steps[-_STEPS:]
    # How it was decided stands above, with this note.
    note = dispute.resolution.note if dispute.resolution else ""
    more = len(steps) - len(shown)
    earlier = [line(own(f"{count(more, 'earlier step')} not shown"))] if more else []
    return [
        line(own("What has happened", bold=True)),
        bullets(*earlier, *(_step(each, policy, note) for each in shown)),
    ]


def _when(at: datetime, policy: Policy) -> str:
    return f"{short_day(local_day(at, policy))}, {clock(at, policy)}"


def _step(step: DisputeStep, policy: Policy, known: str = "") -> Block:
    """One step with its reason, unless that is *known* already."""
    when = f"{_when(step.at, policy)}: "
    to = f" {safe(step.to_name, 60)}" if step.to_name else ""
    why = f": {sentence(safe(step.reason, 200))}" if step.reason not in ("", known) else ""
    return line(own(when), theirs(step.by_name, 60), own(f" {STEPS[step.event]}{to}{why}"))


def decided(resolution: Resolution, policy: Policy) -> list[Block]:
    """How it was resolved, what caused it, and whether a credit note is waited for."""
    when = _when(resolution.at, policy)
    return [
        line(own(f"{OUTCOMES[resolution.outcome][0]}. ", bold=True), theirs(resolution.by_name, 60), own(f", {when}.")),
        line(own("Root cause: ", bold=True), own(sentence(ROOT_CAUSES[resolution.root_cause]))),
        line(own("Note: ", bold=True), theirs(resolution.note, 500)),
        line(own(_credit(resolution, policy))),
    ]


def _credit(resolution: Resolution, policy: Policy) -> str:
    if resolution.credit is None:
        return "No credit note is expected: what is open on these invoices is asked for again."
    expected = f"Credit note of {wording.amount(resolution.credit)} expected since"
    told = f"{expected} {short_day(local_day(resolution.at, policy))}"
    if not resolution.credit_over:
        return f"{told}. Until it is in the books these invoices stay out of every draft."
    return f"{told}; not waited for any more. {sentence(safe(resolution.credit_over, 300))}"


def credit_awaited(dispute: Dispute, policy: Policy) -> str:
    """ "Credit note of €150.00 expected since 12 May 2026 on FS-3161, by Freya."; "" = none is waited for."""
    found = dispute.resolution if dispute.awaits_credit else None
    if found is None or found.credit is None:
        return ""
    numbers = ", ".join(safe(one.invoice_number, 40) for one in dispute.lines[:_LINES])
    more = len(dispute.lines) - _LINES
    since = short_day(local_day(found.at, policy))
    told = f"Credit note of {wording.amount(found.credit)} expected since {since} on {numbers}"
    return f"{told}{f' and {more} more' if more > 0 else ''}, by {safe(found.by_name, 60)}."


def withdrawn(steps: Sequence[DisputeStep], policy: Policy) -> list[Block]:
    """Who took it back, and why."""
    return [_step(steps[-1], policy)] if steps else []
