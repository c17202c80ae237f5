"""A channel that is shared overnight: no account is shown there any more, and nobody's work is lost."""

from dataclasses import replace

from bot.demo.people import GUEST
from models.controls import Action
from tests.journeys.journey import FINLEAD, FREYA, HARROW, OLIVE, next_morning

OLIVES = "C0OLIVE"


def said(hands, channel=OLIVES):
    return str([message["blocks"] for message in hands.office.slack.messages(channel)])


def names(hands):
    """Every customer as a card spells them."""
    with hands.office.desk.store.transaction() as books:
        found = filter(None, map(books.account_ledger, books.account_ids()))
        return {each.account.name.replace("&", "&amp;") for each in found if each.account.name}


def test_cards_that_stand_in_a_channel_that_is_shared_are_taken_back_at_once(hands):
    slack = hands.office.slack
    slack.calls.clear()
    assert slack.change_channel(OLIVES, "channel_shared", is_ext_shared=True).status == 200
    hands.office.deliver()
    assert not [name for name in names(hands) if name in said(hands)]
    assert "€" not in said(hands)
    card = hands.card(f"packet:{hands.packet(HARROW).id}")
    assert card.channel == FINLEAD
    assert hands.press(FREYA, HARROW, Action.HOLD).status == 200
    assert [call.args["channel"] for call in slack.calls if call.method == "chat.postMessage"].count(OLIVES) == 0


def test_a_morning_after_it_was_shared_overnight_shows_nothing_there(hands):
    slack = hands.office.slack
    channels = slack.workspace.channels
    channels[OLIVES] = replace(channels[OLIVES], is_ext_shared=True)
    slack.calls.clear()
    next_morning(hands)
    posted = [call.args for call in slack.calls if call.method in ("chat.postMessage", "files.completeUploadExternal")]
    assert OLIVES not in {args.get("channel") or args.get("channel_id") for args in posted}
    assert not [name for name in names(hands) if name in said(hands)]
    there = said(hands, FINLEAD)
    assert f"This belongs into <#{OLIVES}>, but that channel is shared with another company." in there
    assert there.count("A channel shows nothing any more.") == 1


def test_a_guest_who_is_invited_ends_it_and_their_leaving_brings_it_back(hands):
    slack = hands.office.slack
    before = slack.workspace.channels[OLIVES].members
    slack.change_channel(OLIVES, "member_joined_channel", members=before | {GUEST.id})
    hands.office.deliver()
    assert "Harrow" not in said(hands)
    slack.change_channel(OLIVES, "member_left_channel", members=before)
    hands.office.deliver()
    next_morning(hands)
    assert "Olive Byrne" in said(hands)
    assert OLIVE in before
