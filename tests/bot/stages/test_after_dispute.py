"""What becomes of disputed lines once leadership has decided."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.stages.plays import choose_play
from models.decision import Path, PathChoice
from models.dispute import Dispute, Outcome, Resolution, RootCause
from models.draft import Play
from models.gate import GateEffect, GateKind
from models.lifecycle import DisputeState
from models.money import Money
from models.packet import Route
from models.people import Role
from tests.bot.stages import ledger_builder as an

AT = datetime(2026, 5, 8, 14, tzinfo=UTC)
TWO = an.book(invoices=(an.invoice("1001", disputed=True), an.invoice("1002")))


def resolution(outcome: Outcome = Outcome.PART, credit: Money | None = None, over: str = "") -> Resolution:
    return Resolution(
        outcome=outcome,
        root_cause=RootCause.WRONG_PRICE,
        note="Agreed.",
        by_name="Freya Holm",
        at=AT,
        credit=credit,
        credit_over=over,
    )


def resolved(**how: object) -> Dispute:
    return an.dispute("1001", state=DisputeState.RESOLVED, resolution=resolution(**how))


WAITING = resolved(credit=Money(5_000, "EUR"))
#: The numbers of the lines that are asked for.
CASES = [
    pytest.param(an.dispute("1001"), ["1002"], id="flagged"),
    pytest.param(an.dispute("1001", state=DisputeState.OWNED), ["1002"], id="owned"),
    pytest.param(WAITING, ["1002"], id="a credit note is expected"),
    pytest.param(resolved(credit=Money(5_000, "EUR"), over="Credit note CN-1."), ["1001", "1002"], id="it has come"),
    pytest.param(resolved(outcome=Outcome.INVALID), ["1001", "1002"], id="they were wrong"),
    pytest.param(resolved(outcome=Outcome.VALID), ["1001", "1002"], id="put right without a credit note"),
    pytest.param(an.dispute("1001", state=DisputeState.WITHDRAWN), ["1001", "1002"], id="withdrawn"),
    pytest.param(an.dispute("1001", state=DisputeState.RESOLVED), ["1002"], id="decided, and nobody knows how"),
]


@pytest.mark.parametrize(("dispute", "asked"), CASES)
def test_a_decision_outweighs_the_erps_mark_unless_it_waits_for_a_credit(dispute: Dispute, asked: list[str]) -> None:
    packet = an.sorted_one(TWO, disputes=(dispute,))
    assert sorted(item.invoice.number for item in packet.items) == asked


def test_a_line_that_waits_for_a_credit_says_since_when_and_for_how_much() -> None:
    (left,) = an.sorted_one(TWO, disputes=(WAITING,)).left_out
    assert left.why == "credit note expected since 8 May 2026: €50.00, by Freya Holm"


def test_a_newer_flag_outweighs_an_older_decision() -> None:
    packet = an.sorted_one(TWO, disputes=(resolved(outcome=Outcome.INVALID), an.dispute("1001", id="D2")))
    assert packet.left_out[0].why.startswith("in dispute")


def test_while_a_credit_is_expected_leadership_chooses_how_the_rest_is_asked_for() -> None:
    packet = an.sorted_one(TWO, disputes=(WAITING,))
    reason = next(each for each in packet.reasons if each.rule == "credit_expected")
    assert (packet.route, reason.reviewer) == (Route.EXECUTIVE_REVIEW, Role.FINANCE_LEADERSHIP)
    assert "1001: credit note expected since 8 May 2026" in reason.evidence[0].fact
    assert choose_play(packet, None) is None
    rules = tuple(each.rule for each in packet.reasons)
    path = PathChoice(path=Path.REST_ONLY, reason="", by_id="U0FREYA", by_name="Freya", at=AT, over=rules)
    assert choose_play(packet, path) is Play.REMINDER


def test_where_all_waits_for_a_credit_there_is_no_card() -> None:
    book = replace(TWO, invoices=TWO.invoices[:1])
    packet = an.sorted_one(book, disputes=(WAITING,))
    (gate,) = [each for each in packet.gates if each.kind is GateKind.CREDIT_EXPECTED]
    assert gate.effect is GateEffect.NO_CARD
    assert not [each for each in packet.gates if each.kind is GateKind.ALL_DISPUTED]
