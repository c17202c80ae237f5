"""Modals, as a stack for each person, and App Home."""

import copy
from collections.abc import Iterator

from bot.demo.local_slack.workspace import APP_ID, BOT_ID, Json, Workspace

#: One opened view and two pushed ones.
DEEPEST = 3


class Views:
    """The views that are on somebody's screen. Used under the workspace's lock."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.files = workspace.files
        self._stacks: dict[str, list[Json]] = {}
        self._homes: dict[str, Json] = {}
        #: view id -> what its person typed so far; kept over an update for fields of the same name, as Slack does.
        self.typed: dict[str, dict[tuple[str, str], object]] = {}

    def stack(self, user: str) -> list[Json]:
        """Return the modals of *user*, the one on top last."""
        return self._stacks.get(user, [])

    def top(self, user: str) -> Json | None:
        """Return the modal *user* sees, or None."""
        stack = self.stack(user)
        return stack[-1] if stack else None

    def home(self, user: str) -> Json | None:
        """Return the App Home of *user*, or None when nothing was published."""
        return self._homes.get(user)

    def find(self, view_id: str = "", external_id: str = "") -> Json | None:
        """Return the view with this id, or with this external id, or None."""
        for view in self._all():
            if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                return view
        return None

    def _all(self) -> Iterator[Json]:
        for stack in self._stacks.values():
            yield from stack
        yield from self._homes.values()

    def open(self, user: str, content: Json) -> Json:
        """Show a modal as the only one."""
        self.clear(user)
        view = self._new(content)
        view["root_view_id"] = view["id"]
        self._stacks[user] = [view]
        return self._shown(view)

    def push(self, user: str, content: Json) -> Json | None:
        """Show a modal on top of the others; None when the stack is full or empty."""
        stack = self.stack(user)
        if not 0 < len(stack) < DEEPEST:
            return None
        view = self._new(content)
        view["root_view_id"], view["previous_view_id"] = stack[0]["id"], stack[-1]["id"]
        stack.append(view)
        return self._shown(view)

    def update(self, view: Json, content: Json) -> Json:
        """Redraw *view* in place, with a new hash."""
        kept = {key: view[key] for key in ("id", "root_view_id", "previous_view_id")}
        view.clear()
        view.update(self._new(content), **kept)
        return self._shown(view)

    def publish(self, user: str, content: Json) -> Json:
        """Set the App Home of *user*."""
        known = self._homes.get(user)
        if known is not None:
            return self.update(known, content)
        view = self._new(content)
        view["root_view_id"] = view["id"]
        self._homes[user] = view
        return self._shown(view)

    def close(self, user: str, view_id: str) -> None:
        """Take one modal away; those below come back."""
        self._stacks[user] = [view for view in self.stack(user) if view["id"] != view_id]
        self.typed.pop(view_id, None)
        self._workspace.touch()

    def clear(self, user: str) -> None:
        """Take all modals of *user* away."""
        for view in self._stacks.pop(user, []):
            self.typed.pop(view["id"], None)
        self._workspace.touch()

    def _shown(self, view: Json) -> Json:
        self._workspace.touch()
        return view

    def _new(self, content: Json) -> Json:
        view: Json = {
            "id": self._workspace.new_id("V"),
            "team_id": self._workspace.team_id,
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "state": {"values": {}},
            "hash": f"{self._workspace.new_ts()}.{self._workspace.new_id('h')}",
            "previous_view_id": None,
            "root_view_id": None,
            "app_id": APP_ID,
            "app_installed_team_id": self._workspace.team_id,
            "bot_id": BOT_ID,
            "clear_on_close": False,
            "notify_on_close": False,
            "title": None,
            "close": None,
            "submit": None,
        }
        return {**view, **copy.deepcopy(content), "blocks": self._workspace.with_ids(content["blocks"])}
