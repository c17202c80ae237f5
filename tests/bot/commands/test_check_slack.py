"""`collections check` against the local Slack: each requirement of Slack red in its turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from bot.adapters.start_files import manifest_scopes
from bot.adapters.system_clock import ShiftedClock, SystemClock
from bot.commands.check import lines_of, setup_of
from bot.demo.local_slack import Channel, ServerError
from bot.demo.people import BOT_USER, GUEST, members
from bot.settings import Settings
from models.setup import Light
from tests.bot.commands.firm import BOT_TOKEN, Firm


# ── Slack ─────────────────────────────────────────────────────────────────────────────────────────
def test_a_wrong_bot_token_is_red_once_and_what_needs_it_is_grey(firm: Firm) -> None:
    firm.settings["slack_bot_token"] = SecretStr("xoxb-another")
    line = firm.red()
    assert line.what == "Slack token"
    assert "invalid_auth" in line.found
    assert "SLACK_BOT_TOKEN" in line.fix


def test_without_a_bot_token_everything_else_is_looked_at(firm: Firm) -> None:
    firm.settings["slack_bot_token"] = None
    lines = firm.lines()
    assert [line.what for line in lines if line.light is Light.RED] == ["Slack token"]
    assert {"people", "channels", "Slack scopes", "Slack presses"} <= {
        line.what for line in lines if line.light is Light.GREY
    }
    assert "database" in {line.what for line in lines if line.light is Light.GREEN}


@pytest.mark.parametrize(
    ("minutes", "told"), [(-10, "behind Slack's"), (10, "ahead of Slack's"), (0, "within 60 seconds of Slack's")]
)
def test_a_clock_that_is_off_is_red_before_slack_refuses_what_is_signed(firm: Firm, minutes: int, told: str) -> None:
    clock = SystemClock()
    setup = replace(firm.setup(), clock=ShiftedClock(clock.now() + timedelta(minutes=minutes)))
    (line,) = [line for line in lines_of(setup) if line.what == "clock"]
    assert told in line.found
    assert line.light is (Light.RED if minutes else Light.GREEN)
    assert ("NTP" in line.fix) is bool(minutes)


def test_a_missing_scope_is_named(firm: Firm) -> None:
    firm.open_slack(scopes=[scope for scope in manifest_scopes() if scope != "channels:history"])
    line = firm.red()
    assert (line.what, line.found) == ("Slack scopes", "missing: channels:history")
    assert "install the app again" in line.fix


def test_without_the_scope_to_see_channels_they_are_red_and_not_green(firm: Firm) -> None:
    firm.open_slack(scopes=[scope for scope in manifest_scopes() if scope != "groups:read"])
    reds = {line.what: line.found for line in firm.reds()}
    assert "groups:read" in reds["Slack scopes"]
    assert "missing_scope" in reds["channels"]


def test_presses_need_an_app_token_or_a_signing_secret(firm: Firm) -> None:
    firm.settings["slack_app_token"] = None
    assert firm.red().what == "Slack presses"
    firm.settings["slack_signing_secret"] = SecretStr("hidden")
    assert firm.reds() == []


def test_two_tokens_that_were_swapped_are_noticed(firm: Firm) -> None:
    firm.settings["slack_app_token"] = SecretStr(BOT_TOKEN)
    line = firm.red()
    assert line.what == "Slack presses"
    assert "not_allowed_token_type" in line.found


def test_slack_that_answers_with_an_error_is_red(firm: Firm) -> None:
    firm.open_slack().fail_next("auth.test", ServerError())
    line = firm.red()
    assert line.what == "Slack token"
    assert "503" in line.found


def test_a_slack_that_nobody_reaches_is_one_red_line_with_its_own_fix(firm: Firm) -> None:
    firm.open_slack().stop()
    lines = firm.lines()
    (red,) = [line for line in lines if line.light is Light.RED]
    assert (red.what, red.found) == ("Slack token", "127.0.0.1 cannot be reached from here")
    assert red.fix == "Check the proxy, the firewall and SLACK_API_URL."
    waiting = {line.what for line in lines if line.found == "not looked at: Slack token comes first"}
    assert waiting == {"clock", "Slack scopes", "Slack presses", "people", "fallback owner", "channels"}


def test_the_host_that_is_named_is_the_one_of_the_setting() -> None:
    assert setup_of(Settings(_env_file=None)).slack_host == "slack.com"


# ── channels ──────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"is_archived": True}, "it is archived", id="archived"),
        pytest.param({"is_ext_shared": True}, "it is shared with another company", id="shared"),
        pytest.param({"members": frozenset({BOT_USER})}, "not in it: Arjun Rao", id="the people are not in it"),
        pytest.param(
            {"members": frozenset({"U0ARJUN"}), "is_private": False}, "the app is not in it", id="public, not invited"
        ),
        pytest.param(
            {"members": frozenset({"U0ARJUN", BOT_USER, GUEST.id})}, f"guests in it: {GUEST.display_name}", id="guests"
        ),
    ],
)
def test_a_channel_that_is_not_as_it_should_be_is_red(firm: Firm, changes: dict[str, Any], told: str) -> None:
    slack = firm.open_slack()
    before = slack.workspace.channels["C0FINANCE"]
    slack.set_channel(replace(before, **changes))
    line = firm.red()
    assert line.what == "channel #collections-finance (C0FINANCE)"
    assert told in line.found


def test_a_channel_the_app_cannot_see_is_red(firm: Firm) -> None:
    slack = firm.open_slack()
    slack.set_channel(Channel("C0FINANCE", "finance", frozenset({"U0ARJUN"})))
    line = firm.red()
    assert line.what == "channel C0FINANCE"
    assert "/invite" in line.fix


def test_all_that_is_wrong_with_a_channel_is_on_its_line(firm: Firm) -> None:
    slack = firm.open_slack()
    slack.set_channel(Channel("C0FINANCE", "finance", frozenset({GUEST.id, BOT_USER}), is_archived=True))
    line = firm.red()
    for told in ("archived", "Arjun Rao", GUEST.display_name):
        assert told in line.found


def test_a_public_channel_is_red_until_the_policy_allows_it(firm: Firm) -> None:
    slack = firm.open_slack()
    members = slack.workspace.channels["C0FINANCE"].members
    slack.set_channel(Channel("C0FINANCE", "finance", members, is_private=False))
    line = firm.red()
    assert "it is public" in line.found
    assert "public_allowed" in line.fix


# ── people ────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("changes", "told"),
    [({"deleted": True}, "is deactivated"), ({"is_restricted": True}, "is a guest"), ({"is_bot": True}, "is an app")],
)
def test_a_person_who_cannot_decide_is_red(firm: Firm, changes: dict[str, Any], told: str) -> None:
    slack = firm.open_slack()
    slack.set_member("U0LENA", **changes)
    people = [line for line in firm.reds() if line.what == "people"]
    assert told in people[0].found
    assert "Lena Okafor" in people[0].found


def test_a_person_who_is_not_in_the_workspace_is_red(firm: Firm) -> None:
    everyone = [one for one in members(firm.policy) if one.id != "U0LENA"]
    firm.open_slack(members=everyone)
    assert any("U0LENA" in line.found and "not in this workspace" in line.found for line in firm.reds())


def test_the_fallback_owner_must_be_active(firm: Firm) -> None:
    firm.open_slack().set_member("U0ARJUN", deleted=True)
    assert "fallback owner" in {line.what for line in firm.reds()}


def test_a_role_that_nobody_has_is_red(firm: Firm) -> None:
    firm.spoil("policy.toml", 'roles = ["controller"]', 'roles = ["legal"]')
    firm.spoil("policy.toml", "[members.U0NORA]", "[members.U0NORA]\ndelegate = 'U0LENA'")
    lines = {line.what: line for line in firm.reds()}
    assert lines["roles"].found == "nobody is controller"
