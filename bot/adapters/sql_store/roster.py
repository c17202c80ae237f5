"""What Slack last said of our own people."""

from __future__ import annotations

from sqlmodel import Session

from bot.adapters.sql_store.bodies import dump, load
from models.people import NO_ROSTER, Roster
from models.tables import RosterRow

_ONLY = 1


class RosterShelf:
    """The one roster."""

    session: Session

    def roster(self) -> Roster:
        """See ports.Books."""
        row = self.session.get(RosterRow, _ONLY)
        return load(Roster, row.body) if row else NO_ROSTER

    def keep_roster(self, roster: Roster) -> None:
        """See ports.Books."""
        row = self.session.get(RosterRow, _ONLY) or RosterRow(id=_ONLY, body="")
        row.body = dump(roster)
        self.session.add(row)
