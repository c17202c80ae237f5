"""No link that a customer wrote is opened on the way: not by Slack's previews, not by us, and not by a reader."""

import json
import re
import socket

import pytest

from models.controls import Action
from tests.journeys.journey import CEDAR, OLIVE, append, mails, next_morning, wait_out_undo


def live(thing):
    """Whatever Slack would make a link of: a url, markup, and the fallback text that is read as markup."""
    if isinstance(thing, dict):
        words = [thing["text"]] if isinstance(thing.get("text"), str) and thing.get("type") in {None, "mrkdwn"} else []
        yield from (link for text in words for link in re.findall(r"https?://[^|>\s]+", text))
        yield from (thing[key] for key in ("url", "image_url") if key in thing)
    for inner in thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ():
        yield from live(inner)


def test_no_link_of_theirs_is_previewed_drawn_opened_or_sent_on(hands):
    with socket.create_server(("127.0.0.1", 0)) as theirs:
        link = f"http://127.0.0.1:{theirs.getsockname()[1]}/?d=secret"
        words = f"{link},Please look at {link} and <{link}|pay here>."
        append(
            hands, "messages.csv", f"M-66,C-1004,in,tobias@harrowfinch.example,2026-05-11 06:01,{words},<m66@h.example>"
        )
        next_morning(hands)
        hands.press(OLIVE, CEDAR, Action.APPROVE)
        wait_out_undo(hands)
        theirs.setblocking(False)
        with pytest.raises(BlockingIOError):
            theirs.accept()
    posts = [call.args for call in hands.office.slack.calls if call.method == "chat.postMessage"]
    assert all(args["unfurl_links"] is args["unfurl_media"] is False for args in posts)
    assert link in json.dumps(posts), "as text it is shown"
    drawn = [each for call in hands.office.slack.calls for each in live(call.args)]
    assert drawn, "a list leads to its cards"
    assert {each for each in drawn if not each.startswith(hands.office.slack.page_url.rsplit("/", 1)[0])} == set()
    (mail,) = mails(hands)
    assert "://" not in mail.get_content()
