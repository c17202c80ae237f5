"""Which copies go with a mail, and what is said when they are not what was approved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.stages.copies import Enclosed, enclosed, moved, one_each
from bot.stages.draft import compose
from models.attachment import Attachment, Copy, NotAttached, file_size
from models.draft import Draft, Play
from tests.bot.stages.packet_builder import OLIVE, REMITTANCE, a_packet, a_policy, an_item


def a_copy(document: str = "INV-1007", size: int = 80_000, digest: str = "a" * 64) -> Copy:
    return Copy(attachment=Attachment(document=document, name=f"{document}.pdf", digest=digest, size=size), data=b"")


MISSING = NotAttached(document="INV-2", why="no file in the folder invoices")


def test_what_is_there_goes_and_what_is_not_is_told() -> None:
    copy = a_copy()
    assert enclosed([copy, MISSING], 100_000) == Enclosed((copy.attachment,), (MISSING,))


def test_over_the_limit_together_none_goes_and_each_says_why() -> None:
    found = [a_copy("INV-1", 600_000), a_copy("INV-3", 600_000), MISSING]
    kept = enclosed(found, 1_000_000)
    assert kept.attachments == ()
    assert [each.document for each in kept.missing] == ["INV-1", "INV-3", "INV-2"]
    assert kept.missing[0].why == "the copies have 1.2 MB together, 1.0 MB is allowed"
    assert len(enclosed(found, 1_200_000).attachments) == 2


def test_instalments_share_one_copy_and_each_counts_as_having_it() -> None:
    first, second = an_item("INV-1/1", document="INV-1"), an_item("INV-1/2", document="INV-1")
    other = an_item("INV-3")
    assert one_each([first, second, other]) == (first, other)
    kept = enclosed([a_copy("INV-1"), MISSING], 100_000)
    assert kept.invoices([first, second, other]) == {"INV-1/1", "INV-1/2"}


def a_draft(*copies: Copy) -> Draft:
    draft = compose(a_packet(), play=Play.REMINDER, path=None, policy=a_policy(), sender=OLIVE, remittance=REMITTANCE)
    return replace(draft, attachments=tuple(copy.attachment for copy in copies))


@pytest.mark.parametrize(
    ("now", "told"),
    [
        pytest.param([a_copy()], [], id="the same"),
        pytest.param([a_copy(digest="b" * 64)], ["has changed since it was drafted"], id="other bytes"),
        pytest.param([NotAttached(document="INV-1007", why="INV-1007.pdf is not a PDF")], ["not a PDF"], id="no copy"),
        pytest.param([], ["is gone"], id="no folder any more"),
    ],
)
def test_a_file_that_moved_since_it_was_approved_is_named(now: list[Copy | NotAttached], told: list[str]) -> None:
    said = list(moved(a_draft(a_copy()), now))
    assert len(said) == len(told)
    assert all(words in line and "INV-1007" in line for words, line in zip(told, said, strict=True))


def test_a_file_that_has_come_since_changes_nothing_that_was_approved() -> None:
    assert list(moved(a_draft(), [a_copy()])) == []


def test_the_approval_is_bound_to_name_and_bytes_of_every_file() -> None:
    draft, file = a_draft(a_copy()), a_copy().attachment
    for other in ((), (file, file), (replace(file, name="x.pdf"),), (replace(file, digest="b" * 64),)):
        assert replace(draft, attachments=other).content_hash() != draft.content_hash()


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 kB"), (1, "1 kB"), (81_001, "82 kB"), (999_999, "1000 kB"), (1_000_000, "1.0 MB"), (1_000_001, "1.1 MB")],
)
def test_a_size_never_reads_as_less_than_it_is(size: int, said: str) -> None:
    assert file_size(size) == said
