"""The owner's morning: the list, then the cards, to the right people."""

import html
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from bot.flows.deliver_outbox import deliver_outbox
from models.controls import Action, Field
from models.outbox import OutboxKind
from models.people import Role
from tests.journeys.journey import (
    CEDAR,
    FINLEAD,
    FREYA,
    HARROW,
    OLIVE,
    OSTRAVA,
    QUILLFEATHER,
    TWELVE,
    append,
    next_morning,
    shown,
)


def texts(hands, channel):
    return [message["text"] for message in hands.office.slack.messages(channel)]


def test_each_owner_gets_one_list_before_any_card(hands):
    for channel in ("C0OLIVE", "C0MARCO"):
        first, *cards = hands.office.slack.messages(channel)
        assert "6 accounts need you" in first["text"]
        assert [block["type"] for block in first["blocks"]].count("table") == 1
        assert cards


def test_the_list_names_who_has_each_account_and_why(hands):
    listed = str(hands.office.slack.messages("C0OLIVE")[0])
    for account in ("Harrow", "Cedar", "Pellworm", "Valdemar", "Ostrava", "Quillfeather"):
        assert account in listed
    for told in (
        "With customer success (1): ",
        " · approve the status note (we owe them work)",
        "With finance leadership (1): ",
        " · choose the path (strategic account)",
        "Waiting (1): ",
        "promised for 14 May 2026, in time until 18 May 2026",
    ):
        assert told in listed


def named(hands, channel, number=0):
    """The accounts in the table of a channel's list, each with the message its name leads to."""
    message = hands.office.slack.messages(channel)[number]
    (table,) = [block for block in message["blocks"] if block["type"] == "table"]
    links = [row[0]["elements"][0]["elements"][0] for row in table["rows"][1:]]
    return [(link["text"], link["url"]) for link in links]


@pytest.mark.parametrize("channel", ["C0OLIVE", "C0MARCO", FINLEAD])
def test_the_table_has_the_cards_that_wait_in_their_order_and_leads_to_them(hands, channel):
    root = hands.office.slack.page_url
    # The list has a button too.
    below = [one for one in hands.office.slack.messages(channel) if "need you" not in one["text"]]
    cards = [one for one in below if "actions" in [block["type"] for block in one["blocks"]]]
    wanted = [f"{root}archives/{channel}/p{card['ts'].replace('.', '')}" for card in cards]
    (number,) = [index for index, one in enumerate(hands.office.slack.messages(channel)) if "need you" in one["text"]]
    found = named(hands, channel, number)
    assert [url for _, url in found] == wanted
    texts = [html.unescape(card["text"]) for card in cards]
    assert all(text.startswith(name) for (name, _), text in zip(found, texts, strict=True))


def test_a_packet_that_waits_because_the_day_has_its_cards_says_when_its_card_follows(tmp_path):
    with DemoOffice(tmp_path / "demo", company=TWELVE, cards=1) as office:
        office.morning()
        office.deliver()
        first = office.slack.messages("C0OLIVE")[0]
        assert "1 of 6 accounts needs you" in first["text"]
        assert "Card follows tomorrow (2): " in str(first)
        assert "Cedar Hollow Software Inc $12,400.00; Harrow & Finch Ltd €4,180.00" in str(first)
        # Friday's next morning is Monday's.
        next_morning(Hands(office), days=4)
        friday = next(one for one in office.slack.messages("C0OLIVE") if "15 May" in one["text"])
        assert "Card follows on Monday (" in str(friday)


def test_the_next_morning_says_first_what_changed(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.clock.advance(timedelta(minutes=6))
    hands.office.deliver()
    append(hands, "payments.csv", "P-9,C-1004,FS-3158,4180.00,EUR,2026-05-11")
    text = "We will look at it on Friday."
    append(hands, "messages.csv", f"M-9,C-1059,in,ap@ostrava.example,2026-05-11 15:00,Hello,{text},<m9@c.example>")
    next_morning(hands)
    first = next(one for one in hands.office.slack.messages("C0OLIVE") if "12 May" in one["text"])
    small = [block["elements"][0]["text"] for block in first["blocks"] if block["type"] == "context"]
    assert small[0].startswith("Since yesterday: sent 1 · paid: Harrow")
    assert small[1].startswith("No longer with you: Quillfeather Media Ltd (now with finance leadership)")
    assert "Valdemar" not in small[1]
    wrote = next(each for each in small if each.startswith("Wrote: Ostrava"))
    assert f"“{text.rstrip('.')}" in wrote
    earlier = hands.office.slack.messages("C0OLIVE")[0]
    assert not any("Since" in str(block) for block in earlier["blocks"])


def told_since(hands, channel, day="12 May"):
    """The first small line of the list of *day*."""
    listed = next(one for one in hands.office.slack.messages(channel) if f"· {day}" in one["text"])
    lines = [block["elements"][0]["text"] for block in listed["blocks"] if block["type"] == "context"]
    return next((one for one in lines if one.startswith("Since")), "")


def test_as_many_new_cards_are_told_as_have_come_since_whenever_their_packets_were_made(tmp_path):
    with DemoOffice(tmp_path / "demo", company=TWELVE, cards=2) as office:
        office.morning()
        office.deliver()
        hands = Hands(office)
        hands.press(OLIVE, QUILLFEATHER, Action.ESCALATE)
        hands.fill(OLIVE, {Field.ASKED: Role.FINANCE_LEADERSHIP.value, Field.QUESTION: "Is it one?", Field.REASON: "r"})
        before = len(texts(hands, "C0OLIVE"))
        next_morning(hands)
        came = len(texts(hands, "C0OLIVE")) - before - 1
        assert came > 0
        assert f"{came} new card" in told_since(hands, "C0OLIVE")
        # Whom it was put to has it, and nobody else took it.
        listed = next(one for one in hands.office.slack.messages(FINLEAD) if "· 12 May" in one["text"])
        assert "answer Olive Byrne" in str(listed)
        assert "Taken up" not in str(listed)


def test_leadership_is_told_of_the_cards_the_clock_brings_it(hands):
    next_morning(hands)
    assert told_since(hands, FINLEAD) == "Since yesterday: 1 new card"


def test_the_list_tells_which_hold_ended_and_which_dispute_of_theirs_nobody_has_taken(hands):
    hands.press(OLIVE, CEDAR, Action.HOLD)
    hands.fill(OLIVE, {Field.UNTIL: "2026-05-12", Field.REASON: "Grace is back tomorrow."})
    hands.press(OLIVE, HARROW, Action.DISPUTE)
    hands.fill(OLIVE, {Field.INVOICES: ["FS-3158"], Field.REASON_CODE: "pricing"})
    next_morning(hands)
    first = next(one for one in hands.office.slack.messages("C0OLIVE") if "12 May" in one["text"])
    told = html.unescape(next(block["elements"][0]["text"] for block in first["blocks"] if block["type"] == "context"))
    assert "back from hold: Cedar Hollow Software Inc" in told
    assert "your disputes nobody has taken: Harrow & Finch Ltd" in told
    assert "new card" not in told


def test_yesterdays_cards_are_redrawn_before_the_list_of_today_is_posted(hands):
    office, slack = hands.office, hands.office.slack
    hands.press(OLIVE, CEDAR, Action.HOLD)
    hands.fill(OLIVE, {Field.UNTIL: "2026-05-12", Field.REASON: "Grace is back tomorrow."})
    old = hands.card(f"packet:{hands.packet(CEDAR).id}")
    office.clock.advance(timedelta(days=1))
    office.morning()
    seen = []

    class Watched:
        def __getattr__(self, name):
            return getattr(office.ways.postbox, name)

        def post(self, channel, drawing, key):
            if "Olive Byrne · 12 May" in drawing.text:
                seen.append(str(slack.message(old.channel, old.ts)))
            return office.ways.postbox.post(channel, drawing, key)

    deliver_outbox(office.desk, replace(office.ways, postbox=Watched()))
    assert len(seen) == 1
    assert "End the hold" not in seen[0]


def test_leadership_has_a_list_of_what_waits_for_it_and_a_dispute_leaves_it_when_taken(hands):
    def listed():
        (message,) = [one for one in hands.office.slack.messages(FINLEAD) if "Finance leadership ·" in one["text"]]
        return str(message)

    assert "acknowledge by 13:00 (since 16 Apr, flagged today), dispute: " in listed()
    assert "choose the path (strategic account)" in listed()
    # Corvus has a dispute and a packet: two rows, one account, and each invoice counted once.
    assert "2 of 2 accounts need you, 3 decisions" in listed()
    assert "Past due: €24,300.00 · $9,300.00'" in listed()
    with hands.office.desk.store.transaction() as books:
        (dispute,) = books.disputes("C-1053")
    hands.acknowledge(FREYA, dispute.id)
    assert "acknowledge by" not in listed()
    assert "With Freya Lindqvist (1): " in listed()
    assert "decide by 15 May 2026, 17:00 (since 16 Apr, flagged today), dispute: " in listed()


def test_leaderships_list_says_what_its_anchor_of_the_record_is_for(hands):
    next_morning(hands)
    (message,) = [one for one in hands.office.slack.messages(FINLEAD) if "leadership · 12 May" in one["text"]]
    assert "(collections audit verify --anchor " in str(message)
    assert "was not changed" in str(message)


def test_a_dispute_nobody_took_is_overdue_the_next_morning_in_the_list_and_on_its_card(hands):
    with hands.office.desk.store.transaction() as books:
        (dispute,) = books.disputes("C-1053")
    assert "acknowledge by 13:00" in shown(hands, f"dispute:{dispute.id}")
    next_morning(hands)
    (message,) = [one for one in hands.office.slack.messages(FINLEAD) if "leadership · 12 May" in one["text"]]
    assert "acknowledge: overdue since Mon 11 May, 1 working day (since 16 Apr, flagged 11 May)" in str(message)
    card = shown(hands, f"dispute:{dispute.id}")
    assert "It had to be acknowledged: overdue since Mon 11 May, 1 working day." in card


def test_exceptions_go_to_their_role_and_executive_reviews_to_leadership(hands):
    assert any("Pellworm" in text for text in texts(hands, "C0SUCCESS"))
    assert any("Aldergate" in text for text in texts(hands, "C0FINANCE"))
    assert any("Valdemar" in text and "choose the path" in text for text in texts(hands, FINLEAD))
    assert any("Corvus" in text and "disputed" in text for text in texts(hands, FINLEAD))


def test_a_live_promise_has_a_row_and_no_card(hands):
    assert not any("Ostrava" in text for channel in ("C0OLIVE", FINLEAD) for text in texts(hands, channel)[1:])
    assert hands.packet(OSTRAVA).state == "prepared"


def test_running_the_morning_again_changes_nothing(hands):
    office = hands.office
    with office.desk.store.transaction() as books:
        before = books.audit_trail(), books.live_packets()
    posted = {channel: len(texts(hands, channel)) for channel in ("C0OLIVE", "C0MARCO", FINLEAD)}
    office.morning()
    office.deliver()
    with office.desk.store.transaction() as books:
        assert (books.audit_trail(), books.live_packets()) == before
    assert {channel: len(texts(hands, channel)) for channel in posted} == posted


def test_the_next_morning_refreshes_the_same_cards_and_posts_no_second_ones(hands):
    before = {channel: len(texts(hands, channel)) for channel in ("C0OLIVE", "C0MARCO", FINLEAD, "C0SUCCESS")}
    next_morning(hands)
    after = {channel: len(texts(hands, channel)) for channel in before}
    # New is each list, and in leadership's channel the suspicion nobody touched for a working day.
    new = {"C0OLIVE": 1, "C0MARCO": 1, FINLEAD: 2, "C0SUCCESS": 1}
    assert after == {channel: count + new[channel] for channel, count in before.items()}
    record = hands.packet("C-1004")
    assert record.packet.days_past_due == 16
    assert "16 days" in shown(hands, f"packet:{record.id}")


def test_a_card_is_posted_once_per_packet_and_audited(hands):
    record = hands.packet("C-1004")
    with hands.office.desk.store.transaction() as books:
        posts = [item for item in books.items(f"packet:{record.id}") if item.kind is OutboxKind.POST]
        events = [entry.what for _, entry, _ in books.audit_trail(f"packet:{record.id}")]
    assert len(posts) == 1
    assert events == ["packet.ready", "packet.post", "card.posted"]
