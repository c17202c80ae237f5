"""Signing in to a mail server with a bearer token (XOAUTH2), which a command of the company's own hands out."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress

TOKEN_SECONDS = 30
_LONGEST_TOKEN = 16_000
#: RFC 6750: what a bearer token is made of.
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")


class TokenError(Exception):
    """There is no token; the message says why, and never repeats what the command printed."""


def token_from(command: Sequence[str], seconds: float = TOKEN_SECONDS) -> str:
    """The bearer token that *command* prints, alone, on its standard output.

    It is started as it stands, without a shell, and with everything it starts it is ended after *seconds*.

    Raises:
        TokenError: it did not start, failed, took too long or printed something else.
    """
    name = command[0]
    try:
        process = subprocess.Popen(  # noqa: S603  (the company's own command, as sources.toml has it)
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no command"
        raise TokenError(f"the token command {name} cannot be started ({why})") from None
    try:
        printed, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        # Its own children would hold the pipe open, and us with it.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise TokenError(f"the token command {name} took longer than {seconds:g} seconds") from None
    if process.returncode:
        raise TokenError(f"the token command {name} ended with exit code {process.returncode}")
    token = printed.decode("ascii", "replace").strip()
    if len(token) > _LONGEST_TOKEN or not _TOKEN.fullmatch(token):
        raise TokenError(f"the token command {name} printed no token, or more than a token")
    return token


class XOAuth2:
    """The client's answers of one sign-in, for `imaplib.IMAP4.authenticate` and `smtplib.SMTP.auth`.

    The first is user and token. A server that refuses asks once more, to say why, and wants an empty answer to that.
    """

    mechanism = "XOAUTH2"

    def __init__(self, user: str, token: str) -> None:
        if not user.isprintable() or not token.isprintable():
            raise ValueError("a user name and a token are one line")
        self._answers = [sasl(user, token)]

    def __call__(self, _challenge: bytes | None = None) -> str:
        """The next answer, which the library encodes in base64."""
        return self._answers.pop() if self._answers else ""


def sasl(user: str, token: str) -> str:
    """What XOAUTH2 sends, before base64."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"
