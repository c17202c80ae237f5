"""Ask owner: leadership puts a question about a dispute to the account owner, who answers it."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.dispute_forms import ask_owner_form, owner_answer_form
from bot.flows import settle_dispute
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.ASK_OWNER)
    def open_question(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        dispute = settle_dispute.check_may(desk, pressed.subject_id, context["person"], pressed.version)
        view = ask_owner_form(dispute, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.ASK_OWNER)
    def ask(ack: Ack, context: BoltContext) -> None:
        pressed, question = context["pressed"], context["filled"].text[Field.QUESTION]
        settle_dispute.ask_owner(
            desk, pressed.subject_id, person=context["person"], version=pressed.version, question=question
        )
        ack()

    @app.action(Action.OWNER_ANSWER)
    def open_answer(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        found = settle_dispute.open_question(desk, pressed.subject_id, person=context["person"], number=pressed.version)
        view = owner_answer_form(*found, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.OWNER_ANSWER)
    def answer(ack: Ack, context: BoltContext) -> None:
        pressed, text = context["pressed"], context["filled"].text[Field.REASON]
        settle_dispute.answer(desk, pressed.subject_id, person=context["person"], number=pressed.version, text=text)
        ack()
