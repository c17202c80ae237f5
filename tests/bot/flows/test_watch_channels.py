"""Who reads along is asked before each post, counted at the server: nothing in a channel that is not ours alone."""

from dataclasses import replace

import pytest

from bot.demo.local_slack import Member, RateLimited, ServerError
from bot.flows.health import health
from bot.flows.watch_channels import WAIT, channel_changed, look_next
from models.channel import LOOK_LIFE
from models.outbox import OutboxState
from models.pacing import UNPACED
from tests.bot.flows.slack_rig import BOT, FINLEAD, MINE, OLIVE, OTHER, POST, Rig

INFO, MEMBERS, USER = "conversations.info", "conversations.members", "users.info"
GUEST = Member("U0GUEST", "gwen", "Gwen Hale", "", team_id="T0", is_restricted=True)
STRANGER = Member("U0ELSE", "sam", "Sam Else", "", team_id="T9")


@pytest.fixture
def rig(tmp_path):
    rig = Rig(f"sqlite:///{tmp_path / 'books.db'}")
    rig.slack.workspace.members |= {one.id: one for one in (GUEST, STRANGER)}
    yield rig
    rig.close()


def change(rig, channel, **changes):
    channels = rig.slack.workspace.channels
    channels[channel] = replace(channels[channel], **changes)


def joined(user):
    return {"members": frozenset({BOT, OLIVE, user})}


def old(rig):
    """Every look has become too old to count."""
    rig.clock.advance(seconds=LOOK_LIFE.total_seconds())


def alarms(rig, channel=FINLEAD):
    return [key for key in rig.there(channel) if key.startswith("unfit:")]


UNFIT = [
    pytest.param({"is_ext_shared": True}, "shared_with_others", id="shared with another company"),
    pytest.param({"is_private": False}, "public_channel", id="public"),
    pytest.param({"is_archived": True}, "is_archived", id="archived"),
    pytest.param({"members": frozenset({OLIVE})}, "channel_not_found", id="the app is not in it"),
    pytest.param(joined("U0GUEST"), "outsiders_in_channel", id="a guest in it"),
    pytest.param(joined("U0ELSE"), "outsiders_in_channel", id="somebody of another company in it"),
    pytest.param(joined("U0NOBODY"), None, id="somebody who is gone"),
]


@pytest.mark.parametrize(("changes", "why"), UNFIT)
def test_what_belongs_into_an_unfit_channel_goes_to_finance_leadership_with_the_reason(rig, changes, why):
    change(rig, MINE, **changes)
    key = rig.plan()
    rig.deliver()
    if why is None:
        # Slack lists no members it does not have.
        assert rig.there() == [key]
        return
    assert (rig.there(), rig.calls(POST).count(MINE)) == ([], 0)
    assert f"elsewhere:{key}" in rig.there(FINLEAD)
    assert f"This belongs into <#{MINE}>" in str(rig.slack.messages(FINLEAD))
    assert rig.trail("channel.unfit")[0].detail["why"] == why


def test_there_is_one_alarm_for_a_channel_and_day(rig):
    change(rig, MINE, is_ext_shared=True)
    for _ in range(3):
        rig.plan()
        old(rig)
        rig.deliver()
    assert len(alarms(rig)) == 1
    rig.clock.advance(days=1)
    rig.plan()
    rig.deliver()
    assert len(alarms(rig)) == 2
    assert len([key for key in rig.there(FINLEAD) if key.startswith("elsewhere:")]) == 4


def test_a_public_channel_the_policy_allows_is_posted_in(rig):
    rig.desk = replace(rig.desk, policy=replace(rig.desk.policy, public_allowed=frozenset({MINE})))
    change(rig, MINE, is_private=False)
    key = rig.plan()
    rig.deliver()
    assert rig.there() == [key]


def test_where_leadership_has_no_fit_channel_either_it_waits_and_the_health_page_is_red(rig):
    for channel in (MINE, FINLEAD):
        change(rig, channel, is_ext_shared=True)
    key = rig.plan()
    rig.deliver()
    assert rig.calls(POST) == []
    assert rig.item(f"elsewhere:{key}").state is OutboxState.PLANNED
    assert any(FINLEAD in reason for reason in health(rig.desk).red)
    change(rig, FINLEAD, is_ext_shared=False)
    rig.clock.advance(seconds=WAIT.total_seconds())
    rig.deliver()
    assert f"elsewhere:{key}" in rig.there(FINLEAD)
    assert rig.there() == []


# ── how often Slack is asked ──────────────────────────────────────────────────────────────────────


def test_one_look_counts_for_ten_minutes_and_no_longer(rig):
    for _ in range(5):
        rig.plan()
    rig.deliver()
    assert (rig.calls(INFO), rig.calls(MEMBERS)) == ([MINE], [MINE])
    change(rig, MINE, is_ext_shared=True)
    old(rig)
    rig.plan()
    rig.deliver()
    assert rig.calls(INFO).count(MINE) == 2
    assert rig.calls(POST).count(MINE) == 5


def test_a_change_slack_tells_of_is_looked_at_at_once(rig):
    key = rig.plan()
    rig.deliver()
    change(rig, MINE, is_ext_shared=True)
    channel_changed(rig.desk, MINE)
    assert look_next(rig.desk, rig.postbox, UNPACED)
    assert not look_next(rig.desk, rig.postbox, UNPACED)
    rig.deliver()
    (message,) = rig.slack.messages(MINE)
    assert message["metadata"]["event_payload"]["key"] == key
    assert "Nothing about accounts is shown here: that channel is shared with another company." in str(message)
    assert "import" not in str(message["blocks"])
    assert len(alarms(rig)) == 1


def test_a_change_told_of_in_the_middle_of_a_look_is_looked_at_again(rig):
    class Changing:
        def __getattr__(self, name):
            return getattr(rig.postbox, name)

        def audience(self, channel):
            found = rig.postbox.audience(channel)
            channel_changed(rig.desk, channel)
            return found

    rig.plan()
    rig.deliver()
    channel_changed(rig.desk, MINE)
    assert look_next(rig.desk, Changing(), UNPACED)
    assert look_next(rig.desk, rig.postbox, UNPACED)
    assert not look_next(rig.desk, rig.postbox, UNPACED)


def test_a_change_in_a_channel_of_others_is_nobodys_business(rig):
    channel_changed(rig.desk, "C0ELSEWHERE")
    assert not look_next(rig.desk, rig.postbox, UNPACED)
    assert rig.calls(INFO) == []


@pytest.mark.parametrize("method", [INFO, MEMBERS, USER])
def test_a_limit_is_kept_for_every_channel_and_nothing_is_posted_unchecked(rig, method):
    mine, other = rig.plan(), rig.plan(OTHER)
    rig.fail(method, RateLimited(40))
    rig.deliver()
    asked = len(rig.slack.calls)
    rig.clock.advance(seconds=39)
    rig.deliver()
    assert (rig.calls(POST), len(rig.slack.calls)) == ([], asked)
    rig.clock.advance(seconds=1)
    rig.deliver()
    assert (rig.there(), rig.there(OTHER)) == ([mine], [other])


def test_while_slack_does_not_say_who_is_in_it_nothing_is_posted_and_nothing_lost(rig):
    key = rig.plan()
    rig.fail(INFO, *[ServerError()] * 6)
    for _ in range(8):
        rig.deliver()
        rig.clock.advance(seconds=60)
    assert rig.there() == [key]
    assert rig.calls(POST) == [MINE]


# ── and back ──────────────────────────────────────────────────────────────────────────────────────


def test_what_was_taken_back_is_shown_again_once_the_channel_is_ours(rig):
    rig.plan()
    rig.deliver()
    before = rig.slack.messages(MINE)[0]["blocks"]
    for shared in (True, False):
        change(rig, MINE, is_ext_shared=shared)
        channel_changed(rig.desk, MINE)
        look_next(rig.desk, rig.postbox, UNPACED)
        rig.deliver()
    texts = [[block.get("elements") for block in blocks] for blocks in (before, rig.slack.messages(MINE)[0]["blocks"])]
    assert texts[0] == texts[1]
    assert "takes cards again" in str(rig.slack.messages(FINLEAD))
