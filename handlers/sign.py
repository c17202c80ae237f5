"""Sign: a second person's name beside exactly one text, which Approve waits for."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import sign_form
from bot.flows import sign_packet
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.SIGN)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        person, version = context["person"], pressed.version
        record = sign_packet.check_may_sign(desk, pressed.subject_id, person=person, version=version)
        view = sign_form(record, policy=desk.policy, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.SIGN)
    def sign(ack: Ack, context: BoltContext) -> None:
        pressed, person = context["pressed"], context["person"]
        reason = context["filled"].text[Field.REASON]
        sign_packet.sign(desk, pressed.subject_id, person=person, version=pressed.version, reason=reason)
        ack()
