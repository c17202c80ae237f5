"""Files of the local Slack, through the real client."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.local_slack import Channel, LocalSlack, Member

BOT, ANNA, ROOM = "U0BOT", "U0ANNA", "C0TEAM"
#: One grey pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63680000008200817"
    "7cd72b60000000049454e44ae426082"
)


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(
        team_id="T0FENNEL",
        bot_user_id=BOT,
        bot_name="Collections",
        bot_token="xoxb-local",
        signing_secret="secret",
        members=[Member(ANNA, "anna", "Anna Byrne", "anna@fennel.test")],
        channels=[Channel(ROOM, "collections", frozenset({BOT, ANNA}))],
        now=lambda: datetime(2026, 3, 31, 9, tzinfo=UTC),
    ) as running:
        yield running


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])


def uploaded(client: WebClient, data: bytes = PNG, name: str = "ageing.png") -> str:
    """A file whose bytes have come and that is not completed yet."""
    place = client.files_getUploadURLExternal(filename=name, length=len(data))
    with urlopen(Request(str(place["upload_url"]), data=data, method="POST")) as reply:
        assert reply.read() == f"OK - {len(data)}".encode()
    return str(place["file_id"])


def error_of(call: Any, **named: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        call(**named)
    return str(refused.value.response["error"])


def picture(**slack_file: str) -> list[dict[str, Any]]:
    return [{"type": "image", "alt_text": "Ageing", "slack_file": slack_file}]


def test_a_picture_is_uploaded_as_the_client_does_it(slack: LocalSlack, client: WebClient) -> None:
    done = client.files_upload_v2(
        channel=ROOM,
        content=PNG,
        filename="ageing.png",
        title="Ageing",
        alt_txt="Ageing: 62 % current",
        initial_comment="This week",
    )
    [message] = slack.messages(ROOM)
    [file] = message["files"]
    assert (message["text"], message["user"], message["upload"]) == ("This week", BOT, True)
    assert (file["title"], file["alt_txt"], file["mimetype"]) == ("Ageing", "Ageing: 62 % current", "image/png")
    assert done["file"]["id"] == file["id"] == client.files_info(file=file["id"])["file"]["id"]
    with urlopen(file["url_private"]) as reply:
        assert (reply.read(), reply.headers["Content-Type"]) == (PNG, "image/png")


@pytest.mark.parametrize("by", ["id", "url"])
def test_a_completed_picture_can_stand_in_a_block(slack: LocalSlack, client: WebClient, by: str) -> None:
    file_id = uploaded(client)
    file = client.files_completeUploadExternal(files=[{"id": file_id, "title": "Ageing"}])["files"][0]
    given = {"id": file_id} if by == "id" else {"url": file["url_private"]}
    client.chat_postMessage(channel=ROOM, text="chart", blocks=picture(**given))
    [message] = slack.messages(ROOM)
    assert message["blocks"][0]["slack_file"] == given


def test_a_picture_that_is_not_there_is_refused_wherever_it_stands(slack: LocalSlack, client: WebClient) -> None:
    unfinished = uploaded(client)
    text = uploaded(client, b"not a picture", "notes.txt")
    client.files_completeUploadExternal(files=[{"id": text}])
    for blocks in (picture(id=unfinished), picture(id=text), picture(id="F0NOBODY"), picture(url="https://x.test/a")):
        assert error_of(client.chat_postMessage, channel=ROOM, text="x", blocks=blocks) == "invalid_blocks"
    view = {"type": "home", "blocks": picture(id=unfinished)}
    assert error_of(client.views_publish, user_id=ANNA, view=view) == "invalid_arguments"
    both = [{"type": "image", "alt_text": "x", "slack_file": {"id": unfinished, "url": "https://x.test/a"}}]
    assert error_of(client.chat_postMessage, channel=ROOM, text="x", blocks=both) == "invalid_blocks"
    assert slack.messages(ROOM) == []


def test_an_upload_works_once_and_with_all_its_bytes(client: WebClient) -> None:
    place = client.files_getUploadURLExternal(filename="a.png", length=len(PNG))
    for data, status in ((PNG[:-1], 400), (PNG, 200), (PNG, 400)):
        try:
            found = urlopen(Request(str(place["upload_url"]), data=data, method="POST")).status
        except HTTPError as refused:
            found = refused.code
        assert found == status


def test_what_cannot_be_completed_is_refused(slack: LocalSlack, client: WebClient) -> None:
    empty = client.files_getUploadURLExternal(filename="a.png", length=3)["file_id"]
    done = uploaded(client)
    client.files_completeUploadExternal(files=[{"id": done}])
    for file_id in (empty, done, "F0NOBODY"):
        assert error_of(client.files_completeUploadExternal, files=[{"id": file_id}]) == "file_not_found"
    ready = [{"id": uploaded(client)}]
    assert error_of(client.files_completeUploadExternal, files=ready, channel_id="C0NO") == "channel_not_found"
    late = {"files": ready, "channel_id": ROOM, "thread_ts": "1.000001"}
    assert error_of(client.files_completeUploadExternal, **late) == "invalid_thread_ts"
    assert error_of(client.api_call, api_method="files.completeUploadExternal") == "invalid_arguments"
    for length in ("0", "many"):
        asked = {"api_method": "files.getUploadURLExternal", "params": {"filename": "a", "length": length}}
        assert error_of(client.api_call, **asked) == "invalid_arguments"
    long_alt = {"filename": "a", "length": 3, "alt_txt": "x" * 1001}
    assert error_of(client.files_getUploadURLExternal, **long_alt) == "alt_txt_too_large"
    assert error_of(client.files_info, file=empty) == "file_not_found"


def test_a_file_nobody_can_draw_is_only_handed_out_for_saving(slack: LocalSlack, client: WebClient) -> None:
    page = b"<script>alert(1)</script>"
    file_id = uploaded(client, page, "bait.html")
    file = client.files_completeUploadExternal(files=[{"id": file_id}], channel_id=ROOM)["files"][0]
    with urlopen(file["url_private"]) as reply:
        assert reply.headers["Content-Type"] == "application/octet-stream"
        assert reply.headers["Content-Disposition"] == "attachment"
    assert json.dumps(slack.messages(ROOM)[0]["files"][0]).count("bait.html") >= 1


def test_files_want_scopes_of_their_own() -> None:
    with LocalSlack(
        team_id="T0FENNEL",
        bot_user_id=BOT,
        bot_name="Collections",
        bot_token="xoxb-local",
        signing_secret="secret",
        members=[Member(ANNA, "anna", "Anna Byrne", "anna@fennel.test")],
        channels=[],
        now=lambda: datetime(2026, 3, 31, 9, tzinfo=UTC),
        scopes=("chat:write",),
    ) as slack:
        client = WebClient("xoxb-local", base_url=slack.base_url, retry_handlers=[])
        with pytest.raises(SlackApiError) as refused:
            client.files_getUploadURLExternal(filename="a.png", length=3)
    assert (refused.value.response["error"], refused.value.response["needed"]) == ("missing_scope", "files:write")
