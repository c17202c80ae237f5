"""Approved mail in a folder: each once."""

import pytest

from bot.adapters.eml_mailer import EmlMailer
from bot.errors import DeliveryRefusedError
from tests.bot.adapters.test_mail_bytes import AT, MESSAGE_ID, a_draft


def ignored(_phase):
    pass


def test_the_same_mail_is_written_once(tmp_path):
    mailer = EmlMailer(tmp_path / "out")
    first = mailer.send(a_draft(), message_id=MESSAGE_ID, at=AT, files=(), on_phase=ignored)
    again = mailer.send(a_draft(body="other"), message_id=MESSAGE_ID, at=AT, files=(), on_phase=ignored)
    assert first == again
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["p1.abc.eml"]
    assert b"other" not in (tmp_path / "out" / "p1.abc.eml").read_bytes()


def test_a_folder_that_cannot_be_written_is_a_refusal(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(DeliveryRefusedError, match="could not be written"):
        EmlMailer(blocked).send(a_draft(), message_id=MESSAGE_ID, at=AT, files=(), on_phase=ignored)
