"""Answer: give an escalated packet back to whoever asked."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import answer_form
from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.lifecycle import PacketEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.ANSWER)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = decide_packet.check_may(
            desk, pressed.subject_id, PacketEvent.ANSWER, context["person"], pressed.version
        )
        view = answer_form(record, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.ANSWER)
    def answer(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        decide_packet.answer(
            desk, pressed.subject_id, person=context["person"], version=pressed.version, text=said[Field.REASON]
        )
        ack()
