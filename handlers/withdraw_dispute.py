"""Withdraw: leadership says that it was no dispute."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.dispute_forms import reason_form
from bot.flows import settle_dispute
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.lifecycle import DisputeEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.WITHDRAW_DISPUTE)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        dispute = settle_dispute.check_may(
            desk, pressed.subject_id, context["person"], pressed.version, DisputeEvent.WITHDRAW
        )
        view = reason_form(Form.WITHDRAW_DISPUTE, dispute, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.WITHDRAW_DISPUTE)
    def withdraw(ack: Ack, context: BoltContext) -> None:
        pressed, reason = context["pressed"], context["filled"].text[Field.REASON]
        settle_dispute.withdraw(
            desk, pressed.subject_id, person=context["person"], version=pressed.version, reason=reason
        )
        ack()
