"""Rows of what is being decided, what happened once, and the record of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, Text, text
from sqlmodel import Field, SQLModel

from models.columns import CodePoints, Instant


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
    id: str = Field(primary_key=True, sa_type=CodePoints)
    account_id: str = Field(index=True)
    entity: str
    currency: str
    state: str
    version: int
    is_live: bool = Field(index=True)
    owner_id: str = Field(index=True)
    reviewer_role: str = Field(index=True)
    #: Instant of the last move.
    moved_at: datetime = Field(sa_type=Instant)
    body: str = Field(sa_type=Text)


class BlockedRow(SQLModel, table=True):
    """What one blocker keeps back of one live packet, beside its body: sums over all of them must be quick."""

    __tablename__ = "blocked"
    packet_id: str = Field(primary_key=True, sa_type=CodePoints)
    blocker: str = Field(primary_key=True)
    account_id: str = Field(sa_type=CodePoints)
    entity: str
    currency: str
    minor: int = Field(sa_type=BigInteger)


class DisputeRow(SQLModel, table=True):
    """One dispute."""

    __tablename__ = "dispute"
    id: str = Field(primary_key=True)
    account_id: str = Field(index=True)
    state: str
    version: int
    body: str = Field(sa_type=Text)


class DeliveryRow(SQLModel, table=True):
    """A press, command or event that was taken."""

    __tablename__ = "delivery"
    id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)


class RunRow(SQLModel, table=True):
    """A daily job that was started for one local date."""

    __tablename__ = "run"
    job: str = Field(primary_key=True)
    entity: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)


class ReplicaRow(SQLModel, table=True):
    """A process that runs, or has stopped without a word."""

    __tablename__ = "replica"
    id: str = Field(primary_key=True)
    beat_at: datetime = Field(sa_type=Instant)
    body: str = Field(sa_type=Text)


class AuditRow(SQLModel, table=True):
    """One link of the chain; triggers refuse changes."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_what_at", "what", "at"),)
    number: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    #: As the body says, beside it: reports and limits look entries up by what and when.
    what: str = Field(default="", sa_column_kwargs={"server_default": ""})
    at: datetime | None = Field(default=None, index=True, sa_type=Instant)
    body: str = Field(sa_type=Text)
    hash: str


class AuditTextRow(SQLModel, table=True):
    """Words of one entry of the chain, which has their seal alone: they can be erased, and the chain is whole."""

    __tablename__ = "audit_text"
    number: int = Field(primary_key=True)
    key: str = Field(primary_key=True)
    salt: str | None
    text: str | None = Field(sa_type=Text)
    #: Number of the entry under which it was erased.
    erased_by: int | None = Field(default=None)
