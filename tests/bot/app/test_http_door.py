"""The way in over HTTP: what Slack has not signed reaches nobody, and nothing makes the door fall over."""

import logging
import random
import socket
import time

import pytest
from slack_bolt import BoltResponse

from bot.app.http_door import HTTP_PATH, HttpDoor
from tests.bot.app.signing import SECRET, interaction, signed
from tests.servers.recorder import Recorded, send

GOOD = {"type": "block_actions", "user": {"id": "U"}, "actions": [{"action_id": "a", "value": "the canary"}]}


class Counting:
    """As much of Bolt's App as the door uses."""

    def __init__(self):
        self.taken = []

    def dispatch(self, request):
        self.taken.append(request.body)
        return BoltResponse(status=200)


@pytest.fixture(scope="module")
def counting():
    return Counting()


@pytest.fixture(scope="module")
def door(counting):
    door = HttpDoor(counting, SECRET, "127.0.0.1", 0, idle_seconds=1)
    yield door
    door.close()


@pytest.fixture
def url(door, counting):
    counting.taken.clear()
    return f"http://127.0.0.1:{door.port}{HTTP_PATH}"


def with_header(request, name, value):
    kept = {key: one for key, one in request.headers.items() if key != name}
    return Recorded(kept | ({name: value} if value is not None else {}), request.body)


def test_a_signed_request_is_taken(url, counting):
    assert send(url, interaction(GOOD)).status == 200
    assert counting.taken == [GOOD]


STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (STAMP, None),
        (STAMP, ""),
        (STAMP, "yesterday"),
        (STAMP, "1e9"),
        (STAMP, "-1"),
        (STAMP, "9" * 400),
        (STAMP, "\u0661\u0662".encode().decode("latin-1")),
        (SIGNATURE, None),
        (SIGNATURE, ""),
        (SIGNATURE, "v0="),
        (SIGNATURE, "v1=" + "0" * 64),
        (SIGNATURE, "v0=" + "0" * 64),
        (SIGNATURE, "v0=" + "\u00e9" * 64),
    ],
)
def test_a_wrong_or_missing_stamp_or_signature_is_401(url, counting, name, value):
    assert send(url, with_header(interaction(GOOD), name, value)).status == 401
    assert counting.taken == []


@pytest.mark.parametrize("age", [301, 3_600, -301])
def test_a_stamp_outside_five_minutes_is_401(url, counting, age):
    assert send(url, signed(b"command=/x", stamp=str(int(time.time()) - age))).status == 401
    assert counting.taken == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"payload={broken", "application/x-www-form-urlencoded", id="payload that is no JSON"),
        pytest.param(b"payload=[1]", "application/x-www-form-urlencoded", id="payload that is no object"),
        pytest.param(b"payload=null", "application/x-www-form-urlencoded", id="payload of nothing"),
        pytest.param(b"{", "application/json", id="event that is no JSON"),
        pytest.param(b"[]", "application/json", id="event that is no object"),
        pytest.param(b"[" * 100_000, "application/json", id="event nested too deep"),
        pytest.param(b"payload=" + b"[" * 100_000, "application/x-www-form-urlencoded", id="payload nested too deep"),
        pytest.param(b"\xff\xfe\x00", "application/x-www-form-urlencoded", id="bytes that are no text"),
    ],
)
def test_a_signed_body_of_no_shape_is_400(url, counting, body, kind):
    assert send(url, signed(body, kind=kind)).status == 400
    assert counting.taken == []


def test_another_path_is_404_and_another_method_405(url, counting):
    assert send(url.replace("events", "install"), interaction(GOOD)).status == 404
    assert send(url.removesuffix("/slack/events") + "/", interaction(GOOD)).status == 404
    for method in ("GET", "PUT", "DELETE", "HEAD"):
        reply = send(url, interaction(GOOD), method)
        assert (reply.status, reply.headers["allow"]) == (405, "POST")
    assert counting.taken == []


def test_a_huge_body_is_413_and_is_not_waited_for(door, counting, url):
    with socket.create_connection(("127.0.0.1", door.port), timeout=5) as client:
        client.sendall(f"POST {HTTP_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n".encode())
        assert b" 413 " in client.recv(1_000)
    with socket.create_connection(("127.0.0.1", door.port), timeout=5) as client:
        client.sendall(f"POST {HTTP_PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        said = b""
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        for _ in range(16):
            client.sendall(chunk)
        said = client.recv(1_000)
        assert b" 413 " in said
    assert counting.taken == []


def test_who_sends_half_a_request_is_cut_off_and_keeps_nobody_waiting(door, counting, url):
    slow = [socket.create_connection(("127.0.0.1", door.port), timeout=10) for _ in range(30)]
    for client in slow:
        client.sendall(f"POST {HTTP_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab".encode())
    assert send(url, interaction(GOOD)).status == 200
    for client in slow:
        assert client.recv(100) == b""
        client.close()
    assert counting.taken == [GOOD]


def test_of_a_thousand_mutated_requests_none_reaches_a_door(url, counting, caplog):
    caplog.set_level(logging.DEBUG)
    dice = random.Random(8)
    answers = {send(url, mutated(interaction(GOOD), dice)).status for _ in range(1_000)}
    assert counting.taken == []
    assert answers == {401, 400}, "400 where a bit more or less makes it no text"
    assert "canary" not in caplog.text


def mutated(request: Recorded, dice: random.Random) -> Recorded:
    """The same with one thing about it changed."""
    kind = dice.randrange(4)
    if kind == 0:
        place = dice.randrange(len(request.body))
        changed = request.body[place] ^ (1 << dice.randrange(8))
        return Recorded(request.headers, request.body[:place] + bytes([changed]) + request.body[place + 1 :])
    if kind == 1:
        return Recorded(request.headers, request.body[: dice.randrange(len(request.body))])
    name = STAMP if kind == 2 else SIGNATURE
    value = request.headers[name]
    place = dice.randrange(len(value))
    letter = dice.choice([one for one in "0123456789abcdefxyz-=" if one != value[place]])
    return with_header(request, name, value[:place] + letter + value[place + 1 :])
