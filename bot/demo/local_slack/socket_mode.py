"""Socket Mode: the app connects to Slack, and what people do travels down that connection in envelopes."""

import json
import socket
import threading
import uuid
from collections.abc import Mapping
from contextlib import suppress
from io import BufferedIOBase

from bot.demo.local_slack.delivery import Delivery
from bot.demo.local_slack.shapes import Json
from bot.demo.local_slack.websocket import Opcode, encoded, read_frame

MOST_LINKS = 10
#: What Slack says at the beginning; nobody relies on the hour.
_HELLO: Json = {"host": "local", "build_number": 1, "approximate_connection_time": 18_060}


class Link:
    """One WebSocket connection of the app."""

    def __init__(self, stream: BufferedIOBase, connection: socket.socket) -> None:
        self._stream, self._connection = stream, connection
        self._sending = threading.Lock()

    def send(self, body: Json) -> None:
        """Send one message.

        Raises:
            OSError: the app has gone.
        """
        self._write(Opcode.TEXT, json.dumps(body).encode())

    def read(self) -> Json | None:
        """Return the app's next message, answering its pings meanwhile; None once the connection is over."""
        while (frame := read_frame(self._stream)) is not None:
            if frame.opcode is Opcode.PING:
                self._write(Opcode.PONG, frame.data)
            elif frame.opcode is Opcode.CLOSE:
                self._write(Opcode.CLOSE, frame.data)
                return None
            elif frame.opcode is Opcode.TEXT:
                said = json.loads(frame.data)
                return said if isinstance(said, dict) else None
        return None

    def cut(self) -> None:
        """End it as a lost network does: without a word."""
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def _write(self, opcode: Opcode, data: bytes) -> None:
        with self._sending:
            self._connection.sendall(encoded(opcode, data))


class _Envelope:
    """One delivery that waits for its acknowledgement."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.over = threading.Event()
        #: What the app said; None until it did.
        self.answer: Json | None = None


class SocketMode:
    """The connections of the app, at most ten. An envelope travels once, on one of them."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._tickets: set[str] = set()
        self._links: list[Link] = []
        self._waiting: dict[str, _Envelope] = {}
        self._loses_answer = False
        #: How many connections there have ever been.
        self.opened = 0

    @property
    def connections(self) -> int:
        """How many connections are open."""
        with self._lock:
            return len(self._links)

    def ticket(self) -> str:
        """Return the permission to open one connection."""
        with self._lock:
            self._tickets.add(ticket := uuid.uuid4().hex)
            return ticket

    def admit(self, ticket: str) -> bool:
        """Use *ticket* up; False when it is none of ours or was used."""
        with self._lock:
            known = ticket in self._tickets
            self._tickets.discard(ticket)
            return known

    def serve(self, link: Link) -> None:
        """Stay with one connection until it is over."""
        with self._lock:
            is_one_too_many = len(self._links) >= MOST_LINKS
            if not is_one_too_many:
                self._links.append(link)
                self.opened += 1
            count = len(self._links)
        try:
            if is_one_too_many:
                link.send(_disconnect("too_many_websockets"))
                return
            link.send({"type": "hello", "num_connections": count, "debug_info": _HELLO, "connection_info": {}})
            while (said := link.read()) is not None:
                self._heard(link, said)
        except (OSError, ValueError):
            # The app has gone in the middle of a word.
            return
        finally:
            self._leave(link)

    def deliver(self, kind: str, payload: Mapping[str, object], *, takes_answer: bool) -> Delivery:
        """Send one envelope and wait for its acknowledgement, as long as Slack does."""
        envelope_id = str(uuid.uuid4())
        with self._lock:
            if not self._links:
                return Delivery(0, notice="The app is not connected.")
            # Slack promises no order among several connections; here they take turns.
            self._links.append(link := self._links.pop(0))
            envelope = self._waiting[envelope_id] = _Envelope(link)
        body: Json = {"type": kind, "envelope_id": envelope_id, "payload": payload}
        try:
            link.send({**body, "accepts_response_payload": takes_answer})
            envelope.over.wait(self._patience)
        except OSError:
            self._leave(link)
        with self._lock:
            del self._waiting[envelope_id]
        if envelope.answer is None:
            return Delivery(0, notice=f"The app did not answer within {self._patience:g} seconds.")
        return Delivery(200, envelope.answer.get("payload") or "" if takes_answer else "")

    def refresh(self) -> None:
        """Ask the app to connect anew, as Slack does every few hours; what is open stays open until it has."""
        for link in self._open():
            with suppress(OSError):
                link.send(_disconnect("refresh_requested"))

    def cut(self) -> None:
        """Let every connection be lost."""
        for link in self._open():
            link.cut()

    def lose_next_answer(self) -> None:
        """Let the next acknowledgement be lost together with its connection: the app has worked, nobody hears of it."""
        self._loses_answer = True

    def _open(self) -> list[Link]:
        with self._lock:
            return list(self._links)

    def _heard(self, link: Link, said: Json) -> None:
        if self._loses_answer:
            self._loses_answer = False
            link.cut()
            return
        with self._lock:
            envelope = self._waiting.get(str(said.get("envelope_id")))
        if envelope is not None:
            envelope.answer = said
            envelope.over.set()

    def _leave(self, link: Link) -> None:
        with self._lock:
            self._links = [one for one in self._links if one is not link]
            lost = [envelope for envelope in self._waiting.values() if envelope.link is link]
        for envelope in lost:
            envelope.over.set()


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}}
