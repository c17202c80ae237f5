"""What happened once, and the controller's chain."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.adapters.sql_store.bodies import dump, load
from bot.adapters.sql_store.dialects import is_audit_protected, may_rewrite_audit
from models.audit import GENESIS, PLAIN, Anchor, AuditEntry, AuditLink, SealedText, is_seal, seal
from models.morning import Run
from models.tables import AuditRow, AuditTextRow, DeliveryRow, RunRow

_Texts = Mapping[int, Mapping[str, SealedText]]
#: Numbers asked for at once; both engines take more.
_AT_ONCE = 500


class Record:
    """Deliveries taken, jobs run, and the audit trail."""

    session: Session
    #: See ports.Books.
    has_noted = False

    def first_delivery(self, delivery_id: str, at: datetime) -> bool:
        """See ports.Books."""
        if self.session.get(DeliveryRow, delivery_id) is not None:
            return False
        self.session.add(DeliveryRow(id=delivery_id, at=at))
        self.session.flush()
        return True

    def is_delivered(self, delivery_id: str) -> bool:
        """See ports.Books."""
        return self.session.get(DeliveryRow, delivery_id) is not None

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

    def last_run(self, job: str, entity: str) -> Run | None:
        """See ports.Books."""
        theirs = select(RunRow).where(RunRow.job == job, RunRow.entity == entity)
        row = self.session.exec(theirs.order_by(col(RunRow.day).desc()).limit(1)).first()
        return Run(day=row.day, at=row.at) if row else None

    def audit(self, entry: AuditEntry) -> None:
        """See ports.Books."""
        self.has_noted = True
        salts = {key: secrets.token_hex(16) for key, value in entry.detail.items() if value and key not in PLAIN}
        sealed = {key: seal(entry.detail[key], salt) for key, salt in salts.items()}
        chained = replace(entry, detail={**entry.detail, **sealed})
        last = self.session.exec(select(AuditRow.hash).order_by(col(AuditRow.number).desc()).limit(1)).first()
        link = AuditRow(
            subject=entry.subject,
            what=entry.what,
            at=entry.at,
            body=dump(chained),
            hash=chained.chained(last or GENESIS),
        )
        self.session.add(link)
        self.session.flush()
        for key, salt in salts.items():
            self.session.add(AuditTextRow(number=link.number or 0, key=key, salt=salt, text=entry.detail[key]))

    def audited(self, what: Collection[str], since: datetime) -> tuple[AuditEntry, ...]:
        """See ports.Books."""
        said = select(AuditRow).where(col(AuditRow.what).in_(sorted(what)), col(AuditRow.at) >= since)
        return tuple(entry for _, entry, _ in self._read(self.session.exec(said.order_by(col(AuditRow.number)))))

    def audit_trail(self, subject: str | None = None) -> tuple[tuple[int, AuditEntry, str], ...]:
        """See ports.Books."""
        rows = select(AuditRow).order_by(col(AuditRow.number))
        if subject is not None:
            rows = rows.where(AuditRow.subject == subject)
        return self._read(self.session.exec(rows))

    def audit_links(self, after: int, most: int) -> tuple[AuditLink, ...]:
        """See ports.Books."""
        rows = select(AuditRow).where(col(AuditRow.number) > after).order_by(col(AuditRow.number)).limit(most)
        found = self.session.exec(rows).all()
        texts = self._texts(row.number or 0 for row in found)
        return tuple(
            AuditLink(number=row.number or 0, entry=_chained(row), hash=row.hash, texts=texts.get(row.number or 0, {}))
            for row in found
        )

    def audit_guard(self) -> str:
        """See ports.Books."""
        if not is_audit_protected(self.session.connection()):
            return ""
        if may_rewrite_audit(self.session.connection()):
            return "triggers refuse changes, and its user could drop them"
        return "its user can only read and add"

    def audit_head(self, before: datetime | None = None) -> Anchor | None:
        """See ports.Books."""
        rows = select(AuditRow).order_by(col(AuditRow.number).desc()).limit(1)
        if before is not None:
            rows = rows.where(col(AuditRow.at) < before)
        last = self.session.exec(rows).first()
        return Anchor(last.number or 0, last.hash) if last else None

    def _read(self, rows: Iterable[AuditRow]) -> tuple[tuple[int, AuditEntry, str], ...]:
        """(number, entry in its own words, hash) of each."""
        found = [(row.number or 0, load(AuditEntry, row.body), row.hash) for row in rows]
        texts = self._texts(number for number, entry, _ in found if any(map(is_seal, entry.detail.values())))
        return tuple((number, _in_words(entry, texts.get(number, {})), digest) for number, entry, digest in found)

    def _texts(self, numbers: Iterable[int]) -> _Texts:
        found: dict[int, dict[str, SealedText]] = defaultdict(dict)
        wanted = list(numbers)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            for row in self.session.exec(select(AuditTextRow).where(col(AuditTextRow.number).in_(some))):
                found[row.number][row.key] = SealedText(salt=row.salt, text=row.text, erased_by=row.erased_by)
        return found


def _chained(row: AuditRow) -> AuditEntry | None:
    """The entry as the chain has it; None where what is stored is none, or would not be found by what it says."""
    try:
        entry = load(AuditEntry, row.body)
    except ValueError:
        return None
    return entry if (row.subject, row.what, row.at) == (entry.subject, entry.what, entry.at) else None


def _in_words(entry: AuditEntry, texts: Mapping[str, SealedText]) -> AuditEntry:
    """*entry* with its details unsealed; "" for what was erased."""
    erased = SealedText(salt=None, text=None)
    words = {key: texts.get(key, erased).text or "" for key, value in entry.detail.items() if is_seal(value)}
    return replace(entry, detail={**entry.detail, **words})
