"""What is being done: packets, disputes and outside effects."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Protocol

from models.blocker import Blocked
from models.dispute import Dispute
from models.lifecycle import DisputeState, PacketState
from models.morning import Run
from models.outbox import Card, OutboxItem, OutboxKind, OutboxState, Sweep
from models.pacing import Throttle
from models.packet_record import PacketRecord
from models.people import Role
from models.replica import Replica


class WorkBooks(Protocol):
    """What is being done: packets, disputes and outside effects."""

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

    # ── addresses ─────────────────────────────────────────────────────────────────────────────
    def has_accepted(self) -> bool:
        """Whether any address of any account was ever accepted."""
        ...

    def accept_addresses(self, account_id: str, addresses: Iterable[str]) -> None:
        """A mail to them needs no second look from now on; repeating it adds nothing."""
        ...

    def forget_address(self, account_id: str, address: str) -> None:
        """A mail to it needs a second look again."""
        ...

    def new_addresses(self, account_id: str, addresses: Iterable[str]) -> tuple[str, ...]:
        """Which of *addresses* were not accepted; none before the first acceptance of any."""
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
        """Planned mails and pictures whose time has come, and claimed ones whose lease is over; oldest first.

        Without *mail* no planned mail is among them. Posts wait for their turn in `next_post`.
        """
        ...

    def next_post(self, at: datetime, *, repeats: bool) -> OutboxItem | None:
        """The due post whose turn it is: of a channel that is free, and was served longest ago; None = there is none.

        With *repeats* also one whose lease is over, which asks for its channel's history first.
        """
        ...

    def items_in(self, kind: OutboxKind, state: OutboxState) -> tuple[OutboxItem, ...]:
        """Every row of one kind in one state, oldest first."""
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

    def next_card(self, at: datetime, *, updates: bool) -> Card | None:
        """A card whose shown drawing is not the wanted one and that nobody is drawing; just pressed ones first.

        Without *updates* only one that can be drawn as the answer to a press.
        """
        ...

    def save_card(self, card: Card, *, attempt: int) -> bool:
        """Keep what its writer knows of a card, if its stored attempt is still *attempt*; False = fenced, stop."""
        ...

    def answer_through(self, channel: str, ts: str, response_url: str, until: datetime) -> None:
        """Let the message at *ts*, if it is a card of ours, be drawn through *response_url* until then."""
        ...

    def move_card(self, key: str, ts: str) -> None:
        """The card is the message at *ts*, and is to be drawn anew there."""
        ...

    def redraw(self, *subjects: str) -> None:
        """Want every card of *subjects* drawn anew."""
        ...

    def redraw_live(self) -> None:
        """Want the card with the buttons of every live packet drawn anew."""
        ...

    # ── Slack's limits ────────────────────────────────────────────────────────────────────────
    def instant(self, at: datetime) -> datetime:
        """Now by the clock that leases and limits go by.

        The database's own on PostgreSQL, since the clocks of several machines differ; on SQLite, which has one process,
        its *at*.
        """
        ...

    def throttle(self, name: str, at: datetime) -> Throttle:
        """One limit; idle since *at* where nobody has come near it."""
        ...

    def save_throttle(self, throttle: Throttle) -> None:
        """Keep a limit."""
        ...

    def plan_sweep(self, sweep: Sweep, due: datetime) -> None:
        """Have a channel read for doubles at *due*, by the store's clock, from the earliest instant asked for."""
        ...

    def next_sweep(self, at: datetime) -> Sweep | None:
        """A sweep that is due; None = there is none."""
        ...

    def swept(self, sweep: Sweep, due: datetime) -> None:
        """It is done, unless it was planned anew and is not *due* at that instant any more."""
        ...

    # ── once ──────────────────────────────────────────────────────────────────────────────────
    def first_delivery(self, delivery_id: str, at: datetime) -> bool:
        """True once per id, for ever: how a redelivered press does nothing."""
        ...

    def is_delivered(self, delivery_id: str) -> bool:
        """Whether `first_delivery` was True for this id before."""
        ...

    def first_run(self, job: str, entity: str, day: date, at: datetime) -> bool:
        """True once per job, entity and local date."""
        ...

    def has_run(self, job: str, entity: str, day: date) -> bool:
        """Whether `first_run` was True for these before."""
        ...

    def last_run(self, job: str, entity: str) -> Run | None:
        """The run of the latest date; None = there was none."""
        ...

    # ── who runs ──────────────────────────────────────────────────────────────────────────────
    def beat(self, replica: Replica) -> None:
        """Keep what a process says of itself, in place of what it said before."""
        ...

    def replicas(self) -> tuple[Replica, ...]:
        """Every process that runs, or has stopped without a word; the oldest first."""
        ...

    def forget_replicas(self, *, before: datetime | None = None, replica_id: str = "") -> None:
        """Forget one process, and those whose last beat was before *before*."""
        ...

    def outbox_counts(self) -> Mapping[tuple[OutboxKind, OutboxState], int]:
        """How many effects there are of each kind in each state; none of a pair = it is missing."""
        ...

    def oldest_due(self, at: datetime) -> datetime | None:
        """Since when the effect is due that has waited longest; None = nothing is. Mail that a pause stops counts."""
        ...
