"""A sample of `make chaos`: the day with a death at some of its points, and with some kill -9."""

import random

from tests.chaos.sweep import Lived, sweep
from tests.chaos.trials import TRIALS, attempt

#: Of the points of death; `make chaos` takes them all.
_SAMPLE = 3
_SEED = 8


def test_a_day_without_a_death_is_as_the_people_in_it_wanted(whole: Lived) -> None:
    count = whole.count
    assert count.violations == ()
    assert (count.posted, count.posts_doubled) == (count.planned, 0)
    assert (count.approved, count.sent, count.held, count.uncertain) == (5, 3, 2, 0)
    assert count.audit_is_whole


def test_wherever_the_copilot_dies_nothing_is_lost_and_nothing_is_done_twice(whole: Lived) -> None:
    chance = random.Random(_SEED)
    step = whole.points / _SAMPLE
    # One out of each stretch of the day, so that every part of it is killed into.
    points = [int(number * step) + chance.randrange(int(step)) + 1 for number in range(_SAMPLE)]
    taken = whole.trail.index("after a mail") + 1
    for lived in sweep([*points, taken], whole):
        assert lived.count.violations == (), f"again: .venv/bin/python -m tests.chaos --at {lived.at} ({lived.after})"
    # The server took the last one's mail, and the dead process could not say so: a person finds out.
    assert (lived.count.uncertain, lived.count.uncertain_and_gone, lived.is_handed_over) == (1, 1, True)


def test_real_processes_killed_with_9_end_the_day_as_if_nobody_had_died() -> None:
    tried = attempt(TRIALS[0], seed=_SEED, strikes=2)
    count = tried.count
    assert count.violations == (), f"again: .venv/bin/python -m tests.chaos 2 --seed {_SEED} --only SQLite\n{tried.log}"
    assert tried.strikes == 2
    assert (count.posted, count.posts_doubled, count.mails_doubled) == (count.planned, 0, 0)
    assert count.audit_is_whole
