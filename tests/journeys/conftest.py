"""A demo office for each journey: real store, real Bolt app, real HTTP to a local Slack."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from tests.journeys.journey import TWELVE


@pytest.fixture
def hands(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Hands]:
    """A test, or a module, that uses `database_url` as well is lived on each engine."""
    url = request.getfixturevalue("database_url") if "database_url" in request.fixturenames else ""
    with DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5), database_url=url) as office:
        office.morning()
        office.deliver()
        yield Hands(office)
