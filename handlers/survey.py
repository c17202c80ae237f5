"""The owners' survey before go-live: two numbers, which their giver may change until the baseline is frozen."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import with_error
from bot.flows import survey
from bot.flows.desk import Desk
from models.controls import Action, Field, Form


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.SURVEY)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        view = survey.form(desk, pressed.subject_id, context["person"], channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.SURVEY)
    def answer(ack: Ack, context: BoltContext) -> None:
        said = context["filled"].text
        numbers: dict[Field, int] = {}
        errors: dict[str, str] = {}
        for field in (Field.MINUTES, Field.PER_WEEK):
            try:
                numbers[field] = survey.number(field, said.get(field, ""))
            except ValueError as error:
                errors |= with_error(field, str(error))
        if errors:
            ack(response_action="errors", errors=errors)
            return
        survey.answer(
            desk,
            context["pressed"].subject_id,
            context["person"],
            minutes=numbers[Field.MINUTES],
            per_week=numbers[Field.PER_WEEK],
        )
        ack()
