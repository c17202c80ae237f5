"""Public holidays and time zones of countries, from what comes with the libraries; nothing is asked of any server."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from holidays import country_holidays

#: Where one country's clocks are further apart, no hour is right for all of it.
_WIDEST = timedelta(hours=3)


class Countries:
    """ports.Countries. A country is its ISO 3166 code of two letters."""

    def known(self, zones: tuple[str, ...]) -> tuple[str, ...]:
        """Those of *zones* that are IANA time zones."""
        return tuple(zone for zone in zones if _is_zone(zone))

    def zones(self, country: str, day: date) -> tuple[str, ...]:
        """Its time zones, one for each time that its clocks show on *day*; empty = not known, or too far apart."""
        noon = datetime.combine(day, time(12), UTC)
        by_offset: dict[timedelta, str] = {}
        for zone in _zones().get(country.strip().upper(), ()):
            by_offset.setdefault(ZoneInfo(zone).utcoffset(noon) or timedelta(), zone)
        if not by_offset or max(by_offset) - min(by_offset) > _WIDEST:
            return ()
        return tuple(by_offset.values())

    def days_off(self, country: str, first: date, last: date) -> frozenset[date] | None:
        """Its public holidays and weekly days of rest from *first* to *last*, both included; None = not known."""
        try:
            known = country_holidays(country.strip().upper(), years=range(first.year, last.year + 1))
        except NotImplementedError:
            return None
        days = (first + timedelta(days=count) for count in range((last - first).days + 1))
        return frozenset(day for day in days if day in known or day.weekday() in known.weekend)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Country → its zones, most populous first, by the table of the time zone database."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            found[country] = (*found.get(country, ()), zone)
    return found
