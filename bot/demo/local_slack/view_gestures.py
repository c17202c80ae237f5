"""What a person can do in a modal or in the Home tab. Each is delivered to the app."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from bot.demo.local_slack import fields, payloads
from bot.demo.local_slack.checks import check_view, elements_in
from bot.demo.local_slack.courier import Courier
from bot.demo.local_slack.delivery import Delivery
from bot.demo.local_slack.limits import ResponseUrls, Triggers
from bot.demo.local_slack.payloads import Sender
from bot.demo.local_slack.registered import Registered
from bot.demo.local_slack.responses import Responses
from bot.demo.local_slack.views import Views
from bot.demo.local_slack.workspace import Channel, Json, Member, Workspace

#: A field of a modal: its action_id, or (block_id, action_id) where action_ids repeat.
FieldKey = str | tuple[str, str]


class ViewGestures:
    """The hands of everybody in the workspace, in front of a view."""

    def __init__(
        self,
        workspace: Workspace,
        views: Views,
        triggers: Triggers,
        urls: ResponseUrls,
        responses: Responses,
        courier: Courier,
        commands: Collection[str] | None = None,
        registered: Registered | None = None,
    ) -> None:
        self.workspace = workspace
        self.views = views
        self._triggers = triggers
        self._urls = urls
        self._responses = responses
        self._courier = courier
        self._commands = commands
        self.registered = registered or Registered()
        self._picked: dict[tuple[str, str, str], dict[tuple[str, str], object]] = {}
        #: The root of response URLs; known when the server has its port.
        self.link_root = ""

    def click_in_modal(
        self, user: str, action_id: str, value: object = None, *, block_id: str | None = None
    ) -> Delivery:
        """Use an element of the top modal, or an input of it that dispatches its changes.

        Raises:
            LookupError: there is no modal, or no such element in it.
        """
        return self._click_in_view(user, self._top(user), action_id, value, block_id)

    def click_in_home(
        self, user: str, action_id: str, value: object = None, *, block_id: str | None = None
    ) -> Delivery:
        """Use an element of the person's App Home.

        Raises:
            LookupError: nothing was published for *user*, or no such element is in it.
        """
        home = self.views.home(user)
        if home is None:
            raise LookupError(f"{user} has no App Home")
        return self._click_in_view(user, home, action_id, value, block_id)

    def _click_in_view(self, user: str, view: Json, action_id: str, value: object, block_id: str | None) -> Delivery:
        with self.workspace.changed:
            sender = self._sender(user, None)
            block, element = element_of(view["blocks"], action_id, block_id, value)
            typed = self.views.typed.setdefault(view["id"], {})
            remember(typed, block, element, value)
            payload = {
                **payloads.envelope("block_actions", sender, self._triggers.issue(user)),
                **payloads.on_view(view, typed),
                "actions": [payloads.action(block, element, value, self.workspace.new_ts())],
            }
        return self._courier.interaction(payload)

    def fill(self, user: str, values: Mapping[Any, object]) -> None:
        """Type into the top modal without submitting it; keys as in `submit`.

        Raises:
            LookupError: no modal, no such field, or no such option.
        """
        with self.workspace.changed:
            view = self._top(user)
            typed = self.views.typed.setdefault(view["id"], {})
            for key, value in values.items():
                block, element = _field(view["blocks"], key)
                fields.state(element, value)
                typed[(block["block_id"], element["action_id"])] = value

    def submit(self, user: str, values: Mapping[Any, object] | None = None) -> Delivery:
        """Fill in and submit the top modal.

        *values*: action_id, or (block_id, action_id) -> text, date, user id, option value, or a list of these. Fields
        that are not named keep what they hold. What Slack itself would object to comes back as `errors`, undelivered.

        Raises:
            LookupError: no modal, no submit button, no such field, or no such option.
        """
        self.fill(user, values or {})
        with self.workspace.changed:
            sender, view = self._sender(user, None), self._top(user)
            if view["submit"] is None:
                raise LookupError(f"the modal {view['callback_id']!r} has no submit button")
            typed = self.views.typed.get(view["id"], {})
            complaints = fields.complaints(view["blocks"], typed)
            if complaints:
                return Delivery(0, errors=complaints)
            parts = payloads.on_view(view, typed)
            payload = {
                **payloads.envelope("view_submission", sender, self._triggers.issue(user)),
                "view": parts["view"],
                "response_urls": [],
            }
        return self._after_submit(user, view, self._courier.interaction(payload))

    def _after_submit(self, user: str, view: Json, delivery: Delivery) -> Delivery:
        body = delivery.body
        if delivery.notice:
            return delivery
        with self.workspace.changed:
            if not body:
                self.views.close(user, view["id"])
                return delivery
            match body:
                case {"response_action": "clear"}:
                    self.views.clear(user)
                    return delivery
                case {"response_action": "errors", "errors": dict(errors)} if errors.keys() <= _inputs(view):
                    return replace(delivery, errors=errors)
                case {"response_action": "update" | "push" as step, "view": dict(content)}:
                    return self._next_view(user, view, delivery, step, content)
        return replace(delivery, notice="The app's reply to this form could not be used.")

    def _next_view(self, user: str, view: Json, delivery: Delivery, step: str, content: Json) -> Delivery:
        refusal = check_view(content, "modal", self.workspace.files.missing)
        if refusal is not None:
            return replace(delivery, notice=f"{refusal.error}: {' '.join(refusal.messages)}")
        shown = self.views.update(view, content) if step == "update" else self.views.push(user, content)
        return delivery if shown else replace(delivery, notice="push_limit_reached")

    def close_modal(self, user: str, *, everything: bool = False) -> Delivery:
        """Close the top modal by its close button, or the whole stack by its cross.

        Raises:
            LookupError: no modal is open.
        """
        with self.workspace.changed:
            sender, top = self._sender(user, None), self._top(user)
            cleared = everything or top["clear_on_close"]
            closing = list(reversed(self.views.stack(user))) if cleared else [top]
            notified = [view for view in closing if view["notify_on_close"]]
            sent = [
                {
                    **payloads.envelope("view_closed", sender, ""),
                    "view": payloads.on_view(view, self.views.typed.get(view["id"], {}))["view"],
                    "is_cleared": cleared,
                }
                for view in notified
            ]
            for view in closing:
                self.views.close(user, view["id"])
        answers = [self._courier.interaction(payload) for payload in sent]
        return answers[0] if answers else Delivery(200)

    def _top(self, user: str) -> Json:
        view = self.views.top(user)
        if view is None:
            raise LookupError(f"{user} has no open modal")
        return view

    def _sender(self, user: str, team_id: str | None) -> Sender:
        member = self.workspace.members.get(user)
        if member is None and team_id is None:
            raise LookupError(f"{user} is nobody here")
        if member is None:
            member = Member(user, user.lower(), user, "")
        elif member.deleted:
            raise LookupError(f"{user} is deactivated")
        team = team_id or member.team_id
        domain = self.workspace.name.lower() if team == self.workspace.team_id else team.lower()
        return Sender(member, team, domain)

    def _room(self, user: str, channel: str, team_id: str | None) -> Channel:
        room = self.workspace.channels.get(channel)
        if room is None:
            raise LookupError(f"there is no channel {channel}")
        if user not in room.members and team_id is None:
            raise LookupError(f"{user} is not in {room.name}")
        return room


def element_of(blocks: list[Json], action_id: str, block_id: str | None, value: object) -> tuple[Json, Json]:
    """Return the one (block, element) that is meant.

    Raises:
        LookupError: none is, or several are.
    """
    found = [
        (block, element)
        for block in blocks
        if block["type"] != "input" or block.get("dispatch_action")
        for element in elements_in(block)
        if element["action_id"] == action_id and block_id in (None, block["block_id"])
        if element["type"] != "button" or value in (None, element.get("value"))
    ]
    if len(found) != 1:
        raise LookupError(f"{len(found)} elements match {action_id!r}" + "; give block_id or value" * bool(found))
    return found[0]


def _field(blocks: list[Json], key: FieldKey) -> tuple[Json, Json]:
    wanted = key if isinstance(key, tuple) else (None, key)
    found = [
        (block, element)
        for block, element in fields.fields_in(blocks)
        if wanted[0] in (None, block["block_id"]) and wanted[1] == element["action_id"]
    ]
    if len(found) != 1:
        raise LookupError(f"{len(found)} fields match {key!r}")
    return found[0]


def remember(typed: dict[tuple[str, str], object], block: Json, element: Json, value: object) -> None:
    """Keep what was picked, so that the state of the next press has it.

    Raises:
        LookupError: *value* is not one of the element's options.
    """
    if element["type"] in fields.FIELDS:
        fields.state(element, value)
        typed[(block["block_id"], element["action_id"])] = value


def _inputs(view: Json) -> set[str]:
    return {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
