"""The local Slack as a whole: what tests and the demo start."""

import copy
import threading
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, Self

from bot.demo.local_slack import page
from bot.demo.local_slack.arguments import Arguments
from bot.demo.local_slack.courier import Courier
from bot.demo.local_slack.faults import (
    AcceptLate,
    DropAfterAccept,
    Fault,
    Faults,
    HangAfterAccept,
    RateLimited,
    ServerError,
    instead,
)
from bot.demo.local_slack.gestures import Gestures
from bot.demo.local_slack.limits import Buckets, Pace, ResponseUrls, Triggers
from bot.demo.local_slack.page import Console
from bot.demo.local_slack.registered import Registered
from bot.demo.local_slack.responses import Responses
from bot.demo.local_slack.server import RESET, Answer, LoopbackServer, Request, json_answer
from bot.demo.local_slack.socket_mode import Link, SocketMode
from bot.demo.local_slack.static_files import static_file
from bot.demo.local_slack.tokens import Tokens
from bot.demo.local_slack.views import Views
from bot.demo.local_slack.web_api import WebApi
from bot.demo.local_slack.workspace import Channel, Json, Member, Workspace


class Call(NamedTuple):
    """One Web API call as it arrived, refused ones included; the token is left out."""

    method: str
    args: Json


class LocalSlack(Gestures):
    """An imitation of one Slack workspace with one app in it.

    The gestures of `Gestures` (click, submit, command, ...) are its own. `wall` stamps the signatures: Bolt compares
    it with the machine's clock and refuses a difference of five minutes, so give the real clock when `now` is not.
    """

    def __init__(
        self,
        *,
        team_id: str,
        bot_user_id: str,
        bot_name: str,
        bot_token: str,
        signing_secret: str,
        members: Iterable[Member],
        channels: Iterable[Channel],
        now: Callable[[], datetime],
        wall: Callable[[], datetime] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        console: Console | None = None,
        port: int = 0,
        team_name: str = "Fennel",
        pace: Pace | None = None,
        patience: float = 3.0,
        commands: Collection[str] | None = None,
        scopes: Collection[str] | None = None,
        app_token: str = "",
        registered: Registered | None = None,
    ) -> None:
        """*commands* are those the app has registered; None = every command is passed on to it; *registered* is
        what else its manifest registers.

        *scopes* are those the bot token was given; None = all, and no reply lists them.
        """
        bot = Member(bot_user_id, bot_name.lower().replace(" ", "-"), bot_name, "", team_id=team_id, is_bot=True)
        workspace = Workspace(team_id=team_id, name=team_name, bot=bot, members=members, channels=channels, now=now)
        views, triggers = Views(workspace), Triggers(monotonic, workspace.new_id)
        urls = ResponseUrls(monotonic, workspace.new_id)
        #: The app's connections; unused while there is a request URL.
        self.socket_mode = SocketMode(patience)
        courier = Courier(signing_secret, wall or now, patience, self.socket_mode)
        self._answers = Responses(workspace, urls)
        super().__init__(workspace, views, triggers, urls, self._answers, courier, commands, registered)
        self.console = console
        #: Every Web API call, oldest first.
        self.calls: list[Call] = []
        self._api = WebApi(
            workspace, views, triggers, Tokens(bot_token, app_token, scopes), self.socket_mode, self.registered
        )
        self._faults, self._pace, self._buckets = Faults(), pace, Buckets(monotonic)
        self._server = LoopbackServer(port, self)
        self._hanging = threading.Event()
        self.link_root = self._api.link_root = self.page_url

    # -- life ---------------------------------------------------------------------------------------

    def start(self) -> Self:
        """Begin to serve; the port was taken when the object was made."""
        self._server.start()
        return self

    def stop(self) -> None:
        """Stop serving; replies that hang are let go."""
        self._hanging.set()
        self.socket_mode.cut()
        self.workspace.touch()
        self._server.stop()

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    @property
    def page_url(self) -> str:
        """Where a browser finds the page; ends with a slash."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    @property
    def base_url(self) -> str:
        """What `WebClient(base_url=...)` takes."""
        return f"{self.page_url}api/"

    @property
    def request_url(self) -> str | None:
        """Where interactions, commands and events are POSTed, once the app listens; None = Socket Mode."""
        return self._courier.request_url

    @request_url.setter
    def request_url(self, url: str | None) -> None:
        self._courier.request_url = url

    # -- reading, for tests -------------------------------------------------------------------------

    def messages(self, channel: str) -> list[Json]:
        """Return copies of the messages of *channel*, oldest first, replies and metadata included."""
        with self.workspace.changed:
            return copy.deepcopy(self.workspace.messages(channel))

    def message(self, channel: str, ts: str) -> Json:
        """Return a copy of one message.

        Raises:
            LookupError: there is none, or it was deleted.
        """
        with self.workspace.changed:
            found = self.workspace.find(channel, ts)
            if found is None:
                raise LookupError(f"no message {ts} in {channel}")
            return copy.deepcopy(found)

    def ephemerals(self, user: str) -> list[Json]:
        """Return copies of what only *user* sees, oldest first; each has its `channel`."""
        return copy.deepcopy(self.workspace.ephemerals(user))

    def modal(self, user: str) -> Json | None:
        """Return a copy of the view on top of *user*'s stack, or None."""
        with self.workspace.changed:
            return copy.deepcopy(self.views.top(user))

    def home(self, user: str) -> Json | None:
        """Return a copy of *user*'s App Home, or None."""
        with self.workspace.changed:
            return copy.deepcopy(self.views.home(user))

    # -- changing the world, for tests --------------------------------------------------------------

    def fail_next(self, method: str, fault: Fault) -> None:
        """Let the next call of *method* meet *fault*; several wait in line. "response_url" is what a press gave."""
        self._faults.add(method, fault)

    def set_member(self, user: str, **changes: object) -> Member:
        """Change a member, for instance `deleted=True`."""
        with self.workspace.changed:
            member = replace(self.workspace.members[user], **changes)  # type: ignore[arg-type]
            self.workspace.members[user] = member
            self.workspace.touch()
            return member

    def set_channel(self, channel: Channel) -> None:
        """Add a channel, or change one: its name, its members, whether it is shared."""
        with self.workspace.changed:
            self.workspace.channels[channel.id] = channel
            self.workspace.touch()

    # -- the server's questions ---------------------------------------------------------------------

    def get(self, request: Request) -> Answer | None:
        """Answer a GET: the page, its files, its state, or a Web API method."""
        if request.path.startswith("/api/"):
            return self._call(request)
        if request.path == "/page/state":
            user, channel = (str(request.arguments.get(name, "")) for name in ("user", "channel"))
            return json_answer(page.snapshot(self, user, channel))
        if request.path.startswith("/files/"):
            return self._uploaded(request.path.split("/")[2])
        if request.path == "/side-by-side":
            return static_file("side.html")
        if request.path == "/" or request.path.startswith("/archives/"):
            return static_file("page.html")
        return static_file(request.path.removeprefix("/static/"))

    def post(self, request: Request) -> Answer | None:
        """Answer a POST: a Web API method, a response URL, or the page's buttons."""
        if request.path.startswith("/api/"):
            return self._call(request)
        if request.path.startswith("/response/"):
            return self._response(request.path.removeprefix("/response/"), request)
        if request.path.startswith("/upload/"):
            return self._upload(request.path.removeprefix("/upload/"), request.body)
        if request.path == "/page/form":
            return json_answer(page.form(self, dict(request.arguments)))
        if request.path.startswith("/page/"):
            return json_answer(page.act(self, request.path.removeprefix("/page/"), dict(request.arguments)))
        return json_answer({"error": "not found"}, 404)

    def admit_link(self, ticket: str) -> bool:
        """Return whether *ticket* opens a Socket Mode connection; it does so once."""
        return self.socket_mode.admit(ticket)

    def serve_link(self, link: Link) -> None:
        """Stay with a Socket Mode connection until it is over."""
        self.socket_mode.serve(link)

    def stamp(self) -> str:
        """Return a text that changes with the workspace or with the console."""
        return page.stamp(self.workspace, self.console)

    def wait(self, seconds: float) -> None:
        """Return after *seconds*, or as soon as the workspace changes."""
        with self.workspace.changed:
            self.workspace.changed.wait(seconds)

    def _call(self, request: Request) -> Answer | None:
        method = request.path.removeprefix("/api/")
        self.calls.append(Call(method, Arguments(request.arguments).plain()))
        fault, seconds = self._faults.take(method), self._too_fast(method, request)
        if isinstance(fault, RateLimited) or seconds:
            wait = fault.retry_after if isinstance(fault, RateLimited) else seconds
            said = {} if wait is None else {"Retry-After": str(wait)}
            return json_answer({"ok": False, "error": "ratelimited"}, 429, said)
        if isinstance(fault, AcceptLate):
            self._hanging.wait(fault.seconds)
        elif (other := instead(fault)) is not None:
            return other
        answered = self._api.call(method, request.arguments, request.token)
        reply = json_answer(answered, headers=self._api.headers(request.token))
        if isinstance(fault, HangAfterAccept):
            self._hanging.wait(fault.seconds)
        if isinstance(fault, ServerError):
            return json_answer({}, fault.status)
        if isinstance(fault, DropAfterAccept):
            return RESET if fault.reset else None
        return reply

    def _too_fast(self, method: str, request: Request) -> int:
        if self._pace is None:
            return 0
        with self.workspace.changed:
            return self._buckets.too_fast(self._pace, method, str(request.arguments.get("channel")))

    def _response(self, key: str, request: Request) -> Answer | None:
        fault = self._faults.take("response_url")
        if (other := instead(fault)) is not None:
            return other
        refusal = self._answers.receive(key, request.arguments)
        if isinstance(fault, DropAfterAccept):
            return RESET if fault.reset else None
        if refusal is None:
            return Answer(200, b"ok", "text/plain; charset=utf-8")
        gone = refusal.error in {"used_url", "expired_url"}
        messages = {"response_metadata": {"messages": list(refusal.messages)}} if refusal.messages else {}
        return json_answer({"ok": False, "error": refusal.error, **messages}, 404 if gone else 400)

    def _upload(self, key: str, data: bytes) -> Answer:
        with self.workspace.changed:
            taken = self.workspace.files.receive(key, data)
        text = f"OK - {len(data)}" if taken else "refused: an address works once, for as many bytes as were announced"
        return Answer(200 if taken else 400, text.encode(), "text/plain; charset=utf-8")

    def _uploaded(self, file_id: str) -> Answer:
        with self.workspace.changed:
            file = self.workspace.files.complete(file_id)
        if file is None or file.data is None:
            return json_answer({"error": "not found"}, 404)
        is_picture = file.mimetype.startswith("image/")
        kept = {"X-Content-Type-Options": "nosniff"}
        return Answer(
            200, file.data, file.mimetype, kept if is_picture else {**kept, "Content-Disposition": "attachment"}
        )
