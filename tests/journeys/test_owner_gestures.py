"""Decline, Ask a colleague, Not my account, Trail, and Review and approve, from press to what comes of them."""

import pytest

from bot.errors import NotAllowedError, StaleVersionError
from bot.flows import decide_packet, hand_on
from bot.flows.read_trail import read_trail
from models.change import ChangeKind
from models.controls import Action, Field
from models.decision import DeclineCode
from models.lifecycle import PacketState
from models.people import Role
from tests.journeys.journey import (
    ARJUN,
    CEDAR,
    MARCO,
    OLIVE,
    append,
    buttons,
    card,
    mails,
    modal,
    more,
    next_morning,
    person,
    wait_out_undo,
)

_WROTE = "M-9,C-1017,in,grace.bellamy@cedarhollow.example,2026-05-12 05:00,Hello,Back at my desk.,<m9@cedar.example>"


def last_entry(hands, record, what):
    with hands.office.desk.store.transaction() as books:
        entries = [entry for _, entry, _ in books.audit_trail(f"packet:{record.id}")]
    return next(entry for entry in reversed(entries) if entry.what == what)


# ── decline ───────────────────────────────────────────────────────────────────────────────────────


def declined(hands):
    more(hands, OLIVE, CEDAR, Action.DECLINE)
    hands.fill(OLIVE, {Field.REASON_CODE: DeclineCode.IN_TOUCH.value, Field.REASON: "I see Grace on Thursday"})
    return hands.packet(CEDAR)


def test_a_declined_draft_is_held_until_the_contact_cap_ends_and_is_counted_by_rule(hands):
    record = declined(hands)
    assert record.state is PacketState.HELD
    assert hands.office.slack.modal(OLIVE) is None
    told = card(hands, CEDAR)
    assert "declined the draft. We are talking to them already" in told
    assert "I see Grace on Thursday" in told
    entry = last_entry(hands, record, "packet.decline")
    assert entry.detail["code"] == "in_touch"
    assert "rules" in entry.detail
    next_morning(hands)
    assert hands.packet(CEDAR).state is PacketState.HELD
    next_morning(hands, days=6)
    assert hands.packet(CEDAR).state is PacketState.POSTED


def test_a_new_message_brings_a_declined_draft_back(hands):
    declined(hands)
    append(hands, "messages.csv", _WROTE)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert record.state is PacketState.POSTED
    assert ChangeKind.WROTE in [each.kind for each in record.news.changes]
    assert "Since yesterday: " in card(hands, CEDAR)


def test_only_who_may_decide_a_packet_declines_it(hands):
    record = hands.packet(CEDAR)
    why = {"code": DeclineCode.OTHER, "reason": "No"}
    with pytest.raises(NotAllowedError):
        hand_on.decline(hands.office.desk, record.id, person=person(hands, MARCO), version=record.version, **why)
    assert hands.packet(CEDAR) == record


# ── ask a colleague ───────────────────────────────────────────────────────────────────────────────


def test_a_colleague_answers_and_the_packet_comes_back_to_who_asked(hands):
    more(hands, OLIVE, CEDAR, Action.COLLEAGUE)
    hands.fill(OLIVE, {Field.ASKED: MARCO, Field.QUESTION: "Did they tell you about a new buyer?"})
    record = hands.packet(CEDAR)
    assert (record.reviewer.user_id, record.question.colleague) == (MARCO, MARCO)
    told = card(hands, CEDAR)
    assert "Did they tell you about a new buyer?" in told
    assert "asks Marco Vidal" in told
    next_morning(hands)
    assert hands.packet(CEDAR).reviewer.user_id == MARCO
    hands.press(MARCO, CEDAR, Action.ANSWER)
    hands.fill(MARCO, {Field.REASON: "No, Grace is still there"})
    record = hands.packet(CEDAR)
    assert (record.reviewer.user_id, record.question) == (OLIVE, None)
    assert "No, Grace is still there" in card(hands, CEDAR)


def test_a_colleague_who_asks_on_gets_the_answer_before_the_owner_does(hands):
    more(hands, OLIVE, CEDAR, Action.COLLEAGUE)
    hands.fill(OLIVE, {Field.ASKED: MARCO, Field.QUESTION: "First?"})
    more(hands, MARCO, CEDAR, Action.COLLEAGUE)
    hands.fill(MARCO, {Field.ASKED: ARJUN, Field.QUESTION: "Second?"})
    hands.press(ARJUN, CEDAR, Action.ANSWER)
    hands.fill(ARJUN, {Field.REASON: "Yes"})
    assert hands.packet(CEDAR).reviewer.user_id == MARCO
    hands.press(MARCO, CEDAR, Action.ANSWER)
    hands.fill(MARCO, {Field.REASON: "Yes too"})
    assert hands.packet(CEDAR).reviewer.user_id == OLIVE


# ── not my account ────────────────────────────────────────────────────────────────────────────────


def test_an_account_passed_on_stays_with_who_was_named(hands):
    more(hands, OLIVE, CEDAR, Action.REROUTE)
    hands.fill(OLIVE, {Field.ASKED: f"owner {MARCO}", Field.REASON: "Marco has looked after them since May"})
    record = hands.packet(CEDAR)
    assert record.reviewer.user_id == MARCO
    assert "Marco has looked after them since May" in card(hands, CEDAR)
    assert last_entry(hands, record, "packet.reroute").detail["to_person"] == MARCO
    next_morning(hands)
    assert hands.packet(CEDAR).reviewer.user_id == MARCO
    hands.press(MARCO, CEDAR, Action.APPROVE)
    assert hands.packet(CEDAR).state is PacketState.APPROVED


def test_passing_on_changes_neither_route_nor_gates(hands):
    before = hands.packet(CEDAR).packet
    more(hands, OLIVE, CEDAR, Action.REROUTE)
    hands.fill(OLIVE, {Field.ASKED: f"role {Role.FINANCE}", Field.REASON: "Theirs"})
    after = hands.packet(CEDAR)
    assert after.reviewer.role is Role.FINANCE
    assert (after.packet.route, after.packet.gates) == (before.route, before.gates)


# ── trail ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_trail_tells_who_approved_what_on_which_data(hands):
    hands.press(OLIVE, CEDAR, Action.DETAILS)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    record = hands.packet(CEDAR)
    more(hands, OLIVE, CEDAR, Action.TRAIL)
    told = modal(hands, OLIVE)
    assert "pened" not in told
    assert "Approved by Olive" in told
    assert record.approval.content_hash[:12] in told
    assert record.packet.policy_hash[:12] in told
    assert "Worded by the approved sentences of the bank" in told
    assert "Sent" in told


def test_who_may_not_see_the_account_sees_no_trail(hands):
    with pytest.raises(NotAllowedError, match="not yours to see"):
        read_trail(hands.office.desk, hands.packet(CEDAR).id, person(hands, MARCO))


# ── review and approve ────────────────────────────────────────────────────────────────────────────


def test_a_long_draft_is_reviewed_whole_and_exactly_that_text_is_sent(hands):
    for number in range(4000, 4080):
        append(hands, "invoices.csv", f"FS-{number},C-1017,9.00,USD,2026-02-22,2026-04-08,,No")
    next_morning(hands)
    record = hands.packet(CEDAR)
    offered = buttons(hands, record)
    assert Action.REVIEW in offered
    assert Action.APPROVE not in offered
    hands.press(OLIVE, CEDAR, Action.REVIEW)
    told = modal(hands, OLIVE)
    assert all(number in told for number in record.draft.invoices)
    hands.fill(OLIVE, {})
    record = hands.packet(CEDAR)
    assert record.state is PacketState.APPROVED
    assert record.approval.content_hash == record.draft.content_hash()
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert mail.get_content().split() == record.draft.body.split()


def test_the_form_of_a_text_that_has_changed_approves_nothing(hands):
    record = hands.packet(CEDAR)
    with pytest.raises(StaleVersionError, match="not the one you were shown"):
        decide_packet.approve(
            hands.office.desk, record.id, person=person(hands, OLIVE), version=record.version, shown="another hash"
        )
    assert hands.packet(CEDAR) == record
