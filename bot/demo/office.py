"""The demo company's office: exports in a folder, a local Slack, and the very same app a real workspace gets."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from bot.adapters.charts import PngCharts
from bot.adapters.countries import Countries
from bot.adapters.eml_mailer import EmlMailer
from bot.adapters.policy_file import load_policy
from bot.adapters.rates_file import load_rates
from bot.adapters.remittance_file import load_remittance
from bot.adapters.slack_directory import SlackDirectory
from bot.adapters.slack_postbox import SlackPostbox, answering_client, posting_client
from bot.adapters.source_config import load_invoice_files, load_sources
from bot.adapters.sql_store import SqlStore
from bot.adapters.start_files import manifest
from bot.adapters.system_clock import ShiftedClock, SystemClock
from bot.app import HTTP_PATH, build_app, connect_socket, serve_http
from bot.demo.console import DemoConsole
from bot.demo.local_slack import LocalSlack, Pace, registered_by
from bot.demo.people import BOT_USER, TEAM_ID, channels, members, remember
from bot.demo.world import World
from bot.flows.call_roll import call_roll
from bot.flows.deliver_outbox import Ways, deliver_outbox
from bot.flows.desk import Desk
from bot.flows.import_ledger import import_ledger
from bot.flows.post_morning import MorningReport, post_morning
from bot.flows.prepare_day import prepare_day
from bot.flows.run_morning import JOB
from bot.flows.take_in import take_in
from bot.schedule import build_schedule
from models.controls import Command
from models.pacing import SLACK, UNPACED, Pacing
from models.sending import Sending

#: The Monday on which the demo company's exports are true.
DEMO_DAY = date(2026, 5, 11)
_OPENS_AT = 6
#: The mapping, policy and bank details the demo runs on: the repository's own.
CONFIG = Path(__file__).parents[2] / "config"
_TOKEN = "xoxb-local-demo"  # noqa: S105 - accepted by the local Slack alone
_APP_TOKEN = "xapp-local-demo"  # noqa: S105
_SECRET = "local-signing-secret"  # noqa: S105
#: What an earlier demo left; nothing else in the folder is touched.
_LEFTOVERS = ("exports", "outgoing", "collections.db", "collections.db-wal", "collections.db-shm")
#: What lies beside the exports of the tests' company and is none.
_NO_EXPORTS = shutil.ignore_patterns("README.md", "sources.toml")


@dataclass(frozen=True, slots=True)
class Company:
    """The exports an office lives on."""

    #: The export folder as it lies there on the first morning.
    exports: Path
    #: How the exports are read.
    sources: Path
    #: A folder per later morning, named by its ISO date, laid over the exports then; None = nothing new ever comes.
    days: Path | None = None


_COMPANY = Path(__file__).parent / "company"
FENNEL = Company(_COMPANY / "start", CONFIG / "sources.toml", _COMPANY / "days")


class DemoOffice:
    """Everything the demo and the journeys run on. Use it as a context manager."""

    def __init__(
        self,
        folder: Path,
        *,
        company: Company = FENNEL,
        port: int = 0,
        undo: timedelta = timedelta(seconds=20),
        cards: int | None = None,
        database_url: str = "",
        socket_mode: bool = False,
        pace: Pace | None = None,
        sending: Sending | None = None,
    ) -> None:
        """*undo* and *cards* (posted a day in one channel) take the place of the policy's own figures.

        *sending* is when mail leaves; None = at any hour of a working day.

        *database_url* is an empty database of any engine; "" = an SQLite file in *folder*. *socket_mode* says how
        presses reach the app; False = by signed HTTP. *pace* limits posts and updates as Slack does; None = not at all.
        """
        self.folder = folder
        #: Where the demo's own truth is.
        self.database_url = database_url or f"sqlite:///{folder / 'collections.db'}"
        self.company = company
        self.exports = folder / "exports"
        self.outgoing = folder / "outgoing"
        self._empty()
        policy = load_policy(CONFIG / "policy.toml")
        # The demo's day begins at six, and whoever tries it wants to see a mail leave.
        all_day = Sending(opens=datetime.min.time(), closes=datetime.max.time())
        policy = replace(policy, sending=sending or all_day)
        policy = replace(policy, undo_window=undo, max_cards_per_day=cards or policy.max_cards_per_day)
        if company.sources != FENNEL.sources:
            # It names sources of the company it was written for, and another one has its own.
            policy = replace(policy, freshness={})
        self.zone = ZoneInfo(next(iter(policy.entities.values())).timezone)
        self.clock = ShiftedClock(self.opening(DEMO_DAY).astimezone(UTC))
        self.desk = Desk(
            store=SqlStore(self.database_url),
            clock=self.clock,
            policy=policy,
            remittance=load_remittance(CONFIG / "remittance.toml"),
            rates=load_rates(CONFIG / "rates.csv"),
            invoice_files=load_invoice_files(company.sources, self.exports),
            countries=Countries(),
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
            commands=frozenset(Command),
            app_token=_APP_TOKEN,
            registered=registered_by(json.loads(manifest())),
            pace=pace,
        )
        self.desk = replace(self.desk, workspace_url=self.slack.page_url)
        remember(self.slack.workspace)
        #: The day whose morning was lived last.
        self.last_morning = DEMO_DAY
        self.world = World(self)
        self.slack.console = DemoConsole(self, self.world)
        self._client = posting_client(_TOKEN, self.slack.base_url)
        self._directory = SlackDirectory(self._client, self.desk.policy, TEAM_ID)
        self.ways = Ways(
            postbox=SlackPostbox(self._client),
            mailer=EmlMailer(self.outgoing),
            charts=PngCharts(),
            directory=self._directory,
            pacing=_pacing(pace),
        )
        self._schedule = build_schedule(self.desk, self.ways, None)
        self._socket_mode = socket_mode
        self._is_open = False

    def __enter__(self) -> Self:
        """Open the local Slack and connect the app to it."""
        self.slack.start()
        self._connect()
        self._is_open = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything that was opened."""
        self._is_open = False
        if self._schedule.running:
            self._schedule.shutdown(wait=True)
        self._close()
        self.slack.stop()

    def restart(self) -> None:
        """Let the copilot go down and come up again, with nothing in its memory; Slack and the database stay."""
        with self.standing_still():
            self._close()
            self.desk = replace(self.desk, store=SqlStore(self.database_url))
            self._connect()

    def _connect(self) -> None:
        client = answering_client(_TOKEN, self.slack.base_url)
        app = build_app(self.desk, SlackDirectory(client, self.desk.policy, TEAM_ID), client, _SECRET)
        if self._socket_mode:
            self._close = connect_socket(app, _APP_TOKEN).close
            return
        door = serve_http(app, _SECRET, "127.0.0.1", 0)
        self.slack.request_url = f"http://127.0.0.1:{door.port}{HTTP_PATH}"
        self._close = door.close

    # ── time ──────────────────────────────────────────────────────────────────────────────────

    def opening(self, day: date) -> datetime:
        """The moment a day begins at the office."""
        return datetime(day.year, day.month, day.day, _OPENS_AT, tzinfo=self.zone)

    def midnight(self) -> datetime:
        """The moment today began on the calendar."""
        return self.clock.now().astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0)

    def keep_delivering(self) -> None:
        """Let the outbox be worked in the background, as `collections run` does.

        The scheduler has no morning of its own here: mornings come when somebody asks for one.
        """
        self._schedule.start()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Inside, nothing is delivered in the background, and what was being delivered has ended."""
        was_running = self._schedule.running
        if was_running:
            self._schedule.shutdown(wait=True)
        try:
            yield
        finally:
            self._schedule = build_schedule(self.desk, self.ways, None)
            if was_running and self._is_open:
                self._schedule.start()

    # ── a day's work ──────────────────────────────────────────────────────────────────────────

    def morning(self) -> MorningReport:
        """Import today's exports, prepare every account, post the lists and cards."""
        day = self.desk.office_day()
        self.read_exports()
        report = post_morning(self.desk, day)
        with self.desk.store.transaction() as books:
            # Whoever opens this database with the daily job finds today's morning done.
            for entity in self.desk.policy.entities:
                books.first_run(JOB, entity, day, self.clock.now())
        self.last_morning = day
        return report

    def read_exports(self) -> None:
        """Import the exports as they lie in the folder and bring the packets in line."""
        day = self.desk.office_day()
        import_ledger(self.desk, load_sources(self.company.sources, self.exports), as_of=day)
        call_roll(self.desk, self._directory, day)
        prepare_day(self.desk, day)

    def take_in(self) -> None:
        """Look at the exports between two mornings, as `collections run` does every few minutes."""
        take_in(self.desk, load_sources(self.company.sources, self.exports))

    def deliver(self) -> None:
        """Work the outbox until nothing is due."""
        while deliver_outbox(self.desk, self.ways):
            pass

    def _empty(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in _LEFTOVERS:
            path = self.folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        shutil.copytree(self.company.exports, self.exports, ignore=_NO_EXPORTS)


def _pacing(pace: Pace | None) -> Pacing:
    """As fast as the local Slack takes it."""
    if pace is None:
        return UNPACED
    return SLACK if pace.updates_per_minute is not None else replace(SLACK, tier_3=None)
