"""The message that asks an account owner about a dispute."""

from __future__ import annotations

from bot import wording
from bot.cards.blocks import actions, button, header, reference, rich, small
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import check
from bot.cards.names import DISPUTE_REASONS, clock, local_day, short_day
from bot.cards.text import line, own, quote, safe, theirs, top_text
from models.controls import Action
from models.dispute import Dispute
from models.money import total
from models.policy import Policy

_LINES = 10


def owner_question(dispute: Dispute, *, policy: Policy, live: bool) -> Drawing:
    """Draw the last question, and once there is one its answer; an earlier message (*live* false) is a line."""
    asked = dispute.questions[-1]
    name = safe(dispute.account_name, 60) or safe(dispute.account_id, 60)
    title = f"{name} · {safe(asked.by_name, 40)} asks about the dispute"
    if not live:
        return check(Drawing(blocks=[small(f"{title}. No button here: use the newer message.")], text=top_text(title)))
    when = f"{short_day(local_day(asked.at, policy))}, {clock(asked.at, policy)}"
    parts = [line(own(_what(dispute))), line(own(f"{when}:")), quote(asked.text, 900)]
    if asked.answer:
        parts += [line(theirs(asked.answered_by, 60, bold=True), own(" answered:")), quote(asked.answer, 900)]
        return check(Drawing(blocks=[header(title), rich(*parts)], text=top_text(f"{title}: answered")))
    return check(Drawing(blocks=[header(title), rich(*parts), small(_TOLD), _button(dispute)], text=top_text(title)))


_TOLD = "Your answer stands on the dispute's card. Nothing is sent about these invoices meanwhile."


def _what(dispute: Dispute) -> str:
    numbers = [safe(one.invoice_number, 40) for one in dispute.lines[:_LINES]]
    more = len(dispute.lines) - len(numbers)
    amount = wording.amount(total((one.amount for one in dispute.lines), dispute.currency))
    tail = f" and {more} more" if more > 0 else ""
    return f"{DISPUTE_REASONS[dispute.reason]}: {amount} on {', '.join(numbers)}{tail}."


def _button(dispute: Dispute) -> Block:
    value = reference("dispute", dispute.id, len(dispute.questions))
    spoken = f"Answer the question about {safe(dispute.account_name, 40)}"
    return actions([button(Action.OWNER_ANSWER, "Answer", value, spoken=spoken, is_primary=True)])
