"""The pause of all mail: who may, why, and what it makes of a packet while it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import NotAllowedError, NotNowError
from bot.stages.decide import Press, approved
from bot.stages.pause import EVERY_ACCOUNT, pause_by, paused_words, resume_by, standing_pause, under_pause
from models.fact import Fact, FactKind
from models.gate import GateEffect, GateKind
from models.lifecycle import PacketState
from models.people import Person, Role
from tests.bot.cards import record_builder as b

AT = datetime(2026, 5, 11, 8, tzinfo=UTC)
LEAD = Person(team_id="T", user_id="U1", name="Freya", roles=frozenset({Role.FINANCE_LEADERSHIP}))


def press(person: Person = LEAD, reason: str = "Wrong file", at: datetime = AT) -> Press:
    return Press(person=person, version=0, at=at, reason=reason)


def presses(*kinds: FactKind) -> list[Fact]:
    return [
        Fact(kind=kind, account_id=EVERY_ACCOUNT, about="", by_id="U1", by_name="Freya", at=AT + timedelta(hours=n))
        for n, kind in enumerate(kinds)
    ]


def test_the_last_press_says_whether_mail_is_paused() -> None:
    assert standing_pause([]) is None
    found = standing_pause(presses(FactKind.PAUSED, FactKind.RESUMED, FactKind.PAUSED, FactKind.SEEN))
    assert found is not None
    assert found.since == AT + timedelta(hours=2)
    assert standing_pause(presses(FactKind.PAUSED, FactKind.RESUMED)) is None


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.FINANCE_LEADERSHIP}))
def test_nobody_but_a_finance_lead_pauses_or_resumes(role: Role) -> None:
    other = replace(LEAD, roles=frozenset({role}))
    standing = standing_pause([pause_by(press(), None)])
    with pytest.raises(NotAllowedError):
        pause_by(press(other), None)
    with pytest.raises(NotAllowedError):
        resume_by(press(other), standing)
    with pytest.raises(NotAllowedError):
        pause_by(press(replace(LEAD, barred="You have left.")), None)


def test_both_need_a_reason_and_something_to_change() -> None:
    standing = standing_pause([pause_by(press(), None)])
    for refused in (
        lambda: pause_by(press(reason=""), None),
        lambda: pause_by(press(), standing),
        lambda: resume_by(press(reason=""), standing),
        lambda: resume_by(press(), None),
    ):
        with pytest.raises(NotNowError):
            refused()


@pytest.mark.parametrize("one", [b.record(), b.held(), b.approved()])
def test_what_may_still_go_out_gets_the_gate_and_keeps_everything_else(one: object) -> None:
    standing = standing_pause([pause_by(press(), None)])
    after = under_pause(one, standing, b.POLICY)  # type: ignore[arg-type]
    gate = after.packet.gates[-1]
    assert (gate.kind, gate.effect) == (GateKind.PAUSED, GateEffect.NO_APPROVE)
    assert gate.why.startswith("Paused by Freya since 11 May 2026")
    assert "Wrong file" in gate.why
    assert replace(after, packet=one.packet) == one  # type: ignore[attr-defined]
    assert under_pause(one, None, b.POLICY) is one  # type: ignore[arg-type]


@pytest.mark.parametrize("one", [b.sending(), b.sent(), b.settled()])
def test_what_is_over_or_on_its_way_is_as_it_was(one: object) -> None:
    assert under_pause(one, standing_pause([pause_by(press(), None)]), b.POLICY) is one  # type: ignore[arg-type]


def test_approve_is_refused_with_the_name_and_the_reason() -> None:
    one = b.record()
    assert one.state is PacketState.POSTED
    olive = Person(team_id="T", user_id=b.OLIVE, name="Olive", roles=frozenset({Role.ACCOUNT_OWNER}))
    mine = Press(person=olive, version=one.version, at=AT)
    standing = standing_pause([pause_by(press(), None)])
    with pytest.raises(NotNowError, match=r"Paused by Freya since .*Wrong file"):
        approved(under_pause(one, standing, b.POLICY), mine, b.POLICY)
    assert approved(one, mine, b.POLICY).state is PacketState.APPROVED


def test_the_time_is_the_offices() -> None:
    standing = standing_pause([pause_by(press(at=datetime(2026, 5, 11, 22, 30, tzinfo=UTC)), None)])
    assert standing is not None
    assert paused_words(standing, b.POLICY).startswith("Paused by Freya since 12 May 2026, 0")
