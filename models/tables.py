"""Rows, private to bot.adapters.sql_store. Nothing else may import this module.

Bodies are JSON of the frozen models; the columns beside them are what is searched, compared or made unique.
Table classes do not validate, so the store writes only what it serialised from a model.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, Index, Text, text
from sqlmodel import Field, SQLModel

from models.columns import CodePoints, Counter, Instant

# PostgreSQL's own names, given on every engine: a revision can then name what it changes.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "%(table_name)s_%(column_0_name)s_key",
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
}


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
    """All records of one kind that the current snapshot has of one account."""

    __tablename__ = "ledger"
    #: "account", or the field of AccountLedger.
    kind: str = Field(primary_key=True)
    account_id: str = Field(primary_key=True, sa_type=CodePoints)
    #: Lower-cased name of the account; "" on every other kind.
    label: str = Field(sa_type=CodePoints)
    #: JSON of the account, or a JSON list of the others.
    body: str = Field(sa_type=Text)


class NumberRow(SQLModel, table=True):
    """What one invoice of the current snapshot is looked up by."""

    __tablename__ = "invoice_number"
    __table_args__ = ({"sqlite_with_rowid": False},)
    #: The number of its document, lower-cased and without leading zeros.
    label: str = Field(primary_key=True)
    account_id: str = Field(primary_key=True, sa_type=CodePoints)
    number: str = Field(primary_key=True, sa_type=CodePoints)


class KeptRow(SQLModel, table=True):
    """One record of a source that exports changes only, as it last said it."""

    __tablename__ = "kept_record"
    id: int | None = Field(default=None, primary_key=True, sa_type=Counter)
    source: str = Field(index=True)
    kind: str
    body: str = Field(sa_type=Text)


class DayRow(SQLModel, table=True):
    """What was open of one account on one day; for ever."""

    __tablename__ = "day_line"
    __table_args__ = ({"sqlite_with_rowid": False},)
    day: date = Field(primary_key=True, sa_type=Date)
    account_id: str = Field(primary_key=True, sa_type=CodePoints)
    #: JSON list of lines, each a list without names: there is one for every open invoice and day.
    body: str = Field(sa_type=Text)


class DayTotalRow(SQLModel, table=True):
    """One billing entity and currency on one day, added up straight; minor units."""

    __tablename__ = "day_total"
    day: date = Field(primary_key=True, sa_type=Date)
    entity: str = Field(primary_key=True)
    currency: str = Field(primary_key=True)
    billed: int = Field(sa_type=BigInteger)
    received: int = Field(sa_type=BigInteger)
    closed: int = Field(sa_type=BigInteger)
    unapplied: int = Field(sa_type=BigInteger)


class FactRow(SQLModel, table=True):
    """One press that is a fact."""

    __tablename__ = "fact"
    id: int | None = Field(default=None, primary_key=True)
    account_id: str = Field(index=True)
    body: str = Field(sa_type=Text)


class SurveyRow(SQLModel, table=True):
    """One owner's word on what follow-ups take them, as they last said it."""

    __tablename__ = "survey_answer"
    user_id: str = Field(primary_key=True, sa_type=CodePoints)
    body: str = Field(sa_type=Text)


class BaselineRow(SQLModel, table=True):
    """The one frozen baseline."""

    __tablename__ = "baseline"
    id: int = Field(primary_key=True)
    body: str = Field(sa_type=Text)
    #: JSON list of PaidInvoice.
    history: str = Field(sa_type=Text)


class RosterRow(SQLModel, table=True):
    """What Slack last said of our people; one row."""

    __tablename__ = "roster"
    id: int = Field(primary_key=True)
    body: str = Field(sa_type=Text)


class WithheldRow(SQLModel, table=True):
    """What is past due of an account to which nobody may write, as the last morning found it."""

    __tablename__ = "withheld"
    account_id: str = Field(primary_key=True, sa_type=CodePoints)
    entity: str = Field(primary_key=True, sa_type=CodePoints)
    currency: str = Field(primary_key=True)
    owner_id: str = Field(index=True)
    body: str = Field(sa_type=Text)


class LargestRow(SQLModel, table=True):
    """The accounts that counted among the largest when they were last ranked; one row."""

    __tablename__ = "largest"
    id: int = Field(primary_key=True)
    body: str = Field(sa_type=Text)


class ModelReadingRow(SQLModel, table=True):
    """What one model with one prompt said of one message; for ever."""

    __tablename__ = "model_reading"
    account_id: str = Field(primary_key=True, sa_type=CodePoints)
    digest: str = Field(primary_key=True)
    prompt: str = Field(primary_key=True)
    model: str = Field(primary_key=True)
    body: str = Field(sa_type=Text)


class ModelBriefRow(SQLModel, table=True):
    """What one model with one prompt made of an account's messages; for ever."""

    __tablename__ = "model_brief"
    account_id: str = Field(primary_key=True, sa_type=CodePoints)
    digest: str = Field(primary_key=True)
    prompt: str = Field(primary_key=True)
    model: str = Field(primary_key=True)
    body: str = Field(sa_type=Text)


class DraftWordsRow(SQLModel, table=True):
    """What one model with one prompt chose from one menu; for ever."""

    __tablename__ = "draft_words"
    account_id: str = Field(primary_key=True, sa_type=CodePoints)
    digest: str = Field(primary_key=True)
    prompt: str = Field(primary_key=True)
    model: str = Field(primary_key=True)
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


class OutboxRow(SQLModel, table=True):
    """One outside effect."""

    __tablename__ = "outbox"
    number: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    partition: str = Field(default="", sa_column_kwargs={"server_default": ""})
    subject: str = Field(index=True)
    state: str = Field(index=True)
    attempt: int
    not_before: datetime = Field(sa_type=Instant)
    lease_until: datetime | None = Field(default=None, sa_type=Instant)
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
    notice: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    attempt: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    lease_until: datetime | None = Field(default=None, sa_type=Instant)
    #: A secret that lives half an hour.
    response_url: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    response_until: datetime | None = Field(default=None, sa_type=Instant)
    response_uses: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class ThrottleRow(SQLModel, table=True):
    """One limit of Slack's: a channel, a method, or all of it; its instants are by this database's clock."""

    __tablename__ = "throttle"
    name: str = Field(primary_key=True)
    free_at: datetime = Field(sa_type=Instant)
    paced_until: datetime = Field(sa_type=Instant)
    turn: datetime = Field(sa_type=Instant)
    failures: int
    why: str = Field(sa_type=Text)


class SweepRow(SQLModel, table=True):
    """A channel whose history is to be read for messages that stand there twice."""

    __tablename__ = "sweep"
    channel: str = Field(primary_key=True)
    since: datetime = Field(sa_type=Instant)
    #: By this database's clock.
    due: datetime = Field(sa_type=Instant)


class ChannelRow(SQLModel, table=True):
    """A channel as it was last looked at."""

    __tablename__ = "channel"
    channel: str = Field(primary_key=True)
    #: By this database's clock.
    at: datetime | None = Field(default=None, sa_type=Instant)
    #: A member of models.channel.Unfit; "" = accounts may be shown there.
    unfit: str
    changes: int
    seen: int


class ReplicaRow(SQLModel, table=True):
    """A process that runs, or has stopped without a word."""

    __tablename__ = "replica"
    id: str = Field(primary_key=True)
    beat_at: datetime = Field(sa_type=Instant)
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


class AcceptedAddressRow(SQLModel, table=True):
    """An address of an account that a mail may go to without a second look, hashed with the account."""

    __tablename__ = "accepted_address"
    account_id: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)


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
