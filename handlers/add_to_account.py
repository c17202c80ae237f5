"""Add to account…: any Slack message becomes evidence beside a customer's account."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.add_to_account import added_view, choose_form, quoted_of, search_form
from bot.cards.forms import with_error
from bot.flows import add_evidence
from bot.flows.desk import Desk
from models.controls import Field, Form, Shortcut


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.shortcut(Shortcut.ADD_TO_ACCOUNT)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        channel, message = body["channel"], body["message"]
        quoted = add_evidence.quote(
            desk,
            text=str(message.get("text") or ""),
            author=context["author"],
            channel=str(channel["id"]),
            channel_name=str(channel.get("name") or ""),
            ts=str(message["ts"]),
        )
        suggested = add_evidence.suggested(desk, quoted, person=context["person"])
        client.views_open(trigger_id=body["trigger_id"], view=search_form(quoted, suggested, policy=desk.policy))
        ack()

    @app.view(Form.ADD_TO_ACCOUNT)
    def add(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        person, filled = context["person"], context["filled"].text
        quoted = quoted_of(body["view"]["private_metadata"])
        if sought := filled.get(Field.SEARCH, "").strip():
            matches = add_evidence.matching(desk, sought, person=person)
            if matches:
                ack(response_action="push", view=choose_form(quoted, matches, policy=desk.policy))
            else:
                none = "No account that you may see matches. Try a part of its name, or an invoice number."
                ack(response_action="errors", errors=dict(with_error(Field.SEARCH, none)))
            return
        if Field.ACCOUNT not in filled:
            ack(response_action="errors", errors=dict(with_error(Field.SEARCH, "Choose an account, or type one.")))
            return
        account, record = add_evidence.add(desk, filled[Field.ACCOUNT], quoted, person=person)
        ack(response_action="update", view=added_view(quoted, account, record))
