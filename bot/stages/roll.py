"""What the ageing was, what it is, and what moved between two days; from the lines each day kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.stages.age import BUCKETS
from models.aging import Aged, Roll
from models.day_line import DayLine
from models.money import Money

_ORDER: Mapping[str, int] = {label: place for place, (label, _) in enumerate(BUCKETS)}
#: Account, billing entity, currency and number.
_Line = tuple[str, str, str, str]


def aged(
    lines: Iterable[DayLine],
    before: Sequence[DayLine] | None,
    disputed: frozenset[_Line] = frozenset(),
    over: frozenset[_Line] = frozenset(),
) -> tuple[Aged, ...]:
    """The ageing of *lines* in each currency, in order, with the way there from *before*; None = no such day was kept.

    *disputed* are lines that were flagged since the day was kept, *over* those whose dispute has ended since.
    """
    now, then = _by_currency(lines), _by_currency(before or ())
    return tuple(
        _aged(currency, now[currency], then[currency] if before is not None else None, disputed, over)
        for currency in sorted({*now, *then})
    )


def _by_currency(lines: Iterable[DayLine]) -> Mapping[str, list[DayLine]]:
    found: dict[str, list[DayLine]] = defaultdict(list)
    for line in lines:
        found[line.currency].append(line)
    return found


def _aged(
    currency: str,
    now: list[DayLine],
    then: list[DayLine] | None,
    disputed: frozenset[_Line],
    over: frozenset[_Line],
) -> Aged:
    counted = {label: [0, 0] for label in _ORDER}
    challenged = promised = 0
    for line in now:
        counted[line.bucket][0] += 1
        counted[line.bucket][1] += line.open_minor
        if _ORDER[line.bucket]:
            stood = line.is_disputed and _key(line) not in over
            challenged += line.open_minor if stood or _key(line) in disputed else 0
            promised += line.open_minor if line.is_promised else 0
    return Aged(
        currency=currency,
        open=Money(sum(minor for _, minor in counted.values()), currency),
        buckets=tuple((label, many, Money(minor, currency)) for label, (many, minor) in counted.items()),
        disputed=Money(challenged, currency),
        promised=Money(promised, currency),
        roll=_roll(currency, now, then) if then is not None else None,
    )


def _roll(currency: str, now: list[DayLine], then: list[DayLine]) -> Roll:
    before = {_key(line): line for line in then}
    added = taken = 0
    worse: dict[str, int] = defaultdict(int)
    for line in now:
        old = before.pop(_key(line), None)
        change = line.open_minor - (old.open_minor if old else 0)
        added, taken = added + max(change, 0), taken + max(-change, 0)
        if old is not None and _ORDER[line.bucket] > _ORDER[old.bucket]:
            worse[line.bucket] += min(line.open_minor, old.open_minor)
    taken += sum(line.open_minor for line in before.values())
    return Roll(
        opened=Money(sum(line.open_minor for line in then), currency),
        added=Money(added, currency),
        taken=Money(taken, currency),
        worse=tuple((label, Money(worse[label], currency)) for label in _ORDER if label in worse),
    )


def _key(line: DayLine) -> _Line:
    return line.account_id, line.entity, line.currency, line.number
