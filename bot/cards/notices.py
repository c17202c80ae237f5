"""Short answers that only the person who pressed sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot import wording
from bot.cards import limits
from bot.cards.blocks import rich
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import BLOCKS_IN_MESSAGE, DoesNotFitError, check, check_view
from bot.cards.text import line, own, plain, quote, theirs, top_text

#: What Slack says of a channel that takes no message of ours, and what it means.
_NO_PLACE = {
    "channel_not_found": "there is no such channel, or the copilot is not in it",
    "not_in_channel": "the copilot is not in that channel",
    "is_archived": "that channel is archived",
}


def not_in_its_place(channel: str, why: str) -> str:
    """Why a message that belongs into *channel* stands here; *why* is Slack's refusal."""
    meaning = next((words for name, words in _NO_PLACE.items() if name in why), "Slack allows no post there")
    return f"This belongs into <#{channel}>, but {meaning}. It is here so that somebody sees it."


def with_notice(drawing: Drawing, notice: str) -> Drawing:
    """*drawing* below one line that says what *notice* does; as it is where no block more would fit."""
    if len(drawing.blocks) >= BLOCKS_IN_MESSAGE:
        return drawing
    line: Block = {"type": "context", "elements": [{"type": "mrkdwn", "text": notice}]}
    try:
        return check(Drawing(blocks=[line, *drawing.blocks], text=drawing.text))
    except DoesNotFitError:
        return drawing


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


def limit_reached(name: str, over: str) -> Drawing:
    """Somebody has approved as much as one person may; leadership looks at whether it was they."""
    said = (
        f"{name} has approved as much as the policy lets one person approve: {over}. The next one was refused. "
        "What was approved waits out its undo window. If it was not they who pressed, stop all mail with "
        "/collections pause and have their Slack account closed."
    )
    return _notice("Approvals stopped. ", said)


def morning_missed(entity: str, day: date, until: time, following: date) -> Drawing:
    """A morning that did not come in time, and what becomes of its day."""
    told = f"It had not come by {until:%H:%M}, so no packet was refreshed and no card posted for it."
    then = f"The next is on {wording.day(following)}."
    return _notice(f"{entity} has no morning on {wording.day(day)}. ", f"{told} {then}")


def policy_changed(before: str, now: str, sections: Sequence[str]) -> Drawing:
    """The rules are others than when they were read last."""
    named = ", ".join(f"[{each}]" for each in sections if each) or "its first lines, or only comments"
    said = (
        f"config/policy.toml was {before} and is {now}. Changed: {named}. Who changed it is not known here: the file's "
        "own history says. What was approved under the old one does not leave and is asked again."
    )
    return _notice("The policy has changed. ", said)


def _notice(title: str, text: str) -> Drawing:
    return check(Drawing(blocks=[rich(line(own(title, bold=True), theirs(text, 1_500)))], text=top_text(title + text)))


def refused_view(reason: str, written: Sequence[str] = ()) -> Block:
    """As `refused`, in the place of the form that was sent; *written* is what the person had typed into it."""
    blocks = [*refused(reason).blocks, *(_to_copy(written) if written else ())]
    return check_view({"type": "modal", "title": plain("Not done", 24), "close": plain("Close", 24), "blocks": blocks})


def _to_copy(written: Sequence[str]) -> list[Block]:
    return [rich(line(own("What you had written, to copy:"))), *(rich(quote(text, limits.TEXT)) for text in written)]
