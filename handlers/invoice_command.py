"""`/invoice NUMBER or NAME`: answered to the asker alone."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.flows.desk import Desk
from bot.flows.look_up import look_up
from models.controls import Command


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.command(Command.INVOICE)
    def invoice(ack: Ack, command: dict[str, Any], context: BoltContext) -> None:
        drawing = look_up(desk, context["person"], str(command.get("text") or ""))
        ack(response_type="ephemeral", text=drawing.text, blocks=drawing.blocks)
