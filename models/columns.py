"""Columns that say on both engines what they hold; private to the store's rows."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, TypeDecorator
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

# PostgreSQL's own names, given on every engine: a revision can then name what it changes.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "%(table_name)s_%(column_0_name)s_key",
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
}


class CodePoints(TypeDecorator[str]):
    """A text that sorts and compares by code point on every engine; a PostgreSQL's own order is its locale's."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:  # noqa: D102
        return String(collation="C" if dialect.name == "postgresql" else None)


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC: SQLite compares what is written and knows no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        if value is None:
            return None
        # SQLite gives back what it knows: no zone.
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Counter(TypeDecorator[int]):
    """The number of a row. Every import writes the ledger anew, and on PostgreSQL numbers do not come back."""

    impl = Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[int]:  # noqa: D102
        return Integer() if dialect.name == "sqlite" else BigInteger()
