"""What the sources say, day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol

from models.baseline import FrozenBaseline, PaidInvoice, SurveyAnswer
from models.book_total import BookTotal
from models.day_line import DayLine
from models.ledger import Account, AccountLedger, Ledger, Promise, Record, RecordKind, RejectedRow, SourceStamp
from models.pilot import Largest
from models.receivable import Invoice


class LedgerBooks(Protocol):
    """What the sources say, day by day."""

    # ── the ledger ────────────────────────────────────────────────────────────────────────────
    def snapshot_digest(self) -> str | None:
        """Fingerprint of the current snapshot's sources; None before the first import."""
        ...

    def replace_ledger(self, ledger: Ledger, digest: str, tell: Callable[[int], None] = ...) -> str:
        """Make *ledger* the current snapshot and return its id; *tell* hears how many records are stored."""
        ...

    def every_account(self) -> Iterator[Account]:
        """Every account of the current snapshot, in id order, one after the other."""
        ...

    def every_promise(self) -> Iterator[Promise]:
        """Every promise that a source lists, account by account."""
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

    def account_names(self) -> tuple[str, ...]:
        """The name of every account, or its id where it has none, in small letters."""
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

    def keep_totals(self, day: date, totals: Iterable[BookTotal]) -> None:
        """Keep what the books of *day* came to, in place of what was kept for it before."""
        ...

    def day_totals(self, day: date) -> tuple[BookTotal, ...]:
        """What the books of *day* came to, by billing entity and currency; empty = nothing was kept."""
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

    # ── the largest accounts ──────────────────────────────────────────────────────────────────
    def largest(self) -> Largest | None:
        """The accounts as they were last ranked; None = they never were."""
        ...

    def keep_largest(self, largest: Largest) -> None:
        """Replace what `largest` returns."""
        ...
