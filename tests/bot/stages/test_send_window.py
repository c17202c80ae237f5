"""When an approved mail may leave: in our hours and in theirs, whatever their clocks and calendars say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.countries import Countries
from bot.adapters.policy_file import load_policy
from bot.stages.send_window import leaving
from models.calendar import is_working_day
from models.sending import CustomerTime, Hours, Sending

POLICY = replace(load_policy(Path(__file__).parents[3] / "config" / "policy.toml"), sending=Sending())
[ENTITY, *_] = POLICY.entities
DUBLIN = ZoneInfo("Europe/Dublin")
COUNTRIES = Countries()


def local(text: str, zone: str = "Europe/Dublin") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def in_country(country: str, at: datetime) -> CustomerTime:
    day = at.date()
    return CustomerTime(
        zones=COUNTRIES.zones(country, day), days_off=COUNTRIES.days_off(country, day, day + timedelta(days=21))
    )


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        pytest.param("2026-05-12T10:00", "2026-05-12T10:00", id="within our hours"),
        pytest.param("2026-05-12T08:00", "2026-05-12T08:00", id="as they begin"),
        pytest.param("2026-05-12T06:10", "2026-05-12T08:00", id="before"),
        pytest.param("2026-05-12T18:00", "2026-05-13T08:00", id="as they end"),
        pytest.param("2026-05-15T18:30", "2026-05-18T08:00", id="on a Friday evening"),
        pytest.param("2026-05-17T11:00", "2026-05-18T08:00", id="on a Sunday"),
        pytest.param("2026-03-29T01:30", "2026-03-30T08:00", id="in the hour the clocks leave out"),
    ],
)
def test_by_our_hours_alone(at: str, leaves: str) -> None:
    assert leaving(local(at), ENTITY, POLICY, None) == (local(leaves), Hours.OURS)


@pytest.mark.parametrize(
    ("at", "theirs", "leaves", "hours"),
    [
        pytest.param("2026-05-12T09:00", ("America/New_York",), "2026-05-12T13:00", Hours.BOTH, id="west of us"),
        pytest.param("2026-05-12T15:00", ("Asia/Tokyo",), "2026-05-13T08:00", Hours.BOTH, id="east of us"),
        pytest.param("2026-03-20T09:00", ("America/New_York",), "2026-03-20T12:00", Hours.BOTH, id="their clock first"),
        pytest.param("2026-05-12T09:00", ("Pacific/Honolulu",), "2026-05-12T09:00", Hours.APART, id="no common hour"),
        pytest.param("2026-05-12T09:00", (), "2026-05-12T09:00", Hours.UNKNOWN, id="nobody knows where they are"),
    ],
)
def test_by_their_hours_too(at: str, theirs: tuple[str, ...], leaves: str, hours: Hours) -> None:
    assert leaving(local(at), ENTITY, POLICY, CustomerTime(zones=theirs)) == (local(leaves), hours)


@pytest.mark.parametrize(
    ("at", "country", "leaves", "hours"),
    [
        pytest.param("2026-05-14T09:00", "DE", "2026-05-15T08:00", Hours.BOTH, id="Ascension Day"),
        pytest.param("2026-07-14T09:00", "fr ", "2026-07-15T08:00", Hours.BOTH, id="Bastille Day"),
        pytest.param("2026-07-03T09:00", "US", "2026-07-06T08:00", Hours.THEIR_DAYS, id="too wide for one clock"),
        pytest.param("2026-05-15T09:00", "SA", "2026-05-18T08:00", Hours.BOTH, id="a weekend of another shape"),
        pytest.param("2026-05-14T09:00", "Germany", "2026-05-14T09:00", Hours.UNKNOWN, id="no code"),
    ],
)
def test_by_the_calendar_of_their_country(at: str, country: str, leaves: str, hours: Hours) -> None:
    found = leaving(local(at), ENTITY, POLICY, in_country(country, local(at)))
    assert found == (local(leaves), hours)


def test_a_country_whose_clocks_differ_a_little_is_written_to_in_the_hours_of_all_of_it() -> None:
    assert COUNTRIES.zones("DE", date(2026, 5, 12)) == ("Europe/Berlin",)
    assert set(COUNTRIES.zones("PT", date(2026, 5, 12))) == {"Europe/Lisbon", "Atlantic/Azores"}
    assert COUNTRIES.zones("XX", date(2026, 5, 12)) == ()
    assert COUNTRIES.known(("Europe/Paris", "Paris")) == ("Europe/Paris",)


@given(
    minutes=st.integers(0, 60 * 24 * 500),
    zone=st.sampled_from(["Europe/Dublin", "Europe/Helsinki", "Asia/Kolkata", "America/New_York", "Asia/Tokyo"]),
)
def test_what_leaves_leaves_in_working_hours_on_both_sides_and_never_earlier(minutes: int, zone: str) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = leaving(at, ENTITY, POLICY, CustomerTime(zones=(zone,)))
    assert found.at >= at
    for where in ("Europe/Dublin", zone) if found.hours is Hours.BOTH else ("Europe/Dublin",):
        there = found.at.astimezone(ZoneInfo(where))
        assert is_working_day(there.date())
        assert POLICY.sending.opens <= there.time() < POLICY.sending.closes
