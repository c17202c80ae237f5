"""`collections check`: all green, and each requirement red in its turn; those of Slack in test_check_slack."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import datetime

import pytest

from bot.adapters.sql_store import SqlStore
from bot.flows.check_setup import Requirement, Setup, green, look_at
from models.audit import AuditEntry
from models.setup import Light, SetupLine
from tests.bot.commands.firm import APP_TOKEN, BOT_TOKEN, ROOT, SOURCES, Firm


def test_a_firm_that_is_set_up_has_no_red_line(firm: Firm) -> None:
    lines = firm.lines()
    assert [line for line in lines if line.light is Light.RED] == []
    greens = [line.what for line in lines if line.light is Light.GREEN]
    for what in ("settings", "policy", "sources", "rates", "Slack token", "Slack scopes", "Slack presses", "roles"):
        assert what in greens
    for what in (
        "people",
        "fallback owner",
        "source erp",
        "freshness",
        "remittance",
        "mail",
        "database",
        "audit trail",
    ):
        assert what in greens
    assert len([what for what in greens if what.startswith("channel #")]) == 8


def test_what_is_not_used_is_grey(firm: Firm) -> None:
    greys = [f"{line.what}: {line.found}" for line in firm.lines() if line.light is Light.GREY]
    assert any(line.startswith("model: no model configured") for line in greys)
    assert any("tickets: no such source" in line for line in greys)


def test_mail_says_that_it_goes_to_files(firm: Firm) -> None:
    (mail,) = [line for line in firm.lines() if line.what == "mail"]
    assert "written to" in mail.found
    assert "no mail server is set" in mail.found


# ── files and sources ─────────────────────────────────────────────────────────────────────────────
def test_a_policy_that_does_not_load_is_red_and_the_rest_is_looked_at(firm: Firm) -> None:
    firm.spoil("policy.toml", "renewal_days = 90", "renewal_days = 9")
    lines = firm.lines()
    assert [line.what for line in lines if line.light is Light.RED] == ["policy"]
    assert "renewal_days" in next(line.found for line in lines if line.what == "policy")
    assert "database" in {line.what for line in lines if line.light is Light.GREEN}


def test_what_a_person_has_yet_to_fill_in_is_red(firm: Firm) -> None:
    firm.write("policy.toml", (ROOT / "bot" / "adapters" / "start_files" / "policy.toml").read_text("utf-8"))
    assert "FILL IN" in firm.reds()[0].found


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        pytest.param("sources.toml", 'kind = "accounts"', 'kind = "unknown"', "sources", id="sources"),
        pytest.param("rates.csv", "date,currency", "when,currency", "rates", id="rates"),
        pytest.param("remittance.toml", "[fennel.EUR]", "[fennel.EURO]", "remittance", id="remittance"),
    ],
)
def test_a_file_that_does_not_load_is_red(firm: Firm, file: str, old: str, new: str, what: str) -> None:
    firm.spoil(file, old, new)
    assert what in {line.what for line in firm.reds()}


def test_a_source_that_cannot_be_read_is_red_and_the_others_are_read(firm: Firm) -> None:
    firm.write("exports/contacts.csv", "Something,Else\n1,2\n")
    reds = {line.what: line for line in firm.reds()}
    assert "Its header has" in reds["source people"].found
    assert "source erp" not in reds


def test_a_source_of_which_every_row_is_rejected_is_red(firm: Firm) -> None:
    firm.write("exports/invoices.csv", "No,Customer,Amount,Issued,Due\nF-1,C1,1.234,56,x,y\n")
    reds = {line.what: line for line in firm.reds()}
    assert "all 1 rows are rejected" in reds["source erp"].found


@pytest.mark.parametrize(("bad", "is_red"), [(1, False), (2, True)])
def test_a_source_that_loses_more_rows_than_the_policy_lets_it_is_red(firm: Firm, bad: int, is_red: bool) -> None:
    rows = [f"P-{n},C1,5.00,2026-04-02" for n in range(5 - bad)] + [f"Q-{n},C1,5.00,soon" for n in range(bad)]
    firm.write("exports/payments.csv", "\n".join(("Id,Customer,Amount,On", *rows, "")))
    (line,) = [line for line in firm.lines() if line.what == "source bank"]
    assert line.light is (Light.RED if is_red else Light.GREEN)
    if is_red:
        assert line.found.startswith("2 of 5 rows are rejected (40 %, limit 20 %); payments.csv:5")
        assert line.fix


def test_a_source_with_a_limit_of_its_own_is_measured_by_it(firm: Firm) -> None:
    firm.spoil("policy.toml", "[drop_limits]", "[drop_limits]\nbank = 50")
    firm.write("exports/payments.csv", "Id,Customer,Amount,On\nP-1,C1,5.00,2026-04-02\nP-2,C1,5.00,soon\n")
    assert "source bank" not in {line.what for line in firm.reds()}


def test_several_currencies_without_a_rate_are_named(firm: Firm) -> None:
    for other in ("CHF", "USD"):
        firm.write("sources.toml", SOURCES + erp(other))
        firm.write("exports/other.csv", "No,Customer,Amount,Issued,Due\nF-2,C1,10.00,2026-03-01,2026-04-01\n")
        firm.write("rates.csv", "date,currency,per_EUR\n2026-01-02,CHF,0.95\n")
        (line,) = [line for line in firm.lines() if line.what == "rates"]
        assert line.light is (Light.GREY if other == "USD" else Light.GREEN)
        assert line.found.startswith("none for USD: " if other == "USD" else "can be read")
        assert bool(line.fix) is (other == "USD")


def test_one_currency_needs_no_rate(firm: Firm) -> None:
    firm.write("rates.csv", "date,currency,per_USD\n")
    assert firm.reds() == []
    assert [line.light for line in firm.lines() if line.what == "rates"] == [Light.GREEN]


def test_what_is_marked_confirm_is_said_once(firm: Firm) -> None:
    firm.spoil("sources.toml", "[sources.crm]", '# CONFIRM: delimiter = ","\n[sources.crm]')
    lines = firm.lines()
    assert [line.what for line in lines if "CONFIRM" in line.found] == ["sources"]
    assert [line.what for line in lines if line.light is Light.RED] == ["sources"]
    waiting = {line.what for line in lines if line.found == "not looked at: sources comes first"}
    assert {"freshness", "rates", "remittance", "invoice files"} == waiting


def test_a_source_further_behind_than_the_policy_allows_is_red(firm: Firm) -> None:
    firm.spoil("sources.toml", 'folder = "exports"', 'folder = "exports"\nas_of = 2026-01-05')
    reds = firm.reds()
    assert {line.what for line in reds} == {"freshness"}
    assert any("bank is true for 5 January 2026" in line.found for line in reds)


def test_a_required_kind_without_a_source_is_red(firm: Firm) -> None:
    text = SOURCES[: SOURCES.index("[sources.bank]")] + SOURCES[SOURCES.index("[sources.inbox]") :]
    firm.write("sources.toml", text)
    line = firm.red()
    assert "payments: no such source" in line.found


def test_a_pair_of_entity_and_currency_without_bank_details_is_red(firm: Firm) -> None:
    firm.spoil("sources.toml", 'currency = "EUR"', 'currency = "SEK"')
    assert "no bank details of fennel in SEK" in firm.red().found


def test_an_entity_without_any_bank_details_is_red(firm: Firm) -> None:
    firm.spoil("remittance.toml", "[fennel-inc.USD]", "[fennel.SEK]")
    firm.lock()
    assert firm.red().found == "no bank details of fennel-inc"


def test_bank_details_that_the_controller_has_not_confirmed_are_red(firm: Firm) -> None:
    firm.spoil("remittance.toml", "Account number 12345678", "Account number 12345679")
    assert "[fennel.GBP] is not what Nora Beck confirmed" in firm.red().found


def test_where_invoices_print_the_details_none_are_asked_for(firm: Firm) -> None:
    firm.spoil("sources.toml", 'currency = "EUR"', 'currency = "SEK"')
    firm.spoil("policy.toml", "[entities.fennel]\n", "[entities.fennel]\ndetails_on_invoice = true\n")
    assert firm.reds() == []


def test_an_entity_that_the_policy_does_not_name_is_red(firm: Firm) -> None:
    firm.spoil("sources.toml", '"fennel"', '"fenel"')
    assert "invoices name fenel" in firm.red().found


# ── the ways out and the database ─────────────────────────────────────────────────────────────────
def test_a_folder_for_mails_that_cannot_be_written_is_red(firm: Firm) -> None:
    (firm.folder / "outgoing").write_text("a file, not a folder")
    assert firm.red().what == "mail"


def test_looking_leaves_no_file_among_the_mails(firm: Firm) -> None:
    firm.lines()
    assert list((firm.folder / "outgoing").iterdir()) == []


def test_a_database_that_cannot_be_opened_is_red_and_its_password_is_not_told(firm: Firm) -> None:
    firm.settings["database_url"] = "postgresql+psycopg://ar:hunter2@127.0.0.1:1/books?connect_timeout=2"
    lines = firm.lines()
    reds = [line for line in lines if line.light is Light.RED]
    assert [line.what for line in reds] == ["database"]
    assert "DATABASE_URL" in reds[0].fix
    assert "hunter2" not in repr(lines)


def test_a_postgresql_is_looked_at_like_an_sqlite(firm: Firm, postgres_url: str) -> None:
    firm.settings["database_url"] = postgres_url
    found = {line.what: (line.light, line.found) for line in firm.lines()}
    assert found["database"] == (Light.GREEN, "PostgreSQL can be reached and written")
    assert found["audit trail"] == (
        Light.GREEN,
        "whole; triggers refuse changes, and its user could drop them",
    )


def test_looking_at_the_database_leaves_nothing_in_it(firm: Firm) -> None:
    firm.lines()
    store = SqlStore(firm.settings["database_url"])
    with store.transaction() as books:
        assert books.first_delivery("collections check", datetime.fromisoformat("2026-05-11T05:00:00+00:00"))
        assert books.audit_trail() == ()


def test_a_record_that_was_changed_is_red(firm: Firm) -> None:
    (firm.folder / "var").mkdir()
    store = SqlStore(firm.settings["database_url"])
    at = datetime.fromisoformat("2026-05-11T05:00:00+00:00")
    with store.transaction() as books:
        books.audit(AuditEntry(at=at, by_id="job", by_name="The copilot", what="import.done", subject="", detail={}))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_UPDATE")
        connection.exec_driver_sql("UPDATE audit SET body = replace(body, 'copilot', 'owner')")
    store.close()
    line = firm.red()
    assert line.what == "audit trail"
    assert "entry 1" in line.found


def test_a_record_that_nothing_keeps_from_being_changed_is_red(firm: Firm) -> None:
    (firm.folder / "var").mkdir()
    store = SqlStore(firm.settings["database_url"])
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_DELETE")
    store.close()
    line = firm.red()
    assert (line.what, "no longer refuses" in line.found, "audit protect" in line.fix) == ("audit trail", True, True)


# ── all of it ─────────────────────────────────────────────────────────────────────────────────────
def test_one_that_hangs_is_red_and_the_others_are_looked_at(firm: Firm) -> None:
    never = threading.Event()

    def hang(_setup: Setup) -> list[SetupLine]:
        never.wait()
        return []

    asked = (
        Requirement("a server", hang, "Start it."),
        Requirement("another", lambda _setup: [green("another", "fine")], ""),
    )
    lines = list(look_at(firm.setup(), asked, patience=0.1))
    never.set()
    assert [(line.what, line.light) for line in lines] == [("a server", Light.RED), ("another", Light.GREEN)]
    assert lines[0].fix == "Start it."


def test_one_that_breaks_in_a_way_nobody_foresaw_is_red_without_its_words(firm: Firm) -> None:
    def burst(_setup: Setup) -> list[SetupLine]:
        raise ZeroDivisionError("postgresql://ar:hunter2@books")

    (line,) = look_at(firm.setup(), [Requirement("books", burst, "Look.")], patience=10)
    assert (line.light, line.found) == (Light.RED, "ZeroDivisionError")


def erp(currency: str) -> str:
    """A second table of invoices, in another currency."""
    start, end = SOURCES.index("[sources.erp]"), SOURCES.index("[sources.bank]")
    table = SOURCES[start:end].replace("sources.erp", "sources.other").replace("invoices.csv", "other.csv")
    return table.replace('"EUR"', f'"{currency}"')


def run(firm: Firm, **more: str) -> subprocess.CompletedProcess[str]:
    firm.setup()
    assert firm.slack is not None
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": firm.slack.base_url,
        "DATABASE_URL": firm.settings["database_url"],
        "CONFIG_DIR": str(firm.config),
        "OUTGOING_DIR": str(firm.folder / "outgoing"),
    }
    command = [sys.executable, "-m", "bot", "check"]
    return subprocess.run(
        command, cwd=firm.folder, env={**kept, **settings, **more}, capture_output=True, text=True, timeout=120
    )


def test_the_command_prints_a_line_each_and_no_secret_and_exits_with_0(firm: Firm) -> None:
    done = run(firm)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "green  Slack token: collections in Fennel" in done.stdout
    assert "very-secret" not in done.stdout + done.stderr
    assert all(line[:5] in ("green", "grey ") for line in done.stdout.splitlines())


def test_the_command_says_nothing_beside_its_lines_when_slack_is_not_reached(firm: Firm) -> None:
    firm.open_slack().stop()
    done = run(firm)
    assert done.returncode == 1
    assert "cannot be reached from here → " in done.stdout
    assert done.stderr == ""


def test_the_command_exits_with_1_when_anything_is_red_and_says_the_fix(firm: Firm) -> None:
    done = run(firm, SLACK_BOT_TOKEN="xoxb-other-secret", HTTP_PORT="many")
    assert done.returncode == 1
    (settings,) = [line for line in done.stdout.splitlines() if line.startswith("red    settings")]
    assert "HTTP_PORT" in settings
    assert "many" not in settings
    assert "→" in settings
    assert "other-secret" not in done.stdout + done.stderr


def test_a_model_that_is_set_is_named_and_not_called(firm: Firm) -> None:
    firm.settings["model_name"] = "some-model"
    (line,) = [line for line in firm.lines() if line.what == "model"]
    assert line.light is Light.GREY
    assert line.found.startswith("some-model reads messages and words drafts")
