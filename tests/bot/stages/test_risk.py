"""The score adds up, says what it is made of, and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stages.late import late_reasons
from bot.stages.risk import RISKS, risk
from bot.stages.sorting import sorted_packet
from models.evidence import Evidence
from models.packet import FollowUpPacket
from models.risk import Band, Risk, RiskPart
from tests.bot.stages import ledger_builder as an


def scored(**parts: object) -> Risk:
    packet = an.assembled(an.book(**parts))
    return risk(replace(packet, late_because=late_reasons(packet, an.POLICY)))


def points(found: Risk) -> dict[str, int]:
    return {part.rule: part.points for part in found.parts}


@pytest.mark.parametrize(
    ("rule", "added", "parts"),
    [
        ("long_overdue", 1, {"invoices": (an.invoice(days_past_due=31),)}),
        ("long_overdue", 2, {"invoices": (an.invoice(days_past_due=61),)}),
        ("long_overdue", 3, {"invoices": (an.invoice(days_past_due=400),)}),
        ("broken_promises", 1, {"promises": (an.promise(date(2026, 4, 24), "1001"),)}),
        ("history_unknown", 1, {}),
        ("challenged", 2, {"messages": (an.message("We never ordered this."),)}),
        ("money_trouble", 2, {"messages": (an.message("Could we pay in three instalments?"),)}),
        ("insolvency", 4, {"messages": (an.message("The joint administrators were appointed on Friday."),)}),
        ("nobody_to_write_to", 1, {"contacts": ()}),
    ],
)
def test_each_rule_adds_its_points_with_a_sentence_and_a_record(
    rule: str, added: int, parts: dict[str, object]
) -> None:
    (part,) = [part for part in scored(**parts).parts if part.rule == rule]
    assert part.points == added
    assert part.sentence.endswith(".")
    assert part.evidence


def test_the_score_is_the_sum_of_its_parts() -> None:
    found = scored(invoices=(an.invoice(days_past_due=61),), contacts=())
    assert points(found) == {"long_overdue": 2, "history_unknown": 1, "nobody_to_write_to": 1}
    assert (found.score, found.band) == (4, Band.HIGH)


def test_a_young_line_adds_nothing_and_what_is_unknown_does() -> None:
    assert points(scored()) == {"history_unknown": 1}


def test_every_rule_has_its_own_name_and_sentence() -> None:
    assert len({rule.__name__ for rule in RISKS}) == len(RISKS)
    assert all((rule.__doc__ or "").strip().endswith(".") for rule in RISKS)


@settings(max_examples=60, deadline=None)
@given(
    made_of=st.lists(st.tuples(st.sampled_from([rule.__name__ for rule in RISKS]), st.integers(1, 99)), max_size=6),
    said=st.sampled_from(["We never ordered this.", "Thanks.", "Our lawyers will write to you."]),
)
def test_no_score_changes_a_route_a_reason_or_a_gate(made_of: list[tuple[str, int]], said: str) -> None:
    packet = an.assembled(an.book(messages=(an.message(said),)))
    told = (Evidence("x", an.origin()),)
    invented = Risk(tuple(RiskPart(rule=rule, points=n, sentence="S.", evidence=told) for rule, n in made_of))
    assert decided(replace(packet, risk=invented)) == decided(packet)


def decided(packet: FollowUpPacket) -> tuple[object, ...]:
    known = sorted_packet(packet, an.POLICY, None)
    return known.route, known.reasons, known.gates


def test_a_habit_counts_also_while_a_message_of_theirs_is_unread() -> None:
    bills = tuple(an.invoice(f"H{place}", days_past_due=40) for place in range(3))
    money = tuple(an.payment(1000, bill.number, date(2026, 4, 20)) for bill in bills)
    said = (an.message("Who shall I talk to about this?"),)
    assert points(scored(invoices=(an.invoice(), *bills), payments=money, messages=said))["late_by_habit"] == 1
