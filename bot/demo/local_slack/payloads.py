"""The JSON Slack sends for each gesture."""

import copy
from dataclasses import dataclass

from bot.demo.local_slack import fields
from bot.demo.local_slack.workspace import APP_ID, Channel, Json, Member, Workspace

#: The deprecated verification token; apps must use the signature.
VERIFICATION = "local-verification"


@dataclass(frozen=True)
class Sender:
    """Who makes a gesture, and from which team."""

    member: Member
    team_id: str
    team_domain: str


def channel_name(channel: Channel) -> str:
    """Return the name interactions carry: Slack hides that of private channels."""
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def envelope(kind: str, sender: Sender, trigger_id: str) -> Json:
    """Return what every interaction carries."""
    name = sender.member.name
    return {
        "type": kind,
        "team": {"id": sender.team_id, "domain": sender.team_domain},
        "user": {"id": sender.member.id, "username": name, "name": name, "team_id": sender.team_id},
        "api_app_id": APP_ID,
        "token": VERIFICATION,
        "trigger_id": trigger_id,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def action(block: Json, element: Json, value: object, action_ts: str) -> Json:
    """Return one entry of `actions`."""
    found: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "button":
        found |= {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    elif element["type"] == "overflow":
        found["selected_option"] = next(option for option in element["options"] if option["value"] == value)
    else:
        found |= fields.state(element, value)
    return copy.deepcopy({**found, "action_ts": action_ts})


def on_message(message: Json, channel: Channel, typed: fields.Typed) -> Json:
    """Return the parts that say where in a channel something was pressed; an ephemeral message is not repeated."""
    ephemeral = bool(message.get("is_ephemeral"))
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    parts: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": fields.values(message.get("blocks", []), typed)},
    }
    return parts if ephemeral else {**parts, "message": copy.deepcopy(message)}


def on_view(view: Json, typed: fields.Typed) -> Json:
    """Return the parts that say in which view something was done, with what is filled in."""
    shown = copy.deepcopy(view)
    shown["state"] = {"values": fields.values(view["blocks"], typed)}
    return {"container": {"type": "view", "view_id": view["id"]}, "view": shown}


def message_action(message: Json, channel: Channel, callback_id: str, action_ts: str) -> Json:
    """Return the parts that say on which message a shortcut was chosen, whoever wrote it."""
    return {
        "callback_id": callback_id,
        "action_ts": action_ts,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message_ts": message["ts"],
        "message": copy.deepcopy(message),
    }


def command_form(
    sender: Sender, channel: Channel, command: str, text: str, trigger_id: str, response_url: str
) -> dict[str, str]:
    """Return the form fields of a slash command."""
    return {
        "token": VERIFICATION,
        "team_id": sender.team_id,
        "team_domain": sender.team_domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": sender.member.id,
        "user_name": sender.member.name,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def home_opened(place: Workspace, sender: Sender, view: Json | None) -> Json:
    """Return the event that a person has opened the app's Home tab."""
    event: Json = {
        "type": "app_home_opened",
        "user": sender.member.id,
        "channel": place.direct_channel(sender.member.id).id,
        "tab": "home",
        "event_ts": place.new_ts(),
    }
    if view is not None:
        event["view"] = copy.deepcopy(view)
    return _event(place, sender.team_id, event)


def channel_event(place: Workspace, kind: str, channel: str) -> Json:
    """Return the event that a channel has changed; nobody in particular did it."""
    return _event(place, place.team_id, {"type": kind, "channel": channel, "event_ts": place.new_ts()})


def _event(place: Workspace, team_id: str, event: Json) -> Json:
    return {
        "type": "event_callback",
        "token": VERIFICATION,
        "team_id": team_id,
        "api_app_id": APP_ID,
        "event_id": place.new_id("Ev"),
        "event_time": int(place.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": place.team_id,
                "user_id": place.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event": event,
    }
