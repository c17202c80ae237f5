"""The Monday message to finance leadership, and the words of its two pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot import wording
from bot.cards.aging import AgingAnswer, of_currency
from bot.cards.blocks import header, rich, small
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import DoesNotFitError, check
from bot.cards.names import count, rule_words, short_day
from bot.cards.text import bullets, line, own, safe, top_text
from models.aging import Aged
from models.chart import AgeingChart, Picture, TrendChart, TrendPoint
from models.measure import Measure
from models.money import Money
from models.week import Week

_RULES = 5
#: More panels than this a phone shows too small; the message has every currency.
_PANELS = 3


def week_message(week: Week, ageing: AgingAnswer) -> Drawing:
    """Draw it; a currency that does not fit is named."""
    title = f"The week from {short_day(week.since)} to {short_day(week.day - timedelta(days=1))}"
    below = [
        *_decided(week),
        small("Figures of each day as it was kept that morning. /aging has them as they are now."),
    ]
    for most in range(len(ageing.found), 0, -1):
        told = [part for each in ageing.found[:most] for part in of_currency(each, ageing)]
        left = ", ".join(each.currency for each in ageing.found[most:])
        rest = [small(f"No room for {left}: /aging has it.")] if left else []
        try:
            return check(Drawing(blocks=[header(title), *told, *rest, *below], text=top_text(title)))
        except DoesNotFitError:
            continue
    return check(Drawing(blocks=[header(title), rich(line(own("Nothing is open."))), *below], text=top_text(title)))


def _decided(week: Week) -> list[Block]:
    promises = [f"{outcome} {many}, {_money(amounts)}" for outcome, many, amounts in week.promises if many]
    disputes = [f"{age}: {many}, {_money(amounts)}" for age, many, amounts in week.disputes if many]
    pressed = [f"{what} {many}" for what, many in week.pressed if many]
    lines = [
        _told(Measure.PROMISES_OVER, promises, "none"),
        _told(Measure.DISPUTES_BY_AGE, disputes, "none"),
        _told("decided", pressed, "nothing"),
        *_confidence(week),
    ]
    return [rich(*lines, *_overridden(week))]


def _confidence(week: Week) -> list[Block]:
    if not week.asked:
        return []
    head = f"{Measure.CONFIDENCE.capitalize()} ({len(week.scores)} of {week.asked} asked have answered)"
    said = [f"{score} of 5: {times}" for score in range(5, 0, -1) if (times := week.scores.count(score))]
    return [_told(head, said, "no answer")]


def _told(head: str, parts: Sequence[str], none: str) -> Block:
    return line(own(f"{head.capitalize()}: ", bold=True), own(f"{' · '.join(parts) or none}."))


def _overridden(week: Week) -> list[Block]:
    if not week.overridden:
        return [line(own("Done otherwise than proposed: ", bold=True), own("nothing."))]
    rows = [
        line(own(f"{rule_words(each.rule) or 'routine, no rule'}: "), own(_pressed(each.presses)))
        for each in week.overridden[:_RULES]
    ]
    more = len(week.overridden) - len(rows)
    rows += [line(own(f"and {count(more, 'more rule')}"))] if more > 0 else []
    return [line(own("Done otherwise than proposed, by the rule that stood on the card", bold=True)), bullets(*rows)]


def _pressed(presses: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{number} {safe(what, 40)}" for what, number in presses)


def _money(amounts: Sequence[Money]) -> str:
    return ", ".join(wording.amount(amount) for amount in amounts)


# ── pictures ──────────────────────────────────────────────────────────────────────────────────────


def panels(found: Sequence[Aged]) -> tuple[Aged, ...]:
    """The currencies that pictures show: those with most invoices past due, in the order of the message."""
    late = sorted(found, key=lambda each: -sum(many for _, many, _ in each.buckets[1:]))[:_PANELS]
    return tuple(each for each in found if each in late)


def ageing_picture(chart: AgeingChart) -> Picture:
    """The buckets as bars."""
    told = (
        f"{each.currency}: " + ", ".join(f"{label} {wording.amount(amount)}" for label, _, amount in each.buckets)
        for each in chart.found
    )
    title = f"Ageing by due date on {short_day(chart.day)}"
    name = f"ageing-{chart.day.isoformat()}.png"
    return Picture(name=name, title=title, alt_text=f"{title}. {'. '.join(told)}.", chart=chart)


def trend_picture(chart: TrendChart) -> Picture:
    """What was past due, as lines over the weeks."""
    first, last = chart.lines[0][0].day, chart.lines[0][-1].day
    title = f"Past due from {short_day(first)} to {short_day(last)}"
    told = ". ".join(_line_in_words(points) for points in chart.lines)
    return Picture(name=f"trend-{last.isoformat()}.png", title=title, alt_text=f"{title}. {told}.", chart=chart)


def _line_in_words(points: Sequence[TrendPoint]) -> str:
    steps = ", ".join(f"{each.day.day} {each.day:%b} {wording.amount(each.past_due)}" for each in points)
    ends = f"{wording.amount(points[0].old)} at first, {wording.amount(points[-1].old)} at last"
    return f"{points[0].past_due.currency}: {steps}; over 60 days of it {ends}"
