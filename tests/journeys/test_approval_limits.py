"""A person, or whoever has their account, approves faster than the policy lets one person approve."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from bot.errors import OverLimitError
from bot.flows import decide_packet
from models.controls import Action
from models.lifecycle import PacketState
from models.money import Money
from models.people import Person, Role
from models.policy import ApprovalLimits
from tests.journeys.journey import CEDAR, FINLEAD, FREYA, HARROW, OLIVE, TWELVE, mails, wait_out_undo


@pytest.fixture
def limits(request):
    return getattr(request, "param", ApprovalLimits(per_hour=1))


@pytest.fixture
def hands(tmp_path, limits):
    with DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5)) as office:
        office.desk = replace(office.desk, policy=replace(office.desk.policy, approval_limits=limits))
        office.restart()
        office.morning()
        office.deliver()
        yield Hands(office)


def alarms(hands):
    return [each for each in hands.office.slack.messages(FINLEAD) if "Approvals stopped" in each["text"]]


def test_at_the_limit_the_press_is_refused_and_leadership_hears_of_it_once(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    for _ in range(3):
        hands.press(OLIVE, HARROW, Action.APPROVE)
    assert "1 mail within an hour" in hands.told(OLIVE)
    assert hands.packet(HARROW).state is PacketState.POSTED
    (alarm,) = alarms(hands)
    assert "Olive Byrne" in str(alarm)
    hands.press(FREYA, HARROW, Action.APPROVE)
    assert hands.packet(HARROW).state is PacketState.APPROVED, "the limit is each person's own"
    wait_out_undo(hands)
    assert len(mails(hands)) == 2
    with hands.office.desk.store.transaction() as books:
        (entry,) = [entry for _, entry, _ in books.audit_trail() if entry.what == "limit.reached"]
    assert (entry.by_id, entry.detail["over"]) == (OLIVE, "1 mail within an hour")


@pytest.mark.parametrize("limits", [ApprovalLimits(value_per_day={"USD": Money(100, "USD")})], indirect=True)
def test_the_value_of_a_day_is_limited_too(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert "$1.00 asked for within 24 hours" in hands.told(OLIVE)
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert len(alarms(hands)) == 1


@pytest.mark.parametrize("limits", [ApprovalLimits(per_hour=7)], indirect=True)
def test_fifty_approvals_in_a_minute_stop_at_the_limit_with_one_alarm(hands):
    freya = Person(team_id="T", user_id=FREYA, name="Freya Lindqvist", roles=frozenset({Role.FINANCE_LEADERSHIP}))
    desk = hands.office.desk
    refused = 0
    for _ in range(50):
        hands.office.clock.advance(timedelta(seconds=1))
        record = hands.packet(CEDAR)
        try:
            approved = decide_packet.approve(desk, record.id, person=freya, version=record.version)
        except OverLimitError:
            refused += 1
        else:
            decide_packet.undo(desk, record.id, person=freya, version=approved.version)
    hands.office.deliver()
    assert refused == 43
    assert len(alarms(hands)) == 1
    assert mails(hands) == []
