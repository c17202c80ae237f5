"""What one person did lately."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, SQLModel

from bot.adapters.sql_store.bodies import load
from models.audit import AuditEntry
from models.tables import AuditRow

_AUDIT = SQLModel.metadata.tables[str(AuditRow.__tablename__)]
_THEIRS = (
    select(_AUDIT.c.body)
    .where(
        _AUDIT.c.what == bindparam("what"),
        _AUDIT.c.at >= bindparam("since"),
        # Quotation marks within a value are escaped, so none of these can be part of one.
        func.replace(_AUDIT.c.body, bindparam("saying"), "") != _AUDIT.c.body,
    )
    .order_by(_AUDIT.c.number)
)


class Presses:
    """The entries of the record that one person made; every press asks for them."""

    session: Session

    def audited_of(self, by_id: str, what: str, since: datetime) -> tuple[AuditEntry, ...]:
        """See ports.Books."""
        asked = {"what": what, "since": since, "saying": f'"by_id":"{by_id}"'}
        return tuple(load(AuditEntry, body) for body in self.session.connection().execute(_THEIRS, asked).scalars())
