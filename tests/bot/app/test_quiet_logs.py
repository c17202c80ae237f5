"""What a gesture carries is in no log, however much is logged."""

import json
import logging

import pytest

from bot.demo.local_slack import ServerError
from models.controls import Action, Field
from tests.bot.app.signing import interaction, signed
from tests.journeys.journey import CEDAR, MARCO, OLIVE, TAMSIN
from tests.servers.recorder import Recorded, Recorder, send

_CANARY = "canary-7f3a"


@pytest.fixture
def everything(caplog):
    """Every line of every library that says anything at all, as if the operator had asked for it."""
    caplog.set_level(logging.DEBUG)
    return caplog


def test_a_bad_request_leaves_nothing_of_itself_in_the_log(hands, everything):
    url = hands.office.slack.request_url
    good = signed(f"command=/invoice&text={_CANARY}".encode())
    bad = Recorded({**good.headers, "X-Slack-Signature": "v0=" + "0" * 64, "Authorization": _CANARY}, good.body)
    assert send(url, bad).status == 401
    assert send(url, signed(f"payload={_CANARY}".encode())).status == 400
    assert send(url, interaction({"type": _CANARY, "user": _CANARY, "view": _CANARY})).status == 400
    assert _CANARY not in everything.text
    assert good.headers["X-Slack-Signature"] not in everything.text


def test_a_good_one_leaves_neither_its_words_nor_its_keys(hands, everything):
    with Recorder(hands.office.slack.request_url) as recorder:
        hands.office.slack.request_url = recorder.url
        hands.press(MARCO, TAMSIN, Action.EDIT)
        hands.fill(MARCO, {Field.SUBJECT: _CANARY})
        hands.ask(OLIVE, "C0OLIVE", _CANARY)
        hands.office.slack.fail_next("users.info", ServerError())
        hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert len(recorder.requests) == 4
    for request in recorder.requests:
        assert request.headers["X-Slack-Signature"] not in everything.text
    for secret in (_CANARY, "xoxb-local-demo", "local-signing-secret", "/response/", "hooks.slack.com"):
        assert secret not in everything.text


def test_a_fault_of_ours_is_logged_with_a_number_the_person_is_told(hands, everything):
    hands.press(MARCO, TAMSIN, Action.ESCALATE)
    form = hands.office.slack.modal(MARCO)
    values = {"asked": {"asked": {"type": "static_select", "selected_option": {"value": _CANARY}}}}
    payload = {
        "type": "view_submission",
        "trigger_id": "1.2",
        "user": {"id": MARCO, "team_id": "T0FENNEL"},
        "team": {"id": "T0FENNEL"},
        "view": {**form, "state": {"values": values}},
    }
    reply = send(hands.office.slack.request_url, interaction(payload))
    told = json.loads(reply.body)
    assert told["response_action"] == "errors"
    (said,) = told["errors"].values()
    (number,) = [getattr(one, "correlation", None) for one in everything.records if one.msg == "press failed"]
    assert f"quote {number}." in said
