"""*Settle…*: a finance lead says whether a message of ours is in Slack, or is to be posted again."""

from __future__ import annotations

from http.client import HTTPException
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.cards.settle_post import settle_post_form
from bot.flows.desk import Desk
from bot.flows.settle_post import adopt_post, place_behind, post_again, unsettled_post
from models.controls import Action, Field, Form, Found


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.SETTLE_POST)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        post = unsettled_post(desk, context["pressed"].subject_id, person=context["person"])
        client.views_open(trigger_id=body["trigger_id"], view=settle_post_form(post, policy=desk.policy))
        ack()

    @app.view(Form.SETTLE_POST)
    def settle(ack: Ack, context: BoltContext, client: WebClient) -> None:
        person, text, key = context["person"], context["filled"].text, context["pressed"].subject_id
        if text[Field.OUTCOME] == Found.NOT_THERE:
            post_again(desk, key, by=person)
        else:
            post, link = unsettled_post(desk, key, person=person), text.get(Field.LINK, "")
            adopt_post(desk, key, link=link, by=person, stands=_stands(client, post.channel, place_behind(link)))
        ack()


def _stands(client: WebClient, channel: str, place: tuple[str, str] | None) -> str | None:
    """The key of our message there, "" where none of ours is; None = Slack does not say."""
    if place is None or place[0] != channel:
        return None
    try:
        found = client.conversations_history(
            channel=channel, oldest=place[1], latest=place[1], inclusive=True, limit=1, include_all_metadata=True
        )
    except (SlackApiError, OSError, HTTPException):
        return None
    marks = (message.get("metadata") or {} for message in found.get("messages") or ())
    return next((str((mark.get("event_payload") or {}).get("key", "")) for mark in marks), "")
