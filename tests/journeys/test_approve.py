"""Approve, Undo, Edit: exactly the text on the card, by a named person, or nothing."""

import threading

import pytest

from models.controls import Action, Field
from models.lifecycle import PacketState
from tests.journeys.journey import (
    CEDAR,
    FREYA,
    HARROW,
    LUMEN,
    MARCO,
    OLIVE,
    TAMSIN,
    buttons,
    mails,
    next_morning,
    shown,
    trail,
    wait_out_undo,
)

#: From the morning to the mail, on each engine the store runs on.
pytestmark = pytest.mark.usefixtures("database_url")


def test_an_approved_draft_leaves_once_after_the_undo_window(hands):
    draft = hands.packet(CEDAR).draft
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert hands.packet(CEDAR).state is PacketState.APPROVED
    assert mails(hands) == []
    wait_out_undo(hands)
    hands.office.deliver()
    (mail,) = mails(hands)
    assert mail["To"] == draft.to[0]
    assert mail["Subject"] == draft.subject
    assert mail.get_content().replace("\r\n", "\n").strip() == draft.body.strip()
    assert hands.packet(CEDAR).state is PacketState.SENT
    assert trail(hands, hands.packet(CEDAR))[-3:] == ["packet.approve", "packet.hand_over", "packet.confirm"]


def test_the_approval_is_bound_to_the_hash_of_what_left(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    record = hands.packet(CEDAR)
    assert record.approval.content_hash == record.draft.content_hash()
    assert record.approval.by_id == OLIVE


def test_the_card_says_who_approved_and_keeps_only_undo(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    record = hands.packet(CEDAR)
    assert "Olive Byrne" in shown(hands, f"packet:{record.id}")
    assert Action.APPROVE not in buttons(hands, record)
    assert Action.UNDO in buttons(hands, record)


def test_undo_takes_it_back_and_nothing_leaves(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.press(OLIVE, CEDAR, Action.UNDO)
    wait_out_undo(hands)
    assert mails(hands) == []
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert Action.APPROVE in buttons(hands, hands.packet(CEDAR))


def test_approve_after_undo_needs_a_second_press_and_sends_one_mail(hands):
    for action in (Action.APPROVE, Action.UNDO, Action.APPROVE):
        hands.press(OLIVE, CEDAR, action)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def test_two_people_pressing_at_once_make_one_approval(hands):
    record = hands.packet(LUMEN)
    card = hands.card(f"packet:{record.id}")
    message = hands.office.slack.message(card.channel, card.ts)
    barrier = threading.Barrier(2)

    def press(user):
        barrier.wait()
        hands.office.slack.click(user, card.channel, card.ts, Action.APPROVE, stale=message)

    both = [threading.Thread(target=press, args=(user,)) for user in (MARCO, FREYA)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    hands.office.deliver()
    assert trail(hands, record).count("packet.approve") == 1
    winner = hands.packet(LUMEN).approval.by_name
    loser = FREYA if winner == "Marco Vidal" else MARCO
    assert winner in hands.told(loser)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def test_a_press_on_an_older_card_is_refused_and_told_what_happened(hands):
    record = hands.packet(HARROW)
    card = hands.card(f"packet:{record.id}")
    old = hands.office.slack.message(card.channel, card.ts)
    next_morning(hands)
    hands.office.slack.click(OLIVE, card.channel, card.ts, Action.APPROVE, stale=old)
    assert hands.packet(HARROW).state is PacketState.POSTED
    assert "changed since you saw it" in hands.told(OLIVE)


def test_the_words_a_person_wrote_are_the_words_that_leave(hands):
    hands.press(MARCO, TAMSIN, Action.EDIT)
    body = hands.packet(TAMSIN).draft.body.replace("\n\n", "\n\nI hope the ovens are busy.\n\n", 1)
    hands.fill(MARCO, {Field.BODY: body, Field.SUBJECT: "A small one: FS-3165"})
    assert hands.packet(TAMSIN).draft.edited_by == MARCO
    hands.press(MARCO, TAMSIN, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert mail["Subject"] == "A small one: FS-3165"
    assert "I hope the ovens are busy." in mail.get_content()


@pytest.mark.parametrize(
    "added",
    [
        pytest.param("We can offer you a 10% discount.", id="a discount"),
        pytest.param("Otherwise our lawyers will be in touch.", id="a threat"),
        pytest.param("Please pay €999.00 as well.", id="an amount that is not owed"),
        pytest.param("Pay at https://pay.example/now instead.", id="a link"),
    ],
)
def test_a_hard_finding_on_an_edit_blocks_approve(hands, added):
    hands.press(MARCO, TAMSIN, Action.EDIT)
    hands.fill(MARCO, {Field.BODY: hands.packet(TAMSIN).draft.body + f"\n\n{added}"})
    record = hands.packet(TAMSIN)
    assert [finding for finding in record.findings if finding.weight == "hard"]
    assert Action.APPROVE not in buttons(hands, record)


def test_unticking_an_invoice_renders_the_text_again(hands):
    hands.press(MARCO, LUMEN, Action.EDIT)
    hands.office.slack.click_in_modal(MARCO, Field.INVOICES, ["FS-3153"])
    text = str(hands.office.slack.modal(MARCO))
    assert "FS-3161: " not in text
    hands.fill(MARCO, {})
    record = hands.packet(LUMEN)
    assert record.draft.invoices == ("FS-3153",)
    assert "FS-3161" not in record.draft.body
    hands.press(MARCO, LUMEN, Action.APPROVE)
    wait_out_undo(hands)
    assert "FS-3161" not in mails(hands)[0].get_content()


def test_nobody_is_reminded_again_before_the_contact_cap_ends(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert record.state is PacketState.PREPARED
    assert "18 May 2026" in str(hands.office.slack.messages("C0OLIVE")[-1])
    next_morning(hands, days=6)
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert hands.packet(CEDAR).draft.step == 2
