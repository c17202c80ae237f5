"""`/aging`: what is open by age on the last day that was kept, how it got there in a week, and what blocks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.books import Books
from bot.cards.aging import AgingAnswer, aging_answer, aging_usage
from bot.cards.drawing import Drawing
from bot.cards.matches import no_rights
from bot.flows.accounts_of import accounts_of
from bot.flows.desk import Desk
from bot.stages.age import BUCKETS
from bot.stages.promises import last_day
from bot.stages.recorded import entity_of, standing
from bot.stages.roll import aged
from models.blocker import Blocker
from models.day_line import DayLine
from models.dispute import Dispute
from models.fact import FactKind
from models.lifecycle import DisputeState
from models.money import EXPONENTS, Money
from models.people import Person
from models.policy import Policy

_WEEK = 7
#: Days before the wanted one on which something may have been kept; no morning runs on a holiday.
_LOOK_BACK = 10


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which lines are wanted; None = all."""

    accounts: frozenset[str] | None
    entity: str | None
    currency: str | None

    def wants(self, account_id: str, entity: str, currency: str) -> bool:
        is_mine = self.accounts is None or account_id in self.accounts
        return is_mine and self.entity in (None, entity) and self.currency in (None, currency)


def aging(desk: Desk, person: Person, text: str) -> Drawing:
    """Answer `/aging`; *text* may name a billing entity of ours, a currency, or both."""
    if person.barred or not person.roles:
        return no_rights()
    named = _named(text, desk.policy)
    if named is None:
        return aging_usage(text, desk.policy)
    with desk.store.transaction() as books:
        asked = _Asked(accounts_of(desk, books, person), *named)
        answer = _answer(desk, books, asked)
    return aging_answer(answer, policy=desk.policy)


def aging_of_all(desk: Desk, books: Books, day: date | None = None) -> AgingAnswer:
    """What `/aging` alone tells somebody who may see every account, on *day* or shortly before; None = today."""
    return _answer(desk, books, _Asked(None, None, None), day)


def _named(text: str, policy: Policy) -> tuple[str | None, str | None] | None:
    """Billing entity and currency that *text* names; None = one of its words is neither."""
    # "all" would else be Albania's currency.
    words = [] if text.strip().casefold() == "all" else text.split()
    currency = words[-1].upper() if words and words[-1].upper() in EXPONENTS else None
    name = " ".join(words[:-1] if currency else words).casefold()
    if not name:
        return None, currency
    found = [each.id for each in policy.entities.values() if name in (each.id.casefold(), each.name.casefold())]
    return (found[0], currency) if len(found) == 1 else None


def _answer(desk: Desk, books: Books, asked: _Asked, wanted: date | None = None) -> AgingAnswer:
    day = kept_day(books, wanted or desk.office_day())
    before = kept_day(books, day - timedelta(days=_WEEK)) if day else None
    pressed = _promised(desk, books)
    # A press is no record of the day's books: what was taken back since counts no more.
    now = [_with_press(line, pressed) for line in _lines(books, day, asked)] if day else []
    then = _lines(books, before, asked) if before else None
    return AgingAnswer(
        day=day,
        before=before,
        entity=asked.entity,
        currency=asked.currency,
        is_own=asked.accounts is not None,
        found=aged(now, then, _disputed(books), _over(books)),
        blocked=_blocked(books, asked),
        rests=_rests(now, desk.policy),
    )


def _rests(lines: Iterable[DayLine], policy: Policy) -> dict[str, Money]:
    """What is past due in each currency on lines that count as settled."""
    found: dict[str, Money] = {}
    for line in lines:
        rest = Money(line.open_minor, line.currency)
        if line.bucket != BUCKETS[0][0] and policy.settled(rest):
            found[line.currency] = found.get(line.currency, Money(0, line.currency)) + rest
    return found


def kept_day(books: Books, wanted: date) -> date | None:
    """The newest day of which lines were kept, on *wanted* or shortly before."""
    days = (wanted - timedelta(days=back) for back in range(_LOOK_BACK + 1))
    return next((day for day in days if books.has_day(day)), None)


def _lines(books: Books, day: date, asked: _Asked) -> list[DayLine]:
    return [line for line in books.day_lines(day) if asked.wants(line.account_id, line.entity, line.currency)]


def _disputed(books: Books) -> frozenset[tuple[str, str, str, str]]:
    """The lines in dispute now, those flagged since the day was kept among them."""
    return _lines_of((*books.disputes_in(DisputeState.ROUTED), *books.disputes_in(DisputeState.OWNED)))


def _over(books: Books) -> frozenset[tuple[str, str, str, str]]:
    """The lines whose dispute leadership has ended; where the ERP marks them, its mark stands until a credit is in."""
    decided = (*books.disputes_in(DisputeState.RESOLVED), *books.disputes_in(DisputeState.WITHDRAWN))
    return _lines_of(one for one in decided if one.is_settled or one.flagged_by != "erp")


def _lines_of(disputes: Iterable[Dispute]) -> frozenset[tuple[str, str, str, str]]:
    return frozenset(
        (one.account_id, one.entity, one.currency, line.invoice_number) for one in disputes for line in one.lines
    )


def _promised(desk: Desk, books: Books) -> frozenset[tuple[str, str, str]]:
    """Account, billing entity and number of each line under a promise that a person recorded and that still runs."""
    accounts = {fact.account_id for fact in books.facts_of(FactKind.PROMISED)}
    facts = [fact for account_id in sorted(accounts) for fact in standing(books.facts(account_id))]
    return frozenset(
        (fact.account_id, entity_of(fact), number)
        for fact in facts
        if fact.promise is not None and entity_of(fact) in desk.policy.entities
        if desk.today(entity_of(fact)) <= last_day(fact.promise, desk.policy)
        for number in fact.promise.invoice_numbers
    )


def _with_press(line: DayLine, pressed: frozenset[tuple[str, str, str]]) -> DayLine:
    is_pressed = (line.account_id, line.entity, line.number) in pressed
    return replace(line, is_promised=True) if is_pressed else line


def _blocked(books: Books, asked: _Asked) -> dict[str, dict[Blocker, Money]]:
    found: dict[str, dict[Blocker, Money]] = defaultdict(dict)
    for each in books.blocked():
        currency = each.amount.currency
        if asked.wants(each.account_id, each.entity, currency):
            before = found[currency].get(each.blocker, Money(0, currency))
            found[currency][each.blocker] = before + each.amount
    return found
