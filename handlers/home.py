"""The Home tab: drawn anew whenever somebody opens it."""

from __future__ import annotations

from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.flows.desk import Desk
from bot.flows.home import home


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        if event.get("tab") == "home":
            client.views_publish(user_id=event["user"], view=home(desk, context["person"]))
