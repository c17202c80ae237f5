from __future__ import annotations

import base64
import smtplib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import MISSING, SMTP, AuthResult, Envelope, Session

from bot.adapters.xoauth2 import TokenError, XOAuth2, sasl, token_from
from tests.servers.ports import free_port

# The server has no certificate, and is on the loopback address.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_the_first_answer_is_as_published() -> None:
    # The example of Google's description of the mechanism.
    said = sasl("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg")
    assert base64.b64encode(said.encode()).decode() == (
        "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0"
        "Q2cBAQ=="
    )


@pytest.mark.parametrize(("user", "token"), [("ann\x01auth=x", "t"), ("ann", "t\r\nRCPT"), ("ann\n", "t")])
def test_neither_user_nor_token_can_say_more_than_itself(user: str, token: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        XOAuth2(user, token)


# ── the command ──────────────────────────────────────────────────────────────────────────────
def test_the_token_is_what_the_command_prints() -> None:
    assert token_from(python("print('ya29.A-b_c~d+e/f==')")) == "ya29.A-b_c~d+e/f=="


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    with pytest.raises(TokenError, match="cannot be started"):
        token_from([f"echo token > {tmp_path / 'written'}"])
    assert token_from([*python("import sys; print(len(sys.argv))"), "$(id)", ";", "*"]) == "4"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (python("print('hush'); raise SystemExit(7)"), "ended with exit code 7"),
        (python("print('hush\\nhush')"), "printed no token, or more than a token"),
        (python("print('hush hush')"), "printed no token, or more than a token"),
        (python("print('h\\x01ush')"), "printed no token, or more than a token"),
        (python("print('hush' * 9999)"), "printed no token, or more than a token"),
        (python(""), "printed no token, or more than a token"),
        (["no-such-command"], "cannot be started (No such file or directory)"),
    ],
)
def test_what_is_no_token_is_refused_and_never_repeated(command: list[str], told: str) -> None:
    with pytest.raises(TokenError) as caught:
        token_from(command)
    assert told in str(caught.value)
    assert "hush" not in str(caught.value)


def test_what_the_command_complains_of_is_printed_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TokenError):
        token_from(python("import sys; print('hush', file=sys.stderr); sys.exit(1)"))
    assert capfd.readouterr() == ("", "")


def test_a_command_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "still running"
    child = f"import time, pathlib; time.sleep(3); pathlib.Path({str(mark)!r}).touch()"
    started = time.monotonic()
    with pytest.raises(TokenError, match="took longer than 1 seconds"):
        token_from(python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"), seconds=1)
    assert time.monotonic() - started < 2.5
    time.sleep(max(0.0, started + 4 - time.monotonic()))
    assert not mark.exists()


# ── a mail server that refuses passwords ─────────────────────────────────────────────────────
class _Door:
    """Lets in by XOAUTH2 with one token, and keeps what comes."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.answers: list[bytes] = []

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        said = base64.b64decode(args[1]) if len(args) > 1 else await server.challenge_auth(b"")
        if said is MISSING:
            return AuthResult(success=False, handled=True)
        assert isinstance(said, bytes)
        self.answers.append(said)
        if said == b"user=ann@fennel.example\x01auth=Bearer good-token\x01\x01":
            return AuthResult(success=True)
        why = await server.challenge_auth(b'{"status":"401"}')
        if isinstance(why, bytes):
            self.answers.append(why)
        return AuthResult(success=False, handled=False)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.mails.append(envelope.content)
        return "250 OK"


@pytest.fixture
def door() -> _Door:
    return _Door()


@pytest.fixture
def smtp(door: _Door) -> Iterator[smtplib.SMTP]:
    options: dict[str, Any] = {
        "auth_required": True,
        "auth_require_tls": False,
        "auth_exclude_mechanism": ["LOGIN", "PLAIN"],
    }
    server = Controller(door, hostname="127.0.0.1", port=free_port(), **options)
    server.start()
    try:
        with smtplib.SMTP("127.0.0.1", server.port, timeout=10) as client:
            client.ehlo()
            yield client
    finally:
        server.stop()


def test_a_token_from_a_command_lets_a_mail_out(smtp: smtplib.SMTP, door: _Door) -> None:
    answers = XOAuth2("ann@fennel.example", token_from(python("print('good-token')")))
    assert smtp.auth(answers.mechanism, answers)[0] == 235
    smtp.sendmail("ann@fennel.example", "bo@acme.example", "Subject: Hi\r\n\r\nHello.\r\n")
    assert len(door.mails) == 1


def test_a_refused_token_is_one_error_and_nothing_goes_out(smtp: smtplib.SMTP, door: _Door) -> None:
    answers = XOAuth2("ann@fennel.example", "bad-token")
    with pytest.raises(smtplib.SMTPAuthenticationError) as caught:
        smtp.auth(answers.mechanism, answers)
    assert caught.value.smtp_code == 535
    assert door.answers[1:] == [b""], "the question why is answered with nothing, as the protocol wants it"
    with pytest.raises(smtplib.SMTPException):
        smtp.sendmail("ann@fennel.example", "bo@acme.example", "Subject: Hi\r\n\r\nHello.\r\n")
    assert door.mails == []


def test_a_password_is_refused_there(smtp: smtplib.SMTP, door: _Door) -> None:
    with pytest.raises(smtplib.SMTPException):
        smtp.login("ann@fennel.example", "password")
    assert door.mails == []
