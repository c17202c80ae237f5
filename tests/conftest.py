"""The databases the product's own store runs on, and in which order the tests begin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import postgres

#: What takes longest goes first: at the end of a run on several cores nobody waits for one of them.
_LONGEST = ("test_two_weeks.py", "test_sweep.py", "test_company.py", "test_command_line.py", "test_socket_mode.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort stably: the longest first, all others as they were."""
    places = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Postgres]:
    if why := postgres.missing():
        pytest.skip(why)
    with postgres.running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: postgres.Postgres) -> str:
    """A new database, sorting by a language and far from UTC, as a company's may."""
    return postgres_server.url(postgres_server.new_database())


@pytest.fixture
def another_url(database_url: str, request: pytest.FixtureRequest) -> str:
    """A second new database on the same engine."""
    if database_url.startswith("sqlite"):
        return database_url.replace("collections.db", "another.db")
    server: postgres.Postgres = request.getfixturevalue("postgres_server")
    return server.url(server.new_database())


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new database on each engine the store runs on."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'collections.db'}"
    return str(request.getfixturevalue("postgres_url"))
