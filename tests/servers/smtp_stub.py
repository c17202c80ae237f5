"""A loopback mail server that counts what it takes, and does to a client what the test asks, command by command."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

#: What a script answers: a reply, or None to go away without one.
Answer = str | None


@dataclass
class Taken:
    """One mail it has said 250 to, or has kept without saying so."""

    sender: str
    recipients: list[str]
    data: bytes


def as_usual(_line: str, usual: str) -> Answer:
    return usual


@dataclass
class SmtpStub:
    """*script* gets each command (RCPT with its address, "." for the end of a text) and the usual reply."""

    script: Callable[[str, str], Answer] = as_usual
    extensions: tuple[str, ...] = ("SIZE 50000000",)
    #: Whether a text whose end came is kept although the script then refuses, drops or stays silent.
    keeps_anyway: bool = False
    taken: list[Taken] = field(default_factory=list)
    #: Every line a client said, but for texts.
    said: list[str] = field(default_factory=list)
    #: How many texts ended.
    ends: int = 0
    port: int = 0
    #: Set when the server is over, for a script that stays silent until then.
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> SmtpStub:
        owner = self

        class Handler(_Session):
            box = owner

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def silent(self) -> None:
        """For a script: say nothing, and then go away."""
        self.over.wait(30)


class _Session(socketserver.StreamRequestHandler):
    box: SmtpStub

    def handle(self) -> None:
        self.sender, self.recipients = "", []
        with suppress(OSError):
            if not self._say("CONNECT", "220 stub"):
                return
            while line := self.rfile.readline().decode("latin-1").strip():
                self.box.said.append(line)
                if not self._answer(line):
                    return

    def _answer(self, line: str) -> bool:
        verb = line.split(" ")[0].split(":")[0].upper()
        if verb == "EHLO":
            names = ["stub", *self.box.extensions]
            usual = "\r\n".join(f"250{'-' if each != names[-1] else ' '}{each}" for each in names)
            return self._say("EHLO", usual)
        if verb == "MAIL":
            self.sender, self.recipients = line.partition("<")[2].partition(">")[0], []
            return self._say("MAIL", "250 ok")
        if verb == "RCPT":
            address = line.partition("<")[2].partition(">")[0]
            reply = self.box.script(f"RCPT {address}", "250 ok")
            self.recipients += [address] if reply and reply.startswith("2") else []
            return self._send(reply)
        if verb == "DATA":
            return self._say("DATA", "354 go on") and self._text()
        if verb == "QUIT":
            self._say("QUIT", "221 bye")
            return False
        return self._say(verb, "250 ok" if verb in ("RSET", "NOOP") else "502 not here")

    def _text(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b".") else line)
        self.box.ends += 1
        mail = Taken(self.sender, self.recipients, b"".join(lines))
        is_kept = self.box.keeps_anyway
        if is_kept:
            self.box.taken.append(mail)
        reply = self.box.script(".", "250 2.0.0 queued as 7F3A")
        if reply and reply.startswith("2") and not is_kept:
            self.box.taken.append(mail)
        return self._send(reply)

    def _say(self, command: str, usual: str) -> bool:
        return self._send(self.box.script(command, usual))

    def _send(self, reply: Answer) -> bool:
        if reply is None:
            return False
        self.wfile.write(f"{reply}\r\n".encode())
        return not reply.startswith("421")
