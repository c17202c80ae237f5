"""Not my account: somebody else decides this follow-up, for a reason."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.hand_on_form import pass_on_form, taker_of
from bot.flows import hand_on
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.REROUTE)
    def whose(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, person = context["pressed"], context["person"]
        record, found = hand_on.who_can_have_it(desk, pressed.subject_id, person=person, version=pressed.version)
        view = pass_on_form(record, takers=found, policy=desk.policy, channel=pressed.channel, ts=pressed.ts)
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.REROUTE)
    def pass_on(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        to, reason = taker_of(said[Field.ASKED]), said[Field.REASON]
        hand_on.pass_on(
            desk, pressed.subject_id, person=context["person"], version=pressed.version, to=to, reason=reason
        )
        ack(response_action="clear")
