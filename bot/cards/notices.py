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
from models.channel import Unfit

#: What Slack says of a channel that takes no message of ours, and what it means.
_NO_PLACE = {
    "channel_not_found": "there is no such channel, or the copilot is not in it",
    "not_in_channel": "the copilot is not in that channel",
    "is_archived": "that channel is archived",
    "shared_with_others": "that channel is shared with another company",
    "public_channel": "that channel is public",
    "outsiders_in_channel": "a guest, or somebody of another company, is in that channel",
    "too_many_members": "too many people are in that channel to know who reads along",
}


def not_in_its_place(channel: str, why: str) -> str:
    """Why a message that belongs into *channel* stands here; *why* is Slack's refusal."""
    meaning = next((words for name, words in _NO_PLACE.items() if name in why), "Slack allows no post there")
    return f"This belongs into <#{channel}>, but {meaning}. It is here so that somebody sees it."


def channel_unfit(channel: str, why: Unfit | None) -> Drawing:
    """A channel takes no card, which everybody who is waiting for one there should know; None = it does again."""
    where: Block = {"type": "channel", "channel_id": channel}
    if why is None:
        return _about_channel("Cards are posted again. ", where, " takes cards again; what stands here stays here.")
    then = "What belongs there is posted here until that is put right, or policy.toml names another"
    told = f": {_NO_PLACE[why]}. {then}."
    return _about_channel("A channel shows nothing any more. ", where, told)


def taken_back(why: Unfit) -> Drawing:
    """In the place of a card that stands in a channel where it may not be read any more."""
    return _notice("Not shown here. ", f"Nothing about accounts is shown here: {_NO_PLACE[why]}.")


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


def mail_shut(why: str) -> Drawing:
    """No mail leaves; *why* is what the server said, "" = it lets us in again."""
    if not why:
        return _notice("Mail leaves again. ", "The mail server lets the copilot in; what was approved is on its way.")
    told = (
        "The mail server does not let the copilot in, or not safely. Approved mails stay approved and wait, as long as "
        "the policy lets an approval wait; one is tried every 15 minutes. The operator corrects the SMTP settings: "
        f"collections check says whether they are right. What was said: {why}"
    )
    return _notice("No mail leaves. ", told)


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
        "own history says. What was approved under the old one does not leave and is asked again; what "
        "it wanted signed by a second person is still signed today."
    )
    return _notice("The policy has changed. ", said)


def _about_channel(title: str, where: Block, text: str) -> Drawing:
    return check(Drawing(blocks=[rich(line(own(title, bold=True), where, own(text)))], text=top_text(title)))


def _notice(title: str, text: str) -> Drawing:
    return check(Drawing(blocks=[rich(line(own(title, bold=True), theirs(text, 1_500)))], text=top_text(title + text)))


def refused_view(reason: str, written: Sequence[str] = ()) -> Block:
    """As `refused`, in the place of the form that was sent; *written* is what the person had typed into it."""
    blocks = [*refused(reason).blocks, *(_to_copy(written) if written else ())]
    return check_view({"type": "modal", "title": plain("Not done", 24), "close": plain("Close", 24), "blocks": blocks})


def _to_copy(written: Sequence[str]) -> list[Block]:
    return [rich(line(own("What you had written, to copy:"))), *(rich(quote(text, limits.TEXT)) for text in written)]
