"""What was past due over a few weeks."""

from datetime import timedelta

from bot.stages.roll import aged
from bot.stages.trend import trend
from models.chart import TrendPoint
from models.day_line import DayLine
from models.money import Money
from tests.bot.stages.ledger_builder import TODAY


def line(bucket: str, minor: int, currency: str = "EUR") -> DayLine:
    return DayLine("A1", "fennel", currency, f"{bucket}{minor}", bucket, minor, False, False)


def test_what_is_not_due_is_not_in_it_and_the_last_two_buckets_are_old():
    lines = [line("Current", 1), line("1–30", 10), line("31–60", 100), line("61–90", 1_000), line("91+", 10_000)]
    (point,) = trend([(TODAY, aged(lines, None))], "EUR")
    assert point == TrendPoint(TODAY, Money(11_110, "EUR"), Money(11_000, "EUR"))


def test_a_day_on_which_nothing_was_open_in_the_currency_is_at_nothing():
    days = [(TODAY - timedelta(weeks=1), aged([line("1–30", 5, "USD")], None)), (TODAY, aged([line("1–30", 7)], None))]
    assert [point.past_due for point in trend(days, "EUR")] == [Money(0, "EUR"), Money(7, "EUR")]
