"""What people do, brought to the app: signed requests to its URL, or envelopes down its connection."""

import hashlib
import hmac
import http.client
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from bot.demo.local_slack.delivery import Delivery
from bot.demo.local_slack.shapes import Json
from bot.demo.local_slack.socket_mode import SocketMode

FORM = "application/x-www-form-urlencoded"


class Courier:
    """Posts to one URL, or uses Socket Mode while there is none; gives up after Slack's three seconds."""

    def __init__(
        self, signing_secret: str, wall: Callable[[], datetime], patience: float, socket_mode: SocketMode
    ) -> None:
        self._secret = signing_secret.encode()
        self._wall = wall
        self._patience = patience
        self._socket_mode = socket_mode
        #: Where the app listens; None = it connects by Socket Mode.
        self.request_url: str | None = None

    def interaction(self, payload: Json) -> Delivery:
        """Deliver an interaction, over HTTP as the form field `payload`."""
        if self.request_url is None:
            takes_answer = payload["type"] == "view_submission"
            return self._socket_mode.deliver("interactive", payload, takes_answer=takes_answer)
        return self._post(self.request_url, urlencode({"payload": json.dumps(payload)}), FORM)

    def command(self, form: Mapping[str, str]) -> Delivery:
        """Deliver a slash command, over HTTP as form fields."""
        if self.request_url is None:
            return self._socket_mode.deliver("slash_commands", form, takes_answer=True)
        return self._post(self.request_url, urlencode(form), FORM)

    def event(self, envelope: Json) -> Delivery:
        """Deliver an event."""
        if self.request_url is None:
            return self._socket_mode.deliver("events_api", envelope, takes_answer=False)
        return self._post(self.request_url, json.dumps(envelope), "application/json")

    def _post(self, url: str, body: str, content_type: str) -> Delivery:
        try:
            status, text = self._exchange(url, body, content_type)
        except TimeoutError:
            return Delivery(0, notice=f"The app did not answer within {self._patience:g} seconds.")
        except (OSError, http.client.HTTPException):
            return Delivery(0, notice="The app could not be reached.")
        notice = "" if status == 200 else f"The app answered with an error (HTTP {status})."
        return Delivery(status, _decoded(text), notice=notice)

    def _exchange(self, url: str, body: str, content_type: str) -> tuple[int, str]:
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=self._patience)
        try:
            connection.request("POST", parts.path or "/", body.encode(), self._headers(body, content_type))
            reply = connection.getresponse()
            return reply.status, reply.read().decode()
        finally:
            connection.close()

    def _headers(self, body: str, content_type: str) -> dict[str, str]:
        stamp = str(int(self._wall().timestamp()))
        digest = hmac.new(self._secret, f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
            "User-Agent": "Slackbot 1.0 (local imitation)",
        }


def _decoded(text: str) -> str | Json:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, dict) else text
