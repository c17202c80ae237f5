"""What got no packet because nobody may write to the customer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import Session, col, select

from bot.adapters.sql_store.bodies import dump, load
from models.packet import FollowUpPacket
from models.tables import WithheldRow


class WithheldShelf:
    """One row for each account, entity and currency."""

    session: Session

    def withheld(self, owner_id: str | None = None) -> tuple[FollowUpPacket, ...]:
        """See ports.Books."""
        rows = select(WithheldRow.body).order_by(WithheldRow.account_id, WithheldRow.entity, WithheldRow.currency)
        if owner_id is not None:
            rows = rows.where(WithheldRow.owner_id == owner_id)
        return tuple(load(FollowUpPacket, body) for body in self.session.exec(rows))

    def keep_withheld(self, packets: Sequence[FollowUpPacket], account_id: str | None = None) -> None:
        """See ports.Books."""
        before = delete(WithheldRow)
        if account_id is not None:
            before = before.where(col(WithheldRow.account_id) == account_id)
        self.session.execute(before)
        self.session.add_all(
            WithheldRow(
                account_id=packet.account.id,
                entity=packet.entity,
                currency=packet.currency,
                owner_id=packet.owner_id,
                body=dump(packet),
            )
            for packet in packets
        )
        self.session.flush()
