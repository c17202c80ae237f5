"""A firm whose set-up is right, until a test spoils something of it."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.adapters.policy_file import load_policy
from bot.adapters.remittance_file import read_remittance
from bot.adapters.remittance_lock import lock_of, write_lock
from bot.adapters.start_files import manifest_scopes
from bot.commands.check import lines_of, setup_of
from bot.demo.local_slack import LocalSlack
from bot.demo.people import BOT_USER, TEAM_ID, channels, members
from bot.flows.check_setup import Setup
from bot.settings import Settings
from models.remittance import Lock
from models.setup import Light, SetupLine

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "config"
BOT_TOKEN, APP_TOKEN = "xoxb-very-secret", "xapp-very-secret"
SOURCES = """
folder = "exports"
[sources.crm]
kind = "accounts"
files = "accounts.csv"
columns = { id = "Customer", name = "Name" }
[sources.people]
kind = "contacts"
files = "contacts.csv"
columns = { id = "Id", account_id = "Customer", name = "Name", email = "Mail" }
[sources.erp]
kind = "invoices"
files = "invoices.csv"
date_format = "%Y-%m-%d"
decimal_mark = "."
currency = "EUR"
constants.entity = "fennel"
columns = { number = "No", account_id = "Customer", amount = "Amount", issued_on = "Issued", due_on = "Due" }
[sources.bank]
kind = "payments"
files = "payments.csv"
date_format = "%Y-%m-%d"
decimal_mark = "."
currency = "EUR"
constants.entity = "fennel"
columns = { id = "Id", account_id = "Customer", amount = "Amount", received_on = "On" }
[sources.inbox]
kind = "messages"
format = "eml"
files = "mails/*.eml"
direction = "in"
own_domains = ["fennel.example"]
"""
EXPORTS = {
    "accounts.csv": "Customer,Name\nC1,Harrow\n",
    "contacts.csv": "Id,Customer,Name,Mail\nK1,C1,Ann,ann@harrow.example\n",
    "invoices.csv": "No,Customer,Amount,Issued,Due\nF-1,C1,10.00,2026-03-01,2026-04-01\n",
    "payments.csv": "Id,Customer,Amount,On\nP-1,C1,5.00,2026-04-02\n",
}


class Firm:
    """A firm whose set-up is right, on disk and in the local Slack, until a test spoils something."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.config = folder, folder / "config"
        (self.config / "exports" / "mails").mkdir(parents=True)
        for name in ("remittance.toml", "remittance.lock", "rates.csv"):
            shutil.copy(CONFIG / name, self.config / name)
        # One day is as good as another here: the demo company's own bank is measured by its newest payment.
        policy = (CONFIG / "policy.toml").read_text("utf-8").replace("\nbank = 1\n", "\n")
        self.write("policy.toml", policy)
        self.write("sources.toml", SOURCES)
        for name, text in EXPORTS.items():
            self.write(f"exports/{name}", text)
        self.policy = load_policy(self.config / "policy.toml")
        self.settings: dict[str, Any] = {
            "slack_bot_token": SecretStr(BOT_TOKEN),
            "slack_app_token": SecretStr(APP_TOKEN),
            "database_url": f"sqlite:///{folder / 'var' / 'books.db'}",
            "config_dir": self.config,
            "outgoing_dir": folder / "outgoing",
        }
        self.slack: LocalSlack | None = None

    def write(self, name: str, text: str) -> None:
        (self.config / name).write_text(text, encoding="utf-8")

    def spoil(self, name: str, old: str, new: str) -> None:
        text = (self.config / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def lock(self) -> None:
        """Confirm the bank details as they are now."""
        path, told = self.config / "remittance.toml", {"by": "Nora Beck", "on": date(2026, 4, 27)}
        write_lock(
            lock_of(path), {key: Lock(digest=one.digest(), **told) for key, one in read_remittance(path).items()}
        )

    def open_slack(self, **changes: Any) -> LocalSlack:
        given = {
            "team_id": TEAM_ID,
            "bot_user_id": BOT_USER,
            "bot_name": "Collections",
            "bot_token": BOT_TOKEN,
            "app_token": APP_TOKEN,
            "scopes": manifest_scopes(),
            "signing_secret": "s",
            "members": members(self.policy),
            "channels": channels(self.policy),
            "now": lambda: datetime.fromisoformat("2026-05-11T05:00:00+00:00"),
        }
        self.slack = LocalSlack(**{**given, **changes}).start()
        self.settings["slack_api_url"] = self.slack.base_url
        return self.slack

    def setup(self) -> Setup:
        if self.slack is None:
            self.open_slack()
        return setup_of(Settings(**self.settings))

    def lines(self) -> list[SetupLine]:
        return list(lines_of(self.setup()))

    def reds(self) -> list[SetupLine]:
        return [line for line in self.lines() if line.light is Light.RED]

    def red(self) -> SetupLine:
        """The one red line."""
        (line,) = self.reds()
        assert line.fix
        return line
