from __future__ import annotations

import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from imap_tools import MailBoxUnencrypted

from bot.adapters.source_config import load_sources
from bot.adapters.sources import imap_mailbox
from bot.adapters.sources.imap_mailbox import ImapMailbox
from bot.errors import MappingError, UnreachableError
from bot.stages.mailroom import give_out
from models.correspondence import Automatic, Direction, Mail
from models.evidence import Origin
from models.ledger import Account, SourceReport
from tests.servers import dovecot
from tests.servers.cutting_proxy import CuttingProxy
from tests.servers.token_imap import TokenImap

TABLE = """
[sources.{name}]
format = "imap"
kind = "messages"
host = "{host}"
port = {port}
tls = "{tls}"
folder = "{folder}"
user_env = "MAIL_USER"
password_env = "MAIL_PASSWORD"
direction = "{direction}"
own_domains = ["fennel.example"]
"""
AS_OF = date(2026, 5, 11)


def mail(name: str = "one", body: str = "Hello.", more: str = "", sender: str = "ann@acme.example") -> bytes:
    head = f"From: {sender}\r\nTo: accounts@fennel.example\r\nDate: Fri, 8 May 2026 09:00:00 +0200\r\n"
    return f"{head}Subject: Invoice\r\nMessage-ID: <{name}@acme.example>\r\n{more}\r\n{body}\r\n".encode()


def read(source: ImapMailbox) -> SourceReport:
    return source.read(as_of=AS_OF, read_at=datetime(2026, 5, 11, 5, tzinfo=UTC))


def mails_of(report: SourceReport) -> list[Mail]:
    return [record for record in report.records if isinstance(record, Mail)]


class Declared:
    """sources.toml over some server, with the user and password of the environment."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, user: str) -> None:
        self.file, self.environment, self.user = folder / "sources.toml", monkeypatch, user
        monkeypatch.setenv("MAIL_USER", user)
        monkeypatch.setenv("MAIL_PASSWORD", dovecot.PASSWORD)

    def source(self, old: str = "", new: str = "", **keys: object) -> ImapMailbox:
        good = {"name": "inbox", "host": "127.0.0.1", "tls": "none", "folder": "INBOX", "direction": "in", "port": 1}
        text = TABLE.format(**(good | keys))
        assert old in text
        self.file.write_text(text.replace(old, new, 1) if old else text)
        (found,) = load_sources(self.file)
        assert isinstance(found, ImapMailbox)
        return found

    def by_token(self, command: list[str], port: int) -> ImapMailbox:
        return self.source('password_env = "MAIL_PASSWORD"', f"token_command = {command!r}", port=port)


@pytest.fixture
def declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Declared:
    return Declared(tmp_path, monkeypatch, f"user-{uuid.uuid4().hex}")


# ── a real server ────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Dovecot]:
    if why := dovecot.missing():
        pytest.skip(why)
    with dovecot.running() as found:
        yield found


@dataclass
class Box:
    """A mailbox on Dovecot, as its owner sees it."""

    user: str
    server: dovecot.Dovecot

    def open(self) -> MailBoxUnencrypted:
        box = MailBoxUnencrypted("127.0.0.1", self.server.port)
        box.login(self.user, dovecot.PASSWORD)
        return box

    def add(self, *contents: bytes, folder: str = "INBOX", on: datetime | None = None) -> None:
        with self.open() as box:
            if not box.folder.exists(folder):
                box.folder.create(folder)
            for content in contents:
                box.append(content, folder, dt=on)

    def flags(self) -> list[tuple[str, ...]]:
        with self.open() as box:
            return [each.flags for each in box.fetch(mark_seen=False)]


@pytest.fixture
def box(declared: Declared, server: dovecot.Dovecot) -> Box:
    return Box(declared.user, server)


def test_the_mails_of_a_folder_are_read_and_nothing_is_marked(declared: Declared, box: Box) -> None:
    box.add(mail("one"), mail("two", more="Auto-Submitted: auto-replied\r\n"))
    before = box.flags()
    report = read(declared.source(port=box.server.port))
    first, second = mails_of(report)
    assert (first.sender, first.text, first.subject) == ("ann@acme.example", "Hello.", "Invoice")
    assert first.origin == Origin("inbox", "INBOX:uid 1", AS_OF)
    assert second.automatic is Automatic.AUTO_REPLY
    assert box.flags() == before
    assert not any("\\Seen" in flags for flags in before)


def test_inbox_and_sent_become_messages_of_an_account(declared: Declared, box: Box) -> None:
    box.add(mail("question"))
    answer = mail("answer", more="In-Reply-To: <question@acme.example>\r\n", sender="olive@fennel.example")
    box.add(answer.replace(b"To: accounts@fennel.example", b"To: ann@acme.example"), folder="Gesendete Objekte: ü")
    received = read(declared.source(port=box.server.port))
    sent = read(declared.source(name="sent", folder="Gesendete Objekte: ü", direction="out", port=box.server.port))
    account = Account(id="C1", origin=Origin("crm", "a.csv:2", AS_OF), domain="acme.example")
    post = give_out([*mails_of(received), *mails_of(sent)], [account], [])
    assert [(message.id, message.direction) for message in post.messages] == [
        ("question@acme.example", Direction.INBOUND),
        ("answer@acme.example", Direction.OUTBOUND),
    ]


def test_a_mail_is_looked_for_by_its_message_id(declared: Declared, box: Box) -> None:
    box.add(mail("one"), folder="Sent")
    sent = declared.source(port=box.server.port, folder="Sent", direction="out")
    assert sent.holds("<one@acme.example>")
    assert not sent.holds("<two@acme.example>")


def test_only_mails_of_the_last_days_are_read(declared: Declared, box: Box) -> None:
    box.add(mail("old"), on=datetime(2026, 4, 29, 12, tzinfo=UTC))
    box.add(mail("new"), on=datetime(2026, 5, 2, 12, tzinfo=UTC))
    source = declared.source("own_domains", "since_days = 10\nown_domains", port=box.server.port)
    assert [each.id for each in mails_of(read(source))] == ["new@acme.example"]


def test_many_mails_are_fetched_in_batches_and_none_is_lost(declared: Declared, box: Box) -> None:
    box.add(*(mail(f"m{number}", body="x" * (number * 500)) for number in range(230)))
    assert [each.id for each in mails_of(read(declared.source(port=box.server.port)))] == [
        f"m{number}@acme.example" for number in range(230)
    ]


def test_of_a_mail_of_30_mb_the_headers_alone_are_fetched(declared: Declared, box: Box) -> None:
    box.add(mail("big", body=("x" * 76 + "\r\n") * 385_000), mail("small"))
    proxy = CuttingProxy(box.server.port)
    proxy.allowed = 1_000_000
    big, small = mails_of(report := read(declared.source(port=proxy.port)))
    assert big.text == "[not read: the mail has 30 MB, more than the 25 that are read]"
    assert (big.sender, big.subject, small.text) == ("ann@acme.example", "Invoice", "Hello.")
    assert [(row.row, row.reason) for row in report.rejected] == [
        ("INBOX:uid 1", "it has 30 MB, more than the 25 that are read; the mail was kept")
    ]


def test_a_mime_bomb_is_one_mail_unread_and_not_the_end_of_the_rest(declared: Declared, box: Box) -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(5_000))
    bomb = mail("bomb").replace(b"\r\n\r\nHello.", b"\r\n" + deep.encode())
    box.add(bomb, mail("after"))
    started = time.process_time()
    first, second = mails_of(read(declared.source(port=box.server.port)))
    assert time.process_time() - started < 10
    assert first.text.startswith("[not read: the mail has ")
    assert second.text == "Hello."


def test_the_fingerprint_knows_a_mail_that_went(declared: Declared, box: Box) -> None:
    box.add(mail("one"), mail("two"))
    source = declared.source(port=box.server.port)
    before = source.fingerprint()
    assert source.fingerprint() == before
    with box.open() as owner:
        owner.delete("1")
    assert source.fingerprint() != before


def test_a_missing_folder_is_named(declared: Declared, server: dovecot.Dovecot) -> None:
    with pytest.raises(UnreachableError, match=r"folder 'Sent' on 127\.0\.0\.1:\d+: the server has no such folder"):
        read(declared.source(folder="Sent", port=server.port))


def test_a_wrong_password_is_told_and_not_repeated(declared: Declared, server: dovecot.Dovecot) -> None:
    declared.environment.setenv("MAIL_PASSWORD", "hush \N{SNOWMAN}")
    with pytest.raises(UnreachableError) as caught:
        read(declared.source(port=server.port))
    declared.environment.setenv("MAIL_PASSWORD", "hush")
    with pytest.raises(UnreachableError, match="refused the user name or the password") as second:
        read(declared.source(port=server.port))
    assert "hush" not in f"{caught.value}{second.value}"


@pytest.mark.parametrize("tls", ["ssl", "starttls"])
def test_a_server_that_cannot_show_who_it_is_never_hears_the_password(
    declared: Declared, server: dovecot.Dovecot, tls: str
) -> None:
    port = server.tls_port if tls == "ssl" else server.port
    source = declared.source(tls=tls, port=port)
    with pytest.raises(UnreachableError, match=r"its certificate is not trusted \(self-signed certificate"):
        read(source)
    assert declared.user not in server.log.read_text()


@pytest.mark.parametrize("tls", ["ssl", "starttls"])
def test_over_tls_the_mails_are_read(declared: Declared, box: Box, tls: str) -> None:
    box.add(mail())
    declared.environment.setenv("SSL_CERT_FILE", str(box.server.certificate))
    port = box.server.tls_port if tls == "ssl" else box.server.port
    assert len(read(declared.source(tls=tls, host="localhost", port=port)).records) == 1
    logins = [line for line in box.server.log.read_text().splitlines() if f"Login: user=<{declared.user}>" in line]
    assert ["TLS" in line for line in logins] == [False, True], "the test's own, then ours"


# ── a server that refuses passwords ──────────────────────────────────────────────────────────
def printing(text: str) -> list[str]:
    return [sys.executable, "-c", f"print({text!r})"]


def test_a_token_from_a_command_opens_the_mailbox(declared: Declared) -> None:
    with TokenImap(mails=[mail("one"), mail("two")]) as server:
        report = read(declared.by_token(printing("good-token"), server.port))
    assert [each.id for each in mails_of(report)] == ["one@acme.example", "two@acme.example"]
    assert server.signed == [f"user={declared.user}\x01auth=Bearer good-token\x01\x01"]
    assert not any("LOGIN" in line for line in server.said)
    assert [line.split()[1] for line in server.said if "SELECT" in line or "EXAMINE" in line] == ["EXAMINE"]


def test_a_refused_token_is_told_and_not_repeated(declared: Declared) -> None:
    with TokenImap() as server, pytest.raises(UnreachableError, match="did not take the token") as caught:
        read(declared.by_token(printing("bad-token"), server.port))
    assert server.signed[1:] == [""], "the question why is answered with nothing, as the protocol wants it"
    assert "bad-token" not in str(caught.value)


def test_a_password_is_refused_there(declared: Declared) -> None:
    with TokenImap(mails=[mail()]) as server, pytest.raises(UnreachableError, match="refused the user name"):
        read(declared.source(port=server.port))


def test_a_token_command_that_fails_is_told(declared: Declared) -> None:
    with TokenImap() as server, pytest.raises(UnreachableError, match="ended with exit code 3"):
        read(declared.by_token([sys.executable, "-c", "import sys; print('hush'); sys.exit(3)"], server.port))


# ── a server that misbehaves ─────────────────────────────────────────────────────────────────
def test_a_mail_that_is_larger_than_the_server_says_is_not_read_to_its_end(declared: Declared) -> None:
    with TokenImap(mails=[mail("big", body="x" * 26_000_000)], claimed={1: 900}) as server:
        (big,) = mails_of(read(declared.by_token(printing("good-token"), server.port)))
    assert big.text.startswith("[not read: the mail has 25 MB")


def test_a_mail_that_the_server_keeps_back_is_not_passed_over(declared: Declared) -> None:
    holding = TokenImap(mails=[mail("one"), mail("two")], withheld={2})
    with holding as server, pytest.raises(UnreachableError, match="a mail went while the folder was read"):
        read(declared.by_token(printing("good-token"), server.port))


def test_mails_that_are_numbered_anew_are_a_change(declared: Declared) -> None:
    with TokenImap(mails=[mail()]) as server:
        source = declared.by_token(printing("good-token"), server.port)
        before = source.fingerprint()
        assert source.fingerprint() == before
        server.validity += 1
        assert source.fingerprint() != before


def test_more_mails_than_are_read_is_an_error_and_not_fewer_mails(
    declared: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_mailbox, "_MOST_MAILS", 2)
    told = "it holds 3 mails of that time, more than the 2 that are read"
    with TokenImap(mails=[mail()] * 3) as server, pytest.raises(UnreachableError, match=told):
        read(declared.by_token(printing("good-token"), server.port))


def test_a_server_that_is_not_there_is_told(declared: Declared) -> None:
    with pytest.raises(UnreachableError, match=r"on 127\.0\.0\.1:1: there is no connection \(Connection refused\)"):
        read(declared.source(port=1))


# ── sources.toml ─────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"127.0.0.1"', '"imap.acme.example"', "tls: imap.acme.example is another machine"),
        ('"127.0.0.1"', '"10.0.0.1"', "tls: 10.0.0.1 is another machine"),
        ('tls = "none"', 'tls = "maybe"', "tls: 'maybe' is not known"),
        ("port = 1", "port = 0", "port: 0 cannot be one"),
        ("port = 1", "port = true", "port: True cannot be one"),
        ("port = 1", "since_days = 4000", "since_days: 4000 cannot be one"),
        ('"INBOX"', '""', "folder: missing"),
        ('"MAIL_USER"', '"NOT_SET"', "user_env: NOT_SET is not set"),
        ('"MAIL_PASSWORD"', '"hush, hush"', "password_env: not the name of a variable"),
        ('password_env = "MAIL_PASSWORD"', "", "one of password_env and token_command"),
        ("port = 1", 'token_command = ["x"]', "one of password_env and token_command"),
        ('password_env = "MAIL_PASSWORD"', 'token_command = "x --y"', "token_command: not a list of texts"),
        ('password_env = "MAIL_PASSWORD"', "token_command = []", "token_command: not a list of texts"),
        ("port = 1", 'files = "*.eml"', "files: there is no such key"),
        ('"messages"', '"invoices"', "kind: 'invoices' is not what a mailbox holds"),
        ('direction = "in"', 'direction = "both"', "direction: 'both' is not known"),
    ],
)
def test_a_wrong_line_is_named_before_anybody_is_asked(declared: Declared, old: str, new: str, told: str) -> None:
    with pytest.raises(MappingError, match=r"\[sources\.inbox\] ") as caught:
        declared.source(old, new)
    assert told in str(caught.value)
    assert "hush" not in str(caught.value)
