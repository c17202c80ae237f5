"""The part of the edit form in which recipients, step and tone are picked."""

from __future__ import annotations

from bot.cards.blocks import asked, option, select, ticks
from bot.cards.drawing import Block
from bot.cards.limits import OPTION_LABEL
from bot.cards.names import TONES
from bot.cards.text import safe
from models.choices import Choices
from models.controls import Field
from models.correspondence import Contact
from models.draft import Draft, Picks, Tone

#: The bank has no letter of a later step.
_LAST_STEP = 3


def pickers(draft: Draft, choices: Choices) -> list[Block]:
    """To and Cc where there is more than one verified contact, step and tone where the reasons leave a choice."""
    return [*_recipients(draft, choices), *_manners(draft, choices)]


def _recipients(draft: Draft, choices: Choices) -> list[Block]:
    if len(choices.addressees) < 2:
        return []
    people = [_person(contact) for contact in choices.addressees]
    to = next((one for one in people if one["value"] in draft.to), None)
    copied = [one for one in people if one["value"] in draft.cc]
    hint = "Verified contacts of theirs only."
    return [
        {**asked(Field.TO, "To", select(people, to), hint=hint), "dispatch_action": True},
        asked(Field.CC, "Cc", ticks(people, copied), is_optional=True),
    ]


def _person(contact: Contact) -> Block:
    return option(safe(f"{contact.name} <{contact.email}>", OPTION_LABEL), contact.email)


def _manners(draft: Draft, choices: Choices) -> list[Block]:
    options = {manner_value(each): each for each in choices.manners}
    now = manner_value((min(draft.step, _LAST_STEP), draft.tone))
    if len(options) < 2 or now not in options:
        return []
    drawn = {
        value: option(f"{TONES[tone].capitalize()}, as step {step}", value) for value, (step, tone) in options.items()
    }
    picker = asked(Field.TONE, "Step and tone", select(list(drawn.values()), drawn[now]))
    return [{**picker, "dispatch_action": True}]


def manner_value(manner: tuple[int, Tone]) -> str:
    """One choice of the form: "2 nudge"."""
    step, tone = manner
    return f"{step} {tone}"


def picks_of(to: str | None, cc: tuple[str, ...], manner: str | None) -> Picks:
    """What came back from the form.

    Raises:
        ValueError: *manner* is no `manner_value`.
    """
    step, _, tone = (manner or "").partition(" ")
    return Picks(to=to, cc=cc, manner=(int(step), Tone(tone)) if manner else None)
