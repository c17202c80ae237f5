"""Not a dispute: a reviewer rejects the machine's suspicion, with a reason."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import not_a_dispute_form
from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.lifecycle import PacketEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.NOT_A_DISPUTE)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = decide_packet.check_may(
            desk, pressed.subject_id, PacketEvent.REFRESH, context["person"], pressed.version
        )
        view = not_a_dispute_form(record, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.NOT_A_DISPUTE)
    def reject(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        decide_packet.not_a_dispute(
            desk, pressed.subject_id, person=context["person"], version=pressed.version, reason=said[Field.REASON]
        )
        ack()
