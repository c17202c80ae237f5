"""Posts against a Slack that fails in every way it can, counted at the server: once each, and never inside a limit."""

import logging
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.local_slack import (
    AcceptLate,
    DropAfterAccept,
    HangAfterAccept,
    HtmlPage,
    Pace,
    RateLimited,
    ServerError,
    SlackError,
)
from bot.errors import NotNowError, WrongFieldError
from bot.flows.claim import LEASE, claim, renewed
from bot.flows.deliver_posts import ASK_AFTER, SWEEP_AFTER, post_next
from bot.flows.settle_post import adopt_post, open_posts, post_again, post_lines
from bot.flows.throttling import refusal
from models.outbox import OutboxState
from models.pacing import SLACK, UNPACED, Pacing
from models.pacing import Pace as Rate
from tests.bot.flows.slack_rig import DELETE, FINLEAD, HISTORY, MINE, OTHER, POST, Rig

ONE_A_SECOND = replace(UNPACED, channel=Rate(60, 1))


@pytest.fixture
def rig(tmp_path):
    rig = Rig(f"sqlite:///{tmp_path / 'books.db'}")
    yield rig
    rig.close()


def later(rig, by=LEASE):
    rig.clock.advance(seconds=by.total_seconds() + 1)
    rig.deliver()


# ── once ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(DropAfterAccept(), id="taken, then dropped"),
        pytest.param(DropAfterAccept(reset=True), id="taken, then reset"),
        pytest.param(ServerError(after_accept=True), id="taken, then 503"),
        pytest.param(ServerError(), id="503, not taken"),
        pytest.param(HangAfterAccept(30), id="taken, then silence"),
        pytest.param(HtmlPage(), id="a page for people"),
        pytest.param(HtmlPage(502), id="a page for people, 502"),
        pytest.param(SlackError("fatal_error"), id="fatal_error"),
        pytest.param(RateLimited(20), id="429"),
    ],
)
def test_whatever_becomes_of_the_call_the_message_is_there_once(rig, fault):
    key = rig.plan()
    rig.fail(POST, fault)
    rig.deliver()
    later(rig)
    assert rig.there() == [key]
    assert rig.item(key).state is OutboxState.DONE
    assert rig.card(key).ts == rig.slack.messages(MINE)[0]["ts"]


def test_one_that_slack_takes_after_we_gave_up_is_adopted(rig):
    key = rig.plan()
    rig.fail(POST, AcceptLate(1.3))
    rig.deliver()
    assert rig.there() == []
    while not rig.there():
        time.sleep(0.05)
    later(rig)
    assert rig.there() == [key]


def test_after_a_definite_no_nothing_was_sent_and_no_history_is_read(rig):
    key = rig.plan()
    rig.fail(POST, RateLimited(30))
    rig.deliver()
    item = rig.item(key)
    assert (item.state, item.not_before) == (OutboxState.PLANNED, rig.clock.now() + timedelta(seconds=30))
    later(rig, timedelta(seconds=30))
    assert rig.there() == [key]
    assert rig.calls(HISTORY) == []


def test_history_is_read_to_its_last_page(rig):
    key = rig.plan()
    rig.fail(POST, DropAfterAccept())
    rig.deliver()
    for _ in range(430):
        rig.slack.workspace.say("U0OLIVE", MINE, "chatter")
    later(rig)
    assert rig.there() == [key]
    assert len(rig.calls(HISTORY)) == 3


def test_a_limit_on_history_is_kept_and_the_doubt_remains(rig):
    key = rig.plan()
    rig.fail(POST, DropAfterAccept())
    rig.fail(HISTORY, RateLimited(3600))
    rig.deliver()
    later(rig)
    rig.clock.advance(seconds=3500)
    other = rig.plan(OTHER)
    rig.deliver()
    assert (len(rig.calls(HISTORY)), rig.there(OTHER)) == (1, [other])
    later(rig, timedelta(seconds=100))
    assert (len(rig.calls(HISTORY)), rig.there()) == (2, [key])


def test_a_post_that_is_not_in_a_delayed_history_is_doubled_and_the_later_copy_swept(rig):
    key = rig.plan()
    rig.fail(POST, AcceptLate(1.3))
    rig.deliver()
    later(rig)
    # The first one arrives only now: no history could have shown it.
    while len(rig.there()) < 2:
        time.sleep(0.05)
    assert rig.there() == [key, key]
    later(rig, SWEEP_AFTER)
    assert rig.there() == [key]
    assert len(rig.calls(DELETE)) == 1
    assert rig.card(key).ts == rig.slack.messages(MINE)[0]["ts"]
    (doubled,) = rig.trail("post.doubled")
    assert (doubled.subject, doubled.detail["kept"]) == (key, rig.card(key).ts)
    later(rig, SWEEP_AFTER)
    assert len(rig.calls(HISTORY)) == 2


def test_a_channel_in_which_nothing_was_unclear_is_never_swept(rig):
    rig.plan()
    rig.deliver()
    later(rig, timedelta(days=1))
    assert rig.calls(HISTORY) == []


def test_a_worker_frozen_past_its_lease_settles_nothing_and_its_copy_goes(rig, caplog):
    key = rig.plan()
    post, began = rig.postbox.post, []

    class Frozen:
        def __getattr__(self, name):
            return getattr(rig.postbox, name)

        def post(self, *args):
            began.append(args)
            later(rig)
            return post(*args)

    assert post_next(rig.desk, Frozen(), UNPACED)
    assert (len(began), rig.there()) == (1, [key, key])
    assert "fenced" in caplog.text
    assert rig.item(key).attempt == 2
    later(rig, SWEEP_AFTER)
    assert rig.there() == [key]


def test_a_worker_whose_row_was_taken_finds_out_before_it_calls(rig):
    key = rig.plan()
    at = rig.clock.now()
    with rig.desk.store.transaction() as books:
        mine = claim(books, books.item(key), at)
        assert renewed(books, mine, at)
        theirs = claim(books, books.item(key), at + LEASE)
        assert (renewed(books, mine, at), renewed(books, theirs, at + LEASE)) == (False, True)


# ── limits ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("header", "seconds"), [(1, 1), (30, 30), (3600, 3600), (None, 60), ("soon", 60), ("-5", 60), ("inf", 60)]
)
def test_nobody_posts_inside_a_retry_after(rig, header, seconds):
    mine, other = rig.plan(), rig.plan(OTHER)
    rig.fail(POST, RateLimited(header))
    rig.deliver()
    rig.clock.advance(seconds=seconds - 0.1)
    rig.deliver()
    assert rig.calls(POST) == [MINE]
    rig.clock.advance(seconds=0.1)
    rig.deliver()
    assert (rig.there(), rig.there(OTHER)) == ([mine], [other])


def test_cards_are_drawn_while_posts_have_to_wait(rig):
    key = rig.plan()
    rig.deliver()
    rig.plan()
    rig.fail(POST, RateLimited(3600))
    rig.deliver()
    rig.want_redrawn(key)
    rig.deliver()
    assert rig.card(key).is_current


def test_channels_take_turns_and_a_full_one_holds_up_nobody(rig):
    for channel in (MINE, MINE, MINE, OTHER, FINLEAD, FINLEAD):
        rig.plan(channel)
    rounds = []
    for _ in range(4):
        before = len(rig.calls(POST))
        rig.deliver(ONE_A_SECOND)
        rounds.append(rig.calls(POST)[before:])
        rig.clock.advance(seconds=1)
    assert rounds == [[MINE, OTHER, FINLEAD], [MINE, FINLEAD], [MINE], []]


def test_the_workspace_has_a_limit_of_its_own(rig):
    for channel in (MINE, OTHER, FINLEAD) * 4:
        rig.plan(channel)
    pacing = replace(UNPACED, workspace=Rate(120, 3))
    rig.deliver(pacing)
    assert len(rig.calls(POST)) == 3
    for _ in range(4):
        rig.clock.advance(seconds=0.5)
        rig.deliver(pacing)
    assert len(rig.calls(POST)) == 7


def test_our_pace_is_never_too_fast_for_slacks_own_limits(tmp_path):
    channels = [f"C{number:03}" for number in range(20)]
    limits = Pace(post_burst=4, workspace_per_minute=300, workspace_burst=60)
    rig = Rig(f"sqlite:///{tmp_path / 'books.db'}", pace=limits, channels=channels)
    try:
        for number in range(100):
            rig.plan(channels[number * number % 20])
        seconds = 0.0
        while sum(len(rig.there(channel)) for channel in channels) < 100:
            rig.deliver(SLACK)
            rig.clock.advance(seconds=0.5)
            seconds += 0.5
        # 100 posts, none refused, in no more time than the fullest channel and the workspace ask for.
        fullest = max(Counter(number * number % 20 for number in range(100)).values())
        assert (len(rig.calls(POST)), len(rig.calls(HISTORY))) == (100, 0)
        assert seconds <= max(fullest, (100 - 20) / 5) + 1
    finally:
        rig.close()


def test_the_pace_is_one_for_every_worker_on_either_engine(database_url):
    rig = Rig(database_url)
    try:
        other = rig.another_desk(database_url)
        slow = replace(UNPACED, channel=Rate(1, 1))
        for channel in (MINE, MINE, OTHER):
            rig.plan(channel)
        assert [post_next(desk, rig.postbox, slow) for desk in (rig.desk, other, rig.desk, other)] == [
            True,
            True,
            False,
            False,
        ]
        rig.fail(POST, RateLimited(3600))
        rig.plan(FINLEAD)
        assert post_next(other, rig.postbox, slow)
        rig.plan("C0NEW")
        assert not post_next(rig.desk, rig.postbox, slow)
        assert rig.calls(POST) == [MINE, OTHER, FINLEAD]
    finally:
        rig.close()


def test_two_workers_never_take_the_same_row_on_either_engine(database_url):
    rig = Rig(database_url)
    try:
        keys = [rig.plan(channel) for channel in (MINE, OTHER, FINLEAD) * 8]
        desks = (rig.desk, rig.another_desk(database_url))

        def work(desk):
            while post_next(desk, rig.postbox, UNPACED):
                pass

        workers = [threading.Thread(target=work, args=(desk,)) for desk in desks]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert sorted(key for channel in (MINE, OTHER, FINLEAD) for key in rig.there(channel)) == sorted(keys)
        assert (len(rig.calls(POST)), {rig.item(key).attempt for key in keys}) == (24, {1})
    finally:
        rig.close()


def test_a_lease_goes_by_the_databases_clock_where_there_are_several_machines(postgres_url):
    rig = Rig(postgres_url)
    try:
        key = rig.plan()
        rig.fail(POST, ServerError())
        post_next(rig.desk, rig.postbox, UNPACED)
        # This machine's clock has run away; the database's says that the lease still lasts.
        rig.clock.advance(days=3)
        assert not post_next(rig.desk, rig.postbox, UNPACED)
        assert rig.item(key).state is OutboxState.SENDING
    finally:
        rig.close()


def test_a_slack_that_is_away_is_asked_less_and_less_until_it_is_back(rig):
    keys = [rig.plan() for _ in range(12)]
    rig.fail(POST, *[ServerError()] * 6)
    rig.deliver()
    assert len(rig.calls(POST)) == 3
    for _ in range(60):
        later(rig, timedelta(seconds=30))
    assert sorted(rig.there()) == sorted(keys)
    assert len(rig.calls(POST)) == 12 + 6


# ── nobody knows ──────────────────────────────────────────────────────────────────────────────────


def in_doubt(rig):
    key = rig.plan()
    rig.fail(POST, DropAfterAccept())
    rig.fail(HISTORY, *[SlackError("missing_scope")] * 30)
    rig.deliver()
    while rig.item(key).state is OutboxState.SENDING:
        rig.clock.advance(minutes=15)
        post_next(rig.desk, rig.postbox, UNPACED)
    return key


def test_a_post_nobody_can_look_up_is_for_a_person_to_settle(rig):
    key = in_doubt(rig)
    item = rig.item(key)
    assert item.state is OutboxState.UNCERTAIN
    assert rig.clock.now() - item.unknown_since >= ASK_AFTER
    assert rig.calls(POST) == [MINE]
    (post,) = open_posts(rig.desk)
    assert (post.key, post.channel, post.state) == (key, MINE, OutboxState.UNCERTAIN)
    assert "missing_scope" in post.why
    assert [entry.subject for entry in rig.trail("post.uncertain")] == [key]
    with rig.desk.store.transaction() as books:
        assert "One message may or may not be in Slack" in post_lines(books)[0]
    later(rig, timedelta(days=1))
    assert rig.calls(POST) == [MINE]


def test_a_person_finds_it_and_it_is_the_card_from_then_on(rig):
    key = in_doubt(rig)
    ts = rig.slack.messages(MINE)[0]["ts"]
    link = f"https://fennel.slack.com/archives/{MINE}/p{ts.replace('.', '')}"
    for wrong in ("", link.replace(MINE, OTHER), "https://fennel.slack.com/archives/C0OLIVE"):
        with pytest.raises(WrongFieldError, match="no link to a message"):
            adopt_post(rig.desk, key, link=wrong, by="Ops")
    adopt_post(rig.desk, key, link=link, by="Ops")
    assert (rig.item(key).state, rig.card(key).ts) == (OutboxState.DONE, ts)
    assert [entry.detail["by"] for entry in rig.trail("post.adopted")] == ["Ops"]
    rig.deliver()
    assert (rig.there(), rig.card(key).is_current, open_posts(rig.desk)) == ([key], True, ())


def test_a_person_does_not_find_it_and_it_is_posted_again(rig):
    key = in_doubt(rig)
    rig.slack.workspace.remove(MINE, rig.slack.messages(MINE)[0]["ts"])
    post_again(rig.desk, key, by="Ops")
    rig.deliver()
    assert (rig.there(), rig.item(key).state) == ([key], OutboxState.DONE)
    assert [entry.detail["by"] for entry in rig.trail("post.again")] == ["Ops"]
    for settle in (lambda: post_again(rig.desk, key, by="Ops"), lambda: adopt_post(rig.desk, key, link="x", by="Ops")):
        with pytest.raises(NotNowError, match="no uncertain post"):
            settle()


# ── refused ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive", "missing_scope"])
def test_a_token_that_is_no_good_stops_everything_with_one_alarm_and_loses_nothing(rig, error, caplog):
    keys = [rig.plan(channel) for channel in (MINE, OTHER, FINLEAD, MINE)]
    rig.fail(POST, *[SlackError(error)] * 4)
    for _ in range(6):
        rig.deliver()
        rig.clock.advance(seconds=40)
    assert len(rig.calls(POST)) == 3
    assert error in refusal(rig.desk).why
    assert [entry.what for entry in rig.trail("slack.refused", "slack.resumed")] == ["slack.refused"]
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1
    for _ in range(4):
        later(rig, timedelta(minutes=10))
    assert sorted(key for channel in (MINE, OTHER, FINLEAD) for key in rig.there(channel)) == sorted(keys)
    assert refusal(rig.desk) is None
    assert [entry.what for entry in rig.trail("slack.refused", "slack.resumed")] == ["slack.refused", "slack.resumed"]
    assert rig.calls(HISTORY) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("is_archived", "that channel is archived"),
        ("channel_not_found", "there is no such channel"),
        ("not_in_channel", "the copilot is not in that channel"),
        ("restricted_action", "Slack allows no post there"),
    ],
)
def test_what_a_channel_does_not_take_has_a_home_with_finance_leadership_and_says_why(rig, error, words):
    key = rig.plan()
    rig.fail(POST, SlackError(error))
    rig.deliver()
    assert (rig.there(), rig.there(FINLEAD)) == ([], [f"elsewhere:{key}"])
    said = str(rig.slack.messages(FINLEAD)[0]["blocks"])
    assert f"This belongs into <#{MINE}>" in said
    assert words in said
    rig.want_redrawn(key)
    rig.deliver()
    assert words in str(rig.slack.messages(FINLEAD)[0]["blocks"])
    assert open_posts(rig.desk) == ()
    assert rig.trail("card.refused")[0].detail["elsewhere"] == FINLEAD


def test_what_nobody_takes_is_failed_and_listed(rig):
    rig.plan()
    key = rig.plan(FINLEAD)
    rig.fail(POST, SlackError("invalid_blocks"), SlackError("is_archived"))
    rig.deliver()
    assert [(post.state, post.channel) for post in open_posts(rig.desk)] == [
        (OutboxState.FAILED, MINE),
        (OutboxState.FAILED, FINLEAD),
    ]
    assert rig.item(key).state is OutboxState.FAILED
    later(rig, timedelta(days=1))
    assert len(rig.calls(POST)) == 2


def test_the_two_numbers_of_slacks_limits_are_one_frozen_value():
    assert Pacing() == SLACK
    assert (SLACK.channel, SLACK.workspace, SLACK.tier_3) == (Rate(60, 2), Rate(300, 20), Rate(50, 5))
