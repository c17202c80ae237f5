"""Answer: give an escalated packet back to whoever asked."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import answer_form, with_error
from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.decision import Rating
from models.lifecycle import PacketEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.ANSWER)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = decide_packet.check_may(
            desk, pressed.subject_id, PacketEvent.ANSWER, context["person"], pressed.version
        )
        view = answer_form(record, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.ANSWER)
    def answer(ack: Ack, context: BoltContext) -> None:
        pressed, said, person = context["pressed"], context["filled"].text, context["person"]
        record = decide_packet.check_may(desk, pressed.subject_id, PacketEvent.ANSWER, person, pressed.version)
        options = record.question.options if record.question else ()
        chosen = options[int(said[Field.CHOSEN])] if Field.CHOSEN in said else ""
        text = ". ".join(filter(None, (chosen.rstrip("."), said.get(Field.REASON, "").strip())))
        if not text:
            ack(response_action="errors", errors=dict(with_error(Field.REASON, "Choose one, or write an answer.")))
            return
        rating = Rating(said[Field.RATING]) if Field.RATING in said else None
        decide_packet.answer(desk, pressed.subject_id, person=person, version=pressed.version, text=text, rating=rating)
        ack()
