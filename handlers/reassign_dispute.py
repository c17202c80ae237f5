"""Reassign: a dispute goes to another finance lead, and its clock goes on."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.dispute_forms import reassign_form
from bot.flows import settle_dispute
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.lifecycle import DisputeEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.REASSIGN_DISPUTE)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, event = context["pressed"], DisputeEvent.REASSIGN
        dispute = settle_dispute.check_may(desk, pressed.subject_id, context["person"], pressed.version, event)
        view = reassign_form(dispute, policy=desk.policy, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.REASSIGN_DISPUTE)
    def reassign(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        settle_dispute.reassign(
            desk,
            pressed.subject_id,
            person=context["person"],
            version=pressed.version,
            to=said[Field.ASKED],
            reason=said[Field.REASON],
        )
        ack()
