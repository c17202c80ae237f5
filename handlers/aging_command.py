"""`/aging [ENTITY] [CURRENCY]`: answered to the asker alone."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.flows.aging import aging
from bot.flows.desk import Desk
from models.controls import Command


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.command(Command.AGING)
    def answer(ack: Ack, command: dict[str, Any], context: BoltContext) -> None:
        drawing = aging(desk, context["person"], str(command.get("text") or ""))
        ack(response_type="ephemeral", text=drawing.text, blocks=drawing.blocks)
