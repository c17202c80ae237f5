"""The store held by somebody else."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import make_url

from bot.demo.hands import Hands


@contextmanager
def held(hands: Hands) -> Iterator[None]:
    """Somebody else writes, and does not come to an end."""
    url = make_url(hands.office.database_url)
    if url.get_backend_name() == "sqlite":
        other = sqlite3.connect(url.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        other = psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))
        other.execute("SELECT pg_advisory_xact_lock(7301844925)")
    try:
        yield
    finally:
        other.close()
