"""Pictures, as far as a machine can look at them; people looked at them too."""

import struct
from datetime import date, timedelta

import pytest

from bot.adapters.charts import PngCharts
from bot.cards.week import ageing_picture, panels, trend_picture
from bot.stages.roll import aged
from bot.stages.trend import trend
from bot.wording import amount
from models.chart import AgeingChart, TrendChart
from models.day_line import DayLine

DAY = date(2026, 5, 18)
LABELS = ("Current", "1–30", "31–60", "61–90", "91+")


def size(png: bytes) -> tuple[int, int]:
    """Width and height, from the header."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert png.endswith(b"IEND\xaeB`\x82")
    return struct.unpack(">II", png[16:24])


def lines(currencies: str = "EUR USD", minor: int = 1_234_567) -> list[DayLine]:
    return [
        DayLine("A1", "fennel", currency, label, label, minor * at + place, False, False)
        for place, currency in enumerate(currencies.split())
        for at, label in enumerate(LABELS, 1)
    ]


@pytest.mark.parametrize("currencies", ["EUR", "EUR USD JPY"])
def test_the_ageing_is_a_png_as_wide_as_a_phone_with_a_panel_for_each_currency(currencies):
    found = aged(lines(currencies), None)
    width, height = size(PngCharts().draw(AgeingChart(DAY, found)))
    assert width == 1080
    assert 400 * len(found) < height < 700 * len(found) + 200


@pytest.mark.parametrize("minor", [0, 1, 10**15])
def test_nothing_and_very_much_are_drawn_as_well(minor):
    found = aged(lines("USD", minor), None)
    points = trend([(DAY - timedelta(weeks=week), found) for week in (1, 0)], "USD")
    assert size(PngCharts().draw(AgeingChart(DAY, found)))[0] == 1080
    assert size(PngCharts().draw(TrendChart((points,))))[0] == 1080


def test_the_words_beside_the_ageing_have_every_figure_of_it_and_its_day():
    found = aged(lines(), None)
    told = ageing_picture(AgeingChart(DAY, found)).alt_text
    assert "18 May 2026" in told
    assert [f"{label} {amount(money)}" in told for each in found for label, _, money in each.buckets] == [True] * 10


def test_the_words_beside_eight_weeks_have_every_point_and_slack_takes_them():
    days = [(DAY - timedelta(weeks=back), aged(lines("EUR USD GBP", 10**9 + back), None)) for back in range(8)][::-1]
    shown = panels(days[-1][1])
    picture = trend_picture(TrendChart(tuple(trend(days, each.currency) for each in shown)))
    for points in picture.chart.lines:
        assert all(amount(point.past_due) in picture.alt_text for point in points)
    assert len(picture.alt_text) <= 1_000


def test_pictures_show_the_currencies_with_most_invoices_past_due():
    many = [DayLine("A1", "fennel", "SEK", str(n), "1–30", 1, False, False) for n in range(40)]
    found = aged([*lines("AUD CAD EUR USD"), *many], None)
    assert [each.currency for each in panels(found)] == ["AUD", "CAD", "SEK"]
