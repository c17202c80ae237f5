"""The workspace in memory: people, channels, messages and what only one person can see."""

import copy
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.demo.local_slack.files import Files

Json = dict[str, Any]

APP_ID = "A0LOCALAPP"
BOT_ID = "B0LOCALBOT"
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True)
class Member:
    """A person, or the app's own bot user."""

    id: str
    name: str
    display_name: str
    email: str
    team_id: str = "T0FENNEL"
    is_bot: bool = False
    is_restricted: bool = False
    deleted: bool = False
    tz: str = "Europe/Dublin"
    #: What the page shows behind the name, such as "Account owner".
    title: str = ""


@dataclass(frozen=True)
class Channel:
    """A channel; the app can use it only when the bot user is one of *members*, as in Slack."""

    id: str
    name: str
    members: frozenset[str]
    is_private: bool = True
    is_ext_shared: bool = False
    is_im: bool = False
    is_archived: bool = False


class Workspace:
    """Everything Slack would remember. Callers hold `changed` (a lock) around steps that belong together."""

    def __init__(
        self,
        *,
        team_id: str,
        name: str,
        bot: Member,
        members: Iterable[Member],
        channels: Iterable[Channel],
        now: Callable[[], datetime],
    ) -> None:
        self.team_id = team_id
        self.name = name
        self.bot = bot
        self.members: dict[str, Member] = {member.id: member for member in (*members, bot)}
        self.channels: dict[str, Channel] = {channel.id: channel for channel in channels}
        self.now = now
        self.files = Files(self.new_id, bot.id)
        #: Waited on by the page; notified whenever something a person can see has changed.
        self.changed = threading.Condition(threading.RLock())
        self.version = 0
        self._messages: dict[str, dict[str, Json]] = {}
        self._ephemerals: dict[str, list[Json]] = {}
        self._last_tick = 0
        self._last_id = 0

    def touch(self) -> None:
        """Tell the page that something changed."""
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def new_ts(self) -> str:
        """Return a message time: the injected clock, moved on by a microsecond when it stands still."""
        with self.changed:
            self._last_tick = max(self._last_tick + 1, int(self.now().timestamp() * 1_000_000))
            return f"{self._last_tick // 1_000_000}.{self._last_tick % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """Return an id that was not used before."""
        with self.changed:
            self._last_id += 1
            return f"{prefix}{self._last_id:07X}"

    def with_ids(self, blocks: object) -> list[Json]:
        """Return a copy of *blocks* in which every block has a block_id and every element an action_id."""
        filled: list[Json] = copy.deepcopy(blocks) if isinstance(blocks, list) else []
        for block in filled:
            block.setdefault("block_id", self.new_id("b"))
            elements = block.get("elements", []) if block["type"] == "actions" else []
            for element in [*elements, block.get("accessory"), block.get("element")]:
                if element and element["type"] != "image":
                    element.setdefault("action_id", self.new_id("a"))
        return filled

    # -- messages ---------------------------------------------------------------------------------

    def bot_message(self, text: object, blocks: object, thread_ts: str | None = None) -> Json:
        """Return a message of the app, not yet posted anywhere."""
        message: Json = {
            "type": "message",
            "user": self.bot.id,
            "bot_id": BOT_ID,
            "app_id": APP_ID,
            "team": self.team_id,
            "text": text or "",
            "ts": self.new_ts(),
        }
        if blocks:
            message["blocks"] = self.with_ids(blocks)
        if thread_ts:
            message["thread_ts"] = thread_ts
        return message

    def say(
        self, user: str, channel: str, text: str, *, at: datetime | None = None, thread_ts: str | None = None
    ) -> Json:
        """Post a person's own plain message; *at* is for what was said before this workspace was opened."""
        message: Json = {"type": "message", "user": user, "team": self.members[user].team_id, "text": text}
        if thread_ts:
            message["thread_ts"] = thread_ts
        ts = f"{at.timestamp():.6f}" if at else self.new_ts()
        return self.post(channel, {**message, "ts": ts})

    def post(self, channel: str, message: Json) -> Json:
        """Store *message* in *channel*; a reply is counted on its parent."""
        with self.changed:
            self._messages.setdefault(channel, {})[message["ts"]] = message
            parent = self._messages[channel].get(message.get("thread_ts", ""))
            if parent is not None:
                parent["thread_ts"] = parent["ts"]
                parent["reply_count"] = parent.get("reply_count", 0) + 1
            self.touch()
            return message

    def messages(self, channel: str) -> list[Json]:
        """Return the messages of *channel*, oldest first, replies included."""
        with self.changed:
            return list(self._messages.get(channel, {}).values())

    def find(self, channel: str, ts: str) -> Json | None:
        """Return the stored message itself, or None."""
        return self._messages.get(channel, {}).get(ts)

    def remove(self, channel: str, ts: str) -> None:
        """Delete a message everybody sees."""
        with self.changed:
            self._messages.get(channel, {}).pop(ts, None)
            self.touch()

    def rewrite(self, message: Json, text: object, blocks: object, metadata: object = None) -> None:
        """Redraw a stored message in place: no blocks means that only the text is left."""
        with self.changed:
            message["text"] = text or ""
            message.pop("blocks", None)
            if blocks:
                message["blocks"] = self.with_ids(blocks)
            self.annotate(message, metadata)
            self.touch()

    def annotate(self, message: Json, metadata: object) -> None:
        """Set the metadata of *message*; None keeps what is there, an empty object removes it."""
        if metadata is not None:
            message.pop("metadata", None)
        if metadata:
            message["metadata"] = copy.deepcopy(metadata)

    # -- only visible to one person ---------------------------------------------------------------

    def whisper(self, user: str, channel: str, message: Json) -> Json:
        """Show *message* in *channel* to *user* alone."""
        with self.changed:
            seen = {**message, "channel": channel, "is_ephemeral": True}
            self._ephemerals.setdefault(user, []).append(seen)
            self.touch()
            return seen

    def ephemerals(self, user: str) -> list[Json]:
        """Return what only *user* sees, oldest first."""
        with self.changed:
            return list(self._ephemerals.get(user, []))

    def find_ephemeral(self, user: str, ts: str) -> Json | None:
        """Return the stored ephemeral message itself, or None."""
        return next((m for m in self.ephemerals(user) if m["ts"] == ts), None)

    def dismiss(self, user: str, ts: str) -> None:
        """Take an ephemeral message away."""
        with self.changed:
            self._ephemerals[user] = [m for m in self.ephemerals(user) if m["ts"] != ts]
            self.touch()

    # -- people and channels ----------------------------------------------------------------------

    def direct_channel(self, user: str) -> Channel:
        """Return the conversation between the app and *user*, opening it when it is new."""
        with self.changed:
            channel_id = f"D{user[1:]}"
            if channel_id not in self.channels:
                both = frozenset({user, self.bot.id})
                self.channels[channel_id] = Channel(channel_id, self.members[user].name, both, is_im=True)
                self.touch()
            return self.channels[channel_id]

    def channels_of(self, user: str) -> list[Channel]:
        """Return the channels *user* is a member of, in the order they were given."""
        return [channel for channel in self.channels.values() if user in channel.members]

    def profile(self, member: Member) -> Json:
        """Return *member* as `users.info` shows a user."""
        names: Mapping[str, str] = {"real_name": member.display_name, "display_name": member.display_name}
        return {
            "id": member.id,
            "team_id": member.team_id,
            "name": member.name,
            "deleted": member.deleted,
            "real_name": member.display_name,
            "tz": member.tz,
            "profile": {**names, "email": member.email, "title": member.title, "team": member.team_id},
            "is_bot": member.is_bot,
            "is_app_user": False,
            "is_restricted": member.is_restricted,
            "is_ultra_restricted": False,
            "is_stranger": member.team_id != self.team_id,
        }
