"""What of a packet waits for what."""

from __future__ import annotations

import pytest

from bot.stages.blockers import blocked
from models.blocker import Blocker
from models.packet import LeftOut, Reason, Route
from models.people import Role
from tests.bot.cards import record_builder as b


def amounts(record: object) -> dict[Blocker, int]:
    return {each.blocker: each.amount.minor for each in blocked(record)}  # type: ignore[arg-type]


def because(rule: str) -> object:
    return b.changed(b.record(), reasons=(Reason(rule, Route.EXCEPTION, Role.FINANCE, "S."),))


def test_a_plain_packet_waits_for_nothing() -> None:
    assert amounts(b.record()) == {}


@pytest.mark.parametrize(
    ("rule", "blocker"),
    [
        ("missing_po", Blocker.PO),
        ("owed_work", Blocker.DELIVERY),
        ("serious_ticket", Blocker.DELIVERY),
        ("promised_credit", Blocker.CREDIT),
        ("contact_left", Blocker.CONTACT),
    ],
)
def test_each_reason_has_its_blocker_with_what_is_asked(rule: str, blocker: Blocker) -> None:
    assert amounts(because(rule)) == {blocker: b.record().packet.asked.minor}


def test_a_gate_counts_as_the_reason_does() -> None:
    found = amounts(b.changed(b.record(), gates=(b.CONTACT_GATE,)))
    assert found == {Blocker.CONTACT: b.record().packet.asked.minor}


def test_held_lines_count_alone_and_a_held_packet_whole() -> None:
    left = LeftOut(item=b.item("INV-9", 40, 80), why="on hold by Freya until 1 June 2026: counsel")
    assert amounts(b.changed(b.record(), left_out=(left,))) == {Blocker.HOLD: 4_000}
    assert amounts(b.changed(b.held(), left_out=(left,)))[Blocker.HOLD] == 4_000 + b.held().packet.asked.minor


@pytest.mark.parametrize("record", [b.sent(), b.settled()])
def test_what_is_over_waits_for_nothing(record: object) -> None:
    assert blocked(record) == ()  # type: ignore[arg-type]
