"""Whom the one-tap question is put to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.stages.confidence import in_sample, is_asked, standing_question
from models.fact import Fact, FactKind
from models.lifecycle import PacketEvent
from models.packet import Route
from models.packet_record import PacketRecord
from tests.bot.cards import record_builder as b

EVERYBODY = replace(b.POLICY, confidence_percent=100)


def after(event: PacketEvent, before: PacketRecord) -> PacketRecord:
    return replace(before, last=b.decision(event))


def fact(kind: FactKind, about: str = "P1", reason: str = "") -> Fact:
    return Fact(kind=kind, account_id="A-1", about=about, by_id=b.OLIVE, by_name="Olive", at=b.NINE, reason=reason)


def test_a_routine_draft_approved_as_it_was_asks_nothing() -> None:
    routine = b.record()
    assert not is_asked(routine, after(PacketEvent.APPROVE, routine), EVERYBODY)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(b.changed(b.record(), route=Route.EXCEPTION), id="an exception"),
        pytest.param(b.record(draft=b.draft(edited_by=b.OLIVE)), id="an edited text"),
        pytest.param(b.unread(), id="an unread message"),
    ],
)
def test_a_case_that_is_not_trivial_is_asked_about(before: PacketRecord) -> None:
    assert is_asked(before, after(PacketEvent.APPROVE, before), EVERYBODY)
    assert not is_asked(before, after(PacketEvent.APPROVE, before), replace(b.POLICY, confidence_percent=0))


def test_a_hold_is_asked_about_and_an_edit_is_no_decision() -> None:
    assert is_asked(b.record(), after(PacketEvent.HOLD, b.record()), EVERYBODY)
    assert not is_asked(b.record(), after(PacketEvent.EDIT, b.record()), EVERYBODY)
    assert not is_asked(b.record(), b.record(), EVERYBODY)


def test_the_sample_is_the_share_of_the_policy_and_always_the_same() -> None:
    ids = [f"P{number}" for number in range(4_000)]
    chosen = [one for one in ids if in_sample(one, 20)]
    assert 0.17 < len(chosen) / len(ids) < 0.23
    assert chosen == [one for one in ids if in_sample(one, 20)]
    assert all(in_sample(one, 100) for one in ids)
    assert not any(in_sample(one, 0) for one in ids)


def test_the_newest_question_stands_until_it_is_answered() -> None:
    asked, answer = fact(FactKind.CONFIDENCE_ASKED), fact(FactKind.CONFIDENCE, reason="4")
    assert standing_question([fact(FactKind.CONFIDENCE_ASKED, "P2")], "P1") == (None, None)
    assert standing_question([asked], "P1") == (asked, None)
    assert standing_question([asked, answer], "P1") == (asked, answer)
    assert standing_question([asked, answer, asked], "P1") == (asked, None)
