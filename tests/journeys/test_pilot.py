"""A pilot that is switched on: what stands in Slack for those outside it, and what falling out of it takes back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from models.controls import Action
from models.lifecycle import PacketState
from models.pilot import Pilot
from tests.journeys.journey import CEDAR, HARROW, NORA, OLIVE, TWELVE, VALDEMAR, mails, shown, wait_out_undo

#: Cedar Hollow has 45 days, and Valdemar is billed most.
PILOT = Pilot(terms_days=frozenset({30}), exclude_top=1)


@pytest.fixture
def piloted(tmp_path):
    office = DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5))
    office.desk = replace(office.desk, policy=replace(office.desk.policy, pilot=PILOT))
    with office:
        office.morning()
        office.deliver()
        yield Hands(office)


def asked(hands, text):
    hands.ask(NORA, "C0OFFICE", text)
    return str(hands.office.slack.ephemerals(NORA)[-1])


def renamed_terms(hands, account, days):
    """The CRM says other terms from now on."""
    path = hands.office.exports / "accounts.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = [line.replace(",30,", f",{days},") if line.startswith(account) else line for line in lines]
    path.write_text("\n".join(changed) + "\n", encoding="utf-8")
    hands.office.read_exports()
    hands.office.deliver()


def test_who_is_outside_has_no_packet_and_no_row_in_any_list(piloted):
    with piloted.office.desk.store.transaction() as books:
        followed = {record.packet.account.id for record in books.live_packets()}
    assert HARROW in followed
    assert not followed & {CEDAR, VALDEMAR}
    posted = str([piloted.office.slack.messages(channel) for channel in piloted.office.slack.workspace.channels])
    assert "Harrow & Finch" in posted
    assert "Cedar Hollow" not in posted


def test_a_look_up_says_why_an_account_is_outside(piloted):
    assert "Follow-up: none, outside the pilot: terms are 45 days" in asked(piloted, "Cedar")
    told = asked(piloted, "Valdemar")
    assert "Follow-up: none, outside the pilot: among the 1 largest: €" in told
    assert "Waits for: " in told
    assert "outside the pilot" not in asked(piloted, "Harrow")


def test_an_approved_mail_of_an_account_that_falls_out_does_not_leave(piloted):
    piloted.press(OLIVE, HARROW, Action.APPROVE)
    renamed_terms(piloted, HARROW, 45)
    wait_out_undo(piloted)
    assert mails(piloted) == []
    record = piloted.packet(HARROW)
    assert record.state is PacketState.CLOSED
    card = shown(piloted, f"packet:{record.id}")
    assert "not one of those the pilot is tried on: terms are 45 or 30 days." in card
    assert "The approved mail did not leave." in card
