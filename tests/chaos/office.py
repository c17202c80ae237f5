"""The demo's office with a copilot that can die: the local Slack and the mail's receiving side live on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.adapters.slack_directory import SlackDirectory
from bot.adapters.slack_postbox import SlackPostbox, posting_client
from bot.adapters.smtp_mailer import Patience, SmtpMailer
from bot.adapters.smtp_server import SmtpServer
from bot.adapters.source_config import load_sources
from bot.adapters.sql_store import SqlStore
from bot.app import build_app
from bot.demo.office import DemoOffice
from bot.demo.people import TEAM_ID
from bot.flows.remind import remind
from bot.flows.run_morning import run_morning
from bot.flows.take_in import take_in
from bot.settings import SmtpTls
from tests.chaos.company import small_company
from tests.chaos.deaths import Deaths, Killed, MortalMailer, MortalStore
from tests.chaos.door import Door
from tests.chaos.serve import PAST_LEASES, UNDO
from tests.servers.smtp_stub import SmtpStub

_TOKEN = "xoxb-local-demo"
_SECRET = "local-signing-secret"
#: More rounds than any queue of the nine takes; it is over long before.
_ROUNDS = 12
_ONLY_ASKING = ("auth.test", "users.info", "conversations.")


class MortalOffice(DemoOffice):
    """One day of nine customers, in which the copilot dies where *deaths* says."""

    def __init__(self, folder: Path, deaths: Deaths, *, database_url: str = "") -> None:
        self.deaths = deaths
        super().__init__(folder / "demo", company=small_company(folder / "rows"), undo=UNDO, database_url=database_url)
        #: The mail's receiving side.
        self.sink = SmtpStub().__enter__()
        self._wire()

    def __exit__(self, *error: Any) -> None:
        super().__exit__(*error)
        self.sink.__exit__()

    def _wire(self) -> None:
        #: What no death reaches: the harness itself reads here.
        self.store = SqlStore(self.database_url)
        self.desk = replace(self.desk, store=MortalStore(self.store, self.deaths))
        client = posting_client(_TOKEN, self.slack.base_url)
        call = client.api_call
        client.api_call = lambda method, **named: self._mortal(method, call)(method, **named)
        self._client, self._directory = client, SlackDirectory(client, self.desk.policy, TEAM_ID)
        server = SmtpServer(host="127.0.0.1", port=self.sink.port, tls=SmtpTls.NONE, sign_in=None)
        mailer = MortalMailer(SmtpMailer(server, Patience(2, 2)), self.deaths)
        self.ways = replace(self.ways, postbox=SlackPostbox(client), mailer=mailer, directory=self._directory)

    def _mortal(self, method: str, call: Callable[..., Any]) -> Callable[..., Any]:
        return call if method.startswith(_ONLY_ASKING) else self.deaths.after(method, call)

    def _connect(self) -> None:
        self.door = Door(build_app(self.desk, self._directory, self._client, _SECRET))
        self.slack.request_url = self.door.url
        self._close = self.door.close

    def restart(self) -> bool:
        """Start the copilot anew, with nothing in its memory; whether it took the press that nobody had answered.

        Slack brings such a press again.
        """
        unanswered = self.door.unanswered
        self._close()
        self.store.close()
        self.deaths.revive()
        self._wire()
        self._connect()
        return unanswered is not None and self.door.bring_again(unanswered)

    # ── what the machine does by itself ───────────────────────────────────────────────────────

    def tick(self) -> None:
        """Everything the schedule does, once: a morning that is due, what is new, what is to be delivered."""
        sources = load_sources(self.company.sources, self.exports)
        run_morning(self.desk, sources, self._directory)
        take_in(self.desk, sources)
        remind(self.desk)
        self.deliver()

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Until nothing moves, with every lease of a dead process over; *until* is for who cannot tick by hand."""
        quiet = 0
        for _ in range(_ROUNDS):
            before = len(self.slack.calls), len(self.sink.taken)
            self.tick()
            self.clock.advance(PAST_LEASES)
            # Once more, because what a dead process held is due only now.
            quiet = quiet + 1 if before == (len(self.slack.calls), len(self.sink.taken)) else 0
            if quiet == 2:
                return

    def alive(self) -> None:
        """Raise if the copilot died behind the door, where a press only sees that nobody answers."""
        if self.deaths.is_dead:
            raise Killed(self.deaths.last_words)
