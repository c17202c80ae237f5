"""The dispute card: what is challenged, what is not, and how long it may stay unowned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import wording
from bot.cards.blocks import actions, button, header, reference, rich, small, table
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import check
from bot.cards.names import DISPUTE_REASONS, clock, count, entity, local_day, short_day
from bot.cards.text import line, own, quote, safe, theirs, top_text
from models.controls import Action
from models.dispute import Dispute, DisputedLine
from models.lifecycle import DisputeState
from models.money import Money, total
from models.policy import Policy

_HOUR = 60
_LINES = 10
_REST = 5
_OVER = {
    DisputeState.REJECTED: "Not a dispute",
    DisputeState.RESOLVED: "Resolved",
    DisputeState.WITHDRAWN: "Withdrawn by finance leadership",
}


def dispute_card(dispute: Dispute, *, policy: Policy, live: bool, now: datetime | None = None) -> Drawing:
    """Draw the dispute as it stands at *now* (default: as it was flagged); an earlier card (*live* false) is a line."""
    now = now or dispute.flagged_at
    title = _title(dispute, policy, now)
    if not live:
        trace = f"{title}. No buttons here: use the newer card."
        return check(Drawing(blocks=[small(trace)], text=top_text(title)))
    if dispute.state in _OVER:
        return check(Drawing(blocks=[rich(line(own(title, bold=True)))], text=top_text(title)))
    return check(Drawing(blocks=_blocks(dispute, policy, title, now), text=top_text(title)))


def _title(dispute: Dispute, policy: Policy, now: datetime) -> str:
    name = safe(dispute.account_name, 60) or safe(dispute.account_id, 60) or "Account without a name"
    return f"{name} · {wording.amount(_disputed(dispute))} disputed · {_stands(dispute, policy, now)}"


def _stands(dispute: Dispute, policy: Policy, now: datetime) -> str:
    if dispute.state in _OVER:
        return _OVER[dispute.state].lower()
    if dispute.state is DisputeState.OWNED:
        return f"owned by {safe(dispute.owned_by_name or '', 30) or 'finance leadership'}"
    return asked_by_when(dispute, policy, now)


def asked_by_when(dispute: Dispute, policy: Policy, now: datetime) -> str:
    """ "acknowledge by 10:04", with the day when it is not today; once that has passed, by how much."""
    late = _late(dispute, policy, now)
    return f"OVERDUE {late}: acknowledge" if late else f"acknowledge by {_deadline(dispute, policy, now)}"


def flagged_when(dispute: Dispute, policy: Policy, now: datetime) -> str:
    """When it was flagged, with the day when it is not today."""
    return clock(dispute.flagged_at, policy, local_day(now, policy))


def _late(dispute: Dispute, policy: Policy, now: datetime) -> str:
    """By how much the time to acknowledge has run out; "" = it has not."""
    minutes = int((now - _by(dispute, policy)).total_seconds() // 60)
    if minutes < 1:
        return ""
    return f"{minutes} min" if minutes < _HOUR else f"{minutes // _HOUR} h"


def _by(dispute: Dispute, policy: Policy) -> datetime:
    return dispute.flagged_at + timedelta(hours=policy.dispute_hours)


def _deadline(dispute: Dispute, policy: Policy, now: datetime) -> str:
    return clock(_by(dispute, policy), policy, local_day(now, policy))


def _blocks(dispute: Dispute, policy: Policy, title: str, now: datetime) -> list[Block]:
    return [
        header(title),
        small(f"Dispute · for finance leadership · owed to {safe(entity(dispute.entity, policy), 60)}"),
        rich(*_what(dispute), _who(dispute, policy)),
        _table(dispute.lines),
        *([small(f"and {len(dispute.lines) - _LINES} more")] if len(dispute.lines) > _LINES else []),
        rich(*_consequences(dispute), _clock_line(dispute, policy, now)),
        *_buttons(dispute),
    ]


def _what(dispute: Dispute) -> list[Block]:
    parts = [line(own("What they challenge: ", bold=True), own(DISPUTE_REASONS[dispute.reason]))]
    if dispute.note:
        parts.append(line(own("Note: ", bold=True), theirs(dispute.note, 600)))
    return [*parts, *([quote(dispute.quote, 800)] if dispute.quote else [])]


def _who(dispute: Dispute, policy: Policy) -> Block:
    at = clock(dispute.flagged_at, policy)
    day = short_day(local_day(dispute.flagged_at, policy))
    if dispute.flagged_by == "erp":
        return line(own(f"Marked as disputed in the ERP, seen {day}, {at}."))
    return line(own("Flagged by "), theirs(dispute.flagged_by_name, 60), own(f", {day}, {at}."))


def _table(lines: Sequence[DisputedLine]) -> Block:
    rows = [(safe(one.invoice_number, 40), wording.amount(one.amount)) for one in lines[:_LINES]]
    return table(("Disputed invoice", "Challenged"), ("left", "right"), rows)


def _consequences(dispute: Dispute) -> list[Block]:
    if dispute.mail_had_gone:
        first = line(
            own("The mail had already gone", bold=True), own(" when this was flagged. They may need a word from us.")
        )
    elif dispute.packet_id:
        first = line(own("The follow-up was stopped. ", bold=True), own("Nothing was sent."))
    else:
        first = line(own("No mail was waiting. ", bold=True), own("These invoices leave every draft."))
    return [first, _untouched(dispute)]


def _untouched(dispute: Dispute) -> Block:
    if not dispute.rest:
        return line(own("Not disputed: ", bold=True), own("nothing else is past due."))
    texts = [f"{safe(one.invoice_number, 40)} {wording.amount(one.amount)}" for one in dispute.rest[:_REST]]
    more = len(dispute.rest) - _REST
    tail = f", and {more} more" if more > 0 else ""
    amount = wording.amount(_sum(dispute.rest, dispute.currency))
    what = f"{amount} on {count(len(dispute.rest), 'invoice')}: {', '.join(texts)}{tail}."
    return line(own("Not disputed: ", bold=True), own(what))


def _clock_line(dispute: Dispute, policy: Policy, now: datetime) -> Block:
    if dispute.state is DisputeState.OWNED and dispute.owned_at is not None:
        took = _took(dispute.owned_at - dispute.flagged_at)
        return line(
            own("Owned by "), theirs(dispute.owned_by_name or "", 60, bold=True), own(f", {took} after the flag.")
        )
    by, late = _deadline(dispute, policy, now), _late(dispute, policy, now)
    if late:
        return line(own(f"OVERDUE {late}: it had to be acknowledged by {by}. ", bold=True), own(_CLOCK))
    return line(own(f"It must be acknowledged by {by}. ", bold=True), own(_CLOCK))


_CLOCK = "Until then the clock runs; nothing is sent about these invoices."


def _took(span: timedelta) -> str:
    minutes = max(int(span.total_seconds() // 60), 0)
    hours, rest = divmod(minutes, 60)
    return count(minutes, "minute") if not hours else f"{count(hours, 'hour')} {count(rest, 'minute')}"


def _buttons(dispute: Dispute) -> list[Block]:
    if dispute.state is not DisputeState.ROUTED:
        return []
    value = reference("dispute", dispute.id, dispute.version)
    spoken = f"Acknowledge the dispute of {safe(dispute.account_name, 40)}"
    return [actions([button(Action.ACKNOWLEDGE, "Acknowledge", value, spoken=spoken, is_primary=True)])]


def _disputed(dispute: Dispute) -> Money:
    return _sum(dispute.lines, dispute.currency)


def _sum(lines: Sequence[DisputedLine], currency: str) -> Money:
    return total((one.amount for one in lines), currency)
