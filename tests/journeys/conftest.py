"""A demo office for each journey: real store, real Bolt app, real HTTP to a local Slack."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from tests.journeys.journey import TWELVE


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    with DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5)) as office:
        office.morning()
        office.deliver()
        yield Hands(office)
