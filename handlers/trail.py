"""Trail: who moved and approved what, when, on which data and policy."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.trail_form import trail_form
from bot.flows.desk import Desk
from bot.flows.read_trail import read_trail
from models.controls import Action


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.TRAIL)
    def trail(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record, entries = read_trail(desk, pressed.subject_id, context["person"])
        view = trail_form(record, entries, policy=desk.policy, channel=pressed.channel, ts=pressed.ts)
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()
