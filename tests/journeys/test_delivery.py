"""The outbox against a Slack and a mailer that fail: nothing doubled, nothing lost in silence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.local_slack import DropAfterAccept, RateLimited, ServerError, SlackError
from bot.errors import DeliveryRefusedError, NotNowError, OutcomeUnknownError, RateLimitedError
from bot.flows.claim import LEASE
from bot.flows.decide_packet import approve
from bot.flows.deliver_outbox import deliver_outbox
from bot.flows.settle_mail import settle_mail
from models.controls import Action
from models.lifecycle import PacketState
from models.outbox import OutboxKind, OutboxState
from tests.journeys.journey import CEDAR, HARROW, OLIVE, mails, next_morning, person, shown, trail, wait_out_undo


def cards_in(hands, channel="C0OLIVE"):
    return [message["metadata"]["event_payload"]["key"] for message in hands.office.slack.messages(channel)]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(DropAfterAccept(), id="taken, then the connection dropped"),
        pytest.param(ServerError(after_accept=True), id="taken, then 503"),
        pytest.param(ServerError(after_accept=False), id="503 before it was taken"),
        pytest.param(RateLimited(retry_after=30), id="429"),
    ],
)
def test_a_post_that_fails_is_there_exactly_once_in_the_end(hands, fault):
    hands.office.clock.advance(timedelta(days=1))
    hands.office.slack.fail_next("chat.postMessage", fault)
    hands.office.morning()
    hands.office.deliver()
    hands.office.clock.advance(LEASE + timedelta(seconds=1))
    hands.office.deliver()
    keys = cards_in(hands) + cards_in(hands, "C0MARCO")
    assert len(keys) == len(set(keys))
    assert {"list:U0OLIVE:2026-05-12", "list:U0MARCO:2026-05-12"} <= set(keys)


def test_a_rate_limited_post_waits_as_long_as_slack_says(hands):
    hands.office.clock.advance(timedelta(days=1))
    hands.office.slack.fail_next("chat.postMessage", RateLimited(retry_after=30))
    hands.office.morning()
    hands.office.deliver()
    before = len(hands.office.slack.calls)
    hands.office.deliver()
    assert not [call for call in hands.office.slack.calls[before:] if call.method == "chat.postMessage"]


def test_a_post_slack_refuses_for_good_is_failed_and_audited(hands):
    hands.office.clock.advance(timedelta(days=1))
    hands.office.slack.fail_next("chat.postMessage", SlackError("channel_not_found"))
    hands.office.morning()
    hands.office.deliver()
    with hands.office.desk.store.transaction() as books:
        refused = [entry for _, entry, _ in books.audit_trail() if entry.what == "card.refused"]
        states = [item.state for item in books.items(refused[0].subject)]
    assert "channel_not_found" in refused[0].detail["why"]
    assert OutboxState.FAILED in states


@pytest.mark.parametrize("way", ["response_url", "chat.update"])
def test_a_drawing_that_fails_is_drawn_the_next_time(hands, way):
    hands.office.slack.fail_next(way, ServerError(after_accept=False))
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.deliver()
    assert "Olive Byrne" in shown(hands, f"packet:{hands.packet(CEDAR).id}")


class FailingMailer:
    """A ports.Mailer that counts and raises."""

    def __init__(self, error):
        self.error, self.calls = error, 0

    def send(self, draft, *, message_id, at, files, on_phase):
        self.calls += 1
        raise self.error


def deliver_with(hands, mailer):
    hands.office.clock.advance(timedelta(minutes=6))
    deliver_outbox(hands.office.desk, replace(hands.office.ways, mailer=mailer))
    deliver_outbox(hands.office.desk, hands.office.ways)


def mail_item(hands, record):
    with hands.office.desk.store.transaction() as books:
        return [item for item in books.items(f"packet:{record.id}") if item.kind is OutboxKind.MAIL][-1]


def test_a_mail_whose_outcome_is_unknown_is_never_sent_again(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    mailer = FailingMailer(OutcomeUnknownError("dropped after the last byte"))
    deliver_with(hands, mailer)
    for _ in range(3):
        next_morning(hands)
    assert mailer.calls == 1
    assert mails(hands) == []
    record = hands.packet(CEDAR)
    assert record.state is PacketState.SENDING
    assert mail_item(hands, record).state is OutboxState.UNCERTAIN
    assert "may have gone out" in shown(hands, f"packet:{record.id}").lower()


@pytest.mark.parametrize(
    ("was_sent", "state"),
    [
        pytest.param(True, PacketState.SENT, id="it had left"),
        pytest.param(False, PacketState.POSTED, id="it had not: a new approval is needed"),
    ],
)
def test_a_person_settles_an_uncertain_mail(hands, was_sent, state):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    deliver_with(hands, FailingMailer(OutcomeUnknownError("dropped")))
    record = hands.packet(CEDAR)
    settle_mail(hands.office.desk, record.id, was_sent=was_sent, by="Ops")
    after = hands.packet(CEDAR)
    assert (after.state, after.last.by_name) == (state, "Ops")
    with pytest.raises(NotNowError, match="not uncertain"):
        settle_mail(hands.office.desk, record.id, was_sent=was_sent, by="Ops")
    next_morning(hands)
    assert mails(hands) == []


def test_a_mail_that_is_refused_comes_back_with_the_reason(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    deliver_with(hands, FailingMailer(DeliveryRefusedError("550 no such mailbox")))
    record = hands.packet(CEDAR)
    assert record.state is PacketState.POSTED
    assert record.approval is None
    assert "550 no such mailbox" in shown(hands, f"packet:{record.id}")


def test_a_temporary_no_is_tried_again_later_with_the_same_approval(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    deliver_with(hands, FailingMailer(RateLimitedError(120)))
    assert hands.packet(CEDAR).state is PacketState.APPROVED
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def test_dying_while_handing_over_leaves_it_uncertain(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)

    class Killed(BaseException):
        pass

    hands.office.clock.advance(timedelta(minutes=6))
    with pytest.raises(Killed):
        deliver_outbox(hands.office.desk, replace(hands.office.ways, mailer=FailingMailer(Killed())))
    hands.office.deliver()
    assert mails(hands) == []
    hands.office.clock.advance(LEASE)
    hands.office.deliver()
    assert mails(hands) == []
    assert mail_item(hands, hands.packet(CEDAR)).state is OutboxState.UNCERTAIN


def test_a_text_changed_after_approval_does_not_leave(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    record = hands.packet(CEDAR)
    with hands.office.desk.store.transaction() as books:
        tampered = replace(record.draft, body=record.draft.body + " PS")
        books.save_packet(replace(record, draft=tampered), seen=record.version)
    wait_out_undo(hands)
    assert mails(hands) == []
    assert hands.packet(CEDAR).state is PacketState.POSTED


def test_the_card_that_was_pressed_is_drawn_through_slacks_answer_to_the_press(hands):
    before = hands.office.slack.calls.copy()
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    card = hands.card(f"packet:{hands.packet(CEDAR).id}")
    assert "Olive Byrne" in shown(hands, card.subject)
    updated = [call.args["ts"] for call in hands.office.slack.calls[len(before) :] if call.method == "chat.update"]
    assert (card.ts in updated, card.response_uses) == (False, 1)


def test_a_card_somebody_deleted_leaves_the_decision_and_comes_back(hands):
    record = hands.packet(CEDAR)
    gone = hands.card(f"packet:{record.id}")
    hands.office.slack.workspace.remove(gone.channel, gone.ts)
    hands.press(OLIVE, HARROW, Action.APPROVE)
    approve(hands.office.desk, record.id, person=person(hands, OLIVE), version=record.version)
    hands.office.deliver()
    card = hands.card(gone.subject)
    assert (card.channel, card.ts != gone.ts) == (gone.channel, True)
    assert hands.packet(CEDAR).state is PacketState.APPROVED
    assert "Olive Byrne" in shown(hands, gone.subject)
    wait_out_undo(hands)
    assert hands.packet(CEDAR).state is PacketState.SENT


def test_a_press_on_either_of_two_copies_decides_the_same_packet_once(hands):
    record, slack = hands.packet(CEDAR), hands.office.slack
    card = hands.card(f"packet:{record.id}")
    copy = {**slack.message(card.channel, card.ts), "ts": slack.workspace.new_ts()}
    slack.workspace.post(card.channel, copy)
    slack.click(OLIVE, card.channel, copy["ts"], Action.APPROVE)
    slack.click(OLIVE, card.channel, card.ts, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1
    assert trail(hands, record).count("packet.approve") == 1
