"""The pilot over the whole company: who counts among the largest accounts, and who is in and why others are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.books import Books
from bot.errors import NotNowError
from bot.flows.desk import Desk
from bot.stages.age import billing_keys
from bot.stages.pilot import Candidate, largest, verdict
from models.pilot import Largest, PilotAccount, PilotReport


def rank_accounts(desk: Desk, books: Books, day: date) -> None:
    """Keep the ranking of *day* where the pilot asks for one; one that is there already stands."""
    pilot, known = desk.policy.pilot, books.largest()
    if pilot is None or (known is not None and (known.on, known.count) == (day, pilot.exclude_top)):
        return
    found = ranking(desk, books, day)
    if found is not None:
        books.keep_largest(found)


def ranking(desk: Desk, books: Books, day: date) -> Largest | None:
    """The accounts that count among the largest on *day*, from every invoice; None = the pilot does not ask."""
    pilot = desk.policy.pilot
    if pilot is None or pilot.exclude_top is None:
        return None
    invoices, stamps = books.every_invoice(), books.stamps()
    return largest(invoices, stamps, count=pilot.exclude_top, rates=desk.rates, as_of=day)


def pilot_report(desk: Desk, day: date | None = None) -> PilotReport:
    """Who is in the pilot on *day* (default: the day the books are true for); reads only.

    Raises:
        NotNowError: the policy names no pilot, nothing was imported yet, or the books speak of a later day.
    """
    if desk.policy.pilot is None:
        raise NotNowError("The policy names no [pilot], so every account is followed up. config/policy.toml shows how.")
    with desk.store.transaction() as books:
        as_of, accounts = books.ledger_as_of(), books.account_ids()
        if as_of is None:
            raise NotNowError("Nothing was imported yet. Run: collections import --sources config/sources.toml")
        if day is not None and day < as_of:
            raise NotNowError(f"The books speak of {as_of}; a pilot as of {day} would take what came since for known.")
        found = ranking(desk, books, day or as_of)
    return PilotReport(day=day or as_of, accounts=tuple(_judged(desk, accounts, found, day or as_of)))


def _judged(desk: Desk, accounts: tuple[str, ...], ranked: Largest | None, day: date) -> Iterator[PilotAccount]:
    for account_id in accounts:
        # One transaction for each: a long report must not keep presses waiting.
        with desk.store.transaction() as books:
            book, disputes, roster = books.account_ledger(account_id), books.disputes(account_id), books.roster()
        if book is not None:
            candidate = Candidate(
                book=book,
                entities=frozenset(entity for entity, _ in billing_keys(book)),
                as_of=day,
                policy=desk.policy,
                disputes=disputes,
                roster=roster,
                largest=ranked,
            )
            yield PilotAccount(account_id, book.account.name or account_id, verdict(candidate))
