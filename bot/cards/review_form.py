"""*Review and approve*: a mail that no card has room for, whole, with Approve on the page that ends it."""

from __future__ import annotations

from bot.cards import notes
from bot.cards.blocks import actions, button, rich, small
from bot.cards.details_form import packed, split
from bot.cards.drawing import Block
from bot.cards.headline import account_name
from bot.cards.letter import is_whole, letter
from bot.cards.modal import modal
from bot.cards.standing import draft_on_card, may_approve
from bot.cards.text import line, own
from models.controls import Action, Form
from models.draft import Draft
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from models.policy import Policy

#: More than any letter has; one beyond it is not whole, and is not approved.
_LETTER = 200_000
#: Blocks of 2,800 characters on one page.
_PAGE = 8


def review_form(record: PacketRecord, *, policy: Policy, page: int = 0, channel: str, ts: str) -> Block:
    """One page of everything that Approve binds and lifts; *page* counts from 0, and one too many is the last.

    The form can be sent on the last page alone, and carries the hash of the text that was shown.

    Raises:
        ValueError: the packet shows no draft.
    """
    draft = draft_on_card(record)
    if draft is None:
        raise ValueError("there is no draft to review")
    pages = _pages(record, draft, policy)
    page = min(page, len(pages) - 1)
    is_last = page == len(pages) - 1
    may = is_last and _may_approve(record, draft, policy)
    blocks = [rich(line(own(account_name(record), bold=True))), *pages[page], *_end(record, page, len(pages), may)]
    submit = "Approve" if may else None
    return modal(
        Form.REVIEW,
        record,
        blocks,
        title="Review and approve",
        submit=submit,
        channel=channel,
        ts=ts,
        text=draft.content_hash(),
    )


def _pages(record: PacketRecord, draft: Draft, policy: Policy) -> list[list[Block]]:
    words = packed(split([*notes.unread(record, policy, _LETTER), *letter(draft, _LETTER)]))
    return [words[start : start + _PAGE] for start in range(0, len(words), _PAGE)]


def _may_approve(record: PacketRecord, draft: Draft, policy: Policy) -> bool:
    shown = is_whole(draft, _LETTER) and notes.unread_is_whole(record, _LETTER)
    return record.state is PacketState.POSTED and may_approve(record, policy, is_whole=shown)


def _end(record: PacketRecord, page: int, pages: int, may: bool) -> list[Block]:
    told = [small("That is all of it. Approve binds exactly this text; until it leaves, Undo takes it back.")]
    told = told if may else [small("Approve is not possible here: the card says why.")]
    if pages == 1:
        return told
    is_last = page == pages - 1
    label = "From the start" if is_last else "Next page"
    turn = button(
        Action.REVIEW_ON, label, str(0 if is_last else page + 1), spoken=f"{label}: {account_name(record, 40)}"
    )
    where = small(f"Page {page + 1} of {pages}.{'' if is_last else ' Approve is on the last.'}")
    return [where, actions([turn]), *(told if is_last else [])]
