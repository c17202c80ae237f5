"""Several like mails in one form, and one press that approves those that were not ticked away."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.batch_form import batch_form, batch_result, mails_of
from bot.flows import approve_alike
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.BATCH)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        batch = approve_alike.open_batch(desk, pressed.subject_id, context["person"])
        at = {"channel": pressed.channel, "ts": pressed.ts}
        view = batch_form(batch, policy=desk.policy, owner_id=pressed.subject_id, **at)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.BATCH)
    def approve(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        mails = mails_of(body["view"]["private_metadata"])
        kept_back = context["filled"].ticked.get(Field.NOT_THIS, ())
        outcome = approve_alike.approve_alike(desk, mails, kept_back, context["person"])
        ack(response_action="update", view=batch_result(outcome, desk.policy))
