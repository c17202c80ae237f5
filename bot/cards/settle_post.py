"""A message of ours nobody knows of: the button to it, and the form in which a person says what they found."""

from __future__ import annotations

from bot.cards.blocks import actions, asked, button, option, radio, reference, rich, typed
from bot.cards.drawing import Block
from bot.cards.modal import framed
from bot.cards.names import clock, local_day, short_day
from bot.cards.text import line, own, theirs
from models.controls import Action, Field, Form, Found
from models.outbox import OpenPost
from models.policy import Policy

_LINK = 300
#: What the subject begins with → what the message is about.
_ABOUT = {
    "packet": "The follow-up of",
    "sign": "The call to sign for",
    "dispute": "The dispute of",
    "question": "A question to the owner of",
    "outcome": "What became of the dispute of",
    "sla": "A reminder about",
    "list": "The morning list of",
    "week": "The week in figures",
    "survey": "The question before go-live",
    "import": "A refused import",
    "morning": "A morning that did not come",
    "policy": "A change of the policy",
    "alarm": "Approvals that were stopped",
    "unfit": "A channel that shows nothing any more",
    "mailserver": "The mail server",
}


def settle_post_button(key: str) -> list[Block]:
    """Leads to the form about the post *key*; nothing where there is none."""
    if not key:
        return []
    spoken = "Say whether a message of the copilot's is in Slack"
    return [actions([button(Action.SETTLE_POST, "Settle…", reference("post", key, 0), spoken=spoken)])]


def settle_post_form(post: OpenPost, *, policy: Policy) -> Block:
    """What it was, where and since when; whether it is there, or is to be posted again."""
    kind = post.subject.partition(":")[0]
    since = f"{short_day(local_day(post.since, policy))}, {clock(post.since, policy)}"
    found = [
        option("It is there", Found.THERE, "From now on it is the card, and is drawn anew."),
        option("Post it again", Found.NOT_THERE, "If it is there after all, it stands there twice."),
    ]
    blocks = [
        rich(
            line(own(f"{_ABOUT.get(kind, 'A message')} ", bold=True), theirs(post.name, 100, bold=True)),
            line(own("In "), {"type": "channel", "channel_id": post.channel}, own(f", first tried on {since}. ")),
            line(own("Nobody knows whether it is there: look in the channel first. "), theirs(post.why, 300)),
        ),
        asked(Field.OUTCOME, "What did you find?", radio(found)),
        asked(
            Field.LINK,
            "If it is there: its link",
            typed(most=_LINK, placeholder="https://…/archives/C…/p…"),
            hint="From “Copy link” in the menu of the message.",
            is_optional=True,
        ),
    ]
    remembered = {"post": post.key, "version": 0}
    return framed(Form.SETTLE_POST, remembered, blocks, title="Settle a message", submit="Settle")
