"""What was recorded: what a person takes back, and what they say is still true."""

from __future__ import annotations

import json
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.record_forms import recorded_form
from bot.flows import record_word
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.RECORDED)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = record_word.open_form(desk, pressed.subject_id, person=context["person"])
        view = recorded_form(record, channel=pressed.channel, ts=pressed.ts)
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.RECORDED)
    def review(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        pressed, filled = context["pressed"], context["filled"]
        # What somebody has recorded since was not in front of this person.
        shown = json.loads(body["view"]["private_metadata"])["shown"].split()
        kept = filled.ticked.get(Field.RECORDED, ())
        record_word.review(desk, pressed.subject_id, person=context["person"], shown=shown, still_true=kept)
        ack(response_action="clear")
