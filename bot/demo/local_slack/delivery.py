"""Signed requests to the app's request URL, and what came back."""

import hashlib
import hmac
import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from bot.demo.local_slack.workspace import Json

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Delivery:
    """What one gesture led to.

    `status` is the app's HTTP status, 0 when there was no answer or nothing was sent. `errors` are the messages beside
    the fields of a modal, by block_id: the app's, or Slack's own (an empty required field is never sent).
    """

    status: int
    body: str | Json = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    #: What the person is told when the app did not answer well; empty when it did.
    notice: str = ""

    @property
    def ok(self) -> bool:
        """Whether the person sees no error."""
        return self.status == 200 and not self.errors and not self.notice


class Courier:
    """Posts to one URL and gives up after Slack's three seconds."""

    def __init__(self, signing_secret: str, wall: Callable[[], datetime], patience: float) -> None:
        self._secret = signing_secret.encode()
        self._wall = wall
        self._patience = patience
        #: Where the app listens; None until it does.
        self.request_url: str | None = None

    def interaction(self, payload: Json) -> Delivery:
        """Deliver an interaction, as the form field `payload`."""
        return self._post(urlencode({"payload": json.dumps(payload)}), FORM)

    def command(self, form: Mapping[str, str]) -> Delivery:
        """Deliver a slash command, as form fields."""
        return self._post(urlencode(form), FORM)

    def event(self, envelope: Json) -> Delivery:
        """Deliver an event, as JSON."""
        return self._post(json.dumps(envelope), "application/json")

    def _post(self, body: str, content_type: str) -> Delivery:
        if self.request_url is None:
            return Delivery(0, notice="The app is not connected yet.")
        try:
            status, text = self._exchange(self.request_url, body, content_type)
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
