"""What has not happened yet though nothing is missing for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from bot.adapters.sql_store import SqlStore

_UNDER_WAY = "SELECT key, kind, state, not_before FROM outbox WHERE state IN ('planned', 'sending')"


def waiting(store: SqlStore, now: datetime) -> list[tuple[str, str]]:
    """Key and state of what is due, or on its way, and of cards that show an older state."""
    with store.engine.connect() as connection:
        due = connection.execute(text(_UNDER_WAY))
        rows = [(row[0], row[2]) for row in due if row[1:3] != ("mail", "planned") or _is_due(row[3], now)]
        stale = connection.execute(text("SELECT key, 'stale' FROM card WHERE wanted <> shown"))
        return [*rows, *((row[0], row[1]) for row in stale)]


def _is_due(not_before: Any, now: datetime) -> bool:
    at = datetime.fromisoformat(str(not_before))
    return (at if at.tzinfo else at.replace(tzinfo=UTC)) <= now + timedelta(seconds=1)
