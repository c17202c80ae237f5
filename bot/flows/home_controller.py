"""What a controller finds in the Home tab: totals against the books, and what was approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.books import Books
from bot.cards.aging import AgingAnswer
from bot.cards.names import zone
from bot.flows.desk import Desk, link_to
from models.aging import Aged
from models.audit import AuditEntry
from models.calendar import is_working_day
from models.home import Approved, ControllerPart, Tie
from models.money import Money, total
from models.signing import valid

_DAY = timedelta(days=1)


def controller_part(desk: Desk, books: Books, ageing: AgingAnswer) -> ControllerPart:
    """Totals against the books, and who approved what since the working day before."""
    since = _working_day_before(desk, desk.office_day())
    start = datetime.combine(since, time(), zone(desk.policy))
    approvals = sorted(books.audited({"packet.approve"}, start), key=lambda entry: entry.at, reverse=True)
    return ControllerPart(
        day=ageing.day,
        ties=_ties(books, ageing.day, ageing.found) if ageing.day else (),
        approved=tuple(_approved(desk, books, entry) for entry in approvals),
        approved_since=since,
    )


def _working_day_before(desk: Desk, day: date) -> date:
    day -= _DAY
    while not is_working_day(day, desk.policy.holidays):
        day -= _DAY
    return day


def _ties(books: Books, day: date, found: Sequence[Aged]) -> tuple[Tie, ...]:
    totals = books.day_totals(day)
    lines = {each.currency: each.open for each in found}
    currencies = sorted({*lines, *(each.currency for each in totals)} if totals else ())
    return tuple(
        Tie(
            currency=currency,
            open=lines.get(currency, Money(0, currency)),
            unapplied=total((each.unapplied for each in totals if each.currency == currency), currency),
            receivable=total((each.receivable for each in totals if each.currency == currency), currency),
        )
        for currency in currencies
    )


def _approved(desk: Desk, books: Books, entry: AuditEntry) -> Approved:
    record = books.packet(entry.subject.removeprefix("packet:"))
    account, draft = record.packet.account, record.draft
    # The packet may have been approved once more since, with another text.
    is_it = draft is not None and entry.detail.get("approved_hash") == draft.content_hash()
    amounts = draft.amounts if draft is not None and is_it else ()
    return Approved(
        at=entry.at,
        by_name=entry.by_name,
        account=account.name or account.id,
        amount=total(amounts, amounts[0].currency) if amounts else None,
        signed_by=tuple(each.by_name for each in valid(record)) if is_it else (),
        link=link_to(desk, books, entry.subject),
    )
