"""`/promises`: what customers have promised to pay, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.books import Books
from bot.cards.drawing import Drawing
from bot.cards.matches import no_rights
from bot.cards.promises import Promised, promises_answer
from bot.cards.status import help_answer
from bot.flows.accounts_of import accounts_of
from bot.flows.desk import Desk
from bot.stages.age import billing_keys
from bot.stages.gaps import cash_through
from bot.stages.promises import kept_words
from bot.stages.recorded import with_recorded
from models.fact import FactKind
from models.people import Person

#: Promises of longer ago are a matter of the past.
_BACK = timedelta(days=30)


def list_promises(desk: Desk, person: Person, text: str) -> Drawing:
    """Answer `/promises` with those of the last thirty days and every later one."""
    if person.barred or not person.roles:
        return no_rights()
    if text.strip():
        return help_answer("/promises takes nothing after it.")
    with desk.store.transaction() as books:
        mine = accounts_of(desk, books, person)
        found = promised(desk, books, mine)
    return promises_answer(found, desk.office_day(), is_own=mine is not None)


def promised(desk: Desk, books: Books, mine: Collection[str] | None) -> list[Promised]:
    """Every promise of the last thirty days and every later one, of these accounts; None = of all."""
    wanted = sorted(one for one in _promising(desk, books) if mine is None or one in mine)
    through = cash_through(books.stamps())
    return [each for account_id in wanted for each in _of(desk, books, account_id, through)]


def _promising(desk: Desk, books: Books) -> set[str]:
    since = desk.office_day() - _BACK
    pressed = [each.promise for each in books.facts_of(FactKind.PROMISED) if each.promise]
    return {each.account_id for each in (*books.every_promise(), *pressed) if each.due_on >= since}


def _of(desk: Desk, books: Books, account_id: str, through: date | None) -> Iterator[Promised]:
    ledger = books.account_ledger(account_id)
    if ledger is None:
        return
    facts, since = books.facts(account_id), desk.office_day() - _BACK
    for entity, currency in billing_keys(ledger):
        if entity not in desk.policy.entities:
            continue
        book = with_recorded(ledger, facts, entity, ZoneInfo(desk.policy.entities[entity].timezone))
        for kept in kept_words(book, entity, currency, desk.today(entity), desk.policy, cash_through=through):
            if kept.promise.due_on >= since:
                yield Promised(account_name=ledger.account.name or account_id, kept=kept)
