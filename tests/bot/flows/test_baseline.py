"""The baseline is computed until it is frozen, and then it is what it was."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import NotNowError
from bot.flows.baseline import freeze, read_baseline
from bot.flows.prepare_day import DayReport, prepare_account, prepare_day
from bot.flows.survey import answer, ask
from models.baseline import SurveyAnswer
from models.people import Colleague, Inactive, Person, Role, Roster
from tests.bot.flows.books_on_disk import INVOICES, MONDAY, PAID_HEAD, PAYMENTS, BooksOnDisk, row

FULL = INVOICES.format(name="erp", absence="full")
BANK = PAYMENTS.replace("{absence}", "full")
ARJUN = Person(team_id="T", user_id="U0ARJUN", name="Arjun Rao", roles=frozenset({Role.FINANCE}))


@pytest.fixture
def office(tmp_path: Path) -> BooksOnDisk:
    """Two invoices due on 1 April: one paid on the 8th, one open. Nobody owns the account, so Arjun does."""
    on_disk = BooksOnDisk(tmp_path, FULL, BANK)
    on_disk.export("erp", row(1), row(2))
    on_disk.export("bank", "P-1,C1,100.00,2026-04-08,F-1", head=PAID_HEAD)
    on_disk.take_in()
    return on_disk


def days_paid(on_disk: BooksOnDisk) -> list[tuple[str, int]]:
    return [(each.number, each.days) for each in read_baseline(on_disk.desk).history]


def also_paid(on_disk: BooksOnDisk, day: int) -> None:
    """The second invoice turns out to have been paid in April as well."""
    on_disk.export("bank", "P-1,C1,100.00,2026-04-08,F-1", "P-2,C1,100.00,2026-04-28,F-2", head=PAID_HEAD)
    on_disk.take_in(day=day)


def test_until_it_is_frozen_an_import_changes_it(office):
    assert days_paid(office) == [("F-1", 7)]
    also_paid(office, 1)
    assert days_paid(office) == [("F-1", 7), ("F-2", 27)]
    assert read_baseline(office.desk).frozen is None


def test_frozen_by_a_person_it_is_the_same_after_an_import_and_an_answer(office):
    ask(office.desk)
    answer(office.desk, "U0ARJUN", ARJUN, minutes=12, per_week=30)
    frozen = freeze(office.desk, "Nora Beck")
    before = read_baseline(office.desk)
    assert [(each.by_name, each.minutes) for each in before.baseline.answers] == [("Arjun Rao", 12)]
    also_paid(office, 1)
    with pytest.raises(NotNowError, match="frozen on 11 May 2026"):
        answer(office.desk, "U0ARJUN", ARJUN, minutes=1, per_week=1)
    with office.desk.store.transaction() as books:
        # Whatever comes to be stored beside it.
        books.save_survey_answer(SurveyAnswer(**_answered(office)))
    after = read_baseline(office.desk)
    assert after == before
    assert (after.frozen.by_name, after.frozen.at) == ("Nora Beck", frozen.at)


def _answered(on_disk):
    return {"by_id": "U0ARJUN", "by_name": "Arjun Rao", "at": on_disk.desk.clock.now(), "minutes": 99, "per_week": 99}


def test_the_first_packet_freezes_it(office):
    prepare_day(office.desk, MONDAY)
    found = read_baseline(office.desk)
    assert found.frozen is not None
    assert found.frozen.by_name == "the copilot, with the first packet"
    also_paid(office, 1)
    assert days_paid(office) == [("F-1", 7)]


def test_it_is_frozen_in_the_transaction_of_the_first_packet_and_not_before(office):
    def opened_and_broken() -> None:
        with office.desk.store.transaction() as books:
            report = DayReport(MONDAY)
            prepare_account(office.desk, books, "C1", MONDAY, report)
            assert report.opened == 1
            assert books.baseline() is not None
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        opened_and_broken()
    assert read_baseline(office.desk).frozen is None
    with office.desk.store.transaction() as books:
        assert books.live_packets() == ()


def test_a_morning_without_a_packet_freezes_nothing(tmp_path):
    on_disk = BooksOnDisk(tmp_path, FULL)
    on_disk.export("erp", "F-9,C1,10.00,2026-05-01,2026-06-01")
    on_disk.take_in()
    prepare_day(on_disk.desk, MONDAY)
    assert read_baseline(on_disk.desk).frozen is None


def test_freezing_is_in_the_record_once_with_its_person(office):
    freeze(office.desk, "Nora Beck")
    prepare_day(office.desk, MONDAY)
    with pytest.raises(NotNowError, match="by Nora Beck"):
        freeze(office.desk, "Somebody Else")
    with office.desk.store.transaction() as books:
        (entry,) = [entry for _, entry, _ in books.audit_trail("baseline") if entry.what == "baseline.frozen"]
    assert entry.detail == {"by": "Nora Beck", "until": "2026-05-03", "invoices": "1", "answers": "0"}


def test_the_store_keeps_one_baseline_for_ever(office):
    frozen = freeze(office.desk, "Nora Beck")
    with office.desk.store.transaction() as books:
        assert not books.keep_baseline(frozen, ())
        assert len(books.baseline_history()) == 1


def test_whoever_was_asked_and_has_not_answered_is_named(office):
    assert ask(office.desk) == ("Arjun Rao",)
    assert read_baseline(office.desk).baseline.silent == ("Arjun Rao",)
    answer(office.desk, "U0ARJUN", ARJUN, minutes=12, per_week=30)
    assert read_baseline(office.desk).baseline.silent == ()


def test_nobody_is_asked_twice_nor_after_the_freeze(office):
    assert ask(office.desk) == ("Arjun Rao",)
    assert ask(office.desk) == ()
    freeze(office.desk, "Nora Beck")
    with pytest.raises(NotNowError, match="frozen"):
        ask(office.desk)


def test_who_has_left_is_not_asked_but_whoever_has_their_accounts(office):
    gone = Colleague(user_id="U0ARJUN", name="Arjun Rao", as_of=MONDAY, inactive=Inactive.DEACTIVATED)
    with office.desk.store.transaction() as books:
        books.keep_roster(Roster(colleagues={"U0ARJUN": gone}, asked_on=MONDAY))
    assert ask(office.desk) == ("Freya Lindqvist",)
    _, freya = read_baseline(office.desk).baseline.paid
    assert freya.owner_id == "U0FREYA"


def test_without_an_import_nothing_is_computed_asked_or_frozen(tmp_path):
    desk = BooksOnDisk(tmp_path, FULL).desk
    for act in (read_baseline, ask, lambda one: freeze(one, "Nora Beck")):
        with pytest.raises(NotNowError, match="Nothing was imported yet"):
            act(desk)


def test_a_baseline_from_books_older_than_go_live_ends_with_the_books(tmp_path):
    on_disk = BooksOnDisk(tmp_path, FULL)
    on_disk.export("erp", row(1))
    on_disk.take_in(day=-30)
    assert read_baseline(on_disk.desk).baseline.until == MONDAY - timedelta(days=30)
