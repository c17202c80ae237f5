"""Walk it back: a correction of a mail that should not have gone."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.walk_back_form import walk_back_form
from bot.flows import walk_back as flow
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.correction import RootCause


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.WALK_BACK)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, person = context["pressed"], context["person"]
        record = flow.check_may_walk_back(desk, pressed.subject_id, person=person, version=pressed.version)
        view = walk_back_form(record, channel=pressed.channel, ts=pressed.ts)
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.WALK_BACK)
    def walk_back(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        flow.walk_back(
            desk,
            pressed.subject_id,
            person=context["person"],
            version=pressed.version,
            cause=RootCause(said[Field.REASON_CODE]),
            reason=said[Field.REASON],
            ticked=context["filled"].ticked.get(Field.INVOICES, ()),
        )
        ack(response_action="clear")
