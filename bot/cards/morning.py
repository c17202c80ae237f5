"""The owner's morning: one line per account with something past due, who has it and why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import wording
from bot.cards.blocks import header, rich, small, table
from bot.cards.drawing import Drawing
from bot.cards.limits import TABLE_ROWS, DoesNotFitError, check
from bot.cards.names import count, short_day
from bot.cards.text import line, own, safe, top_text
from models.money import Money, total
from models.policy import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One account of an owner's morning."""

    account_name: str
    #: Past due, one per currency.
    amounts: tuple[Money, ...]
    #: None = the row is not about a due date.
    days_past_due: int | None
    #: "you", "finance", "nobody": whose move it is.
    who_has_it: str
    #: "promise live until 30 Nov 2026", "choose the path".
    why: str
    needs_you: bool


def morning_list(owner: Member, day: date, rows: Sequence[ListRow]) -> Drawing:
    """Draw the list; whoever needs the owner comes first, then the longest past due."""
    title = _title(owner, day, rows)
    if not rows:
        calm = rich(line(own("Nothing is past due on your accounts. Nothing is asked of you this morning.")))
        return check(Drawing(blocks=[header(title), calm], text=top_text(title)))
    ordered = sorted(rows, key=lambda row: (not row.needs_you, -(row.days_past_due or 0), row.account_name))
    most = min(len(ordered), TABLE_ROWS - 1)
    fitting = bisect_left(range(1, most + 1), True, key=lambda count: not _fits(_drawing(title, ordered, count)))
    return check(_drawing(title, ordered, fitting))


def _fits(drawing: Drawing) -> bool:
    try:
        check(drawing)
    except DoesNotFitError:
        return False
    return True


def _title(owner: Member, day: date, rows: Sequence[ListRow]) -> str:
    needing = sum(row.needs_you for row in rows)
    verb = "needs" if needing == 1 else "need"
    asked = f"{needing} of {count(len(rows), 'account')} {verb} you" if needing else "nothing needs you"
    return f"{safe(owner.name, 60)} · {short_day(day)} · {asked if rows else 'nothing past due'}"


def _drawing(title: str, rows: Sequence[ListRow], most: int) -> Drawing:
    heads = ("Account", "Past due", "Who has it, and why")
    tail = f"{_below(rows[most:])}A card follows for each account that needs you."
    return Drawing(
        blocks=[
            header(title),
            small(f"Past due: {_totals(rows)}"),
            table(heads, ("left", "right", "left"), [_cells(row) for row in rows[:most]], wrapped=(0, 1, 2)),
            small(tail),
        ],
        text=top_text(title),
    )


def _cells(row: ListRow) -> tuple[str, str, str]:
    whose = "You" if row.needs_you else safe(row.who_has_it, 30).capitalize()
    late = "" if row.days_past_due is None else f" · {count(row.days_past_due, 'day')}"
    owed = f"{_amounts(row.amounts)}{late}"
    return safe(row.account_name, 40), owed, f"{whose}: {safe(row.why, 60)}"


def _amounts(amounts: Sequence[Money]) -> str:
    return ", ".join(wording.amount(amount) for amount in amounts)


def _totals(rows: Sequence[ListRow]) -> str:
    amounts = [amount for row in rows for amount in row.amounts]
    currencies = sorted({amount.currency for amount in amounts})
    sums = [total((amount for amount in amounts if amount.currency == one), one) for one in currencies]
    return " · ".join(wording.amount(one) for one in sums)


def _below(left: Sequence[ListRow]) -> str:
    if not left:
        return ""
    needing = sum(row.needs_you for row in left)
    return f"and {len(left)} more{f', {needing} of them need you' if needing else ''}, worth {_totals(left)}. "
