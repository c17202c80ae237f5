"""A message nobody knows of: a finance lead finds it, or has it posted again, from their list or Home."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.local_slack import DropAfterAccept, SlackError
from bot.errors import NotAllowedError
from bot.flows.settle_post import adopt_post, post_again
from models.controls import Action, Field, Found
from models.outbox import OutboxItem, OutboxKind, OutboxState
from tests.journeys.journey import CEDAR, FINLEAD, FREYA, OLIVE, modal, person, shown
from tests.journeys.test_home import opened

WHERE = "C0FINANCE"


@pytest.fixture
def lost(hands):
    """The key of a card that Slack took and did not answer for, and whose channel's history cannot be read."""
    hands.press(OLIVE, CEDAR, Action.ESCALATE)
    hands.office.slack.fail_next("chat.postMessage", DropAfterAccept())
    hands.office.slack.fail_next("conversations.history", SlackError("missing_scope"))
    asked = {Field.ASKED: "finance", Field.QUESTION: "Is it paid?", Field.REASON: "They say so"}
    hands.fill(OLIVE, asked)
    hands.office.clock.advance(timedelta(hours=3))
    hands.office.deliver()
    [item] = unclear(hands)
    return item.key


def unclear(hands) -> tuple[OutboxItem, ...]:
    with hands.office.desk.store.transaction() as books:
        return books.items_in(OutboxKind.POST, OutboxState.UNCERTAIN)


def the_list(hands) -> str:
    return f"list:finance_leadership:{hands.office.desk.office_day()}"


def settle(hands, user=FREYA) -> None:
    card = hands.card(the_list(hands))
    hands.office.slack.click(user, card.channel, card.ts, Action.SETTLE_POST)


def copies(hands, key: str) -> list[dict]:
    return [
        message
        for message in hands.office.slack.messages(WHERE)
        if (message.get("metadata") or {}).get("event_payload", {}).get("key") == key
    ]


def link_to(message) -> str:
    return f"https://fennel.slack.com/archives/{WHERE}/p{message['ts'].replace('.', '')}"


def recorded(hands, what: str) -> list[tuple[str, str]]:
    with hands.office.desk.store.transaction() as books:
        return [(entry.by_id, entry.what) for _, entry, _ in books.audit_trail() if entry.what == what]


def test_a_lead_finds_it_and_only_its_own_link_will_do(hands, lost):
    assert "One message may or may not be in Slack" in shown(hands, the_list(hands))
    settle(hands)
    told = modal(hands, FREYA)
    assert all(word in told for word in ("The follow-up of", "Cedar", WHERE, "stands there twice"))
    [there] = copies(hands, lost)
    other = next(each for each in hands.office.slack.messages(WHERE) if each["ts"] != there["ts"])
    for link in ("", link_to(there).replace(WHERE, FINLEAD), link_to(other)):
        sent = hands.fill(FREYA, {Field.OUTCOME: Found.THERE, Field.LINK: link})
        assert sent.body["response_action"] == "errors"
        assert len(unclear(hands)) == 1
    hands.fill(FREYA, {Field.OUTCOME: Found.THERE, Field.LINK: link_to(there)})
    assert (unclear(hands), len(copies(hands, lost))) == ((), 1)
    assert "Is it paid?" in str(copies(hands, lost))
    assert recorded(hands, "post.adopted") == [(FREYA, "post.adopted")]
    assert Action.SETTLE_POST not in shown(hands, the_list(hands))


def test_from_home_it_is_posted_again_where_it_is_not(hands, lost):
    hands.office.slack.workspace.remove(WHERE, copies(hands, lost)[0]["ts"])
    assert "One message may or may not be in Slack" in opened(hands, FREYA)
    hands.office.slack.click_in_home(FREYA, Action.SETTLE_POST)
    hands.fill(FREYA, {Field.OUTCOME: Found.NOT_THERE})
    assert (unclear(hands), len(copies(hands, lost))) == ((), 1)
    assert recorded(hands, "post.again") == [(FREYA, "post.again")]


def test_where_slack_does_not_say_the_leads_word_counts(hands, lost):
    settle(hands)
    hands.office.slack.fail_next("conversations.history", SlackError("missing_scope"))
    hands.fill(FREYA, {Field.OUTCOME: Found.THERE, Field.LINK: link_to(copies(hands, lost)[0])})
    assert unclear(hands) == ()


def test_nobody_but_a_finance_lead_settles_it(hands, lost):
    assert "may or may not" not in opened(hands, OLIVE)
    rooms = hands.office.slack.workspace.channels
    rooms[FINLEAD] = replace(rooms[FINLEAD], members=rooms[FINLEAD].members | {OLIVE})
    settle(hands, OLIVE)
    assert "Only a finance lead" in hands.told(OLIVE)
    desk, olive = hands.office.desk, person(hands, OLIVE)
    for press in (lambda: post_again(desk, lost, by=olive), lambda: adopt_post(desk, lost, link="", by=olive)):
        with pytest.raises(NotAllowedError):
            press()
    assert [item.key for item in unclear(hands)] == [lost]
