"""From one day's lines to a later day's: nothing is lost on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.stages.age import BUCKETS
from bot.stages.roll import aged
from models.day_line import DayLine
from models.money import Money

LABELS = [label for label, _ in BUCKETS]


def line(number: str, minor: int, bucket: str = "1–30", currency: str = "EUR", **more: bool) -> DayLine:
    known = {"is_disputed": False, "is_promised": False} | more
    return DayLine("A1", "fennel", currency, number, bucket, minor, **known)


some = st.lists(
    st.builds(
        line,
        st.sampled_from("abcdef"),
        st.integers(1, 10**9),
        st.sampled_from(LABELS),
        st.sampled_from(["EUR", "USD"]),
    ),
    unique_by=lambda one: (one.number, one.currency),
)


@given(some, some)
def test_what_was_open_and_came_in_less_what_went_is_what_is_open(then: list[DayLine], now: list[DayLine]) -> None:
    for found in aged(now, then):
        roll = found.roll
        assert roll is not None
        assert roll.opened + roll.added - roll.taken == found.open
        assert found.open.minor == sum(each.open_minor for each in now if each.currency == found.currency)
        assert found.open.minor == sum(amount.minor for _, _, amount in found.buckets)
        assert all(amount <= found.open for _, amount in roll.worse)


def test_only_what_is_in_an_older_bucket_than_before_counts_as_moved() -> None:
    then = [line("a", 500, "Current"), line("b", 900, "31–60"), line("c", 300, "1–30")]
    now = [line("a", 200, "1–30"), line("b", 900, "31–60"), line("c", 300, "61–90"), line("d", 70, "91+")]
    (found,) = aged(now, then)
    assert found.roll is not None
    assert found.roll.worse == (("1–30", Money(200, "EUR")), ("61–90", Money(300, "EUR")))
    assert (found.roll.added.minor, found.roll.taken.minor) == (70, 300)


def test_a_day_that_was_not_kept_is_not_known_and_not_nothing() -> None:
    assert aged([line("a", 1)], None)[0].roll is None
    (found,) = aged([line("a", 1)], [])
    assert found.roll is not None
    assert found.roll.added == Money(1, "EUR")


def test_past_due_lines_in_dispute_count_by_mark_or_by_a_flag_since() -> None:
    lines = [line("a", 1, is_disputed=True), line("b", 20), line("c", 300, "Current", is_disputed=True)]
    (found,) = aged([*lines, line("d", 4_000, is_promised=True)], None, frozenset({("A1", "fennel", "EUR", "b")}))
    assert found.disputed == Money(21, "EUR")
    assert found.promised == Money(4_000, "EUR")


def test_a_dispute_that_has_ended_since_the_day_was_kept_counts_no_more() -> None:
    ended = frozenset({("A1", "fennel", "EUR", "a")})
    lines = [line("a", 1, is_disputed=True), line("b", 20, is_disputed=True)]
    assert aged(lines, None, over=ended)[0].disputed == Money(20, "EUR")
    # Another dispute of the same line is open.
    assert aged(lines, None, ended, ended)[0].disputed == Money(21, "EUR")
