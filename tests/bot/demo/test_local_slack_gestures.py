"""Gestures of the local Slack, delivered to a real Bolt app over HTTP."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient
from waitress.server import BaseWSGIServer, create_server

from bot.demo.local_slack import Channel, LocalSlack, Member, Registered, Shortcut, registered_by

BOT, ANNA, BEN, STRANGER = "U0BOT", "U0ANNA", "U0BEN", "U0STRANGE"
ROOM = "C0TEAM"
Json = dict[str, Any]


class Monotonic:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Office:
    """A local Slack, a Bolt app that listens to it, and what the app received."""

    slack: LocalSlack
    app: App
    monotonic: Monotonic
    bodies: list[Json] = field(default_factory=list)

    @property
    def client(self) -> WebClient:
        return self.app.client

    def post(self, *elements: Json, **more: Any) -> str:
        blocks = [{"type": "actions", "block_id": "row", "elements": list(elements)}]
        return str(self.client.chat_postMessage(channel=ROOM, text="card", blocks=blocks, **more)["ts"])

    def on(self, action_id: str, work: Callable[[Json], Any] = lambda body: None) -> None:
        @self.app.action(action_id)
        def heard(ack: Any, body: Json) -> None:
            self.bodies.append(body)
            work(body)
            ack()

    def opens(self, action_id: str, view: Json) -> None:
        self.on(action_id, lambda body: self.client.views_open(trigger_id=body["trigger_id"], view=view))


def run(web: BaseWSGIServer) -> None:
    # Closing waitress takes the socket away from under its loop.
    with suppress(OSError):
        web.run()


def people() -> tuple[Member, ...]:
    return (
        Member(ANNA, "anna", "Anna Byrne", "anna@fennel.test"),
        Member(BEN, "ben", "Ben Cole", "ben@fennel.test"),
        Member(STRANGER, "sam", "Sam Else", "sam@other.test", team_id="T0OTHER"),
    )


@pytest.fixture
def office() -> Iterator[Office]:
    monotonic = Monotonic()
    slack = LocalSlack(
        team_id="T0FENNEL",
        bot_user_id=BOT,
        bot_name="Collections",
        bot_token="xoxb-local",
        signing_secret="secret",
        members=people(),
        channels=[Channel(ROOM, "collections", frozenset({BOT, ANNA, STRANGER}))],
        now=lambda: datetime(2026, 3, 31, 9, tzinfo=UTC),
        wall=lambda: datetime.now(UTC),
        monotonic=monotonic,
        patience=0.5,
        registered=Registered(
            (Shortcut("Add…", "message", "add_to_account"), Shortcut("Anywhere", "global", "anywhere"))
        ),
    )
    with slack:
        client = WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])
        app = App(client=client, signing_secret="secret")
        web = create_server(SlackRequestHandler(app), host="127.0.0.1", port=0)
        assert isinstance(web, BaseWSGIServer)
        assert web.socket is not None
        threading.Thread(target=run, args=(web,), daemon=True).start()
        slack.request_url = f"http://127.0.0.1:{web.socket.getsockname()[1]}/slack/events"
        yield Office(slack, app, monotonic)
        web.close()


def button(action_id: str = "approve", **parts: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": "Approve"}, **parts}


def option(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": value.title()}, "value": value}


def field_block(action_id: str, kind: str = "plain_text_input", **parts: Any) -> Json:
    optional = parts.pop("optional", False)
    return {
        "type": "input",
        "block_id": f"{action_id}_block",
        "label": {"type": "plain_text", "text": action_id},
        "optional": optional,
        "element": {"type": kind, "action_id": action_id, **parts},
    }


def modal(*blocks: Json, **parts: Any) -> Json:
    def words(text: str) -> Json:
        return {"type": "plain_text", "text": text}

    return {
        "type": "modal",
        "callback_id": "edit",
        "title": words("Edit"),
        "submit": words("Save"),
        "blocks": list(blocks),
        **parts,
    }


def test_a_press_arrives_signed_with_all_it_needs(office: Office) -> None:
    metadata = {"event_type": "packet", "event_payload": {"id": "P1"}}
    ts = office.post(button(value="P1:3"), metadata=metadata)
    office.on("approve")
    delivery = office.slack.click(ANNA, ROOM, ts, "approve")
    [body] = office.bodies
    assert (delivery.status, delivery.ok) == (200, True)
    assert body["type"] == "block_actions"
    assert body["team"] == {"id": "T0FENNEL", "domain": "fennel"}
    assert body["user"] == {"id": ANNA, "username": "anna", "name": "anna", "team_id": "T0FENNEL"}
    assert body["channel"] == {"id": ROOM, "name": "privategroup"}
    assert body["container"] == {"type": "message", "message_ts": ts, "channel_id": ROOM, "is_ephemeral": False}
    assert (body["message"]["ts"], body["message"]["metadata"]) == (ts, metadata)
    assert (body["actions"][0]["value"], body["actions"][0]["block_id"]) == ("P1:3", "row")
    assert body["trigger_id"]
    assert body["response_url"].startswith(office.slack.page_url)


def test_a_wrong_signing_secret_is_noticed(office: Office) -> None:
    ts = office.post(button())
    office.slack._courier._secret = b"another"
    delivery = office.slack.click(ANNA, ROOM, ts, "approve")
    assert (delivery.status, bool(delivery.notice)) == (401, True)


def test_a_stranger_presses_with_the_other_team(office: Office) -> None:
    ts = office.post(button())
    office.on("approve")
    office.slack.click(STRANGER, ROOM, ts, "approve")
    office.slack.click("U0UNSEEN", ROOM, ts, "approve", team_id="T0THIRD")
    teams = [(body["team"]["id"], body["user"]["team_id"]) for body in office.bodies]
    assert teams == [("T0OTHER", "T0OTHER"), ("T0THIRD", "T0THIRD")]


def test_only_what_is_on_the_screen_can_be_pressed(office: Office) -> None:
    ts = office.post(button(), {**button(), "action_id": "hold"})
    drawn = office.slack.message(ROOM, ts)
    office.on("approve")
    office.client.chat_update(channel=ROOM, ts=ts, text="done")
    with pytest.raises(LookupError, match="0 elements"):
        office.slack.click(ANNA, ROOM, ts, "approve")
    with pytest.raises(LookupError, match="not in collections"):
        office.slack.click(BEN, ROOM, ts, "approve")
    office.slack.set_member(ANNA, deleted=True)
    with pytest.raises(LookupError, match="deactivated"):
        office.slack.click(ANNA, ROOM, ts, "approve")
    office.slack.set_member(ANNA, deleted=False)
    assert office.slack.click(ANNA, ROOM, ts, "approve", stale=drawn).ok
    assert office.bodies[0]["message"]["blocks"] == drawn["blocks"]


def test_pickers_in_a_message_are_delivered_with_state(office: Office) -> None:
    pick = {"type": "static_select", "action_id": "pick", "options": [option("one"), option("two")]}
    menu = {"type": "overflow", "action_id": "menu", "options": [option("hold")]}
    boxes = {"type": "checkboxes", "action_id": "boxes", "options": [option("a"), option("b")]}
    ts = office.post(pick, menu, boxes, {"type": "datepicker", "action_id": "day"})
    for action_id in ("pick", "menu", "boxes", "day"):
        office.on(action_id)
    office.slack.click(ANNA, ROOM, ts, "pick", value="two")
    office.slack.click(ANNA, ROOM, ts, "menu", value="hold")
    office.slack.click(ANNA, ROOM, ts, "boxes", value=["a", "b"])
    office.slack.click(ANNA, ROOM, ts, "day", value="2026-04-01")
    pressed = [body["actions"][0] for body in office.bodies]
    assert pressed[0]["selected_option"]["value"] == "two"
    assert pressed[1]["selected_option"]["value"] == "hold"
    assert [o["value"] for o in pressed[2]["selected_options"]] == ["a", "b"]
    assert pressed[3]["selected_date"] == "2026-04-01"
    assert office.bodies[3]["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "two"
    with pytest.raises(LookupError, match="no option"):
        office.slack.click(ANNA, ROOM, ts, "pick", value="three")


def test_a_modal_makes_a_round_trip_with_errors(office: Office) -> None:
    ts = office.post(button("edit_draft"))
    fields = [
        field_block("body", multiline=True, initial_value="Dear customer"),
        field_block("when", "datepicker"),
        field_block("who", "users_select", optional=True),
        field_block("tick", "checkboxes", options=[option("a"), option("b")], optional=True),
        field_block("kind", "radio_buttons", options=[option("soft"), option("firm")]),
    ]
    office.opens("edit_draft", modal(*fields, private_metadata="P1"))
    seen: list[Json] = []

    @office.app.view("edit")
    def saved(ack: Any, view: Json) -> None:
        seen.append(view)
        text = view["state"]["values"]["body_block"]["body"]["value"]
        ack({"response_action": "errors", "errors": {"body_block": "Too blunt."}} if text == "Pay!" else "")

    office.slack.click(ANNA, ROOM, ts, "edit_draft")
    view = office.slack.modal(ANNA)
    assert view is not None
    assert view["private_metadata"] == "P1"
    empty = office.slack.submit(ANNA)
    assert (empty.status, set(empty.errors)) == (0, {"when_block", "kind_block"})
    values = {"body": "Pay!", "when": "2026-04-01", "who": BEN, "tick": ["b"], "kind": "firm"}
    assert office.slack.submit(ANNA, values).errors == {"body_block": "Too blunt."}
    assert office.slack.modal(ANNA) is not None
    assert office.slack.submit(ANNA, {"body": "Please pay."}).ok
    assert office.slack.modal(ANNA) is None
    state = seen[-1]["state"]["values"]
    assert state["body_block"]["body"] == {"type": "plain_text_input", "value": "Please pay."}
    assert state["when_block"]["when"]["selected_date"] == "2026-04-01"
    assert state["who_block"]["who"]["selected_user"] == BEN
    assert state["tick_block"]["tick"]["selected_options"] == [option("b")]
    assert state["kind_block"]["kind"]["selected_option"] == option("firm")


def test_update_push_and_clear_in_the_reply(office: Office) -> None:
    ts = office.post(button("edit_draft"))
    office.opens("edit_draft", modal())
    replies: list[Json] = [
        {"response_action": "update", "view": modal(callback_id="edit", private_metadata="2")},
        {"response_action": "push", "view": modal(callback_id="edit", private_metadata="3")},
        {"response_action": "update", "view": modal(title={"type": "plain_text", "text": "x" * 25})},
        {"response_action": "errors", "errors": {"no_such_block": "x"}},
        {"response_action": "clear"},
    ]

    @office.app.view("edit")
    def saved(ack: Any) -> None:
        ack(replies.pop(0))

    def shown() -> str | None:
        view = office.slack.modal(ANNA)
        return view["private_metadata"] if view else None

    office.slack.click(ANNA, ROOM, ts, "edit_draft")
    steps = [(office.slack.submit(ANNA).notice[:17], shown()) for _ in range(5)]
    assert steps == [("", "2"), ("", "3"), ("invalid_arguments", "3"), ("The app's reply t", "3"), ("", None)]


def test_buttons_inside_a_modal_update_and_push_it(office: Office) -> None:
    ts = office.post(button("edit_draft"))
    row = {"type": "actions", "block_id": "tools", "elements": [button("more"), button("deeper")]}
    office.opens("edit_draft", modal(row, field_block("note")))

    def more(body: Json) -> None:
        known = body["view"]
        office.client.views_update(view_id=known["id"], hash=known["hash"], view=modal(field_block("note"), row))
        with pytest.raises(SlackApiError, match="hash_conflict"):
            office.client.views_update(view_id=known["id"], hash=known["hash"], view=modal())

    def deeper(body: Json) -> None:
        office.client.views_push(trigger_id=body["trigger_id"], view=modal(row))

    office.on("more", more)
    office.on("deeper", deeper)
    office.slack.click(ANNA, ROOM, ts, "edit_draft")
    office.slack.fill(ANNA, {"note": "half a thought"})
    assert office.slack.click_in_modal(ANNA, "more").ok
    assert office.bodies[-1]["view"]["state"]["values"]["note_block"]["note"]["value"] == "half a thought"
    assert "response_url" not in office.bodies[-1]
    assert office.slack.click_in_modal(ANNA, "deeper").ok
    assert office.slack.click_in_modal(ANNA, "deeper").ok
    assert office.slack.click_in_modal(ANNA, "deeper").status == 500
    office.slack.close_modal(ANNA)
    office.slack.close_modal(ANNA)
    root = office.slack.modal(ANNA)
    assert root is not None
    assert root["blocks"][0]["type"] == "input"


def test_closing_is_told_only_when_asked_for(office: Office) -> None:
    ts = office.post(button("edit_draft"))
    views = [modal(), modal(notify_on_close=True)]
    closed: list[Json] = []
    office.on("edit_draft", lambda body: office.client.views_open(trigger_id=body["trigger_id"], view=views.pop(0)))

    @office.app.view_closed("edit")
    def heard(ack: Any, body: Json) -> None:
        closed.append(body)
        ack()

    for _ in range(2):
        office.slack.click(ANNA, ROOM, ts, "edit_draft")
        office.slack.close_modal(ANNA, everything=True)
    assert [body["is_cleared"] for body in closed] == [True]
    with pytest.raises(LookupError, match="no open modal"):
        office.slack.close_modal(ANNA)


@pytest.mark.parametrize(
    ("seconds", "times", "error"), [(0, 2, "exchanged_trigger_id"), (3.1, 1, "expired_trigger_id")]
)
def test_a_trigger_lives_three_seconds_and_works_once(office: Office, seconds: float, times: int, error: str) -> None:
    ts = office.post(button())
    errors: list[str] = []

    def work(body: Json) -> None:
        office.monotonic.at += seconds
        for _ in range(times):
            try:
                office.client.views_open(trigger_id=body["trigger_id"], view=modal())
            except SlackApiError as refused:
                errors.append(refused.response["error"])

    office.on("approve", work)
    office.slack.click(ANNA, ROOM, ts, "approve")
    assert errors == [error]


def test_an_unknown_trigger_and_a_bad_view(office: Office) -> None:
    for view, error in ((modal(), "invalid_trigger_id"), (modal(callback_id=""), "invalid_arguments")):
        with pytest.raises(SlackApiError, match=error):
            office.client.views_open(trigger_id="1.2.3", view=view)


def test_a_response_url_works_five_times_in_thirty_minutes(office: Office) -> None:
    ts = office.post(button(), metadata={"event_type": "packet", "event_payload": {"id": "P1"}})
    office.on("approve")
    office.slack.click(ANNA, ROOM, ts, "approve")
    office.slack.click(ANNA, ROOM, ts, "approve")
    hook = WebhookClient(office.bodies[0]["response_url"])
    too_long = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
    assert hook.send(text="done", replace_original=True).body == "ok"
    assert office.slack.message(ROOM, ts)["text"] == "done"
    assert office.slack.message(ROOM, ts)["metadata"]
    hook.send(text="for you")
    hook.send(text="for all", response_type="in_channel")
    refused = hook.send(text="x", blocks=too_long, replace_original=True)
    assert (refused.status_code, "invalid_blocks" in refused.body) == (400, True)
    hook.send(delete_original=True)
    assert "used_url" in hook.send(text="sixth").body
    assert [m["text"] for m in office.slack.ephemerals(ANNA)] == ["for you"]
    assert [m["text"] for m in office.slack.messages(ROOM)] == ["for all"]
    office.monotonic.at += 1801
    assert "expired_url" in WebhookClient(office.bodies[1]["response_url"]).send(text="late").body


def test_buttons_on_an_ephemeral_message(office: Office) -> None:
    row = {"type": "actions", "elements": [button("undo")]}
    ts = office.client.chat_postEphemeral(channel=ROOM, user=ANNA, text="psst", blocks=[row])["message_ts"]
    office.on("undo", lambda body: WebhookClient(body["response_url"]).send(text="undone", replace_original=True))
    with pytest.raises(LookupError, match="sees no message"):
        office.slack.click(STRANGER, ROOM, ts, "undo")
    assert office.slack.click(ANNA, ROOM, ts, "undo").ok
    assert "message" not in office.bodies[0]
    assert office.bodies[0]["container"]["is_ephemeral"]
    assert [m["text"] for m in office.slack.ephemerals(ANNA)] == ["undone"]


def test_a_command_is_answered_in_the_reply_or_later(office: Office) -> None:
    @office.app.command("/invoice")
    def invoice(ack: Any, command: Json, respond: Any) -> None:
        office.bodies.append(command)
        ack(f"looking for {command['text']}" if command["text"] else "")
        respond(text="found", response_type="in_channel")

    assert office.slack.command(ANNA, ROOM, "/invoice", "1007").ok
    assert office.slack.command(ANNA, ROOM, "/invoice").ok
    sent = office.bodies[0]
    assert (sent["user_id"], sent["channel_id"], sent["channel_name"]) == (ANNA, ROOM, "privategroup")
    assert [m["text"] for m in office.slack.ephemerals(ANNA)] == ["looking for 1007"]
    deadline = time.monotonic() + 2
    while len(office.slack.messages(ROOM)) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [m["text"] for m in office.slack.messages(ROOM)] == ["found", "found"]


def test_a_person_is_told_when_the_app_fails(office: Office) -> None:
    ts = office.post(button(), button("slow"))

    @office.app.action("slow")
    def slow(ack: Any) -> None:
        time.sleep(0.7)
        ack()

    assert "HTTP 404" in office.slack.click(ANNA, ROOM, ts, "approve").notice
    assert "within 0.5 seconds" in office.slack.click(ANNA, ROOM, ts, "slow").notice
    assert office.slack.command(ANNA, ROOM, "/unknown").status == 404
    assert office.slack.ephemerals(ANNA)[0]["text"].startswith("/unknown failed.")
    office.slack.request_url = None
    assert "not connected" in office.slack.click(ANNA, ROOM, ts, "approve").notice


def test_a_command_nobody_registered_is_answered_by_slack_itself(office: Office) -> None:
    office.slack._commands = frozenset({"/invoice"})
    delivery = office.slack.command(ANNA, ROOM, "/help", "me")
    assert (delivery.ok, delivery.notice) == (True, "")
    (told,) = office.slack.ephemerals(ANNA)
    assert (told["text"], told["user"]) == ("/help is not a valid command.", "USLACKBOT")
    assert office.slack.messages(ROOM) == []


def test_opening_home_is_an_event_and_its_buttons_work(office: Office) -> None:
    @office.app.event("app_home_opened")
    def opened(event: Json) -> None:
        row = {"type": "actions", "elements": [button("refresh")]}
        office.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [row]})

    office.on("refresh")
    office.slack.open_home(ANNA)
    deadline = time.monotonic() + 2
    while office.slack.home(ANNA) is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert office.slack.click_in_home(ANNA, "refresh").ok
    assert office.bodies[0]["view"]["type"] == "home"


def test_a_shortcut_carries_the_message_it_was_chosen_on(office: Office) -> None:
    heard: list[Json] = []

    @office.app.shortcut("add_to_account")
    def add(ack: Any, body: Json, respond: Any) -> None:
        heard.append(body)
        respond(text="Added", response_type="ephemeral")
        ack()

    office.slack.set_channel(Channel("C0SALES", "sales", frozenset({ANNA, BEN}), is_private=False))
    said = office.slack.workspace.say(BEN, "C0SALES", "PO 4500 came")
    assert office.slack.shortcut_on_message(ANNA, "C0SALES", said["ts"], "add_to_account").ok
    [body] = heard
    assert (body["type"], body["callback_id"]) == ("message_action", "add_to_account")
    assert (body["user"]["id"], body["channel"]) == (ANNA, {"id": "C0SALES", "name": "sales"})
    assert (body["message_ts"], body["message"]["user"], body["message"]["text"]) == (said["ts"], BEN, "PO 4500 came")
    assert body["trigger_id"]
    assert body["action_ts"]
    [answer] = office.slack.ephemerals(ANNA)
    assert (answer["text"], answer["channel"]) == ("Added", "C0SALES")
    # An ephemeral message has no such menu, others' channels are not seen, and only what is registered is offered.
    for user, ts, shortcut in (
        (ANNA, answer["ts"], "add_to_account"),
        (STRANGER, said["ts"], "add_to_account"),
        (ANNA, said["ts"], "anywhere"),
        (ANNA, said["ts"], "unknown"),
    ):
        with pytest.raises(LookupError):
            office.slack.shortcut_on_message(user, "C0SALES", ts, shortcut)


def test_a_global_shortcut_knows_no_channel(office: Office) -> None:
    heard: list[Json] = []

    @office.app.shortcut("anywhere")
    def anywhere(ack: Any, body: Json) -> None:
        heard.append(body)
        ack()
        office.client.views_open(trigger_id=body["trigger_id"], view=modal(field_block("note")))

    assert office.slack.shortcut(ANNA, "anywhere").ok
    [body] = heard
    assert body["type"] == "shortcut"
    assert body.keys() & {"channel", "message", "response_url"} == set()
    for _ in range(200):
        if office.slack.modal(ANNA) is not None:
            break
        time.sleep(0.01)
    assert office.slack.modal(ANNA) is not None
    with pytest.raises(LookupError):
        office.slack.shortcut(ANNA, "add_to_account")


def test_what_the_manifest_does_not_register_is_not_there(office: Office) -> None:
    assert registered_by({}) == Registered((), home_tab=False, events=frozenset())
    manifest = {
        "features": {
            "app_home": {"home_tab_enabled": True},
            "shortcuts": [{"name": "Add…", "type": "message", "callback_id": "add", "description": "x"}],
        },
        "settings": {"event_subscriptions": {"bot_events": ["app_home_opened"]}},
    }
    found = registered_by(manifest)
    assert (found.home_tab, found.events) == (True, {"app_home_opened"})
    assert found.shortcuts == (Shortcut("Add…", "message", "add"),)

    office.slack.registered = Registered(home_tab=True, events=frozenset())
    assert office.slack.open_home(ANNA).status == 200
    assert office.bodies == []


def test_an_app_without_a_home_tab_can_publish_none() -> None:
    with LocalSlack(
        team_id="T0FENNEL",
        bot_user_id=BOT,
        bot_name="Collections",
        bot_token="xoxb-local",
        signing_secret="secret",
        members=people(),
        channels=[],
        now=lambda: datetime(2026, 3, 31, 9, tzinfo=UTC),
        registered=Registered(home_tab=False),
    ) as slack:
        client = WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])
        with pytest.raises(SlackApiError) as refused:
            client.views_publish(user_id=ANNA, view={"type": "home", "blocks": []})
        assert refused.value.response["error"] == "not_enabled"
        with pytest.raises(LookupError):
            slack.open_home(ANNA)
