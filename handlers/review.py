"""Review and approve: the whole mail where the card has no room for it; Approve binds the text that was shown."""

from __future__ import annotations

import json
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.review_form import review_form
from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action, Form
from models.lifecycle import PacketEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.REVIEW)
    def review(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, event = context["pressed"], PacketEvent.APPROVE
        decide_packet.check_may(desk, pressed.subject_id, event, context["person"], pressed.version)
        record = decide_packet.open_packet(desk, pressed.subject_id, context["person"])
        view = review_form(record, policy=desk.policy, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.action(Action.REVIEW_ON)
    def turn(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, event = context["pressed"], PacketEvent.APPROVE
        record = decide_packet.check_may(desk, pressed.subject_id, event, context["person"], pressed.version)
        page = int(body["actions"][0]["value"])
        view = review_form(record, policy=desk.policy, page=page, channel=pressed.channel, ts=pressed.ts)
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
        ack()

    @app.view(Form.REVIEW)
    def approve(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        pressed = context["pressed"]
        shown = str(json.loads(body["view"]["private_metadata"]).get("text", ""))
        decide_packet.approve(desk, pressed.subject_id, person=context["person"], version=pressed.version, shown=shown)
        ack()
