"""The move tables: what can happen, what can never happen."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from models.lifecycle import (
    DISPUTE_MOVES,
    PACKET_MOVES,
    DisputeState,
    PacketEvent,
    PacketState,
    advance,
)

ENDS = {PacketState.SENT, PacketState.CLOSED}


def reachable(moves: Mapping[tuple[StrEnum, StrEnum], StrEnum], start: StrEnum) -> set[StrEnum]:
    seen, edge = {start}, {start}
    while edge:
        edge = {to for (state, _), to in moves.items() if state in edge} - seen
        seen |= edge
    return seen


def test_every_state_can_be_reached():
    assert reachable(PACKET_MOVES, PacketState.PREPARED) == set(PacketState)


def test_only_sent_and_closed_are_ends():
    assert {state for state in PacketState if not any(state is each for each, _ in PACKET_MOVES)} == ENDS


def test_nothing_is_approved_or_sent_without_an_approval():
    without = {move: to for move, to in PACKET_MOVES.items() if move[1] is not PacketEvent.APPROVE}
    beyond = {PacketState.APPROVED, PacketState.SENDING, PacketState.SENT}
    assert reachable(without, PacketState.PREPARED).isdisjoint(beyond)


def test_sent_is_reached_only_by_confirming_a_mail_that_was_handed_over():
    ways = [move for move, to in PACKET_MOVES.items() if to is PacketState.SENT]
    assert ways == [(PacketState.SENDING, PacketEvent.CONFIRM)]
    ways = [move for move, to in PACKET_MOVES.items() if to is PacketState.SENDING]
    assert ways == [(PacketState.APPROVED, PacketEvent.HAND_OVER)]


def test_every_held_packet_can_come_back():
    assert PACKET_MOVES[PacketState.HELD, PacketEvent.RELEASE] is PacketState.POSTED


def test_a_void_approval_needs_a_new_one():
    for event in (PacketEvent.DRIFT, PacketEvent.WITHDRAW):
        assert PACKET_MOVES[PacketState.APPROVED, event] is PacketState.POSTED


@pytest.mark.parametrize("state", [s for s in PacketState if s not in ENDS | {PacketState.SENDING}])
def test_a_dispute_stops_everything_that_has_not_left(state):
    assert PACKET_MOVES[state, PacketEvent.DISPUTE] is PacketState.CLOSED


def test_a_move_that_is_not_in_the_table_is_an_error():
    with pytest.raises(ValueError, match="approve is not possible while held"):
        advance(PACKET_MOVES, PacketState.HELD, PacketEvent.APPROVE)


def test_every_dispute_state_can_be_reached():
    assert reachable(DISPUTE_MOVES, DisputeState.SUSPECTED) == set(DisputeState)
