"""Leave unapplied: money that no invoice claims stays where it is, for a reason."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import leave_unapplied_form
from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.lifecycle import PacketEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.LEAVE_UNAPPLIED)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, event = context["pressed"], PacketEvent.REFRESH
        record = decide_packet.check_may(desk, pressed.subject_id, event, context["person"], pressed.version)
        view = leave_unapplied_form(record, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.LEAVE_UNAPPLIED)
    def leave(ack: Ack, context: BoltContext) -> None:
        pressed, person = context["pressed"], context["person"]
        reason = context["filled"].text[Field.REASON]
        decide_packet.leave_unapplied(desk, pressed.subject_id, person=person, version=pressed.version, reason=reason)
        ack()
