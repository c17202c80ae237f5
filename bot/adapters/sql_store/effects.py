"""The outbox and the cards: everything that leaves, and everything that must be drawn anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, func, or_, update
from sqlmodel import Session, col, select

from bot.adapters.sql_store.bodies import dump, load
from models.outbox import Card, OutboxItem, OutboxKind, OutboxState
from models.tables import CardRow, OutboxRow

_PLANNED = OutboxState.PLANNED.value
_SENDING = OutboxState.SENDING.value


class Effects:
    """Outside effects and our messages."""

    session: Session

    def plan(self, item: OutboxItem) -> bool:
        """See ports.Books."""
        if self._row(item.key) is not None:
            return False
        self.session.add(OutboxRow(key=item.key, **_columns(item)))
        self.session.flush()
        return True

    def cancel_mail(self, packet_id: str) -> bool:
        """See ports.Books."""
        cancelled = False
        for item in self.items(f"packet:{packet_id}"):
            if item.kind is OutboxKind.MAIL and item.state is OutboxState.PLANNED:
                cancelled = self.save_item(replace(item, state=OutboxState.CANCELLED), attempt=item.attempt)
        return cancelled

    def planned(self, key_prefix: str) -> int:
        """See ports.Books."""
        # Not LIKE, which takes a letter for its capital on SQLite and not on PostgreSQL.
        theirs = func.substr(OutboxRow.key, 1, len(key_prefix)) == key_prefix
        return self.session.exec(select(func.count()).select_from(OutboxRow).where(theirs)).one()

    def item(self, key: str) -> OutboxItem | None:
        """See ports.Books."""
        row = self._row(key)
        return load(OutboxItem, row.body) if row else None

    def items(self, subject: str) -> tuple[OutboxItem, ...]:
        """See ports.Books."""
        rows = select(OutboxRow.body).where(OutboxRow.subject == subject).order_by(col(OutboxRow.number))
        return tuple(load(OutboxItem, body) for body in self.session.exec(rows))

    def due_items(self, at: datetime, limit: int, *, mail: bool = True) -> tuple[OutboxItem, ...]:
        """See ports.Books."""
        kinds = [kind.value for kind in OutboxKind if mail or kind is not OutboxKind.MAIL]
        planned = (col(OutboxRow.state) == _PLANNED) & col(OutboxRow.kind).in_(kinds)
        due = select(OutboxRow.body).where(
            or_(
                planned & (col(OutboxRow.not_before) <= at),
                (col(OutboxRow.state) == _SENDING) & (col(OutboxRow.lease_until) <= at),
            )
        )
        rows = self.session.exec(due.order_by(col(OutboxRow.number)).limit(limit))
        return tuple(load(OutboxItem, body) for body in rows)

    def save_item(self, item: OutboxItem, *, attempt: int) -> bool:
        """See ports.Books."""
        stored = update(OutboxRow).where(col(OutboxRow.key) == item.key, col(OutboxRow.attempt) == attempt)
        result = self.session.execute(stored.values(**_columns(item)))
        return isinstance(result, CursorResult) and result.rowcount == 1

    def add_card(self, card: Card) -> None:
        """See ports.Books."""
        earlier = update(CardRow).where(col(CardRow.subject) == card.subject, col(CardRow.is_live))
        self.session.execute(earlier.values(is_live=False, wanted=CardRow.wanted + 1))
        self.session.add(CardRow(**_card_columns(card)))
        self.session.flush()

    def cards(self, subject: str) -> tuple[Card, ...]:
        """See ports.Books."""
        rows = self.session.exec(select(CardRow).where(CardRow.subject == subject).order_by(col(CardRow.number)))
        return tuple(_card(row) for row in rows)

    def stale_cards(self, limit: int) -> tuple[Card, ...]:
        """See ports.Books."""
        stale = select(CardRow).where(col(CardRow.wanted) != col(CardRow.shown)).order_by(col(CardRow.number))
        return tuple(_card(row) for row in self.session.exec(stale.limit(limit)))

    def card_shown(self, key: str, revision: int) -> None:
        """See ports.Books."""
        self.session.execute(update(CardRow).where(col(CardRow.key) == key).values(shown=revision))

    def _row(self, key: str) -> OutboxRow | None:
        return self.session.exec(select(OutboxRow).where(OutboxRow.key == key)).first()


def _columns(item: OutboxItem) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "subject": item.subject,
        "state": item.state.value,
        "attempt": item.attempt,
        "not_before": item.not_before,
        "lease_until": item.lease_until,
        "body": dump(item),
    }


def _card_columns(card: Card) -> dict[str, Any]:
    return {
        "key": card.key,
        "subject": card.subject,
        "channel": card.channel,
        "ts": card.ts,
        "wanted": card.wanted,
        "shown": card.shown,
        "is_live": card.is_live,
    }


def _card(row: CardRow) -> Card:
    return Card(
        key=row.key,
        subject=row.subject,
        channel=row.channel,
        ts=row.ts,
        wanted=row.wanted,
        shown=row.shown,
        is_live=row.is_live,
    )
