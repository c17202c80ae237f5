"""A copy of each invoice from the morning's card to the mail, and what happens when the file moves in between."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.hands import Hands
from bot.demo.office import Company, DemoOffice
from bot.demo.people import TEAM_ID
from bot.flows.edit_draft import edit
from models.controls import Action
from models.lifecycle import PacketState
from tests.journeys.journey import CEDAR, LUMEN, MARCO, OLIVE, TWELVE, mails, next_morning, shown, wait_out_undo

#: CEDAR owes FS-3152; LUMEN owes FS-3153 and FS-3161.
PDF = b"%PDF-1.7\nFS-3152\n" + bytes(range(256)) * 300
DIGEST = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    sources = tmp_path / "sources.toml"
    table = '[invoice_files]\nfolder = "invoices"\nname = "{number}.pdf"\n'
    sources.write_text(f"{TWELVE.sources.read_text(encoding='utf-8')}\n{table}", encoding="utf-8")
    company = Company(TWELVE.exports, sources)
    with DemoOffice(tmp_path / "demo", company=company, undo=timedelta(minutes=5)) as office:
        (office.exports / "invoices").mkdir()
        for number in ("FS-3152", "FS-3153"):
            (office.exports / "invoices" / f"{number}.pdf").write_bytes(PDF)
        office.morning()
        office.deliver()
        yield Hands(office)


def test_the_card_lists_the_copy_and_the_mail_carries_exactly_that_file(hands):
    record = hands.packet(CEDAR)
    assert "FS-3152.pdf (77 kB)" in shown(hands, f"packet:{record.id}")
    assert [one.digest for one in record.draft.attachments] == [DIGEST]
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert hands.packet(CEDAR).approval.content_hash == record.draft.content_hash()
    wait_out_undo(hands)
    (mail,) = mails(hands)
    text, file = mail.iter_parts()
    assert "FS-3152" in text.get_content()
    assert (file.get_content_type(), file.get_filename()) == ("application/pdf", "FS-3152.pdf")
    assert hashlib.sha256(file.get_content()).hexdigest() == DIGEST


def test_an_invoice_without_a_copy_is_named_and_the_others_go(hands):
    card = shown(hands, f"packet:{hands.packet(LUMEN).id}")
    assert "FS-3153.pdf (77 kB)" in card
    assert "FS-3161 (no file in the folder invoices)" in card
    hands.press(MARCO, LUMEN, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert [part.get_filename() for part in mail.iter_attachments()] == ["FS-3153.pdf"]


def test_an_edit_keeps_the_copies_of_the_lines_that_stay_ticked(hands):
    record = hands.packet(LUMEN)
    marco = hands.office._directory.person(TEAM_ID, MARCO)
    for ticked, names in ((("FS-3153", "FS-3161"), ["FS-3153.pdf"]), (("FS-3161",), [])):
        after = edit(
            hands.office.desk,
            record.id,
            person=marco,
            version=hands.packet(LUMEN).version,
            subject="Your invoices",
            body=None,
            invoices=frozenset(ticked),
        )
        assert [one.name for one in after.draft.attachments] == names
        assert [one.document for one in after.draft.not_attached] == ["FS-3161"]


MOVED = [
    pytest.param(
        lambda file: file.write_bytes(PDF + b"one cent more"), "has changed since it was drafted", id="changed"
    ),
    pytest.param(lambda file: file.unlink(), "is gone: no file in the folder invoices", id="gone"),
    pytest.param(lambda file: file.write_bytes(b"<html>"), "is gone: FS-3152.pdf is not a PDF", id="no PDF any more"),
]


@pytest.mark.parametrize(("move", "told"), MOVED)
def test_a_file_that_moves_after_the_approval_voids_it_and_the_card_says_which(hands, move, told):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    move(hands.office.exports / "invoices" / "FS-3152.pdf")
    wait_out_undo(hands)
    assert mails(hands) == []
    record = hands.packet(CEDAR)
    assert (record.state, record.approval) == (PacketState.POSTED, None)
    assert f"The copy of invoice FS-3152 {told}" in shown(hands, f"packet:{record.id}")


def test_after_that_the_new_file_can_be_approved_and_leaves(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    (hands.office.exports / "invoices" / "FS-3152.pdf").write_bytes(PDF + b"corrected")
    wait_out_undo(hands)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    (file,) = mail.iter_attachments()
    assert file.get_content() == PDF + b"corrected"


def test_a_copy_that_comes_later_goes_with_the_next_morning(hands):
    (hands.office.exports / "invoices" / "FS-3161.pdf").write_bytes(PDF)
    next_morning(hands)
    names = [one.name for one in hands.packet(LUMEN).draft.attachments]
    assert names == ["FS-3153.pdf", "FS-3161.pdf"]
