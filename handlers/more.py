"""More…: open the form that lists what else can be recorded or done; each entry has its own door."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.more_form import more_form
from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.MORE)
    def more(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = decide_packet.open_packet(desk, pressed.subject_id, context["person"])
        view = more_form(record, policy=desk.policy, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()
