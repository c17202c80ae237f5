"""What was before go-live: owners' answers, and the one baseline that is kept."""

from __future__ import annotations

from sqlmodel import Session, col, select

from bot.adapters.sql_store.bodies import dump, dump_all, load, load_all
from models.baseline import FrozenBaseline, PaidInvoice, SurveyAnswer
from models.tables import BaselineRow, SurveyRow

#: There is one for ever, so its row has one number.
_ONLY = 1


class Baselines:
    """The survey and the baseline."""

    session: Session

    def survey_answers(self) -> tuple[SurveyAnswer, ...]:
        """See ports.Books."""
        rows = self.session.exec(select(SurveyRow.body).order_by(col(SurveyRow.user_id)))
        return tuple(load(SurveyAnswer, body) for body in rows)

    def save_survey_answer(self, answer: SurveyAnswer) -> None:
        """See ports.Books."""
        self.session.merge(SurveyRow(user_id=answer.by_id, body=dump(answer)))
        self.session.flush()

    def baseline(self) -> FrozenBaseline | None:
        """See ports.Books."""
        body = self.session.exec(select(BaselineRow.body).where(BaselineRow.id == _ONLY)).first()
        return load(FrozenBaseline, body) if body is not None else None

    def baseline_history(self) -> tuple[PaidInvoice, ...]:
        """See ports.Books."""
        body = self.session.exec(select(BaselineRow.history).where(BaselineRow.id == _ONLY)).first()
        return load_all(PaidInvoice, body) if body is not None else ()

    def keep_baseline(self, frozen: FrozenBaseline, history: tuple[PaidInvoice, ...]) -> bool:
        """See ports.Books."""
        if self.baseline() is not None:
            return False
        self.session.add(BaselineRow(id=_ONLY, body=dump(frozen), history=dump_all(PaidInvoice, history)))
        self.session.flush()
        return True
