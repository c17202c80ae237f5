"""A demo office for each journey: real store, real Bolt app, real HTTP to a local Slack."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from tests.journeys.journey import TWELVE
from tests.journeys.remembered import FirstMorning, live, take_up

_UNDO = timedelta(minutes=5)


@pytest.fixture(scope="session")
def first_morning(tmp_path_factory: pytest.TempPathFactory) -> FirstMorning:
    """The twelve customers' first morning, lived once."""
    folder = tmp_path_factory.mktemp("office")
    with DemoOffice(folder / "demo", company=TWELVE, undo=_UNDO) as office:
        return live(office, folder / "morning.db")


@pytest.fixture
def hands(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Hands]:
    """A test, or a module, that uses `database_url` as well is lived on each engine, from its first minute on."""
    if "database_url" in request.fixturenames:
        url = request.getfixturevalue("database_url")
        with DemoOffice(tmp_path / "demo", company=TWELVE, undo=_UNDO, database_url=url) as office:
            office.morning()
            office.deliver()
            yield Hands(office)
        return
    morning = request.getfixturevalue("first_morning")
    shutil.rmtree(morning.folder)
    with DemoOffice(morning.folder, company=TWELVE, undo=_UNDO) as office:
        take_up(office, morning)
        yield Hands(office)
