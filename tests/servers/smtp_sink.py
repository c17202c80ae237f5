"""Postfix's smtp-sink: a mail server that throws everything away, and refuses or goes away where it is told to."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers.ports import free_port


def missing() -> str:
    """Why there can be no server here; "" = there can."""
    return "" if _program() else "smtp-sink is not installed: apt-get install postfix"


@contextmanager
def running(*options: str) -> Iterator[int]:
    """The port of a server with these options."""
    program = _program()
    assert program is not None
    port = free_port()
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    # Without a folder of its own it would want to write where it was started.
    server = subprocess.Popen([program, *user, *options, f"127.0.0.1:{port}", "10"], cwd="/")
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _program() -> str | None:
    return shutil.which("smtp-sink", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            assert server.poll() is None, "smtp-sink ended at once"
            time.sleep(0.01)
        else:
            return
    raise TimeoutError("smtp-sink did not start within 5 seconds")
