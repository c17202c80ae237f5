"""Approved mail over SMTP, one step at a time: at each end it is known whether the server may have the mail."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import NamedTuple

from bot.adapters.mail_bytes import bare_address, rendered
from bot.adapters.mail_headers import one_line
from bot.adapters.smtp_server import SmtpServer
from bot.adapters.xoauth2 import TokenError, XOAuth2, token_from
from bot.errors import (
    AddressRefusedError,
    DeliveryError,
    DeliveryRefusedError,
    MailAccessError,
    NotYetTakenError,
    OutcomeUnknownError,
)
from bot.ports import OnPhase
from bot.settings import SmtpTls
from models.draft import Draft
from models.outbox import MailPhase

_LONGEST_SAID = 300
#: RFC 5321: of the part of an address before the @.
_LONGEST_LOCAL = 64
_LINE_THAT_ENDS = re.compile(rb"^\.", re.MULTILINE)
_GOOD, _GO_ON, _FOR_GOOD = 2, 3, 5
#: RFC 4954: who gives a mail has to sign in first.
_SIGN_IN_FIRST = 530


class Patience(NamedTuple):
    """Seconds of silence after which the server counts as gone."""

    reply: float = 20
    #: For the answer to the end of the text, where giving up early leaves a person to find out.
    end: float = 120


class SmtpMailer:
    """ports.Mailer over one SMTP server, a connection a mail; nothing is ever tried twice here."""

    def __init__(self, server: SmtpServer, patience: Patience | None = None) -> None:
        self.server = server
        self._patience = patience or Patience()

    def send(self, draft: Draft, *, message_id: str, at: datetime, files: Sequence[bytes], on_phase: OnPhase) -> str:
        """Hand the mail over and return the server's reply; it goes to every recipient or to none.

        Raises:
            MailAccessError: no trusted encryption, or a 5 reply before the mail was named; no mail would fare better.
            NotYetTakenError: no connection, or a 4 reply; the server does not have it.
            AddressRefusedError: a 5 reply to a recipient.
            DeliveryRefusedError: another 5 reply, or what would leave is not what was approved.
            OutcomeUnknownError: the end was given and no answer came.
        """
        data = rendered(draft, message_id=message_id, at=at, files=files)
        sender = envelope_sender(draft.sender, message_id if self.server.tags else "")
        recipients = [bare_address(each) for each in (*draft.to, *draft.cc)]
        with self._opened(sender.rpartition("@")[2]) as smtp:
            on_phase(MailPhase.ADDRESSING)
            _address(smtp, sender, recipients, len(data))
            on_phase(MailPhase.TEXT)
            _give_text(smtp, data)
            on_phase(MailPhase.DOT_SENT)
            return self._end(smtp)

    def try_out(self) -> str:
        """Connect, encrypt and sign in, and give no mail; what was found, in a few words.

        Raises:
            NotYetTakenError: as of `send`.
        """
        with self._opened("localhost.localdomain"):
            encrypted = "" if self.server.tls is SmtpTls.NONE else ", encrypted"
            signed = "" if self.server.sign_in is None else ", and lets us in"
            return f"{self.server.host}:{self.server.port} answers{encrypted}{signed}"

    # ── one connection ────────────────────────────────────────────────────────────────────────
    @contextmanager
    def _opened(self, our_name: str) -> Iterator[smtplib.SMTP]:
        """A connection that is ready for a mail; until its end has been given every fault is a definite no."""
        is_in = False
        try:
            with self._connected(our_name) as smtp:
                self._let_in(smtp)
                is_in = True
                yield smtp
        except smtplib.SMTPResponseException as error:
            raise _no(error.smtp_code, _said(error.smtp_code, error.smtp_error), is_in=is_in) from None
        except (OSError, TokenError) as error:
            is_shut = not is_in and isinstance(error, _NO_WAY_IN)
            raise (MailAccessError if is_shut else NotYetTakenError)(f"{_problem(error)}.") from None

    @contextmanager
    def _connected(self, our_name: str) -> Iterator[smtplib.SMTP]:
        server, seconds = self.server, self._patience.reply
        context = ssl.create_default_context()
        if server.tls is SmtpTls.TLS:
            # Else the library asks the network for a name of this machine.
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, our_name, timeout=seconds, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, our_name, timeout=seconds)
        try:
            if server.tls is SmtpTls.STARTTLS:
                _greet(smtp)
                smtp.starttls(context=context)
            _greet(smtp)
            yield smtp
            # Whatever it says to that, what came before it stands.
            with suppress(OSError):
                if smtp.sock is not None:
                    smtp.sock.settimeout(self._patience.reply)
                smtp.docmd("QUIT")
        finally:
            smtp.close()

    def _let_in(self, smtp: smtplib.SMTP) -> None:
        sign_in = self.server.sign_in
        if sign_in is None:
            return
        if sign_in.password is None:
            smtp.auth(XOAuth2.mechanism, XOAuth2(sign_in.user, token_from(sign_in.token_command)))
        else:
            smtp.login(sign_in.user, sign_in.password.get_secret_value())

    def _end(self, smtp: smtplib.SMTP) -> str:
        """Say that the text is over, and wait for what the server makes of it."""
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self._patience.end)
            smtp.send(b".\r\n")
            code, text = smtp.getreply()
        except OSError as error:
            raise OutcomeUnknownError(f"{_problem(error)}, after it had been given all of the mail.") from None
        if code // 100 == _GOOD:
            return _said(code, text)
        if code // 100 in (4, _FOR_GOOD):
            raise smtplib.SMTPDataError(code, text)
        raise OutcomeUnknownError(f"It answered the end of the mail with something else ({_said(code, text)}).")


def envelope_sender(sender: str, message_id: str) -> str:
    """The address that reports about this one mail go to: the sender's, with the mail's tag behind a plus sign.

    The tag is the Message-ID before its @. Without a *message_id*, or where it would be too long, the sender's alone.
    """
    local, _, domain = bare_address(sender).rpartition("@")
    tagged = f"{local}+{message_id.strip('<>').rpartition('@')[0]}"
    return f"{tagged if message_id and len(tagged) <= _LONGEST_LOCAL else local}@{domain}"


def _greet(smtp: smtplib.SMTP) -> None:
    code, text = smtp.ehlo()
    if code // 100 != _GOOD:
        raise smtplib.SMTPHeloError(code, text)


def _address(smtp: smtplib.SMTP, sender: str, recipients: Sequence[str], size: int) -> None:
    code, text = smtp.mail(sender, [f"SIZE={size}"] if smtp.has_extn("size") else [])
    if code // 100 != _GOOD:
        raise smtplib.SMTPResponseException(code, text)
    answers = [(recipient, *smtp.rcpt(recipient)) for recipient in recipients]
    refused = [(recipient, code, text) for recipient, code, text in answers if code // 100 != _GOOD]
    if not refused:
        return
    # To the others neither: a person approved one mail to all of them.
    with suppress(OSError):
        smtp.docmd("RSET")
        smtp.docmd("QUIT")
    told = "; ".join(f"{recipient}: {_said(code, text)}" for recipient, code, text in refused)
    told = told if len(recipients) == 1 else f"{told}. It went to none of the {len(recipients)} recipients"
    bad = tuple(recipient for recipient, code, _ in refused if code // 100 == _FOR_GOOD)
    if bad:
        raise AddressRefusedError(told, bad)
    raise NotYetTakenError(f"{told}.")


def _give_text(smtp: smtplib.SMTP, data: bytes) -> None:
    """All of the mail but its end, without which no server may take it."""
    code, text = smtp.docmd("DATA")
    if code // 100 != _GO_ON:
        raise smtplib.SMTPDataError(code, text)
    smtp.send(_LINE_THAT_ENDS.sub(b"..", data))


#: What is no better at the next mail, before one was named.
_NO_WAY_IN = (ssl.SSLError, smtplib.SMTPNotSupportedError, TokenError)


def _no(code: int, told: str, *, is_in: bool) -> DeliveryError:
    if code // 100 != _FOR_GOOD:
        return NotYetTakenError(told)
    return DeliveryRefusedError(told) if is_in and code != _SIGN_IN_FIRST else MailAccessError(told)


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return one_line(f"{code} {words}", _LONGEST_SAID)


def _problem(error: Exception) -> str:
    """What went wrong, without a word of a mail or of a secret."""
    if isinstance(error, TokenError):
        return str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"The mail server's certificate is not trusted ({error.verify_message}); nothing was said to it"
    if isinstance(error, ssl.SSLError):
        return "The mail server does not speak TLS here, or not as it should"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "The mail server offers no encryption, or no sign-in that is known; nothing was given to it"
    # The library hides one behind a connection that ended.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "The mail server said nothing for too long"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "The mail server ended the connection"
    if isinstance(error, smtplib.SMTPException):
        return "The mail server did not answer as mail servers do"
    reason = getattr(error, "strerror", None) or type(error).__name__
    return f"There is no connection to the mail server ({reason})"
