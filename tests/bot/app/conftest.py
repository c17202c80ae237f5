"""An office with a morning behind it."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from tests.journeys.conftest import first_morning, hands
from tests.journeys.journey import TWELVE

__all__ = ["either_way", "first_morning", "hands"]


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
