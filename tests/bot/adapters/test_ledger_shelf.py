"""The snapshot of the ledger, on each engine: whole or not at all, found by name and number, in one order."""

from datetime import timedelta

import pytest

from bot.errors import SourceError
from bot.flows.import_ledger import import_ledger
from tests.bot.flows.books_on_disk import HEAD, INVOICES, MONDAY, BooksOnDisk, row

FULL = INVOICES.format(name="erp", absence="full")
ACCOUNTS = """
[sources.crm]
kind = "accounts"
files = "crm*.csv"
columns = { id = "Id", name = "Name" }
"""
OWNED = ACCOUNTS.replace('name = "Name"', 'owner_id = "Owner"')


@pytest.fixture
def on_disk(tmp_path, database_url):
    on_disk = BooksOnDisk(tmp_path, FULL, ACCOUNTS, database_url=database_url, drop_limit=90)
    on_disk.export("erp", row(1), row(2, customer="C2"))
    on_disk.export("crm", "C1,Ébène Ltd", "C2,100% Cotton", "C3,B_tter GmbH", "C4,better", head="Id,Name")
    on_disk.take_in()
    yield on_disk
    on_disk.desk.store.close()


def found(on_disk, text, limit=10):
    with on_disk.desk.store.transaction() as books:
        return [account.id for account in books.find_accounts(text, limit)]


def numbers(on_disk):
    with on_disk.desk.store.transaction() as books:
        return [invoice.number for invoice in books.every_invoice()]


def test_the_same_files_again_change_nothing(on_disk):
    before = on_disk.trail()
    assert on_disk.take_in().snapshot is None
    assert on_disk.trail() == before


def test_a_new_snapshot_takes_the_place_of_the_old_one(on_disk):
    on_disk.export("erp", row(1), row(3))
    assert on_disk.take_in().snapshot is not None
    assert [invoice.number for invoice in on_disk.book().invoices] == ["F-1", "F-3"]
    with on_disk.desk.store.transaction() as books:
        assert books.ledger_as_of() == MONDAY


def test_a_source_that_cannot_be_read_leaves_the_old_snapshot(on_disk):
    on_disk.export("erp", row(9), head=HEAD.replace("Amount", "Sum"))
    with pytest.raises(SourceError):
        on_disk.take_in()
    assert numbers(on_disk) == ["F-1", "F-2"]


def test_an_import_that_breaks_while_it_is_stored_leaves_the_old_snapshot(on_disk):
    def cut_off(what, done, _all):
        if what == "storing" and done:
            raise KeyboardInterrupt

    with on_disk.desk.store.transaction() as books:
        digest = books.snapshot_digest()
    on_disk.export("erp", row(1), row(9))
    with pytest.raises(KeyboardInterrupt):
        import_ledger(on_disk.desk, on_disk.sources(), as_of=MONDAY, tell=cut_off)
    assert numbers(on_disk) == ["F-1", "F-2"]
    with on_disk.desk.store.transaction() as books:
        assert books.snapshot_digest() == digest


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        pytest.param("éBÈNE", ["C1"], id="capitals beyond ASCII"),
        pytest.param("%", ["C2"], id="a percent sign is one"),
        pytest.param("B_T", ["C3"], id="an underscore is one"),
        pytest.param("TTER", ["C3", "C4"], id="by name, an underscore before the letters"),
        pytest.param("C4", ["C4"], id="an id"),
    ],
)
def test_accounts_are_found_by_part_of_their_name_in_any_case(on_disk, text, accounts):
    assert found(on_disk, text) == accounts


@pytest.mark.parametrize("said", ["F-0007/2", "f-0007/2", "00F-0007/2", " F-0007/2 "])
def test_an_invoice_is_found_however_its_number_is_typed(on_disk, said):
    on_disk.export("erp", row("0007/2"))
    on_disk.take_in()
    with on_disk.desk.store.transaction() as books:
        assert books.find_invoices(said, 5) == (("C1", "F-0007/2"),)


def test_accounts_come_by_code_point(on_disk):
    ids = ["a-1", "A-2", "B", "a", "É", "z", "Z-10", "Z-9", "_"]
    on_disk.export("erp", *(row(number, customer=account) for number, account in enumerate(ids)))
    on_disk.export("crm", "C1,One", head="Id,Name")
    on_disk.take_in()
    with on_disk.desk.store.transaction() as books:
        assert list(books.account_ids()) == sorted([*ids, "C1"])


def test_the_days_kept_have_a_size(on_disk):
    with on_disk.desk.store.transaction() as books:
        one = books.bytes_per_day()
    on_disk.take_in(day=1)
    with on_disk.desk.store.transaction() as books:
        assert 0 < books.bytes_per_day() <= one
        assert books.has_day(MONDAY + timedelta(days=1))


def test_every_owner_is_named_once(tmp_path, database_url):
    on_disk = BooksOnDisk(tmp_path, FULL, OWNED, database_url=database_url)
    on_disk.export("erp", row(1))
    on_disk.export("crm", "C1,U0OLIVE", "C2,U0DANA", "C3,U0OLIVE", "C4,", head="Id,Owner")
    on_disk.take_in()
    with on_disk.desk.store.transaction() as books:
        assert books.owner_ids() == ("U0DANA", "U0OLIVE")
    on_disk.desk.store.close()
