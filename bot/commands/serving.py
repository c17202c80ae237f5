"""`collections run`."""

from __future__ import annotations

import logging
import os
import platform
import signal
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Annotated

import typer
from slack_bolt import App
from slack_sdk import WebClient

from bot.adapters.charts import PngCharts
from bot.adapters.health_door import HealthDoor
from bot.adapters.process_lock import sole_process
from bot.adapters.slack_directory import SlackDirectory
from bot.adapters.slack_postbox import SlackPostbox, answering_client, posting_client
from bot.adapters.source_config import load_sources
from bot.app import build_app, connect_socket, serve_http
from bot.commands.opening import make_room, open_desk, open_mailer
from bot.errors import MappingError, StoreError, StoreUnavailableError
from bot.flows.announce_policy import announce_policy
from bot.flows.deliver_outbox import Ways
from bot.flows.desk import Desk
from bot.flows.health import Pulse, health
from bot.ports import Mailer
from bot.schedule import build_schedule
from bot.settings import Settings
from models.replica import ProcessRole, Replica

#: Seconds for what is under way to end: longer than any call may take. What is cut off then is taken up again, as after
#: a crash.
_GRACE = 15

log = logging.getLogger(__name__)
#: Whether Slack can reach this process.
_Connected = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a process reaches, opened from the settings."""

    desk: Desk
    #: For deliveries.
    posting: WebClient
    #: For what is asked of Slack while it waits for us.
    answering: WebClient
    mailer: Mailer


def run(
    role: Annotated[ProcessRole, typer.Option(help="What this process does; several share one PostgreSQL.")] = (
        ProcessRole.ALL
    ),
) -> None:
    """Serve a real workspace: presses, the scheduled morning, and the outbox. Stops on Ctrl-C or SIGTERM."""
    serve(role, open_outside)


def open_outside(settings: Settings, token: str) -> Outside:
    """As in production; of all this only the store is connected yet.

    Raises:
        MappingError: a file of the business is missing or says something that means nothing.
    """
    return Outside(
        desk=open_desk(settings),
        posting=posting_client(token, settings.slack_api_url),
        answering=answering_client(token, settings.slack_api_url),
        mailer=open_mailer(settings),
    )


def serve(role: ProcessRole, opening: Callable[[Settings, str], Outside]) -> None:
    """Do what *role* does with what *opening* opens from the settings and Slack's token, until SIGTERM or SIGINT.

    Raises:
        MappingError: a setting or a file of the business is missing or means nothing.
        StoreError: SQLite takes one process, which does everything.
    """
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    settings = Settings()
    if settings.slack_bot_token is None:
        raise MappingError("SLACK_BOT_TOKEN is not set. docs/operations.md says where to find it.")
    if role is not ProcessRole.ALL and not settings.database_url.startswith("postgresql"):
        raise StoreError(f"--role {role} needs PostgreSQL: on SQLite one process does everything. Nothing was changed.")
    make_room(settings.database_url)
    with sole_process(settings.database_url):
        _serve(opening(settings, settings.slack_bot_token.get_secret_value()), settings, role, stopped)


def _serve(outside: Outside, settings: Settings, role: ProcessRole, stopped: threading.Event) -> None:
    workspace = outside.posting.auth_test()
    team_id = str(workspace["team_id"])
    desk = replace(outside.desk, workspace_url=str(workspace.get("url") or ""))
    sources = load_sources(settings.config_dir / "sources.toml")
    directory = SlackDirectory(outside.posting, desk.policy, team_id)
    desk = announce_policy(desk)
    postbox = SlackPostbox(outside.posting)
    ways = Ways(postbox=postbox, mailer=outside.mailer, charts=PngCharts(), directory=directory)
    pulse = Pulse(desk, _replica(desk, role))
    with ExitStack() as doors:
        is_connected: _Connected | None = None
        if role.does(ProcessRole.BOT):
            secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None
            known = SlackDirectory(outside.answering, desk.policy, team_id)
            app = build_app(desk, known, outside.answering, secret)
            is_connected = _connect(doors, app, settings, secret)
        if settings.metrics_port is not None:
            with _free("METRICS_PORT", settings.metrics_port):
                door = HealthDoor(settings.metrics_address, settings.metrics_port, lambda: health(desk))
            doors.callback(door.close)
        schedule = build_schedule(
            desk,
            ways if role.does(ProcessRole.WORKER) else None,
            sources if role.does(ProcessRole.CLOCK) else None,
            directory,
            pulse=pulse,
            is_connected=is_connected,
            is_stopping=stopped.is_set,
        )
        schedule.start()
        print("Running. Stop with Ctrl-C.", flush=True)
        stopped.wait()
    _drain(lambda: schedule.shutdown(wait=True))
    _say_goodbye(pulse)


def _replica(desk: Desk, role: ProcessRole) -> Replica:
    now = desk.clock.now()
    return Replica(
        id=uuid.uuid4().hex,
        role=role,
        host=platform.node(),
        pid=os.getpid(),
        version=version("collections-copilot"),
        started_at=now,
        beat_at=now,
    )


def _connect(doors: ExitStack, app: App, settings: Settings, secret: str | None) -> _Connected:
    if settings.slack_app_token is not None:
        socket = connect_socket(app, settings.slack_app_token.get_secret_value())
        doors.callback(socket.close)
        return socket.is_connected
    if secret is not None:
        with _free("HTTP_PORT", settings.http_port):
            doors.callback(serve_http(app, secret, settings.http_address, settings.http_port).close)
        return lambda: True
    raise MappingError("Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")


@contextmanager
def _free(setting: str, port: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = f"Port {port} cannot be listened on ({error.strerror}). Set {setting} to another."
        raise MappingError(why) from error


def _drain(finish: Callable[[], None]) -> None:
    """Wait for what is under way, and no longer than a call may take."""
    ending = threading.Thread(target=finish, daemon=True)
    ending.start()
    ending.join(_GRACE)
    if ending.is_alive():
        log.warning("stopped in the middle of a job; it is taken up again by the next start")
        sys.stdout.flush()
        # The interpreter would wait for the job's thread.
        os._exit(0)


def _say_goodbye(pulse: Pulse) -> None:
    try:
        pulse.stop()
    except StoreUnavailableError:
        log.warning("the database is away: this process will be shown as silent for a day")
