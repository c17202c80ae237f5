"""Where the policy and the sources are both known: names of no source, and what is connected and signed off at once."""

from datetime import date
from pathlib import Path

import pytest

from bot.adapters.policy_file import load_policy
from bot.errors import MappingError
from models.ledger import RecordKind
from models.policy import SignOff
from tests.bot.flows.books_on_disk import INVOICES, PAID_HEAD, PAYMENTS, ROOT, BooksOnDisk, row

FREYA = load_policy(ROOT / "config" / "policy.toml").members["U0FREYA"]
ERP = INVOICES.format(name="erp", absence="full")
BANK = PAYMENTS.replace("{absence}", "full")


def with_invoices(folder: Path, *tables: str, **policy: object) -> BooksOnDisk:
    on_disk = BooksOnDisk(folder, ERP, *tables, **policy)
    on_disk.export("erp", row(1))
    return on_disk


def test_a_budget_for_no_source_is_refused_with_the_names_there_are(tmp_path: Path) -> None:
    on_disk = with_invoices(tmp_path, freshness={"bnak": 1})

    with pytest.raises(MappingError) as refused:
        on_disk.take_in()

    assert str(refused.value) == (
        "policy.toml: [freshness] bnak is no source. Correct the name or remove the line. It can be one of: erp."
    )
    assert on_disk.book() is None


def test_what_is_connected_and_signed_off_as_not_connected_is_refused(tmp_path: Path) -> None:
    signed = SignOff(by=FREYA, on=date(2026, 5, 4), because="Cheques only.")
    on_disk = with_invoices(tmp_path, BANK, not_connected={RecordKind.PAYMENTS: signed})
    on_disk.export("bank", "Z1,C1,100.00,2026-05-08,F-1", head=PAID_HEAD)

    with pytest.raises(MappingError, match=r"\[not_connected.payments\] .* sources.toml has bank"):
        on_disk.take_in()

    assert on_disk.book() is None


def test_a_payment_that_is_not_posted_says_nothing_about_the_day_cash_is_posted_through(tmp_path: Path) -> None:
    head = f"{PAID_HEAD},Status"
    words = 'values.status = { P = "posted", D = "pending" }\n'
    table = BANK.replace('invoice_number = "No" }\n', f'invoice_number = "No", status = "Status" }}\n{words}')
    on_disk = with_invoices(tmp_path, table)
    on_disk.export("bank", "Z1,C1,40.00,2026-05-07,F-1,P", "Z2,C1,60.00,2026-05-08,F-1,D", head=head)

    report = on_disk.take_in()

    assert [stamp.newest_payment for stamp in report.ledger.stamps] == [None, date(2026, 5, 7)]
