from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from bot.stages.age import open_items
from bot.stages.aging_summary import summarise
from bot.stages.reconcile import reconcile
from models.ledger import AccountLedger, Ledger, RecordKind
from models.money import total

ROOT = Path(__file__).parents[3]
COMPANY = ROOT / "tools/demo_company/twelve"
AS_OF = date(2026, 5, 11)
#: What the table in its README.md calls routine.
ROUTINE = ["C-1004", "C-1011", "C-1017", "C-1023", "C-1030"]


def read(folder: Path | None = None) -> Ledger:
    sources = load_sources(COMPANY / "sources.toml", folder)
    at = datetime(2026, 5, 11, 5, tzinfo=UTC)
    return reconcile([source.read(as_of=AS_OF, read_at=at) for source in sources], as_of=AS_OF)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read()


def past_due(book: AccountLedger) -> dict[str, int]:
    return {item.invoice.number: item.days_past_due for item in open_items(book, AS_OF) if item.days_past_due > 0}


def test_every_row_is_read_and_nothing_contradicts(ledger: Ledger) -> None:
    assert {stamp.kind: stamp.rejected for stamp in ledger.stamps} == dict.fromkeys(RecordKind, 0)
    assert ledger.rejected == ()
    assert ledger.contradictions == ()


def test_twelve_accounts_with_a_history(ledger: Ledger) -> None:
    assert len(ledger.accounts) == 12
    for book in ledger.accounts.values():
        unpaid = {item.invoice.number for item in open_items(book, AS_OF)}
        assert 3 <= len({invoice.number for invoice in book.invoices} - unpaid) <= 8
        assert None not in (book.account.owner_id, book.account.tier, book.account.domain, book.account.terms_days)
        assert all((invoice.due_on - invoice.issued_on).days == book.account.terms_days for invoice in book.invoices)


def test_all_are_past_due_and_two_in_five_are_plain(ledger: Ledger) -> None:
    late = [name for name, book in ledger.accounts.items() if past_due(book)]
    assert len(late) == 12
    assert len(ROUTINE) / len(late) > 0.4


@pytest.mark.parametrize(
    ("currency", "open_", "not_due", "unapplied", "outstanding"),
    [
        pytest.param("EUR", (12, "137,755.00"), (1, "450.00"), "240.00", "137,515.00", id="EUR"),
        pytest.param("USD", (6, "27,855.50"), (1, "880.00"), "0.00", "27,855.50", id="USD"),
    ],
)
def test_buckets_less_unapplied_are_net_outstanding(
    ledger: Ledger, currency: str, open_: tuple[int, str], not_due: tuple[int, str], unapplied: str, outstanding: str
) -> None:
    (found,) = (each for each in summarise(ledger, AS_OF) if each.currency == currency)
    assert total((tally.amount for _, tally in found.buckets), currency) - found.unapplied == found.outstanding
    assert (found.open.count, str(found.open.amount)) == (open_[0], f"{open_[1]} {currency}")
    assert (found.not_due.count, str(found.not_due.amount)) == (not_due[0], f"{not_due[1]} {currency}")
    assert str(found.unapplied) == f"{unapplied} {currency}"
    assert str(found.outstanding) == f"{outstanding} {currency}"
    received = total(
        (p.amount for b in ledger.accounts.values() for p in b.payments if p.amount.currency == currency), currency
    )
    credited = total(
        (c.amount for b in ledger.accounts.values() for c in b.credit_notes if c.amount.currency == currency), currency
    )
    invoiced = total(
        (i.amount for b in ledger.accounts.values() for i in b.invoices if i.amount.currency == currency), currency
    )
    assert found.outstanding == invoiced - received - credited


def test_the_table_in_its_readme_has_every_open_line(ledger: Ledger) -> None:
    rows = {
        line.split("|")[1].strip()[:6]: line
        for line in (COMPANY / "README.md").read_text().splitlines()
        if "| C-" in line
    }
    assert rows.keys() == ledger.accounts.keys()
    for name, book in ledger.accounts.items():
        assert str(book.account.name) in rows[name]
        for number, days in past_due(book).items():
            assert number in rows[name]
            assert days <= max(past_due(book).values())
        assert (
            f", {max(past_due(book).values())} |" in rows[name]
            or f"oldest {max(past_due(book).values())} " in rows[name]
        )
        assert ("| routine" in rows[name]) is (name in ROUTINE)


def test_a_payment_that_arrives_settles_a_routine_account_of_olive(ledger: Ledger, tmp_path: Path) -> None:
    folder = shutil.copytree(COMPANY, tmp_path / "company")
    with (folder / "payments.csv").open("a", encoding="utf-8") as file:
        file.write("P-9,C-1004,FS-3158,4180.00,EUR,2026-05-11\n")
    after = read(folder)
    assert (after.rejected, after.contradictions) == ((), ())
    settled = [
        name for name in after.accounts if past_due(ledger.accounts[name]) and not past_due(after.accounts[name])
    ]
    assert settled == ["C-1004"]
    assert settled[0] in ROUTINE
    assert after.accounts["C-1004"].account.owner_id == "U0OLIVE"
    others = [name for name in after.accounts if name not in settled]
    assert [after.accounts[name].payments for name in others] == [ledger.accounts[name].payments for name in others]
