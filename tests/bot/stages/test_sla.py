"""Business hours, and the clock of a dispute in them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.policy_file import load_policy
from bot.stages.sla import BusinessHours, after_business_time, business_time, dispute_clock, hours_of
from models.dispute import DisputeStep
from models.lifecycle import DisputeEvent, DisputeState
from models.sla import Awaited
from tests.bot.stages import ledger_builder as an

POLICY = load_policy(Path(__file__).parents[3] / "config" / "policy.toml")
DUBLIN = ZoneInfo("Europe/Dublin")
HOURS = BusinessHours(opens=time(9), closes=time(17), zone=DUBLIN, holidays={date(2026, 5, 25)})
HOUR = timedelta(hours=1)


def local(text: str, zone: ZoneInfo = DUBLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        pytest.param("2026-05-11T10:00", 4, "2026-05-11T14:00", id="within a day"),
        pytest.param("2026-05-11T06:00", 4, "2026-05-11T13:00", id="before it opens"),
        pytest.param("2026-05-11T15:00", 4, "2026-05-12T11:00", id="over a night"),
        pytest.param("2026-05-11T13:00", 4, "2026-05-11T17:00", id="until it closes, not until it opens again"),
        pytest.param("2026-05-15T16:00", 4, "2026-05-18T12:00", id="over a weekend"),
        pytest.param("2026-05-16T12:00", 4, "2026-05-18T13:00", id="on a Saturday"),
        pytest.param("2026-05-22T16:00", 2, "2026-05-26T10:00", id="over a weekend and a holiday"),
        pytest.param("2026-03-27T16:00", 2, "2026-03-30T10:00", id="over the night the clocks go forward"),
        pytest.param("2026-10-23T16:00", 2, "2026-10-26T10:00", id="over the night the clocks go back"),
        pytest.param("2026-05-11T09:00", 40, "2026-05-15T17:00", id="a whole week"),
    ],
)
def test_a_span_of_business_hours_ends_in_business_hours(start: str, hours: int, end: str) -> None:
    found = after_business_time(local(start), hours * HOUR, HOURS)
    assert found == local(end)
    assert business_time(local(start), found, HOURS) == hours * HOUR


def test_a_night_in_which_the_clocks_go_forward_is_an_hour_shorter() -> None:
    """In Cairo that is a Friday: at midnight of 24 April 2026 it is one o'clock."""
    cairo = ZoneInfo("Africa/Cairo")
    night = BusinessHours(opens=time(0), closes=time(4), zone=cairo)
    day = local("2026-04-23T12:00", cairo)
    assert business_time(day, local("2026-04-24T12:00", cairo), night) == 3 * HOUR
    assert after_business_time(day, 4 * HOUR, night) == local("2026-04-27T01:00", cairo)


INSTANTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda at: at.replace(tzinfo=UTC)
)
ZONES = st.sampled_from(["UTC", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
SPANS = st.integers(min_value=1, max_value=60 * 60).map(lambda minutes: timedelta(minutes=minutes))
TIMES = (
    st.tuples(st.times(), st.times())
    .filter(lambda two: two[0] < two[1])
    .map(lambda two: (two[0].replace(second=0, microsecond=0), two[1].replace(second=59, microsecond=0)))
)


@st.composite
def business_hours(draw: st.DrawFn) -> BusinessHours:
    opens, closes = draw(TIMES)
    days = draw(st.sets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=20))
    if (datetime.combine(date.min, closes) - datetime.combine(date.min, opens)) < timedelta(minutes=30):
        opens, closes = time(9), time(17)
    return BusinessHours(opens=opens, closes=closes, zone=ZoneInfo(draw(ZONES)), holidays=days)


@given(start=INSTANTS, span=SPANS, hours=business_hours())
def test_what_is_added_is_what_has_passed(start: datetime, span: timedelta, hours: BusinessHours) -> None:
    end = after_business_time(start, span, hours)
    assert end > start
    assert business_time(start, end, hours) == span
    assert business_time(start, end - timedelta(seconds=1), hours) < span


@given(instants=st.lists(INSTANTS, min_size=3, max_size=3), hours=business_hours())
def test_business_time_adds_up_and_is_never_more_than_the_time(instants: list[datetime], hours: BusinessHours) -> None:
    first, second, third = sorted(instants)
    parts = business_time(first, second, hours) + business_time(second, third, hours)
    assert parts == business_time(first, third, hours)
    assert timedelta(0) <= parts <= third - first
    assert business_time(third, first, hours) == timedelta(0)


# ── the clock of a dispute ────────────────────────────────────────────────────────────────────────


def step(event: DisputeEvent, at: str) -> DisputeStep:
    return DisputeStep(event=event, by_id="U0FREYA", by_name="Freya Holm", at=local(at))


def clock_at(now: str, **dispute: object):
    return dispute_clock(an.dispute("1001", **dispute), POLICY, local(now))


FLAGGED = {"flagged_at": local("2026-05-11T10:00")}


def test_a_flag_is_to_be_acknowledged_within_the_policys_business_hours() -> None:
    clock = clock_at("2026-05-11T10:30", **FLAGGED)
    assert clock.awaited is Awaited.ACKNOWLEDGE
    assert clock.due_at == local("2026-05-11T14:00")
    assert not clock.is_late
    assert not clock.is_near


@pytest.mark.parametrize(
    ("now", "near", "late", "days"),
    [
        pytest.param("2026-05-11T12:59", False, False, 0, id="before three quarters"),
        pytest.param("2026-05-11T13:00", True, False, 0, id="at three quarters"),
        pytest.param("2026-05-11T14:00", True, False, 0, id="this very moment"),
        pytest.param("2026-05-11T14:01", False, True, 0, id="a minute late"),
        pytest.param("2026-05-14T09:00", False, True, 3, id="three working days late"),
        pytest.param("2026-05-18T09:00", False, True, 5, id="a week late, the weekend not counted"),
    ],
)
def test_it_reminds_before_it_is_late(now: str, near: bool, late: bool, days: int) -> None:
    clock = clock_at(now, **FLAGGED)
    assert (clock.is_near, clock.is_late, clock.days_late) == (near, late, days)


def test_late_over_a_weekend_is_no_working_day_late() -> None:
    clock = clock_at("2026-05-16T12:00", flagged_at=local("2026-05-15T10:00"))
    assert clock.is_late
    assert clock.days_late == 0


def test_once_acknowledged_the_time_to_decide_runs() -> None:
    owned = {"state": DisputeState.OWNED, "owned_by": "U0FREYA", "owned_at": local("2026-05-11T11:00")}
    clock = clock_at("2026-05-11T12:00", **FLAGGED, **owned)
    assert clock.awaited is Awaited.DECIDE
    assert clock.due_at == local("2026-05-18T11:00")


def test_a_reassignment_resumes_the_clock() -> None:
    steps = (step(DisputeEvent.ACKNOWLEDGE, "2026-05-11T11:00"), step(DisputeEvent.REASSIGN, "2026-05-13T09:00"))
    assert clock_at("2026-05-13T09:05", **FLAGGED, steps=steps).due_at == local("2026-05-13T12:00")


def test_a_reassignment_after_a_late_acknowledgement_is_late_at_once() -> None:
    steps = (step(DisputeEvent.ACKNOWLEDGE, "2026-05-12T11:00"), step(DisputeEvent.REASSIGN, "2026-05-13T09:00"))
    assert clock_at("2026-05-13T09:05", **FLAGGED, steps=steps).is_late


def test_a_reopened_dispute_has_the_whole_time_again() -> None:
    steps = (
        step(DisputeEvent.ACKNOWLEDGE, "2026-05-11T13:00"),
        step(DisputeEvent.RESOLVE, "2026-05-12T09:00"),
        step(DisputeEvent.REOPEN, "2026-05-13T09:00"),
    )
    assert clock_at("2026-05-13T09:05", **FLAGGED, steps=steps).due_at == local("2026-05-13T13:00")


@pytest.mark.parametrize("state", [DisputeState.RESOLVED, DisputeState.WITHDRAWN, DisputeState.REJECTED])
def test_what_is_decided_waits_for_nobody(state: DisputeState) -> None:
    assert clock_at("2026-06-13T09:05", state=state, **FLAGGED) is None


def test_each_entity_has_its_own_hours_where_the_policy_says_so() -> None:
    york = replace(POLICY.entities["fennel-inc"], business_hours=(time(8), time(16, 30)))
    policy = replace(POLICY, entities={**POLICY.entities, york.id: york})
    assert (hours_of("fennel-inc", policy).opens, hours_of("fennel-inc", policy).closes) == (time(8), time(16, 30))
    assert hours_of("fennel", policy).opens == time(9)
    flagged = local("2026-05-11T15:30", ZoneInfo("America/New_York"))
    clock = dispute_clock(an.dispute("1", entity="fennel-inc", flagged_at=flagged), policy, flagged)
    assert clock is not None
    assert clock.due_at == local("2026-05-12T11:00", ZoneInfo("America/New_York"))
