"""What a person can do: press, pick, choose a shortcut, run a command. Each is delivered to the app."""

from dataclasses import replace

from bot.demo.local_slack import payloads
from bot.demo.local_slack.delivery import Delivery
from bot.demo.local_slack.limits import Origin
from bot.demo.local_slack.registered import GLOBAL, MESSAGE, find
from bot.demo.local_slack.view_gestures import ViewGestures, element_of, remember
from bot.demo.local_slack.workspace import Json

#: The one event a person causes.
HOME_OPENED = "app_home_opened"


class Gestures(ViewGestures):
    """The hands of everybody in the workspace."""

    def click(
        self,
        user: str,
        channel: str,
        ts: str,
        action_id: str,
        *,
        block_id: str | None = None,
        value: object = None,
        team_id: str | None = None,
        stale: Json | None = None,
    ) -> Delivery:
        """Use the element *action_id* of a message.

        *value* is the option, date or user picked; for buttons it tells apart those that share an action_id. *stale*
        is an older rendering of the message to press instead of the stored one.

        Raises:
            LookupError: *user* cannot see such an element there.
        """
        with self.workspace.changed:
            sender, room = self._sender(user, team_id), self._room(user, channel, team_id)
            message = stale or self.workspace.find(channel, ts) or self.workspace.find_ephemeral(user, ts)
            if message is None:
                raise LookupError(f"{user} sees no message {ts} in {channel}")
            block, element = element_of(message.get("blocks", []), action_id, block_id, value)
            typed = self._picked.setdefault((user, channel, ts), {})
            remember(typed, block, element, value)
            url = self._urls.issue(user, channel, ts, is_ephemeral=bool(message.get("is_ephemeral")))
            payload = {
                **payloads.envelope("block_actions", sender, self._triggers.issue(user)),
                **payloads.on_message(message, room, typed),
                "response_url": f"{self.link_root}response/{url}",
                "actions": [payloads.action(block, element, value, self.workspace.new_ts())],
            }
        return self._courier.interaction(payload)

    def command(self, user: str, channel: str, command: str, text: str = "") -> Delivery:
        """Run a slash command in *channel*; an answer in the reply is shown, a failure is told by Slackbot.

        One that no app has registered never leaves Slack.

        Raises:
            LookupError: *user* is not in the channel.
        """
        with self.workspace.changed:
            sender, room = self._sender(user, None), self._room(user, channel, None)
            if self._commands is not None and command not in self._commands:
                self._responses.failed(user, channel, f"{command} is not a valid command.")
                return Delivery(200)
            key = self._urls.issue(user, channel)
            url = f"{self.link_root}response/{key}"
            form = payloads.command_form(sender, room, command, text, self._triggers.issue(user), url)
        delivery = self._courier.command(form)
        if delivery.notice:
            self._responses.failed(user, channel, f"{command} failed. {delivery.notice}")
        elif delivery.body:
            said = delivery.body if isinstance(delivery.body, dict) else {"text": delivery.body}
            refusal = self._responses.apply(Origin(user, channel, None, False, 0), said)
            if refusal is not None:
                self._responses.failed(user, channel, f"{command} failed: {refusal.error}")
                return replace(delivery, notice=refusal.error)
        return delivery

    def shortcut_on_message(self, user: str, channel: str, ts: str, callback_id: str) -> Delivery:
        """Choose a shortcut from the menu of a message, of anybody, in a channel the app need not be in.

        Raises:
            LookupError: *user* sees no such message (one of their own ephemerals has no such menu), or the app has
                registered no such shortcut.
        """
        with self.workspace.changed:
            sender, room = self._sender(user, None), self._room(user, channel, None)
            find(self.registered.shortcuts, MESSAGE, callback_id)
            message = self.workspace.find(channel, ts)
            if message is None:
                raise LookupError(f"{user} sees no message {ts} in {channel}")
            url = self._urls.issue(user, channel)
            payload = {
                **payloads.envelope("message_action", sender, self._triggers.issue(user)),
                **payloads.message_action(message, room, callback_id, self.workspace.new_ts()),
                "response_url": f"{self.link_root}response/{url}",
            }
        return self._courier.interaction(payload)

    def shortcut(self, user: str, callback_id: str) -> Delivery:
        """Choose a global shortcut: it knows neither message nor channel, and has no response URL.

        Raises:
            LookupError: the app has registered no such shortcut.
        """
        with self.workspace.changed:
            sender = self._sender(user, None)
            find(self.registered.shortcuts, GLOBAL, callback_id)
            chosen = {"callback_id": callback_id, "action_ts": self.workspace.new_ts()}
            payload = {**payloads.envelope("shortcut", sender, self._triggers.issue(user)), **chosen}
        return self._courier.interaction(payload)

    def change_channel(self, channel: str, event: str, **changes: object) -> Delivery:
        """Let *channel* be another; the app gets *event*, such as "channel_shared", if it has subscribed to it."""
        with self.workspace.changed:
            self.workspace.channels[channel] = replace(self.workspace.channels[channel], **changes)  # type: ignore[arg-type]
        if self.registered.events is not None and event not in self.registered.events:
            return Delivery(200)
        return self._courier.event(payloads.channel_event(self.workspace, event, channel))

    def open_home(self, user: str) -> Delivery:
        """Open the app's Home tab: the app gets `app_home_opened`, if it has subscribed to it.

        Raises:
            LookupError: the app has no Home tab.
        """
        if not self.registered.home_tab:
            raise LookupError("the app has no Home tab")
        sender = self._sender(user, None)
        if self.registered.events is not None and HOME_OPENED not in self.registered.events:
            return Delivery(200)
        return self._courier.event(payloads.home_opened(self.workspace, sender, self.views.home(user)))
