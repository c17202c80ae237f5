"""One outbox, one local Slack over real HTTP, a clock that only tests move: what delivery is tested with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.adapters.policy_file import load_policy
from bot.adapters.slack_postbox import SlackPostbox
from bot.adapters.sql_store import SqlStore
from bot.demo.local_slack import Channel, Fault, LocalSlack, Member, Pace
from bot.flows.deliver_cards import redraw_next
from bot.flows.deliver_posts import post_next
from bot.flows.desk import Desk, note
from bot.flows.sweep_doubles import sweep_next
from models.audit import AuditEntry
from models.outbox import Card, OutboxItem, OutboxKind
from models.pacing import UNPACED, Pacing

CONFIG = Path(__file__).parents[3] / "config"
BOT, OLIVE = "U0BOT", "U0OLIVE"
MINE, OTHER, FINLEAD = "C0OLIVE", "C0MARCO", "C0FINLEAD"
POST, UPDATE, HISTORY, DELETE = "chat.postMessage", "chat.update", "conversations.history", "chat.delete"
_FIRST = date(2026, 1, 1)


class StillClock:
    """ports.Clock."""

    def __init__(self) -> None:
        self.at = datetime(2026, 5, 11, 6, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def today(self, timezone: str) -> date:
        return self.at.astimezone(ZoneInfo(timezone)).date()

    def advance(self, **by: float) -> None:
        self.at += timedelta(**by)


class Rig:
    """Posts are notices of refused imports: the smallest card there is."""

    def __init__(self, url: str, *, pace: Pace | None = None, channels: Sequence[str] = (MINE, OTHER, FINLEAD)) -> None:
        self.clock = StillClock()
        self.slack = LocalSlack(
            team_id="T0",
            bot_user_id=BOT,
            bot_name="Collections",
            bot_token="xoxb-rig",
            signing_secret="secret",
            members=(Member(OLIVE, "olive", "Olive Byrne", "olive@fennel.example", team_id="T0"),),
            channels=[Channel(each, each.lower(), frozenset({BOT, OLIVE})) for each in channels],
            now=self.clock.now,
            monotonic=lambda: self.clock.now().timestamp(),
            pace=pace,
        ).start()
        self.desk = self.another_desk(url)
        self.postbox = SlackPostbox(WebClient("xoxb-rig", base_url=self.slack.base_url, timeout=1, retry_handlers=[]))
        self._planned = 0

    def another_desk(self, url: str) -> Desk:
        """One more worker's: its own connections to the same database."""
        policy = load_policy(CONFIG / "policy.toml")
        return Desk(store=SqlStore(url), clock=self.clock, policy=policy, remittance={})

    def close(self) -> None:
        self.slack.stop()

    def plan(self, channel: str = MINE) -> str:
        """Plan one more post, about something of its own; its key."""
        self._planned += 1
        subject = f"import:{_FIRST + timedelta(days=self._planned)}"
        with self.desk.store.transaction() as books:
            note(books, self.clock.now(), "import.refused", subject, why="half the rows are gone")
            books.plan(
                OutboxItem(
                    key=subject,
                    kind=OutboxKind.POST,
                    partition=channel,
                    subject=subject,
                    not_before=self.clock.now(),
                    payload={"channel": channel},
                )
            )
        return subject

    def fail(self, method: str, *faults: Fault) -> None:
        for fault in faults:
            self.slack.fail_next(method, fault)

    def deliver(self, pacing: Pacing = UNPACED) -> None:
        """As the schedule does, until nothing is due or allowed."""
        for step in (post_next, redraw_next, sweep_next):
            while step(self.desk, self.postbox, pacing):
                pass

    # ── what came of it ───────────────────────────────────────────────────────────────────────

    def calls(self, method: str) -> list[str]:
        """The channel of each call of *method* as the server counted it."""
        return [str(call.args.get("channel")) for call in self.slack.calls if call.method == method]

    def there(self, channel: str = MINE) -> list[str]:
        """The keys of our messages that stand in a channel."""
        found = [each.get("metadata", {}).get("event_payload", {}).get("key") for each in self.slack.messages(channel)]
        return [key for key in found if key]

    def item(self, key: str) -> OutboxItem:
        with self.desk.store.transaction() as books:
            found = books.item(key)
        assert found is not None
        return found

    def card(self, key: str) -> Card:
        with self.desk.store.transaction() as books:
            return books.cards(key)[-1]

    def want_redrawn(self, key: str) -> None:
        with self.desk.store.transaction() as books:
            books.redraw(key)

    def trail(self, *what: str) -> list[AuditEntry]:
        with self.desk.store.transaction() as books:
            return [entry for _, entry, _ in books.audit_trail() if entry.what in what]

    def press(self, key: str) -> str:
        """What a press on the card leaves behind at the door: where it may be answered, which is returned."""
        card = self.card(key)
        url = f"{self.slack.page_url}response/{self.slack._urls.issue(OLIVE, card.channel, card.ts)}"
        with self.desk.store.transaction() as books:
            books.answer_through(card.channel, card.ts, url, self.clock.now() + timedelta(minutes=30))
            books.redraw(key)
        return url
