"""Hold a packet, an account or invoices until a day, and end a hold before it."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import hold_form, with_error
from bot.errors import NotNowError
from bot.flows import holds
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.hold import HoldKind


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.HOLD)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, person = context["pressed"], context["person"]
        record, kinds = holds.open_form(desk, pressed.subject_id, person=person, version=pressed.version)
        at = {"channel": pressed.channel, "ts": pressed.ts}
        today = desk.today(record.packet.entity)
        view = hold_form(record, kinds=kinds, policy=desk.policy, today=today, **at)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.HOLD)
    def hold(ack: Ack, context: BoltContext) -> None:
        pressed, filled = context["pressed"], context["filled"]
        until = filled.text.get(Field.UNTIL)
        kind = HoldKind(filled.text.get(Field.SCOPE, HoldKind.PACKET))
        try:
            holds.hold(
                desk,
                pressed.subject_id,
                person=context["person"],
                version=pressed.version,
                kind=kind,
                until=date.fromisoformat(until) if until else None,
                reason=filled.text[Field.REASON],
                numbers=filled.ticked.get(Field.INVOICES, ()),
            )
        except NotNowError as error:
            nothing_ticked = kind is HoldKind.INVOICE and not filled.ticked.get(Field.INVOICES)
            field = Field.INVOICES if nothing_ticked else Field.UNTIL
            ack(response_action="errors", errors=dict(with_error(field, str(error))))
            return
        ack()

    @app.action(Action.RELEASE)
    def release(ack: Ack, context: BoltContext) -> None:
        pressed = context["pressed"]
        holds.release(desk, pressed.subject_id, person=context["person"], version=pressed.version)
        ack()

    @app.action(Action.LIFT)
    def lift(ack: Ack, context: BoltContext) -> None:
        pressed = context["pressed"]
        account_id, _, key = pressed.subject_id.partition("\n")
        holds.lift(desk, account_id, key, person=context["person"], seen=pressed.version)
        ack()
