"""HTTP on the loopback interface: the Web API, response URLs and the page."""

import json
import socket
import struct
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

from bot.demo.local_slack.shapes import Json
from bot.demo.local_slack.socket_mode import Link
from bot.demo.local_slack.websocket import accept_key

POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"


@dataclass(frozen=True)
class Answer:
    """One HTTP reply."""

    status: int
    body: bytes
    content_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


#: In the place of an answer: the connection is reset.
RESET = Answer(0, b"")


@dataclass(frozen=True)
class Request:
    """One HTTP request, its arguments from query and body together."""

    path: str
    arguments: Mapping[str, object]
    token: str
    is_json: bool
    #: The bytes that came with it, for uploads.
    body: bytes = b""


class Routes(Protocol):
    """What the server asks of the local Slack; None closes the connection without a reply."""

    def get(self, request: Request) -> Answer | None:
        """Answer a GET."""

    def post(self, request: Request) -> Answer | None:
        """Answer a POST."""

    def admit_link(self, ticket: str) -> bool:
        """Return whether *ticket* opens a Socket Mode connection."""

    def serve_link(self, link: Link) -> None:
        """Stay with a Socket Mode connection until it is over."""

    def stamp(self) -> str:
        """Return a text that changes whenever the page should be drawn again."""

    def wait(self, seconds: float) -> None:
        """Return after *seconds*, or sooner when something changed."""


def json_answer(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """Return *body* as JSON."""
    return Answer(status, json.dumps(body).encode(), headers=headers or {})


class LoopbackServer(ThreadingHTTPServer):
    """Serves `Routes` on 127.0.0.1 from daemon threads."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, routes: Routes) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.routes = routes
        self.stopping = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name="local-slack", daemon=True)

    def start(self) -> None:
        """Serve in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving and free the port."""
        self.stopping.set()
        if self._thread.is_alive():
            self.shutdown()
            self._thread.join()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Reads one request, writes one answer."""

    server: LoopbackServer

    def do_GET(self) -> None:
        """Answer a GET; `/page/events` and `/link/` stay open."""
        if not self._is_local():
            self._write(json_answer({"error": "wrong host"}, 403))
        elif urlsplit(self.path).path == "/page/events":
            self._stream()
        elif urlsplit(self.path).path == "/link/":
            self._link()
        else:
            self._write(self.server.routes.get(self._request()))

    def do_POST(self) -> None:
        """Answer a POST."""
        request = self._request()
        allowed = self._is_local() and (request.is_json or not request.path.startswith("/page/"))
        self._write(self.server.routes.post(request) if allowed else json_answer({"error": "refused"}, 403))

    def _is_local(self) -> bool:
        # Another web site in the same browser must not be able to press buttons here.
        return urlsplit(f"//{self.headers.get('Host', '')}").hostname in {"127.0.0.1", "localhost"}

    def _request(self) -> Request:
        url = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = "" if url.path.startswith("/upload/") else raw.decode()
        is_json = self.headers.get_content_type() == "application/json"
        arguments: Json = dict(parse_qsl(url.query, keep_blank_values=True))
        if is_json or body.startswith("{"):
            arguments |= _object(body)
        else:
            arguments |= dict(parse_qsl(body, keep_blank_values=True))
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        return Request(url.path, arguments, bearer or str(arguments.pop("token", "")), is_json, raw)

    def _write(self, answer: Answer | None) -> None:
        if answer is None:
            self.close_connection = True
            return
        if answer is RESET:
            self.close_connection = True
            # Nothing is lingered for: what is not yet read is thrown away, and the other side hears so.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        try:
            self._head(answer.status, answer.content_type, {"Content-Length": str(len(answer.body)), **answer.headers})
            self.wfile.write(answer.body)
        except ConnectionError:
            # A page or a client that has gone in the meantime wants no answer any more.
            self.close_connection = True

    def _head(self, status: int, content_type: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _link(self) -> None:
        key, ticket = self.headers.get("Sec-WebSocket-Key", ""), self._request().arguments.get("ticket")
        if not key or not self.server.routes.admit_link(str(ticket)):
            self._write(json_answer({"error": "this address takes one connection"}, 403))
            return
        lines = ("Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Accept: {accept_key(key)}")
        self.wfile.write("\r\n".join(("HTTP/1.1 101 Switching Protocols", *lines, "", "")).encode())
        self.close_connection = True
        self.server.routes.serve_link(Link(self.rfile, self.connection))

    def _stream(self) -> None:
        self._head(200, "text/event-stream", {})
        last = ""
        try:
            while not self.server.stopping.is_set():
                stamp = self.server.routes.stamp()
                # A comment line keeps the connection honest: writing to a closed page ends this thread.
                self.wfile.write(f"data: {stamp}\n\n".encode() if stamp != last else b":\n\n")
                self.wfile.flush()
                last = stamp
                self.server.routes.wait(1.0)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: requests are in `calls`."""


def _object(body: str) -> Json:
    try:
        value = json.loads(body or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
