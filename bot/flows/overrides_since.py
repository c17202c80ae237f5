"""What people did otherwise than the cards proposed, for the Home tab and the Monday message."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.books import Books
from bot.flows.desk import Desk
from bot.stages.overrides import OVERRIDES, overridden
from models.fact import FactKind
from models.home import Overridden


def overrides_since(desk: Desk, books: Books, since: datetime, until: datetime | None = None) -> tuple[Overridden, ...]:
    """By rule, what was pressed at *since* or later and before *until*; None = up to now."""
    until = until or desk.clock.now() + timedelta(days=1)
    entries = [entry for entry in books.audited(OVERRIDES.keys(), since) if entry.at < until]
    rejected = [fact for fact in books.facts_of(FactKind.SUSPICION_REJECTED) if since <= fact.at < until]
    # One press speaks of every sentence that was suspected.
    return overridden(entries, len({(fact.account_id, fact.by_id, fact.at) for fact in rejected}))
