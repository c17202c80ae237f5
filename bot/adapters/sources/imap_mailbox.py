"""A folder of an IMAP mailbox as a source: looked at, never changed; nothing in it is marked as seen."""

from __future__ import annotations

import hashlib
import imaplib
import re
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from imap_tools import (
    AND,
    BaseMailBox,
    H,
    ImapToolsError,
    MailBox,
    MailboxFetchError,
    MailboxFolderSelectError,
    MailboxLoginError,
    MailBoxStartTls,
    MailBoxUnencrypted,
)
from imap_tools.utils import check_command_status

from bot.adapters.imap_sign_in import SignIn, sign_in
from bot.adapters.loopback import is_loopback
from bot.adapters.mail_headers import one_line
from bot.adapters.mail_parts import HEAD_BYTES
from bot.adapters.source_mails import LARGEST_MAIL, MAIL_KEYS, MailHarvest, MailMapping, mail_mapping
from bot.adapters.source_place import Place
from bot.adapters.xoauth2 import TokenError, XOAuth2, token_from
from bot.errors import UnreachableError
from models.ledger import SourceReport

KEYS = MAIL_KEYS | {"host", "port", "tls", "user_env", "password_env", "token_command", "folder", "since_days"}
_TLS_PORTS = {"ssl": 993, "starttls": 143, "none": 143}
_SECONDS_OF_SILENCE = 30
_LONGEST_SECONDS = 900
_SINCE_DAYS = 180
_MOST_DAYS = 3_650
_MOST_MAILS = 20_000
#: Of all mails together.
_MOST_BYTES = 2_000_000_000
#: What one command asks for.
_BATCH_MAILS, _BATCH_BYTES, _BATCH_SIZES = 100, 5_000_000, 500
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_UID = re.compile(rb"\bUID (\d+)")
_GONE = "a mail went while the folder was read"
#: What the libraries raise when a server refuses, stalls, goes away or makes no sense.
_FAULTS = (ImapToolsError, imaplib.IMAP4.error, OSError, UnicodeError)


@dataclass(frozen=True, slots=True)
class ImapMapping:
    """One validated [sources.NAME] table over an IMAP folder."""

    box: MailMapping
    host: str
    port: int
    tls: str
    folder: str
    since_days: int


def imap_mailbox(where: Place, name: str, table: Mapping[str, Any], _folder: Path) -> ImapMailbox:
    """The source of one table of sources.toml over an IMAP folder.

    Raises:
        MappingError: a key is unknown, missing or means nothing, or a variable it names is not set.
    """
    where.known("", table, KEYS)
    box = mail_mapping(where, name, table)
    host = where.text(table, "host", 'the name of the mail server, such as "imap.fennel.example",')
    mapping = ImapMapping(
        box=box,
        host=host,
        tls=(tls := _tls(where, table, host)),
        port=_number(where, table, "port", _TLS_PORTS[tls], 65_535),
        folder=where.text(table, "folder", 'the folder on the server, such as "INBOX",'),
        since_days=_number(where, table, "since_days", _SINCE_DAYS, _MOST_DAYS),
    )
    return ImapMailbox(mapping, sign_in(where, table))


def _tls(where: Place, table: Mapping[str, Any], host: str) -> str:
    found = where.text(table, "tls", "one of ssl, starttls, none", "ssl")
    if found not in _TLS_PORTS:
        raise where.wrong("tls", f"{found!r} is not known", "It can be one of: ssl, starttls, none.")
    if found == "none" and not is_loopback(host):
        raise where.wrong("tls", f"{host} is another machine, and the password would be readable", 'Write tls = "ssl".')
    return found


def _number(where: Place, table: Mapping[str, Any], key: str, default: int, most: int) -> int:
    found = table.get(key, default)
    if not isinstance(found, int) or isinstance(found, bool) or not 1 <= found <= most:
        raise where.wrong(key, f"{found!r} cannot be one", f"Write a whole number from 1 to {most}.")
    return found


class ImapMailbox:
    """One table of sources.toml over an IMAP folder; implements ports.LedgerSource."""

    def __init__(self, mapping: ImapMapping, sign_in: SignIn) -> None:
        self._mapping = mapping
        self.sign_in = sign_in

    @property
    def name(self) -> str:
        """Its name in sources.toml."""
        return self._mapping.box.name

    def fingerprint(self) -> str:
        """Sha256, in hex, of the mapping and of which mails the folder holds; what a mail says never changes.

        Raises:
            UnreachableError: the server did not say.
        """
        with self._opened() as box:
            said = (self._mapping, _validity(box), box.uids("ALL", charset=None))
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def read(self, *, as_of: date, read_at: datetime) -> SourceReport:
        """Read every mail that came in the last days, in the order in which they came.

        Raises:
            UnreachableError: the server did not give all of them.
        """
        # The server's day may have begun before ours.
        since = as_of - timedelta(days=self._mapping.since_days + 1)
        out = MailHarvest(self._mapping.box, as_of)
        with self._opened() as box:
            for uid, size, content in self._mails(box, box.uids(AND(date_gte=since), charset=None)):
                place = f"{one_line(self._mapping.folder)}:uid {uid}"
                digest = hashlib.sha256(content)
                out.take(content, size, place, called=place, digest=digest.hexdigest)
        return out.report(read_at)

    def holds(self, message_id: str) -> bool:
        """Whether a mail with this Message-ID is in the folder, as far as the server's own search says.

        Raises:
            UnreachableError: the server did not say.
        """
        with self._opened() as box:
            return bool(box.uids(AND(header=H("Message-ID", message_id)), charset=None))

    # ── one connection ────────────────────────────────────────────────────────────────────────
    @contextmanager
    def _opened(self) -> Iterator[BaseMailBox]:
        """The folder, opened so that the server itself refuses to change it."""
        try:
            box = self._connected()
            try:
                self._let_in(box)
                box.folder.set(self._mapping.folder, readonly=True)
                yield box
                with suppress(*_FAULTS):
                    box.logout()
            finally:
                with suppress(*_FAULTS):
                    box.client.shutdown()
        except (*_FAULTS, TokenError) as error:
            raise self._unreachable(_problem(error)) from None

    def _connected(self) -> BaseMailBox:
        host, port = self._mapping.host, self._mapping.port
        if self._mapping.tls == "none":
            return MailBoxUnencrypted(host, port, timeout=_SECONDS_OF_SILENCE)
        kind = MailBox if self._mapping.tls == "ssl" else MailBoxStartTls
        return kind(host, port, timeout=_SECONDS_OF_SILENCE, ssl_context=ssl.create_default_context())

    def _let_in(self, box: BaseMailBox) -> None:
        user, password = self.sign_in.user, self.sign_in.password
        if password is None:
            answers = XOAuth2(user, token_from(self.sign_in.token_command))
            try:
                box.client.authenticate(answers.mechanism, lambda challenge: answers(challenge).encode())
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error:
                raise _RefusedTokenError from None
        elif f"{user}{password.get_secret_value()}".isascii():
            box.login(user, password.get_secret_value(), initial_folder=None)
        else:
            box.login_utf8(user, password.get_secret_value(), initial_folder=None)

    def _mails(self, box: BaseMailBox, uids: Sequence[str]) -> Iterator[tuple[str, int, bytes]]:
        """(uid, size, its bytes or the first of them) of each of *uids*."""
        ends = time.monotonic() + _LONGEST_SECONDS
        if len(uids) > _MOST_MAILS:
            raise self._unreachable(
                f"it holds {len(uids)} mails of that time, more than the {_MOST_MAILS} that are read"
            )
        sizes = _sizes(box, uids)
        if len(sizes) < len(uids):
            raise self._unreachable(_GONE)
        if sum(size for size in sizes.values() if size <= LARGEST_MAIL) > _MOST_BYTES:
            raise self._unreachable(f"its mails have more than the {_MOST_BYTES // 10**9} GB that are read")
        for batch in _batches(uids, sizes):
            if time.monotonic() > ends:
                raise self._unreachable(f"it took longer than {_LONGEST_SECONDS} seconds")
            most = HEAD_BYTES if sizes[batch[0]] > LARGEST_MAIL else LARGEST_MAIL + 1
            found = _contents(box, batch, most)
            for uid in batch:
                if uid not in found:
                    raise self._unreachable(_GONE)
                yield uid, max(sizes[uid], len(found[uid])), found[uid]

    def _unreachable(self, problem: str) -> UnreachableError:
        mapping = self._mapping
        return UnreachableError(
            f"Source {self.name}: folder {mapping.folder!r} on {mapping.host}:{mapping.port}: {problem}. Nothing of it "
            "was used. Correct its keys in sources.toml, or wait until the server is well, and import again."
        )


class _RefusedTokenError(ImapToolsError):
    """The server did not take the token."""


def _problem(error: Exception) -> str:
    """What went wrong, without a word of a mail or of a secret."""
    if isinstance(error, TokenError):
        return str(error)
    if isinstance(error, _RefusedTokenError):
        return "the server did not take the token for this user; see what token_command asks for"
    if isinstance(error, MailboxLoginError):
        return "the server refused the user name or the password"
    if isinstance(error, MailboxFolderSelectError):
        return "the server has no such folder, or does not open it; Sent folders are often called otherwise"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({error.verify_message}); SSL_CERT_FILE names more that are"
    if isinstance(error, TimeoutError):
        return f"the server said nothing for {_SECONDS_OF_SILENCE} seconds"
    if isinstance(error, imaplib.IMAP4.abort):
        return "the server ended the connection"
    if isinstance(error, OSError):
        return f"there is no connection ({error.strerror or type(error).__name__})"
    return f"the server did not answer as IMAP servers do ({type(error).__name__})"


def _validity(box: BaseMailBox) -> object:
    """Changes when the server numbers the mails anew."""
    _, found = box.client.response("UIDVALIDITY")
    return found


def _sizes(box: BaseMailBox, uids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(uids), _BATCH_SIZES):
        for line in _fetched(box, uids[start : start + _BATCH_SIZES], "(UID RFC822.SIZE)"):
            if isinstance(line, bytes) and (size := _SIZE.search(line)) and (uid := _UID.search(line)):
                found[uid[1].decode()] = int(size[1])
    return found


def _fetched(box: BaseMailBox, uids: Sequence[str], what: str) -> list[Any]:
    answer = box.client.uid("FETCH", ",".join(uids), what)
    check_command_status(answer, MailboxFetchError)
    return answer[1]


def _batches(uids: Sequence[str], sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Neighbours that are fetched in one go; a mail too large to be read is alone."""
    batch: list[str] = []
    held = 0
    for uid in uids:
        size = sizes[uid]
        if batch and (len(batch) == _BATCH_MAILS or held + size > _BATCH_BYTES):
            yield batch
            batch, held = [], 0
        batch.append(uid)
        held += size
    if batch:
        yield batch


def _contents(box: BaseMailBox, uids: Sequence[str], most: int) -> dict[str, bytes]:
    """Uid → the first *most* bytes of the mail."""
    parts = _fetched(box, uids, f"(UID BODY.PEEK[]<0.{most}>)")
    found: dict[str, bytes] = {}
    for index, part in enumerate(parts):
        if isinstance(part, tuple):
            # A server may say the uid before the mail or after it.
            after = parts[index + 1] if index + 1 < len(parts) else b""
            uid = _UID.search(part[0]) or _UID.search(after if isinstance(after, bytes) else b"")
            if uid:
                found[uid[1].decode()] = part[1]
    return found
