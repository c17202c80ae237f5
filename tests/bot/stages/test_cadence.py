"""When a line and an account are first asked for, which step comes next, and where the steps end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stages.draft import choose_play, compose
from bot.stages.sorting import sorted_packet
from bot.stages.triage import reviewer_of
from models.correspondence import Direction
from models.draft import Tone
from models.fact import Fact, FactKind
from models.gate import GateEffect, GateKind
from models.ledger import AccountLedger
from models.packet import FollowUpPacket, Route
from models.people import Role
from models.policy import Cadence, Policy
from tests.bot.stages import ledger_builder as an

#: Three days of money on its way, and a week with the invoice on the desk.
CAREFUL = replace(an.POLICY, cadence=Cadence())


def packet_of(*invoices: object, policy: Policy = CAREFUL, **other: object) -> FollowUpPacket:
    packet = an.assembled(an.book(invoices=invoices, **other), policy=policy)
    return sorted_packet(packet, policy, None)


def asked(packet: FollowUpPacket) -> list[str]:
    return [item.invoice.number for item in packet.items]


@pytest.mark.parametrize(("days", "is_asked"), [(1, False), (2, False), (3, True), (4, True)])
def test_an_account_first_hears_from_us_on_day_three_past_due(days: int, is_asked: bool) -> None:
    packet = packet_of(an.invoice(days_past_due=days))
    assert bool(packet.items) is is_asked
    assert (GateKind.TOO_EARLY in {gate.kind for gate in packet.gates}) is not is_asked


@pytest.mark.parametrize("first", [1, 2, 3])
@pytest.mark.parametrize("grace", [0, 1, 2])
@pytest.mark.parametrize("days", [1, 2, 3])
def test_the_first_packet_is_never_later_than_the_policy_says(first: int, grace: int, days: int) -> None:
    if grace >= first:
        return  # The policy file refuses it.
    policy = replace(an.POLICY, cadence=Cadence(first_packet_days=first, invoice_grace_days=grace))
    assert bool(packet_of(an.invoice(days_past_due=days), policy=policy).items) is (days >= first)


def test_a_younger_line_joins_after_its_own_grace_and_stands_on_the_packet_until_then() -> None:
    young = an.invoice("1002", days_past_due=2, euros=300)
    packet = packet_of(an.invoice("1001", days_past_due=20), young)
    assert asked(packet) == ["1001"]
    (left,) = packet.left_out
    assert (left.item.invoice, left.why) == (young, "not asked for before 12 May 2026: 2 days of grace")
    assert packet.past_due.minor == 1_300_00
    assert sum(bucket.amount.minor for bucket in packet.buckets) == 1_300_00
    assert GateKind.TOO_EARLY not in {gate.kind for gate in packet.gates}


@pytest.mark.parametrize(
    ("issued", "delivered", "why"),
    [
        (6, None, "not asked for before 12 May 2026: issued on 5 May 2026"),
        (7, None, None),
        (30, 6, "not asked for before 12 May 2026: delivered on 5 May 2026"),
        (30, 7, None),
    ],
)
def test_a_line_joins_only_some_days_after_the_customer_got_it(
    issued: int, delivered: int | None, why: str | None
) -> None:
    got = an.TODAY - timedelta(days=delivered) if delivered else None
    late = an.invoice(days_past_due=5, issued_on=an.TODAY - timedelta(days=issued), delivered_on=got)
    packet = packet_of(late)
    assert [left.why for left in packet.left_out] == ([why] if why else [])


def test_what_is_disputed_or_promised_is_said_before_the_grace() -> None:
    packet = packet_of(an.invoice(days_past_due=1, disputed=True))
    assert [left.why for left in packet.left_out] == ["marked as disputed in the ERP"]


def test_too_early_keeps_the_card_back_unless_they_wrote() -> None:
    (quiet,) = packet_of(an.invoice(days_past_due=1)).gates
    wrote = packet_of(an.invoice(days_past_due=1), messages=(an.message("Is this for April?"),))
    assert (quiet.kind, quiet.effect) == (GateKind.TOO_EARLY, GateEffect.NO_CARD)
    assert "1001 not asked for before 13 May 2026: 2 days of grace" in quiet.why
    assert {gate.effect for gate in wrote.gates if gate.kind is GateKind.TOO_EARLY} == {GateEffect.NO_APPROVE}


def test_when_the_old_line_is_paid_the_young_one_waits_for_its_own_day() -> None:
    old, young = an.invoice("1001", days_past_due=40), an.invoice("1002", days_past_due=1)
    policy = replace(an.POLICY, cadence=Cadence(first_packet_days=3, invoice_grace_days=0))
    assert asked(packet_of(old, young, policy=policy)) == ["1001", "1002"]
    paid = packet_of(old, young, policy=policy, payments=(an.payment(1000, "1001"),))
    assert asked(paid) == []


# ── steps ────────────────────────────────────────────────────────────────────────────────────


def reminded(*days: date, number: str = "1001") -> tuple[Fact, ...]:
    return tuple(
        Fact(
            kind=FactKind.SENT,
            account_id="A1",
            about=number,
            by_id="U0OLIVE",
            by_name="Olive Byrne",
            at=an.AT.replace(year=on.year, month=on.month, day=on.day),
            reason="reminder",
        )
        for on in days
    )


def chased(*days: date, ledger: AccountLedger | None = None, **other: object) -> FollowUpPacket:
    book = ledger or an.book(invoices=(an.invoice(days_past_due=60),))
    packet = an.assembled(book, facts=reminded(*days), **other)
    return sorted_packet(packet, an.POLICY, None)


def draft_of(packet: FollowUpPacket) -> object:
    play = choose_play(packet, None)
    assert play is not None
    sender = an.POLICY.members["U0OLIVE"]
    return compose(packet, play=play, path=None, policy=an.POLICY, sender=sender, remittance=None)


@settings(max_examples=40, deadline=None)
@given(sent=st.lists(st.integers(1, 50), unique=True, max_size=2), off=st.integers(0, 200))
def test_a_step_is_what_was_sent_however_long_nobody_was_there(sent: list[int], off: int) -> None:
    days = [an.TODAY - timedelta(days=ago) for ago in sent]
    packet = chased(*days, as_of=an.TODAY + timedelta(days=off), stamps=an.stamps(as_of=an.TODAY + timedelta(days=off)))
    assert packet.reminders_sent == len(sent)
    assert [each.origin.as_of for each in packet.reminders] == sorted(days)
    assert draft_of(packet).step == len(sent) + 1  # type: ignore[attr-defined]


def test_two_mails_of_one_day_are_one_step() -> None:
    day = date(2026, 4, 20)
    assert chased(day, day).reminders_sent == 1


def test_a_broken_promise_brings_the_line_back_at_the_step_it_left() -> None:
    book = an.book(invoices=(an.invoice(days_past_due=60),), promises=(an.promise(date(2026, 4, 24), "1001"),))
    before, after = chased(date(2026, 4, 10)), chased(date(2026, 4, 10), ledger=book)
    assert draft_of(after).step == draft_of(before).step == 2  # type: ignore[attr-defined]
    assert draft_of(after).tone is draft_of(before).tone is Tone.NUDGE  # type: ignore[attr-defined]


def test_a_paid_line_takes_its_reminders_with_it() -> None:
    old, young = an.invoice("1001", days_past_due=60), an.invoice("1002", days_past_due=20)
    book = an.book(invoices=(old, young), payments=(an.payment(1000, "1001"),))
    packet = chased(date(2026, 4, 1), date(2026, 4, 15), ledger=book)
    assert (asked(packet), packet.reminders_sent) == (["1002"], 0)


# ── the last step ────────────────────────────────────────────────────────────────────────────

THREE = (date(2026, 3, 20), date(2026, 4, 3), date(2026, 4, 20))


def test_after_the_last_step_nothing_is_drafted_and_leadership_chooses() -> None:
    packet = chased(*THREE)
    (reason,) = packet.reasons
    assert (reason.rule, reason.route) == ("last_step_reached", Route.EXECUTIVE_REVIEW)
    assert reviewer_of(packet.route, packet.reasons) is Role.FINANCE_LEADERSHIP
    assert choose_play(packet, None) is None
    assert GateKind.PATH_UNDECIDED in {gate.kind for gate in packet.gates}
    assert [each.fact for each in reason.evidence] == [
        "reminded on 20 March 2026",
        "reminded on 3 April 2026",
        "reminded on 20 April 2026",
    ]


def test_before_the_last_step_the_owner_goes_on() -> None:
    packet = chased(*THREE[:2])
    assert packet.route is Route.ROUTINE
    assert draft_of(packet).tone is Tone.FIRM  # type: ignore[attr-defined]


def test_reminders_in_the_mailbox_count_and_are_the_evidence() -> None:
    mails = tuple(
        an.message(
            "Reminder: invoice 1001 is overdue.",
            on=on,
            id=f"M{place}",
            direction=Direction.OUTBOUND,
            origin=an.origin(f"messages.csv:{place}"),
        )
        for place, on in enumerate(THREE)
    )
    packet = chased(ledger=an.book(invoices=(an.invoice(days_past_due=60),), messages=mails))
    (reason,) = packet.reasons
    assert [each.origin.row for each in reason.evidence] == ["messages.csv:0", "messages.csv:1", "messages.csv:2"]
