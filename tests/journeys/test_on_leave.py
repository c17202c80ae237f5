"""An owner goes on leave and comes back: their packets go to who stands in for them, and return."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.demo.hands import Hands
from bot.demo.local_slack import Channel
from bot.demo.office import DemoOffice
from bot.demo.people import BOT_USER
from models.controls import Action
from models.lifecycle import PacketState
from models.packet import Route
from models.people import Leave
from tests.journeys.journey import ARJUN, CEDAR, MARCO, OLIVE, TWELVE, mails, next_morning, shown, wait_out_undo

#: The demo's Monday is the 11th.
AWAY = (Leave(date(2026, 5, 12), date(2026, 5, 13)),)


@pytest.fixture
def hands(tmp_path, request):
    with DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5)) as office:
        policy = office.desk.policy
        people = dict(policy.members)
        people[OLIVE] = replace(people[OLIVE], leave=AWAY, delegate=getattr(request, "param", MARCO))
        office.desk = replace(office.desk, policy=replace(policy, members=people))
        office.restart()
        office.morning()
        office.deliver()
        yield Hands(office)


def where(hands):
    record = hands.packet(CEDAR)
    return record.packet.owner_id, hands.card(f"packet:{record.id}").channel


def test_the_delegate_has_it_from_the_first_morning_and_the_owner_again_after_the_last(hands):
    assert where(hands) == (OLIVE, "C0OLIVE")
    next_morning(hands)
    assert where(hands) == (MARCO, "C0MARCO")
    record = hands.packet(CEDAR)
    assert "Olive Byrne is away through 13 May 2026; Marco Vidal has it" in shown(hands, f"packet:{record.id}")
    assert record.packet.route is Route.ROUTINE, "nothing is wrong with the account"
    lists = [str(each) for each in hands.office.slack.messages("C0MARCO") if "list" in str(each).casefold()]
    assert any(record.packet.account.name in each for each in lists)
    next_morning(hands)
    assert where(hands) == (MARCO, "C0MARCO")
    next_morning(hands)
    assert where(hands) == (OLIVE, "C0OLIVE")


def test_the_delegate_approves_while_the_owner_is_away_who_may_only_look(hands):
    next_morning(hands)
    hands.office.slack.set_channel(Channel("C0MARCO", "marco", frozenset({MARCO, OLIVE, BOT_USER})))
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert "it is with Marco Vidal" in hands.told(OLIVE)
    hands.press(OLIVE, CEDAR, Action.DETAILS)
    assert hands.office.slack.modal(OLIVE) is not None
    hands.press(MARCO, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert "Marco Vidal" in mail.get_content()
    assert hands.packet(CEDAR).state is PacketState.SENT


@pytest.mark.parametrize("hands", [None], indirect=True)
def test_without_a_delegate_the_fallback_owner_has_it_and_is_told(hands):
    next_morning(hands)
    assert where(hands) == (ARJUN, "C0FINANCE")
    record = hands.packet(CEDAR)
    assert "Olive Byrne is away through 13 May 2026; Arjun Rao has it" in shown(hands, f"packet:{record.id}")
    hands.press(ARJUN, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def test_a_delegate_who_has_left_is_passed_over(hands):
    hands.office.slack.set_member(MARCO, deleted=True)
    next_morning(hands)
    assert where(hands) == (ARJUN, "C0FINANCE")
