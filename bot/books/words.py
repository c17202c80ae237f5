"""What people and models said, and who our people are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from models.brief import ModelBrief
from models.fact import Fact, FactKind
from models.model_reading import ModelReading
from models.packet import FollowUpPacket
from models.people import Roster
from models.word_choice import DraftWords


class WordBooks(Protocol):
    """What people and models said, and who our people are."""

    # ── what people pressed ───────────────────────────────────────────────────────────────────
    def facts(self, account_id: str) -> tuple[Fact, ...]:
        """Every press about this account, oldest first."""
        ...

    def facts_of(self, kind: FactKind) -> tuple[Fact, ...]:
        """Every press of one kind, about any account, oldest first."""
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

    # ── what a model worded, for those who decide ─────────────────────────────────────────────────
    def model_briefs(self, account_id: str) -> tuple[ModelBrief, ...]:
        """Every brief of this account's messages, by whatever model and prompt; empty where none was ever asked."""
        ...

    def keep_model_brief(self, brief: ModelBrief) -> None:
        """Keep a brief for ever, in place of an earlier one of the same messages by the same reader."""
        ...

    # ── what a model chose ────────────────────────────────────────────────────────────────────────
    def draft_words(self, account_id: str) -> tuple[DraftWords, ...]:
        """Every choice of words for this account, by whatever model and prompt; empty where none was ever asked."""
        ...

    def keep_draft_words(self, words: DraftWords) -> None:
        """Keep a choice for ever, in place of an earlier one from the same menu by the same drafter."""
        ...

    # ── our own people ────────────────────────────────────────────────────────────────────────
    def roster(self) -> Roster:
        """What Slack last said of them; empty before it was ever asked."""
        ...

    def keep_roster(self, roster: Roster) -> None:
        """Replace what `roster` returns."""
        ...
