"""Short answers that only the person who pressed sees."""

from __future__ import annotations

from datetime import date

from bot import wording
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


def import_refused(day: date, why: str, as_of: date | None) -> Drawing:
    """The morning's books did not come in; nothing was prepared from older ones."""
    books = f"The books stand as of {wording.day(as_of)}" if as_of else "There are no books yet"
    said = f"{why} {books}: no packet was refreshed and no card posted for {wording.day(day)}."
    return _notice("Today's import was refused. ", said)


def import_recovered(day: date, confirmed_by: str) -> Drawing:
    """What `import_refused` told of is over."""
    whose = f" {confirmed_by} confirmed the drop." if confirmed_by else ""
    return _notice(f"The import of {wording.day(day)} is in. ", f"It was refused at first.{whose}")


def _notice(title: str, text: str) -> Drawing:
    return check(Drawing(blocks=[rich(line(own(title, bold=True), theirs(text, 1_500)))], text=top_text(title + text)))


def refused_view(reason: str) -> Block:
    """As `refused`, in the place of the form that was sent."""
    return check_view(
        {"type": "modal", "title": plain("Not done", 24), "close": plain("Close", 24), "blocks": refused(reason).blocks}
    )
