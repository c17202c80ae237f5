"""The owner's morning: the list, then the cards, to the right people."""

from models.outbox import OutboxKind
from tests.journeys.journey import FINLEAD, FREYA, OSTRAVA, next_morning, shown


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
        "Customer success: approve the status note (owed work)",
        "Finance leadership: choose the path (strategic account)",
        "promise live until 14 May",
    ):
        assert told in listed


def test_leadership_has_a_list_of_what_waits_for_it_and_a_dispute_leaves_it_when_taken(hands):
    def listed():
        (message,) = [one for one in hands.office.slack.messages(FINLEAD) if "Finance leadership ·" in one["text"]]
        return str(message)

    assert "acknowledge the dispute" in listed()
    assert "choose the path (strategic account)" in listed()
    assert "3 of 3 accounts need you" in listed()
    with hands.office.desk.store.transaction() as books:
        (dispute,) = books.disputes("C-1053")
    hands.acknowledge(FREYA, dispute.id)
    assert "acknowledge the dispute" not in listed()


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
