"""Open disputes by age."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.stages.dispute_ages import by_age
from models.dispute import DisputedLine
from models.money import Money
from tests.bot.stages.ledger_builder import AT, TODAY, dispute

ZONE = ZoneInfo("Europe/Dublin")


def flagged(days_ago: int, currency: str = "EUR", minor: int = 100):
    lines = (DisputedLine("1001", Money(minor, currency)),)
    return replace(dispute("1001"), flagged_at=AT - timedelta(days=days_ago), currency=currency, lines=lines)


def test_each_dispute_is_in_one_age_by_calendar_days_since_its_flag():
    found = by_age([flagged(days) for days in (0, 2, 3, 7, 8, 30, 31, 400)], TODAY, ZONE)
    assert [(age, many) for age, many, _ in found] == [
        ("0–2 days", 2),
        ("3–7 days", 2),
        ("8–30 days", 2),
        ("31+ days", 2),
    ]


def test_two_currencies_of_one_age_are_not_added():
    (first, *_) = by_age([flagged(1), flagged(1, "USD", 50), flagged(0)], TODAY, ZONE)
    assert first == ("0–2 days", 3, (Money(200, "EUR"), Money(50, "USD")))


def test_the_age_counts_from_the_day_they_said_it_where_that_is_known():
    said = replace(flagged(0), said_on=TODAY - timedelta(days=25))
    assert [age for age, many, _ in by_age([said], TODAY, ZONE) if many] == ["8–30 days"]
