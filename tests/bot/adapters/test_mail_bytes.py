"""What leaves is what was approved: headers, recipients, one plain text and its files."""

import hashlib
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from bot.adapters.mail_bytes import rendered
from bot.errors import DeliveryRefusedError
from models.attachment import Attachment
from models.draft import Draft, Play, Tone

AT = datetime(2026, 5, 11, 8, 0, tzinfo=UTC)
MESSAGE_ID = "<p1.abc@fennel.example>"


def a_draft(**changes: object) -> Draft:
    fields: dict[str, object] = {
        "play": Play.REMINDER,
        "tone": Tone.COURTESY,
        "step": 1,
        "language": "en",
        "sender": '"Olive Byrne, Fennel Systems Ltd" <accounts@fennel.example>',
        "reply_to": "accounts@fennel.example",
        "to": ("jane@customer.example",),
        "subject": "Invoice FS-1",
        "body": "Hello Jane,\n\nµ – “ok”\n",
    }
    return Draft(**(fields | changes))  # type: ignore[arg-type]


def parsed(draft: Draft):
    return message_from_bytes(rendered(draft, message_id=MESSAGE_ID, at=AT), policy=default)


def test_the_mail_carries_exactly_the_draft():
    mail = parsed(a_draft(cc=("cc@customer.example",), references=("<a@x>", "<b@x>")))
    assert mail["From"] == '"Olive Byrne, Fennel Systems Ltd" <accounts@fennel.example>'
    assert mail["To"] == "jane@customer.example"
    assert mail["Cc"] == "cc@customer.example"
    assert mail["Subject"] == "Invoice FS-1"
    assert mail["Message-ID"] == MESSAGE_ID
    assert mail["In-Reply-To"] == "<b@x>"
    assert mail["References"] == "<a@x> <b@x>"
    assert mail.get_content().replace("\r\n", "\n") == "Hello Jane,\n\nµ – “ok”\n"


def test_marks_of_a_web_page_in_a_mail_are_plain_letters():
    mail = parsed(a_draft(body="<img src=https://a.example/x> <a href='https://a.example'>pay</a>\n"))
    assert [part.get_content_type() for part in mail.walk()] == ["text/plain"]
    assert "<img src=" in mail.get_content()


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("Invoice\r\nBcc: evil@x.example", id="a line break"),
        pytest.param("=?utf-8?q?a=0d=0aBcc:_evil@x.com?=", id="an encoded word with a line break in it"),
        pytest.param("Invoice\x00", id="a NUL"),
        pytest.param("Invoice\u2028Bcc: evil@x.example", id="a line separator"),
        pytest.param("Invoice\nBcc: evil@x.example", id="a bare line feed"),
        pytest.param("Invoice\rBcc: evil@x.example", id="a bare carriage return"),
        pytest.param("Invoice\x85Bcc: evil@x.example", id="a next line"),
        pytest.param("=?utf-8?b?SQ0KQmNjOiBldmlsQHguY29t?=", id="an encoded word in base64"),
        pytest.param("=?utf-8?q?a=0d=0a=0d=0abody?=", id="an encoded word that begins a body"),
    ],
)
def test_a_subject_that_could_become_a_header_is_refused(subject):
    with pytest.raises(DeliveryRefusedError, match="Subject"):
        rendered(a_draft(subject=subject), message_id=MESSAGE_ID, at=AT)


@pytest.mark.parametrize(
    "to",
    [
        pytest.param("a@x.example, evil@y.example", id="two in one"),
        pytest.param("not an address", id="no address"),
        pytest.param("a@x.example\r\nBcc: evil@y.example", id="a header in it"),
    ],
)
def test_a_recipient_that_is_not_one_address_is_refused(to):
    with pytest.raises(DeliveryRefusedError):
        rendered(a_draft(to=(to,)), message_id=MESSAGE_ID, at=AT)


PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


def a_file(name: str = "FS-1.pdf", data: bytes = PDF) -> Attachment:
    return Attachment(document="FS-1", name=name, digest=hashlib.sha256(data).hexdigest(), size=len(data))


@pytest.mark.parametrize(
    "name", ["FS-1.pdf", "Rechnung Größe 1.pdf", "facture n° 1.pdf", "請求書.pdf", "a" * 110 + ".pdf"]
)
def test_the_mail_carries_its_files_byte_for_byte_under_their_names(name):
    draft = a_draft(attachments=(a_file(name), a_file("FS-2.pdf")))
    mail = message_from_bytes(rendered(draft, message_id=MESSAGE_ID, at=AT, files=(PDF, PDF)), policy=default)
    assert mail.get_content_type() == "multipart/mixed"
    text, first, second = mail.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == "Hello Jane,\n\nµ – “ok”\n"
    assert (first.get_content_type(), first.get_content_disposition()) == ("application/pdf", "attachment")
    assert (first.get_filename(), first.get_content()) == (name, PDF)
    assert second.get_filename() == "FS-2.pdf"


@pytest.mark.parametrize(
    "files",
    [pytest.param((), id="none"), pytest.param((PDF + b"x",), id="other bytes"), pytest.param((b"",), id="empty")],
)
def test_a_mail_whose_files_are_not_the_approved_ones_is_refused(files):
    with pytest.raises(DeliveryRefusedError, match="other parts or files"):
        rendered(a_draft(attachments=(a_file(),)), message_id=MESSAGE_ID, at=AT, files=files)


def test_a_file_that_nobody_approved_does_not_go_with_it():
    mail = message_from_bytes(rendered(a_draft(), message_id=MESSAGE_ID, at=AT, files=(PDF,)), policy=default)
    assert not mail.is_multipart()


def test_a_name_that_could_become_a_header_is_refused():
    with pytest.raises(DeliveryRefusedError, match="name"):
        rendered(a_draft(attachments=(a_file("a\r\nBcc: x@y.pdf"),)), message_id=MESSAGE_ID, at=AT, files=(PDF,))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Hello\r\n.\r\nMAIL FROM:<evil@x.example>\r\n", id="the end of a text, and a command"),
        pytest.param("Hello\n.\nMAIL FROM:<evil@x.example>\n", id="the same with bare line feeds"),
        pytest.param("Hello\n.\r\nMAIL FROM:<evil@x.example>\r.\r", id="the same with half line ends"),
        pytest.param("µ\r.\n\x85.\u2028", id="in letters beyond ASCII"),
        pytest.param("x" * 5_000, id="a line that no server takes"),
    ],
)
def test_every_line_of_a_mail_ends_as_lines_of_a_mail_do(body):
    data = rendered(a_draft(body=body), message_id=MESSAGE_ID, at=AT)
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line or len(line) > 998 for line in lines)
