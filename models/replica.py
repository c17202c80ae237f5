"""The processes of `collections run`, as each says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ProcessRole(StrEnum):
    """What a process does; several share one database on PostgreSQL."""

    #: Everything, which is what one process alone does.
    ALL = "all"
    #: Takes presses, forms and commands.
    BOT = "bot"
    #: Works the outbox.
    WORKER = "worker"
    #: Runs mornings, looks at the sources, and minds what is due.
    CLOCK = "clock"

    def does(self, part: ProcessRole) -> bool:
        """Whether a process of this role does *part*."""
        return self in (ProcessRole.ALL, part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """One process, as of its last beat. Instants are the store's own (see books.instant)."""

    #: New at every start.
    id: str
    role: ProcessRole
    host: str
    pid: int
    #: Of the installed package.
    version: str
    started_at: datetime
    beat_at: datetime
    #: When its last round of deliveries ended; None = none has yet, or it delivers nothing.
    delivered_at: datetime | None = None
    #: Whether Slack can reach it; None = it takes no presses.
    is_connected: bool | None = None
