"""The Approve button: exactly the text on the card, by the person who pressed."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.APPROVE)
    def approve(ack: Ack, context: BoltContext) -> None:
        pressed = context["pressed"]
        decide_packet.approve(desk, pressed.subject_id, person=context["person"], version=pressed.version)
        ack()
