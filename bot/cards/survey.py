"""The question before go-live: one short message, and a form with two numbers."""

from __future__ import annotations

import json
from datetime import date

from bot import wording
from bot.cards.blocks import actions, asked, button, reference, rich, typed
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import check, check_view
from bot.cards.text import line, own, plain, theirs, top_text
from models.baseline import SurveyAnswer
from models.controls import Action, Field, Form

_ASKED = "Two numbers before the copilot begins"
_WHY = (
    "How many minutes does one follow-up take you today, from looking up the facts to sending? How many do you do in a "
    "week? A fair guess will do. It is what the time saved is measured against later; finance sees it with your name."
)


def survey_card(owner_id: str, name: str, answer: SurveyAnswer | None, frozen_on: date | None) -> Drawing:
    """Draw the question, with the answer once there is one, and without its button once the baseline is frozen."""
    parts = [line(own(f"{_ASKED}, ", bold=True), theirs(name, 60, bold=True)), line(own(_WHY))]
    if answer is not None:
        parts.append(line(own("You said: ", bold=True), own(said(answer))))
    if frozen_on is not None:
        parts.append(line(own(_frozen(answer, frozen_on))))
    blocks = [rich(*parts)]
    if frozen_on is None:
        label = "Change" if answer else "Answer"
        spoken = "Say what a follow-up takes you"
        value = reference("survey", owner_id, 0)
        blocks.append(actions([button(Action.SURVEY, label, value, spoken=spoken, is_primary=answer is None)]))
    return check(Drawing(blocks=blocks, text=top_text(f"{_ASKED}, {name}")))


def said(answer: SurveyAnswer) -> str:
    """An answer in words."""
    minutes = "1 minute" if answer.minutes == 1 else f"{answer.minutes} minutes"
    return f"{minutes} for one follow-up, {answer.per_week} in a week."


def _frozen(answer: SurveyAnswer | None, on: date) -> str:
    what = "It counts as it is" if answer else "It was not answered"
    return f"{what}: the baseline was frozen on {wording.day(on)}."


def survey_form(owner_id: str, answer: SurveyAnswer | None, *, channel: str, ts: str) -> Block:
    """Ask for the two numbers; what was said before stands in the fields."""
    minutes, per_week = (str(answer.minutes), str(answer.per_week)) if answer else ("", "")
    return check_view(
        {
            "type": "modal",
            "callback_id": str(Form.SURVEY),
            "title": plain("Follow-ups today", 24),
            "submit": plain("Save", 24),
            "close": plain("Cancel", 24),
            "private_metadata": json.dumps({"survey": owner_id, "version": 0, "channel": channel, "ts": ts}),
            "blocks": [
                asked(
                    Field.MINUTES,
                    "How many minutes does one follow-up take you today, from looking up the facts to sending?",
                    typed(initial=minutes, most=10, placeholder="15"),
                ),
                asked(
                    Field.PER_WEEK,
                    "How many do you do in a week?",
                    typed(initial=per_week, most=10, placeholder="20"),
                    hint="You can change both until the baseline is frozen.",
                ),
            ],
        }
    )
