"""The Monday message: what a week brought, from the lines each day kept; once for each week and channel."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bot.books import Books
from bot.cards.drawing import Drawing
from bot.cards.names import zone
from bot.cards.promises import Promised
from bot.cards.week import ageing_picture, panels, trend_picture, week_message
from bot.flows.aging import aging_of_all, kept_day
from bot.flows.desk import Desk
from bot.flows.list_disputes import open_disputes
from bot.flows.list_promises import promised
from bot.flows.overrides_since import overrides_since
from bot.stages.dispute_ages import by_age
from bot.stages.roll import aged
from bot.stages.trend import trend
from models.chart import AgeingChart, Picture, TrendChart
from models.fact import Fact, FactKind
from models.money import Money, total
from models.outbox import OutboxItem, OutboxKind
from models.people import Role
from models.promise import Outcome
from models.week import Week

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
#: Points of the trend, today's included.
_WEEKS = 8
#: What the record says → how it is told, in this order.
_PRESSED: Mapping[str, str] = {
    "packet.approve": "approved",
    "packet.edit": "edited",
    "packet.decline": "declined",
    "packet.escalate": "escalated",
    "packet.reroute": "passed on",
    "packet.hold": "put on hold",
    "packet.choose_path": "path chosen",
    "packet.choose_pause": "path chosen, not yet",
    "packet.dispute": "flagged as a dispute",
    "packet.confirm": "mails sent",
}
_OVER = (Outcome.KEPT, Outcome.PART_KEPT, Outcome.BROKEN, Outcome.UNKNOWN)


def plan_week(desk: Desk, books: Books, day: date) -> bool:
    """Plan the message and its pictures where *day* has the first morning of a week and there is one to tell of."""
    monday = day - timedelta(days=day.weekday())
    is_first = not any(books.has_day(monday + _DAY * ahead) for ahead in range(day.weekday()))
    channel = desk.policy.channels.get(Role.FINANCE_LEADERSHIP)
    if not is_first or channel is None or kept_day(books, day - _WEEK) is None or not books.has_day(day):
        return False
    kinds = {"week": OutboxKind.POST, "pictures": OutboxKind.PICTURES}
    planned = [
        books.plan(
            OutboxItem(
                key=f"{name}:{channel}:{monday.isoformat()}",
                kind=kind,
                partition=channel,
                subject=f"{name}:{day.isoformat()}",
                not_before=desk.clock.now(),
                payload={"channel": channel},
            )
        )
        for name, kind in kinds.items()
    ]
    return any(planned)


def week_subject(day: date) -> str:
    """The outbox subject of the message."""
    return f"week:{day.isoformat()}"


def draw_week(desk: Desk, books: Books, day: date) -> Drawing:
    """The message of the morning of *day*."""
    ageing = aging_of_all(desk, books, day)
    since = ageing.before or day - _WEEK
    disputes = [one for one, _ in open_disputes(desk, books, None)]
    week = Week(
        since=since,
        day=day,
        promises=_promises(promised(desk, books, None), since, day),
        disputes=by_age(disputes, day, zone(desk.policy)),
        pressed=_pressed(desk, books, since, day),
        overridden=overrides_since(desk, books, _start(desk, since), _start(desk, day)),
        asked=len(_facts_between(desk, books, FactKind.CONFIDENCE_ASKED, since, day)),
        scores=tuple(int(fact.reason) for fact in _facts_between(desk, books, FactKind.CONFIDENCE, since, day)),
    )
    return week_message(week, ageing)


def pictures(desk: Desk, books: Books, day: date) -> tuple[Picture, ...]:
    """The ageing of *day*, and eight weeks of what was past due, as far as days were kept."""
    shown = panels(aging_of_all(desk, books, day).found)
    wanted = (kept_day(books, day - _WEEK * back) for back in reversed(range(_WEEKS)))
    days = [(each, aged(books.day_lines(each), None)) for each in dict.fromkeys(each for each in wanted if each)]
    lines = tuple(trend(days, each.currency) for each in shown)
    found = [ageing_picture(AgeingChart(day, shown))] if shown else []
    return (*found, trend_picture(TrendChart(lines))) if lines and len(days) > 1 else tuple(found)


def _start(desk: Desk, day: date) -> datetime:
    return datetime.combine(day, time(), zone(desk.policy))


def _pressed(desk: Desk, books: Books, since: date, until: date) -> tuple[tuple[str, int], ...]:
    entries = books.audited(_PRESSED.keys(), _start(desk, since))
    counted = Counter(entry.what for entry in entries if entry.at < _start(desk, until))
    return tuple((told, counted[what]) for what, told in _PRESSED.items())


def _facts_between(desk: Desk, books: Books, kind: FactKind, since: date, until: date) -> list[Fact]:
    return [fact for fact in books.facts_of(kind) if _start(desk, since) <= fact.at < _start(desk, until)]


def _promises(found: list[Promised], since: date, until: date) -> tuple[tuple[Outcome, int, tuple[Money, ...]], ...]:
    by_outcome: dict[Outcome, list[Money]] = defaultdict(list)
    for each in found:
        if since <= each.kept.until < until:
            by_outcome[each.kept.outcome].append(each.kept.promised)
    return tuple((outcome, len(by_outcome[outcome]), _sums(by_outcome[outcome])) for outcome in _OVER)


def _sums(amounts: list[Money]) -> tuple[Money, ...]:
    currencies = sorted({each.currency for each in amounts})
    return tuple(total((each for each in amounts if each.currency == one), one) for one in currencies)
