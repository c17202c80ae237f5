"""The one-tap question under a card that was decided on."""

from __future__ import annotations

import json

import pytest

from bot.cards.confidence import with_confidence
from bot.cards.drawing import Drawing
from bot.cards.limits import TEXT_IN_MESSAGE, check
from bot.cards.packet import packet_card
from models.fact import Fact, FactKind
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_packet_card import words


def fact(kind: FactKind, reason: str = "") -> Fact:
    return Fact(
        kind=kind, account_id="A-1", about="pk_01J9ZK", by_id=b.OLIVE, by_name="Olive Owner", at=b.NINE, reason=reason
    )


ASKED, ANSWER = fact(FactKind.CONFIDENCE_ASKED), fact(FactKind.CONFIDENCE, "4")


def card(record: PacketRecord) -> Drawing:
    return packet_card(record, policy=b.POLICY, live=True)


def test_five_buttons_each_with_an_id_of_its_own() -> None:
    row = with_confidence(card(b.held()), b.held(), ASKED, None).blocks[-1]["elements"]
    assert [one["text"]["text"] for one in row] == ["1", "2", "3", "4", "5"]
    assert len({one["action_id"] for one in row}) == 5
    assert {json.loads(one["value"])["packet"] for one in row} == {"pk_01J9ZK"}


def test_once_answered_it_is_one_line() -> None:
    drawing = with_confidence(card(b.held()), b.held(), ASKED, ANSWER)
    assert drawing.blocks[-1]["type"] == "context"
    assert words(drawing).endswith("Olive Owner says that this card gave 4 of 5.")


@pytest.mark.parametrize("state", [PacketState.PREPARED, PacketState.POSTED])
def test_a_card_that_waits_for_a_decision_asks_nothing_else(state: PacketState) -> None:
    record = b.record(state=state)
    assert with_confidence(card(record), record, ASKED, None) == card(record)
    assert with_confidence(card(b.held()), b.held(), None, None) == card(b.held())


def test_a_full_card_gives_no_room_to_a_question() -> None:
    full = Drawing(
        blocks=[
            {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [run]}]}
            for run in [{"type": "text", "text": "x" * 2_500}] * (TEXT_IN_MESSAGE // 2_500)
        ],
        text="",
    )
    assert with_confidence(check(full), b.held(), ASKED, None) == full
