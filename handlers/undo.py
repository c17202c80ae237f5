"""The Undo button: takes an approval back before its mail is handed over."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.UNDO)
    def undo(ack: Ack, context: BoltContext) -> None:
        pressed = context["pressed"]
        decide_packet.undo(desk, pressed.subject_id, person=context["person"], version=pressed.version)
        ack()
