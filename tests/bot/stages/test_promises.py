"""A promise is kept, part kept or broken by the money that came in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.stages.promises import kept_words
from models.ledger import AccountLedger
from models.money import Money
from models.promise import KeptWord, Outcome
from tests.bot.stages.ledger_builder import POLICY, book, invoice, payment, promise

#: A Friday; with two working days of grace the money may come until Tuesday the 28th.
FRIDAY, LAST, TOO_LATE = date(2026, 4, 24), date(2026, 4, 28), date(2026, 4, 29)


def told(ledger: AccountLedger, as_of: date = date(2026, 5, 11)) -> list[KeptWord]:
    return list(kept_words(ledger, "fennel", "EUR", as_of, POLICY))


def outcome(ledger: AccountLedger, as_of: date = date(2026, 5, 11)) -> Outcome:
    (found,) = told(ledger, as_of)
    return found.outcome


@pytest.mark.parametrize(
    ("on", "euros", "found"),
    [
        (FRIDAY, 1000, Outcome.KEPT),
        (LAST, 1000, Outcome.KEPT),
        (LAST, 999, Outcome.KEPT),  # Within the tolerance of a euro.
        (LAST, 400, Outcome.PART_KEPT),
        (TOO_LATE, 1000, Outcome.BROKEN),
    ],
)
def test_the_money_counts_until_the_grace_is_over(on: date, euros: int, found: Outcome) -> None:
    assert outcome(book(promises=(promise(FRIDAY, "1001"),), payments=(payment(euros, "1001", on=on),))) is found


def test_until_then_it_is_open_and_early_money_keeps_it() -> None:
    waiting = book(promises=(promise(FRIDAY, "1001"),))
    assert [outcome(waiting, day) for day in (FRIDAY, LAST, TOO_LATE)] == [Outcome.OPEN, Outcome.OPEN, Outcome.BROKEN]
    early = book(promises=(promise(FRIDAY, "1001"),), payments=(payment(1000, "1001", on=date(2026, 4, 20)),))
    assert outcome(early, date(2026, 4, 21)) is Outcome.KEPT


def test_an_amount_of_theirs_is_what_counts() -> None:
    part = promise(FRIDAY, "1001", amount=Money(400_00, "EUR"))
    assert outcome(book(promises=(part,), payments=(payment(400, "1001", on=LAST),))) is Outcome.KEPT
    assert outcome(book(promises=(part,), payments=(payment(100, "1001", on=LAST),))) is Outcome.PART_KEPT


def test_a_promise_without_a_number_is_about_what_was_billed_by_that_day() -> None:
    later = invoice("1002", issued_on=FRIDAY + timedelta(days=1))
    (found,) = told(book(invoices=(invoice(), later), promises=(promise(FRIDAY),)))
    assert (found.promised, found.outcome) == (Money(1000_00, "EUR"), Outcome.BROKEN)


def test_a_promise_about_another_entity_or_currency_is_not_told_here() -> None:
    dollars = promise(FRIDAY, amount=Money(1, "USD"))
    abroad = book(invoices=(invoice(entity="fennel-inc"),), promises=(promise(FRIDAY, "1001"),))
    assert told(book(promises=(dollars,))) == told(abroad) == []


@given(some.lists(some.tuples(some.integers(1, 400), some.integers(-20, 20)), max_size=6), some.integers(0, 40))
def test_more_money_in_time_never_makes_it_worse(paid: list[tuple[int, int]], days: int) -> None:
    money = tuple(
        payment(euros, "1001", on=FRIDAY + timedelta(days=shift), id=f"Z{place}")
        for place, (euros, shift) in enumerate(paid)
    )
    as_of = FRIDAY + timedelta(days=days)
    order = (Outcome.BROKEN, Outcome.PART_KEPT, Outcome.OPEN, Outcome.KEPT)
    worse, better = (
        outcome(book(promises=(promise(FRIDAY, "1001"),), payments=some_money), as_of)
        for some_money in (money, (*money, payment(500, "1001", on=date(2026, 4, 1), id="more")))
    )
    assert order.index(better) >= order.index(worse)
