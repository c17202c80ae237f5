"""Short answers that only the person who pressed sees."""

from __future__ import annotations

from bot.cards.blocks import rich
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import check, check_view
from bot.cards.text import line, own, plain, theirs, top_text


def refused(reason: str) -> Drawing:
    """It was not done, and why."""
    return _notice("Not done. ", reason)


def done(text: str) -> Drawing:
    """It was done."""
    return _notice("Done. ", text)


def failed(correlation_id: str) -> Drawing:
    """Something of ours broke."""
    return _notice("That did not work. ", f"Nothing was changed. Tell the operator this number: {correlation_id}")


def _notice(title: str, text: str) -> Drawing:
    return check(Drawing(blocks=[rich(line(own(title, bold=True), theirs(text, 1_500)))], text=top_text(title + text)))


def refused_view(reason: str) -> Block:
    """As `refused`, in the place of the form that was sent."""
    return check_view(
        {"type": "modal", "title": plain("Not done", 24), "close": plain("Close", 24), "blocks": refused(reason).blocks}
    )
