"""A loopback IMAP server that lets in by XOAUTH2 alone, and does to a client what the test asks."""

from __future__ import annotations

import base64
import re
import socketserver
import threading
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass
class TokenImap:
    """What it holds and how it behaves; it knows one folder, INBOX."""

    token: str = "good-token"
    mails: list[bytes] = field(default_factory=list)
    #: What it says a mail's size is, where that is not its length.
    claimed: dict[int, int] = field(default_factory=dict)
    #: Uids it searches and sizes, and does not give.
    withheld: set[int] = field(default_factory=set)
    #: Every line a client said after the greeting.
    said: list[str] = field(default_factory=list)
    #: What the client sent to sign in, decoded.
    signed: list[str] = field(default_factory=list)
    #: Changes when the server numbers its mails anew.
    validity: int = 7
    port: int = 0

    def __enter__(self) -> TokenImap:
        owner = self

        class Handler(_Session):
            box = owner

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Session(socketserver.StreamRequestHandler):
    box: TokenImap

    def handle(self) -> None:
        with suppress(OSError):
            self._say("* OK ready")
            while line := self.rfile.readline().decode().strip():
                self.box.said.append(line)
                tag, _, command = line.partition(" ")
                if not self._answer(tag, command):
                    return

    def _answer(self, tag: str, command: str) -> bool:
        verb = " ".join(command.upper().split()[:2])
        if verb == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 LOGINDISABLED")
        elif verb == "AUTHENTICATE XOAUTH2":
            return self._authenticate(tag)
        elif verb.startswith("LOGIN"):
            return self._end(tag, "NO [PRIVACYREQUIRED] passwords are refused here")
        elif verb == "EXAMINE INBOX" or command == 'EXAMINE "INBOX"':
            self._say(f"* {len(self.box.mails)} EXISTS", f"* OK [UIDVALIDITY {self.box.validity}] valid")
            return self._end(tag, "OK [READ-ONLY] opened")
        elif verb == "UID SEARCH":
            self._say("* SEARCH " + " ".join(str(uid) for uid in range(1, len(self.box.mails) + 1)))
        elif verb == "UID FETCH":
            self._fetch(command)
        elif verb == "LOGOUT":
            self._say("* BYE", f"{tag} OK")
            return False
        else:
            return self._end(tag, "BAD not here")
        return self._end(tag, "OK done")

    def _authenticate(self, tag: str) -> bool:
        self._say("+ ")
        signed = base64.b64decode(self.rfile.readline()).decode()
        self.box.signed.append(signed)
        if f"auth=Bearer {self.box.token}\x01" in signed:
            return self._end(tag, "OK signed in")
        self._say("+ " + base64.b64encode(b'{"status":"401","schemes":"bearer"}').decode())
        self.box.signed.append(base64.b64decode(self.rfile.readline()).decode())
        return self._end(tag, "NO [AUTHENTICATIONFAILED] bad token")

    def _fetch(self, command: str) -> None:
        partial = re.search(r"BODY\.PEEK\[\]<0\.(\d+)>", command)
        for uid in map(int, command.split()[2].split(",")):
            mail = self.box.mails[uid - 1]
            if partial is None:
                self._say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {self.box.claimed.get(uid, len(mail))})")
            elif uid not in self.box.withheld:
                part = mail[: int(partial[1])]
                self.wfile.write(f"* {uid} FETCH (BODY[]<0> {{{len(part)}}}\r\n".encode() + part)
                # The uid after the mail, as some servers say it.
                self._say(f" UID {uid})")

    def _say(self, *lines: str) -> None:
        for line in lines:
            self.wfile.write(f"{line}\r\n".encode())

    def _end(self, tag: str, result: str) -> bool:
        self._say(f"{tag} {result}")
        return True
