"""A mail approved at six in the morning, or on a Friday evening, leaves when people work, and says so until then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from models.controls import Action
from models.fact import Fact, FactKind
from models.lifecycle import PacketState
from models.sending import Sending
from tests.journeys.journey import CEDAR, OLIVE, TWELVE, card, mails, wait_out_undo


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    folder = tmp_path / "demo"
    with DemoOffice(folder, company=TWELVE, undo=timedelta(minutes=5), sending=Sending()) as office:
        office.morning()
        office.deliver()
        yield Hands(office)


def at(hands: Hands, when: str) -> None:
    now = hands.office.clock.now().astimezone(hands.office.zone)
    hands.office.clock.advance(datetime.fromisoformat(when).replace(tzinfo=hands.office.zone) - now)
    hands.office.deliver()


def test_before_our_hours_it_waits_and_says_until_when(hands: Hands) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert "It leaves at 08:00" in card(hands, CEDAR)
    assert "Where they are is not on record: it leaves in our business hours (08:00 to 18:00)." in card(hands, CEDAR)
    wait_out_undo(hands)
    at(hands, "2026-05-11T07:59")
    assert mails(hands) == []
    at(hands, "2026-05-11T08:00")
    assert len(mails(hands)) == 1
    assert hands.packet(CEDAR).state is PacketState.SENT


def test_where_our_hours_ended_meanwhile_it_waits_for_the_next(hands: Hands) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    at(hands, "2026-05-11T18:00")
    assert mails(hands) == []
    assert "It leaves at 12 May 2026, 08:00" in card(hands, CEDAR)


def test_a_touch_of_another_packet_since_the_approval_takes_it_back(hands: Hands) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    record = hands.packet(CEDAR)
    other = Fact(
        kind=FactKind.SENT,
        account_id=record.packet.account.id,
        about="another invoice",
        by_id=OLIVE,
        by_name="Olive Byrne",
        at=hands.office.clock.now(),
        reason="reminder",
        message_id="<other@fennel.example>",
    )
    with hands.office.desk.store.transaction() as books:
        books.add_fact(replace(other, at=other.at - timedelta(days=1)))
    at(hands, "2026-05-11T08:00")
    assert mails(hands) == []
    after = hands.packet(CEDAR)
    assert (after.state, after.approval) == (PacketState.POSTED, None)
    assert any("in touch with them" in moved for moved in after.drift)


def test_an_office_that_keeps_no_hours_says_nothing_of_them_nor_of_where_the_customer_is(tmp_path: Path) -> None:
    with DemoOffice(tmp_path / "demo", company=TWELVE) as office:
        office.morning()
        office.deliver()
        hands = Hands(office)
        hands.press(OLIVE, CEDAR, Action.APPROVE)
        said = card(hands, CEDAR)
    assert "It leaves at 06:0" in said
    assert "business hours" not in said
    assert "Where they are" not in said
