"""What is open on one day, line by line."""

from __future__ import annotations

from bot.stages.age import bucket_label, open_amounts
from bot.stages.left_out import Standing
from models.day_line import DayLine
from models.ledger import AccountLedger


def day_lines(book: AccountLedger, standing: Standing) -> tuple[DayLine, ...]:
    """Every open invoice of *book* on the day of *standing*, due or not, residuals within tolerance included."""
    # Most accounts have neither, and asking line by line is not free.
    is_quiet = not (standing.disputes or standing.promises or any(invoice.disputed for invoice in book.invoices))
    return tuple(
        [
            DayLine(
                book.account.id,
                invoice.entity,
                left.currency,
                invoice.number,
                bucket_label((standing.as_of - invoice.due_on).days),
                left.minor,
                not is_quiet and standing.is_challenged(invoice),
                not is_quiet and standing.is_promised(invoice),
            )
            for invoice, left in open_amounts(book, standing.as_of)
        ]
    )
