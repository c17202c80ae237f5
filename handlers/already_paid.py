"""Already paid: they say that the money went out; a dispute until cash application says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.record_forms import already_paid_form
from bot.cards.typed_amount import typed_amount
from bot.flows import record_word
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.ALREADY_PAID)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = record_word.open_form(desk, pressed.subject_id, person=context["person"])
        ticked = record_word.named_in_payment(record)
        view = already_paid_form(record, ticked=ticked, channel=pressed.channel, ts=pressed.ts)
        # On a card whose mail says so it has a button of its own; elsewhere it is under More….
        show = client.views_push if "view" in body else client.views_open
        show(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.ALREADY_PAID)
    def record(ack: Ack, context: BoltContext) -> None:
        pressed, filled, person = context["pressed"], context["filled"], context["person"]
        currency = record_word.open_form(desk, pressed.subject_id, person=person).packet.currency
        amount = typed_amount(filled.text.get(Field.AMOUNT, ""), currency)
        on = filled.text.get(Field.ON)
        record_word.already_paid(
            desk,
            pressed.subject_id,
            person=person,
            numbers=filled.ticked.get(Field.INVOICES, ()),
            on=date.fromisoformat(on) if on else None,
            amount=amount,
            reference=filled.text.get(Field.REFERENCE, ""),
            said_by=filled.text[Field.SAID_BY],
        )
        ack(response_action="clear")
