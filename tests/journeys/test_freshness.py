"""An approved mail whose source has gone stale by the time it would leave does not leave."""

from datetime import timedelta

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from models.controls import Action
from models.lifecycle import PacketState
from tests.journeys.journey import CEDAR, OLIVE, buttons, mails, shown


def test_a_mail_approved_on_monday_comes_back_on_tuesday_when_no_new_money_was_read(tmp_path):
    with DemoOffice(tmp_path / "demo", undo=timedelta(minutes=5)) as office:
        hands = Hands(office)
        office.morning()
        office.deliver()
        hands.press(OLIVE, CEDAR, Action.APPROVE)
        assert hands.packet(CEDAR).state is PacketState.APPROVED

        # The bank's newest payment is Friday's: true enough on Monday, a working day too old on Tuesday.
        office.clock.advance(timedelta(days=1))
        office.deliver()

        record = hands.packet(CEDAR)
        assert mails(hands) == []
        assert (record.state, record.approval) == (PacketState.POSTED, None)
        assert any("bank is true for 8 May 2026" in moved for moved in record.drift)
        card = shown(hands, f"packet:{record.id}")
        assert "bank is true for 8 May 2026" in card
        assert Action.APPROVE not in buttons(hands, record)
