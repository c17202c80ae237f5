"""Taking out of every table what names one person, and out of closed packets what is past its time."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, and_, delete, func, or_, update
from sqlmodel import Session, SQLModel, col, select

from bot.adapters.sql_store.bodies import dump, load
from bot.stages.forgetting import Traces, forgotten, forgotten_dispute
from models.dispute import Dispute
from models.fact import Fact, FactKind
from models.lifecycle import DisputeState
from models.packet_record import PacketRecord
from models.tables import (
    AuditRow,
    AuditTextRow,
    DeliveryRow,
    DisputeRow,
    DraftWordsRow,
    FactRow,
    LedgerRow,
    ModelBriefRow,
    ModelReadingRow,
    PacketRow,
)

#: The chain stays as it is, and the words beside it are left out one by one.
_RECORD = frozenset({"audit", "audit_text"})
_DECIDED = (DisputeState.RESOLVED, DisputeState.REJECTED, DisputeState.WITHDRAWN)
_AT_ONCE = 500


class Forgetting:
    """What the law, or the policy, lets nobody keep."""

    session: Session

    # ── one person ────────────────────────────────────────────────────────────────────────────────

    def traces(self, address: str) -> tuple[Traces, frozenset[str]]:
        """See ports.Books."""
        alone = Traces(address)
        names, accounts = set[str](), set[str]()
        for table, row in self._naming(alone, ()):
            names |= {name for column in _texts(table) for name in alone.names_in(_parsed(row[column.name]))}
            accounts |= {row["account_id"]} if "account_id" in row else set()
        labels = select(LedgerRow.label).where(col(LedgerRow.account_id).in_(accounts), LedgerRow.kind == "account")
        return alone.called(names, self.session.exec(labels)), frozenset(accounts)

    def erase(self, traces: Traces, accounts: Collection[str], under: int) -> tuple[str, ...]:
        """See ports.Books."""
        changed = list[str]()
        for table, row in list(self._naming(traces, accounts)):
            at_theirs = row.get("account_id") in accounts
            cleaned = {each.name: _cleaned(traces, row[each.name], at_theirs=at_theirs) for each in _texts(table)}
            if any(row[name] != value for name, value in cleaned.items()):
                self.session.execute(update(table).where(_is(table, row)).values(cleaned))
                changed.append(f"{table.name}:{row.get('id', '')}")
        self._erase_texts(self._words_of(traces, accounts), under)
        return tuple(changed)

    def chained(self, traces: Traces) -> int:
        """See ports.Books."""
        found = select(func.count()).select_from(AuditRow).where(_says(col(AuditRow.body), _wide(traces)))
        return self.session.exec(found).one()

    def _naming(self, traces: Traces, accounts: Collection[str]) -> Iterator[tuple[Table, RowMapping]]:
        """Every row in which they may stand."""
        for table in SQLModel.metadata.sorted_tables:
            texts = _texts(table)
            if table.name in _RECORD or not texts:
                continue
            named = [_says(each, _wide(traces)) for each in texts]
            if traces.parts and "account_id" in table.columns:
                theirs = table.columns["account_id"].in_(accounts)
                named += [and_(theirs, _says(each, sorted(traces.parts))) for each in texts]
            for row in self.session.execute(table.select().where(or_(*named))).mappings():
                yield table, row

    def _words_of(self, traces: Traces, accounts: Collection[str]) -> ColumnElement[bool]:
        """The words beside the record in which they stand."""
        packets = select(PacketRow.id).where(col(PacketRow.account_id).in_(accounts))
        disputes = select(DisputeRow.id).where(col(DisputeRow.account_id).in_(accounts))
        subjects = {f"account:{each}" for each in accounts}
        subjects |= {f"packet:{each}" for each in self.session.exec(packets)}
        subjects |= {f"dispute:{each}" for each in self.session.exec(disputes)}
        theirs = col(AuditTextRow.number).in_(select(AuditRow.number).where(col(AuditRow.subject).in_(subjects)))
        named = _says(col(AuditTextRow.text), _wide(traces))
        return or_(named, and_(theirs, _says(col(AuditTextRow.text), sorted(traces.parts)))) if traces.parts else named

    # ── past its time ─────────────────────────────────────────────────────────────────────────────

    def forget_presses(self, before: datetime) -> int:
        """See ports.Books."""
        return _count(self.session.execute(delete(DeliveryRow).where(col(DeliveryRow.at) < before)))

    def forget_texts(self, since: datetime | None, before: datetime, under: int) -> tuple[str, ...]:
        """See ports.Books."""
        gone = [*self._packets(since, before), *self._disputes(since, before)]
        for start in range(0, len(gone), _AT_ONCE):
            subjects = gone[start : start + _AT_ONCE]
            entries = select(AuditRow.number).where(col(AuditRow.subject).in_(subjects))
            self._erase_texts(col(AuditTextRow.number).in_(entries), under)
        self._forget_quotes(before)
        self._forget_model(before)
        return tuple(gone)

    def _packets(self, since: datetime | None, before: datetime) -> Iterator[str]:
        old = select(PacketRow).where(~col(PacketRow.is_live), col(PacketRow.moved_at) < before)
        if since is not None:
            old = old.where(col(PacketRow.moved_at) >= since)
        for row in self.session.exec(old.order_by(PacketRow.id)):
            row.body = dump(forgotten(load(PacketRecord, row.body)))
            yield f"packet:{row.id}"

    def _disputes(self, since: datetime | None, before: datetime) -> Iterator[str]:
        states = [state.value for state in _DECIDED]
        for row in self.session.exec(select(DisputeRow).where(col(DisputeRow.state).in_(states))):
            dispute = load(Dispute, row.body)
            moved = max((step.at for step in dispute.steps), default=dispute.flagged_at)
            if moved < before and (since is None or moved >= since):
                row.body = dump(forgotten_dispute(dispute))
                yield f"dispute:{row.id}"

    def _forget_quotes(self, before: datetime) -> None:
        """What colleagues said, put beside an account for a decision that was made long ago."""
        begins = f'{{"kind":"{FactKind.QUOTED.value}",'
        for row in self.session.exec(select(FactRow).where(func.substr(FactRow.body, 1, len(begins)) == begins)):
            if load(Fact, row.body).at < before:
                self.session.delete(row)

    def _forget_model(self, before: datetime) -> None:
        """What a model made of the words of accounts with which nothing is going on; it can be asked again."""
        going_on = select(PacketRow.account_id).where(col(PacketRow.is_live) | (col(PacketRow.moved_at) >= before))
        for table in (ModelReadingRow, ModelBriefRow, DraftWordsRow):
            self.session.execute(delete(table).where(col(table.account_id).not_in(going_on)))

    def _erase_texts(self, which: ColumnElement[bool], under: int) -> None:
        erased = {"text": None, "salt": None, "erased_by": under}
        standing = col(AuditTextRow.text).is_not(None)
        # What was written under the same entry, such as by whom, tells why they are gone.
        earlier = col(AuditTextRow.number) < under
        self.session.execute(update(AuditTextRow).where(which, standing, earlier).values(erased))


def _texts(table: Table) -> list[Any]:
    """The columns that can hold words, in rows that are not known by them."""
    return [each for each in table.columns if each.type.python_type is str and not each.primary_key]


def _wide(traces: Traces) -> list[str]:
    return [traces.address, *sorted(traces.names)]


def _says(column: Any, words: Collection[str]) -> ColumnElement[bool]:
    """Whether a text, or the JSON of one, may have one of *words*; a little more than has them is no harm."""
    return or_(*(column.icontains(json.dumps(word, ensure_ascii=False)[1:-1], autoescape=True) for word in words))


def _is(table: Table, row: RowMapping) -> ColumnElement[bool]:
    return and_(*(column == row[column.name] for column in table.primary_key.columns))


def _parsed(text: str | None) -> Any:
    """The JSON that *text* is; itself where it is none."""
    try:
        return json.loads(text or "")
    except ValueError:
        return text


def _cleaned(traces: Traces, text: str | None, *, at_theirs: bool) -> str | None:
    value = _parsed(text)
    cleaned = traces.without(value, at_theirs=at_theirs)
    if cleaned == value:
        return text
    return cleaned if isinstance(cleaned, str) else json.dumps(cleaned, ensure_ascii=False, separators=(",", ":"))


def _count(result: Any) -> int:
    return int(result.rowcount)
