"""How much waits in the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.outbox import OutboxKind, OutboxState
from models.tables import OutboxRow


class Backlog:
    """Counts over all of the outbox."""

    session: Session

    def outbox_counts(self) -> Mapping[tuple[OutboxKind, OutboxState], int]:
        """See ports.Books."""
        counted = select(OutboxRow.kind, OutboxRow.state, func.count()).group_by(OutboxRow.kind, OutboxRow.state)
        return {(OutboxKind(kind), OutboxState(state)): number for kind, state, number in self.session.exec(counted)}

    def oldest_due(self, at: datetime) -> datetime | None:
        """See ports.Books."""
        planned = (col(OutboxRow.state) == OutboxState.PLANNED.value) & (col(OutboxRow.not_before) <= at)
        return self.session.exec(select(func.min(OutboxRow.not_before)).where(planned)).one()
