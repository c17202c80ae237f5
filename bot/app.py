"""Wiring: ports to adapters, and Slack's requests to doors. Identity and redelivery are settled here, once."""

from __future__ import annotations

import hashlib
import json
import logging
import socket
import threading
import uuid
from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from waitress.server import create_server

import handlers
from bot.cards import notices
from bot.errors import RefusedError, WrongFieldError
from bot.flows.desk import Desk
from bot.ports import Directory
from models.controls import Field, Filled, Pressed

#: Where Slack posts presses, forms and commands.
HTTP_PATH = "/slack/events"

_TOO_LATE = "expired_trigger_id"

#: A connection that ended without a word is given up after five pings; until then presses are lost.
_PING_SECONDS = 2

_FIELDS = frozenset(Field)
#: What a button or form may be about, as `cards.blocks.reference` names it.
_SUBJECTS = ("packet", "dispute", "survey", "hold", "batch")

log = logging.getLogger(__name__)
Next = Callable[[], Any]


def build_app(desk: Desk, directory: Directory, client: WebClient, signing_secret: str | None) -> App:
    """The Bolt app behind Socket Mode and HTTP alike. Listeners check, commit, then acknowledge."""
    app = App(
        client=client,
        signing_secret=signing_secret or "socket-mode-needs-none",
        # The commit is the work: Slack is answered after it, and without Bolt's 10 ms poll.
        process_before_response=True,
    )
    app.middleware(_identify(desk, directory))
    app.error(_answer_errors)
    for register in handlers.DOORS:
        register(app, desk)
    return app


def _identify(desk: Desk, directory: Directory) -> Callable[..., Any]:
    def identify(body: dict[str, Any], context: BoltContext, next: Next) -> Any:
        user_id, team_id = _who(body)
        context["person"] = directory.person(team_id, user_id)
        if not _first_time(desk, body):
            log.info("redelivered press ignored")
            return BoltResponse(status=200)
        if body.get("type") == "message_action":
            context["author"] = _author(directory, body)
        if (pressed := _pressed(body)) is not None:
            context["pressed"] = pressed
        if "view" in body:
            context["filled"] = _filled(body["view"])
        return next()

    return identify


def _who(body: dict[str, Any]) -> tuple[str, str]:
    user = body.get("user")
    if isinstance(user, dict):
        return str(user["id"]), str(user.get("team_id") or (body.get("team") or {}).get("id", ""))
    event = body.get("event") or {}
    return str(body.get("user_id") or event.get("user") or ""), str(body.get("team_id", ""))


def _author(directory: Directory, body: dict[str, Any]) -> str:
    """The name of whoever wrote the message a shortcut was chosen on."""
    message = body.get("message") or {}
    user_id, team_id = message.get("user") or "", message.get("team") or _who(body)[1]
    known = directory.person(str(team_id), str(user_id)).name if user_id else ""
    # The directory names nobody of another workspace.
    told = known if known != user_id else (message.get("user_profile") or {}).get("real_name")
    return str(told or message.get("username") or (message.get("bot_profile") or {}).get("name") or "somebody outside")


def _first_time(desk: Desk, body: dict[str, Any]) -> bool:
    """Each press, form and command has one trigger, each event an id; a redelivery or replay carries the same one."""
    trigger = body.get("trigger_id") or body.get("event_id")
    if not trigger:
        return True
    what = json.dumps([body.get("type") or body.get("command"), trigger, _who(body)])
    with desk.store.transaction() as books:
        return books.first_delivery(hashlib.sha256(what.encode()).hexdigest(), desk.clock.now())


def _pressed(body: dict[str, Any]) -> Pressed | None:
    try:
        if "view" in body:
            carried = json.loads(body["view"].get("private_metadata") or "{}")
        else:
            carried = json.loads((body.get("actions") or [{}])[0].get("value") or "{}")
        subject = next((carried[kind] for kind in _SUBJECTS if carried.get(kind)), None)
        if not isinstance(subject, str):
            return None
        container = body.get("container") or {}
        return Pressed(
            subject_id=subject,
            version=int(carried["version"]),
            channel=str(carried.get("channel") or container.get("channel_id") or ""),
            ts=str(carried.get("ts") or container.get("message_ts") or ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        # A value that is not ours names no packet; the door then refuses the press.
        return None


def _filled(view: dict[str, Any]) -> Filled:
    text: dict[Field, str] = {}
    ticked: dict[Field, tuple[str, ...]] = {}
    for block in ((view.get("state") or {}).get("values") or {}).values():
        for action_id, element in block.items():
            if action_id not in _FIELDS:
                continue
            field = Field(action_id)
            if "selected_options" in element:
                # One field may stand in several blocks of a form, one for each thing it asks about.
                values = (option["value"] for option in element["selected_options"] or ())
                ticked[field] = (*ticked.get(field, ()), *values)
                continue
            value = element.get("value") or element.get("selected_date")
            value = value or (element.get("selected_option") or {}).get("value")
            if value:
                text[field] = str(value)
    return Filled(text, ticked)


def _answer_errors(
    error: Exception, body: dict[str, Any], respond: Callable[..., Any], client: WebClient
) -> BoltResponse:
    """Every press is answered: a refusal with its reason, anything else with an id the operator can find."""
    if isinstance(error, RefusedError):
        said = str(error)
    elif isinstance(error, SlackApiError) and error.response.get("error") == _TOO_LATE:
        log.warning("a form was not ready before its trigger expired")
        said = "Slack waits three seconds for a form, and it was not ready in time. Nothing was changed. Press again."
    else:
        number = uuid.uuid4().hex[:8]
        log.error("press failed", exc_info=error, extra={"correlation": number})
        said = f"That was not recorded because of a fault on our side. Press again; if it stays, quote {number}."
    if isinstance(error, WrongFieldError) and body.get("type") == "view_submission":
        told = {"response_action": "errors", "errors": {str(error.field): said}}
        return BoltResponse(status=200, body=json.dumps(told))
    drawing = notices.refused(said)
    if body.get("type") == "view_submission":
        view = notices.refused_view(said)
        return BoltResponse(status=200, body=json.dumps({"response_action": "update", "view": view}))
    if "command" in body:
        answer = {"response_type": "ephemeral", "text": drawing.text, "blocks": drawing.blocks}
        return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": ["application/json"]})
    if "view" in body:
        # A button of a form has no message to answer under.
        client.views_update(view_id=body["view"]["id"], view=notices.refused_view(said))
    elif body.get("response_url"):
        respond(text=drawing.text, blocks=drawing.blocks, response_type="ephemeral", replace_original=False)
    return BoltResponse(status=200)


class HttpDoor:
    """Bolt behind a production WSGI server, in a thread of its own."""

    def __init__(self, app: App, host: str, port: int) -> None:
        listener = socket.create_server((host, port))
        #: The port it listens on.
        self.port: int = listener.getsockname()[1]
        self._server = create_server(SlackRequestHandler(app, path=HTTP_PATH), sockets=[listener], threads=8)
        self._is_closed = False
        self._thread = threading.Thread(target=self._serve, name="slack-http", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._is_closed = True
        # A worker that is still answering wakes the server by a byte in a pipe; once that is closed, its number may be
        # somebody else's connection, and the byte would stand in front of what they read.
        self._server.task_dispatcher.shutdown()
        self._server.close()

    def _serve(self) -> None:
        try:
            self._server.run()
        except OSError:
            # Closing takes the socket away under the server's own wait for it.
            if not self._is_closed:
                raise


def connect_socket(app: App, app_token: str) -> Callable[[], None]:
    """Receive presses through Socket Mode; return what ends the connection."""
    handler = SocketModeHandler(app, app_token, ping_interval=_PING_SECONDS)
    handler.connect()  # type: ignore[no-untyped-call]
    return lambda: handler.close()  # type: ignore[no-untyped-call]


def serve_http(app: App, host: str, port: int) -> HttpDoor:
    """Receive Slack's signed requests over HTTP; *port* 0 takes a free one."""
    return HttpDoor(app, host, port)
