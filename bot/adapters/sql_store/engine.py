"""Connections and transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlmodel import Session, SQLModel

from bot.adapters.sql_store.accepted import AcceptedShelf
from bot.adapters.sql_store.backlog import Backlog
from bot.adapters.sql_store.baselines import Baselines
from bot.adapters.sql_store.channels import ChannelShelf
from bot.adapters.sql_store.days import Days
from bot.adapters.sql_store.dialects import answering, connect, grant_writer, protect_audit, waiting
from bot.adapters.sql_store.draft_words import DraftWordsShelf
from bot.adapters.sql_store.effects import Effects
from bot.adapters.sql_store.forgetting import Forgetting
from bot.adapters.sql_store.ledger import LedgerShelf
from bot.adapters.sql_store.model_briefs import ModelBriefs
from bot.adapters.sql_store.model_readings import ModelReadings
from bot.adapters.sql_store.packets import Packets
from bot.adapters.sql_store.presses import Presses
from bot.adapters.sql_store.ranking import RankingShelf
from bot.adapters.sql_store.record import Record
from bot.adapters.sql_store.replicas import ReplicaShelf
from bot.adapters.sql_store.roster import RosterShelf
from bot.adapters.sql_store.schema import bring_up
from bot.adapters.sql_store.turns import Turns
from bot.adapters.sql_store.withheld import WithheldShelf
from bot.errors import StoreError, StoreUnavailableError

#: Whoever starts while another upgrades waits for the end of it.
_UPGRADE_SECONDS = 600


class SqlBooks(
    LedgerShelf,
    Days,
    Packets,
    Effects,
    Backlog,
    Baselines,
    ModelReadings,
    ModelBriefs,
    DraftWordsShelf,
    RosterShelf,
    AcceptedShelf,
    WithheldShelf,
    RankingShelf,
    ReplicaShelf,
    ChannelShelf,
    Record,
    Presses,
    Forgetting,
):
    """ports.Books over one session, which is one transaction."""


class SqlStore:
    """ports.Store. *url* is a SQLAlchemy URL; "sqlite:///file.db" needs nothing installed.

    *owner_url* is the same PostgreSQL database as its tables' owner, who alone makes and upgrades them; None = whoever
    *url* names does.
    """

    def __init__(self, url: str, owner_url: str | None = None) -> None:
        self.engine = connect(url)
        self._turns = Turns(self.engine)
        owner = connect(owner_url) if owner_url else self.engine
        try:
            with answering(), owner.connect() as connection:
                patient = connection.execution_options(**waiting(_UPGRADE_SECONDS))
                with patient.begin():
                    bring_up(patient)
                    if owner_url:
                        grant_writer(patient, make_url(url).username or "", tuple(SQLModel.metadata.tables))
        except StoreUnavailableError as error:
            raise StoreError("The database does not answer. Check DATABASE_URL, and that the server runs.") from error
        if owner_url:
            owner.dispose()

    @contextmanager
    def transaction(self, *, wait_seconds: float | None = None) -> Iterator[SqlBooks]:
        """See ports.Store."""
        with answering(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            # At once: a database that is away must be found out here, and not in the middle of the work.
            session.connection(execution_options=waiting(wait_seconds))
            yield SqlBooks(session)

    @contextmanager
    def alone(self, name: str) -> Iterator[bool]:
        """See ports.Store."""
        with answering(), self._turns.take(name) as is_ours:
            yield is_ours

    def protect_audit(self) -> None:
        """Lay anew what lets the database itself refuse to change the audit trail."""
        with answering(), self.engine.begin() as connection:
            protect_audit(connection)

    def compact(self) -> None:
        """Overwrite what was deleted, where that is one file; elsewhere the server does it in its own time."""
        if self.engine.dialect.name == "sqlite":
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("VACUUM")
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def close(self) -> None:
        """Give the file or the connections back."""
        self.engine.dispose()
