"""A language model's server on the loopback address that answers as badly as a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

#: Writes one reply.
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        asked = self.server.asked
        asked.append((self.path, json.loads(body)))
        self.server.headers.append(self.headers)
        answers = self.server.answers
        try:
            answers[min(len(asked), len(answers)) - 1](self)
        except ConnectionError:
            # Whoever asked has gone, as they should.
            self.server.hung_up.set()

    def reply(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content-type": "application/json", "content-length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class ModelServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/v1"
        #: Path and body of each question so far.
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.headers: list[Message] = []
        #: One for each question in turn; the last one for all that follow.
        self.answers: list[Answer] = [says({"signals": []})]
        #: Set when the test is over: whatever hangs may stop.
        self.over = Event()
        #: Set when a client left before its answer was written.
        self.hung_up = Event()


@contextmanager
def model_server() -> Iterator[ModelServer]:
    server = ModelServer()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


# ── what it may answer ────────────────────────────────────────────────────────────────────────────


def says(answer: object, **more: Any) -> Answer:
    """A good reply of the API that was asked, whose text is the JSON of *answer*, or *answer* if it is a text."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    return lambda handler: handler.reply(json.dumps(_good(handler.path, text) | more).encode())


def _good(path: str, text: str) -> dict[str, Any]:
    if path.endswith("/responses"):
        content = [{"type": "output_text", "text": text, "annotations": []}]
        message = {"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": content}
        return {"id": "r", "object": "response", "status": "completed", "output": [message]}
    return {
        "id": "c",
        "object": "chat.completion",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
    }


def refuses(handler: Handler) -> None:
    if handler.path.endswith("/responses"):
        content = [{"type": "refusal", "refusal": "I cannot help with that."}]
        body = {"status": "completed", "output": [{"type": "message", "content": content}]}
    else:
        message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
        body = {"choices": [{"finish_reason": "stop", "message": message}]}
    handler.reply(json.dumps(body).encode())


def cut_off(handler: Handler) -> None:
    body = _good(handler.path, '{"signals": [{"kind": "disp')
    if "output" in body:
        body |= {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}
    else:
        body["choices"][0]["finish_reason"] = "length"
    handler.reply(json.dumps(body).encode())


def sends(body: bytes, status: int = 200, **headers: str) -> Answer:
    return lambda handler: handler.reply(body, status, **headers)


def half(handler: Handler) -> None:
    """Promise more bytes than come, and close."""
    handler.send_response(200)
    handler.send_header("content-length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"status": "completed", "output": [')
    handler.close_connection = True


def hangs(handler: Handler) -> None:
    """Answer nothing while the test lasts."""
    handler.server.over.wait()


def drips(handler: Handler) -> None:
    """A byte at a time for as long as somebody listens, each sooner than a socket's time-out."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.over.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def drips_head(handler: Handler) -> None:
    """The same before the first byte of the body."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.over.wait(0.02):
        handler.wfile.write(b"X-A: b\r\n")
        handler.wfile.flush()


def floods(handler: Handler) -> None:
    """Ten megabytes, in pieces."""
    handler.send_response(200)
    handler.send_header("content-length", str(10 * 1024 * 1024))
    handler.end_headers()
    for _ in range(160):
        handler.wfile.write(b" " * 65_536)
