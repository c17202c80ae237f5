"""The processes that share this database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from bot.adapters.sql_store.bodies import dump, load
from models.replica import Replica
from models.tables import ReplicaRow


class ReplicaShelf:
    """One row for each process that runs, or has stopped without a word."""

    session: Session

    def beat(self, replica: Replica) -> None:
        """See ports.Books."""
        self.session.merge(ReplicaRow(id=replica.id, beat_at=replica.beat_at, body=dump(replica)))
        self.session.flush()

    def replicas(self) -> tuple[Replica, ...]:
        """See ports.Books."""
        rows = self.session.exec(select(ReplicaRow.body).order_by(col(ReplicaRow.id)))
        found = [load(Replica, body) for body in rows]
        return tuple(sorted(found, key=lambda replica: (replica.started_at, replica.id)))

    def forget_replicas(self, *, before: datetime | None = None, replica_id: str = "") -> None:
        """See ports.Books."""
        gone = col(ReplicaRow.id) == replica_id
        if before is not None:
            gone |= col(ReplicaRow.beat_at) < before
        self.session.execute(delete(ReplicaRow).where(gone))
