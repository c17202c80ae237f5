"""What the path form promises is what choosing the path brings."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.cards.standing import path_meaning
from bot.stages.plays import choose_play, plays_of_paths
from models.decision import DRAFTING_PATHS, Path, PathChoice
from models.lifecycle import PacketState
from models.obligation import ObligationKind
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.people import Reviewer, Role
from tests.bot.stages import ledger_builder as an

AT = datetime(2026, 5, 11, 9, tzinfo=UTC)
REVIEW = {"account": an.account(tier="enterprise")}


def record_of(packet: FollowUpPacket) -> PacketRecord:
    return PacketRecord(
        id="P1",
        packet=packet,
        state=PacketState.POSTED,
        version=1,
        reviewer=Reviewer(Role.FINANCE_LEADERSHIP),
        prepared_at=AT,
    )


def with_plays(packet: FollowUpPacket) -> FollowUpPacket:
    return replace(packet, plays=plays_of_paths(packet))


@pytest.mark.parametrize(
    ("parts", "drafts"),
    [
        pytest.param({}, True, id="an ordinary executive review"),
        pytest.param({"contacts": ()}, False, id="nobody verified"),
        pytest.param({"messages": (an.message("Could we pay in three instalments?"),)}, False, id="an answer first"),
        pytest.param({"payments": (an.payment(1_000),)}, False, id="money that covers it"),
        pytest.param({"promises": (an.promise(date(2026, 5, 20)),)}, False, id="everything promised"),
        pytest.param({"tickets": (an.ticket(kind="delivery"),)}, True, id="owed work: a status note"),
        pytest.param({"obligations": (an.obligation(kind=ObligationKind.CREDIT),)}, True, id="a promised credit"),
        pytest.param(
            {"messages": (an.message("We have not received the invoice, please send a copy."),)},
            True,
            id="an invoice that did not arrive",
        ),
    ],
)
def test_a_path_promises_a_draft_exactly_where_one_comes(parts: dict[str, Any], drafts: bool) -> None:
    packet = with_plays(an.sorted_one(an.book(**REVIEW | parts)))
    for path in DRAFTING_PATHS:
        rules = tuple(reason.rule for reason in packet.reasons)
        choice = PathChoice(path=path, reason="", by_id="U", by_name="F", at=AT, over=rules)
        meaning = path_meaning(record_of(packet), path)
        assert (choose_play(packet, choice) is not None) is drafts
        assert meaning.startswith("No draft") is not drafts
        assert len(meaning) <= 75


def test_a_draft_that_asks_for_no_money_says_so() -> None:
    packet = with_plays(an.sorted_one(an.book(**REVIEW, tickets=(an.ticket(kind="delivery"),))))
    assert "asks for no money" in path_meaning(record_of(packet), Path.NOTE_BY_OWNER)
