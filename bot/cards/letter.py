"""The mail on a card: every header and word that would leave, or a clear sign that some are missing."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.attached import FILES, attached_lines
from bot.cards.drawing import Block
from bot.cards.text import hides_something, line, own, quote, safe, safe_lines, theirs
from bot.cards.words import whose_words
from models.draft import Draft, Play

_ADDRESS_AND_SUBJECT = 1_500
_HEADS: dict[Play, str] = {
    Play.REMINDER: "The reminder",
    Play.NUDGE: "The nudge",
    Play.ASK_PO: "The request for a PO",
    Play.ASK_CONTACT: "The request for a contact",
    Play.SEND_COPY: "The note about the missing invoice",
    Play.STATUS_NOTE: "The status note",
    Play.CORRECTION: "The correction",
}


def letter(draft: Draft, binding: int) -> list[Block]:
    """The draft exactly as it would go out, each text at most *binding* characters long."""
    title = line(own(f"{_HEADS[draft.play]}, exactly as it would go out", bold=True))
    return [title, line(*_headers(draft, binding)), quote(draft.body, binding), *whose_words(draft)]


def is_whole(draft: Draft, binding: int) -> bool:
    """Whether `letter` of the same size shows everything that would leave, and nothing in it is invisible."""
    headers_fit = all(safe(text, _most(name, binding)) == safe(text, len(text) + 1) for name, text in headers(draft))
    body_fits = safe_lines(draft.body, binding) == safe_lines(draft.body, len(draft.body) + 1)
    return headers_fit and body_fits and not hidden(draft)


def hidden(draft: Draft) -> bool:
    """Whether the mail has characters that no card can show."""
    return any(hides_something(text) for text in (draft.body, *(text for _, text in headers(draft))))


def headers(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Name and text of each header a reader checks, and of the files; Cc is named even when there is none."""
    return (
        ("From", draft.sender),
        ("Reply-To", draft.reply_to),
        ("To", ", ".join(draft.to)),
        ("Cc", ", ".join(draft.cc) or "nobody"),
        ("Subject", draft.subject),
        *attached_lines(draft),
    )


def _headers(draft: Draft, binding: int) -> Iterator[Block]:
    for index, (name, text) in enumerate(headers(draft)):
        yield own(f"{'' if index == 0 else chr(10)}{name}: ", bold=True)
        yield theirs(text, _most(name, binding), bold=name == "Subject")


def _most(name: str, binding: int) -> int:
    """Characters of a header; the files of many invoices take as much as a body."""
    return binding if name in FILES else min(binding, max(_ADDRESS_AND_SUBJECT, binding // 4))
