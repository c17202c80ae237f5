"""Hold until a day, and end a hold before it."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import hold_form, with_error
from bot.errors import NotNowError
from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.lifecycle import PacketEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.HOLD)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = decide_packet.check_may(desk, pressed.subject_id, PacketEvent.HOLD, context["person"], pressed.version)
        today = desk.today(record.packet.entity)
        view = hold_form(record, policy=desk.policy, today=today, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.HOLD)
    def hold(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        until = said.get(Field.UNTIL)
        try:
            decide_packet.hold(
                desk,
                pressed.subject_id,
                person=context["person"],
                version=pressed.version,
                until=date.fromisoformat(until) if until else None,
                reason=said[Field.REASON],
            )
        except NotNowError as error:
            ack(response_action="errors", errors=dict(with_error(Field.UNTIL, str(error))))
            return
        ack()

    @app.action(Action.RELEASE)
    def release(ack: Ack, context: BoltContext) -> None:
        pressed = context["pressed"]
        decide_packet.release(desk, pressed.subject_id, person=context["person"], version=pressed.version)
        ack()
