"""Rows of what people and models have said, and who is known."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from models.columns import CodePoints


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


class AcceptedAddressRow(SQLModel, table=True):
    """An address of an account that a mail may go to without a second look, hashed with the account."""

    __tablename__ = "accepted_address"
    account_id: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)


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
