"""Between Approve and the mail its approver loses their Slack account, or Slack says nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.local_slack.faults import DropAfterAccept, RateLimited, ServerError
from models.controls import Action
from models.lifecycle import PacketState
from models.outbox import OutboxKind, OutboxState
from models.people import Role
from tests.journeys.journey import ARJUN, CEDAR, FREYA, OLIVE, mails, shown, trail, wait_out_undo

GONE = "Olive Byrne has left (Slack account deactivated) since this was approved."


def mail_row(hands):
    subject = f"packet:{hands.packet(CEDAR).id}"
    with hands.office.desk.store.transaction() as books:
        rows = books.items(subject)
    return next(row for row in reversed(rows) if row.kind is OutboxKind.MAIL)


def test_the_approval_of_somebody_who_has_left_is_void_and_the_packet_goes_to_who_is_here(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.slack.set_member(OLIVE, deleted=True)
    wait_out_undo(hands)
    record = hands.packet(CEDAR)
    assert mails(hands) == []
    assert (record.state, record.approval) == (PacketState.POSTED, None)
    assert record.drift[0] == GONE
    assert record.packet.owner_id == ARJUN
    assert hands.card(f"packet:{record.id}").channel == "C0FINANCE"
    assert GONE in shown(hands, f"packet:{record.id}")
    assert mail_row(hands).state is OutboxState.CANCELLED


def test_a_finance_lead_who_has_left_takes_only_their_approval_along(hands):
    hands.press(FREYA, CEDAR, Action.APPROVE)
    hands.office.slack.set_member(FREYA, is_restricted=True)
    wait_out_undo(hands)
    record = hands.packet(CEDAR)
    assert mails(hands) == []
    assert record.packet.owner_id == OLIVE
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


@pytest.mark.parametrize("fault", [RateLimited(30), ServerError(), DropAfterAccept()])
def test_a_slack_that_does_not_answer_keeps_the_mail_and_lets_it_go_when_it_does(hands, fault):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.slack.fail_next("users.info", fault)
    wait_out_undo(hands)
    assert mails(hands) == []
    assert hands.packet(CEDAR).state is PacketState.APPROVED
    assert mail_row(hands).state is OutboxState.PLANNED
    assert mail_row(hands).not_before > hands.office.clock.now()
    hands.office.clock.advance(timedelta(minutes=2))
    hands.office.deliver()
    assert len(mails(hands)) == 1
    assert trail(hands, hands.packet(CEDAR))[-2:] == ["packet.hand_over", "packet.confirm"]


@pytest.mark.parametrize("by_id", ["U0MARCO", "U0NOBODY", "U0NORA"])
def test_an_approval_forged_in_the_database_sends_nothing(hands, by_id):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    record = hands.packet(CEDAR)
    forged = replace(record, approval=replace(record.approval, by_id=by_id), version=record.version + 1)
    with hands.office.desk.store.transaction() as books:
        books.save_packet(forged, seen=record.version)
    wait_out_undo(hands)
    assert mails(hands) == []
    assert hands.packet(CEDAR).state is PacketState.POSTED


def test_an_undone_mail_is_not_planned_again_by_a_slack_that_does_not_answer(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.press(OLIVE, CEDAR, Action.UNDO)
    hands.office.slack.fail_next("users.info", ServerError())
    wait_out_undo(hands)
    assert mail_row(hands).state is OutboxState.CANCELLED
    assert mails(hands) == []
    assert Role.ACCOUNT_OWNER is hands.packet(CEDAR).reviewer.role
