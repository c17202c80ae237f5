"""Stop waiting: leadership waits for the credit note of a resolved dispute no longer."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.dispute_forms import reason_form
from bot.flows import settle_dispute
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.STOP_WAITING)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        dispute = settle_dispute.check_may(desk, pressed.subject_id, context["person"], pressed.version)
        view = reason_form(Form.STOP_WAITING, dispute, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.STOP_WAITING)
    def stop_waiting(ack: Ack, context: BoltContext) -> None:
        pressed, reason = context["pressed"], context["filled"].text[Field.REASON]
        settle_dispute.stop_waiting(
            desk, pressed.subject_id, person=context["person"], version=pressed.version, reason=reason
        )
        ack()
