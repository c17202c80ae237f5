"""Promise to pay: the customer's word, with the day as they stated it."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.record_forms import promise_form
from bot.cards.typed_amount import typed_amount
from bot.flows import record_word
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.recorded import How


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.PROMISE)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = record_word.open_form(desk, pressed.subject_id, person=context["person"])
        ticked = record_word.named_in_promise(record)
        view = promise_form(record, ticked=ticked, channel=pressed.channel, ts=pressed.ts)
        # On a card whose mail names a day it has a button of its own; elsewhere it is under More….
        show = client.views_push if "view" in body else client.views_open
        show(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.PROMISE)
    def record(ack: Ack, context: BoltContext) -> None:
        pressed, filled, person = context["pressed"], context["filled"], context["person"]
        currency = record_word.open_form(desk, pressed.subject_id, person=person).packet.currency
        amount = typed_amount(filled.text.get(Field.AMOUNT, ""), currency)
        record_word.promise(
            desk,
            pressed.subject_id,
            person=person,
            numbers=filled.ticked.get(Field.INVOICES, ()),
            amount=amount,
            on=date.fromisoformat(filled.text[Field.ON]),
            said_by=filled.text[Field.SAID_BY],
            how=How(filled.text[Field.HOW]),
        )
        ack(response_action="clear")
