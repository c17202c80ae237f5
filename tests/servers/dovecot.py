"""A Dovecot of the tests' own: Debian's program, its configuration and mail in a temporary folder, loopback ports."""

from __future__ import annotations

import getpass
import grp
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.ports import free_port

PASSWORD = "only-for-the-tests"

_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
auth_mechanisms = plain
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
# No waiting after a wrong password: the tests give some on purpose.
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server; every user name has a mailbox of its own."""

    port: int
    tls_port: int
    certificate: Path
    log: Path


def missing() -> str:
    """Why there can be no server here; "" = there can."""
    if not _program():
        return "Dovecot is not installed: apt-get install dovecot-imapd"
    return "" if shutil.which("openssl") else "openssl is not installed"


@contextmanager
def running() -> Iterator[Dovecot]:
    program = _program()
    assert program is not None
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    try:
        user, group = _owner()
        for name in ("mail", "run", "state"):
            (folder / name).mkdir()
        if os.geteuid() == 0:
            folder.chmod(0o755)
            shutil.chown(folder / "mail", user, group)
        _certificate(folder)
        found = Dovecot(free_port(), free_port(), folder / "cert.pem", folder / "dovecot.log")
        config = _CONFIG.format(
            folder=folder, user=user, group=group, password=PASSWORD, port=found.port, tls_port=found.tls_port
        )
        (folder / "dovecot.conf").write_text(config)
        server = subprocess.Popen([program, "-F", "-c", str(folder / "dovecot.conf")])
        try:
            _wait(found, server)
            yield found
        finally:
            server.terminate()
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program() -> str | None:
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def _owner() -> tuple[str, str]:
    """Whose the mail is: Dovecot serves none that is root's."""
    if os.geteuid() == 0:
        return "dovecot", "dovecot"
    return getpass.getuser(), grp.getgrgid(os.getegid()).gr_name


def _certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(command, check=True, capture_output=True)


def _wait(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=2) as connection:
                assert connection.recv(100).startswith(b"* OK")
                return
        except OSError:
            assert process.poll() is None, "Dovecot ended at once"
            time.sleep(0.1)
    raise TimeoutError(f"Dovecot did not start within 30 seconds; see {server.log}")
