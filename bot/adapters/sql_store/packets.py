"""Packets, disputes and presses. Every change is a compare-and-set on the version that was seen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, bindparam, delete, func, insert, literal, or_, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, SQLModel, col, select

from bot.adapters.sql_store.bodies import dump, load
from bot.errors import NotFoundError, StaleVersionError
from bot.stages.blockers import blocked
from models.blocker import Blocked, Blocker
from models.dispute import Dispute
from models.fact import Fact, FactKind
from models.lifecycle import DisputeState, PacketState
from models.money import Money
from models.packet_record import PacketRecord
from models.people import Role
from models.tables import BlockedRow, CardRow, DisputeRow, FactRow, OutboxRow, PacketRow

# A press runs these: by Core, and built once, since building a statement costs more than running it.
_FACTS = SQLModel.metadata.tables[str(FactRow.__tablename__)]
_PACKETS = SQLModel.metadata.tables[str(PacketRow.__tablename__)]
_BLOCKED = SQLModel.metadata.tables[str(BlockedRow.__tablename__)]
_CARDS = SQLModel.metadata.tables[str(CardRow.__tablename__)]
_FACTS_OF = sql_select(_FACTS.c.body).where(_FACTS.c.account_id == bindparam("account")).order_by(_FACTS.c.id)
_PACKET = sql_select(_PACKETS.c.body).where(_PACKETS.c.id == bindparam("packet"))
_SAVE = update(_PACKETS).where(_PACKETS.c.id == bindparam("packet"), _PACKETS.c.version == bindparam("seen"))
_UNBLOCK = delete(_BLOCKED).where(_BLOCKED.c.packet_id == bindparam("packet"))
_BLOCK = insert(_BLOCKED)
_REDRAW = (
    update(_CARDS).where(_CARDS.c.subject.in_(bindparam("subjects", expanding=True))).values(wanted=_CARDS.c.wanted + 1)
)


class Packets:
    """What is being decided."""

    session: Session

    def facts(self, account_id: str) -> tuple[Fact, ...]:
        """See ports.Books."""
        rows = self.session.connection().execute(_FACTS_OF, {"account": account_id})
        return tuple(load(Fact, body) for body in rows.scalars())

    def facts_of(self, kind: FactKind) -> tuple[Fact, ...]:
        """See ports.Books."""
        # A body begins with its kind.
        begins = f'{{"kind":"{kind.value}",'
        rows = select(FactRow.body).where(func.substr(FactRow.body, 1, len(begins)) == begins)
        return tuple(load(Fact, body) for body in self.session.exec(rows.order_by(col(FactRow.id))))

    def add_fact(self, fact: Fact) -> None:
        """See ports.Books."""
        self.session.add(FactRow(account_id=fact.account_id, body=dump(fact)))
        self.session.flush()

    def packet(self, packet_id: str) -> PacketRecord:
        """See ports.Books."""
        body = self.session.connection().execute(_PACKET, {"packet": packet_id}).scalar()
        if body is None:
            raise NotFoundError(f"There is no packet {packet_id}.")
        return load(PacketRecord, body)

    def live_packets(self, account_id: str | None = None) -> tuple[PacketRecord, ...]:
        """See ports.Books."""
        live = select(PacketRow.body).where(col(PacketRow.is_live)).order_by(PacketRow.id)
        if account_id is not None:
            live = live.where(PacketRow.account_id == account_id)
        return tuple(load(PacketRecord, body) for body in self.session.exec(live))

    def account_packets(self, account_id: str) -> tuple[PacketRecord, ...]:
        """See ports.Books."""
        theirs = select(PacketRow.body).where(PacketRow.account_id == account_id).order_by(PacketRow.id)
        return tuple(load(PacketRecord, body) for body in self.session.exec(theirs))

    def some_live_packets(self, owner_id: str | None, limit: int) -> tuple[PacketRecord, ...]:
        """See ports.Books."""
        live = select(PacketRow.body).where(col(PacketRow.is_live)).order_by(PacketRow.id).limit(limit)
        if owner_id is not None:
            live = live.where(PacketRow.owner_id == owner_id)
        return tuple(load(PacketRecord, body) for body in self.session.exec(live))

    def owner_packets(self, owner_id: str, since: datetime) -> tuple[PacketRecord, ...]:
        """See ports.Books."""
        theirs = select(PacketRow.body).where(
            PacketRow.owner_id == owner_id, col(PacketRow.is_live) | (col(PacketRow.moved_at) >= since)
        )
        return tuple(load(PacketRecord, body) for body in self.session.exec(theirs.order_by(PacketRow.id)))

    def packets_near(self, user_ids: Collection[str], roles: Collection[Role]) -> tuple[PacketRecord, ...]:
        """See ports.Books."""
        # Whether it is one person's only the body says; it may name them otherwise, and then comes along.
        told = [f'"user_id":"{each}"' for each in user_ids]
        told += [f'"reviewer":{{"role":"{role.value}","user_id":null}}' for role in roles]
        body = col(PacketRow.body)
        near = or_(col(PacketRow.owner_id).in_(user_ids), *(func.replace(body, each, "") != body for each in told))
        found = select(PacketRow.body).where(col(PacketRow.is_live), near).order_by(PacketRow.id)
        return tuple(load(PacketRecord, body) for body in self.session.exec(found))

    def packets_in(self, state: PacketState) -> tuple[PacketRecord, ...]:
        """See ports.Books."""
        found = select(PacketRow.body).where(col(PacketRow.is_live), PacketRow.state == state.value)
        return tuple(load(PacketRecord, body) for body in self.session.exec(found.order_by(PacketRow.id)))

    def role_packets(self, role: Role) -> tuple[PacketRecord, ...]:
        """See ports.Books."""
        theirs = select(PacketRow.body).where(PacketRow.reviewer_role == role.value, col(PacketRow.is_live))
        return tuple(load(PacketRecord, body) for body in self.session.exec(theirs.order_by(PacketRow.id)))

    def packets_called_to_sign(self) -> tuple[PacketRecord, ...]:
        """See ports.Books."""
        called = select(OutboxRow.subject).where(col(OutboxRow.subject).startswith("sign:"))
        found = select(PacketRow.body).where(col(PacketRow.is_live), (literal("sign:") + PacketRow.id).in_(called))
        return tuple(load(PacketRecord, body) for body in self.session.exec(found.order_by(PacketRow.id)))

    def add_packet(self, record: PacketRecord) -> None:
        """See ports.Books."""
        self.session.add(PacketRow(id=record.id, **_packet_columns(record)))
        self._keep_blocked(record)
        self.session.flush()

    def save_packet(self, record: PacketRecord, *, seen: int) -> None:
        """See ports.Books."""
        stored = {"packet": record.id, "seen": seen, **_packet_columns(record)}
        _one_row(self.session.connection().execute(_SAVE, stored))
        self._keep_blocked(record)
        self.redraw(f"packet:{record.id}", f"sla:packet:{record.id}")

    def live_counts(self, owner_id: str | None = None) -> dict[PacketState, int]:
        """See ports.Books."""
        counted = select(PacketRow.state, func.count()).where(col(PacketRow.is_live)).group_by(col(PacketRow.state))
        if owner_id is not None:
            counted = counted.where(PacketRow.owner_id == owner_id)
        return {PacketState(state): number for state, number in self.session.exec(counted)}

    def blocked(self) -> tuple[Blocked, ...]:
        """See ports.Books."""
        rows = select(BlockedRow).order_by(BlockedRow.account_id, BlockedRow.packet_id, BlockedRow.blocker)
        return tuple(
            Blocked(row.account_id, row.entity, Blocker(row.blocker), Money(row.minor, row.currency))
            for row in self.session.exec(rows)
        )

    def _keep_blocked(self, record: PacketRecord) -> None:
        self.session.connection().execute(_UNBLOCK, {"packet": record.id})
        rows = [
            {
                "packet_id": record.id,
                "blocker": each.blocker.value,
                "account_id": each.account_id,
                "entity": each.entity,
                "currency": each.amount.currency,
                "minor": each.amount.minor,
            }
            for each in blocked(record)
        ]
        if rows:
            self.session.connection().execute(_BLOCK, rows)

    def dispute(self, dispute_id: str) -> Dispute:
        """See ports.Books."""
        body = self.session.exec(select(DisputeRow.body).where(DisputeRow.id == dispute_id)).first()
        if body is None:
            raise NotFoundError(f"There is no dispute {dispute_id}.")
        return load(Dispute, body)

    def disputes(self, account_id: str) -> tuple[Dispute, ...]:
        """See ports.Books."""
        rows = self.session.exec(select(DisputeRow.body).where(DisputeRow.account_id == account_id))
        found = [load(Dispute, body) for body in rows]
        return tuple(sorted(found, key=lambda dispute: (dispute.flagged_at, dispute.id)))

    def disputes_in(self, state: DisputeState) -> tuple[Dispute, ...]:
        """See ports.Books."""
        rows = self.session.exec(select(DisputeRow.body).where(DisputeRow.state == state.value))
        found = [load(Dispute, body) for body in rows]
        return tuple(sorted(found, key=lambda dispute: (dispute.flagged_at, dispute.id)))

    def add_dispute(self, dispute: Dispute) -> None:
        """See ports.Books."""
        self.session.add(DisputeRow(id=dispute.id, **_dispute_columns(dispute)))
        self.session.flush()

    def save_dispute(self, dispute: Dispute, *, seen: int) -> None:
        """See ports.Books."""
        stored = update(DisputeRow).where(col(DisputeRow.id) == dispute.id, col(DisputeRow.version) == seen)
        _one_row(self.session.execute(stored.values(**_dispute_columns(dispute))))
        self.redraw(f"dispute:{dispute.id}", f"sla:dispute:{dispute.id}")

    def redraw_live(self) -> None:
        """See ports.Books."""
        live = select(literal("packet:") + col(PacketRow.id)).where(col(PacketRow.is_live))
        cards = update(CardRow).where(col(CardRow.is_live), col(CardRow.subject).in_(live))
        self.session.execute(cards.values(wanted=CardRow.wanted + 1))

    def redraw(self, *subjects: str) -> None:
        """See ports.Books."""
        self.session.connection().execute(_REDRAW, {"subjects": subjects})


def _one_row(result: object) -> None:
    if not isinstance(result, CursorResult) or result.rowcount != 1:
        raise StaleVersionError


def _packet_columns(record: PacketRecord) -> dict[str, Any]:
    return {
        "account_id": record.packet.account.id,
        "entity": record.packet.entity,
        "currency": record.packet.currency,
        "state": record.state.value,
        "version": record.version,
        "is_live": record.is_live,
        "owner_id": record.packet.owner_id,
        "reviewer_role": record.reviewer.role.value,
        "moved_at": record.last.at if record.last else record.prepared_at,
        "body": dump(record),
    }


def _dispute_columns(dispute: Dispute) -> dict[str, Any]:
    return {
        "account_id": dispute.account_id,
        "state": dispute.state.value,
        "version": dispute.version,
        "body": dump(dispute),
    }
