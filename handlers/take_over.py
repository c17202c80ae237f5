"""*Take it over*: finance leadership decides what somebody else has let wait."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.flows import hand_on
from bot.flows.desk import Desk
from models.controls import Action


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.TAKE_OVER)
    def take_over(ack: Ack, context: BoltContext) -> None:
        hand_on.take_over(desk, context["pressed"].subject_id, person=context["person"])
        ack()
