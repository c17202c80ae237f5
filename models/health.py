"""How the copilot is, as operators and their monitoring ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.morning import Morning
from models.outbox import OutboxKind, OutboxState
from models.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One look. It names nobody and quotes nothing: no customer, no person, no text."""

    #: By the store's clock; by the looker's own where the database did not answer.
    at: datetime
    #: Why somebody has something to do, a sentence each; empty = nothing is wrong.
    red: tuple[str, ...] = ()
    is_database_reachable: bool = True
    is_paused: bool = False
    #: Processes whose last beat is fresh; the others have stopped without a word.
    alive: tuple[Replica, ...] = ()
    silent: tuple[Replica, ...] = ()
    outbox: Mapping[tuple[OutboxKind, OutboxState], int] = field(default_factory=dict)
    #: Why Slack does not let the app in; "" = it did the last time.
    refused_by_slack: str = ""
    #: What the mail server says that does not let us in; "" = it did the last time.
    refused_by_mail_server: str = ""
    #: Since when the effect is due that has waited longest; None = nothing is.
    oldest_due: datetime | None = None
    #: Ids of the channels in which no account may be shown.
    unfit_channels: tuple[str, ...] = ()
    mornings: tuple[Morning, ...] = ()
    #: When each source was last read.
    sources: Mapping[str, datetime] = field(default_factory=dict)
    #: Of each source that is further behind than the policy allows, a few words.
    late: tuple[str, ...] = ()

    @property
    def is_ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.red

    @property
    def uncertain(self) -> int:
        """Mails and posts a person has to look for; pictures are shared at most once and asked about by nobody."""
        lost = self.count(OutboxState.UNCERTAIN)
        return lost - self.outbox.get((OutboxKind.PICTURES, OutboxState.UNCERTAIN), 0)

    def count(self, state: OutboxState) -> int:
        """Effects in one state, of every kind."""
        return sum(number for (_, each), number in self.outbox.items() if each is state)
