"""The books of one day added up straight, to be held against its lines; kept for ever beside them."""

from __future__ import annotations

from dataclasses import dataclass

from models.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class BookTotal:
    """One billing entity and currency on one business-local day, over all accounts."""

    entity: str
    currency: str
    #: Every posted invoice, paid or not.
    billed: Money
    #: Posted payments and credit notes.
    received: Money
    #: What the ERP calls settled, or no source lists any more, and no money in the books pays for.
    closed: Money
    #: Payments and credits that no invoice claims.
    unapplied: Money

    @property
    def receivable(self) -> Money:
        """What is owed to us: billed, less what came, less what was closed without money."""
        return self.billed - self.received - self.closed
