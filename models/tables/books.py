"""Rows of what was imported, and what each day saw of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Date, Text
from sqlmodel import Field, SQLModel

from models.columns import CodePoints, Counter


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


class LargestRow(SQLModel, table=True):
    """The accounts that counted among the largest when they were last ranked; one row."""

    __tablename__ = "largest"
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
