"""Running the revisions, on a connection whose transaction is the caller's: all of them happen, or nothing does."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, create_engine, inspect

from bot.errors import StoreError

_FIRST = "0001"
_Columns = dict[str, frozenset[str]]


def upgrade(connection: Connection, metadata: MetaData, version: str | None) -> None:
    """Bring the tables from *version* to the last one; None = they were made before versions were kept.

    Raises:
        StoreError: the database is of a later version, or is none of ours.
    """
    config = config_for(connection, metadata)
    if version is None:
        _adopt(connection, metadata)
        command.stamp(config, _FIRST)
    elif version not in {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}:
        raise StoreError(
            f"The database has version {version}, which this copilot does not know: it was opened by a later one. "
            "Install that one again, or restore a backup from before the upgrade. Nothing was changed."
        )
    command.upgrade(config, "head")


def config_for(connection: Connection, metadata: MetaData) -> Config:
    """What every command of alembic is given; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes.update(connection=connection, metadata=metadata)
    return config


def _adopt(connection: Connection, metadata: MetaData) -> None:
    here, first = columns_of(connection), _first_columns(metadata)
    if wrong := sorted({*here} ^ {*first} | {table for table in {*here} & {*first} if here[table] != first[table]}):
        raise StoreError(
            f"The database has tables, but not those of this copilot's first version ({', '.join(wrong)} differ). "
            "Set DATABASE_URL to its own, or to an empty one. Nothing was changed."
        )


def _first_columns(metadata: MetaData) -> _Columns:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        command.upgrade(config_for(connection, metadata), _FIRST)
        return {table: columns for table, columns in columns_of(connection).items() if table != "alembic_version"}


def columns_of(connection: Connection) -> _Columns:
    """The names of the columns of every table."""
    return {
        table: frozenset(each["name"] for each in columns)
        for (_, table), columns in inspect(connection).get_multi_columns().items()
    }
