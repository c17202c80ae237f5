"""What happened once, and the controller's chain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import false, func, or_
from sqlmodel import Session, col, select

from bot.adapters.sql_store.bodies import dump, load
from models.audit import GENESIS, AuditEntry
from models.tables import AuditRow, DeliveryRow, RunRow


class Record:
    """Deliveries taken, jobs run, and the audit trail."""

    session: Session

    def first_delivery(self, delivery_id: str, at: datetime) -> bool:
        """See ports.Books."""
        if self.session.get(DeliveryRow, delivery_id) is not None:
            return False
        self.session.add(DeliveryRow(id=delivery_id, at=at))
        self.session.flush()
        return True

    def first_run(self, job: str, entity: str, day: date, at: datetime) -> bool:
        """See ports.Books."""
        if self.session.get(RunRow, (job, entity, day)) is not None:
            return False
        self.session.add(RunRow(job=job, entity=entity, day=day, at=at))
        self.session.flush()
        return True

    def has_run(self, job: str, entity: str, day: date) -> bool:
        """See ports.Books."""
        return self.session.get(RunRow, (job, entity, day)) is not None

    def audit(self, entry: AuditEntry) -> None:
        """See ports.Books."""
        last = self.session.exec(select(AuditRow.hash).order_by(col(AuditRow.number).desc()).limit(1)).first()
        link = AuditRow(subject=entry.subject, body=dump(entry), hash=entry.chained(last or GENESIS))
        self.session.add(link)
        self.session.flush()

    def audited(self, what: Collection[str], since: datetime) -> tuple[AuditEntry, ...]:
        """See ports.Books."""
        # Quotation marks within a value are escaped, so none of these can be part of one.
        says = [col(AuditRow.body).contains(f'"what":"{each}"', autoescape=True) for each in sorted(what)]
        rows = select(AuditRow.body).where(col(AuditRow.number) >= self._first_since(since), or_(false(), *says))
        return tuple(load(AuditEntry, body) for body in self.session.exec(rows.order_by(col(AuditRow.number))))

    def _first_since(self, since: datetime) -> int:
        """The number of the first entry at *since* or later: the chain is in the order of time."""
        last = self.session.exec(select(func.max(AuditRow.number))).one() or 0
        return bisect_left(range(1, last + 1), since, key=self._at) + 1

    def _at(self, number: int) -> datetime:
        """When the entry of this number was written; a number may be missing, and the next one stands for it."""
        rows = select(AuditRow.body).where(col(AuditRow.number) >= number).order_by(col(AuditRow.number))
        return load(AuditEntry, self.session.exec(rows.limit(1)).one()).at

    def audit_trail(self, subject: str | None = None) -> tuple[tuple[int, AuditEntry, str], ...]:
        """See ports.Books."""
        rows = select(AuditRow).order_by(col(AuditRow.number))
        if subject is not None:
            rows = rows.where(AuditRow.subject == subject)
        return tuple((row.number or 0, load(AuditEntry, row.body), row.hash) for row in self.session.exec(rows))
