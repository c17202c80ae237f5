"""Rows of what leaves, and what Slack lets us do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from models.columns import Instant


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
