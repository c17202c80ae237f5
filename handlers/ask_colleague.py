"""Ask a colleague: put a question to one person of ours; Answer brings it back."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.hand_on_form import colleague_form
from bot.flows import hand_on
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.COLLEAGUE)
    def whom(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, person = context["pressed"], context["person"]
        record, found = hand_on.who_can_be_asked(desk, pressed.subject_id, person=person, version=pressed.version)
        view = colleague_form(record, colleagues=found, channel=pressed.channel, ts=pressed.ts)
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.COLLEAGUE)
    def put(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        hand_on.ask_colleague(
            desk,
            pressed.subject_id,
            person=context["person"],
            version=pressed.version,
            colleague_id=said[Field.ASKED],
            question=said[Field.QUESTION],
        )
        ack(response_action="clear")
