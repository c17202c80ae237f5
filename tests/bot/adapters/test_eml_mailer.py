"""What leaves is what was approved: headers, recipients and one plain text."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from bot.adapters.eml_mailer import EmlMailer, rendered
from bot.errors import DeliveryRefusedError
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


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("Invoice\r\nBcc: evil@x.example", id="a line break"),
        pytest.param("=?utf-8?q?a=0d=0aBcc:_evil@x.com?=", id="an encoded word with a line break in it"),
        pytest.param("Invoice\x00", id="a NUL"),
        pytest.param("Invoice\u2028Bcc: evil@x.example", id="a line separator"),
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


def test_the_same_mail_is_written_once(tmp_path):
    mailer = EmlMailer(tmp_path / "out")
    first = mailer.send(a_draft(), message_id=MESSAGE_ID, at=AT)
    again = mailer.send(a_draft(body="other"), message_id=MESSAGE_ID, at=AT)
    assert first == again
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["p1.abc.eml"]
    assert b"other" not in (tmp_path / "out" / "p1.abc.eml").read_bytes()


def test_a_folder_that_cannot_be_written_is_a_refusal(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(DeliveryRefusedError, match="could not be written"):
        EmlMailer(blocked).send(a_draft(), message_id=MESSAGE_ID, at=AT)
