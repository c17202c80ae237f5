"""The page of the local Slack: its state, its gestures, and one walk through a browser where there is one."""

import json
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from waitress.server import BaseWSGIServer, create_server

from bot.demo.local_slack import Channel, LocalSlack, Member
from bot.demo.local_slack.static_files import STATIC
from tests.bot.demo.test_local_slack_files import PNG

BOT, ANNA, FIN = "U0BOT", "U0ANNA", "U0FIN"
ROOM = "C0TEAM"
Json = dict[str, Any]


class Panel:
    """A console with a button, one that asks first, and one mail."""

    def __init__(self) -> None:
        self.pressed: list[str] = []
        self.chosen: list[Mapping[str, str]] = []

    def state(self) -> Json:
        mail = {
            "to": "ap@x.test",
            "cc": "",
            "subject": "Past due",
            "from": "anna@x.test",
            "body": "Hi",
            "file": "1.eml",
            "approved": "Anna Byrne, Monday 06:04",
        }
        return {
            "banner": "An imitation of Slack, on 31 March 2026.",
            "explains": ["One", "Two", "Three"],
            "mails": [mail] * len(self.pressed),
            "audit": [{"at": "09:00", "who": "Anna", "what": "approved", "about": "Hexcroft · £1.00", "detail": ""}],
            "recorded": 332,
            "examples": {ANNA: "F-1007"},
            "hints": {FIN: {"text": "2 cards wait for you in #finance", "waiting": 2, "channel": "C0FIN"}},
            "buttons": [
                {"id": "next", "label": "Next morning", "hint": "Runs the daily job", "at_work": "…", "asks": False},
                {"id": "reply", "label": "They reply…", "hint": "", "at_work": "…", "asks": True},
            ],
            "at_work": "",
            "notice": "Something happened." if self.chosen else "",
            "look": {"user": FIN, "channel": "C0FIN"},
            "steps": ["Create the app."],
            "guide": "docs/operations.md",
        }

    def form(self, button_id: str, user: str) -> Json:
        if button_id != "reply":
            raise LookupError("There is nothing to choose from.")
        ready = [{"value": "a", "label": "A", "fills": {"text": "Words A"}}, {"value": "own", "label": "Own"}]
        return {
            "title": f"As {user}",
            "submit": "They send it",
            "fields": [
                {"id": "reply", "label": "What", "kind": "select", "options": ready, "value": "own"},
                {"id": "text", "label": "Words", "kind": "textarea", "value": ""},
            ],
        }

    def press(self, button_id: str, chosen: Mapping[str, str]) -> None:
        self.pressed.append(button_id)
        if chosen:
            self.chosen.append(chosen)


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(
        team_id="T0FENNEL",
        bot_user_id=BOT,
        bot_name="Collections",
        bot_token="xoxb-local",
        signing_secret="secret",
        members=[
            Member(ANNA, "anna", "Anna Byrne", "a@x.test", title="Account owner"),
            Member(FIN, "fiona", "Fiona Marsh", "f@x.test", title="Finance lead"),
        ],
        channels=[Channel(ROOM, "collections", frozenset({BOT, ANNA})), Channel("C0FIN", "finance", frozenset({FIN}))],
        now=lambda: datetime(2026, 3, 31, 9, tzinfo=UTC),
        wall=lambda: datetime.now(UTC),
        console=Panel(),
    ) as running:
        yield running


def ask(slack: LocalSlack, method: str, path: str, body: Json | None = None, **headers: str) -> tuple[int, bytes]:
    url = urlsplit(slack.page_url)
    connection = HTTPConnection(url.hostname or "", url.port, timeout=5)
    given = {"Content-Type": "application/json", **{name.replace("_", "-"): text for name, text in headers.items()}}
    connection.request(method, path, json.dumps(body) if body is not None else None, given)
    reply = connection.getresponse()
    return reply.status, reply.read()


def test_nothing_the_page_is_made_of_points_elsewhere(slack: LocalSlack) -> None:
    for path in ("/", "/archives/C0TEAM/p1774947600000001"):
        assert b"<!doctype html>" in ask(slack, "GET", path)[1]
    for file in STATIC.iterdir():
        # The walk below watches what the bundle asks for; its text names sites only in error messages.
        if file.name in {"NOTICE", "render.js"}:
            continue
        assert ask(slack, "GET", f"/static/{file.name}")[0] == 200
        assert not re.findall(r"(?:src|href|url\(|@import|fetch\()\W*https?:", file.read_text()), file.name
    assert ask(slack, "GET", "/static/../local_slack.py")[0] == 404


def test_a_person_sees_their_own_channels_and_whispers(slack: LocalSlack) -> None:
    client = WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])
    client.chat_postEphemeral(channel=ROOM, user=ANNA, text="psst")
    seen = json.loads(ask(slack, "GET", f"/page/state?user={ANNA}&channel={ROOM}")[1])
    other = json.loads(ask(slack, "GET", f"/page/state?user={FIN}&channel={ROOM}")[1])
    assert [c["id"] for c in seen["channels"]] == [ROOM]
    assert [m["text"] for m in seen["messages"]] == ["psst"]
    assert (other["channel"], other["messages"]) == ("C0FIN", [])
    assert seen["console"]["banner"].startswith("An imitation")


def test_what_is_gone_is_told_in_words(slack: LocalSlack) -> None:
    body = {"user": ANNA, "channel": ROOM, "ts": "1.1", "action_id": "x"}
    said = json.loads(ask(slack, "POST", "/page/click", body)[1])
    assert said["notice"].startswith("That is no longer there")


@pytest.mark.parametrize("header", [{"Content_Type": "text/plain"}, {"Host": "evil.test"}])
def test_another_site_cannot_press_buttons(slack: LocalSlack, header: dict[str, str]) -> None:
    assert ask(slack, "POST", "/page/console", {"button": "next"}, **header)[0] == 403


def test_the_stamp_moves_with_the_console(slack: LocalSlack) -> None:
    before = slack.stamp()
    ask(slack, "POST", "/page/console", {"button": "next"})
    assert slack.stamp() != before


def test_a_button_that_asks_has_a_form_and_the_others_say_so(slack: LocalSlack) -> None:
    asked = json.loads(ask(slack, "POST", "/page/form", {"button": "reply", "user": ANNA})[1])
    assert (asked["title"], asked["notice"]) == (f"As {ANNA}", "")
    assert json.loads(ask(slack, "POST", "/page/form", {"button": "next"})[1]) == {
        "notice": "There is nothing to choose from."
    }
    ask(slack, "POST", "/page/console", {"button": "reply", "values": {"reply": "a", "text": "Words"}})
    assert isinstance(slack.console, Panel)
    assert slack.console.chosen == [{"reply": "a", "text": "Words"}]


def run(web: BaseWSGIServer) -> None:
    # Closing waitress takes the socket away from under its loop.
    with suppress(OSError):
        web.run()


def serve(app: App) -> tuple[BaseWSGIServer, str]:
    web = create_server(SlackRequestHandler(app), host="127.0.0.1", port=0)
    assert isinstance(web, BaseWSGIServer)
    assert web.socket is not None
    threading.Thread(target=run, args=(web,), daemon=True).start()
    return web, f"http://127.0.0.1:{web.socket.getsockname()[1]}/slack/events"


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def editor(client: WebClient) -> App:
    app = App(client=client, signing_secret="secret")
    note = {"type": "plain_text_input", "action_id": "note", "multiline": True, "initial_value": "rude"}
    view = {
        "type": "modal",
        "callback_id": "edit",
        "title": words("Edit the draft"),
        "submit": words("Save"),
        "blocks": [{"type": "input", "block_id": "note", "label": words("Text"), "element": note}],
    }

    @app.action("edit")
    def edit(ack: Any, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view("edit")
    def save(ack: Any, view: Json) -> None:
        rude = view["state"]["values"]["note"]["note"]["value"] == "rude"
        ack({"response_action": "errors", "errors": {"note": "Be kind."}} if rude else "")

    @app.action("approve")
    def approve(ack: Any, respond: Any) -> None:
        respond(text="Approved by *Anna*", replace_original=True)
        ack()

    return app


def test_a_walk_through_the_page(slack: LocalSlack) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    client = WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])
    web, slack.request_url = serve(editor(client))
    confirm = {"title": words("Sure?"), "text": words("It goes out."), "confirm": words("Yes"), "deny": words("No")}
    buttons = [
        {"type": "button", "action_id": "approve", "text": words("Approve"), "confirm": confirm},
        {"type": "button", "action_id": "edit", "text": words("Edit")},
    ]
    title = {**words("Northwind, leaves at 06:03:14 :smile:"), "emoji": False}
    blocks: list[Json] = [{"type": "header", "text": title}, {"type": "actions", "elements": buttons}]
    ts = client.chat_postMessage(channel=ROOM, text="card", blocks=blocks)["ts"]
    with sync_api.sync_playwright() as tool:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = tool.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(slack.page_url)
        page.get_by_role("button", name="Edit").click()
        read = page.locator(f"[data-ts='{ts}'] .read").first.inner_text()
        assert read.strip() == title["text"]
        page.get_by_test_id("modal-submit").click()
        page.get_by_text("Be kind.").wait_for()
        page.get_by_label("Text").fill("gentle")
        page.get_by_test_id("modal-submit").click()
        page.get_by_test_id("modal").wait_for(state="hidden")
        page.locator(f"[data-ts='{ts}'] [data-action-id=approve]").click()
        page.get_by_test_id("confirm-accept").click()
        page.get_by_text("Approved by Anna").wait_for()
        page.get_by_test_id("console-next").click()
        page.get_by_test_id("mails").get_by_text("Past due").wait_for()
        page.get_by_test_id("mails").get_by_text("approved by Anna Byrne, Monday 06:04").wait_for()
        page.get_by_test_id("audit").get_by_text("09:00 Anna approved · Hexcroft · £1.00").wait_for()
        page.get_by_test_id("audit").get_by_text("332", exact=True).wait_for()
        assert page.get_by_test_id("example").inner_text() == ", for instance /invoice F-1007"
        page.get_by_test_id("console-reply").click()
        page.get_by_test_id("choose-reply").select_option("a")
        assert page.get_by_test_id("choose-text").input_value() == "Words A"
        page.get_by_test_id("choose-submit").click()
        page.get_by_test_id("notice-go").click()
        page.get_by_test_id("channel-C0FIN").wait_for()
        assert page.get_by_test_id("example").inner_text() == ""
        assert page.get_by_test_id("person-switcher").input_value() == FIN
        assert page.get_by_test_id("hint").inner_text() == "2 cards wait for you in #finance"
        page.get_by_test_id("person-switcher").select_option(FIN)
        page.get_by_test_id("channel-C0FIN").wait_for()
        browser.close()
    web.close()
    assert [url for url in asked if not url.startswith(slack.page_url)] == []


def test_a_picture_is_drawn_in_the_channel_in_a_block_and_on_the_home_tab(slack: LocalSlack) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    client = WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])
    named = {"filename": "ageing.png", "title": "Ageing", "alt_txt": "Ageing: 62 % current"}
    done = client.files_upload_v2(channel=ROOM, content=PNG, **named)
    picture = {"type": "image", "slack_file": {"id": done["file"]["id"]}}
    client.chat_postMessage(channel=ROOM, text="chart", blocks=[{**picture, "alt_text": "Ageing in a block"}])
    client.views_publish(user_id=ANNA, view={"type": "home", "blocks": [{**picture, "alt_text": "On the tab"}]})
    with sync_api.sync_playwright() as tool:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = tool.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page()
        page.goto(f"{slack.page_url}?as={ANNA}&channel={ROOM}")
        for said in ("Ageing: 62 % current", "Ageing in a block"):
            page.get_by_alt_text(said).wait_for()
            assert page.get_by_alt_text(said).evaluate("image => image.complete && image.naturalWidth") == 1
        page.get_by_test_id("home").click()
        page.get_by_test_id("home-view").get_by_alt_text("On the tab").wait_for()
        browser.close()
