"""Every file that goes with a mail is on its card, and so is every invoice without one."""

from __future__ import annotations

from bot.cards.letter import is_whole, letter
from bot.cards.packet import shows_all
from models.attachment import Attachment, NotAttached
from models.draft import Draft
from tests.bot.cards import record_builder as a


def a_file(number: str, size: int = 81_001, name: str = "") -> Attachment:
    return Attachment(document=number, name=name or f"{number}.pdf", digest="0" * 64, size=size)


def told(draft: Draft) -> str:
    return str(letter(draft, 3_600))


def test_the_files_stand_below_the_subject_with_their_sizes() -> None:
    card = told(a.draft(attachments=(a_file("INV-1007"), a_file("INV-1012", 1_250_000))))
    assert "INV-1007.pdf (82 kB), INV-1012.pdf (1.3 MB)" in card
    assert card.index("Acme GmbH: three open invoices") < card.index("Attached: ") < card.index("INV-1007.pdf")
    assert "Not attached" not in card


def test_invoices_without_a_copy_are_named_by_reason() -> None:
    none = "no file in the folder invoices"
    missing = [("INV-1", none), ("INV-2", none), ("INV-3", "INV-3.pdf is not a PDF")]
    card = told(a.draft(not_attached=tuple(NotAttached(document=number, why=why) for number, why in missing)))
    assert f"INV-1, INV-2 ({none}); INV-3 (INV-3.pdf is not a PDF)" in card


def test_where_no_copies_are_kept_the_card_says_nothing_of_them() -> None:
    assert "ttached" not in told(a.draft())


def test_a_card_that_cannot_show_every_file_has_no_room_for_approve() -> None:
    few, many = (tuple(a_file(f"INV-{n:04}") for n in range(count)) for count in (100, 300))
    assert shows_all(a.record(draft=a.draft(attachments=few)), a.POLICY)
    assert not shows_all(a.record(draft=a.draft(attachments=many)), a.POLICY)


def test_a_name_with_something_invisible_in_it_is_not_shown_whole() -> None:
    assert not is_whole(a.draft(attachments=(a_file("INV-1", name="INV\u202efdp.pdf"),)), 3_600)
