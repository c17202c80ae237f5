"""Cards are drawn from what is stored: as the answer to a press, else at Slack's pace, and by one writer at a time."""

import logging
from dataclasses import replace

import pytest

from bot.demo.local_slack import DropAfterAccept, HangAfterAccept, Pace, RateLimited, ServerError, SlackError
from bot.flows.claim import LEASE
from bot.flows.deliver_cards import redraw_next
from models.outbox import RESPONSES
from models.pacing import SLACK, UNPACED
from models.pacing import Pace as Rate
from tests.bot.flows.slack_rig import HISTORY, MINE, UPDATE, Rig


@pytest.fixture
def rig(tmp_path):
    rig = Rig(f"sqlite:///{tmp_path / 'books.db'}")
    yield rig
    rig.close()


@pytest.fixture
def key(rig):
    key = rig.plan()
    rig.deliver()
    return key


def test_the_card_that_was_pressed_is_drawn_as_the_answer_and_costs_no_update(rig, key):
    rig.press(key)
    for _ in range(RESPONSES):
        rig.want_redrawn(key)
        rig.deliver()
        assert rig.card(key).is_current
    assert rig.calls(UPDATE) == []
    rig.want_redrawn(key)
    rig.deliver()
    assert (rig.calls(UPDATE), rig.card(key).is_current) == ([MINE], True)
    assert rig.there() == [key]


def test_half_an_hour_after_the_press_the_card_is_updated_instead(rig, key):
    rig.press(key)
    rig.clock.advance(minutes=30)
    rig.deliver()
    assert (rig.calls(UPDATE), rig.card(key).response_uses) == ([MINE], 0)


@pytest.mark.parametrize(
    "fault", [ServerError(), SlackError("used_url"), DropAfterAccept(), DropAfterAccept(reset=True)]
)
def test_an_answer_slack_does_not_take_becomes_an_update(rig, key, fault):
    rig.press(key)
    rig.fail("response_url", fault)
    rig.deliver()
    rig.clock.advance(seconds=LEASE.total_seconds())
    rig.deliver()
    assert (rig.calls(UPDATE), rig.card(key).is_current) == ([MINE], True)
    assert rig.card(key).response_url == ""


def test_the_address_of_the_answer_is_in_no_log_and_not_in_the_record(rig, key, caplog):
    caplog.set_level(logging.DEBUG)
    url = rig.press(key)
    rig.fail("response_url", DropAfterAccept())
    rig.deliver()
    assert rig.card(key).response_url == ""
    rig.press(key)
    assert "response/" not in caplog.text
    assert "response/" not in repr(rig.card(key))
    with rig.desk.store.transaction() as books:
        assert url not in str(books.audit_trail())


def test_whoever_pressed_is_served_before_a_card_nobody_looks_at(rig, key):
    other = rig.plan()
    rig.deliver()
    rig.want_redrawn(key)
    rig.press(other)
    assert redraw_next(rig.desk, rig.postbox, UNPACED)
    assert (rig.card(key).is_current, rig.card(other).is_current) == (False, True)


def test_updates_keep_to_the_workspaces_pace_and_answers_do_not_wait_for_them(rig):
    keys = [rig.plan() for _ in range(12)]
    rig.deliver()
    for key in keys:
        rig.want_redrawn(key)
    pacing = replace(UNPACED, tier_3=Rate(50, 5))
    rig.deliver(pacing)
    assert len(rig.calls(UPDATE)) == 5
    rig.clock.advance(seconds=1.2)
    rig.deliver(pacing)
    assert len(rig.calls(UPDATE)) == 6
    rig.press(keys[-1])
    rig.deliver(pacing)
    assert (len(rig.calls(UPDATE)), rig.card(keys[-1]).is_current) == (6, True)


def test_a_minute_of_updates_is_never_refused_by_a_slack_that_takes_fifty(tmp_path):
    rig = Rig(f"sqlite:///{tmp_path / 'books.db'}", pace=Pace(post_burst=200, updates_per_minute=50))
    try:
        keys = [rig.plan() for _ in range(60)]
        rig.deliver()
        for key in keys:
            rig.want_redrawn(key)
        for _ in range(60):
            rig.deliver(SLACK)
            rig.clock.advance(seconds=1)
        drawn = sum(rig.card(key).is_current for key in keys)
        assert len(rig.calls(UPDATE)) == drawn >= 50
    finally:
        rig.close()


def test_no_card_is_updated_inside_a_retry_after(rig, key):
    rig.want_redrawn(key)
    rig.fail(UPDATE, RateLimited(90))
    rig.deliver()
    rig.clock.advance(seconds=89.9)
    rig.deliver()
    assert rig.calls(UPDATE) == [MINE]
    rig.clock.advance(seconds=0.1)
    rig.deliver()
    assert rig.card(key).is_current


def test_changes_while_it_waits_are_drawn_as_one(rig, key):
    for _ in range(5):
        rig.want_redrawn(key)
    rig.deliver()
    assert rig.calls(UPDATE) == [MINE]


def test_one_that_hangs_is_not_drawn_again_while_it_may_still_arrive(rig, key):
    rig.want_redrawn(key)
    rig.fail(UPDATE, HangAfterAccept(30))
    rig.deliver()
    assert rig.calls(UPDATE) == [MINE]
    rig.clock.advance(seconds=LEASE.total_seconds())
    rig.deliver()
    assert (len(rig.calls(UPDATE)), rig.card(key).is_current) == (2, True)


def test_a_card_has_one_writer_and_one_that_slept_has_it_drawn_anew_on_either_engine(database_url):
    rig = Rig(database_url)
    try:
        key = rig.plan()
        rig.deliver()
        rig.want_redrawn(key)
        other, updates = rig.another_desk(database_url), []

        class Frozen:
            def update(self, channel, ts, drawing):
                if not updates:
                    updates.append(ts)
                    # Nobody else draws it meanwhile …
                    assert not redraw_next(other, rig.postbox, UNPACED)
                    # … until the lease is over, and then the newer drawing is there before this one.
                    with rig.desk.store.transaction() as books:
                        card = books.cards(key)[-1]
                        assert books.save_card(replace(card, lease_until=None), attempt=card.attempt)
                    assert redraw_next(other, rig.postbox, UNPACED)
                rig.postbox.update(channel, ts, drawing)

        assert redraw_next(rig.desk, Frozen(), UNPACED)
        assert not rig.card(key).is_current
        rig.deliver()
        assert (len(rig.calls(UPDATE)), rig.card(key).is_current) == (3, True)
    finally:
        rig.close()


def test_a_token_that_is_no_good_leaves_every_card_stale_until_it_is(rig, key):
    rig.want_redrawn(key)
    rig.fail(UPDATE, SlackError("token_revoked"))
    rig.deliver()
    assert (rig.calls(UPDATE), rig.card(key).is_current) == ([MINE], False)
    rig.clock.advance(seconds=30)
    rig.deliver()
    assert rig.card(key).is_current


def test_a_notice_somebody_deleted_is_not_posted_again(rig, key):
    rig.slack.workspace.remove(MINE, rig.card(key).ts)
    rig.want_redrawn(key)
    rig.deliver()
    assert (rig.there(), rig.calls(UPDATE), rig.calls(HISTORY)) == ([], [MINE], [])
    assert [entry.subject for entry in rig.trail("card.gone")] == [key]
