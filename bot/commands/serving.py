"""`collections run`."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from dataclasses import replace

from slack_bolt import App

from bot.adapters.charts import PngCharts
from bot.adapters.eml_mailer import EmlMailer
from bot.adapters.slack_directory import SlackDirectory
from bot.adapters.slack_postbox import SlackPostbox, posting_client
from bot.adapters.source_config import load_sources
from bot.app import build_app, connect_socket, serve_http
from bot.commands.opening import open_desk
from bot.errors import MappingError
from bot.flows.deliver_outbox import Ways
from bot.schedule import build_schedule
from bot.settings import Settings


def run() -> None:
    """Serve a real workspace: presses, the scheduled morning, and the outbox. Stops on Ctrl-C or SIGTERM."""
    settings = Settings()
    if settings.slack_bot_token is None:
        raise MappingError("SLACK_BOT_TOKEN is not set. docs/operations.md says where to find it.")
    desk = open_desk(settings)
    sources = load_sources(settings.config_dir / "sources.toml")
    client = posting_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    workspace = client.auth_test()
    desk = replace(desk, workspace_url=str(workspace.get("url") or ""))
    directory = SlackDirectory(client, desk.policy, str(workspace["team_id"]))
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None
    app = build_app(desk, directory, client, secret)
    ways = Ways(postbox=SlackPostbox(client), mailer=EmlMailer(settings.outgoing_dir), charts=PngCharts())
    close = _connect(app, settings, secret)
    schedule = build_schedule(desk, ways, sources, directory)
    schedule.start()
    print("Running. Stop with Ctrl-C.")
    _until_stopped()
    close()
    schedule.shutdown(wait=True)


def _connect(app: App, settings: Settings, secret: str | None) -> Callable[[], None]:
    if settings.slack_app_token is not None:
        return connect_socket(app, settings.slack_app_token.get_secret_value())
    if secret is not None:
        # All interfaces: the operator's proxy stands on another machine as often as not.
        return serve_http(app, "0.0.0.0", settings.http_port).close  # noqa: S104
    raise MappingError("Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")


def _until_stopped() -> None:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
