"""The app's door over HTTP in the harness's own process: whoever dies behind it leaves the press unanswered."""

from __future__ import annotations

import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from slack_bolt import App, BoltRequest

from tests.chaos.deaths import Killed


class Door(ThreadingHTTPServer):
    """Serves *app* on a loopback port; remembers what was not answered, which Slack brings again."""

    daemon_threads = True

    def __init__(self, app: App) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.app = app
        #: Headers and body of the newest request, until it is answered.
        self.unanswered: tuple[dict[str, str], bytes] | None = None
        self.url = f"http://127.0.0.1:{self.server_port}/slack/events"
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def bring_again(self, request: tuple[dict[str, str], bytes]) -> bool:
        """Deliver *request* as Slack re-delivers what nobody acknowledged; whether it was acknowledged now."""
        headers, body = request
        connection = HTTPConnection("127.0.0.1", self.server_port, timeout=10)
        try:
            connection.request("POST", "/slack/events", body, headers)
            return connection.getresponse().status == 200
        except (OSError, ConnectionError):
            return False
        finally:
            connection.close()

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Door

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.unanswered = (headers, body)
        try:
            given = {name: [value] for name, value in headers.items()}
            answer = self.server.app.dispatch(BoltRequest(body=body.decode(), headers=given))
        except Killed:
            self.close_connection = True
            return
        self.server.unanswered = None
        said = (answer.body or "").encode()
        self.send_response(answer.status)
        for name, values in answer.headers.items():
            for value in values:
                self.send_header(name, value)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        pass
