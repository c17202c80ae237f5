"""What unapplied money is made of, and why no invoice takes each piece."""

from __future__ import annotations

from bot.stages.credits import unapplied_credits
from models.ledger import AccountLedger, Contradiction, Dissent
from tests.bot.stages import ledger_builder as an


def whys(book: AccountLedger) -> dict[str, str]:
    return {each.id: each.why for each in unapplied_credits(book, "fennel", "EUR", ())}


def test_money_without_a_number_names_no_invoice() -> None:
    assert whys(an.book(payments=(an.payment(400),))) == {"ZNone": "it names no invoice"}


def test_money_over_what_an_invoice_came_to_says_that_it_is_paid() -> None:
    twice = (an.payment(1000, "1001"), an.payment(1000, "1001", id="Z2"))
    assert whys(an.book(payments=twice)) == {"for 1001": "that invoice is paid already"}


def test_money_for_another_customers_invoice_says_so() -> None:
    money = an.payment(400, "2002", origin=an.origin("payments.csv:7"))
    told = Contradiction("A1", "payment names invoice 2002", (("it", money.origin),), Dissent.WHOSE_MONEY)
    assert whys(an.book(payments=(money,), contradictions=(told,))) == {
        "for 2002": "that invoice is another customer's"
    }


def test_money_for_a_number_that_is_nobodys_says_no_more_than_that() -> None:
    assert whys(an.book(payments=(an.payment(400, "9999"),))) == {
        "for 9999": "no open invoice of theirs has that number here"
    }
