"""Rows, private to bot.adapters.sql_store. Nothing else may import this module.

Bodies are JSON of the frozen models; the columns beside them are what is searched, compared or made unique.
Table classes do not validate, so the store writes only what it serialised from a model.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, Index, Text, text
from sqlmodel import Field, SQLModel


class SnapshotRow(SQLModel, table=True):
    """One import that became visible."""

    __tablename__ = "snapshot"
    id: int | None = Field(default=None, primary_key=True)
    digest: str
    as_of: date
    is_current: bool = Field(index=True)
    #: JSON list of SourceStamp.
    stamps: str = Field(sa_type=Text)
    #: JSON list of RejectedRow.
    rejected: str = Field(sa_type=Text)


class LedgerRow(SQLModel, table=True):
    """One record of the current snapshot."""

    __tablename__ = "ledger"
    __table_args__ = (Index("ix_ledger_kind_label", "kind", "label"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    account_id: str = Field(index=True)
    record_id: str
    #: Lower-cased account name, or the invoice number without leading zeros.
    label: str
    body: str = Field(sa_type=Text)


class KeptRow(SQLModel, table=True):
    """One record of a source that exports changes only, as it last said it."""

    __tablename__ = "kept_record"
    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    kind: str
    body: str = Field(sa_type=Text)


class DayRow(SQLModel, table=True):
    """What was open of one account on one day; for ever."""

    __tablename__ = "day_line"
    __table_args__ = ({"sqlite_with_rowid": False},)
    day: date = Field(primary_key=True, sa_type=Date)
    account_id: str = Field(primary_key=True)
    #: JSON list of lines, each a list without names: there is one for every open invoice and day.
    body: str = Field(sa_type=Text)


class FactRow(SQLModel, table=True):
    """One press that is a fact."""

    __tablename__ = "fact"
    id: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(index=True)
    body: str = Field(sa_type=Text)


class PacketRow(SQLModel, table=True):
    """One packet; at most one live one per account, entity and currency."""

    __tablename__ = "packet"
    __table_args__ = (
        Index(
            "uq_packet_live",
            "account_id",
            "entity",
            "currency",
            unique=True,
            sqlite_where=text("is_live = 1"),
            postgresql_where=text("is_live"),
        ),
    )
    id: str = Field(primary_key=True)
    account_id: str = Field(index=True)
    entity: str
    currency: str
    state: str
    version: int
    is_live: bool = Field(index=True)
    owner_id: str = Field(index=True)
    reviewer_role: str = Field(index=True)
    #: Instant of the last move.
    moved_at: datetime
    body: str = Field(sa_type=Text)


class DisputeRow(SQLModel, table=True):
    """One dispute."""

    __tablename__ = "dispute"
    id: str = Field(primary_key=True)
    account_id: str = Field(index=True)
    state: str
    version: int
    body: str = Field(sa_type=Text)


class OutboxRow(SQLModel, table=True):
    """One outside effect."""

    __tablename__ = "outbox"
    number: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    subject: str = Field(index=True)
    state: str = Field(index=True)
    attempt: int
    not_before: datetime
    lease_until: datetime | None = None
    body: str = Field(sa_type=Text)


class CardRow(SQLModel, table=True):
    """One Slack message of ours."""

    __tablename__ = "card"
    number: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    subject: str = Field(index=True)
    channel: str
    ts: str
    wanted: int
    shown: int
    is_live: bool


class DeliveryRow(SQLModel, table=True):
    """A press, command or event that was taken."""

    __tablename__ = "delivery"
    id: str = Field(primary_key=True)
    at: datetime


class RunRow(SQLModel, table=True):
    """A daily job that was started for one local date."""

    __tablename__ = "run"
    job: str = Field(primary_key=True)
    entity: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    at: datetime


class AuditRow(SQLModel, table=True):
    """One link of the chain; triggers refuse changes."""

    __tablename__ = "audit"
    number: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    body: str = Field(sa_type=Text)
    hash: str
