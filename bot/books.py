"""The books of the copilot: everything a flow reads and writes together, in one transaction.

It is long because it is one transaction: what belongs together has to be on the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from models.audit import AuditEntry
from models.baseline import FrozenBaseline, PaidInvoice, SurveyAnswer
from models.day_line import DayLine
from models.dispute import Dispute
from models.fact import Fact
from models.ledger import Account, AccountLedger, Ledger, Record, RecordKind, RejectedRow, SourceStamp
from models.lifecycle import DisputeState
from models.model_reading import ModelReading
from models.outbox import Card, OutboxItem
from models.packet import FollowUpPacket, PacketRecord
from models.people import Role, Roster
from models.pilot import Largest
from models.receivable import Invoice


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

    def owner_ids(self) -> tuple[str, ...]:
        """Every account owner the current snapshot names, in id order."""
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

    # ── before the first packet ───────────────────────────────────────────────────────────────
    def survey_answers(self) -> tuple[SurveyAnswer, ...]:
        """What each owner who answered said last, in order of their Slack user ids."""
        ...

    def save_survey_answer(self, answer: SurveyAnswer) -> None:
        """Keep an answer in place of the person's earlier one."""
        ...

    def baseline(self) -> FrozenBaseline | None:
        """The frozen baseline; None = it is not frozen yet."""
        ...

    def baseline_history(self) -> tuple[PaidInvoice, ...]:
        """Every invoice behind the frozen baseline, the first paid first."""
        ...

    def keep_baseline(self, frozen: FrozenBaseline, history: tuple[PaidInvoice, ...]) -> bool:
        """Keep the baseline for ever; False when one is kept already, which changes nothing."""
        ...

    # ── what people pressed ───────────────────────────────────────────────────────────────────
    def facts(self, account_id: str) -> tuple[Fact, ...]:
        """Every press about this account, oldest first."""
        ...

    def add_fact(self, fact: Fact) -> None:
        """Keep a press for ever."""
        ...

    # ── who may not be written to ─────────────────────────────────────────────────────────────
    def withheld(self, owner_id: str | None = None) -> tuple[FollowUpPacket, ...]:
        """What is past due and got no packet because nobody may write to the customer; of all owners when None."""
        ...

    def keep_withheld(self, packets: Sequence[FollowUpPacket], account_id: str | None = None) -> None:
        """Replace what `withheld` returns, of one account or of all when *account_id* is None."""
        ...

    # ── what a model heard ────────────────────────────────────────────────────────────────────────
    def model_readings(self, account_id: str) -> tuple[ModelReading, ...]:
        """Every reading of this account's messages, by whatever model and prompt; empty where none was ever asked."""
        ...

    def keep_model_reading(self, reading: ModelReading) -> None:
        """Keep a reading for ever, in place of an earlier one of the same message by the same reader."""
        ...

    # ── our own people ────────────────────────────────────────────────────────────────────────
    def roster(self) -> Roster:
        """What Slack last said of them; empty before it was ever asked."""
        ...

    def keep_roster(self, roster: Roster) -> None:
        """Replace what `roster` returns."""
        ...

    # ── the largest accounts ──────────────────────────────────────────────────────────────────
    def largest(self) -> Largest | None:
        """The accounts as they were last ranked; None = they never were."""
        ...

    def keep_largest(self, largest: Largest) -> None:
        """Replace what `largest` returns."""
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
