"""The command line as a newcomer uses it: real processes, real files."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from bot.adapters.sql_store import SqlStore

ROOT = Path(__file__).parents[2]
IBM = ROOT.parent / "shared" / "data" / "ibm_ar_invoices.csv"
COMPANY = ROOT / "tools" / "demo_company" / "twelve"
TWELVE = ("--sources", str(COMPANY / "sources.toml"))


def config_of(tmp_path: Path) -> Path:
    """The shipped files, but that the policy names no source: these tests read another company's."""
    folder = tmp_path / "config"
    if not folder.exists():
        shutil.copytree(ROOT / "config", folder)
        policy = folder / "policy.toml"
        policy.write_text(policy.read_text(encoding="utf-8").replace("\nbank = 1\n", "\n"), encoding="utf-8")
    return folder


def collections(tmp_path: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SLACK_")},
        "DATABASE_URL": f"sqlite:///{tmp_path / 'collections.db'}",
        "CONFIG_DIR": str(config_of(tmp_path)),
        **more,
    }
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_the_demo_company_is_imported_and_ages_as_its_page_says(tmp_path):
    done = collections(tmp_path, "import", *TWELVE, "--as-of", "2026-05-11")
    assert done.returncode == 0, done.stderr
    assert "rejected" in done.stdout
    assert "  rejected " not in done.stdout
    assert "unapplied 240.00 EUR; net outstanding 137,515.00 EUR" in done.stdout


def test_the_same_files_again_change_nothing(tmp_path):
    collections(tmp_path, "import", *TWELVE, "--as-of", "2026-05-11")
    again = collections(tmp_path, "import", *TWELVE, "--as-of", "2026-05-11")
    assert "the same files were already in: no change" in again.stdout


@pytest.mark.skipif(not IBM.exists(), reason="the public ledger ../shared/data/ibm_ar_invoices.csv is not here")
def test_the_public_ledger_ages_as_it_should(tmp_path):
    mapping = "tests/data/ibm_sources.toml"
    done = collections(tmp_path, "import", "--sources", mapping, "--folder", str(IBM.parent), "--as-of", "2013-06-30")
    assert "open 52 for 3,163.85 USD, 16 of them disputed" in done.stdout
    assert "not yet due 44 for 2,661.64 USD" in done.stdout
    assert "1–30: 8 for 502.21 USD" in done.stdout


def test_bad_rows_are_named_with_the_next_step_and_the_good_ones_go_on(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    for export in COMPANY.glob("*.csv"):
        text = export.read_text(encoding="utf-8")
        if export.name == "invoices.csv":
            text += 'FS-9999,C-1004,"1.234,56",EUR,2026-04-01,2026-05-01,,No\n'
        (folder / export.name).write_text(text, encoding="utf-8")
    done = collections(tmp_path, "import", *TWELVE, "--folder", str(folder), "--as-of", "2026-05-11")
    assert done.returncode == 0
    (rejected,) = re.findall(r"  rejected .*", done.stdout)
    assert "invoices.csv:" in rejected
    assert "1.234,56" in rejected
    assert "→" in rejected
    assert "net outstanding 137,515.00 EUR" in done.stdout


def test_preparing_twice_changes_nothing_the_second_time(tmp_path):
    collections(tmp_path, "import", *TWELVE, "--as-of", "2026-05-11")
    first = collections(tmp_path, "prepare", "--date", "2026-05-11")
    assert "12 packets opened" in first.stdout
    assert "5 lists" in first.stdout
    again = collections(tmp_path, "prepare", "--date", "2026-05-11")
    assert "0 packets opened, 0 refreshed" in again.stdout
    assert "0 lists, 0 cards" in again.stdout
    assert "whole" in collections(tmp_path, "audit", "verify").stdout
    store = SqlStore(f"sqlite:///{tmp_path / 'collections.db'}")
    with store.transaction() as books:
        # A change of the policy is told by this way of preparing too.
        assert [entry.what for _, entry, _ in books.audit_trail("policy")] == ["policy.read"]
    store.close()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("prepare",), "Nothing was imported yet", id="prepare before import"),
        pytest.param(("import", "--sources", "nowhere.toml"), "nowhere.toml", id="no mapping"),
        pytest.param(("audit", "show", "P404"), "There is no database", id="show before there is anything"),
        pytest.param(("run",), "SLACK_BOT_TOKEN", id="no token"),
    ],
)
def test_what_cannot_be_done_is_one_line_with_the_next_step(tmp_path, arguments, told):
    done = collections(tmp_path, *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_whole_story_plays_without_a_browser(tmp_path):
    done = collections(tmp_path, "demo", "--headless", "--folder", str(tmp_path / "demo"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The story held." in done.stdout
    assert "WRONG" not in done.stdout
    mails = list((tmp_path / "demo" / "outgoing").glob("*.eml"))
    assert len(mails) == 4
    assert all(str(mail) in done.stdout for mail in mails)


def test_a_drop_is_refused_until_somebody_confirms_it_by_name(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    for export in COMPANY.glob("*.csv"):
        (folder / export.name).write_bytes(export.read_bytes())
    arguments = ("import", *TWELVE, "--folder", str(folder), "--as-of")
    first = collections(tmp_path, *arguments, "2026-05-11")
    assert re.search(r"a day takes [\d,]+ bytes", first.stdout)
    lines = (folder / "invoices.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "invoices.csv").write_text("".join(lines[: len(lines) // 2]), encoding="utf-8")
    refused = collections(tmp_path, *arguments, "2026-05-12")
    assert refused.returncode == 2
    assert "erp_invoices fell from" in refused.stderr
    assert "--confirm-drop erp_invoices" in refused.stderr
    nobody = collections(tmp_path, *arguments, "2026-05-12", "--confirm-drop", "erp_invoices")
    assert nobody.returncode == 2
    assert "--by" in nobody.stderr
    confirm = ("--confirm-drop", "erp_invoices", "--by", "Nora Beck")
    confirmed = collections(tmp_path, *arguments, "2026-05-12", *confirm)
    assert confirmed.returncode == 0, confirmed.stderr
    assert "are no longer on the list" in confirmed.stdout
    assert "not called paid" in confirmed.stdout
    assert "whole" in collections(tmp_path, "audit", "verify").stdout


def test_a_policy_is_tried_on_days_that_are_over(tmp_path):
    collections(tmp_path, "import", *TWELVE, "--as-of", "2026-05-11")
    days, workbook = ("--from", "2026-05-05", "--to", "2026-05-08"), tmp_path / "simulation.xlsx"
    done = collections(tmp_path, "simulate", *days, "--against", "config/policy.toml", "--xlsx", str(workbook))
    assert done.returncode == 0, done.stderr
    assert "2026-05-05 to 2026-05-08, 4 working days" in done.stdout
    assert re.search(r"routine +\d+ +\d+\.\d %  █", done.stdout)
    assert re.search(r"\d\.\d presses per account with a decision, \d+\.\d words per account", done.stdout)
    assert "differently under policy" in done.stdout
    with CalamineWorkbook.from_path(str(workbook)) as book:
        assert book.sheet_names == ["Decisions by day", "Packets", "Differences"]
        assert len(book.get_sheet_by_name("Decisions by day").to_python()) == 1 + 4
    assert any(name.startswith("xl/charts/") for name in ZipFile(workbook).namelist())
    one = collections(tmp_path, "simulate", "--from", "2026-05-08", "--to", "2026-05-08").stdout
    assert "2026-05-08 to 2026-05-08, 1 working day, policy" in one
    assert "messages count as read here" in one
    assert "the first days are before most of the books" not in one
    early = collections(tmp_path, "simulate", "--from", "2020-01-06", "--to", "2020-01-06").stdout
    assert "Only 0 of 12 accounts had an invoice by 2020-01-06: the first days are before most of the books" in early


def test_bank_details_that_were_changed_stop_everything_until_a_controller_has_confirmed_them(tmp_path):
    path = config_of(tmp_path) / "remittance.toml"
    path.write_text(
        path.read_text("utf-8").replace("Account number 12345678", "Account number 12345679"), encoding="utf-8"
    )
    stopped = collections(tmp_path, "import", *TWELVE, "--as-of", "2026-05-11")
    assert stopped.returncode == 2
    assert "[fennel.GBP] is not what Nora Beck confirmed" in stopped.stderr
    assert "collections remittance lock --by" in stopped.stderr
    refused = collections(tmp_path, "remittance", "lock", "--by", "Olive Byrne")
    assert (refused.returncode, "Only a controller" in refused.stderr) == (2, True)
    done = collections(tmp_path, "remittance", "lock", "--by", "Nora Beck")
    assert done.returncode == 0, done.stderr
    assert "confirmed [fennel.GBP]" in done.stdout
    assert "Account number 12345679" in done.stdout
    assert "fennel.EUR" not in done.stdout
    assert collections(tmp_path, "import", *TWELVE, "--as-of", "2026-05-11").returncode == 0
    assert "nothing new to confirm" in collections(tmp_path, "remittance", "lock", "--by", "Nora Beck").stdout
