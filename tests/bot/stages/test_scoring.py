"""The figures of the table, by hand on a few cases."""

from __future__ import annotations

import pytest

from bot.stages.cases.scoring import Tally, What, score, table

GOLD = [{"class": "routine"}, {"class": "exception"}, {"class": "exception"}, {"class": "executive_review"}]
SAID = [
    {"id": f"a{number}", "class": said, "owner": "finance", "reasons": [{"rule": "unknown_terms", "evidence": ["x"]}]}
    for number, said in enumerate(["routine", "exception", "routine", "executive_review"])
]


def tallies() -> dict[str, Tally]:
    found = score(What.ACCOUNTS, list(zip(GOLD, SAID, strict=True)))
    return {tally.value: tally for tally in found.tallies if tally.field == "class"}


def test_precision_recall_and_f1() -> None:
    routine, exception = tallies()["routine"], tallies()["exception"]
    assert (routine.precision, routine.recall, routine.f1) == (1 / 2, 1.0, pytest.approx(2 / 3))
    assert (exception.precision, exception.recall) == (1.0, 1 / 2)


def test_nothing_to_find_and_nothing_found_is_no_figure() -> None:
    empty = Tally("class", "routine", 0, 0, 0)
    assert (empty.precision, empty.recall, empty.f1) == (None, None, None)


def test_each_miss_has_both_values_and_what_it_rests_on() -> None:
    lines = table(score(What.ACCOUNTS, list(zip(GOLD, SAID, strict=True))))
    assert lines[-1] == "  a2 class: labelled exception, found routine because “unknown_terms: x”"
    assert "exception" in next(line for line in lines if line.startswith("class: labelled ↓ found →"))


def test_a_wrong_day_is_missed_and_false() -> None:
    pairs = [({"promise_to_pay": "2026-05-15"}, {"id": "m1", "promise_to_pay": "2026-05-16"})]
    found = next(tally for tally in score(What.MESSAGES, pairs).tallies if tally.field == "promise_to_pay")
    assert (found.hit, found.missed, found.false) == (0, 1, 1)


def test_what_the_gold_does_not_judge_is_not_judged() -> None:
    pairs = [({"dispute": True, "wants": "credit", "unjudged": ["wants"]}, {"id": "m1", "dispute": True})]
    assert score(What.MESSAGES, pairs).misses == ()


@pytest.mark.parametrize("word", [None, "other", "none"])
def test_no_reason_and_another_reason_are_none(word: str | None) -> None:
    pairs = [({"dispute_reason": word}, {"id": "m1", "dispute_reason": "none"})]
    assert score(What.MESSAGES, pairs).misses == ()
