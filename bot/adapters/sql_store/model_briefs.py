"""What a language model made of an account's messages."""

from __future__ import annotations

from sqlmodel import Session, col, select

from bot.adapters.sql_store.bodies import dump, load
from models.brief import ModelBrief
from models.tables import ModelBriefRow


class ModelBriefs:
    """One row for each state of an account's messages, prompt and model."""

    session: Session

    def model_briefs(self, account_id: str) -> tuple[ModelBrief, ...]:
        """See ports.Books."""
        mine = select(ModelBriefRow.body).where(ModelBriefRow.account_id == account_id)
        order = (col(ModelBriefRow.digest), col(ModelBriefRow.prompt), col(ModelBriefRow.model))
        return tuple(load(ModelBrief, body) for body in self.session.exec(mine.order_by(*order)))

    def keep_model_brief(self, brief: ModelBrief) -> None:
        """See ports.Books."""
        self.session.merge(
            ModelBriefRow(
                account_id=brief.account_id,
                digest=brief.digest,
                prompt=brief.reader.prompt,
                model=brief.reader.model,
                body=dump(brief),
            )
        )
        self.session.flush()
