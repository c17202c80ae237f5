"""*Seen, nothing here*: a person has read the customer's message on this card."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.SEEN)
    def seen(ack: Ack, context: BoltContext) -> None:
        pressed = context["pressed"]
        decide_packet.seen(desk, pressed.subject_id, person=context["person"], version=pressed.version)
        ack()
