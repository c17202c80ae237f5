"""The books added up straight, against the lines of the day."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.stages.book_totals import BookTotals
from bot.stages.day_lines import day_lines
from bot.stages.left_out import Standing
from models.book_total import BookTotal
from models.ledger import AccountLedger
from models.money import Money
from models.receivable import Gone
from tests.bot.stages.ledger_builder import POLICY, TODAY, account, credit_note, invoice, payment


def totals(*books: AccountLedger) -> tuple[BookTotal, ...]:
    adding = BookTotals(TODAY)
    assert list(adding.each(books)) == list(books)
    return adding.found()


def open_on_the_day(book: AccountLedger, currency: str) -> int:
    standing = Standing(as_of=TODAY, policy=POLICY, disputes=(), promises=())
    return sum(line.open_minor for line in day_lines(book, standing) if line.currency == currency)


def test_money_that_no_invoice_claims_is_unapplied_and_what_the_erp_closed_is_told_apart():
    book = AccountLedger(
        account=account(),
        invoices=(invoice("1", euros=100), invoice("2", euros=50, settled_on=TODAY)),
        payments=(payment(130, "1"), payment(7)),
    )
    (total,) = totals(book)
    parts = (total.billed, total.received, total.closed, total.unapplied, total.receivable)
    assert [each.minor for each in parts] == [15_000, 13_700, 5_000, 3_700, -3_700]


def test_two_currencies_and_entities_are_never_added():
    dollars = invoice("2", amount=Money(500, "USD"))
    found = totals(AccountLedger(account=account(), invoices=(invoice("1"), dollars, invoice("3", entity="other"))))
    assert [(each.entity, each.currency) for each in found] == [("fennel", "EUR"), ("fennel", "USD"), ("other", "EUR")]


_MONEY = st.integers(min_value=-400, max_value=1_500)
_NUMBER = st.sampled_from(["1", "2", "3", "no such invoice", None])


@st.composite
def ledgers(draw):
    ends = draw(st.lists(st.sampled_from(["open", "settled", "later", "gone"]), min_size=3, max_size=3))
    found = []
    for number, end in enumerate(ends, 1):
        each = invoice(str(number), draw(st.integers(-40, 200)), draw(st.integers(1, 1_000)))
        settled = {"settled": TODAY, "later": TODAY + timedelta(days=1)}.get(end)
        gone = Gone(since=TODAY) if end == "gone" else None
        found.append(replace(each, settled_on=settled, gone=gone))
    money = draw(st.lists(st.tuples(_NUMBER, _MONEY), max_size=6))
    credit = draw(st.lists(st.tuples(_NUMBER, st.integers(1, 500)), max_size=3))
    return AccountLedger(
        account=account(),
        invoices=tuple(found),
        payments=tuple(payment(euros, number, id=f"P{at}") for at, (number, euros) in enumerate(money)),
        credit_notes=tuple(credit_note(euros, number) for number, euros in credit),
    )


@given(st.lists(ledgers(), min_size=1, max_size=3))
def test_the_lines_of_the_day_less_what_is_unapplied_are_what_the_books_say(books):
    (total,) = totals(*books)
    lines = sum(open_on_the_day(book, "EUR") for book in books)
    assert lines - total.unapplied.minor == total.receivable.minor
