from __future__ import annotations

import base64
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.adapters.html_text import text_of_html
from bot.adapters.source_config import load_sources
from bot.adapters.sources.mail_folder import MailFolder
from bot.errors import MappingError, UnreadableFileError
from bot.stages.reading.quoting import sentences
from models.correspondence import Automatic, Direction, Mail
from models.ledger import RecordKind, SourceReport

TABLE = """
kind = "messages"
format = "eml"
files = "mailbox/INBOX/*.eml"
direction = "in"
own_domains = ["fennel.example"]
"""
HEAD = """\
From: Ann Quill <ann@acme.example>
To: accounts@fennel.example
Date: Fri, 8 May 2026 09:00:00 +0200
Subject: Invoice 1001
Message-ID: <one@acme.example>
"""

ReadMails = Callable[..., SourceReport]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """An empty mailbox folder."""
    folder = tmp_path / "mailbox" / "INBOX"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def source(tmp_path: Path, box: Path) -> MailFolder:
    return declared(tmp_path, TABLE)


def declared(folder: Path, table: str) -> MailFolder:
    (folder / "sources.toml").write_text(f'folder = "."\n[sources.inbox]\n{table}')
    (found,) = load_sources(folder / "sources.toml")
    assert isinstance(found, MailFolder)
    return found


@pytest.fixture
def read(source: MailFolder, box: Path) -> ReadMails:
    """Put these bytes into files a.eml, b.eml … and read the folder as of 2026-05-11."""

    def read_them(*contents: bytes | str) -> SourceReport:
        for name, content in zip("abcdefgh", contents, strict=False):
            (box / f"{name}.eml").write_bytes(content.encode() if isinstance(content, str) else content)
        return source.read(as_of=date(2026, 5, 11), read_at=datetime(2026, 5, 11, 5, tzinfo=UTC))

    return read_them


def only(report: SourceReport) -> Mail:
    (mail,) = report.records
    assert isinstance(mail, Mail)
    return mail


def clean(report: SourceReport) -> Mail:
    assert report.rejected == ()
    return only(report)


def mail(body: str = "\nHello.\n", head: str = HEAD) -> str:
    """A mail whose *body* may begin with headers of its own."""
    return head + body


def without(name: str) -> str:
    return "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(f"{name}:"))


# ── what a mail says ─────────────────────────────────────────────────────────────────────────
def test_a_plain_mail_is_read_whole(read: ReadMails) -> None:
    head = HEAD + "Cc: Bo <bo@acme.example>, accounts@fennel.example\nIn-Reply-To: <0@f>\nReferences: <x@f>\n <0@f>\n"
    report = read(mail(head=head))
    found = clean(report)

    assert (found.id, found.message_id) == ("one@acme.example", "<one@acme.example>")
    assert (found.sender, found.sender_name, found.subject) == ("ann@acme.example", "Ann Quill", "Invoice 1001")
    assert found.recipients == ("accounts@fennel.example", "bo@acme.example")
    assert found.at == datetime(2026, 5, 8, 9, tzinfo=timezone(timedelta(hours=2)))
    assert (found.text, found.direction, found.automatic, found.bounced) == ("Hello.", Direction.INBOUND, None, ())
    assert (found.in_reply_to, found.references) == (("<0@f>",), ("<x@f>", "<0@f>"))
    assert (found.origin.source, found.origin.row) == ("inbox", "mailbox/INBOX/a.eml:1")
    assert found.own_domains == ("fennel.example",)
    assert (report.stamp.kind, report.stamp.rows, report.stamp.rejected) == (RecordKind.MESSAGES, 1, 0)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(
            'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/html\n\n<p>In HTML</p>\n'
            "--b\nContent-Type: text/plain; charset=utf-8\n\nIn plain text\n--b--\n",
            "In plain text",
            id="plain text before HTML",
        ),
        pytest.param(
            'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\n  \n--b\n'
            "Content-Type: text/html\n\n<p>In HTML</p>\n--b--\n",
            "In HTML",
            id="HTML where the plain text is blank",
        ),
        pytest.param(
            "Content-Type: text/html; charset=utf-8\n\n<style>p { color: red }</style><!-- no --><p>One<br>two</p>"
            "<script>if (1 < 2) bad()</script><div>a &amp; b&nbsp;c</div>"
            "<table><tr><td>1</td><td>2</td></tr></table>\n",
            "One\ntwo\n\na & b c\n\n1 2",
            id="HTML only",
        ),
        pytest.param(
            "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
            "Gr=FC=DFe, don=92t pay=\n=20later\n",
            "Grüße, don’t pay later",
            id="quoted-printable latin-1",
        ),
        pytest.param(
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + base64.b64encode("Grüße\r\nAnn".encode()).decode(),
            "Grüße\nAnn",
            id="base64",
        ),
        pytest.param(
            'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nSee attached.\n--b\n'
            'Content-Type: application/pdf\nContent-Disposition: attachment; filename="remittance.pdf"\n\nx\n--b\n'
            'Content-Type: text/plain; name="notes.txt"\n\nnot read\n--b\n\nSent from a phone\n--b\n'
            "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n--b--\n",
            "See attached.\n\nSent from a phone\n\n[attached: remittance.pdf, notes.txt, text/calendar]",
            id="text around attachments",
        ),
        pytest.param(
            'Content-Type: multipart/alternative; boundary="b"\n\n--b\n\nSee below.\n--b\n'
            'Content-Type: multipart/related; boundary="c"\n\n--c\nContent-Type: text/html\n\n<p>See below.\n--c\n'
            'Content-Type: image/png; name="logo.png"\nContent-ID: <1>\n\nx\n--c\n'
            'Content-Type: application/pdf; name="po.pdf"\n\nx\n--c--\n--b--\n',
            "See below.\n\n[attached: po.pdf]",
            id="a file inside the HTML that is not read, without its pictures",
        ),
        pytest.param(
            'Content-Type: application/pdf; name="a] b\N{RIGHT-TO-LEFT OVERRIDE}fdp,c.exe"\n\nx\n',
            "[attached: a) b�fdp c.exe]",
            id="a name that hides what it is",
        ),
        pytest.param(
            "Content-Type: message/rfc822\n\nFrom: x@y.example\nSubject: inside\n\nnot read\n",
            "[attached: message/rfc822]",
            id="a mail inside a mail",
        ),
    ],
)
def test_its_text(read: ReadMails, body: str, text: str) -> None:
    assert clean(read(mail(body))).text == text


def test_what_they_quoted_in_html_can_be_told_from_what_they_wrote(read: ReadMails) -> None:
    html = (
        "Content-Type: text/html; charset=utf-8\n\n<div>We dispute 1001.</div><div>On Mon, 4 May 2026 Fennel wrote:"
        "<br></div><blockquote><p>Please pay<br>1001.</p><blockquote>older</blockquote></blockquote>\n"
    )
    text = clean(read(mail(html))).text
    assert text.splitlines()[-5:] == ["", "> Please pay", "> 1001.", ">", "> > older"]
    assert [each.quote for each in sentences(text)] == ["We dispute 1001."]


@pytest.mark.parametrize(
    ("body", "shown", "column", "reason"),
    [
        pytest.param(
            b"Content-Type: text/plain; charset=x-klingon\n\nPay \xe4 1001\n",
            "Pay � 1001",
            "Content-Type",
            "charset 'x-klingon' is not known; the mail was kept",
            id="unknown charset",
        ),
        pytest.param(
            b"Content-Type: text/plain; charset=punycode\n\nPay 1001-abc\n",
            "Pay 1001-abc",
            "Content-Type",
            "charset 'punycode' is not known; the mail was kept",
            id="an encoding that is none of text",
        ),
        pytest.param(
            b"Content-Type: text/plain; charset=utf-8\n\nPay \xe4 1001\n",
            "Pay � 1001",
            "Content-Type",
            "its bytes are not the utf-8 that it declares; the mail was kept",
            id="not its charset",
        ),
        pytest.param(
            b"\nPay \xc3\xa4 1001\n",
            "Pay �� 1001",
            "Content-Type",
            "its bytes are not the us-ascii that it declares; the mail was kept",
            id="no charset, and none is guessed",
        ),
        pytest.param(
            b"Content-Type: multipart/mixed\n\n--b\n\nWe dispute 1001.\n",
            "--b\n\nWe dispute 1001.",
            "Content-Type",
            "its parts cannot be told apart; the mail was kept",
            id="parts without a boundary",
        ),
        pytest.param(
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nWe dispu",
            "We dispu",
            "",
            "it ends before its last part does, so it may be half-written; the mail was kept",
            id="half of a mail",
        ),
        pytest.param(
            b"\n" + b"word " * 30_000,
            None,
            "",
            "its text is longer than 100000 characters; the mail was kept",
            id="a text without end",
        ),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_kept(
    read: ReadMails, body: bytes, shown: str | None, column: str, reason: str
) -> None:
    report = read(HEAD.encode() + body)
    text = only(report).text
    assert text == shown or (shown is None and len(text) == 100_000)
    assert (column, reason) in [(row.column, row.reason) for row in report.rejected]
    assert all(row.row == "mailbox/INBOX/a.eml:1" and row.next_step for row in report.rejected)
    assert (report.stamp.rows, report.stamp.rejected) == (1, len(report.rejected))


@pytest.mark.parametrize(
    ("line", "subject", "name"),
    [
        pytest.param("Subject: =?utf-8?q?M=C3=A4rz?= =?iso-8859-1?B?LCBHcvzfZQ==?=", "März, Grüße", "", id="RFC 2047"),
        pytest.param("Subject: Märchen", "Märchen", "", id="UTF-8 as it is"),
        pytest.param("Subject: =?utf-8?q?one=0D=0ABcc:_all=1B[2J?=", "one Bcc: all�[2J", "", id="injected lines"),
        pytest.param("Subject: =?unicode_escape?q?=5Cud800?=", "=?unicode_escape?q?=5Cud800?=", "", id="a surrogate"),
        pytest.param("Subject: a\n b\u202ec", "a b�c", "", id="folded, and reordering"),
        pytest.param(
            "From: =?utf-8?q?=22ceo=40acme=2Eexample=22_J=C3=A4n?= <ann@acme.example>",
            "Invoice 1001",
            '"ceo@acme.example" Jän',
            id="a name that looks like an address",
        ),
    ],
)
def test_headers_are_decoded_and_harmless(read: ReadMails, line: str, subject: str, name: str) -> None:
    kept = without(line.partition(":")[0])
    found = clean(read(mail(head=f"{kept}{line}\n")))
    assert found.subject == subject
    assert found.sender == "ann@acme.example"
    assert not name or found.sender_name == name


@pytest.mark.parametrize(
    "sender",
    [
        pytest.param("", id="none"),
        pytest.param("From: Ann\n", id="a name alone"),
        pytest.param("From: " + "(" * 5000 + "ann@acme.example\n", id="brackets without end"),
        pytest.param("From: ann@acme.example@evil.example\n", id="two at signs"),
    ],
)
def test_a_sender_that_is_none_is_left_to_the_thread(read: ReadMails, sender: str) -> None:
    assert only(read(mail(head=without("From") + sender))).sender == ""


# ── which mails are one, and which are none ──────────────────────────────────────────────────
def test_a_mail_without_an_id_has_one_by_its_bytes(read: ReadMails) -> None:
    head = without("Message-ID")
    report = read(mail(head=head), mail("\nOther.\n", head=head), mail(head=head))

    first, second = report.records
    assert isinstance(first, Mail)
    assert isinstance(second, Mail)
    assert first.id.startswith("sha256-")
    assert first.id != second.id
    assert first.message_id is None
    assert [row.row for row in report.rejected] == ["mailbox/INBOX/c.eml:1"]


def test_of_two_mails_with_one_id_the_first_file_is_kept(read: ReadMails) -> None:
    report = read(mail(), mail("\nAnother text.\n"))
    assert only(report).text == "Hello."
    (row,) = report.rejected
    assert (row.row, row.column, row.value) == ("mailbox/INBOX/b.eml:1", "Message-ID", "one@acme.example")
    assert "mailbox/INBOX/a.eml" in row.reason


@pytest.mark.parametrize(
    ("content", "column", "reason"),
    [
        pytest.param(b"", "", "it has no headers, so it is no mail or only the beginning of one", id="an empty file"),
        pytest.param(
            b"\n\nhello", "", "it has no headers, so it is no mail or only the beginning of one", id="no head"
        ),
        pytest.param(without("Date").encode(), "Date", "the mail does not say when it was sent", id="no date"),
        *(
            pytest.param(
                f"{without('Date')}Date: {said}\n\nhello".encode(), "Date", "no date with a time and a zone", id=said
            )
            for said in (
                "Fri, 8 May 2026 09:00:00",
                "Fri, 8 May 2026 09:00:00 -0000",
                "Fri, 8 May 2026 09:00:00 LOCAL",
                "Fri, 32 May 2026 09:00:00 +0000",
                "Fri, 8 May 1901 09:00:00 +0000",
                "Fri, 31 Dec 9999 23:59:00 -1200",
                "yesterday",
            )
        ),
    ],
)
def test_a_mail_nobody_can_place_in_time_is_rejected(read: ReadMails, content: bytes, column: str, reason: str) -> None:
    report = read(content)
    (row,) = report.rejected
    assert (report.records, row.column, row.reason) == ((), column, reason)
    assert row.next_step


# ── mails that are meant to break the reader ─────────────────────────────────────────────────
def nested(depth: int) -> str:
    layers = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return "".join(layers) + "\nDeep down.\n"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param("\n" + "x" * 76 + "\n", "30 MB, more than the 25 that are read", id="30 MB"),
        pytest.param(
            "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 10_000 + "--b--\n",
            "more than 200 parts",
            id="10,000 parts",
        ),
        pytest.param(nested(1_000), "parts inside parts, more than 20 deep", id="1,000 deep"),
        pytest.param(
            "Content-Type: message/rfc822\n\n" * 1_000, "parts inside parts, more than 20 deep", id="mails in mails"
        ),
        pytest.param(
            "Content-Type: text/plain; " + "a=b; " * 100_000 + "\n\nx",
            "a Content-Type header of 500012 characters",
            id="a header without end",
        ),
        pytest.param(
            "Content-Type: text/plain" + "(" * 3_000 + "\n\nx", "parts that cannot be told apart", id="brackets"
        ),
        pytest.param("\n" * 1_300_000, "too many lines", id="lines"),
    ],
)
def test_more_than_is_read_is_still_a_message(read: ReadMails, body: str, told: str) -> None:
    whole = mail(body)
    if told.startswith("30 MB"):
        whole = whole * (30_000_000 // len(whole) + 1)
    started = time.perf_counter()
    # A machine's answer that is not read may say anything, so it is treated as a person's.
    report = read("Auto-Submitted: auto-replied\n" + whole)

    assert time.perf_counter() - started < 5
    found = only(report)
    assert (found.sender, found.subject, found.automatic) == ("ann@acme.example", "Invoice 1001", None)
    assert found.text == f"[not read: the mail has {told}]"
    assert [row.reason for row in report.rejected] == [f"it has {told}; the mail was kept"]


def test_twenty_deep_is_read(read: ReadMails) -> None:
    assert only(read(mail(nested(20)))).text == "Deep down."


@pytest.mark.parametrize(
    "snippet",
    ["<", "<!--", "<a ", '<a b="', "<a '", "<style ", "<script>", "<![", "</a", "&#", "<blockquote>x", "<br>"],
)
def test_html_takes_time_by_its_length(snippet: str) -> None:
    started = time.perf_counter()
    text_of_html(snippet * (500_000 // len(snippet)))
    assert time.perf_counter() - started < 3


def test_nothing_hides_behind_what_is_never_closed() -> None:
    assert text_of_html("a<style>b") == "ab"
    assert text_of_html("a<!-- b") == "a<!-- b"
    assert text_of_html("<pre>a\n  b</pre>c") == "a\n  b\n\nc"


# ── mails that nobody wrote ──────────────────────────────────────────────────────────────────
def report_mail(*recipients: str, returned: str = "") -> str:
    blocks = "\n".join(f"{each}\n" for each in recipients)
    return (
        "Auto-Submitted: auto-replied\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\n'
        "Your message could not be delivered.\n--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.acme.example\n\n{blocks}\n--b\n{returned}\n--b--\n"
    )


FAILED = "Original-Recipient: rfc822; Ann@acme.example\nFinal-Recipient: rfc822;ann@mx.acme.example\nAction: Failed\n"


def test_a_report_of_failure_is_a_bounce(read: ReadMails) -> None:
    lost = "Content-Type: message/rfc822\n\nMessage-ID: <ours@fennel.example>\nSubject: Reminder\n\nPlease pay.\n"
    other = "Final-Recipient: rfc822; bo@acme.example\nAction: delayed\nStatus: 4.4.1"
    found = clean(read(mail(report_mail(f"{FAILED}Status: 5.1.1", other, returned=lost))))

    assert found.automatic is Automatic.BOUNCE
    assert found.bounced == ("Ann@acme.example", "ann@mx.acme.example")
    assert found.references == ("<ours@fennel.example>",)
    assert found.text == "Your message could not be delivered."


def test_a_report_may_carry_the_headers_alone(read: ReadMails) -> None:
    lost = "Content-Type: text/rfc822-headers\n\nSubject: Reminder\nMessage-ID: <ours@fennel.example>\n"
    assert clean(read(mail(report_mail(FAILED, returned=lost)))).references == ("<ours@fennel.example>",)


@pytest.mark.parametrize(
    ("body", "automatic"),
    [
        pytest.param(
            report_mail("Final-Recipient: rfc822; ann@acme.example\nAction: delayed\nStatus: 4.2.0"),
            Automatic.AUTO_REPLY,
            id="a delay",
        ),
        pytest.param(report_mail(f"{FAILED}Status: 4.4.7"), Automatic.AUTO_REPLY, id="given up without knowing"),
        pytest.param(report_mail("Diagnostic-Code: smtp; 550"), None, id="a report that says nothing"),
        pytest.param("Auto-Submitted: auto-replied (vacation)\n\nAway.\n", Automatic.AUTO_REPLY, id="RFC 3834"),
        pytest.param("Auto-Submitted: no\n\nHello.\n", None, id="said to be a person's"),
        pytest.param("Auto-Submitted: No; x=y\n\nHello.\n", None, id="said with a parameter"),
        pytest.param(
            "Auto-Submitted: auto-generated\nIn-Reply-To: <0@f>\nX-Auto-Response-Suppress: All\n\nAway.\n",
            Automatic.AUTO_REPLY,
            id="Outlook out of office",
        ),
        pytest.param("Auto-Submitted: auto-generated\n\nInvoice 1001 is blocked.\n", None, id="a portal that speaks"),
        pytest.param("Precedence: auto_reply\n\nAway.\n", Automatic.AUTO_REPLY, id="precedence auto_reply"),
        pytest.param("Precedence: bulk\nX-Autoreply: yes\n\nAway.\n", Automatic.AUTO_REPLY, id="bulk and a mark"),
        pytest.param("Precedence: bulk\n\nOur news.\n", None, id="bulk alone"),
        pytest.param("X-Auto-Response-Suppress: All\n\nHello.\n", None, id="asking others not to answer"),
        pytest.param(
            "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nRead.\n--b--\n",
            Automatic.AUTO_REPLY,
            id="a receipt",
        ),
    ],
)
def test_machines_are_told_from_people_by_headers_alone(
    read: ReadMails, body: str, automatic: Automatic | None
) -> None:
    found = clean(read(mail(body)))
    assert (found.automatic, found.bounced) == (automatic, ())


@pytest.mark.parametrize(
    ("sender", "path", "is_bounce"),
    [
        ("MAILER-DAEMON@mx.acme.example", "<>", True),
        ("ann@acme.example", "<>", False),
        ("MAILER-DAEMON@mx.acme.example", "<ann@acme.example>", False),
    ],
)
def test_a_bounce_of_old(read: ReadMails, sender: str, path: str, is_bounce: bool) -> None:
    head = f"{without('From')}From: {sender}\nReturn-Path: {path}\nX-Failed-Recipients: ann@acme.example, not one\n"
    found = clean(read(mail(head=head)))
    assert found.automatic is (Automatic.BOUNCE if is_bounce else None)
    assert found.bounced == (("ann@acme.example",) if is_bounce else ())


# ── the folder ───────────────────────────────────────────────────────────────────────────────
def test_an_empty_folder_is_a_mailbox_without_mail(read: ReadMails) -> None:
    report = read()
    assert (report.records, report.stamp.rows) == ((), 0)


def test_a_folder_that_is_not_there(source: MailFolder, box: Path) -> None:
    box.rmdir()
    for ask in (source.paths, source.fingerprint):
        with pytest.raises(UnreadableFileError, match=r"there is no folder .*INBOX"):
            ask()


def test_the_fingerprint_changes_with_a_name_a_byte_or_the_mapping(
    source: MailFolder, box: Path, tmp_path: Path
) -> None:
    seen = [source.fingerprint()]
    (box / "a.eml").write_text(mail())
    seen.append(source.fingerprint())
    assert source.fingerprint() == seen[-1]
    (box / "a.eml").rename(box / "b.eml")
    seen.append(source.fingerprint())
    (box / "b.eml").write_text(mail("\nHello!\n"))
    seen.append(source.fingerprint())
    seen.append(declared(tmp_path, TABLE.replace('"in"', '"out"')).fingerprint())
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param('direction = "in"', "", "direction: missing", id="no direction"),
        pytest.param('"in"', '"inbound"', "direction: 'inbound' is not known", id="an unknown direction"),
        pytest.param('"messages"', '"contacts"', "kind: 'contacts' is not what a mailbox holds", id="another kind"),
        pytest.param('own_domains = ["fennel.example"]', "", "own_domains: missing", id="no domains of ours"),
        pytest.param('["fennel.example"]', "[]", "own_domains: missing", id="an empty list"),
        pytest.param("fennel.example", "a@fennel.example", "is no mail domain", id="an address for a domain"),
        pytest.param('"fennel.example"', "7", "7 is no mail domain", id="a number for a domain"),
        pytest.param(
            'direction = "in"', 'direction = "in"\ndelimiter = ";"', "delimiter: there is no", id="a key of CSV"
        ),
        pytest.param("mailbox/INBOX", "../INBOX", "leads out of the folder", id="files above the folder"),
        pytest.param("INBOX/*.eml", "IN**/*.eml", "is not a pattern", id="a broken pattern"),
    ],
)
def test_a_wrong_line_is_named_before_a_mail_is_read(tmp_path: Path, box: Path, old: str, new: str, told: str) -> None:
    assert old in TABLE
    with pytest.raises(MappingError) as caught:
        declared(tmp_path, TABLE.replace(old, new))
    assert told in str(caught.value)
    assert "sources.inbox" in str(caught.value)
