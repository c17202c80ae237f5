"""What an app manifest registers beside slash commands: shortcuts, the Home tab, events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MESSAGE, GLOBAL = "message", "global"


@dataclass(frozen=True)
class Shortcut:
    """One entry of `features.shortcuts`."""

    name: str
    kind: str
    callback_id: str


@dataclass(frozen=True)
class Registered:
    """What Slack offers of the app; by default no shortcut, and everything else."""

    shortcuts: tuple[Shortcut, ...] = ()
    home_tab: bool = True
    #: None = every event.
    events: frozenset[str] | None = None


def registered_by(manifest: Mapping[str, Any]) -> Registered:
    """Return what an app manifest registers; what it does not name is not there."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    listed = (Shortcut(one["name"], one["type"], one["callback_id"]) for one in features.get("shortcuts", []))
    events = settings.get("event_subscriptions", {}).get("bot_events", [])
    return Registered(tuple(listed), bool(features.get("app_home", {}).get("home_tab_enabled")), frozenset(events))


def find(shortcuts: Iterable[Shortcut], kind: str, callback_id: str) -> Shortcut:
    """Return the shortcut of that kind and id.

    Raises:
        LookupError: the app has not registered it, so nobody can choose it.
    """
    for one in shortcuts:
        if (one.kind, one.callback_id) == (kind, callback_id):
            return one
    raise LookupError(f"there is no {kind} shortcut {callback_id!r}")
