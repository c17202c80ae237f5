"""Presses by HTTP. What is not a signed request of Slack's ends here: nothing of it is parsed, logged or handed on."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier
from waitress.server import create_server

from bot.app.gesture import MALFORMED

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

#: Where Slack posts presses, forms and commands.
HTTP_PATH = "/slack/events"

#: Presses answered at once; the others wait in line, each for its three seconds.
_THREADS = 8
#: Slack's largest form is a quarter of it.
_LARGEST_BODY = 1024 * 1024
#: Longer than the minute for which common proxies keep an idle connection: a press must not meet it being closed.
_IDLE_SECONDS = 75
_CONNECTIONS = 500
_STAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class _Gate:
    """The WSGI application: path, method and signature first, then Bolt."""

    def __init__(self, app: App, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = self._answer(environ)
        body = answer.body.encode()
        headers = [(name, value) for name, values in answer.headers.items() for value in values]
        start_response(
            f"{answer.status} {HTTPStatus(answer.status).phrase}", [*headers, ("content-length", str(len(body)))]
        )
        return [body]

    def _answer(self, environ: WSGIEnvironment) -> BoltResponse:
        if environ.get("PATH_INFO") != HTTP_PATH:
            return BoltResponse(status=404)
        if environ.get("REQUEST_METHOD") != "POST":
            return BoltResponse(status=405, headers={"allow": "POST"})
        try:
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
            if not self._is_signed(environ, body):
                return BoltResponse(status=401)
            request = BoltRequest(body=body, headers=_headers(environ))
        except MALFORMED:
            return BoltResponse(status=400)
        return self._app.dispatch(request)

    def _is_signed(self, environ: WSGIEnvironment, body: str) -> bool:
        stamp, signature = (str(environ.get(f"HTTP_X_SLACK_{name}", "")) for name in ("REQUEST_TIMESTAMP", "SIGNATURE"))
        # The library raises on what is no number and on what is no ASCII.
        if not _STAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(signature):
            return False
        return self._verifier.is_valid(body, stamp, signature)


def _headers(environ: WSGIEnvironment) -> dict[str, str | Sequence[str]]:
    """Those that Bolt reads."""
    named = {key.removeprefix("HTTP_").replace("_", "-").lower(): value for key, value in environ.items()}
    return {name: str(value) for name, value in named.items() if name == "content-type" or name.startswith("x-slack-")}


class HttpDoor:
    """The gate behind a production WSGI server, in a thread of its own."""

    def __init__(self, app: App, signing_secret: str, host: str, port: int, idle_seconds: int = _IDLE_SECONDS) -> None:
        listener = socket.create_server((host, port))
        #: The port it listens on.
        self.port: int = listener.getsockname()[1]
        self._server = create_server(
            _Gate(app, signing_secret),
            sockets=[listener],
            threads=_THREADS,
            max_request_body_size=_LARGEST_BODY,
            channel_timeout=idle_seconds,
            cleanup_interval=min(idle_seconds, 10),
            connection_limit=_CONNECTIONS,
            # select() takes no file number above 1,023.
            asyncore_use_poll=True,
            ident=None,
        )
        self._is_closed = False
        self._thread = threading.Thread(target=self._serve, name="slack-http", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._is_closed = True
        # A worker that is still answering wakes the server by a byte in a pipe; once that is closed, its number may be
        # somebody else's connection, and the byte would stand in front of what they read.
        self._server.task_dispatcher.shutdown()
        self._server.close()

    def _serve(self) -> None:
        try:
            self._server.run()
        except OSError:
            # Closing takes the socket away under the server's own wait for it.
            if not self._is_closed:
                raise


def serve_http(app: App, signing_secret: str, host: str, port: int) -> HttpDoor:
    """Receive Slack's signed requests over HTTP; *port* 0 takes a free one."""
    return HttpDoor(app, signing_secret, host, port)
