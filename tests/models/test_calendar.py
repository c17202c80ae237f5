"""Working days around a weekend and a holiday."""

from datetime import date

import pytest

from models.calendar import add_working_days, is_working_day

FRIDAY, SATURDAY, MONDAY = date(2026, 5, 29), date(2026, 5, 30), date(2026, 6, 1)
HOLIDAYS = {MONDAY}


def test_a_weekend_and_a_holiday_are_no_working_days():
    assert is_working_day(FRIDAY, HOLIDAYS)
    assert not is_working_day(SATURDAY, HOLIDAYS)
    assert not is_working_day(MONDAY, HOLIDAYS)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        pytest.param(FRIDAY, 0, FRIDAY, id="none: the day itself"),
        pytest.param(FRIDAY, 1, date(2026, 6, 2), id="over the weekend and the holiday"),
        pytest.param(date(2026, 5, 11), 5, date(2026, 5, 18), id="five working days are a week"),
    ],
)
def test_adding_working_days(start, count, end):
    assert add_working_days(start, count, HOLIDAYS) == end
