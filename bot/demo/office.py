"""The demo company's office: exports in a folder, a local Slack, and the very same app a real workspace gets."""

from __future__ import annotations

import shutil
import threading
import time
import webbrowser
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from bot.adapters.eml_mailer import EmlMailer
from bot.adapters.policy_file import load_policy
from bot.adapters.remittance_file import load_remittance
from bot.adapters.slack_directory import SlackDirectory
from bot.adapters.slack_postbox import SlackPostbox, posting_client
from bot.adapters.source_config import load_sources
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock, SystemClock
from bot.app import HTTP_PATH, build_app, serve_http
from bot.demo.console import DemoConsole
from bot.demo.local_slack import LocalSlack
from bot.demo.people import BOT_USER, TEAM_ID, channels, members
from bot.flows.deliver_outbox import Ways, deliver_outbox
from bot.flows.desk import Desk
from bot.flows.import_ledger import import_ledger
from bot.flows.post_morning import post_morning
from bot.flows.prepare_day import prepare_day
from bot.schedule import build_schedule
from models.policy import Policy

#: The Monday on which the demo company's exports are true.
DEMO_DAY = date(2026, 5, 11)
_OPENS_AT = 6
#: The mapping, policy and bank details the demo runs on: the repository's own.
CONFIG = Path(__file__).parents[2] / "config"
_TOKEN = "xoxb-local-demo"  # noqa: S105 - accepted by the local Slack alone
_SECRET = "local-signing-secret"  # noqa: S105
#: What an earlier demo left; nothing else in the folder is touched.
_LEFTOVERS = ("exports", "outgoing", "collections.db", "collections.db-wal", "collections.db-shm")


@dataclass(frozen=True, slots=True)
class Company:
    """The exports an office lives on."""

    #: The export folder as it lies there on the first morning.
    exports: Path
    #: How the exports are read.
    sources: Path


FENNEL = Company(Path(__file__).parents[2] / "tools" / "demo_company" / "twelve", CONFIG / "sources.toml")


class DemoOffice:
    """Everything the demo and the journeys run on. Use it as a context manager."""

    def __init__(
        self, folder: Path, *, company: Company = FENNEL, port: int = 0, undo: timedelta = timedelta(seconds=20)
    ) -> None:
        self.folder = folder
        self.company = company
        self.exports = folder / "exports"
        self.outgoing = folder / "outgoing"
        self._empty()
        policy = replace(load_policy(CONFIG / "policy.toml"), undo_window=undo)
        opening = datetime(DEMO_DAY.year, DEMO_DAY.month, DEMO_DAY.day, _OPENS_AT, tzinfo=_zone(policy))
        self.clock = ShiftedClock(opening.astimezone(UTC))
        self.desk = Desk(
            store=SqlStore(self.database_url),
            clock=self.clock,
            policy=policy,
            remittance=load_remittance(CONFIG / "remittance.toml"),
        )
        self.slack = LocalSlack(
            team_id=TEAM_ID,
            bot_user_id=BOT_USER,
            bot_name="Collections",
            bot_token=_TOKEN,
            signing_secret=_SECRET,
            members=members(policy),
            channels=channels(policy),
            now=self.clock.now,
            wall=SystemClock().now,
            port=port,
            team_name="Fennel Systems",
        )
        self.slack.console = DemoConsole(self.desk, self.outgoing, self.payment_arrives)
        self._client = posting_client(_TOKEN, self.slack.base_url)
        self.ways = Ways(postbox=SlackPostbox(self._client), mailer=EmlMailer(self.outgoing))
        self._schedule = build_schedule(self.desk, self.ways, None)

    @property
    def database_url(self) -> str:
        """Where the demo's own truth is."""
        return f"sqlite:///{self.folder / 'collections.db'}"

    def __enter__(self) -> Self:
        """Open the local Slack and connect the app to it."""
        self.slack.start()
        directory = SlackDirectory(self._client, self.desk.policy, TEAM_ID)
        app = build_app(self.desk, directory, self._client, _SECRET)
        self._door = serve_http(app, "127.0.0.1", 0)
        self.slack.request_url = f"http://127.0.0.1:{self._door.port}{HTTP_PATH}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything that was opened."""
        if self._schedule.running:
            self._schedule.shutdown(wait=True)
        self._door.close()
        self.slack.stop()

    def keep_delivering(self) -> None:
        """Let the outbox be worked in the background, as `collections run` does."""
        self._schedule.start()

    def morning(self) -> None:
        """Import today's exports, prepare every account, post the lists and cards."""
        self.read_exports()
        post_morning(self.desk, self.desk.office_day())

    def read_exports(self) -> None:
        """Import the exports as they lie in the folder and bring the packets in line."""
        day = self.desk.office_day()
        import_ledger(self.desk, load_sources(self.company.sources, self.exports), as_of=day)
        prepare_day(self.desk, day)

    def deliver(self) -> None:
        """Work the outbox until nothing is due."""
        while deliver_outbox(self.desk, self.ways):
            pass

    def payment_arrives(self) -> str:
        """The bank's next file lands in the export folder; say what it was."""
        target = self.exports / "payments_today.csv"
        if target.exists():
            return "The payment has already arrived."
        shutil.copy(self.company.exports / "arrivals" / "payment_arrives.csv", target)
        self.read_exports()
        return "A payment was posted in the ERP and imported."

    def _empty(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in _LEFTOVERS:
            path = self.folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        self.exports.mkdir()
        for export in sorted(self.company.exports.glob("*.csv")):
            shutil.copy(export, self.exports)


def _zone(policy: Policy) -> ZoneInfo:
    return ZoneInfo(next(iter(policy.entities.values())).timezone)


def open_demo(folder: Path, *, port: int, browser: bool) -> None:
    """Run the morning, say where it is, and stay until Ctrl-C."""
    started = time.monotonic()
    with DemoOffice(folder, port=port) as office:
        office.morning()
        office.deliver()
        office.keep_delivering()
        print(f"The morning of {DEMO_DAY:%A %d %B %Y} is ready in {time.monotonic() - started:.1f} s.")
        print(f"Open {office.slack.page_url} (an imitation of Slack on this machine). Stop with Ctrl-C.")
        print(f"Approved mails appear in {office.outgoing}.")
        print("The whole story without a browser: .venv/bin/collections demo --headless")
        print("To connect a real Slack: docs/operations.md")
        if browser:
            webbrowser.open(office.slack.page_url)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("Closed.")
