"""Decline: this draft is not to go out; the packet waits for the contact cap or for something new."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.hand_on_form import decline_form
from bot.flows import decide_packet, hand_on
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.decision import DeclineCode
from models.lifecycle import PacketEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.DECLINE)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, event = context["pressed"], PacketEvent.DECLINE
        record = decide_packet.check_may(desk, pressed.subject_id, event, context["person"], pressed.version)
        view = decline_form(record, policy=desk.policy, channel=pressed.channel, ts=pressed.ts)
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.DECLINE)
    def decline(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        hand_on.decline(
            desk,
            pressed.subject_id,
            person=context["person"],
            version=pressed.version,
            code=DeclineCode(said[Field.REASON_CODE]),
            reason=said[Field.REASON],
        )
        ack(response_action="clear")
