"""Whether the card gave whoever decided what they needed: one tap, 1 to 5."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.cards.confidence import SCORES, confidence_action
from bot.flows.desk import Desk
from bot.flows.rate_card import rate_card

_SCORES = {confidence_action(score): score for score in SCORES}


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(re.compile(f"^({'|'.join(_SCORES)})$"))
    def rate(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        score = _SCORES[body["actions"][0]["action_id"]]
        rate_card(desk, context["pressed"].subject_id, person=context["person"], score=score)
        ack()
