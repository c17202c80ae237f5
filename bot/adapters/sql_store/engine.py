"""Connections and transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session, SQLModel

from bot.adapters.sql_store.baselines import Baselines
from bot.adapters.sql_store.days import Days
from bot.adapters.sql_store.dialects import connect, protect_audit
from bot.adapters.sql_store.draft_words import DraftWordsShelf
from bot.adapters.sql_store.effects import Effects
from bot.adapters.sql_store.ledger import LedgerShelf
from bot.adapters.sql_store.model_briefs import ModelBriefs
from bot.adapters.sql_store.model_readings import ModelReadings
from bot.adapters.sql_store.packets import Packets
from bot.adapters.sql_store.ranking import RankingShelf
from bot.adapters.sql_store.record import Record
from bot.adapters.sql_store.roster import RosterShelf
from bot.adapters.sql_store.withheld import WithheldShelf


class SqlBooks(
    LedgerShelf,
    Days,
    Packets,
    Effects,
    Baselines,
    ModelReadings,
    ModelBriefs,
    DraftWordsShelf,
    RosterShelf,
    WithheldShelf,
    RankingShelf,
    Record,
):
    """ports.Books over one session, which is one transaction."""


class SqlStore:
    """ports.Store. *url* is a SQLAlchemy URL; "sqlite:///file.db" needs nothing installed."""

    def __init__(self, url: str) -> None:
        self.engine = connect(url)
        with self.engine.begin() as connection:
            SQLModel.metadata.create_all(connection)
            protect_audit(connection)

    @contextmanager
    def transaction(self) -> Iterator[SqlBooks]:
        """A write transaction; commits on leaving, rolls back on any exception."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield SqlBooks(session)

    def close(self) -> None:
        """Give the file or the connections back."""
        self.engine.dispose()
