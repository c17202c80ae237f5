"""The answer to `/promises`: what is due, what came late, what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot import wording
from bot.cards.blocks import header, rich, small
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import first_fitting
from bot.cards.names import count, short_day
from bot.cards.text import bullets, line, own, safe, top_text
from models.promise import KeptWord, Outcome

_SHOWN = 8
_NUMBERS = 3
_WEEK = timedelta(days=7)
_HEADS = (
    "Due today",
    "Due in the next seven days",
    "Its day has passed, still in time",
    "Broken or part kept",
    "Not known yet: the books do not reach that far",
    "Kept",
    "Due later",
)


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise of one account, with what became of it."""

    account_name: str
    kept: KeptWord


def promises_answer(found: Sequence[Promised], today: date, *, is_own: bool) -> Drawing:
    """Draw each group with its first few; what is left out is counted."""
    whose = "of your accounts" if is_own else "of all accounts"
    groups = {head: sorted((one for one in found if _head(one.kept, today) == head), key=_order) for head in _HEADS}
    due, broken = len(groups[_HEADS[0]]), len(groups[_HEADS[3]])
    title = f"Promises {whose} · {due} due today · {broken} broken"

    def drawing(most: int) -> Drawing:
        parts = [part for head, group in groups.items() if group for part in _group(head, group, most)]
        none = line(own(f"Nothing is promised {whose}, nor was in the last thirty days."))
        body = rich(*(parts or [none]))
        return Drawing(blocks=[header(title), body, small("Only you see this.")], text=top_text(title))

    return first_fitting(map(drawing, range(_SHOWN, 0, -1)))


def _head(kept: KeptWord, today: date) -> str:
    due = kept.promise.due_on
    told = {Outcome.KEPT: 5, Outcome.UNKNOWN: 4, Outcome.BROKEN: 3, Outcome.PART_KEPT: 3}
    if kept.outcome in told:
        return _HEADS[told[kept.outcome]]
    if due < today:
        return _HEADS[2]
    return _HEADS[0 if due == today else 1 if due <= today + _WEEK else 6]


def _order(one: Promised) -> tuple[date, int, str]:
    return one.kept.promise.due_on, -one.kept.promised.minor, one.account_name


def _group(head: str, group: Sequence[Promised], most: int) -> list[Block]:
    lines = [_line(one) for one in group[:most]]
    more = len(group) - len(lines)
    lines += [line(own(f"and {more} more"))] if more else []
    return [line(own(f"{head} ({len(group)})", bold=True)), bullets(*lines)]


def _line(one: Promised) -> Block:
    kept = one.kept
    numbers = [safe(number, 30) for number in kept.invoices[:_NUMBERS]]
    more = len(kept.invoices) - _NUMBERS
    about = ", ".join([*numbers, *([f"and {count(more, 'more invoice')}"] if more > 0 else [])])
    came = f", {wording.amount(kept.received)} came" if kept.outcome is Outcome.PART_KEPT else ""
    said = f"said by {safe(kept.promise.said_by, 40) or 'nobody on record'}"
    told = f"{wording.amount(kept.promised)} on {about} for {short_day(kept.promise.due_on)}{came}, {said}"
    return line(own(f"{safe(one.account_name, 40)}: ", bold=True), own(told))
