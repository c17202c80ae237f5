"""Days on which nobody ran the copilot: they become one packet and one message, never a burst, and no step is lost."""

from collections import Counter

from models.controls import Action
from tests.journeys.journey import CEDAR, LUMEN, OLIVE, mails, next_morning, shown, wait_out_undo


def live(hands):
    with hands.office.desk.store.transaction() as books:
        records = books.live_packets()
        return records, {one.id: books.cards(f"packet:{one.id}") for one in records}


def test_after_ten_days_off_every_account_has_one_packet_and_at_most_one_new_card(hands):
    _, before = live(hands)
    next_morning(hands, days=10)
    records, after = live(hands)
    keys = Counter((one.packet.account.id, one.packet.entity, one.packet.currency) for one in records)
    assert set(keys.values()) == {1}
    assert all(len(after[one.id]) - len(before.get(one.id, ())) <= 1 for one in records)
    assert not mails(hands)


def test_after_ten_days_off_the_next_step_is_the_one_after_what_was_sent(hands):
    already = hands.packet(CEDAR).packet.reminders_sent
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    next_morning(hands, days=10)
    again = hands.packet(CEDAR)
    assert (again.packet.reminders_sent, again.draft.step) == (already + 1, already + 2)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 2


def test_a_card_says_in_one_line_why_they_are_late_and_nothing_where_nobody_knows(hands):
    assert shown(hands, f"packet:{hands.packet(LUMEN).id}").count("Late because: ") == 1
    assert hands.packet(CEDAR).packet.late_because == ()
    assert "Late because: " not in shown(hands, f"packet:{hands.packet(CEDAR).id}")
