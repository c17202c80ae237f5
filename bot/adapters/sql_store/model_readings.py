"""What a language model said of messages."""

from __future__ import annotations

from sqlmodel import Session, col, select

from bot.adapters.sql_store.bodies import dump, load
from models.model_reading import ModelReading
from models.tables import ModelReadingRow


class ModelReadings:
    """One row for each message, prompt and model."""

    session: Session

    def model_readings(self, account_id: str) -> tuple[ModelReading, ...]:
        """See ports.Books."""
        mine = select(ModelReadingRow.body).where(ModelReadingRow.account_id == account_id)
        order = (col(ModelReadingRow.digest), col(ModelReadingRow.prompt), col(ModelReadingRow.model))
        return tuple(load(ModelReading, body) for body in self.session.exec(mine.order_by(*order)))

    def keep_model_reading(self, reading: ModelReading) -> None:
        """See ports.Books."""
        self.session.merge(
            ModelReadingRow(
                account_id=reading.account_id,
                digest=reading.digest,
                prompt=reading.reader.prompt,
                model=reading.reader.model,
                body=dump(reading),
            )
        )
        self.session.flush()
