"""The Web API of the local Slack, through the real client."""

from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import RemoteDisconnected
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web import SlackResponse

from bot.demo.local_slack import (
    Channel,
    DropAfterAccept,
    HangAfterAccept,
    LocalSlack,
    Member,
    Pace,
    RateLimited,
    ServerError,
    SlackError,
)

BOT = "U0BOT"
ANNA = Member("U0ANNA", "anna", "Anna Byrne", "anna@fennel.test", title="Account owner")
STRANGER = Member("U0STRANGE", "sam", "Sam Else", "sam@other.test", team_id="T0OTHER")
CHANNELS = (
    Channel("C0TEAM", "collections", frozenset({BOT, ANNA.id})),
    Channel("C0SHARED", "with-customer", frozenset({BOT, ANNA.id, STRANGER.id}), is_ext_shared=True),
    Channel("C0SECRET", "board", frozenset({ANNA.id})),
    Channel("C0OPEN", "general", frozenset({ANNA.id}), is_private=False),
)


def local_slack(**changes: Any) -> LocalSlack:
    settings: dict[str, Any] = {
        "team_id": "T0FENNEL",
        "bot_user_id": BOT,
        "bot_name": "Collections",
        "bot_token": "xoxb-local",
        "signing_secret": "secret",
        "members": (ANNA, STRANGER),
        "channels": CHANNELS,
        "now": lambda: datetime(2026, 3, 31, 9, tzinfo=UTC),
    }
    return LocalSlack(**{**settings, **changes})


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with local_slack() as running:
        yield running


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])


def error_of(call: Any, *args: Any, **named: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        call(*args, **named)
    response = refused.value.response
    assert isinstance(response, SlackResponse)
    return str(response["error"])


def section(text: str = "Hello") -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def test_a_post_is_stored_as_it_was_sent(slack: LocalSlack, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="C0TEAM", text="A &amp; B", blocks=[section("<b> & *c*")])
    [stored] = slack.messages("C0TEAM")
    assert stored["text"] == "A &amp; B"
    assert stored["blocks"][0]["text"]["text"] == "<b> & *c*"
    assert stored["blocks"][0]["block_id"]
    assert posted["message"]["bot_id"] == stored["bot_id"]
    assert slack.calls[-1].method == "chat.postMessage"
    assert slack.calls[-1].args["blocks"] == [section("<b> & *c*")]


def test_times_are_those_of_the_clock_and_never_repeat(client: WebClient) -> None:
    times = [client.chat_postMessage(channel="C0TEAM", text=str(n))["ts"] for n in range(3)]
    assert times == sorted(set(times))
    assert int(float(times[0])) == int(datetime(2026, 3, 31, 9, tzinfo=UTC).timestamp())


def test_form_encoded_calls_work_like_json_ones(slack: LocalSlack, client: WebClient) -> None:
    client.api_call("chat.postMessage", data={"channel": "C0TEAM", "text": "x", "blocks": '[{"type": "divider"}]'})
    assert slack.messages("C0TEAM")[0]["blocks"][0]["type"] == "divider"
    assert slack.calls[-1].args["blocks"] == [{"type": "divider"}]


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        pytest.param("chat.postMessage", {"channel": "C0NONE", "text": "x"}, "channel_not_found", id="no channel"),
        pytest.param(
            "chat.postMessage", {"channel": "C0SECRET", "text": "x"}, "channel_not_found", id="private, not invited"
        ),
        pytest.param("chat.postMessage", {"channel": "C0OPEN", "text": "x"}, "not_in_channel", id="not joined"),
        pytest.param("chat.postMessage", {"text": "x"}, "invalid_arguments", id="channel forgotten"),
        pytest.param("chat.postMessage", {"channel": "C0TEAM"}, "no_text", id="nothing said"),
        pytest.param(
            "chat.postMessage", {"channel": "C0TEAM", "blocks": "{oops"}, "invalid_blocks_format", id="blocks not JSON"
        ),
        pytest.param(
            "chat.postMessage",
            {"channel": "C0TEAM", "text": "x", "metadata": '{"event_type": "p"}'},
            "invalid_metadata_format",
            id="half metadata",
        ),
        pytest.param(
            "chat.postMessage",
            {"channel": "C0TEAM", "text": "x", "thread_ts": "1.1"},
            "thread_not_found",
            id="no thread",
        ),
        pytest.param("chat.update", {"channel": "C0TEAM", "ts": "1.1", "text": "x"}, "message_not_found", id="no ts"),
        pytest.param("chat.delete", {"channel": "C0TEAM", "ts": "1.1"}, "message_not_found", id="nothing to delete"),
        pytest.param(
            "chat.postEphemeral",
            {"channel": "C0TEAM", "user": STRANGER.id, "text": "x"},
            "user_not_in_channel",
            id="whisper to somebody elsewhere",
        ),
        pytest.param(
            "chat.getPermalink", {"channel": "C0TEAM", "message_ts": "1.1"}, "message_not_found", id="link to nothing"
        ),
        pytest.param("users.info", {"user": "U0NONE"}, "user_not_found", id="no user"),
        pytest.param("conversations.open", {"users": "U0NONE"}, "user_not_found", id="no partner"),
        pytest.param("conversations.history", {"channel": "C0TEAM", "cursor": "?"}, "invalid_cursor", id="cursor"),
        pytest.param("conversations.history", {"channel": "C0TEAM", "limit": "0"}, "invalid_limit", id="limit"),
        pytest.param("files.upload", {}, "unknown_method", id="method"),
        pytest.param("views.update", {"view_id": "V1", "view": "{}"}, "not_found", id="no view"),
        pytest.param("views.publish", {"user_id": "U0NONE", "view": "{}"}, "user_not_found", id="nobody's home"),
    ],
)
def test_what_is_not_there_is_refused(client: WebClient, method: str, arguments: dict[str, str], error: str) -> None:
    assert error_of(client.api_call, method, data=arguments) == error


def test_a_token_is_asked_for(slack: LocalSlack) -> None:
    assert error_of(WebClient("xoxb-wrong", base_url=slack.base_url).auth_test) == "invalid_auth"
    assert error_of(WebClient("", base_url=slack.base_url).auth_test) == "not_authed"


def test_refusals_say_where(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="C0TEAM", text="x", blocks=[section("x" * 3001)])
    assert refused.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_the_app_updates_and_deletes_only_its_own(slack: LocalSlack, client: WebClient) -> None:
    said = slack.workspace.say(ANNA.id, "C0TEAM", "mine")
    assert error_of(client.chat_update, channel="C0TEAM", ts=said["ts"], text="x") == "cant_update_message"
    assert error_of(client.chat_delete, channel="C0TEAM", ts=said["ts"]) == "cant_delete_message"


def test_text_without_blocks_removes_the_blocks_and_metadata_stays(slack: LocalSlack, client: WebClient) -> None:
    metadata = {"event_type": "packet", "event_payload": {"id": "P1"}}
    ts = client.chat_postMessage(channel="C0TEAM", text="a", blocks=[section()], metadata=metadata)["ts"]
    client.chat_update(channel="C0TEAM", ts=ts, text="done")
    stored = slack.message("C0TEAM", ts)
    assert (stored["text"], "blocks" in stored, stored["metadata"]) == ("done", False, metadata)
    client.chat_delete(channel="C0TEAM", ts=ts)
    assert slack.messages("C0TEAM") == []


def test_history_shows_metadata_only_when_asked(client: WebClient) -> None:
    metadata = {"event_type": "packet", "event_payload": {"id": "P1"}}
    client.chat_postMessage(channel="C0TEAM", text="a", metadata=metadata)
    plain = client.conversations_history(channel="C0TEAM")["messages"][0]
    full = client.conversations_history(channel="C0TEAM", include_all_metadata=True)["messages"][0]
    assert "metadata" not in plain
    assert full["metadata"] == metadata


def test_history_is_newest_first_in_pages_without_replies(client: WebClient) -> None:
    times = [client.chat_postMessage(channel="C0TEAM", text=str(n))["ts"] for n in range(5)]
    client.chat_postMessage(channel="C0TEAM", text="reply", thread_ts=times[0])
    first = client.conversations_history(channel="C0TEAM", limit=2)
    rest = client.conversations_history(channel="C0TEAM", limit=9, cursor=first["response_metadata"]["next_cursor"])
    assert [m["text"] for m in (*first["messages"], *rest["messages"])] == ["4", "3", "2", "1", "0"]
    assert (first["has_more"], rest["has_more"]) == (True, False)
    since = client.conversations_history(channel="C0TEAM", oldest=times[3])["messages"]
    assert [m["text"] for m in since] == ["4"]


def test_people_and_places(slack: LocalSlack, client: WebClient) -> None:
    slack.set_member(ANNA.id, deleted=True)
    anna = client.users_info(user=ANNA.id)["user"]
    stranger = client.users_info(user=STRANGER.id)["user"]
    assert (anna["deleted"], anna["profile"]["email"]) == (True, "anna@fennel.test")
    assert (stranger["team_id"], stranger["is_stranger"]) == ("T0OTHER", True)
    assert client.conversations_info(channel="C0SHARED")["channel"]["is_ext_shared"]
    assert client.conversations_members(channel="C0SHARED")["members"] == [BOT, STRANGER.id]
    assert {m["id"] for m in client.users_list()["members"]} == {BOT, ANNA.id, STRANGER.id}
    assert error_of(client.conversations_open, users=ANNA.id) == "user_disabled"
    assert client.auth_test()["user_id"] == BOT


def test_a_direct_message_and_a_whisper(slack: LocalSlack, client: WebClient) -> None:
    direct = client.conversations_open(users=ANNA.id)["channel"]["id"]
    assert client.chat_postMessage(channel=ANNA.id, text="hello")["channel"] == direct
    client.chat_postEphemeral(channel="C0TEAM", user=ANNA.id, text="psst")
    assert [m["text"] for m in slack.ephemerals(ANNA.id)] == ["psst"]
    assert slack.messages("C0TEAM") == []


def test_a_permalink_opens_the_page(slack: LocalSlack, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0TEAM", text="a")["ts"]
    link = client.chat_getPermalink(channel="C0TEAM", message_ts=ts)["permalink"]
    assert link == f"{slack.page_url}archives/C0TEAM/p{ts.replace('.', '')}"


def test_a_home_is_published_and_republished(slack: LocalSlack, client: WebClient) -> None:
    first = client.views_publish(user_id=ANNA.id, view={"type": "home", "blocks": [section("one")]})["view"]
    stale = first["hash"]
    client.views_publish(user_id=ANNA.id, view={"type": "home", "blocks": [section("two")]}, hash=stale)
    home = slack.home(ANNA.id)
    assert home is not None
    assert home["blocks"][0]["text"]["text"] == "two"
    conflict = error_of(client.views_publish, user_id=ANNA.id, view={"type": "home", "blocks": []}, hash=stale)
    assert conflict == "hash_conflict"


def test_dropped_after_accept_stores_the_message_once(slack: LocalSlack, client: WebClient) -> None:
    slack.fail_next("chat.postMessage", DropAfterAccept())
    with pytest.raises(RemoteDisconnected):
        client.chat_postMessage(channel="C0TEAM", text="once")
    assert [m["text"] for m in slack.messages("C0TEAM")] == ["once"]


def test_the_clients_default_retry_posts_twice(slack: LocalSlack) -> None:
    slack.fail_next("chat.postMessage", DropAfterAccept())
    WebClient("xoxb-local", base_url=slack.base_url).chat_postMessage(channel="C0TEAM", text="twice")
    assert len(slack.messages("C0TEAM")) == 2


@pytest.mark.parametrize(("fault", "stored"), [(ServerError(), 0), (ServerError(after_accept=True), 1)])
def test_a_server_error_before_or_after_accepting(
    slack: LocalSlack, client: WebClient, fault: ServerError, stored: int
) -> None:
    slack.fail_next("chat.postMessage", fault)
    with pytest.raises(SlackApiError) as failed:
        client.chat_postMessage(channel="C0TEAM", text="x")
    assert failed.value.response.status_code == 503
    assert len(slack.messages("C0TEAM")) == stored
    client.chat_postMessage(channel="C0TEAM", text="the fault is used up")


def test_a_hanging_reply_times_out_but_the_message_is_there(slack: LocalSlack) -> None:
    slack.fail_next("chat.postMessage", HangAfterAccept(30))
    impatient = WebClient("xoxb-local", base_url=slack.base_url, timeout=1, retry_handlers=[])
    with pytest.raises(TimeoutError):
        impatient.chat_postMessage(channel="C0TEAM", text="x")
    assert len(slack.messages("C0TEAM")) == 1


def test_a_named_refusal_and_a_rate_limit(slack: LocalSlack, client: WebClient) -> None:
    slack.fail_next("chat.postMessage", SlackError("is_archived"))
    slack.fail_next("chat.postMessage", RateLimited(7))
    assert error_of(client.chat_postMessage, channel="C0TEAM", text="x") == "is_archived"
    with pytest.raises(SlackApiError) as limited:
        client.chat_postMessage(channel="C0TEAM", text="x")
    assert (limited.value.response.status_code, limited.value.response.headers["Retry-After"]) == (429, "7")
    assert slack.messages("C0TEAM") == []


def test_posting_is_paced_per_channel_when_asked() -> None:
    at = [0.0]
    with local_slack(pace=Pace(post_burst=2, updates_per_minute=1), monotonic=lambda: at[0]) as slack:
        client = WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])
        ts = client.chat_postMessage(channel="C0TEAM", text="x")["ts"]
        client.chat_postMessage(channel="C0TEAM", text="x")
        assert error_of(client.chat_postMessage, channel="C0TEAM", text="x") == "ratelimited"
        client.chat_postMessage(channel="C0SHARED", text="another channel")
        at[0] += 1
        client.chat_postMessage(channel="C0TEAM", text="x")
        client.chat_update(channel="C0TEAM", ts=ts, text="y")
        assert error_of(client.chat_update, channel="C0TEAM", ts=ts, text="z") == "ratelimited"


def test_the_clients_own_handler_waits_out_a_limit(slack: LocalSlack) -> None:
    slack.fail_next("chat.postMessage", RateLimited(0))
    patient = WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[RateLimitErrorRetryHandler()])
    patient.chat_postMessage(channel="C0TEAM", text="x")
    assert (len(slack.calls), len(slack.messages("C0TEAM"))) == (2, 1)
