"""What is being done: packets, disputes, outside effects, and the record of all of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from models.audit import AuditEntry
from models.blocker import Blocked
from models.dispute import Dispute
from models.lifecycle import DisputeState, PacketState
from models.outbox import Card, OutboxItem
from models.packet_record import PacketRecord
from models.people import Role


class WorkBooks(Protocol):
    """What is being done: packets, disputes, outside effects, and the record of all of it."""

    # ── packets ───────────────────────────────────────────────────────────────────────────────
    def packet(self, packet_id: str) -> PacketRecord:
        """Raise NotFoundError where there is none."""
        ...

    def live_packets(self, account_id: str | None = None) -> tuple[PacketRecord, ...]:
        """Packets neither sent nor closed; of all accounts when *account_id* is None."""
        ...

    def account_packets(self, account_id: str) -> tuple[PacketRecord, ...]:
        """Every packet of an account, live or over."""
        ...

    def some_live_packets(self, owner_id: str | None, limit: int) -> tuple[PacketRecord, ...]:
        """At most *limit* live packets, of one owner or of anybody when None."""
        ...

    def owner_packets(self, owner_id: str, since: datetime) -> tuple[PacketRecord, ...]:
        """An owner's packets that are live, or that ended at or after *since*."""
        ...

    def packets_near(self, user_ids: Collection[str], roles: Collection[Role]) -> tuple[PacketRecord, ...]:
        """At least every live packet that one of *user_ids* owns or decides, or that is with one of *roles* alone."""
        ...

    def packets_in(self, state: PacketState) -> tuple[PacketRecord, ...]:
        """Every packet in one live state."""
        ...

    def role_packets(self, role: Role) -> tuple[PacketRecord, ...]:
        """Live packets whose decision is with *role*."""
        ...

    def packets_called_to_sign(self) -> tuple[PacketRecord, ...]:
        """Live packets about which somebody was called to sign, whether or not they still wait for it."""
        ...

    def live_counts(self, owner_id: str | None = None) -> Mapping[PacketState, int]:
        """How many packets, of one owner or of all when None, are in each live state; one without any is missing."""
        ...

    def blocked(self) -> tuple[Blocked, ...]:
        """What each blocker keeps back of each live packet; disputes and promises are in the day lines."""
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

    def due_items(self, at: datetime, limit: int, *, mail: bool = True) -> tuple[OutboxItem, ...]:
        """Planned rows whose time has come, and claimed rows whose lease is over; oldest first.

        Without *mail* no planned mail is among them.
        """
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

    def redraw_live(self) -> None:
        """Want the card with the buttons of every live packet drawn anew."""
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

    def audited(self, what: Collection[str], since: datetime) -> tuple[AuditEntry, ...]:
        """Every entry that says one of *what*, at *since* or later, oldest first; empty where *what* is."""
        ...

    def audit_trail(self, subject: str | None = None) -> tuple[tuple[int, AuditEntry, str], ...]:
        """(number, entry, hash) of every entry, or of those about one subject."""
        ...
