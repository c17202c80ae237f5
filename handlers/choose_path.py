"""Choose path: leadership says how an account under executive review is treated this time."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import choose_path_form, with_error
from bot.errors import NotNowError
from bot.flows import decide_packet
from bot.flows.desk import Desk
from models.controls import Action, Field, Form
from models.decision import DRAFTING_PATHS, Path
from models.lifecycle import PacketEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.CHOOSE_PATH)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = decide_packet.check_may(
            desk, pressed.subject_id, PacketEvent.CHOOSE_PATH, context["person"], pressed.version
        )
        view = choose_path_form(record, channel=pressed.channel, ts=pressed.ts)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view(Form.CHOOSE_PATH)
    def choose(ack: Ack, context: BoltContext) -> None:
        pressed, said = context["pressed"], context["filled"].text
        path = Path(said[Field.PATH])
        until = said.get(Field.UNTIL)
        if path not in DRAFTING_PATHS and not until:
            ack(
                response_action="errors",
                errors=dict(with_error(Field.UNTIL, "A call or a hold needs the day it is back.")),
            )
            return
        try:
            decide_packet.choose_path(
                desk,
                pressed.subject_id,
                person=context["person"],
                version=pressed.version,
                path=path,
                reason=said[Field.REASON],
                until=date.fromisoformat(until) if until and path not in DRAFTING_PATHS else None,
            )
        except NotNowError as error:
            ack(response_action="errors", errors=dict(with_error(Field.UNTIL, str(error))))
            return
        ack()
