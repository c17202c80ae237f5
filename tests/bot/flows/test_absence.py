"""What it means that a record is not in an import, over real exports and a real store."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.cards.details_form import details_form
from bot.flows.look_up import look_up
from bot.flows.prepare_day import prepare_day
from bot.stages.age import open_items, unapplied
from bot.stages.aging_summary import summarise
from bot.stages.carry_over import gone_lines
from models.money import Money
from models.people import Person, Role
from models.receivable import Gone
from tests.bot.flows.books_on_disk import INVOICES, MONDAY, PAID_HEAD, PAYMENTS, BooksOnDisk, row

TEN = tuple(row(number) for number in range(10))
TUESDAY = MONDAY + timedelta(days=1)
FREYA = Person(team_id="T", user_id="U0FREYA", name="Freya", roles=frozenset({Role.FINANCE_LEADERSHIP}))


def numbers(items):
    return {item.invoice.number for item in items}


@pytest.mark.parametrize("absence", ["open_items", "full"])
def test_an_invoice_off_the_list_is_not_asked_for_and_in_no_bucket(tmp_path: Path, absence: str) -> None:
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence=absence))
    on_disk.export("erp", *TEN)
    on_disk.take_in()
    on_disk.export("erp", *TEN[1:])
    report = on_disk.take_in(day=1)
    book = on_disk.book()
    (gone,) = [invoice for invoice in book.invoices if invoice.gone]
    assert (gone.number, gone.gone) == ("F-0", Gone(TUESDAY))
    assert "F-0" not in numbers(open_items(book, TUESDAY))
    (summary,) = summarise(report.ledger, TUESDAY)
    assert summary.open.amount == Money(90_000, "EUR")
    assert sum(tally.amount.minor for _, tally in summary.buckets) == 90_000
    (told,) = gone_lines(report.gone, TUESDAY)
    assert told.startswith("erp: 1 invoices for 100.00 EUR are no longer on the list, 1 of them since this import")
    assert "not called paid" in told


def test_the_day_it_went_stays_and_coming_back_is_simply_back(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence="open_items"))
    on_disk.export("erp", *TEN)
    on_disk.take_in()
    on_disk.export("erp", *TEN[1:])
    on_disk.take_in(day=1)
    assert on_disk.take_in(day=2).gone[0].gone == Gone(TUESDAY)
    on_disk.export("erp", *TEN)
    assert on_disk.take_in(day=3).gone == ()
    assert len(open_items(on_disk.book(), TUESDAY)) == 10


def test_what_moved_to_another_list_is_not_gone_and_no_drop(tmp_path: Path) -> None:
    tables = [INVOICES.format(name=name, absence="open_items") for name in ("open", "settled")]
    on_disk = BooksOnDisk(tmp_path, *tables)
    on_disk.export("open", *TEN)
    on_disk.export("settled")
    on_disk.take_in()
    on_disk.export("open", *TEN[6:])
    on_disk.export("settled", *TEN[:6])
    assert on_disk.take_in(day=1).gone == ()


def test_money_that_paid_an_invoice_before_it_went_is_not_unapplied(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(
        tmp_path, INVOICES.format(name="erp", absence="open_items"), PAYMENTS.replace("{absence}", "full")
    )
    on_disk.export("erp", *TEN)
    on_disk.export("bank", head=PAID_HEAD)
    on_disk.take_in()
    on_disk.export("erp", *TEN[1:])
    on_disk.export("bank", "P1,C1,100.00,2026-05-11,F-0", head=PAID_HEAD)
    report = on_disk.take_in(day=1)
    assert unapplied(on_disk.book(), "fennel", "EUR") == Money(0, "EUR")
    assert report.ledger.contradictions == ()


def test_a_row_that_cannot_be_read_is_not_called_off_the_list(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence="full"))
    on_disk.export("erp", *TEN)
    on_disk.take_in()
    on_disk.export("erp", row(0, "ten"), *TEN[1:])
    report = on_disk.take_in(day=1)
    assert [(one.number, one.gone) for one in report.gone] == [("F-0", Gone(TUESDAY, is_unread=True))]
    assert "1 because their row cannot be read" in gone_lines(report.gone, TUESDAY)[0]


def test_an_instalment_goes_and_comes_back_under_its_own_number(tmp_path: Path) -> None:
    table = INVOICES.format(name="erp", absence="full").replace('due_on = "Due"', 'due_on = "Due", instalment = "Part"')
    on_disk = BooksOnDisk(tmp_path, table)
    head, parts = "No,Customer,Amount,Issued,Due,Part", [f"{row(1)},{place}/6" for place in range(1, 7)]
    on_disk.export("erp", *parts, head=head)
    on_disk.take_in()
    on_disk.export("erp", *parts[:1], *parts[2:], head=head)
    for day in (1, 2):
        on_disk.take_in(day=day)
        assert [one.number for one in on_disk.book().invoices if one.gone] == ["F-1/2"]
    on_disk.export("erp", *parts, head=head)
    assert on_disk.take_in(day=3).gone == ()


def test_in_changes_a_record_stays_until_one_of_the_same_key_replaces_it(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence="changes"))
    on_disk.export("erp", *TEN)
    on_disk.take_in()
    on_disk.export("erp", row(3, "55.00"), row(10))
    report = on_disk.take_in(day=1)
    assert report.gone == ()
    assert report.ledger.stamps[0].rows == 11
    on_disk.export("erp", row(11))
    on_disk.take_in(day=2)
    amounts = {item.invoice.number: item.open.minor for item in open_items(on_disk.book(), TUESDAY)}
    assert len(amounts) == 12
    assert amounts["F-3"] == 5_500


def test_of_two_files_of_changes_the_later_one_is_right(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence="changes"))
    on_disk.export("erp-2026-05-10", *TEN)
    on_disk.export("erp-2026-05-11", row(3, "55.00"))
    report = on_disk.take_in()
    assert report.ledger.rejected == ()
    assert {item.open.minor for item in open_items(on_disk.book(), MONDAY) if item.invoice.number == "F-3"} == {5_500}


def test_a_change_dated_tomorrow_is_there_tomorrow(tmp_path: Path) -> None:
    tables = INVOICES.format(name="erp", absence="full"), PAYMENTS.replace("{absence}", "changes")
    on_disk = BooksOnDisk(tmp_path, *tables)
    on_disk.export("erp", *TEN)
    on_disk.export("bank", "P1,C1,100.00,2026-05-12,F-0", head=PAID_HEAD)
    on_disk.take_in()
    assert "F-0" in numbers(open_items(on_disk.book(), MONDAY))
    on_disk.export("bank", head=PAID_HEAD)
    on_disk.take_in(day=1)
    assert "F-0" not in numbers(open_items(on_disk.book(), TUESDAY))


def test_other_records_that_leave_a_full_list_are_gone(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence="full"), PAYMENTS.replace("{absence}", "full"))
    on_disk.export("erp", *TEN)
    on_disk.export("bank", *(f"P{n},C1,1.00,2026-05-01,F-{n}" for n in range(6)), head=PAID_HEAD)
    on_disk.take_in()
    on_disk.export("bank", *(f"P{n},C1,1.00,2026-05-01,F-{n}" for n in range(1, 6)), head=PAID_HEAD)
    on_disk.take_in(day=1)
    assert [payment.id for payment in on_disk.book().payments] == [f"P{n}" for n in range(1, 6)]


def test_the_card_the_look_up_and_the_closing_words_say_it(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence="open_items"), drop_limit=60)
    on_disk.export("erp", *TEN[:3])
    on_disk.take_in()
    prepare_day(on_disk.desk, MONDAY)
    on_disk.export("erp", *TEN[1:3])
    on_disk.take_in(day=1)
    on_disk.desk.clock.advance(timedelta(days=1))
    prepare_day(on_disk.desk, TUESDAY)
    with on_disk.desk.store.transaction() as books:
        (record,) = books.live_packets()
    assert numbers(record.packet.items) == {"F-1", "F-2"}
    form = str(details_form(record, policy=on_disk.desk.policy, channel="C", ts="1"))
    assert "not asked for: no longer on the ERP's list as of 12 May 2026" in form
    answer = str(look_up(on_disk.desk, FREYA, "F-0").blocks)
    assert "no longer on the ERP's list as of 12 May 2026" in answer
    assert "settled" not in answer
    on_disk.export("erp", row(99, customer="C2"))
    on_disk.take_in(day=2, confirm=("erp",))
    on_disk.desk.clock.advance(timedelta(days=1))
    prepare_day(on_disk.desk, date(2026, 5, 13))
    with on_disk.desk.store.transaction() as books:
        closed = books.packet(record.id)
    assert "F-1: €100.00 is no longer on the list" in closed.last.reason
    assert "paid" not in closed.last.reason
