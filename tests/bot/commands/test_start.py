"""`collections init`, and what becomes of its files."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.adapters.open_questions import FILL_IN
from bot.adapters.policy_file import load_policy
from bot.adapters.proposal import propose_sources
from bot.adapters.rates_file import load_rates
from bot.adapters.remittance_file import load_remittance
from bot.adapters.start_files import environment, manifest_scopes
from bot.errors import MappingError, UnreadableFileError
from bot.settings import Settings
from models.policy import Policy
from tests.bot.commands.command_line import collections
from tests.bot.commands.exports import CONFIRM, resolved, write_exports

ROOT = Path(__file__).parents[3]
START = ROOT / "bot" / "adapters" / "start_files"
#: What a firm writes where policy.toml asks.
FIRM = {
    '"U…"': '"U0FREYA"',
    "[members.U…]": "[members.U0FREYA]",
    '"C…"': '"C0FINANCE"',
    '"account_owner"': '"finance", "finance_leadership", "legal", "customer_success"',
    '"…"': '"freya@fennel.example"',
}


def proposal(tmp_path: Path) -> str:
    return propose_sources(write_exports(tmp_path / "exports"), tmp_path / "config" / "sources.toml")


def block(text: str, start: str) -> list[str]:
    """The lines from *start* to the next empty one."""
    lines = text.splitlines()
    return lines[lines.index(start) : lines.index("", lines.index(start))]


def filled(text: str) -> str:
    text = text.replace(f"{FILL_IN} ", "")
    for asked, answer in FIRM.items():
        text = text.replace(asked, answer)
    return text


def test_init_proposes_a_person_confirms_and_the_import_reads_it(tmp_path):
    write_exports(tmp_path / "exports")
    first = collections(tmp_path, "init", "exports")
    assert first.returncode == 0, first.stderr
    assert len([line for line in first.stdout.splitlines() if line[:2] in ("1.", "2.", "3.")]) == 3
    sources = tmp_path / "config" / "sources.toml"
    policy = tmp_path / "config" / "policy.toml"
    policy.write_text((ROOT / "config" / "policy.toml").read_text("utf-8").replace("\nbank = 1\n", "\n"), "utf-8")
    (tmp_path / "config" / "remittance.toml").write_text("", "utf-8")

    refused = collections(tmp_path, "import", "--as-of", "2026-05-11")
    waiting = [n for n, line in enumerate(sources.read_text("utf-8").splitlines(), 1) if line.startswith(CONFIRM)]
    assert refused.returncode == 2
    assert ", ".join(map(str, waiting)) in refused.stderr

    sources.write_text(resolved(sources.read_text("utf-8")), "utf-8")
    done = collections(tmp_path, "import", "--as-of", "2026-05-11")
    assert done.returncode == 0, done.stderr
    # Nobody of the customers has that address, and the import says so.
    assert re.findall(r"^  rejected (\S+)", done.stdout, re.MULTILINE) == ["mails"]
    assert "rechnungen: 2 rows read, 0 rejected" in done.stdout
    assert "open_invoices: 2 rows read, 0 rejected" in done.stdout
    assert "payments: 2 rows read, 0 rejected" in done.stdout
    assert "kunden: 2 rows read, 0 rejected" in done.stdout
    # 1,234.50 + 980.00 in German marks and 1,250 in English ones; the parked 2,000 does not count.
    assert "open 3 for 3,464.50 EUR, 1 of them disputed" in done.stdout


def test_a_day_that_may_be_a_month_is_shown_both_ways_and_never_chosen(tmp_path):
    lines = block(proposal(tmp_path), "[sources.open_invoices.date_formats]")
    for field, shown in (("issued_on", "03/04/2026, 04/04/2026"), ("due_on", "05/05/2026, 06/05/2026")):
        about = [line for line in lines if f" {field} = " in line]
        assert [line.split('"')[1] for line in about] == ["%d/%m/%Y", "%m/%d/%Y"]
        assert all(line.startswith(CONFIRM) and shown in line for line in about)


def test_a_day_above_twelve_in_every_column_proves_the_format(tmp_path):
    lines = block(proposal(tmp_path), "[sources.rechnungen.date_formats]")
    assert [line.split(" #")[0] for line in lines[1:]] == ['issued_on = "%d.%m.%Y"', 'due_on = "%d.%m.%Y"']


def test_one_day_above_twelve_in_one_column_proves_nothing_about_another(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    head = "Invoice No,Customer No,Amount,Currency,Invoice Date,Due Date\n"
    (folder / "invoices.csv").write_text(f"{head}I-1,C-1,1.50,EUR,03/04/2026,13/04/2026\n", encoding="utf-8")
    text = propose_sources(folder, tmp_path / "sources.toml")
    assert '\ndue_on = "%d/%m/%Y"' in text
    assert f'{CONFIRM}issued_on = "%d/%m/%Y"' in text
    assert f'{CONFIRM}issued_on = "%m/%d/%Y"' in text


def test_decimal_marks_that_could_be_either_are_asked_and_proven_ones_are_not(tmp_path):
    text = proposal(tmp_path)
    german, english = block(text, "[sources.rechnungen]"), block(text, "[sources.open_invoices]")
    assert [line for line in german if "_mark" in line] == [
        'decimal_mark = "," # Betrag: 1.234,50, 980,00',
        'thousands_mark = "." # goes with the decimal mark ,',
    ]
    marks = [line for line in english if "_mark" in line]
    assert len(marks) == 3
    assert all(line.startswith(CONFIRM) for line in marks)


@pytest.mark.parametrize(
    ("encoding", "is_asked"),
    [("cp1252", True), ("utf-8", False), ("utf-8-sig", False), ("utf-16", False)],
)
def test_an_encoding_is_proposed_only_when_the_bytes_prove_it(tmp_path, encoding, is_asked):
    folder = tmp_path / "exports"
    folder.mkdir()
    text = "Rechnungsnummer;Kundennummer;Betrag;Währung;Rechnungsdatum;Fällig\nR-1;1;1,50;EUR;13.02.2026;15.03.2026\n"
    (folder / "r.csv").write_bytes(text.encode(encoding))
    lines = propose_sources(folder, tmp_path / "sources.toml").splitlines()
    assert any(line.startswith(f"{CONFIRM}encoding") for line in lines) is is_asked
    assert any(line.startswith("encoding") for line in lines) is (encoding == "utf-16")
    assert 'due_on = "Fällig" # 15.03.2026' in lines


def test_every_mapped_column_has_samples_and_no_unknown_file_goes_missing(tmp_path):
    text = proposal(tmp_path)
    for start in re.findall(r"^\[sources\.\w+\.columns\]$", text, re.MULTILINE):
        assert all(" # " in line for line in block(text, start)[1:] if not line.startswith("# not used"))
    assert f"{CONFIRM}not proposed: weather.csv" in text


def test_what_two_fields_could_be_called_is_left_to_a_person(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    head = "Invoice No,Customer,Amount,Currency,Invoice Date,Due Date"
    (folder / "invoices.csv").write_text(f"{head}\nI-1,Finch Ltd,1.50,EUR,2026-04-01,2026-05-01\n", encoding="utf-8")
    text = propose_sources(folder, tmp_path / "sources.toml")
    assert f'{CONFIRM}account_id = "Customer" # Finch Ltd' in text
    assert f'{CONFIRM}customer_name = "Customer" # Finch Ltd' in text


def test_a_file_that_may_hold_two_kinds_is_proposed_as_both_for_a_person_to_choose(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "list.csv").write_text("Customer No,Name,E-mail,Role\nC-1,Finch,a@finch.example,AP\n", encoding="utf-8")
    (folder / "zahlungen und gutschriften.csv").write_text(
        "Kunde;Betrag;Währung;Datum;Buchungskreis;Rechnung\n1;1,50;EUR;13.02.2026;1;R-1\n", encoding="utf-8"
    )
    text = propose_sources(folder, tmp_path / "sources.toml")
    assert '[sources.list]\nkind = "contacts"' in text
    assert f"{CONFIRM}zahlungen und gutschriften.csv may hold payments or credit_notes: keep one" in text
    assert '[sources.zahlungen_und_gutschriften_payments]\nkind = "payments"' in text
    assert '[sources.zahlungen_und_gutschriften_credit_notes]\nkind = "credit_notes"' in text


def test_a_header_nearly_of_a_name_is_a_candidate_and_no_more(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    head = "Invoice No,Customer No,Amount,Currency,Invoice Date,Fälligkeitsdat."
    (folder / "invoices.csv").write_text(f"{head}\nI-1,C-1,1.50,EUR,2026-04-01,2026-05-01\n", encoding="utf-8")
    assert f'{CONFIRM}due_on = "Fälligkeitsdat."' in propose_sources(folder, tmp_path / "sources.toml")


@pytest.mark.parametrize("hostile", ['a"] \n[sources.x]\nkind = "y', "x\x7f\x1b[31m", "\u202e\u2066"])
def test_no_cell_or_header_can_write_lines_of_its_own(tmp_path, hostile):
    folder = tmp_path / "exports"
    folder.mkdir()
    quoted = '"' + hostile.replace('"', '""') + '"'
    head = f"Invoice No,Customer No,Amount,Currency,Invoice Date,Due Date,{quoted}"
    (folder / "i.csv").write_text(f"{head}\nI-1,{quoted},1.50,EUR,2026-04-01,2026-05-01,x\n", encoding="utf-8")
    text = propose_sources(folder, tmp_path / "sources.toml")
    tables = re.findall(r"^\[sources\.(\w+)", text, re.MULTILINE)
    assert set(tables) == {"i"}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e\u2066]", text)


def test_a_folder_without_exports_is_one_line(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"has no \.csv"):
        propose_sources(tmp_path, tmp_path / "sources.toml")
    with pytest.raises(UnreadableFileError, match="There is no folder"):
        propose_sources(tmp_path / "none", tmp_path / "sources.toml")


def test_nothing_is_written_over_and_what_was_left_is_named(tmp_path):
    write_exports(tmp_path / "exports")
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=mine\n", encoding="utf-8")
    collections(tmp_path, "init", "exports")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert before[tmp_path / ".env"] == b"SLACK_BOT_TOKEN=mine\n"
    again = collections(tmp_path, "init", "exports")
    assert again.stdout.count("left as it was: ") == 6
    assert "wrote" not in again.stdout
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_tokens_file_is_its_owners_alone(tmp_path):
    write_exports(tmp_path / "exports")
    collections(tmp_path, "init", "exports", "--into", "firm")
    assert (tmp_path / "firm" / ".env").stat().st_mode & 0o777 == 0o600


def test_the_environment_names_every_setting_and_sets_none(tmp_path):
    text = environment()
    assert re.findall(r"^# ([A-Z_]+)=", text, re.MULTILINE) == [name.upper() for name in Settings.model_fields]
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == []


def test_the_policy_is_not_used_before_it_is_filled_in(tmp_path):
    with pytest.raises(MappingError, match="FILL IN and wait for a person"):
        load_policy(START / "policy.toml")
    with pytest.raises(MappingError, match="FILL IN and wait for a person"):
        load_remittance(START / "remittance.toml")


def test_the_policy_once_filled_in_is_read_and_has_the_defaults(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text(filled((START / "policy.toml").read_text("utf-8")), encoding="utf-8")
    policy = load_policy(path)
    defaults = {
        name: field.default for name, field in Policy.__dataclass_fields__.items() if isinstance(field.default, int)
    }
    assert defaults
    assert {name: getattr(policy, name) for name in defaults} == defaults
    (tmp_path / "remittance.toml").write_text('[fennel.EUR]\nlines = ["Bank"]\n', encoding="utf-8")
    assert load_rates(START / "rates.csv")


def test_the_policy_asks_for_every_key_that_its_reader_knows():
    readers = [ROOT / "bot" / "adapters" / name for name in ("policy_file.py", "members_table.py", "sla_table.py")]
    parts = [node for reader in readers for node in ast.walk(ast.parse(reader.read_text("utf-8")))]
    # Whatever looks like a key in a reader is one.
    words = {node.value for node in parts if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    keys = {word for word in words if re.fullmatch("[a-z_]+", word)}
    text = (START / "policy.toml").read_text("utf-8")
    assert [key for key in sorted(keys) if not re.search(rf"(?m)^(# )?(FILL IN: )?(\[{key}[\].]|{key} =)", text)] == []


def test_the_start_files_have_the_scopes_of_the_manifest():
    assert "chat:write" in manifest_scopes()


def test_an_installed_package_can_do_it_all(tmp_path):
    wheels = tmp_path / "wheels"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = wheels.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    write_exports(tmp_path / "exports")
    done = collections(tmp_path, "init", "exports", PYTHONPATH=str(site))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "manifest.json").read_bytes() == (ROOT / "manifest.json").read_bytes()
    where = [sys.executable, "-c", "import bot; print(bot.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True)
    assert str(site).encode() in found.stdout
