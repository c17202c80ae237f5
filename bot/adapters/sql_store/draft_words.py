"""Which words a language model chose."""

from __future__ import annotations

from sqlmodel import Session, col, select

from bot.adapters.sql_store.bodies import dump, load
from models.tables import DraftWordsRow
from models.word_choice import DraftWords


class DraftWordsShelf:
    """One row for each account, menu, prompt and model."""

    session: Session

    def draft_words(self, account_id: str) -> tuple[DraftWords, ...]:
        """See ports.Books."""
        mine = select(DraftWordsRow.body).where(DraftWordsRow.account_id == account_id)
        order = (col(DraftWordsRow.digest), col(DraftWordsRow.prompt), col(DraftWordsRow.model))
        return tuple(load(DraftWords, body) for body in self.session.exec(mine.order_by(*order)))

    def keep_draft_words(self, words: DraftWords) -> None:
        """See ports.Books."""
        self.session.merge(
            DraftWordsRow(
                account_id=words.account_id,
                digest=words.digest,
                prompt=words.drafter.prompt,
                model=words.drafter.model,
                body=dump(words),
            )
        )
        self.session.flush()
