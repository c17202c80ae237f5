"""`make chaos`: every trial, and a table of what arrived where. Ends with 1 if anything was broken.

    python -m tests.chaos [N] [--seed S] [--only WORDS]

N is how many strikes each trial deals in all, spread over as many days as it takes; the default is 30. With the seed
that a failure names the same trouble comes again.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Iterator, Sequence

from tests.chaos.counting import Count
from tests.chaos.sweep import Lived, live, sweep
from tests.chaos.trials import TRIALS, Trial, Tried, attempt

_COLUMNS = (
    "fault", "days", "struck", "posts planned", "posted", "doubled", "mails approved", "sent", "doubled",
    "uncertain", "of them sent", "held", "audit", "longest recovery, s", "violations", "seconds",
)  # fmt: skip
#: Strikes that one day takes before it is over.
_A_DAY = 10
_MOST_DAYS = 12


def main(words: Sequence[str]) -> int:
    options = _options(words)
    logging.disable(logging.CRITICAL)
    if options.at:
        print(live(options.at))
        return 0
    rows, failures = [], []
    if options.only in "every point of death in one process":
        started = time.monotonic()
        whole = live(None)
        lived = [whole, *sweep(range(1, whole.points + 1), whole, workers=2)]
        rows.append(_row("killed at every lasting effect", len(lived) - 1, [one.count for one in lived], started))
        failures += [_died(one) for one in lived if one.count.violations]
        handed = sum(one.is_handed_over for one in lived)
        print(f"{whole.points} points of death: {len(lived) - 1 - handed} recovered by itself, {handed} handed over")
    for trial in TRIALS:
        if options.only in trial.name:
            started = time.monotonic()
            tried = list(_days(trial, options.seed, options.strikes))
            struck, longest = sum(one.strikes for one in tried), max(one.longest_recovery for one in tried)
            rows.append(_row(trial.name, struck, [one.count for one in tried], started, f"{longest:.0f}"))
            failures += [_failed(one) for one in tried if one.count.violations]
    _print(rows)
    print(*failures, sep="\n")
    return 1 if failures else 0


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("strikes", nargs="?", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", type=int, help="one point of death of the day in one process, alone")
    parser.add_argument("--only", default="", help="trials with these words in their name")
    return parser.parse_args(words)


def _days(trial: Trial, seed: int, strikes: int) -> Iterator[Tried]:
    left = strikes
    for number in range(_MOST_DAYS):
        tried = attempt(trial, seed + number, min(left, _A_DAY) if trial.always_hits else _A_DAY * 10)
        left -= tried.strikes
        broken = len(tried.count.violations)
        print(
            f"{trial.name}, seed {tried.seed}: {tried.strikes} strikes, {broken} violations",
            file=sys.stderr,
            flush=True,
        )
        yield tried
        if left <= 0:
            return


def _row(name: str, struck: int, counts: list[Count], started: float, recovery: str = "-") -> tuple[str, ...]:
    sums = [
        sum(getattr(count, each) for count in counts)
        for each in ("planned", "posted", "posts_doubled", "approved", "sent", "mails_doubled", "uncertain",
                     "uncertain_and_gone", "held")
    ]  # fmt: skip
    audit = "whole" if all(count.audit_is_whole for count in counts) else "BROKEN"
    broken = sum(len(count.violations) for count in counts)
    figures = [len(counts), struck, *sums, audit, recovery, broken, round(time.monotonic() - started)]
    return (name, *(str(each) for each in figures))


def _print(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[number]) for row in (_COLUMNS, *rows)) for number in range(len(_COLUMNS))]
    for row in (_COLUMNS, *rows):
        print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def _died(one: Lived) -> str:
    told = "; ".join(one.count.violations)
    return f"killed at point {one.at} ({one.after}): {told}\n  again: .venv/bin/python -m tests.chaos --at {one.at}"


def _failed(one: Tried) -> str:
    told = "; ".join(one.count.violations)
    again = f".venv/bin/python -m tests.chaos {one.strikes} --seed {one.seed} --only '{one.name}'"
    return f"{one.name}, seed {one.seed}: {told}\n  again: {again}\n{one.log[-4000:]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
