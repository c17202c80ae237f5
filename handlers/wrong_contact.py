"""Wrong contact: an address is struck off, and a person chooses who is written to instead, or nobody."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.record_forms import wrong_contact_form
from bot.flows import record_word
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.WRONG_CONTACT)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = record_word.open_form(desk, pressed.subject_id, person=context["person"])
        instead = record_word.instead_of(record)
        view = wrong_contact_form(record, instead=instead, channel=pressed.channel, ts=pressed.ts)
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.WRONG_CONTACT)
    def record(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        record_word.wrong_contact(
            desk,
            pressed.subject_id,
            person=context["person"],
            email=said[Field.CONTACT],
            said_by=said[Field.SAID_BY],
            instead=said.get(Field.INSTEAD, ""),
        )
        ack(response_action="clear")
