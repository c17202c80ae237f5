"""The record of all that was done, and what of it the law lets nobody keep."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.stages.forgetting import Traces
from models.audit import Anchor, AuditEntry, AuditLink


class RecordBooks(Protocol):
    """The chain, which only grows, and the words beside it."""

    # ── the record ────────────────────────────────────────────────────────────────────────────
    @property
    def has_noted(self) -> bool:
        """Whether this transaction has appended to the chain."""
        ...

    def audit(self, entry: AuditEntry) -> None:
        """Append to the chain."""
        ...

    def audited(self, what: Collection[str], since: datetime) -> tuple[AuditEntry, ...]:
        """Every entry that says one of *what*, at *since* or later, oldest first; empty where *what* is."""
        ...

    def audited_of(self, by_id: str, what: str, since: datetime) -> tuple[AuditEntry, ...]:
        """As `audited`, of one person; what they wrote in their own words is left sealed."""
        ...

    def audit_trail(self, subject: str | None = None) -> tuple[tuple[int, AuditEntry, str], ...]:
        """(number, entry, hash) of every entry, or of those about one subject; what was erased of it is ""."""
        ...

    def audit_links(self, after: int, most: int) -> tuple[AuditLink, ...]:
        """At most so many entries after the number *after*, as they are chained, in the order of their numbers."""
        ...

    # ── forgetting ────────────────────────────────────────────────────────────────────────────────
    def traces(self, address: str) -> tuple[Traces, frozenset[str]]:
        """What the person with this address is known by here, and the accounts they are of."""
        ...

    def erase(self, traces: Traces, accounts: Collection[str], under: int) -> tuple[str, ...]:
        """Take them out of every row, and of the words beside the record under the entry *under*; what was changed."""
        ...

    def chained(self, traces: Traces) -> int:
        """Entries of the record that name them in the chain itself, out of which nothing can be taken."""
        ...

    def forget_presses(self, before: datetime) -> int:
        """Let go of the ids of presses, commands and events taken before an instant; how many they were."""
        ...

    def forget_texts(self, since: datetime | None, before: datetime, under: int) -> tuple[str, ...]:
        """Take the texts out of what was last moved in [since, before), and from beside its entries; its subjects.

        These are packets that were closed or sent, and disputes that were decided. Quotes put beside accounts before
        then go, and what a model made of the words of accounts with which nothing was going on since.
        """
        ...

    def audit_guard(self) -> str:
        """What keeps the database's own user from changing the chain, as a clause."""
        ...

    def audit_head(self, before: datetime | None = None) -> Anchor | None:
        """The last entry, or the last one before an instant; None = there is none."""
        ...
