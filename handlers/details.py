"""Details: every sentence with the record behind it, and all rows."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import details_form
from bot.flows import brief_account, decide_packet
from bot.flows.desk import Desk
from models.controls import Action


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.DETAILS)
    def details(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = decide_packet.open_packet(desk, pressed.subject_id, context["person"])
        brief = brief_account.read_brief(desk, record)
        view = details_form(record, policy=desk.policy, channel=pressed.channel, ts=pressed.ts, brief=brief)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()
