"""Escalate: put the packet in front of another role, with a question."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import escalate_form
from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.lifecycle import PacketEvent
from models.people import Role


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.ESCALATE)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = decide_packet.check_may(
            desk, pressed.subject_id, PacketEvent.ESCALATE, context["person"], pressed.version
        )
        view = escalate_form(record, policy=desk.policy, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.ESCALATE)
    def escalate(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        decide_packet.escalate(
            desk,
            pressed.subject_id,
            person=context["person"],
            version=pressed.version,
            asked=Role(said[Field.ASKED]),
            question=said[Field.QUESTION],
            reason=said[Field.REASON],
            options=tuple(filter(None, (each.strip() for each in said.get(Field.OPTIONS, "").splitlines()))),
        )
        ack()
