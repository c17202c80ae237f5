"""A PostgreSQL of the tests' own: Debian's programs, a cluster in a temporary folder, a loopback port."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.servers.ports import free_port

PASSWORD = "only-for-the-tests"
_NUMBERS = count()


@dataclass(frozen=True)
class Postgres:
    """A running server."""

    port: int
    #: Let it fall as in a crash, and bring it up again; returns when it answers.
    crash: Callable[[], None] = field(default=lambda: None, compare=False)

    def url(self, database: str = "postgres", driver: str = "+psycopg") -> str:
        return f"postgresql{driver}://collections:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The name of an empty one that sorts as English does and whose clock hangs in New York."""
        import psycopg

        name = f"books_{next(_NUMBERS)}"
        with psycopg.connect(self.url(driver=""), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'")
            connection.execute(f"ALTER DATABASE {name} SET timezone TO 'America/New_York'")
        return name


def missing() -> str:
    """Why there can be no server here; "" = there can."""
    return "" if _programs() else "PostgreSQL is not installed: apt-get install postgresql"


@contextmanager
def running() -> Iterator[Postgres]:
    programs = _programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    who = _owner(folder)
    try:
        (folder / "password").write_text(PASSWORD)
        (folder / "password").chmod(0o644)
        command = [programs / "initdb", "-D", folder / "data", "-U", "collections", "-E", "UTF8", "--no-sync"]
        command += ["--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}"]
        subprocess.run(command, check=True, capture_output=True, user=who, cwd="/", env={"PATH": os.environ["PATH"]})
        port = free_port()
        serve = [programs / "postgres", "-D", folder / "data", "-k", folder, "-h", "127.0.0.1", "-p", str(port), "-F"]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(serve, stdout=quiet, stderr=quiet, user=who, cwd="/")

        def crash() -> None:
            nonlocal server
            server.send_signal(signal.SIGQUIT)
            server.wait(30)
            server = subprocess.Popen(serve, stdout=quiet, stderr=quiet, user=who, cwd="/")
            _wait(found, server)

        found = Postgres(port, crash)
        try:
            _wait(found, server)
            yield found
        finally:
            # At once, whoever is still connected.
            server.send_signal(signal.SIGINT)
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder with initdb, newest version first."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    return versions[-1].parent if versions else None


def _owner(folder: Path) -> str | None:
    """initdb refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, name)
    return name


def _wait(server: Postgres, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    for _ in range(300):
        try:
            psycopg.connect(server.url(driver=""), connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            assert process.poll() is None, "PostgreSQL ended at once"
            time.sleep(0.1)
    raise TimeoutError("PostgreSQL did not start within 30 seconds")
