"""Log another touch: a call or a meeting, after which the next message waits."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.record_forms import touch_form
from bot.flows import record_word
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.recorded import How


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.TOUCH)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = record_word.open_form(desk, pressed.subject_id, person=context["person"])
        today = desk.today(record.packet.entity)
        view = touch_form(record, today=today, channel=pressed.channel, ts=pressed.ts)
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.TOUCH)
    def record(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        record_word.touch(
            desk,
            pressed.subject_id,
            person=context["person"],
            on=date.fromisoformat(said[Field.ON]),
            how=How(said[Field.HOW]),
            whom=said[Field.WITH],
            outcome=said[Field.OUTCOME],
        )
        ack(response_action="clear")
