"""An office with a morning behind it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import sleep

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from tests.journeys.journey import TWELVE


@pytest.fixture(params=["HTTP on PostgreSQL", "Socket Mode on SQLite"])
def either_way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hands]:
    """The app behind each of its two ways in, on each engine."""
    is_http = request.param == "HTTP on PostgreSQL"
    url = request.getfixturevalue("postgres_url") if is_http else ""
    with DemoOffice(tmp_path / "demo", company=TWELVE, socket_mode=not is_http, database_url=url) as office:
        office.morning()
        office.deliver()
        while not is_http and not office.slack.socket_mode.connections:
            sleep(0.01)
        yield Hands(office)


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    with DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5)) as office:
        office.morning()
        office.deliver()
        yield Hands(office)
