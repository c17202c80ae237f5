"""PO received: the purchase order that an invoice was missing."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.record_forms import po_form
from bot.flows import add_evidence, record_word
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.PO_RECEIVED)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = record_word.open_form(desk, pressed.subject_id, person=context["person"])
        at = {"channel": pressed.channel, "ts": pressed.ts}
        view = po_form(record, proposed=add_evidence.proposed_po(desk, record), **at)
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.PO_RECEIVED)
    def record(ack: Ack, context: BoltContext) -> None:
        pressed, filled = context["pressed"], context["filled"]
        record_word.po_received(
            desk,
            pressed.subject_id,
            person=context["person"],
            numbers=filled.ticked.get(Field.INVOICES, ()),
            po_number=filled.text[Field.PO_NUMBER].strip(),
            said_by=filled.text[Field.SAID_BY],
        )
        ack(response_action="clear")
