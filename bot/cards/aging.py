"""The answer to `/aging`, in lines that a phone does not wrap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot import wording
from bot.cards.blocks import header, rich, small
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import check, first_fitting
from bot.cards.names import count, entity, short_day
from bot.cards.text import bullets, line, own, safe, theirs, top_text
from models.aging import Aged, Roll
from models.blocker import Blocker
from models.money import Money
from models.policy import Policy

#: Characters of the longest bar; with label and amount a line stays under thirty-four.
_BAR = 8
_BLOCK = "▇"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgingAnswer:
    """What is open by age, in each currency that was asked for."""

    #: The day it is true for; None = no day was kept lately.
    day: date | None
    #: The day it is compared with; None = none was kept about a week before.
    before: date | None
    #: What was asked for; None = all.
    entity: str | None
    currency: str | None
    is_own: bool
    found: Sequence[Aged]
    #: By currency; disputes and promises are in *found*.
    blocked: Mapping[str, Mapping[Blocker, Money]]
    #: By currency, of what is past due: rests within the tolerance, which no list or card counts.
    rests: Mapping[str, Money] = field(default_factory=dict)


def aging_answer(answer: AgingAnswer, *, policy: Policy) -> Drawing:
    """Draw it, each currency by itself: nothing here adds two."""
    title = _title(answer, policy)
    told = [part for each in answer.found for part in of_currency(each, answer)]
    if not told:
        told = [rich(line(own("Nothing is open." if answer.day else "No day has been kept yet: no morning has run.")))]

    def drawing(most: int) -> Drawing:
        rest = "" if most == len(told) else "More does not fit: type a currency after /aging. "
        blocks = [header(title), *told[:most], small(f"{rest}Only you see this.")]
        return Drawing(blocks=blocks, text=top_text(title))

    return first_fitting(map(drawing, range(len(told), 0, -1)))


def _title(answer: AgingAnswer, policy: Policy) -> str:
    asked = [entity(answer.entity, policy) if answer.entity else "", answer.currency or ""]
    named = " ".join(filter(None, (safe(each, 40) for each in asked)))
    whose = "your accounts" if answer.is_own else "all accounts"
    on = f" · {short_day(answer.day)}" if answer.day else ""
    return f"Ageing of {whose}{f', {named}' if named else ''}{on}"


def of_currency(found: Aged, answer: AgingAnswer) -> list[Block]:
    """One currency: its bars, what moved in a week, and what blocks it."""
    past_due = found.buckets[1:]
    late = sum(many for _, many, _ in past_due)
    owed = Money(sum(amount.minor for _, _, amount in past_due), found.currency)
    head = f"{found.currency}: {wording.amount(found.open)} open, {wording.amount(owed)} of it past due"
    parts = [
        line(own(head, bold=True), own(f" on {count(late, 'invoice')}.{_rests(answer.rests.get(found.currency))}")),
        _bars(found),
        *_since(found.roll, answer.before),
        *_blockers(found, answer.blocked.get(found.currency, {})),
    ]
    return [rich(*parts)]


def _rests(rests: Money | None) -> str:
    small_ones = f" {wording.amount(rests)} of that are small rests that the lists leave out." if rests else ""
    return f"{small_ones} Unapplied money is not taken off."


def _bars(found: Aged) -> Block:
    most = max((amount.minor for _, _, amount in found.buckets), default=0)
    rows = [f"{label:<7} {_bar(amount.minor, most)} {wording.amount(amount):>13}" for label, _, amount in found.buckets]
    return {"type": "rich_text_preformatted", "elements": [own("\n".join(rows))]}


def _bar(minor: int, most: int) -> str:
    # Whatever is there shows.
    length = max(round(_BAR * minor / most), 1) if minor > 0 and most > 0 else 0
    return f"{_BLOCK * length:<{_BAR}}"


def _since(roll: Roll | None, before: date | None) -> list[Block]:
    if roll is None or before is None:
        return [line(own("Since last week: ", bold=True), own("not known, no day of then was kept."))]
    told = (
        f"{wording.amount(roll.opened)} were open; {wording.amount(roll.added)} came in new, "
        f"{wording.amount(roll.taken)} were paid, credited or left the lists."
    )
    worse = ", ".join(f"{wording.amount(amount)} into {label}" for label, amount in roll.worse) or "nothing"
    since = own(f"Since {short_day(before)}: ", bold=True)
    return [line(since, own(told)), line(own("Moved to an older bucket: ", bold=True), own(f"{worse}."))]


def _blockers(found: Aged, blocked: Mapping[Blocker, Money]) -> list[Block]:
    every = {**blocked, Blocker.DISPUTE: found.disputed, Blocker.PROMISE: found.promised}
    shown = [(blocker, every[blocker]) for blocker in Blocker if blocker in every and every[blocker].minor]
    if not shown:
        return [line(own("Nothing of it is blocked."))]
    lines = [line(own(f"{blocker}: {wording.amount(amount)}")) for blocker, amount in shown]
    return [line(own("Blocked by", bold=True), own(" (one amount may wait for several)")), bullets(*lines)]


def aging_usage(text: str, policy: Policy) -> Drawing:
    """What can be typed after it, where *text* was neither an entity of ours nor a currency."""
    told = line(own("“"), theirs(text, 60), own("” is no billing entity of ours and no currency. What can be typed:"))
    ways = [line(own("/aging", bold=True), own(": every currency"))]
    ways += [
        line(own(f"/aging {safe(each.id, 40)}", bold=True), own(f": what is owed to {safe(each.name, 60)}"))
        for each in list(policy.entities.values())[:10]
    ]
    first = safe(next(iter(policy.entities)), 40)
    ways.append(line(own(f"/aging {first} EUR", bold=True), own(", or a currency alone")))
    parts = [told, bullets(*ways), line(own("Only you see the answer."))]
    return check(Drawing(blocks=[rich(*parts)], text=top_text("What can be typed after /aging")))
