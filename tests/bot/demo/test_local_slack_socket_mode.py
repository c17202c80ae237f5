"""Socket Mode of the local Slack: the SDK's own client, and what a client does that keeps no rule."""

import base64
import json
import os
import socket
import struct
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.demo.local_slack import Channel, LocalSlack, Member
from bot.demo.local_slack.socket_mode import MOST_LINKS

BOT, ANNA, ROOM = "U0BOT", "U0ANNA", "C0TEAM"
Json = dict[str, Any]


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(
        team_id="T0FENNEL",
        bot_user_id=BOT,
        bot_name="Collections",
        bot_token="xoxb-local",
        app_token="xapp-local",
        signing_secret="secret",
        members=[Member(ANNA, "anna", "Anna Byrne", "anna@fennel.test")],
        channels=[Channel(ROOM, "collections", frozenset({BOT, ANNA}))],
        now=lambda: datetime(2026, 3, 31, 9, tzinfo=UTC),
        patience=0.5,
    ) as running:
        yield running


class Wire:
    """A WebSocket client that says exactly what a test wants."""

    def __init__(self, slack: LocalSlack, url: str = "") -> None:
        client = WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])
        self.url = url or str(client.apps_connections_open(app_token="xapp-local")["url"])
        parts = urlsplit(self.url)
        self.socket = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (f"GET {parts.path}?{parts.query} HTTP/1.1", f"Host: {parts.netloc}", f"Sec-WebSocket-Key: {key}")
        self.socket.sendall("\r\n".join((*lines, "Upgrade: websocket", "", "")).encode())
        self.stream = self.socket.makefile("rb")
        self.status = int(self.stream.readline().split()[1])
        while self.stream.readline().strip():
            pass

    def read(self) -> tuple[int, bytes]:
        """The opcode and data of the next frame; (0, b"") when the other end has gone."""
        head = self.stream.read(2)
        if len(head) < 2:
            return 0, b""
        length = head[1]
        if length == 126:
            (length,) = struct.unpack("!H", self.stream.read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self.stream.read(8))
        return head[0] & 0x0F, self.stream.read(length)

    def hears(self) -> Json:
        return dict(json.loads(self.read()[1]))

    def say(self, opcode: int, data: bytes, *, first: int = 0x80, masked: bool = True) -> None:
        mask = os.urandom(4)
        body = bytes(a ^ b for a, b in zip(data, cycle(mask), strict=False)) if masked else data
        size = bytes([(0x80 * masked) | len(data)])
        self.socket.sendall(bytes([first | opcode]) + size + (mask if masked else b"") + body)


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end, "it never came to be so"
        time.sleep(0.01)


def test_the_sdks_client_is_greeted_and_acknowledges(slack: LocalSlack) -> None:
    heard: list[SocketModeRequest] = []
    web = WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])
    client = SocketModeClient("xapp-local", web_client=web)

    def answer(client: Any, request: SocketModeRequest) -> None:
        heard.append(request)
        said = {"text": "Found nothing"} if request.type == "slash_commands" else None
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, said))

    client.socket_mode_request_listeners.append(answer)
    client.connect()
    until(lambda: slack.socket_mode.connections == 1)
    assert slack.command(ANNA, ROOM, "/invoice", "F-1").ok
    assert [one["text"] for one in slack.ephemerals(ANNA)] == ["Found nothing"]
    long = "x" * 2_900
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": long}} for _ in range(4)]
    ts = web.chat_postMessage(channel=ROOM, text="x", blocks=[*blocks, {"type": "actions", "elements": [button]}])["ts"]
    assert slack.click(ANNA, ROOM, str(ts), "go").ok
    assert slack.open_home(ANNA).ok
    assert [one.type for one in heard] == ["slash_commands", "interactive", "events_api"]
    assert [one.accepts_response_payload for one in heard] == [True, False, False]
    client.close()


def test_an_address_takes_one_connection(slack: LocalSlack) -> None:
    first = Wire(slack)
    assert first.status == 101
    assert first.hears()["type"] == "hello"
    assert Wire(slack, first.url).status == 403
    assert Wire(slack, first.url.split("ticket=")[0] + "ticket=made-up").status == 403


def test_the_eleventh_connection_is_sent_away(slack: LocalSlack) -> None:
    wires = [Wire(slack) for _ in range(MOST_LINKS)]
    assert sorted(wire.hears()["num_connections"] for wire in wires) == list(range(1, MOST_LINKS + 1))
    last = Wire(slack)
    assert last.hears() == {"type": "disconnect", "reason": "too_many_websockets", "debug_info": {"host": "local"}}
    assert last.read() == (0, b"")
    assert slack.socket_mode.connections == MOST_LINKS


def test_pings_are_answered_and_a_close_is_returned(slack: LocalSlack) -> None:
    wire = Wire(slack)
    wire.read()
    wire.say(9, b"are you there")
    assert wire.read() == (10, b"are you there")
    wire.say(8, b"\x03\xe8")
    assert wire.read() == (8, b"\x03\xe8")
    until(lambda: slack.socket_mode.connections == 0)


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param({"opcode": 1, "data": b"{}", "masked": False}, id="not masked"),
        pytest.param({"opcode": 1, "data": b"{}", "first": 0}, id="in pieces"),
        pytest.param({"opcode": 5, "data": b"{}"}, id="unknown kind"),
        pytest.param({"opcode": 1, "data": b"not json"}, id="no JSON"),
        pytest.param({"opcode": 1, "data": b"[]"}, id="no object"),
    ],
)
def test_a_client_that_keeps_no_rule_is_let_go(slack: LocalSlack, frame: dict[str, Any]) -> None:
    wire = Wire(slack)
    wire.read()
    wire.say(**frame)
    assert wire.read() == (0, b"")
    until(lambda: slack.socket_mode.connections == 0)


def test_a_person_is_told_when_nobody_is_connected_answers_or_stays(slack: LocalSlack) -> None:
    assert slack.open_home(ANNA).notice == "The app is not connected."
    wire = Wire(slack)
    wire.read()
    until(lambda: slack.socket_mode.connections == 1)
    assert slack.open_home(ANNA).notice == "The app did not answer within 0.5 seconds."
    wire.socket.shutdown(socket.SHUT_RDWR)
    until(lambda: slack.socket_mode.connections == 0)
    assert slack.open_home(ANNA).notice == "The app is not connected."


def test_connections_take_turns_and_each_envelope_travels_once(slack: LocalSlack) -> None:
    wires = [Wire(slack), Wire(slack)]
    for wire in wires:
        wire.read()
    until(lambda: slack.socket_mode.connections == 2)
    for _ in range(2):
        slack.open_home(ANNA)
    assert [wire.hears()["type"] for wire in wires] == ["events_api", "events_api"]
