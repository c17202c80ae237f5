"""What was found when channels were last looked at."""

from __future__ import annotations

from sqlmodel import Session, col, select, update

from models.channel import Look, Unfit
from models.outbox import Card
from models.tables import CardRow, ChannelRow


class ChannelShelf:
    """One row for each channel that was ever looked at."""

    session: Session

    def look(self, channel: str) -> Look:
        """See ports.Books."""
        row = self.session.get(ChannelRow, channel)
        return _look(row) if row else Look(channel=channel)

    def looks(self) -> tuple[Look, ...]:
        """See ports.Books."""
        return tuple(map(_look, self.session.exec(select(ChannelRow).order_by(ChannelRow.channel))))

    def save_look(self, look: Look) -> None:
        """See ports.Books."""
        self.session.merge(
            ChannelRow(channel=look.channel, at=look.at, unfit=look.unfit or "", changes=look.changes, seen=look.seen)
        )
        self.session.flush()

    def live_cards_in(self, channel: str) -> tuple[Card, ...]:
        """See ports.Books."""
        live = select(CardRow).where(col(CardRow.channel) == channel, col(CardRow.is_live))
        rows = self.session.exec(live.order_by(col(CardRow.number)))
        return tuple(Card(**row.model_dump(exclude={"number"})) for row in rows)

    def redraw_channel(self, channel: str) -> None:
        """See ports.Books."""
        there = update(CardRow).where(col(CardRow.channel) == channel)
        self.session.execute(there.values(wanted=CardRow.wanted + 1))


def _look(row: ChannelRow) -> Look:
    unfit = Unfit(row.unfit) if row.unfit else None
    return Look(channel=row.channel, at=row.at, unfit=unfit, changes=row.changes, seen=row.seen)
