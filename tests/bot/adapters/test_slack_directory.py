"""What Slack says of our own people, over HTTP against the local Slack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.adapters.slack_directory import SlackDirectory
from bot.adapters.slack_postbox import posting_client
from bot.demo.local_slack import LocalSlack, Member
from bot.demo.local_slack.faults import DropAfterAccept, Fault, RateLimited, ServerError, SlackError
from bot.stages.authority import may_act, may_see
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from models.people import Colleague, Inactive, Reviewer, Role
from tests.bot.stages import ledger_builder as an

TEAM, TODAY = "T0FENNEL", date(2026, 5, 11)
PEOPLE = [
    Member("U0OLIVE", "olive", "Olive Byrne", "olive.byrne@fennel.example"),
    Member("U0DANA", "dana", "Dana Whitlock", "dana@fennel.example", deleted=True),
    Member("U0GUEST", "gwen", "Gwen Hale", "gwen@agency.example", is_restricted=True),
]


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    now = datetime(2026, 5, 11, 6, tzinfo=UTC)
    local = LocalSlack(
        team_id=TEAM,
        bot_user_id="U0BOT",
        bot_name="Collections",
        bot_token="xoxb-test",
        signing_secret="s",
        members=PEOPLE,
        channels=[],
        now=lambda: now,
        wall=lambda: now,
        port=0,
        team_name="Fennel",
        commands=frozenset(),
    )
    local.start()
    yield local
    local.stop()


def directory(slack: LocalSlack) -> SlackDirectory:
    return SlackDirectory(posting_client("xoxb-test", slack.base_url), an.POLICY, TEAM)


def test_each_is_told_as_slack_knows_them(slack: LocalSlack) -> None:
    found = directory(slack).colleagues(["U0OLIVE", "U0DANA", "U0GUEST", "U0BOT", "U0NOBODY"], TODAY)

    assert {user_id: one.inactive for user_id, one in found.items()} == {
        "U0OLIVE": None,
        "U0DANA": Inactive.DEACTIVATED,
        "U0GUEST": Inactive.GUEST,
        "U0BOT": Inactive.BOT,
        "U0NOBODY": Inactive.NOT_FOUND,
    }
    assert found["U0DANA"] == Colleague(
        user_id="U0DANA", name="Dana Whitlock", as_of=TODAY, inactive=Inactive.DEACTIVATED
    )


@pytest.mark.parametrize(
    "fault", [RateLimited(30), ServerError(), DropAfterAccept(), SlackError("invalid_auth"), SlackError("fatal_error")]
)
def test_after_the_first_silence_nobody_else_is_asked_about(slack: LocalSlack, fault: Fault) -> None:
    slack.fail_next("users.info", fault)

    assert directory(slack).colleagues(["U0OLIVE", "U0DANA"], TODAY) == {}
    assert list(directory(slack).colleagues(["U0OLIVE", "U0DANA"], TODAY)) == ["U0OLIVE", "U0DANA"]


def test_a_slack_that_is_not_there_says_nothing() -> None:
    client = posting_client("xoxb-test", "http://127.0.0.1:9/api/")
    assert SlackDirectory(client, an.POLICY, TEAM).colleagues(["U0OLIVE"], TODAY) == {}


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_delegate_decides_only_while_their_account_is_active(slack: LocalSlack, is_gone: bool) -> None:
    slack.set_member("U0DANA", deleted=is_gone)
    olive = replace(an.POLICY.members["U0OLIVE"], delegate="U0DANA")
    dana = replace(olive, user_id="U0DANA", name="Dana Whitlock", delegate=None)
    policy = replace(an.POLICY, members={**an.POLICY.members, "U0OLIVE": olive, "U0DANA": dana})
    record = PacketRecord(
        id="P1",
        packet=an.assembled(policy=policy),
        state=PacketState.POSTED,
        version=1,
        reviewer=Reviewer(Role.ACCOUNT_OWNER, "U0OLIVE"),
        prepared_at=an.AT,
    )
    person = SlackDirectory(posting_client("xoxb-test", slack.base_url), policy, TEAM).person(TEAM, "U0DANA")

    assert may_act(record, person, policy) is not is_gone
    assert may_see(record, person, policy) is not is_gone
