"""What the page shows to one person, and the gestures it sends back."""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol

from bot.demo.local_slack.delivery import Delivery
from bot.demo.local_slack.views import Views
from bot.demo.local_slack.workspace import Channel, Json, Member, Workspace

if TYPE_CHECKING:
    from bot.demo.local_slack.local_slack import LocalSlack


class Console(Protocol):
    """The demo's side panel; what it shows is read about once a second, so it must be cheap."""

    def state(self) -> Json:
        """Return what the panel shows, as documented in the package."""

    def form(self, button_id: str, user: str) -> Json:
        """Return what *user* has to choose before a button that asks can be pressed: title, submit, fields.

        Raises:
            LookupError: there is nothing to choose from.
        """

    def press(self, button_id: str, chosen: Mapping[str, str]) -> None:
        """Do what a button of the panel says, with what was chosen in its form."""


def stamp(workspace: Workspace, console: Console | None) -> str:
    """Return a text that is different whenever the page would be."""
    shown = zlib.crc32(json.dumps(console.state(), sort_keys=True, default=str).encode()) if console else 0
    return f"{workspace.version}-{shown}"


def snapshot(slack: "LocalSlack", user: str, channel: str) -> Json:
    """Return all the page needs to draw itself for *user* looking at *channel*; both are chosen when unknown."""
    workspace, views, console = slack.workspace, slack.views, slack.console
    with workspace.changed:
        people = [m for m in workspace.members.values() if not m.is_bot and not m.deleted]
        me = next((m for m in people if m.id == user), people[0])
        rooms = workspace.channels_of(me.id)
        room = next((r for r in rooms if r.id == channel), rooms[0] if rooms else None)
        shown: Json = {
            "workspace": workspace.name,
            "bot": {"id": workspace.bot.id, "name": workspace.bot.display_name},
            "people": [asdict(m) for m in people],
            "names": {m.id: m.display_name for m in workspace.members.values()},
            "channel_names": {c.id: c.name for c in workspace.channels.values() if not c.is_im},
            "me": me.id,
            "channels": [_room(workspace, r, me) for r in rooms],
            "channel": room.id if room else "",
            "messages": _messages(workspace, room, me) if room else [],
            "shortcuts": [asdict(one) for one in slack.registered.shortcuts],
            "home_tab": slack.registered.home_tab,
            "home": views.home(me.id),
            "modal": _modal(views, me),
        }
        text = json.dumps(shown)
    return {**json.loads(text), "console": console.state() if console else {}}


def _room(workspace: Workspace, room: Channel, me: Member) -> Json:
    seen = [m for m in workspace.messages(room.id) if m["user"] != me.id]
    whispers = [m for m in workspace.ephemerals(me.id) if m["channel"] == room.id]
    name = workspace.bot.display_name if room.is_im else room.name
    times = sorted(m["ts"] for m in (*seen, *whispers))
    return {
        "id": room.id,
        "name": name,
        "is_im": room.is_im,
        "is_private": room.is_private,
        "times": times,
        "is_ext_shared": room.is_ext_shared,
        "members": len(room.members),
    }


def _messages(workspace: Workspace, room: Channel, me: Member) -> list[Json]:
    whispers = [m for m in workspace.ephemerals(me.id) if m["channel"] == room.id]
    return sorted((*workspace.messages(room.id), *whispers), key=lambda m: str(m["ts"]))


def _modal(views: Views, me: Member) -> Json | None:
    top = views.top(me.id)
    if top is None:
        return None
    typed = [{"block_id": b, "action_id": a, "value": v} for (b, a), v in views.typed.get(top["id"], {}).items()]
    return {"view": top, "depth": len(views.stack(me.id)), "typed": typed}


def form(slack: "LocalSlack", said: Mapping[str, object]) -> Json:
    """Return the form of a panel's button; one that has nothing to offer says so in a notice."""
    try:
        if slack.console is None:
            raise LookupError("There is no panel here.")
        return {**slack.console.form(str(said.get("button")), str(said.get("user"))), "notice": ""}
    except LookupError as fault:
        return {"notice": str(fault.args[0])}


def act(slack: "LocalSlack", verb: str, said: Mapping[str, object]) -> Json:
    """Do what the page asks; a gesture that is no longer possible is told as a notice."""
    try:
        delivery = _do(slack, verb, said)
    except LookupError as fault:
        delivery = Delivery(0, notice=f"That is no longer there ({fault}).")
    return {"status": delivery.status, "errors": dict(delivery.errors), "notice": delivery.notice}


def _do(slack: "LocalSlack", verb: str, said: Mapping[str, object]) -> Delivery:
    def text(name: str) -> str:
        return str(said.get(name) or "")

    user, value, block = text("user"), said.get("value"), text("block_id") or None
    match verb:
        case "click":
            return slack.click(user, text("channel"), text("ts"), text("action_id"), block_id=block, value=value)
        case "click_in_modal":
            slack.fill(user, _typed(said))
            return slack.click_in_modal(user, text("action_id"), value, block_id=block)
        case "click_in_home":
            return slack.click_in_home(user, text("action_id"), value, block_id=block)
        case "submit":
            return slack.submit(user, _typed(said))
        case "close":
            return slack.close_modal(user, everything=bool(said.get("everything")))
        case "command":
            return slack.command(user, text("channel"), text("command"), text("text"))
        case "shortcut_on_message":
            return slack.shortcut_on_message(user, text("channel"), text("ts"), text("callback_id"))
        case "shortcut":
            return slack.shortcut(user, text("callback_id"))
        case "open_home":
            return slack.open_home(user)
        case _:
            return _local(slack, verb, user, text, said.get("values"))


def _local(slack: "LocalSlack", verb: str, user: str, text: Callable[[str], str], values: object) -> Delivery:
    """Do what the app does not hear of."""
    match verb:
        case "say":
            slack.workspace.say(user, text("channel"), text("text"))
        case "dismiss":
            slack.workspace.dismiss(user, text("ts"))
        case "console" if slack.console is not None:
            chosen = values if isinstance(values, dict) else {}
            slack.console.press(text("button"), {str(name): str(value) for name, value in chosen.items()})
        case _:
            raise LookupError(verb)
    return Delivery(200)


def _typed(said: Mapping[str, object]) -> dict[tuple[str, str], object]:
    listed = said.get("values")
    return {(one["block_id"], one["action_id"]): one["value"] for one in listed} if isinstance(listed, list) else {}
