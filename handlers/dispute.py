"""Dispute: flag lines or amounts; finance leadership hears of it in the same transaction."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import dispute_form, with_error
from bot.cards.typed_amount import read_amount
from bot.errors import NotNowError
from bot.flows import decide_packet
from bot.flows.desk import Desk
from bot.flows.flag_dispute import flag_dispute
from models.controls import Action, Field, Form
from models.dispute import DisputeReason
from models.money import Money


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = decide_packet.open_packet(desk, pressed.subject_id, context["person"])
        view = dispute_form(record, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    app.action(Action.DISPUTE)(ask)
    app.action(Action.CONFIRM_DISPUTE)(ask)

    @app.view(Form.DISPUTE)
    def flag(ack: Ack, context: BoltContext) -> None:
        pressed, filled, person = context["pressed"], context["filled"], context["person"]
        record = decide_packet.read_packet(desk, pressed.subject_id, person)
        ticked = filled.ticked.get(Field.INVOICES, ())
        part = filled.text.get(Field.AMOUNT, "")
        try:
            amount = _part(part, ticked, record.packet.currency)
        except ValueError as error:
            ack(response_action="errors", errors=dict(with_error(Field.AMOUNT, str(error))))
            return
        quote = next((signal.quote for signal in record.packet.signals if signal.kind == "dispute"), "")
        try:
            flag_dispute(
                desk,
                pressed.subject_id,
                person=person,
                amounts=dict.fromkeys(ticked, amount),
                reason=DisputeReason(filled.text[Field.REASON_CODE]),
                note_text=filled.text.get(Field.NOTE, ""),
                quote=quote,
            )
        except NotNowError as error:
            ack(response_action="errors", errors=dict(with_error(Field.AMOUNT, str(error))))
            return
        ack()


def _part(text: str, ticked: tuple[str, ...], currency: str) -> Money | None:
    if not text.strip():
        return None
    if len(ticked) != 1:
        raise ValueError("An amount goes with exactly one ticked invoice.")
    return read_amount(text, currency)
