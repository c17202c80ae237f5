"""The Bolt app behind Socket Mode and HTTP alike."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient

import handlers
from bot.app.answers import answer, is_overtaken
from bot.app.gesture import MALFORMED, Gesture, read_gesture
from bot.app.press_store import PressStore, RedeliveredError
from bot.app.turnstile import SECONDS, Turnstile
from bot.errors import NotNowError, RefusedError, StoreUnavailableError
from bot.flows.desk import Desk
from bot.flows.watch_channels import refuse_where_shared
from bot.ports import Directory

#: What they log below this has bodies, signatures and tokens in it.
_LIBRARIES = ("slack_bolt", "slack_sdk", "waitress")
_TOO_OFTEN = f"You are asking faster than anybody reads. Nothing was looked up; wait {SECONDS:g} seconds and ask again."

log = logging.getLogger(__name__)
Next = Callable[[], Any]


class DoorApp(App):
    """Bolt, with each gesture read once, done once and answered."""

    def __init__(self, store: PressStore, **settings: Any) -> None:
        super().__init__(**settings)
        self._store = store

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """Answer one request; a listener checks, commits, then acknowledges."""
        try:
            gesture = read_gesture(req.body)
        except MALFORMED:
            return BoltResponse(status=400)
        with self._store.answering(gesture.delivery_id, gesture.answerable) as press:
            req.context["gesture"], req.context["press"] = gesture, press
            try:
                response = super().dispatch(req)
                if response.status == 200:
                    self._store.finish(press)
            except RedeliveredError:
                log.info("redelivered press ignored")
                return BoltResponse(status=200)
            except Exception:
                # A door, and the last: what Bolt cannot read, or an answer that cannot be given. Slack says it failed.
                log.exception("press failed")
                return BoltResponse(status=500)
            return response


def build_app(desk: Desk, directory: Directory, client: WebClient, signing_secret: str | None) -> App:
    """Every door, open to the people *directory* knows. *client* gives up within Slack's three seconds."""
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    store = PressStore(desk.store, desk.clock)
    app = DoorApp(
        store,
        client=client,
        logger=logging.getLogger("slack_bolt"),
        signing_secret=signing_secret or "socket-mode-needs-none",
        # The commit is the work: Slack is answered after it, and without Bolt's 10 ms poll.
        process_before_response=True,
        # Else Bolt logs what it was.
        raise_error_for_unhandled_request=True,
    )
    app.middleware(_identify(directory, Turnstile()))
    app.middleware(_stay_inside(replace(desk, store=store)))
    app.error(_answer_error)
    for register in handlers.DOORS:
        register(app, replace(desk, store=store))
    return app


def _identify(directory: Directory, turnstile: Turnstile) -> Callable[..., Any]:
    def identify(body: dict[str, Any], context: BoltContext, next: Next) -> Any:
        gesture: Gesture = context["gesture"]
        if _only_asks(body) and not turnstile.lets(f"{gesture.team_id} {gesture.user_id}"):
            raise NotNowError(_TOO_OFTEN)
        context["person"] = directory.person(gesture.team_id, gesture.user_id)
        if gesture.message is not None:
            context["author"] = _author(directory, gesture, gesture.message)
        if gesture.pressed is not None:
            context["pressed"] = gesture.pressed
        if gesture.filled is not None:
            context["filled"] = gesture.filled
        return next()

    return identify


def _stay_inside(desk: Desk) -> Callable[..., Any]:
    def stay(body: dict[str, Any], next: Next) -> Any:
        if "command" in body:
            refuse_where_shared(desk, str(body.get("channel_id") or ""))
        return next()

    return stay


def _only_asks(body: Mapping[str, Any]) -> bool:
    """A command, or the Home tab; buttons and forms need a hand each."""
    return "command" in body or (body.get("event") or {}).get("type") == "app_home_opened"


def _author(directory: Directory, gesture: Gesture, message: Mapping[str, Any]) -> str:
    """The name of whoever wrote the message a shortcut was chosen on."""
    user_id, team_id = message.get("user") or "", message.get("team") or gesture.team_id
    known = directory.person(str(team_id), str(user_id)).name if user_id else ""
    # The directory names nobody of another workspace.
    told = known if known != user_id else (message.get("user_profile") or {}).get("real_name")
    return str(told or message.get("username") or (message.get("bot_profile") or {}).get("name") or "somebody outside")


def _answer_error(error: Exception, body: dict[str, Any], context: BoltContext, client: WebClient) -> BoltResponse:
    if isinstance(error, RedeliveredError):
        raise error
    if isinstance(error, BoltUnhandledRequestError):
        log.warning("no door for this gesture: %s", context["gesture"].kind)
        return BoltResponse(status=404)
    if is_overtaken(error):
        return BoltResponse(status=200)
    if isinstance(error, StoreUnavailableError):
        log.warning("a press was not recorded: the database did not answer")
    context["press"].has_failed = isinstance(error, StoreUnavailableError) or not isinstance(error, RefusedError)
    return answer(error, body, client)
