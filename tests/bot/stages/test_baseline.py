"""From due to paid before go-live: what the books can tell, and what they cannot."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.stages.reports.baseline import PERIOD, History, baseline, until
from bot.stages.reports.baseline_sheets import history as invoices
from bot.stages.reports.baseline_sheets import in_time, roll
from models.correspondence import Direction
from models.ledger import Absence, RecordKind, SourceStamp
from models.money import Money
from models.receivable import Gone
from models.report import Ratio
from tests.bot.stages import ledger_builder as b

EVE = date(2026, 5, 3)


def paid(number, due, on, euros=100, **other):
    """An invoice and the payment that settled it."""
    invoice = b.invoice(number, euros=euros, issued_on=due - timedelta(days=30), due_on=due, **other)
    return invoice, b.payment(euros, number, on)


def history(*books, last=EVE):
    found = History(b.POLICY, last)
    for book in books:
        found.add(book)
    return found


def book_of(*pairs, **account):
    return b.book(
        account=b.account(**account),
        invoices=tuple(invoice for invoice, _ in pairs),
        payments=tuple(payment for _, payment in pairs if payment),
    )


def figures(found, stamps=()):
    return baseline(found, as_of=b.TODAY, stamps=stamps, answers=(), silent=())


def test_median_mean_and_shares_are_over_the_days_from_due_to_paid():
    due = date(2026, 3, 2)
    pairs = [paid(str(days), due, due + timedelta(days=days)) for days in (-2, 0, 10, 45)]
    everybody, olive = figures(history(book_of(*pairs))).paid
    assert (everybody.owner_id, olive.owner_id) == ("", "U0OLIVE")
    assert (everybody.median_days, everybody.mean_days) == (Decimal("5.0"), Decimal("13.2"))
    assert (everybody.count, everybody.by_due, everybody.within_30) == (4, 2, 3)


def test_each_owner_has_figures_of_their_own_and_an_unowned_account_is_the_fallback_owner_s():
    due = date(2026, 3, 2)
    olive = book_of(paid("1", due, due))
    nobody = book_of(paid("2", due, due + timedelta(days=9)), owner_id=None)
    by_owner = {each.owner_id: each.median_days for each in figures(history(olive, nobody)).paid}
    assert by_owner == {"": Decimal("4.5"), "U0OLIVE": 0, b.POLICY.fallback_owner: 9}


def test_what_was_paid_since_go_live_is_no_part_of_it():
    before, since = paid("1", date(2026, 4, 1), EVE), paid("2", date(2026, 4, 1), EVE + timedelta(days=1))
    assert [each.number for each in history(book_of(before, since)).paid] == ["1"]


def test_a_paid_invoice_keeps_its_steps_oldest_first():
    invoice, rest = paid("1001", date(2026, 3, 2), date(2026, 3, 20), 100)
    part = b.payment(40, "1001", date(2026, 3, 10), id="Z-part")
    rest = b.payment(60, "1001", date(2026, 3, 20))
    asked = b.message("Where is the money for 1001?", date(2026, 3, 5), direction=Direction.OUTBOUND)
    book = b.book(invoices=(invoice,), payments=(part, rest), messages=(asked,))
    (one,) = history(book).paid
    assert [(step.on.isoformat(), step.what) for step in one.steps] == [
        ("2026-01-31", "issued"),
        ("2026-03-02", "due"),
        ("2026-03-05", "mail of ours"),
        ("2026-03-10", "payment of 40.00 EUR"),
        ("2026-03-20", "payment of 60.00 EUR"),
        ("2026-03-20", "paid"),
    ]
    assert one.days == 18


def test_what_went_off_the_lists_is_counted_and_never_called_paid():
    gone = b.invoice("1", due_on=date(2026, 3, 1), issued_on=date(2026, 2, 1), gone=Gone(date(2026, 4, 1)))
    found = figures(history(b.book(invoices=(gone,))))
    assert found.paid == ()
    assert any("1 invoice is left out: gone from every list" in told for told in found.missing)


def test_a_rest_within_the_tolerance_is_paid_on_the_day_of_the_last_payment():
    due = date(2026, 3, 2)
    within = b.invoice("1", due_on=due, issued_on=due - timedelta(days=30), amount=Money(10_080, "EUR"))
    beyond = replace(within, number="2", amount=Money(10_101, "EUR"))
    part, rest, other = (
        b.payment(40, "1", due, id="Z-part"),
        b.payment(60, "1", date(2026, 3, 9)),
        b.payment(100, "2", date(2026, 3, 9)),
    )
    found = history(b.book(invoices=(within, beyond), payments=(part, rest, other)))
    assert [(each.number, each.paid_on) for each in found.paid] == [("1", date(2026, 3, 9))]
    assert not any("no source says since which day" in told for told in figures(found).missing)
    assert found.receivable["fennel", "EUR"] == [101, 0]


def test_what_nobody_dates_is_left_out_by_number_three_at_the_most():
    due = date(2026, 3, 2)
    tiny = [
        b.invoice(str(number), amount=Money(50, "EUR"), issued_on=due - timedelta(days=30), due_on=due)
        for number in range(4)
    ]
    (told,) = [
        told
        for told in figures(history(b.book(invoices=tuple(tiny)))).missing
        if "no source says since which day" in told
    ]
    assert told.startswith("4 invoices are left out (0, 1, 2 and 1 more): ")


def test_what_was_paid_after_the_eve_is_left_out_and_counted():
    since = paid("2", date(2026, 4, 1), EVE + timedelta(days=1))
    assert (
        "1 invoice is left out: paid after 2026-05-03, the last day this speaks of."
        in figures(history(book_of(since))).missing
    )


def test_the_roll_is_refused_with_the_reason_where_a_source_lists_only_what_is_open():
    stamp = SourceStamp("erp", RecordKind.INVOICES, b.TODAY, b.AT, 1, 0, absence=Absence.OPEN_ITEMS)
    found = figures(history(quarter()), stamps=(stamp,))
    assert found.rolled == ()
    assert any(
        told.startswith("The weekly roll was not computed: erp lists only what is open") for told in found.missing
    )
    assert roll(found).notes == ("Left out says why.",)
    assert figures(history(quarter())).rolled != ()


def test_sheets_have_shares_as_numbers_and_the_currency_beside_the_money():
    found = history(quarter())
    assert Ratio(2, 2) in in_time(figures(found), b.POLICY).rows[0]
    for sheet in (roll(figures(found)), invoices(found.paid, b.POLICY)):
        place = sheet.head.index("currency")
        assert {row[place] for row in sheet.rows} == {"EUR"}


def test_the_roll_is_what_got_worse_within_a_week_over_what_was_open():
    # Due six days before the eve: a week earlier it was current, and so it was in each of the weeks before.
    still_open = b.invoice("1", euros=100, issued_on=EVE - timedelta(days=13), due_on=EVE - timedelta(days=6))
    stays = b.invoice("2", euros=300, issued_on=EVE - timedelta(days=13), due_on=EVE + timedelta(days=60))
    rolled = {
        each.bucket: (each.open, each.worse) for each in figures(history(b.book(invoices=(still_open, stays)))).rolled
    }
    assert rolled["Current"] == (Money(40_000, "EUR"), Money(10_000, "EUR"))
    assert rolled["1–30"] == (Money(0, "EUR"), Money(0, "EUR"))


def test_what_is_paid_in_the_week_leaves_and_gets_no_worse():
    due = EVE - timedelta(days=6)
    invoice, payment = paid("1", due, due + timedelta(days=1))
    rolled = {each.bucket: each.worse for each in figures(history(book_of((invoice, payment)))).rolled}
    assert rolled["Current"] == Money(0, "EUR")


def quarter(**other):
    """An old paid invoice, 90 sold in the quarter, 60 of them open, 20 of those not due."""
    old = paid("old", EVE - timedelta(days=PERIOD), EVE - timedelta(days=PERIOD - 1), euros=1_000)
    sold = [
        (b.invoice("a", euros=40, issued_on=EVE - timedelta(days=60), due_on=EVE - timedelta(days=1)), None),
        (b.invoice("b", euros=20, issued_on=EVE - timedelta(days=10), due_on=EVE), None),
        paid("c", EVE - timedelta(days=10), EVE - timedelta(days=2), euros=30),
    ]
    return book_of(old, *sold)


def test_dso_is_computed_where_the_books_hold_the_whole_quarter():
    (found,) = figures(history(quarter())).outstanding
    assert (found.receivable, found.sales) == (Money(6_000, "EUR"), Money(9_000, "EUR"))
    assert (found.simple, found.best_possible) == (Decimal("60.0"), Decimal("20.0"))


def test_dso_is_refused_with_the_reason_where_a_source_lists_only_what_is_open():
    stamp = SourceStamp("erp", RecordKind.INVOICES, b.TODAY, b.AT, 1, 0, absence=Absence.OPEN_ITEMS)
    found = figures(history(quarter()), stamps=(stamp,))
    assert {(each.simple, each.count_back, each.best_possible) for each in found.outstanding} == {(None, None, None)}
    assert any("erp lists only what is open" in told for told in found.missing)


def test_dso_is_refused_where_the_books_begin_too_late():
    found = figures(history(b.book(invoices=(b.invoice(),))))
    assert found.outstanding[0].simple is None
    assert any("do not go back 90 days" in told for told in found.missing)


def test_the_baseline_ends_on_the_eve_of_go_live_or_with_the_books():
    assert until(date(2026, 5, 4), date(2026, 5, 11)) == EVE
    assert until(date(2026, 5, 4), date(2026, 4, 1)) == date(2026, 4, 1)
