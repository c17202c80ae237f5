"""The day without a death, lived once for all that look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chaos.day import Day
from tests.chaos.deaths import Deaths
from tests.chaos.office import MortalOffice
from tests.chaos.sweep import Lived, counted


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Day, Lived]]:
    """The day with its office still open, and what was counted before anybody touched it again."""
    with MortalOffice(tmp_path_factory.mktemp("day"), Deaths()) as office:
        day = Day(office)
        day.live()
        yield day, counted(day)


@pytest.fixture
def day(lived: tuple[Day, Lived]) -> Day:
    return lived[0]


@pytest.fixture
def whole(lived: tuple[Day, Lived]) -> Lived:
    return lived[1]
