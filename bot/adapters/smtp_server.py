"""The mail server that approved mail goes to, as the settings name it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from bot.adapters.imap_sign_in import SignIn
from bot.adapters.loopback import is_loopback
from bot.errors import MappingError
from bot.settings import Settings, SmtpTls

_PORTS = {SmtpTls.STARTTLS: 587, SmtpTls.TLS: 465, SmtpTls.NONE: 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """Where mail is handed over, and as whom."""

    host: str
    port: int
    tls: SmtpTls
    #: None = it takes our mail without a sign-in.
    sign_in: SignIn | None
    #: Whether the envelope's sender carries the mail's tag behind a plus sign, so that a bounce names the mail.
    tags: bool = True


def smtp_server(settings: Settings) -> SmtpServer | None:
    """The server of the settings; None = none is set, and approved mail is written to files.

    Raises:
        MappingError: they contradict each other, or would show a password to whoever listens.
    """
    if not settings.smtp_host:
        return None
    if settings.smtp_tls is SmtpTls.NONE and not is_loopback(settings.smtp_host):
        raise MappingError(
            f"SMTP_TLS is none and SMTP_HOST is another machine ({settings.smtp_host}): mails and the password would "
            "be readable on the way. Set SMTP_TLS to starttls or tls."
        )
    return SmtpServer(
        host=settings.smtp_host,
        port=settings.smtp_port or _PORTS[settings.smtp_tls],
        tls=settings.smtp_tls,
        sign_in=_sign_in(settings),
        tags=settings.smtp_bounce_tags,
    )


def _sign_in(settings: Settings) -> SignIn | None:
    user, password = settings.smtp_user, settings.smtp_password
    command = tuple(shlex.split(settings.smtp_token_command or ""))
    if password is not None and not password.get_secret_value():
        password = None
    if not user and password is None and not command:
        return None
    if not user or (password is None) == (not command):
        raise MappingError("SMTP_USER wants one of SMTP_PASSWORD and SMTP_TOKEN_COMMAND, and not both. Correct .env.")
    if not f"{user}{password.get_secret_value() if password else ''}".isascii():
        raise MappingError("SMTP_USER or SMTP_PASSWORD has characters beyond ASCII, which SMTP cannot say. Change it.")
    return SignIn(user, password, command)
