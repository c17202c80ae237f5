"""The tables, as this version of the code wants them: made in an empty database, upgraded in an older one."""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, String, Table, insert, inspect, select
from sqlmodel import SQLModel

import models.tables  # noqa: F401  (registers every table)
from bot.adapters.migrations import HEAD
from bot.adapters.sql_store.dialects import protect_audit

#: As alembic makes it, which an upgrade leaves it to.
_VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


def bring_up(connection: Connection) -> None:
    """Make or upgrade the tables in the transaction of *connection*, which keeps every other process out meanwhile.

    Raises:
        StoreError: the database is of a later version, or is none of ours.
    """
    tables = inspect(connection).get_table_names()
    version = connection.execute(select(_VERSION.c.version_num)).scalar() if _VERSION.name in tables else None
    if version == HEAD:
        return
    if not tables:
        SQLModel.metadata.create_all(connection)
        _VERSION.create(connection)
        connection.execute(insert(_VERSION).values(version_num=HEAD))
    else:
        # The library takes a third of a second to import, and is needed on the day of an upgrade only.
        from bot.adapters.migrations.upgrade import upgrade

        upgrade(connection, SQLModel.metadata, version)
    # Also after an upgrade: a table that was made anew has lost its triggers.
    protect_audit(connection)
