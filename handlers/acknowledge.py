"""Acknowledge on a dispute card: finance leadership takes it and the clock stops."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.flows import settle_dispute
from bot.flows.desk import Desk
from models.controls import Action


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.ACKNOWLEDGE)
    def acknowledge(ack: Ack, context: BoltContext) -> None:
        pressed = context["pressed"]
        settle_dispute.acknowledge(desk, pressed.subject_id, person=context["person"], version=pressed.version)
        ack()
