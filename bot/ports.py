"""What flows need from the outside world. Adapters implement these; tests implement them again.

`Books` is long because it is one transaction: whatever a flow reads and writes together has to be on the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from bot.cards.drawing import Drawing
from models.audit import AuditEntry
from models.day_line import DayLine
from models.dispute import Dispute
from models.draft import Draft
from models.fact import Fact
from models.ledger import Account, AccountLedger, Ledger, Record, RecordKind, RejectedRow, SourceReport, SourceStamp
from models.lifecycle import DisputeState
from models.outbox import Card, OutboxItem
from models.packet import PacketRecord
from models.people import Person, Role
from models.receivable import Invoice


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


class Books(Protocol):
    """One transaction: all of it becomes visible, or none."""

    # ── the ledger ────────────────────────────────────────────────────────────────────────────
    def snapshot_digest(self) -> str | None:
        """Fingerprint of the current snapshot's sources; None before the first import."""
        ...

    def replace_ledger(self, ledger: Ledger, digest: str, tell: Callable[[int], None] = ...) -> str:
        """Make *ledger* the current snapshot and return its id; *tell* hears how many records are stored."""
        ...

    def every_invoice(self) -> Iterator[Invoice]:
        """Every invoice of the current snapshot, one after the other: there may be more than fit in memory."""
        ...

    def kept_records(self, source: str) -> tuple[Record, ...]:
        """What a source of changes has said so far, each record as it last said it."""
        ...

    def keep_records(self, source: str, kind: RecordKind, records: Iterable[Record]) -> None:
        """Replace what `kept_records` of this source returns."""
        ...

    def ledger_as_of(self) -> date | None:
        """The day the current snapshot is true for; None before the first import."""
        ...

    def stamps(self) -> tuple[SourceStamp, ...]:
        """What each source delivered to the current snapshot."""
        ...

    def rejected(self) -> tuple[RejectedRow, ...]:
        """Rows of the current snapshot that could not be read."""
        ...

    def account_ids(self) -> tuple[str, ...]:
        """Every account of the current snapshot, in id order."""
        ...

    def account_ledger(self, account_id: str) -> AccountLedger | None:
        """Everything the current snapshot holds about one account."""
        ...

    def find_accounts(self, name_part: str, limit: int) -> tuple[Account, ...]:
        """Accounts whose name contains *name_part*, ignoring case; or whose id is exactly it."""
        ...

    def find_invoices(self, number: str, limit: int) -> tuple[tuple[str, str], ...]:
        """(account id, invoice number) of invoices with exactly this number, or the same without leading zeros."""
        ...

    # ── each day, for ever ────────────────────────────────────────────────────────────────────
    def replace_day(self, day: date, lines: Iterable[DayLine]) -> None:
        """Keep what was open on *day*, in place of what was kept for it before; *lines* come account by account."""
        ...

    def has_day(self, day: date) -> bool:
        """Whether anything is kept for *day*."""
        ...

    def day_lines(self, day: date) -> tuple[DayLine, ...]:
        """What was open on *day*."""
        ...

    def bytes_per_day(self) -> int:
        """What one day takes in the database, on average, pages and all; 0 before the first."""
        ...

    # ── what people pressed ───────────────────────────────────────────────────────────────────
    def facts(self, account_id: str) -> tuple[Fact, ...]:
        """Every press about this account, oldest first."""
        ...

    def add_fact(self, fact: Fact) -> None:
        """Keep a press for ever."""
        ...

    # ── packets ───────────────────────────────────────────────────────────────────────────────
    def packet(self, packet_id: str) -> PacketRecord:
        """Raise NotFoundError where there is none."""
        ...

    def live_packets(self, account_id: str | None = None) -> tuple[PacketRecord, ...]:
        """Packets neither sent nor closed; of all accounts when *account_id* is None."""
        ...

    def owner_packets(self, owner_id: str, since: datetime) -> tuple[PacketRecord, ...]:
        """An owner's packets that are live, or that ended at or after *since*."""
        ...

    def role_packets(self, role: Role) -> tuple[PacketRecord, ...]:
        """Live packets whose decision is with *role*."""
        ...

    def add_packet(self, record: PacketRecord) -> None:
        """Store a new packet. A second live one of the same account, entity and currency is an error."""
        ...

    def save_packet(self, record: PacketRecord, *, seen: int) -> None:
        """Replace the packet if its stored version is still *seen*, and mark its cards for redrawing.

        Raises:
            StaleVersionError: somebody else changed it first.
        """
        ...

    # ── disputes ──────────────────────────────────────────────────────────────────────────────
    def dispute(self, dispute_id: str) -> Dispute:
        """Raise NotFoundError where there is none."""
        ...

    def disputes(self, account_id: str) -> tuple[Dispute, ...]:
        """Every dispute of this account, oldest first."""
        ...

    def disputes_in(self, state: DisputeState) -> tuple[Dispute, ...]:
        """Every dispute in one state, oldest first."""
        ...

    def add_dispute(self, dispute: Dispute) -> None:
        """Store a new dispute."""
        ...

    def save_dispute(self, dispute: Dispute, *, seen: int) -> None:
        """As save_packet."""
        ...

    # ── effects ───────────────────────────────────────────────────────────────────────────────
    def plan(self, item: OutboxItem) -> bool:
        """Add an effect; False when its key is already there, which changes nothing."""
        ...

    def cancel_mail(self, packet_id: str) -> bool:
        """Cancel the packet's mail if it has not been handed over; False when there was none to cancel."""
        ...

    def planned(self, key_prefix: str) -> int:
        """How many effects, done or not, have a key that begins so."""
        ...

    def item(self, key: str) -> OutboxItem | None:
        """One outbox row."""
        ...

    def items(self, subject: str) -> tuple[OutboxItem, ...]:
        """Outbox rows about one subject, oldest first."""
        ...

    def due_items(self, at: datetime, limit: int) -> tuple[OutboxItem, ...]:
        """Planned rows whose time has come, and claimed rows whose lease is over; oldest first."""
        ...

    def save_item(self, item: OutboxItem, *, attempt: int) -> bool:
        """Replace the row if its stored attempt is still *attempt*; False = fenced, stop."""
        ...

    def add_card(self, card: Card) -> None:
        """Remember a message of ours; earlier cards of its subject lose their buttons."""
        ...

    def cards(self, subject: str) -> tuple[Card, ...]:
        """Messages about one subject, oldest first."""
        ...

    def stale_cards(self, limit: int) -> tuple[Card, ...]:
        """Cards whose shown drawing is not the wanted one."""
        ...

    def redraw(self, subject: str) -> None:
        """Want every card of *subject* drawn anew."""
        ...

    def card_shown(self, key: str, revision: int) -> None:
        """The drawing of *revision* is on screen."""
        ...

    # ── once ──────────────────────────────────────────────────────────────────────────────────
    def first_delivery(self, delivery_id: str, at: datetime) -> bool:
        """True once per id, for ever: how a redelivered press does nothing."""
        ...

    def first_run(self, job: str, entity: str, day: date, at: datetime) -> bool:
        """True once per job, entity and local date."""
        ...

    def has_run(self, job: str, entity: str, day: date) -> bool:
        """Whether `first_run` was True for these before."""
        ...

    # ── the record ────────────────────────────────────────────────────────────────────────────
    def audit(self, entry: AuditEntry) -> None:
        """Append to the chain."""
        ...

    def audit_trail(self, subject: str | None = None) -> tuple[tuple[int, AuditEntry, str], ...]:
        """(number, entry, hash) of every entry, or of those about one subject."""
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

    def update(self, channel: str, ts: str, drawing: Drawing) -> None:
        """Replace a message of ours; safe to repeat. Raises the errors of `post`."""
        ...


class Directory(Protocol):
    """Who a Slack user is, right now."""

    def person(self, team_id: str, user_id: str) -> Person:
        """Never raises for a stranger: they come back barred, with no role."""
        ...


class Mailer(Protocol):
    """The way out. Only flows.deliver_mail calls it, only for an approved draft."""

    def send(self, draft: Draft, *, message_id: str, at: datetime) -> str:
        """Hand the mail over once and return where it went (a path, a server's reply).

        Raises:
            DeliveryRefusedError: definitely not taken.
            RateLimitedError: definitely not taken yet.
            OutcomeUnknownError: it may have been taken; never resent by the machine.
        """
        ...


__all__ = [
    "Books",
    "Clock",
    "Directory",
    "LedgerSource",
    "Mailer",
    "Postbox",
    "Store",
]
