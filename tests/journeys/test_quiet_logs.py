"""Days that go wrong in every way a log could tell of: no customer's word stands in a line of it, nor in the chain."""

import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.adapters.operator_log import Lines
from bot.demo.hands import Hands
from bot.demo.local_slack import DropAfterAccept, ServerError, SlackError
from bot.flows.deliver_outbox import deliver_outbox
from models.controls import Action
from tests.journeys.journey import CEDAR, OLIVE, next_morning, wait_out_undo


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Lines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[list[str]]:
    """Every line from INFO on, of ours and of every library, as the operator has it."""
    kept, root = Kept(), logging.getLogger()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    yield kept.lines
    root.removeHandler(kept)
    root.setLevel(before)


class QuotingMailer:
    """A ports.Mailer whose error repeats the whole mail, as a server's answer may."""

    def send(self, draft, **_: object) -> str:
        raise ValueError(f"554 rejected: To: {draft.to} {draft.subject} {draft.body}")


def words_of_customers(hands: Hands) -> set[str]:
    """Addresses, names and sentences of every customer's people."""
    words = set[str]()
    with hands.office.desk.store.transaction() as books:
        for account_id in books.account_ids():
            ledger = books.account_ledger(account_id)
            words |= {each for contact in ledger.contacts for each in (contact.email, contact.name)}
            words |= {line.strip() for message in ledger.messages for line in message.text.splitlines()}
    return {word for word in words if len(word) > 7}


def test_nothing_a_customer_wrote_is_logged_or_chained(hands: Hands, log: list[str]):
    office = hands.office
    words = words_of_customers(hands)
    assert len(words) > 20
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    office.clock.advance(office.desk.policy.undo_window)
    deliver_outbox(office.desk, replace(office.ways, mailer=QuotingMailer()))
    for fault in (DropAfterAccept(), ServerError(after_accept=True), SlackError("channel_not_found")):
        office.slack.fail_next("chat.postMessage", fault)
        office.slack.fail_next("chat.update", fault)
    office.clock.advance(office.desk.policy.undo_window)
    next_morning(hands)
    wait_out_undo(hands)
    assert any('"level": "ERROR"' in line for line in log)
    assert any("ValueError" in line for line in log)
    assert [line for line in log if any(word in line for word in words)] == []
    with sqlite3.connect(office.folder / "collections.db") as connection:
        chained = [body for (body,) in connection.execute("SELECT body FROM audit")]
    assert len(chained) > 30
    assert [body for body in chained if any(word in body for word in words)] == []
