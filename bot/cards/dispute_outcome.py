"""The notice that tells an account owner how a dispute of theirs was decided."""

from __future__ import annotations

from bot import wording
from bot.cards.blocks import rich, small
from bot.cards.dispute_words import OUTCOMES
from bot.cards.drawing import Drawing
from bot.cards.limits import check
from bot.cards.names import local_day, short_day
from bot.cards.text import line, own, quote, safe, theirs, top_text
from models.dispute import Dispute
from models.lifecycle import DisputeState
from models.policy import Policy

_LINES = 5


def dispute_outcome(dispute: Dispute, *, policy: Policy, live: bool) -> Drawing:
    """Draw what came of it; an earlier notice (*live* false), or one of a dispute that was reopened, is a line."""
    title = f"{_about(dispute)}: {_found(dispute)}"
    if not live or dispute.is_open or not dispute.steps:
        return check(Drawing(blocks=[small(title)], text=top_text(title)))
    last = dispute.steps[-1]
    by = f", {short_day(local_day(last.at, policy))}:"
    parts = [line(own(f"{title}.", bold=True)), line(theirs(last.by_name, 60), own(by)), quote(last.reason, 500)]
    return check(Drawing(blocks=[rich(*parts), small(_next(dispute))], text=top_text(title)))


def _about(dispute: Dispute) -> str:
    numbers = [safe(one.invoice_number, 40) for one in dispute.lines[:_LINES]]
    more = len(dispute.lines) - len(numbers)
    name = safe(dispute.account_name, 60) or safe(dispute.account_id, 60)
    return f"Decided on {name}, {', '.join(numbers)}{f' and {more} more' if more > 0 else ''}"


def _found(dispute: Dispute) -> str:
    if dispute.is_open:
        return "the dispute is open again"
    found = dispute.resolution
    if dispute.state is DisputeState.WITHDRAWN or found is None:
        return "it is no dispute"
    name = OUTCOMES[found.outcome][0]
    told = f"{name[0].lower()}{name[1:]}"
    if found.credit is None or found.credit_over:
        return told
    return f"{told}, credit note of {wording.amount(found.credit)} expected"


def _next(dispute: Dispute) -> str:
    if dispute.awaits_credit:
        return "These invoices stay out of every draft until the credit note is in the books."
    return "What is open on these invoices is asked for again; the card of the follow-up says why."
