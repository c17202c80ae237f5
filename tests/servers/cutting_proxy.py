"""A connection to a server that breaks where the test says: after so many bytes of the server's answers."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

_MUCH = 1 << 40


class CuttingProxy:
    """Listens on a loopback port of its own; every connection goes on to *target*."""

    def __init__(self, target: int) -> None:
        self._target = target
        #: Bytes that the server may still say on each new connection.
        self.allowed = _MUCH
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
                threading.Thread(target=_pass_on, args=(client, server, _MUCH), daemon=True).start()
                threading.Thread(target=_pass_on, args=(server, client, self.allowed), daemon=True).start()


def _pass_on(come: socket.socket, go: socket.socket, allowed: int) -> None:
    with suppress(OSError):
        while allowed > 0 and (said := come.recv(min(allowed, 65_536))):
            allowed -= len(said)
            go.sendall(said)
    for end in (come, go):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
