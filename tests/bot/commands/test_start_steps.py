"""The next steps that `collections init` prints."""

from __future__ import annotations

from pathlib import Path

from tests.bot.commands.command_line import collections
from tests.bot.commands.exports import CONFIRM, resolved, write_exports

ROOT = Path(__file__).parents[3]


def test_the_lines_to_settle_are_counted_in_the_file_that_is_there(tmp_path):
    write_exports(tmp_path / "exports")
    first = collections(tmp_path, "init", "exports")
    sources = tmp_path / "config" / "sources.toml"
    waiting = sum(line.startswith(CONFIRM) for line in sources.read_text("utf-8").splitlines())
    assert f"1. Settle the {waiting} lines marked CONFIRM in config/sources.toml." in first.stdout
    sources.write_text(resolved(sources.read_text("utf-8")), "utf-8")
    again = collections(tmp_path, "init", "exports")
    assert "1. No line marked CONFIRM is left in config/sources.toml." in again.stdout


def test_the_next_steps_name_the_import_before_the_check_as_the_handbook_does(tmp_path):
    write_exports(tmp_path / "exports")
    last = collections(tmp_path, "init", "exports").stdout.splitlines()[-1]
    handbook = (ROOT / "docs" / "operations.md").read_text("utf-8").partition("## Your own Slack")[2]
    for text in (last, handbook):
        assert -1 < text.index("collections import") < text.index("collections check")


def test_each_required_kind_without_a_file_is_named_with_both_ways_out(tmp_path):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "accounts.csv").write_text("Customer No,Company\nC-1,Harrow\n", "utf-8")
    told = [line.strip() for line in collections(tmp_path, "init", "exports").stdout.splitlines() if "No file" in line]
    assert [line.split(":")[0] for line in told] == [
        f"No file of {kind}" for kind in ("invoices", "payments", "contacts", "messages")
    ]
    assert "sign off" not in told[0]
    for line, kind in zip(told[1:], ("payments", "contacts", "messages"), strict=True):
        assert line.endswith(f"or have a finance lead sign off [not_connected.{kind}] in policy.toml.")


def test_a_kind_that_is_signed_off_is_not_asked_for_again(tmp_path):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "accounts.csv").write_text("Customer No,Company\nC-1,Harrow\n", "utf-8")
    (tmp_path / "config").mkdir()
    signed = '\n[not_connected.messages]\nby = "U0FREYA"\non = 2026-05-04\nbecause = "No mailbox."\n'
    policy = (ROOT / "config" / "policy.toml").read_text("utf-8") + signed
    (tmp_path / "config" / "policy.toml").write_text(policy, "utf-8")
    told = collections(tmp_path, "init", "exports").stdout
    assert "No file of payments" in told
    assert "No file of messages" not in told
