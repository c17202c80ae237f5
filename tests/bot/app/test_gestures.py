"""Requests that Slack has signed and that are none of Slack's all the same; and people who ask too often."""

import copy
import json
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs

from bot.app.turnstile import MOST, SECONDS, Turnstile
from models.controls import Action, Command, Field
from models.lifecycle import PacketState
from tests.bot.app.signing import interaction
from tests.journeys.journey import CEDAR, FREYA, MARCO, OLIVE, TAMSIN
from tests.servers.recorder import Recorder, send

OTHERS = ("missing", None, 7, "x", [], [7], {}, {"x": 7})
#: Without these there is no press and no form.
NEEDED = {("user",), ("user", "id"), ("actions",), ("view",), ("view", "callback_id"), ("view", "private_metadata")}


def payload_of(request):
    return json.loads(parse_qs(request.body.decode())["payload"][0])


def places(payload, under=()):
    """Where each part of it is, three levels deep."""
    for key, value in payload.items():
        yield (*under, key)
        if isinstance(value, dict) and len(under) < 2:
            yield from places(value, (*under, key))


def changed(payload, place, other):
    payload = copy.deepcopy(payload)
    *above, last = place
    part = payload
    for key in above:
        part = part[key]
    if other == "missing":
        del part[last]
    else:
        part[last] = other
    return payload


def test_a_signed_request_of_another_shape_changes_nothing_and_is_no_fault(hands):
    url = hands.office.slack.request_url
    with Recorder(url) as recorder:
        hands.office.slack.request_url = recorder.url
        hands.press(OLIVE, CEDAR, Action.APPROVE)
        hands.press(OLIVE, CEDAR, Action.UNDO)
        hands.press(MARCO, TAMSIN, Action.EDIT)
        hands.fill(MARCO, {Field.SUBJECT: "Something else"})
    press, form = payload_of(recorder.requests[0]), payload_of(recorder.requests[-1])
    cedar, tamsin = hands.packet(CEDAR), hands.packet(TAMSIN)
    # The versions on screen now: what is taken for a press would count.
    press["actions"][0]["value"] = json.dumps({"packet": cedar.id, "version": cedar.version})
    carried = json.loads(form["view"]["private_metadata"])
    form["view"]["private_metadata"] = json.dumps({**carried, "version": tamsin.version})
    variants = [
        (
            place,
            {**changed(payload, place, other), **({} if place == ("trigger_id",) else {"trigger_id": f"t{number}"})},
        )
        for payload in (press, form)
        for place in places(payload)
        for number, other in enumerate(OTHERS)
    ]
    needed = [variant for place, variant in variants if place in NEEDED]
    others = [variant for place, variant in variants if place not in NEEDED]
    assert len(needed) > 60
    assert {send(url, interaction(variant)).status for variant in needed} <= {200, 400, 404}
    assert (hands.packet(CEDAR), hands.packet(TAMSIN)) == (cedar, tamsin)
    assert {send(url, interaction(variant)).status for variant in others} <= {200, 400, 404}


def test_an_unknown_button_or_form_is_404_and_nothing_of_it_is_logged(hands, caplog):
    payload = {
        "type": "block_actions",
        "trigger_id": "1.canary",
        "user": {"id": OLIVE, "team_id": "T0FENNEL"},
        "team": {"id": "T0FENNEL"},
        "actions": [{"type": "button", "action_id": "packet_approve ", "block_id": "canary", "value": "canary"}],
        "response_url": "https://hooks.slack.com/canary",
    }
    assert send(hands.office.slack.request_url, interaction(payload)).status == 404
    view = {"type": "modal", "id": "V", "callback_id": "canary", "blocks": []}
    form = {**payload, "type": "view_submission", "view": view}
    del form["actions"]
    assert send(hands.office.slack.request_url, interaction(form)).status == 404
    assert "canary" not in caplog.text
    assert "no door for this gesture" in caplog.text


# ── too often ─────────────────────────────────────────────────────────────────────────────────────


def test_each_person_passes_so_often_in_ten_seconds_and_no_other_is_held_up():
    now = 0.0
    turnstile = Turnstile(lambda: now)
    assert [turnstile.lets("A") for _ in range(MOST + 5)] == [True] * MOST + [False] * 5
    assert turnstile.lets("B")
    now = SECONDS - 0.1
    assert not turnstile.lets("A")
    now = SECONDS
    assert [turnstile.lets("A") for _ in range(MOST + 1)] == [True] * MOST + [False]


def test_two_hundred_commands_of_one_person_keep_nobody_else_waiting(hands):
    slack = hands.office.slack
    with ThreadPoolExecutor(16) as spam:
        sent = [spam.submit(slack.command, OLIVE, "C0OLIVE", Command.AGING) for _ in range(200)]
        began = time.monotonic()
        others = slack.command(FREYA, "C0FINLEAD", Command.INVOICE, "Cedar")
        waited = time.monotonic() - began
        answers = [one.result() for one in sent]
    assert others.ok, "Slack gives up after three seconds"
    assert "Cedar" in str(slack.ephemerals(FREYA)[-1])
    assert all(answer.ok for answer in answers), waited
    told = [str(answer.body) for answer in answers]
    assert sum("faster than anybody reads" in one for one in told) == 200 - MOST
    assert hands.press(OLIVE, CEDAR, Action.APPROVE).ok
    assert hands.packet(CEDAR).state is PacketState.APPROVED, "a decision is not a look-up"
