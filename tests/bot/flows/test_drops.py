"""An import that lost too much is refused whole until a person confirms it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import DropError, MappingError
from bot.flows.draw import draw
from bot.flows.import_ledger import refusal_subject
from bot.flows.run_morning import run_morning
from bot.stages.age import open_items
from tests.bot.flows.books_on_disk import INVOICES, MONDAY, PAID_HEAD, PAYMENTS, BooksOnDisk, row

TEN = tuple(row(number) for number in range(10))


@pytest.fixture
def on_disk(tmp_path: Path) -> BooksOnDisk:
    """Ten invoices of 100 EUR, imported as of Monday."""
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence="full"))
    on_disk.export("erp", *TEN)
    on_disk.take_in()
    return on_disk


def test_a_truncated_file_is_refused_and_the_books_before_stand(on_disk: BooksOnDisk) -> None:
    path = on_disk.export("erp", *TEN)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:6]))
    with pytest.raises(DropError) as caught:
        on_disk.take_in(day=1)
    told = str(caught.value)
    assert "erp fell from 10 to 5 rows (50 %, limit 20 %)" in told
    assert "erp fell from 1,000.00 to 500.00 EUR of money" in told
    assert 'collections import --confirm-drop erp --by "YOUR NAME"' in told
    assert len(open_items(on_disk.book(), MONDAY)) == 10
    assert on_disk.trail()[-1] == "import.refused"


def test_the_limit_itself_passes_and_a_row_more_does_not(on_disk: BooksOnDisk) -> None:
    on_disk.export("erp", *TEN[2:])
    assert on_disk.take_in(day=1).snapshot
    on_disk.export("erp", *TEN[4:])
    with pytest.raises(DropError):
        on_disk.take_in(day=2)


def test_money_alone_is_enough(on_disk: BooksOnDisk) -> None:
    on_disk.export("erp", *(row(number, "10.00") for number in range(10)))
    with pytest.raises(DropError, match=r"erp fell from 1,000.00 to 100.00 EUR of money \(90 %, limit 20 %\)\. "):
        on_disk.take_in(day=1)


def test_a_person_confirms_and_it_is_on_the_record_with_their_name(on_disk: BooksOnDisk) -> None:
    on_disk.export("erp", *TEN[5:])
    with pytest.raises(DropError):
        on_disk.take_in(day=1)
    report = on_disk.take_in(day=1, confirm=("erp",))
    assert report.snapshot
    assert len(report.gone) == 5
    with on_disk.desk.store.transaction() as books:
        entries = [entry for _, entry, _ in books.audit_trail(refusal_subject(MONDAY + timedelta(days=1)))]
    assert [entry.what for entry in entries][-2:] == ["import.drop_confirmed", "import.recovered"]
    assert (entries[-2].detail["by"], entries[-2].detail["source"]) == ("Nora Beck", "erp")


def test_confirming_one_source_does_not_confirm_another(tmp_path: Path) -> None:
    tables = INVOICES.format(name="erp", absence="full"), PAYMENTS.replace("{absence}", "full")
    on_disk = BooksOnDisk(tmp_path, *tables)
    on_disk.export("erp", *TEN)
    on_disk.export("bank", *(f"P{n},C1,1.00,2026-05-01,F-{n}" for n in range(4)), head=PAID_HEAD)
    on_disk.take_in()
    on_disk.export("erp", *TEN[5:])
    on_disk.export("bank", head=PAID_HEAD)
    with pytest.raises(DropError, match="bank fell from 4 to 0 rows") as caught:
        on_disk.take_in(day=1, confirm=("erp",))
    assert "erp fell" not in str(caught.value)


def test_a_source_that_is_no_longer_declared_is_a_drop(on_disk: BooksOnDisk) -> None:
    on_disk.declare(INVOICES.format(name="other", absence="full"))
    on_disk.export("other", row(77))
    with pytest.raises(DropError, match="erp fell from 10 to 0 rows"):
        on_disk.take_in(day=1)


def test_a_source_renamed_has_lost_nothing(on_disk: BooksOnDisk) -> None:
    on_disk.declare(INVOICES.format(name="other", absence="full"))
    on_disk.export("other", *TEN)
    assert on_disk.take_in(day=1).gone == ()


@pytest.mark.parametrize(("limit", "passes"), [(49, False), (50, True), (100, True)])
def test_policy_may_give_a_source_its_own_limit(tmp_path: Path, limit: int, passes: bool) -> None:
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence="full"), drop_limits={"erp": limit})
    on_disk.export("erp", *TEN)
    on_disk.take_in()
    on_disk.export("erp", *TEN[5:])
    if passes:
        assert on_disk.take_in(day=1).snapshot
    else:
        with pytest.raises(DropError):
            on_disk.take_in(day=1)


def test_names_that_mean_nothing_are_refused(tmp_path: Path, on_disk: BooksOnDisk) -> None:
    with pytest.raises(MappingError, match=r"no source erpp to confirm\. It can be one of: erp"):
        on_disk.take_in(confirm=("erpp",))
    (tmp_path / "b").mkdir()
    other = BooksOnDisk(tmp_path / "b", INVOICES.format(name="erp", absence="full"), drop_limits={"erpp": 50})
    other.export("erp", *TEN)
    with pytest.raises(MappingError, match=r"\[drop_limits\] erpp is no source"):
        other.take_in()


def test_the_same_files_again_are_no_change_and_no_drop(on_disk: BooksOnDisk) -> None:
    assert on_disk.take_in().snapshot is None


def test_a_morning_that_is_refused_says_so_once_and_posts_nothing_else(on_disk: BooksOnDisk) -> None:
    desk = on_disk.desk
    run_morning(desk, on_disk.sources())
    with desk.store.transaction() as books:
        yesterday = books.live_packets()
        posts = books.planned("")
    on_disk.export("erp", *TEN[5:])
    desk.clock.advance(timedelta(days=1))
    day = MONDAY + timedelta(days=1)
    for _ in range(3):
        with pytest.raises(DropError):
            run_morning(desk, on_disk.sources())
    with desk.store.transaction() as books:
        assert books.live_packets() == yesterday
        assert books.planned("") == posts + 1
        (item,) = books.items(refusal_subject(day))
        assert item.payload["channel"] == "C0FINANCE"
        told = str(draw(desk, books, refusal_subject(day), live=True).blocks)
    assert "erp fell from 10 to 5 rows" in told
    assert "--confirm-drop erp" in told
    assert "no packet was refreshed and no card posted" in told
    assert on_disk.trail().count("import.refused") == 1

    on_disk.take_in(day=1, confirm=("erp",))
    assert run_morning(desk, on_disk.sources())
    with desk.store.transaction() as books:
        told = str(draw(desk, books, refusal_subject(day), live=True).blocks)
    assert "Nora Beck confirmed the drop" in told


def test_a_file_that_is_missing_in_the_morning_is_told_too(on_disk: BooksOnDisk) -> None:
    run_morning(on_disk.desk, sources := on_disk.sources())
    (on_disk.folder / "exports" / "erp.csv").unlink()
    on_disk.desk.clock.advance(timedelta(days=1))
    with pytest.raises(Exception, match="no file matches"):
        run_morning(on_disk.desk, sources)
    with on_disk.desk.store.transaction() as books:
        subject = refusal_subject(MONDAY + timedelta(days=1))
        assert "no file matches" in str(draw(on_disk.desk, books, subject, live=True).blocks)
