"""What flows need from the outside world. Adapters implement these; tests implement them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from bot.books import Books
from bot.cards.drawing import Drawing
from bot.errors import ModelError
from models.attachment import Copy, NotAttached
from models.chart import AgeingChart, Picture, TrendChart
from models.draft import Draft
from models.ledger import SourceReport
from models.people import Colleague, Person
from models.prompted_model import PromptedModel
from models.receivable import Invoice
from models.setup import Installation, SlackChannel, SlackUser
from models.word_choice import ModelAnswer


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        ...

    def today(self, timezone: str) -> date:
        """The current date in an IANA zone."""
        ...


class LedgerSource(Protocol):
    """One table of sources.toml."""

    @property
    def name(self) -> str:
        """Its name in sources.toml."""
        ...

    def fingerprint(self) -> str:
        """Changes when what `read` would return may change.

        Where that takes reading everything, what was read is kept for the next `read`, so nobody is asked twice.
        """
        ...

    def read(self, *, as_of: date, read_at: datetime) -> SourceReport:
        """Read it whole.

        Raises:
            SourceError: a file is missing, half-written or not what the mapping says.
        """
        ...


class Store(Protocol):
    """Where the product's own truth is kept."""

    def transaction(self) -> AbstractContextManager[Books]:
        """A write transaction; commits on leaving, rolls back on any exception."""
        ...


class Postbox(Protocol):
    """Slack, as far as the product writes to it."""

    def post(self, channel: str, drawing: Drawing, key: str) -> str:
        """Post a message carrying *key* as opaque metadata and return its ts.

        Raises:
            RateLimitedError, DeliveryRefusedError, OutcomeUnknownError
        """
        ...

    def find(self, channel: str, key: str, since: datetime) -> str | None:
        """The ts of our message with this key, read from the channel's history."""
        ...

    def share(self, channel: str, pictures: Sequence[tuple[Picture, bytes]]) -> None:
        """Share PNG files in one message, each with its title and the words for who cannot see it.

        Repeating it shares them again. Raises the errors of `post`.
        """
        ...

    def update(self, channel: str, ts: str, drawing: Drawing) -> None:
        """Replace a message of ours; safe to repeat. Raises the errors of `post`."""
        ...


class Charts(Protocol):
    """What makes a picture of figures."""

    def draw(self, chart: AgeingChart | TrendChart) -> bytes:
        """*chart* as a PNG that reads at the width of a phone."""
        ...


class Directory(Protocol):
    """Who a Slack user is, right now."""

    def person(self, team_id: str, user_id: str) -> Person:
        """Never raises for a stranger: they come back barred, with no role."""
        ...

    def colleagues(self, user_ids: Sequence[str], as_of: date) -> Mapping[str, Colleague]:
        """These people of ours as Slack knows them on *as_of*, one request each.

        Never raises: whom Slack did not answer for is missing, and so is everybody after the first time it failed.
        """
        ...


class Workspace(Protocol):
    """Slack, as far as its set-up is looked at; every method may raise the errors of `Postbox.post`."""

    def installation(self) -> Installation:
        """Whose the bot token is, and what it may do."""
        ...

    def open_socket(self) -> None:
        """Ask for a Socket Mode connection, which is not used: only a good app-level token is given one."""
        ...

    def channel(self, channel_id: str) -> SlackChannel | None:
        """A channel; None = there is none, or it is private and the app is not in it, which look alike."""
        ...

    def members(self, channel_id: str) -> tuple[str, ...]:
        """The Slack user ids of everybody in a channel, the app's own included."""
        ...

    def user(self, user_id: str) -> SlackUser | None:
        """A user; None = there is none."""
        ...


class Reader(Protocol):
    """A language model that reads messages: one of them for signals, or all of an account for a brief."""

    @property
    def name(self) -> PromptedModel:
        """Its model and prompt: what another name has read counts as unread."""
        ...

    def read(self, texts: Sequence[str]) -> Iterator[Mapping[str, object] | ModelError]:
        """For each of *texts* in turn what the model answers, unchecked, or why it gave no answer; nothing is raised.

        One call is one run, with one budget of time: what is left when it is spent is not asked.
        """
        ...


class InvoiceFiles(Protocol):
    """The company's own copies of its invoices."""

    def find(self, invoice: Invoice) -> Copy | NotAttached:
        """The copy of *invoice* as it is now; why there is none that may go out is told, never raised."""
        ...


class Drafter(Protocol):
    """A language model that chooses the words of a draft."""

    @property
    def name(self) -> PromptedModel:
        """Its model and prompt: what another name has chosen counts as not asked."""
        ...

    def choose(self, menus: Sequence[str]) -> Iterator[ModelAnswer | ModelError]:
        """For each of *menus* in turn what the model answers, unchecked, or why it gave no answer; nothing is raised.

        One call is one run, with one budget of time and tokens: what is left when it is spent is not asked.
        """
        ...


class Mailer(Protocol):
    """The way out. Only flows.deliver_mail calls it, only for an approved draft."""

    def send(self, draft: Draft, *, message_id: str, at: datetime, files: Sequence[bytes]) -> str:
        """Hand the mail over once and return where it went (a path, a server's reply).

        *files* are the bytes of the draft's attachments, in their order.

        Raises:
            DeliveryRefusedError: definitely not taken.
            RateLimitedError: definitely not taken yet.
            OutcomeUnknownError: it may have been taken; never resent by the machine.
        """
        ...


__all__ = [
    "Charts",
    "Clock",
    "Directory",
    "Drafter",
    "InvoiceFiles",
    "LedgerSource",
    "Mailer",
    "Postbox",
    "Reader",
    "Store",
    "Workspace",
]
