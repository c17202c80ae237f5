"""The outbox and the cards: everything that leaves, and everything that must be drawn anew."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, RowMapping, bindparam, case, func, insert, or_, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, SQLModel, col, select

from bot.adapters.sql_store.bodies import dump, load
from bot.adapters.sql_store.throttles import Throttles
from models.outbox import RESPONSES, Card, OutboxItem, OutboxKind, OutboxState
from models.tables import CardRow, OutboxRow, ThrottleRow

_PLANNED = OutboxState.PLANNED.value
_SENDING = OutboxState.SENDING.value
# A press runs these: by Core, and built once, since building a statement costs more than running it.
_OUTBOX = SQLModel.metadata.tables[str(OutboxRow.__tablename__)]
_CARDS = SQLModel.metadata.tables[str(CardRow.__tablename__)]
_PLAN = insert(_OUTBOX)
_ANSWER = (
    update(_CARDS)
    .where(_CARDS.c.channel == bindparam("in_channel"), _CARDS.c.ts == bindparam("at_ts"))
    .values(response_url=bindparam("url"), response_until=bindparam("until"), response_uses=0)
)
#: What belongs to everybody who changes a card, and not to whoever draws it.
_NOT_THE_WRITERS = frozenset({"key", "subject", "channel", "ts", "wanted", "is_live"})


class Effects(Throttles):
    """Outside effects and our messages."""

    session: Session

    def plan(self, item: OutboxItem) -> bool:
        """See ports.Books."""
        if self._body(item.key) is not None:
            return False
        self.session.connection().execute(_PLAN, {"key": item.key, **_columns(item)})
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
        body = self._body(key)
        return load(OutboxItem, body) if body is not None else None

    def items(self, subject: str) -> tuple[OutboxItem, ...]:
        """See ports.Books."""
        rows = select(OutboxRow.body).where(OutboxRow.subject == subject).order_by(col(OutboxRow.number))
        return tuple(load(OutboxItem, body) for body in self.session.exec(rows))

    def due_items(self, at: datetime, limit: int, *, mail: bool = True) -> tuple[OutboxItem, ...]:
        """See ports.Books."""
        kinds = [kind.value for kind in OutboxKind if mail or kind is not OutboxKind.MAIL]
        planned = (col(OutboxRow.state) == _PLANNED) & col(OutboxRow.kind).in_(kinds)
        due = or_(planned & (col(OutboxRow.not_before) <= at), self._is_abandoned(at))
        others = col(OutboxRow.kind) != OutboxKind.POST.value
        rows = self.session.exec(select(OutboxRow.body).where(others, due).order_by(col(OutboxRow.number)).limit(limit))
        return tuple(load(OutboxItem, body) for body in rows)

    def next_post(self, at: datetime, *, repeats: bool) -> OutboxItem | None:
        """See ports.Books."""
        now, limit = self.instant(at), col(ThrottleRow.free_at)
        planned = (col(OutboxRow.state) == _PLANNED) & (col(OutboxRow.not_before) <= at)
        due = or_(planned, self._is_abandoned(at)) if repeats else planned
        posts = (
            select(OutboxRow.body)
            .join(ThrottleRow, col(ThrottleRow.name) == col(OutboxRow.partition), isouter=True)
            .where(col(OutboxRow.kind) == OutboxKind.POST.value, due, or_(limit.is_(None), limit <= now))
            # Whose channel was served longest ago is next: one that is full must not hold up the others.
            .order_by(col(ThrottleRow.turn).asc().nulls_first(), col(OutboxRow.number))
        )
        body = self.session.exec(posts.limit(1)).first()
        return load(OutboxItem, body) if body else None

    def items_in(self, kind: OutboxKind, state: OutboxState) -> tuple[OutboxItem, ...]:
        """See ports.Books."""
        rows = select(OutboxRow.body).where(OutboxRow.kind == kind.value, OutboxRow.state == state.value)
        return tuple(load(OutboxItem, body) for body in self.session.exec(rows.order_by(col(OutboxRow.number))))

    def _is_abandoned(self, at: datetime) -> ColumnElement[bool]:
        """The lease of whoever claimed it is over."""
        return (col(OutboxRow.state) == _SENDING) & (col(OutboxRow.lease_until) <= self.instant(at))

    def save_item(self, item: OutboxItem, *, attempt: int) -> bool:
        """See ports.Books."""
        stored = update(OutboxRow).where(col(OutboxRow.key) == item.key, col(OutboxRow.attempt) == attempt)
        result = self.session.execute(stored.values(**_columns(item)))
        return isinstance(result, CursorResult) and result.rowcount == 1

    def add_card(self, card: Card) -> None:
        """See ports.Books."""
        earlier = update(CardRow).where(col(CardRow.subject) == card.subject, col(CardRow.is_live))
        self.session.execute(earlier.values(is_live=False, wanted=CardRow.wanted + 1))
        self.session.execute(insert(_CARDS).values(**_card_columns(card)))

    def cards(self, subject: str) -> tuple[Card, ...]:
        """See ports.Books."""
        rows = self.session.execute(sql_select(_CARDS).where(_CARDS.c.subject == subject).order_by(_CARDS.c.number))
        return tuple(map(_card, rows.mappings()))

    def next_card(self, at: datetime, *, updates: bool) -> Card | None:
        """See ports.Books."""
        lease = col(CardRow.lease_until)
        stale = (col(CardRow.wanted) != col(CardRow.shown)) & or_(lease.is_(None), lease <= self.instant(at))
        pressed = (col(CardRow.response_until) > at) & (col(CardRow.response_uses) < RESPONSES)
        cards = sql_select(_CARDS).where(stale if updates else stale & pressed)
        # Somebody looks at what they have just pressed.
        cards = cards.order_by(case((pressed, 0), else_=1), col(CardRow.number))
        row = self.session.execute(cards.limit(1)).mappings().first()
        return _card(row) if row else None

    def save_card(self, card: Card, *, attempt: int) -> bool:
        """See ports.Books."""
        stored = update(CardRow).where(col(CardRow.key) == card.key, col(CardRow.attempt) == attempt)
        mine = {name: value for name, value in _card_columns(card).items() if name not in _NOT_THE_WRITERS}
        result = self.session.execute(stored.values(**mine))
        return isinstance(result, CursorResult) and result.rowcount == 1

    def answer_through(self, channel: str, ts: str, response_url: str, until: datetime) -> None:
        """See ports.Books."""
        pressed = {"in_channel": channel, "at_ts": ts, "url": response_url, "until": until}
        self.session.connection().execute(_ANSWER, pressed)

    def move_card(self, key: str, ts: str) -> None:
        """See ports.Books."""
        moved = update(CardRow).where(col(CardRow.key) == key)
        self.session.execute(moved.values(ts=ts, wanted=CardRow.wanted + 1, response_url="", response_until=None))

    def _body(self, key: str) -> str | None:
        return self.session.exec(select(OutboxRow.body).where(OutboxRow.key == key)).first()


def _columns(item: OutboxItem) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "partition": item.partition,
        "subject": item.subject,
        "state": item.state.value,
        "attempt": item.attempt,
        "not_before": item.not_before,
        "lease_until": item.lease_until,
        "body": dump(item),
    }


def _card_columns(card: Card) -> dict[str, Any]:
    return {field.name: getattr(card, field.name) for field in fields(card)}


def _card(row: RowMapping) -> Card:
    return Card(**{name: value for name, value in row.items() if name != "number"})
