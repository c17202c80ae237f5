"""What Slack says somebody did, read once: who, about what, in which words, and how it is known when it comes again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.controls import Field, Filled, Pressed

#: What reading raises on a payload of another shape than Slack's.
MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)

_FIELDS = frozenset(Field)
#: What a button or form may be about, as `cards.blocks.reference` names it.
_SUBJECTS = ("packet", "dispute", "survey", "hold", "batch", "post")
#: What is an object wherever there is one.
_PARTS = ("view", "container", "event", "message", "team", "channel", "state", "enterprise")
_NEEDED = {"view_submission": "view", "view_closed": "view", "event_callback": "event", "message_action": "message"}


@dataclass(frozen=True, slots=True)
class Answerable:
    """A message, and the address that takes a new drawing of it; a secret."""

    channel: str
    ts: str
    response_url: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """One press, form, command, shortcut or event."""

    #: Slack's type of it, or the command.
    kind: str
    user_id: str
    team_id: str
    #: The same whenever Slack delivers it again, and of nothing else; "" = Slack gives it none.
    delivery_id: str
    #: None where its value is not ours; the door then refuses the press.
    pressed: Pressed | None
    #: What was filled in; None where no form stood open.
    filled: Filled | None
    #: Who wrote the message a shortcut was chosen on, as Slack describes them; None for anything else.
    message: Mapping[str, Any] | None
    #: The message whose button was pressed, with where it may be drawn anew; None where there is none.
    answerable: Answerable | None


def read_gesture(body: Mapping[str, Any]) -> Gesture:
    """Read a request that Slack has signed.

    Raises:
        MALFORMED: it has not the shape of any.
    """
    user_id, team_id = _who(body)
    kind = str(body.get("type") or body.get("command") or body["ssl_check"])
    actions: list[dict[str, Any]] = body.get("actions", [])
    message = body["message"] if kind == "message_action" else None
    # Bolt itself stumbles over these.
    _demand(*actions, *(body[part] for part in _PARTS if body.get(part) is not None), *_needed(kind, body))
    return Gesture(
        kind=kind,
        user_id=user_id,
        team_id=team_id,
        delivery_id=_delivery_id(kind, body.get("trigger_id") or body.get("event_id"), user_id, team_id),
        pressed=_pressed(body, actions),
        filled=_filled(body["view"]) if "view" in body else None,
        message=message,
        answerable=_answerable(body),
    )


def _needed(kind: str, body: Mapping[str, Any]) -> tuple[object, ...]:
    """The parts without which there is none of this kind."""
    first = (body["actions"][0],) if kind == "block_actions" or "actions" in body else ()
    view = body.get("view", {"type": "", "blocks": ()})
    if not isinstance(view["type"], str):
        raise TypeError("a view of no type")
    return (*first, *view["blocks"], *((body[_NEEDED[kind]],) if kind in _NEEDED else ()))


def _demand(*parts: object) -> None:
    for part in parts:
        if not isinstance(part, dict):
            raise TypeError("a part of the payload is no object")


def _who(body: Mapping[str, Any]) -> tuple[str, str]:
    user = body.get("user")
    if isinstance(user, dict):
        return str(user["id"]), str(user.get("team_id") or (body.get("team") or {}).get("id", ""))
    event = body.get("event") or {}
    return str(body.get("user_id") or event.get("user") or ""), str(body.get("team_id", ""))


def _delivery_id(kind: str, trigger: object, user_id: str, team_id: str) -> str:
    """Each press, form and command has one trigger, each event an id; a redelivery or replay carries the same one."""
    what = json.dumps([kind, trigger, [user_id, team_id]])
    return hashlib.sha256(what.encode()).hexdigest() if trigger else ""


def _pressed(body: Mapping[str, Any], actions: list[dict[str, Any]]) -> Pressed | None:
    try:
        # A form says what it is about; of the Home tab, which is about nothing, the button does.
        said = (body.get("view") or {}).get("private_metadata") or (actions or [{}])[0].get("value")
        carried = json.loads(said or "{}")
        subject = next((carried[kind] for kind in _SUBJECTS if carried.get(kind)), None)
        if not isinstance(subject, str):
            return None
        container = body.get("container") or {}
        return Pressed(
            subject_id=subject,
            version=int(carried["version"]),
            channel=str(carried.get("channel") or container.get("channel_id") or ""),
            ts=str(carried.get("ts") or container.get("message_ts") or ""),
        )
    except MALFORMED:
        return None


def _answerable(body: Mapping[str, Any]) -> Answerable | None:
    container, url = body.get("container") or {}, body.get("response_url")
    if not url or container.get("type") != "message" or container.get("is_ephemeral"):
        return None
    return Answerable(str(container["channel_id"]), str(container["message_ts"]), str(url))


def _filled(view: Mapping[str, Any]) -> Filled:
    text: dict[Field, str] = {}
    ticked: dict[Field, tuple[str, ...]] = {}
    for block in ((view.get("state") or {}).get("values") or {}).values():
        for action_id, element in block.items():
            if action_id not in _FIELDS:
                continue
            named = Field(action_id)
            if "selected_options" in element:
                # One field may stand in several blocks of a form, one for each thing it asks about.
                values = (option["value"] for option in element["selected_options"] or ())
                ticked[named] = (*ticked.get(named, ()), *values)
                continue
            value = element.get("value") or element.get("selected_date")
            value = value or (element.get("selected_option") or {}).get("value")
            if value:
                text[named] = str(value)
    return Filled(text, ticked)
