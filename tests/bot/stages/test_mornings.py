"""When each billing entity's morning is due, in its own time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stages.mornings import is_late, morning_of
from models.morning import Morning, MorningState, Run
from models.policy import Entity, Policy
from tests.bot.stages import ledger_builder as an

FENNEL = an.POLICY.entities["fennel"]
HOUR = timedelta(hours=1)
MONDAY = date(2026, 5, 11)
ZONES = (
    "Europe/Dublin",
    "America/New_York",
    "America/Los_Angeles",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
)


def of(at: str, zone: str = "Europe/Dublin", last: date | None = None, **policy: object) -> Morning:
    """The morning as it stands at a local time written as 2026-05-11T05:00, with an offset where it comes twice."""
    instant = datetime.fromisoformat(at)
    local = instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(zone))
    return morning(local.astimezone(UTC), replace(FENNEL, timezone=zone), last, replace(an.POLICY, **policy))


def morning(now: datetime, entity: Entity, last: date | None, policy: Policy) -> Morning:
    run = Run(day=last, at=datetime(last.year, last.month, last.day, 6, tzinfo=UTC)) if last else None
    return morning_of(entity, policy, run, now)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        pytest.param("2026-05-11T05:59", MorningState.AHEAD, id="a minute before"),
        pytest.param("2026-05-11T06:00", MorningState.DUE, id="on time"),
        pytest.param("2026-05-11T17:59", MorningState.DUE, id="late in the day"),
        pytest.param("2026-05-11T18:00", MorningState.LEFT_OUT, id="too late"),
        pytest.param("2026-05-16T06:00", MorningState.DAY_OFF, id="on a Saturday"),
        pytest.param("2026-05-04T06:00", MorningState.DAY_OFF, id="on a holiday of the firm"),
    ],
)
def test_a_morning_is_due_from_its_hour_until_the_last_one_on_working_days(at: str, state: MorningState) -> None:
    assert of(at).state is state


def test_a_holiday_of_one_entity_is_none_of_another() -> None:
    policy = replace(an.POLICY, entities=an.POLICY.entities | {"fennel": replace(FENNEL, holidays=frozenset({MONDAY}))})
    now = datetime(2026, 5, 11, 12, tzinfo=UTC)
    states = {each: morning(now, policy.entities[each], None, policy).state for each in policy.entities}
    assert states == {"fennel": MorningState.DAY_OFF, "fennel-inc": MorningState.DUE}


def test_each_entity_has_the_date_of_its_own_zone() -> None:
    now = datetime(2026, 5, 10, 18, tzinfo=UTC)
    auckland, angeles = (
        morning(now, replace(FENNEL, timezone=each), None, an.POLICY)
        for each in ("Pacific/Auckland", "America/Los_Angeles")
    )
    assert (auckland.day, auckland.state) == (MONDAY, MorningState.DUE)
    assert (angeles.day, angeles.state) == (date(2026, 5, 10), MorningState.DAY_OFF)


def test_a_time_of_day_that_the_clocks_skip_is_an_hour_later() -> None:
    """In Cairo the clocks go from 23:59 on Thursday to 01:00 on Friday, 24 April 2026."""
    found = of("2026-04-24T01:00", "Africa/Cairo", morning_at=time(0, 30))
    assert found.due_at == datetime(2026, 4, 24, 1, 30, tzinfo=ZoneInfo("Africa/Cairo"))
    assert found.state is MorningState.AHEAD
    assert of("2026-04-24T01:30", "Africa/Cairo", morning_at=time(0, 30)).state is MorningState.DUE


def test_of_a_time_of_day_that_comes_twice_the_first_counts_and_the_second_is_no_second_morning() -> None:
    """In Cairo 23:00 to 23:59 of Thursday, 29 October 2026 comes twice."""
    late = {"morning_at": time(23, 30), "morning_until": time(23, 50)}
    first, second = "2026-10-29T23:30+03:00", "2026-10-29T23:30+02:00"
    assert of(first, "Africa/Cairo", **late).state is MorningState.DUE
    assert of("2026-10-29T23:05+02:00", "Africa/Cairo", last=date(2026, 10, 29), **late).state is MorningState.RAN
    assert of(second, "Africa/Cairo", last=date(2026, 10, 29), **late).state is MorningState.RAN


def test_a_clock_put_back_over_midnight_brings_no_second_morning_of_yesterday() -> None:
    assert of("2026-05-11T12:00", last=date(2026, 5, 12)).state is MorningState.DAY_OFF


def test_days_on_which_nothing_ran_are_missed_and_only_today_is_due() -> None:
    found = of("2026-05-14T07:00", last=date(2026, 5, 8))
    assert found.state is MorningState.DUE
    assert found.missed == (MONDAY, date(2026, 5, 12), date(2026, 5, 13))


def test_today_is_missed_once_it_is_too_late_for_it() -> None:
    assert of("2026-05-11T17:59", last=date(2026, 5, 8)).missed == ()
    assert of("2026-05-11T18:00", last=date(2026, 5, 8)).missed == (MONDAY,)


def test_before_the_first_morning_ever_none_is_missed() -> None:
    assert of("2026-05-11T19:00").missed == ()


def test_late_is_more_than_an_hour_after_its_time() -> None:
    due_at = datetime(2026, 5, 11, 5, tzinfo=UTC)
    assert not is_late(due_at, due_at + HOUR)
    assert is_late(due_at, due_at + HOUR + timedelta(seconds=1))


@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    hour=st.times(max_value=time(12)),
    ticks=st.lists(st.integers(min_value=-90, max_value=60 * 20), min_size=5, max_size=60),
)
def test_however_the_clock_jumps_there_is_at_most_one_morning_a_working_date(
    zone: str, start: datetime, hour: time, ticks: list[int]
) -> None:
    """A tick moves the clock by so many minutes; a tick that finds the morning due runs it."""
    policy, entity = replace(an.POLICY, morning_at=hour), replace(FENNEL, timezone=zone)
    now, last = start, None
    ran: list[date] = []
    for tick in ticks:
        now += timedelta(minutes=tick)
        found = morning_of(entity, policy, last, now)
        if found.state is MorningState.DUE:
            assert found.due_at <= now < found.until
            assert now.astimezone(ZoneInfo(zone)).date() == found.day
            assert found.day.weekday() < 5
            assert found.day not in policy.holidays
            ran.append(found.day)
            last = Run(day=found.day, at=now)
        assert not set(found.missed) & set(ran)
    assert ran == sorted(set(ran))


@given(
    zone=st.sampled_from(ZONES), day=st.dates(date(2026, 1, 1), date(2027, 12, 1)), hour=st.times(max_value=time(17))
)
def test_every_working_date_has_a_moment_at_which_its_morning_is_due(zone: str, day: date, hour: time) -> None:
    policy, entity = replace(an.POLICY, morning_at=hour), replace(FENNEL, timezone=zone)
    noon = datetime.combine(day, time(12), ZoneInfo(zone))
    found = morning_of(entity, policy, None, noon)
    due = morning_of(entity, policy, None, found.due_at)
    assert due.day == day
    assert due.state is (MorningState.DAY_OFF if found.state is MorningState.DAY_OFF else MorningState.DUE)
