"""The dispute card: what is challenged, what is not, and how long it may stay unowned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import wording
from bot.cards import brief as briefs
from bot.cards import dispute_course as course
from bot.cards.blocks import header, rich, small, table
from bot.cards.dispute_buttons import buttons
from bot.cards.dispute_clock import asked_by_when, clock_line
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import DoesNotFitError, check
from bot.cards.names import DISPUTE_REASONS, clock, count, entity, local_day, short_day
from bot.cards.text import line, own, quote, safe, theirs, top_text
from models.brief import Brief
from models.dispute import Dispute, DisputedLine
from models.lifecycle import DisputeState
from models.money import Money, total
from models.packet_record import PacketRecord
from models.policy import Policy
from models.sla import DisputeClock

_LINES = 10
_REST = 5
_OVER = {
    DisputeState.REJECTED: "Not a dispute",
    DisputeState.RESOLVED: "Resolved",
    DisputeState.WITHDRAWN: "Withdrawn by finance leadership",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeView:
    """One moment of a dispute, as its card is drawn."""

    dispute: Dispute
    policy: Policy
    now: datetime
    #: None = it waits for nobody of ours.
    clock: DisputeClock | None = None
    brief: Brief | None = None
    #: The follow-up that asks for the rest meanwhile; None = nobody asked for that.
    chased: PacketRecord | None = None


def dispute_card(
    dispute: Dispute,
    *,
    policy: Policy,
    live: bool,
    now: datetime | None = None,
    clock: DisputeClock | None = None,
    brief: Brief | None = None,
    chased: PacketRecord | None = None,
) -> Drawing:
    """Draw the dispute as it stands at *now* (default: as it was flagged); an earlier card (*live* false) is a line."""
    at = now or dispute.flagged_at
    view = DisputeView(dispute=dispute, policy=policy, now=at, clock=clock, brief=brief, chased=chased)
    title = _title(view)
    if not live:
        trace = f"{title}. No buttons here: use the newer card."
        return check(Drawing(blocks=[small(trace)], text=top_text(title)))
    if dispute.state in _OVER:
        return check(Drawing(blocks=_over(view, title), text=top_text(title)))
    return _fitting(view, title)


def _over(view: DisputeView, title: str) -> list[Block]:
    """A dispute that is decided: how, and what can still be done."""
    dispute, policy = view.dispute, view.policy
    if dispute.state is DisputeState.WITHDRAWN:
        found = course.withdrawn(dispute.steps, policy)
    else:
        found = course.decided(dispute.resolution, policy) if dispute.resolution else []
    return [
        rich(line(own(title, bold=True)), *found, *_chased(view)),
        *([_table(dispute.lines)] if found else []),
        *([rich(*parts)] if (parts := course.history(dispute, policy)) else []),
        *buttons(dispute, policy),
    ]


#: Parts of its usual length that the brief is tried in; what does not fit in the last is left away.
_PARTS = (1, 0.5, 0.25)


def _fitting(view: DisputeView, title: str) -> Drawing:
    for part in _PARTS if view.brief else ():
        try:
            return check(Drawing(blocks=_blocks(view, title, part), text=top_text(title)))
        except DoesNotFitError:
            continue
    bare = replace(view, brief=None)
    return check(Drawing(blocks=_blocks(bare, title, 0), text=top_text(title)))


def _title(view: DisputeView) -> str:
    dispute = view.dispute
    name = safe(dispute.account_name, 60) or safe(dispute.account_id, 60) or "Account without a name"
    return f"{name} · {wording.amount(_disputed(dispute))} disputed · {_stands(view)}"


def _stands(view: DisputeView) -> str:
    dispute, asked = view.dispute, asked_by_when(view.clock, view.policy, view.now)
    if dispute.awaits_credit:
        return "resolved, credit note expected"
    if dispute.state in _OVER:
        return _OVER[dispute.state].lower()
    if dispute.state is DisputeState.OWNED:
        owned = f"owned by {safe(dispute.owned_by_name or '', 30) or 'finance leadership'}"
        return f"{owned} · {asked}" if asked else owned
    return asked or "for finance leadership"


def _blocks(view: DisputeView, title: str, part: float) -> list[Block]:
    dispute, policy, brief = view.dispute, view.policy, view.brief
    return [
        header(title),
        small(f"Dispute · for finance leadership · owed to {safe(entity(dispute.entity, policy), 60)}"),
        rich(*_what(dispute, policy, brief), _who(dispute, policy)),
        _table(dispute.lines),
        *([small(f"and {len(dispute.lines) - _LINES} more")] if len(dispute.lines) > _LINES else []),
        *([rich(*briefs.on_dispute(brief, policy, part))] if brief else []),
        *([rich(*heard)] if (heard := course.asked_of_owner(dispute, policy)) else []),
        *([rich(*steps)] if (steps := course.history(dispute, policy)) else []),
        rich(*_consequences(dispute), *_chased(view), *_clock_lines(view)),
        *buttons(dispute, policy),
        small(_if_you_do_nothing(view)),
    ]


def _if_you_do_nothing(view: DisputeView) -> str:
    runs = " while its clock runs on, in business hours" if view.clock else ""
    return f"If you do nothing: nothing is sent about these invoices{runs}."


def _what(dispute: Dispute, policy: Policy, brief: Brief | None) -> list[Block]:
    since = f", since {short_day(brief.since)}" if brief and brief.since else ""
    parts = [line(own("What they challenge: ", bold=True), own(f"{DISPUTE_REASONS[dispute.reason]}{since}"))]
    # Who flagged it says the same where nobody did.
    if dispute.note and dispute.flagged_by != "erp":
        parts.append(line(own("Note: ", bold=True), theirs(dispute.note, 600)))
    said = briefs.said(brief, policy) if brief else []
    # The sentence it was flagged for, unless it is one of these.
    is_said = brief is not None and briefs.shows(brief, dispute.quote)
    return [*parts, *([quote(dispute.quote, 800)] if dispute.quote and not is_said else []), *said]


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
    # The ledger has one open amount per invoice: a draft that asked for another could not be checked.
    disputed = {one.invoice_number for one in dispute.lines}
    stays = _STAYS if any(one.invoice_number in disputed for one in dispute.rest) else ""
    return line(own("Not disputed: ", bold=True), own(f"{what}{stays}"))


def _chased(view: DisputeView) -> list[Block]:
    record, policy = view.chased, view.policy
    if record is None or record.path is None:
        return []
    owner = policy.members.get(record.packet.owner_id)
    since = f"{short_day(local_day(record.path.at, policy))}, {clock(record.path.at, policy)}"
    rest = own(f"The rest ({wording.amount(record.packet.asked)}) is with ", bold=True)
    return [line(rest, theirs(owner.name if owner else "the account owner", 60), own(f" since {since}."))]


_STAYS = " An invoice disputed in part stays out whole."


def _clock_lines(view: DisputeView) -> list[Block]:
    dispute, found = view.dispute, []
    if dispute.state is DisputeState.OWNED and dispute.owned_at is not None:
        took = _took(dispute.owned_at - dispute.flagged_at)
        owner = theirs(dispute.owned_by_name or "", 60, bold=True)
        found.append(line(own("Owned by "), owner, own(f", {took} after the flag.")))
    if dispute.assigned_name:
        found.append(line(own("Handed to "), theirs(dispute.assigned_name, 60, bold=True), own(".")))
    return [*found, *([clock_line(view.clock, view.policy, view.now)] if view.clock else [])]


def _took(span: timedelta) -> str:
    minutes = max(int(span.total_seconds() // 60), 0)
    hours, rest = divmod(minutes, 60)
    days, left = divmod(hours, 24)
    if days:
        return f"{count(days, 'day')} {count(left, 'hour')}"
    return count(minutes, "minute") if not hours else f"{count(hours, 'hour')} {count(rest, 'minute')}"


def _disputed(dispute: Dispute) -> Money:
    return _sum(dispute.lines, dispute.currency)


def _sum(lines: Sequence[DisputedLine], currency: str) -> Money:
    return total((one.amount for one in lines), currency)
