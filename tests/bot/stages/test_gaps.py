"""Which sources are late, missing or signed off, and what each of that does to a packet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.stages.gaps import breaches, cash_through
from bot.stages.sorting import sorted_packet, waits_for_source_alone
from models.gate import GateEffect, GateKind
from models.ledger import RecordKind, SourceStamp
from models.packet import FollowUpPacket, Route
from models.people import Role
from models.policy import Policy, SignOff
from tests.bot.stages import ledger_builder as an

#: A Monday; the working days before it are 8 and 7 May.
TODAY = an.TODAY
WEEK_BEFORE = date(2026, 5, 4)
POLICY = replace(an.POLICY, freshness={"bank": 1})
SIGNED = SignOff(by=an.POLICY.members["U0FREYA"], on=date(2026, 5, 4), because="There is no help desk.")


def stamp(name: str, kind: RecordKind, as_of: date = TODAY, newest: date | None = None) -> SourceStamp:
    return SourceStamp(name, kind, as_of, an.AT, 1, 0, newest_payment=newest)


def stamps(*others: SourceStamp) -> tuple[SourceStamp, ...]:
    """Every kind fresh today, the kinds of *others* by these alone."""
    return (*an.stamps(without=tuple(other.kind for other in others)), *others)


def sorted_with(*others: SourceStamp, policy: Policy = POLICY) -> FollowUpPacket:
    return sorted_packet(an.assembled(stamps=stamps(*others), policy=policy), policy, None)


def told(packet: FollowUpPacket) -> dict[str, str]:
    return {gap.what: gap.why_it_matters for gap in packet.gaps}


@pytest.mark.parametrize(
    ("newest", "is_late"),
    [
        pytest.param(date(2026, 5, 8), False, id="Friday's money is in on Monday"),
        pytest.param(date(2026, 5, 7), True, id="Friday's is not"),
        pytest.param(None, True, id="it never brought any"),
    ],
)
def test_a_payments_source_with_a_budget_of_its_own_is_true_for_its_newest_payment(
    newest: date | None, is_late: bool
) -> None:
    found = breaches([stamp("bank", RecordKind.PAYMENTS, newest=newest)], POLICY, TODAY)

    assert [(each.source, each.kind, each.as_of, each.budget) for each in found] == (
        [("bank", RecordKind.PAYMENTS, newest, 1)] if is_late else []
    )


def test_a_source_without_a_budget_of_its_own_is_true_for_the_day_it_was_read() -> None:
    quiet = stamp("cheques", RecordKind.PAYMENTS, newest=date(2026, 1, 5))
    unread = stamp("crm", RecordKind.ACCOUNTS, as_of=date(2026, 5, 6))

    assert [each.source for each in breaches([quiet, unread], POLICY, TODAY)] == ["crm"]


def test_holidays_and_weekends_do_not_make_a_source_late() -> None:
    # 4 May is a holiday, so Friday the 1st is one working day before Tuesday the 5th.
    bank = stamp("bank", RecordKind.PAYMENTS, newest=date(2026, 5, 1))

    assert not breaches([bank], POLICY, date(2026, 5, 5))
    assert breaches([bank], POLICY, date(2026, 5, 6))


def test_of_several_sources_of_a_kind_the_late_one_is_named_whatever_their_order() -> None:
    late = stamp("bank", RecordKind.PAYMENTS, newest=date(2026, 5, 6))
    fresh = stamp("lockbox", RecordKind.PAYMENTS, newest=TODAY)

    for both in ((late, fresh), (fresh, late)):
        packet = sorted_with(*both)
        assert told(packet)["payments: out of date"] == (
            "bank is true for 6 May 2026, 1 working day behind is allowed. They may have paid already."
        )
        assert packet.cash_through == date(2026, 5, 6)


def test_two_late_sources_are_both_named_the_stalest_first() -> None:
    policy = replace(POLICY, freshness={"bank": 1, "lockbox": 1})
    bank = stamp("bank", RecordKind.PAYMENTS, newest=date(2026, 5, 6))
    lockbox = stamp("lockbox", RecordKind.PAYMENTS, newest=date(2026, 5, 5))

    assert [each.source for each in breaches([bank, lockbox], policy, TODAY)] == ["lockbox", "bank"]


@pytest.mark.parametrize(
    ("newest", "through"),
    [
        pytest.param((date(2026, 5, 8), date(2026, 5, 6)), date(2026, 5, 6), id="the source furthest behind"),
        pytest.param((date(2026, 5, 8), None), None, id="one of them has no payment"),
        pytest.param((), None, id="no payments source"),
    ],
)
def test_cash_is_posted_through_the_day_of_the_oldest_source_or_unknown(
    newest: tuple[date | None, ...], through: date | None
) -> None:
    found = [stamp(f"bank{each}", RecordKind.PAYMENTS, newest=each) for each in newest]

    assert cash_through([*an.stamps(without=(RecordKind.PAYMENTS,)), *found]) == through


def test_a_late_required_source_takes_approve_away_and_says_which_and_what_lifts_it() -> None:
    packet = sorted_with(stamp("bank", RecordKind.PAYMENTS, newest=date(2026, 5, 6)))

    (gate,) = packet.gates
    assert (gate.kind, gate.effect) == (GateKind.MISSING_FACT, GateEffect.NO_APPROVE)
    assert "payments: out of date (bank is true for 6 May 2026, 1 working day behind is allowed" in gate.why
    assert gate.lifted_by == "The next import in which that source is there and up to date."
    assert (packet.route, packet.reasons[-1].reviewer) == (Route.EXCEPTION, Role.FINANCE)
    assert waits_for_source_alone(packet)


@pytest.mark.parametrize("kind", sorted(set(RecordKind) - POLICY.required))
def test_a_late_source_that_is_not_required_is_finances_to_judge(kind: RecordKind) -> None:
    packet = sorted_with(stamp("other", kind, as_of=WEEK_BEFORE))

    assert packet.gates == ()
    assert [(reason.rule, reason.reviewer) for reason in packet.reasons] == [("source_missing", Role.FINANCE)]
    assert not waits_for_source_alone(packet)


def test_what_the_policy_adds_to_the_required_classes_gates_as_well() -> None:
    wider = replace(POLICY, required=POLICY.required | {RecordKind.TICKETS})
    packet = sorted_with(stamp("helpdesk", RecordKind.TICKETS, as_of=WEEK_BEFORE), policy=wider)

    assert [gate.kind for gate in packet.gates] == [GateKind.MISSING_FACT]


@pytest.mark.parametrize("kind", [RecordKind.TICKETS, RecordKind.MESSAGES])
def test_what_is_signed_off_as_not_connected_is_told_and_neither_gates_nor_routes(kind: RecordKind) -> None:
    policy = replace(POLICY, not_connected={kind: SIGNED})
    packet = sorted_packet(an.assembled(stamps=an.stamps(without=(kind,)), policy=policy), policy, None)

    assert (packet.route, packet.gates, packet.reasons) == (Route.ROUTINE, (), ())
    said = told(packet)[f"{kind}: not connected"]
    assert said.endswith("Freya Lindqvist signed that off on 4 May 2026: There is no help desk.")


def test_a_connected_source_that_is_late_gates_whatever_was_signed_off() -> None:
    policy = replace(POLICY, not_connected={RecordKind.PAYMENTS: SIGNED})
    packet = sorted_with(stamp("bank", RecordKind.PAYMENTS, newest=date(2026, 5, 6)), policy=policy)

    assert [gate.kind for gate in packet.gates] == [GateKind.MISSING_FACT]
    assert "payments: not connected" not in told(packet)


def test_a_packet_with_anything_else_in_its_way_does_not_wait_for_the_source_alone() -> None:
    late = stamp("bank", RecordKind.PAYMENTS, newest=date(2026, 5, 6))
    unread = an.assembled(an.book(messages=(an.message("Thanks."),)), stamps=stamps(late), policy=POLICY)
    strategic = an.assembled(an.book(account=an.account(tier="strategic")), stamps=stamps(late), policy=POLICY)

    assert not waits_for_source_alone(sorted_packet(unread, POLICY, None))
    assert not waits_for_source_alone(sorted_packet(strategic, POLICY, None))
