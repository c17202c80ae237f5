"""Where monitoring asks how the copilot is: /health and /metrics, for whoever may reach the address."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from bot.adapters.metrics import CONTENT_TYPE, exposition
from bot.stages.health import told
from models.health import Health

log = logging.getLogger(__name__)
Look = Callable[[], Health]


class HealthDoor:
    """A small HTTP server in threads of its own. /health answers 200, or 503 where something is red."""

    def __init__(self, host: str, port: int, look: Look) -> None:
        self._server = _Server((host, port), look)
        #: The port it listens on.
        self.port: int = self._server.server_address[1]
        Thread(target=self._server.serve_forever, args=(0.1,), name="health", daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], look: Look) -> None:
        super().__init__(address, _Answers)
        self.look = look


class _Answers(BaseHTTPRequestHandler):
    server: _Server
    #: Seconds that a caller may take to say what it wants.
    timeout = 10

    def do_GET(self) -> None:
        if self.path not in ("/health", "/metrics"):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            look = self.server.look()
        except Exception:
            # A door: whoever asks is told that something is wrong, and the log has what.
            log.exception("the look at health failed")
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
            return
        if self.path == "/metrics":
            self._answer(HTTPStatus.OK, CONTENT_TYPE, exposition(look))
        else:
            status = HTTPStatus.OK if look.is_ok else HTTPStatus.SERVICE_UNAVAILABLE
            self._answer(status, "application/json", json.dumps(told(look)).encode())

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Monitoring asks every few seconds; that is not worth a line."""
