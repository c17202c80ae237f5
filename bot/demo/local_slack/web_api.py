"""The Web API methods: each takes the arguments of one call and returns the body of its reply."""

import base64
import copy
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from bot.demo.local_slack import files_api, views_api
from bot.demo.local_slack.arguments import Arguments, RefusedCallError, demand
from bot.demo.local_slack.checks import check_message, check_metadata
from bot.demo.local_slack.limits import Triggers
from bot.demo.local_slack.registered import Registered
from bot.demo.local_slack.socket_mode import SocketMode
from bot.demo.local_slack.tokens import Tokens
from bot.demo.local_slack.views import Views
from bot.demo.local_slack.workspace import APP_ID, BOT_ID, Channel, Json, Member, Workspace

Item = TypeVar("Item")


class WebApi:
    """What the methods work on."""

    def __init__(
        self,
        workspace: Workspace,
        views: Views,
        triggers: Triggers,
        tokens: Tokens,
        socket_mode: SocketMode,
        registered: Registered,
    ) -> None:
        self.workspace = workspace
        self.views = views
        self.triggers = triggers
        self._tokens = tokens
        self.socket_mode = socket_mode
        self.registered = registered
        #: The root of permalinks; known when the server has its port.
        self.link_root = ""

    def call(self, method: str, given: Mapping[str, object], token: str) -> Json:
        """Return the reply to one call, refusals included."""
        try:
            with self.workspace.changed:
                self._tokens.admit(method, token)
                if method not in METHODS:
                    raise RefusedCallError("unknown_method")
                channel = self.workspace.channels.get(str(given.get("channel")))
                if needed := self._tokens.lacks(method, is_private=channel is not None and channel.is_private):
                    return {"ok": False, "error": "missing_scope", "needed": needed, "provided": self._tokens.listed}
                return {"ok": True, **METHODS[method](self, Arguments(given))}
        except RefusedCallError as refused:
            reply: Json = {"ok": False, "error": refused.refusal.error}
            if refused.refusal.messages:
                reply["response_metadata"] = {"messages": list(refused.refusal.messages)}
            return reply

    def headers(self, token: str) -> Mapping[str, str]:
        """Return what every reply to *token* says besides."""
        return self._tokens.headers(token)

    def channel(self, args: Arguments, *, joined: bool = True) -> Channel:
        """Return the channel of the call. A private one the bot is not in does not exist for it, as in Slack."""
        channel_id = args.need("channel")
        if channel_id in self.workspace.members:
            return self.workspace.direct_channel(channel_id)
        channel = self.workspace.channels.get(channel_id)
        outside = channel is not None and self.workspace.bot.id not in channel.members
        if channel is None or (outside and channel.is_private):
            raise RefusedCallError("channel_not_found")
        if outside and joined:
            raise RefusedCallError("not_in_channel")
        return channel

    def member(self, args: Arguments, name: str = "user") -> Member:
        """Return the member the argument *name* holds."""
        member = self.workspace.members.get(args.need(name))
        if member is None:
            raise RefusedCallError("user_not_found")
        return member

    def own_message(self, channel: Channel, ts: str, error: str) -> Json:
        """Return a message of the app; *error* when somebody else wrote it."""
        message = self.workspace.find(channel.id, ts)
        if message is None:
            raise RefusedCallError("message_not_found")
        if message.get("bot_id") != BOT_ID:
            raise RefusedCallError(error)
        return message


def apps_connections_open(api: WebApi, _args: Arguments) -> Json:
    """An address that takes one Socket Mode connection; Slack's has TLS."""
    ticket = api.socket_mode.ticket()
    return {"url": f"ws://{api.link_root.partition('://')[2]}link/?ticket={ticket}&app_id={APP_ID}"}


def auth_test(api: WebApi, _args: Arguments) -> Json:
    """Who the token belongs to."""
    place = api.workspace
    return {
        "url": api.link_root,
        "team": place.name,
        "team_id": place.team_id,
        "user": place.bot.name,
        "user_id": place.bot.id,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def _content(api: WebApi, args: Arguments) -> tuple[str, object]:
    text, blocks = args.text("text"), args.json("blocks", "invalid_blocks_format")
    if args.json("attachments"):
        raise RefusedCallError("invalid_arguments", "[ERROR] attachments are not imitated")
    demand(check_message(text, blocks, api.workspace.files.missing))
    return text, blocks


def chat_post_message(api: WebApi, args: Arguments) -> Json:
    """Post to a channel, or to the app's conversation with a person."""
    channel = api.channel(args)
    if channel.is_archived:
        raise RefusedCallError("is_archived")
    text, blocks = _content(api, args)
    metadata = args.json("metadata", "invalid_metadata_format")
    demand(check_metadata(metadata))
    thread_ts = args.text("thread_ts")
    if thread_ts and api.workspace.find(channel.id, thread_ts) is None:
        raise RefusedCallError("thread_not_found")
    message = api.workspace.bot_message(text, blocks, thread_ts or None)
    api.workspace.annotate(message, metadata)
    api.workspace.post(channel.id, message)
    return {"channel": channel.id, "ts": message["ts"], "message": copy.deepcopy(message)}


def chat_update(api: WebApi, args: Arguments) -> Json:
    """Redraw a message of the app: text without blocks removes the blocks, neither is `no_text`."""
    channel = api.channel(args)
    message = api.own_message(channel, args.need("ts"), "cant_update_message")
    text, blocks = _content(api, args)
    metadata = args.json("metadata", "invalid_metadata_format")
    demand(check_metadata(metadata))
    api.workspace.rewrite(message, text, blocks, metadata)
    return {"channel": channel.id, "ts": message["ts"], "text": text, "message": copy.deepcopy(message)}


def chat_delete(api: WebApi, args: Arguments) -> Json:
    """Delete a message of the app."""
    channel = api.channel(args)
    message = api.own_message(channel, args.need("ts"), "cant_delete_message")
    api.workspace.remove(channel.id, message["ts"])
    return {"channel": channel.id, "ts": message["ts"]}


def chat_post_ephemeral(api: WebApi, args: Arguments) -> Json:
    """Show a message to one member of a channel."""
    channel, member = api.channel(args), api.member(args)
    if member.id not in channel.members:
        raise RefusedCallError("user_not_in_channel")
    text, blocks = _content(api, args)
    message = api.workspace.bot_message(text, blocks, args.text("thread_ts") or None)
    api.workspace.whisper(member.id, channel.id, message)
    return {"message_ts": message["ts"]}


def chat_get_permalink(api: WebApi, args: Arguments) -> Json:
    """A link that opens the page at the message."""
    channel = api.channel(args)
    ts = args.need("message_ts")
    if api.workspace.find(channel.id, ts) is None:
        raise RefusedCallError("message_not_found")
    return {"channel": channel.id, "permalink": f"{api.link_root}archives/{channel.id}/p{ts.replace('.', '')}"}


def conversations_history(api: WebApi, args: Arguments) -> Json:
    """The messages of a channel, newest first, replies left out."""
    channel = api.channel(args)
    found = [m for m in reversed(api.workspace.messages(channel.id)) if m.get("thread_ts", m["ts"]) == m["ts"]]
    found = [copy.deepcopy(m) for m in found if _within(m, args)]
    if not args.flag("include_all_metadata"):
        for message in found:
            message.pop("metadata", None)
    page, cursor = _page(found, args, 100)
    return {"messages": page, "has_more": bool(cursor), "pin_count": 0, "response_metadata": {"next_cursor": cursor}}


def _within(message: Json, args: Arguments) -> bool:
    ts = Arguments(message).moment("ts")
    oldest, latest = args.moment("oldest"), args.moment("latest")
    if ts is None or (args.flag("inclusive") and ts in (oldest, latest)):
        return True
    return (oldest is None or ts > oldest) and (latest is None or ts < latest)


def _page(found: Sequence[Item], args: Arguments, default: int) -> tuple[list[Item], str]:
    start, limit = _start(args.text("cursor")), args.number("limit", default, 999)
    end = start + limit
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(found) else ""
    return list(found[start:end]), cursor


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError:
        raise RefusedCallError("invalid_cursor") from None


def conversations_info(api: WebApi, args: Arguments) -> Json:
    """One channel; `num_members` only when asked for."""
    channel = api.channel(args, joined=False)
    shown: Json = {
        "id": channel.id,
        "name": channel.name,
        "is_channel": not channel.is_im,
        "is_im": channel.is_im,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_member": api.workspace.bot.id in channel.members,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "context_team_id": api.workspace.team_id,
    }
    if args.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def conversations_members(api: WebApi, args: Arguments) -> Json:
    """Who is in a channel, deactivated people left out."""
    members = sorted(api.channel(args, joined=False).members)
    present = [m for m in members if m in api.workspace.members and not api.workspace.members[m].deleted]
    page, cursor = _page(present, args, 100)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def conversations_open(api: WebApi, args: Arguments) -> Json:
    """The app's conversation with one person."""
    users = args.need("users")
    member = api.workspace.members.get(users)
    if member is None:
        raise RefusedCallError("user_not_found")
    if member.deleted:
        raise RefusedCallError("user_disabled")
    return {"channel": {"id": api.workspace.direct_channel(member.id).id}}


def users_info(api: WebApi, args: Arguments) -> Json:
    """One person; a deactivated one is still shown, as deleted."""
    return {"user": api.workspace.profile(api.member(args))}


def users_list(api: WebApi, args: Arguments) -> Json:
    """Everybody, strangers of shared channels included."""
    page, cursor = _page(list(api.workspace.members.values()), args, 200)
    return {"members": [api.workspace.profile(m) for m in page], "response_metadata": {"next_cursor": cursor}}


def files_complete_upload(api: WebApi, args: Arguments) -> Json:
    """Make uploaded files usable, shared in the channels that are named."""
    named = [one for one in (args.text("channel_id"), *args.text("channels").split(",")) if one]
    rooms = [api.channel(Arguments({"channel": one})) for one in named]
    return files_api.complete_upload(api.workspace.files, api.workspace, api.link_root, rooms, args)


def views_publish(api: WebApi, args: Arguments) -> Json:
    """Set a person's App Home, if the app has one."""
    if not api.registered.home_tab:
        raise RefusedCallError("not_enabled")
    return views_api.views_publish(api.views, api.member(args, "user_id").id, args)


METHODS: Mapping[str, Callable[[WebApi, Arguments], Json]] = {
    "apps.connections.open": apps_connections_open,
    "auth.test": auth_test,
    "chat.postMessage": chat_post_message,
    "chat.update": chat_update,
    "chat.delete": chat_delete,
    "chat.postEphemeral": chat_post_ephemeral,
    "chat.getPermalink": chat_get_permalink,
    "conversations.history": conversations_history,
    "conversations.info": conversations_info,
    "conversations.members": conversations_members,
    "conversations.open": conversations_open,
    "files.getUploadURLExternal": lambda api, args: files_api.get_upload_url(
        api.workspace.files, api.workspace, api.link_root, args
    ),
    "files.completeUploadExternal": files_complete_upload,
    "files.info": lambda api, args: files_api.info(api.workspace.files, api.link_root, args),
    "users.info": users_info,
    "users.list": users_list,
    "views.open": lambda api, args: views_api.views_open(api.views, api.triggers, args),
    "views.push": lambda api, args: views_api.views_push(api.views, api.triggers, args),
    "views.update": lambda api, args: views_api.views_update(api.views, args),
    "views.publish": views_publish,
}
