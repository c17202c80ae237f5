"""The CRM gives an account another owner: the new one decides, and what the former one approved does not leave."""

from models.controls import Action
from models.lifecycle import PacketState
from tests.journeys.journey import HARROW, MARCO, OLIVE, buttons, mails, next_morning, wait_out_undo


def given_to_marco(hands):
    accounts = hands.office.exports / "accounts.csv"
    lines = accounts.read_text(encoding="utf-8").splitlines()
    moved = [line.replace("Olive Byrne", "Marco Vidal") if line.startswith(HARROW) else line for line in lines]
    accounts.write_text("\n".join(moved) + "\n", encoding="utf-8")


def test_the_new_owner_decides_and_the_former_ones_card_is_over(hands):
    card = hands.card(f"packet:{hands.packet(HARROW).id}")
    former = hands.office.slack.message(card.channel, card.ts)
    given_to_marco(hands)
    next_morning(hands)
    record = hands.packet(HARROW)
    assert record.packet.owner_id == MARCO
    assert hands.card(f"packet:{record.id}").channel == "C0MARCO"
    assert not [
        block for block in hands.office.slack.message(card.channel, card.ts)["blocks"] if block["type"] == "actions"
    ]
    hands.office.slack.click(OLIVE, card.channel, card.ts, Action.APPROVE, stale=former)
    assert hands.packet(HARROW).state is PacketState.POSTED
    assert Action.APPROVE in buttons(hands, record)
    hands.press(MARCO, HARROW, Action.APPROVE)
    assert hands.packet(HARROW).state is PacketState.APPROVED


def test_what_the_former_owner_approved_does_not_leave(hands):
    hands.press(OLIVE, HARROW, Action.APPROVE)
    given_to_marco(hands)
    hands.office.read_exports()
    wait_out_undo(hands)
    assert mails(hands) == []
    assert "The account has another owner now." in hands.packet(HARROW).drift
