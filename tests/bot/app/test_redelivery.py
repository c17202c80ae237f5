"""What Slack, or whoever has listened in, sends again: done once, and done at all."""

import json
import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from slack_bolt import BoltRequest

from bot.adapters.slack_directory import SlackDirectory
from bot.adapters.slack_postbox import posting_client
from bot.adapters.sql_store import SqlStore
from bot.app import build_app
from bot.demo.people import TEAM_ID
from models.controls import Action, Field
from models.lifecycle import PacketState
from tests.bot.app.signing import FORM, SECRET, signed
from tests.journeys.journey import CEDAR, HARROW, LUMEN, MARCO, OLIVE, TAMSIN, trail
from tests.servers.recorder import Recorded, Recorder, send


@pytest.fixture
def recorder(hands):
    with Recorder(hands.office.slack.request_url) as recorder:
        hands.office.slack.request_url = recorder.url
        yield recorder


def record_of_everything(hands) -> list[str]:
    with hands.office.desk.store.transaction() as books:
        return [f"{entry.what} {entry.subject}" for _, entry, _ in books.audit_trail()]


def again(recorder: Recorder, request: Recorded, **headers: str) -> tuple[int, bytes]:
    reply = send(recorder.url, Recorded({**request.headers, **headers}, request.body))
    return reply.status, reply.body


def test_each_gesture_replayed_ten_times_within_the_window_has_one_effect_and_one_answer(hands, recorder):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.press(MARCO, TAMSIN, Action.EDIT)
    hands.fill(MARCO, {Field.SUBJECT: "Your June delivery"})
    hands.press(MARCO, LUMEN, Action.HOLD)
    hands.fill(MARCO, {Field.UNTIL: "2026-05-20", Field.REASON: "They asked for a week."})
    hands.press(OLIVE, HARROW, Action.DETAILS)
    hands.ask(OLIVE, "C0OLIVE", "Cedar")
    hands.office.slack.open_home(OLIVE)
    hands.press(OLIVE, CEDAR, Action.UNDO)
    originals = list(recorder.requests)
    assert len(originals) == 9
    record, whispers = record_of_everything(hands), len(hands.office.slack.ephemerals(OLIVE))
    for request in originals:
        assert {again(recorder, request) for _ in range(10)} == {(200, b"")}
    hands.office.deliver()
    assert record_of_everything(hands) == record
    assert len(hands.office.slack.ephemerals(OLIVE)) == whispers
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert trail(hands, hands.packet(CEDAR)).count("packet.approve") == 1


def test_an_event_of_which_only_the_retry_arrives_is_answered_and_one_delivered_again_is_not(hands, recorder):
    hands.office.slack.open_home(OLIVE)
    event = json.loads(recorder.requests[0].body)
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    calls = lambda: sum(call.method == "views.publish" for call in hands.office.slack.calls)  # noqa: E731
    before = calls()
    assert again(recorder, recorder.requests[0], **retry) == (200, b"")
    assert calls() == before
    lost = signed(json.dumps({**event, "event_id": "EvLost"}).encode(), kind="application/json")
    assert again(recorder, lost, **retry)[0] == 200
    assert calls() == before + 1


class Killed(BaseException):
    """As a kill -9: nothing catches it, and what was not committed is gone."""


class KilledStore:
    """A store that ends the process at its *at*-th transaction, before or after the commit."""

    def __init__(self, store, at, when):
        self._store, self._left, self._when = store, at, when

    @contextmanager
    def transaction(self, *, wait_seconds=None):
        self._left -= 1
        with self._store.transaction(wait_seconds=wait_seconds) as books:
            yield books
            if self._left == 0 and self._when == "before":
                raise Killed
        if self._left == 0:
            raise Killed


@pytest.fixture
def approval(hands, recorder, tmp_path):
    """The request that approves, and the database as it was before."""
    before = tmp_path / "before.db"
    with (
        closing(sqlite3.connect(hands.office.folder / "collections.db")) as old,
        closing(sqlite3.connect(before)) as new,
    ):
        old.backup(new)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    (request,) = recorder.requests
    return json.loads(parse_qs(request.body.decode())["payload"][0]), before


def dispatch(hands, store, payload):
    desk = replace(hands.office.desk, store=store)
    client = posting_client("xoxb-local-demo", hands.office.slack.base_url)
    app = build_app(desk, SlackDirectory(client, desk.policy, TEAM_ID), client, SECRET)
    return app.dispatch(BoltRequest(body=payload, mode="socket_mode"))


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_press_killed_at_any_commit_counts_once_when_it_is_delivered_again(hands, approval, tmp_path, when):
    payload, before = approval
    killed = 0
    for at in range(1, 20):
        database = Path(shutil.copy(before, tmp_path / f"{at}.db"))
        store = SqlStore(f"sqlite:///{database}")
        try:
            dispatch(hands, KilledStore(store, at, when), payload)
        except Killed:
            killed += 1
        for _ in range(2):
            assert dispatch(hands, store, payload).status == 200
        with store.transaction() as books:
            entries = [entry for _, entry, _ in books.audit_trail() if entry.what == "packet.approve"]
            mails = [item for item in books.items(entries[0].subject) if item.key.startswith("mail:")]
        store.close()
        assert (len(entries), len(mails)) == (1, 1)
        if killed < at:
            break
    assert killed >= 1, "the press has as many transactions"
    assert "changed since" not in hands.told(OLIVE)


def test_a_command_is_answered_to_one_delivery_alone(hands, recorder):
    hands.ask(OLIVE, "C0OLIVE", "Cedar")
    (request,) = recorder.requests
    assert b"Cedar" not in again(recorder, request)[1]
    stale = signed(request.body, stamp="1700000000", kind=FORM)
    assert again(recorder, stale)[0] == 401
