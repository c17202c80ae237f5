"""The store on SQLite (default) or PostgreSQL. The only home of sqlmodel, sqlalchemy and models.tables."""

from bot.adapters.sql_store.copies import back_up, bring_back
from bot.adapters.sql_store.engine import SqlStore

__all__ = ["SqlStore", "back_up", "bring_back"]
