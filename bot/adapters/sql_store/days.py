"""What each day saw open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice

from sqlalchemy import delete, func, insert
from sqlalchemy import select as sql_select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel, col, select

from models.book_total import BookTotal
from models.day_line import DayLine
from models.money import Money
from models.tables import DayRow, DayTotalRow

_CHUNK = 2_000
#: What of a total is a column.
_PARTS = ("billed", "received", "closed", "unapplied")
#: The whole size of the table, indexes and all, by dialect.
_SIZE = {
    "sqlite": "SELECT SUM(pgsize) FROM dbstat WHERE name = 'day_line'",
    "postgresql": "SELECT pg_total_relation_size('day_line')",
}


class Days:
    """The day lines, one row per account and day, and the totals beside them."""

    session: Session

    def replace_day(self, day: date, lines: Iterable[DayLine]) -> None:
        """See ports.Books."""
        self.session.execute(delete(DayRow).where(col(DayRow.day) == day))
        connection, rows = self.session.connection(), _rows(day, lines)
        statement = insert(SQLModel.metadata.tables["day_line"])
        while chunk := list(islice(rows, _CHUNK)):
            connection.execute(statement, chunk)

    def has_day(self, day: date) -> bool:
        """See ports.Books."""
        return self.session.exec(select(DayRow.account_id).where(DayRow.day == day).limit(1)).first() is not None

    def day_lines(self, day: date) -> tuple[DayLine, ...]:
        """See ports.Books."""
        rows = select(DayRow.account_id, DayRow.body).where(DayRow.day == day).order_by(DayRow.account_id)
        return tuple(DayLine(account, *line) for account, body in self.session.exec(rows) for line in json.loads(body))

    def keep_totals(self, day: date, totals: Iterable[BookTotal]) -> None:
        """See ports.Books."""
        self.session.execute(delete(DayTotalRow).where(col(DayTotalRow.day) == day))
        rows = [DayTotalRow(day=day, entity=each.entity, currency=each.currency, **_minors(each)) for each in totals]
        self.session.add_all(rows)
        self.session.flush()

    def day_totals(self, day: date) -> tuple[BookTotal, ...]:
        """See ports.Books."""
        rows = select(DayTotalRow).where(DayTotalRow.day == day).order_by(DayTotalRow.entity, DayTotalRow.currency)
        return tuple(_total(row) for row in self.session.exec(rows))

    def bytes_per_day(self) -> int:
        """See ports.Books."""
        days = self.session.execute(sql_select(func.count(func.distinct(DayRow.day)))).scalar_one()
        return self._size() // days if days else 0

    def _size(self) -> int:
        connection = self.session.connection()
        try:
            with connection.begin_nested():
                size = connection.exec_driver_sql(_SIZE[connection.dialect.name]).scalar()
        except (KeyError, DBAPIError):
            # An SQLite built without the view of its pages: what was written, without what the pages add.
            written = func.sum(func.length(DayRow.account_id) + func.length(DayRow.body))
            size = self.session.execute(sql_select(written)).scalar_one()
        return int(size or 0)


def _rows(day: date, lines: Iterable[DayLine]) -> Iterator[dict[str, object]]:
    for account_id, mine in groupby(lines, key=lambda line: line.account_id):
        lines_of_it = [
            [one.entity, one.currency, one.number, one.bucket, one.open_minor, one.is_disputed, one.is_promised]
            for one in mine
        ]
        body = json.dumps(lines_of_it, ensure_ascii=False, separators=(",", ":"))
        yield {"day": day, "account_id": account_id, "body": body}


def _minors(total: BookTotal) -> dict[str, int]:
    return {part: getattr(total, part).minor for part in _PARTS}


def _total(row: DayTotalRow) -> BookTotal:
    sums = {part: Money(getattr(row, part), row.currency) for part in _PARTS}
    return BookTotal(entity=row.entity, currency=row.currency, **sums)
