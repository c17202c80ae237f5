"""The accounts that count among the largest."""

from __future__ import annotations

from sqlmodel import Session

from bot.adapters.sql_store.bodies import dump, load
from models.pilot import Largest
from models.tables import LargestRow

_ONLY = 1


class RankingShelf:
    """The one ranking."""

    session: Session

    def largest(self) -> Largest | None:
        """See ports.Books."""
        row = self.session.get(LargestRow, _ONLY)
        return load(Largest, row.body) if row else None

    def keep_largest(self, largest: Largest) -> None:
        """See ports.Books."""
        row = self.session.get(LargestRow, _ONLY) or LargestRow(id=_ONLY, body="")
        row.body = dump(largest)
        self.session.add(row)
