"""What flows need from the outside world. Adapters implement these; tests implement them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from bot.books import Books
from bot.cards.drawing import Drawing
from bot.errors import ModelError
from models.attachment import Copy, NotAttached
from models.channel import Audience
from models.chart import AgeingChart, Picture, TrendChart
from models.draft import Draft
from models.ledger import SourceReport
from models.outbox import MailPhase
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

    def transaction(self, *, wait_seconds: float | None = None) -> AbstractContextManager[Books]:
        """A write transaction; commits on leaving, rolls back on any exception.

        *wait_seconds* is how long it may wait for the one before it; None = as long as a job may, half a minute.

        Raises:
            StoreUnavailableError: the database is away, full, or did not let us in within that time. Only when the
                connection broke during the commit itself may it have been recorded; what is stored is compared with
                the version on screen, so repeating it does no harm.
        """
        ...

    def alone(self, name: str) -> AbstractContextManager[bool]:
        """Whether it is our turn at what *name* says; False = somebody else is at it, in this process or another.

        The turn ends with the block, or with the process. It saves work and is no promise: after half an hour without
        a sign of life another process has it, so what is done in it must bear being done twice.
        """
        ...


class Postbox(Protocol):
    """Slack, as far as the product writes to it."""

    def audience(self, channel: str) -> Audience | None:
        """Who would read a post in it; None = there is no such channel, or the app cannot see it, which look alike.

        One request, one more for each 200 people, and one for each of them. Raises the errors of `post`.
        """
        ...

    def post(self, channel: str, drawing: Drawing, key: str) -> str:
        """Post a message carrying *key* as opaque metadata and return its ts.

        Raises:
            RateLimitedError, DeliveryRefusedError, OutcomeUnknownError
        """
        ...

    def ours(self, channel: str, since: datetime) -> tuple[tuple[str, str], ...]:
        """(key, ts) of our messages in the channel's history after *since*, earliest first.

        Raises the errors of `post`.
        """
        ...

    def share(self, channel: str, pictures: Sequence[tuple[Picture, bytes]]) -> None:
        """Share PNG files in one message, each with its title and the words for who cannot see it.

        Repeating it shares them again. Raises the errors of `post`.
        """
        ...

    def update(self, channel: str, ts: str, drawing: Drawing) -> None:
        """Replace a message of ours; safe to repeat.

        Raises the errors of `post`, and MessageGoneError where somebody has deleted it.
        """
        ...

    def answer(self, response_url: str, drawing: Drawing, key: str) -> None:
        """As `update`, as the answer to a press on the message, which carries *key*; it counts towards no limit.

        Raises DeliveryRefusedError or OutcomeUnknownError; `update` is then the way.
        """
        ...

    def delete(self, channel: str, ts: str) -> None:
        """Delete a message of ours. Raises the errors of `update`."""
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


class Countries(Protocol):
    """When people in a country, named by its ISO 3166 code of two letters, are at work."""

    def known(self, zones: tuple[str, ...]) -> tuple[str, ...]:
        """Those of *zones* that are IANA time zones."""
        ...

    def zones(self, country: str, day: date) -> tuple[str, ...]:
        """Its time zones, one for each time that its clocks show on *day*; empty = not known, or too far apart."""
        ...

    def days_off(self, country: str, first: date, last: date) -> frozenset[date] | None:
        """Its public holidays and weekly days of rest from *first* to *last*, both included; None = not known."""
        ...


@runtime_checkable
class MailFolder(Protocol):
    """A folder of a mailbox that can be asked for one mail."""

    @property
    def name(self) -> str:
        """Its name in sources.toml."""
        ...

    def holds(self, message_id: str) -> bool:
        """Whether a mail with this Message-ID, in its angle brackets, is there.

        Raises:
            SourceError: nobody can tell.
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


#: Keeps how far a mail has come, before it goes further.
OnPhase = Callable[[MailPhase], None]


class Mailer(Protocol):
    """The way out. Only flows.deliver_mail calls it, only for an approved draft."""

    def send(self, draft: Draft, *, message_id: str, at: datetime, files: Sequence[bytes], on_phase: OnPhase) -> str:
        """Hand the mail over once and return where it went (a path, a server's reply).

        *files* are the bytes of the draft's attachments, in their order. *on_phase* is called before each phase
        begins; what it raises ends the sending there and is raised again.

        Raises:
            DeliveryRefusedError: definitely not taken.
            RateLimitedError, NotYetTakenError: definitely not taken yet.
            MailAccessError: nor is any other mail; it is not this one's fault.
            OutcomeUnknownError: it may have been taken; never resent by the machine.
        """
        ...


__all__ = [
    "Charts",
    "Clock",
    "Countries",
    "Directory",
    "Drafter",
    "InvoiceFiles",
    "LedgerSource",
    "MailFolder",
    "Mailer",
    "OnPhase",
    "Postbox",
    "Reader",
    "Store",
    "Workspace",
]
