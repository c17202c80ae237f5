"""Holds of an account and of its invoices, what they gate, and what lifts them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.stages.draft import choose_play, compose
from bot.stages.guard import check
from bot.stages.holds import standing_holds
from models.draft import Play, Weight
from models.fact import Fact, FactKind
from models.gate import GateEffect, GateKind
from models.hold import HoldKind
from models.money import Money
from models.packet import FollowUpPacket
from tests.bot.stages import ledger_builder as an

FRIDAY = date(2026, 5, 15)
LINE = "fennel\n1001"


def put_on(kind: FactKind, about: str = "", until: date | None = FRIDAY, hour: int = 5) -> Fact:
    at = datetime(2026, 5, 11, hour, tzinfo=UTC)
    return replace(an.fact(kind, about, at), reason="Grace is back then", until=until)


def lifted(kind: FactKind, about: str = "", hour: int = 6) -> Fact:
    return an.fact(FactKind.LIFTED, f"{kind}\n{about}", datetime(2026, 5, 11, hour, tzinfo=UTC))


def effects(packet: FollowUpPacket) -> dict[GateKind, GateEffect]:
    return {gate.kind: gate.effect for gate in packet.gates}


def why(packet: FollowUpPacket, kind: GateKind) -> str:
    return next(gate.why for gate in packet.gates if gate.kind is kind)


@pytest.mark.parametrize("kind", [FactKind.DO_NOT_CONTACT, FactKind.LEGAL_HOLD])
def test_who_may_not_be_written_to_gets_no_packet_and_it_is_said_who_said_so(kind: FactKind) -> None:
    packet = an.sorted_one(facts=(put_on(kind),))
    assert effects(packet) == {GateKind(kind.value): GateEffect.NO_PACKET}
    said = "legal matter, finance leadership and legal see why" if kind is FactKind.LEGAL_HOLD else "Grace is back then"
    assert why(packet, GateKind(kind.value)).endswith(f"by Olive Byrne until 15 May 2026: {said}.")


@pytest.mark.parametrize(
    ("mark", "stops"), [pytest.param(True, True), pytest.param(False, False), pytest.param(None, False, id="no field")]
)
@pytest.mark.parametrize("field", ["do_not_contact", "legal_hold"])
def test_the_accounts_source_may_say_it(field: str, mark: bool | None, stops: bool) -> None:
    packet = an.sorted_one(an.book(account=an.account(**{field: mark})))
    assert (GateKind(field) in effects(packet)) is stops
    if stops:
        assert "by the accounts source (books, accounts.csv:2)" in why(packet, GateKind(field))


def test_a_persons_lift_does_not_lift_the_mark_of_the_source() -> None:
    ledger = an.book(account=an.account(do_not_contact=True))
    packet = an.sorted_one(ledger, facts=(lifted(FactKind.DO_NOT_CONTACT),))
    assert GateKind.DO_NOT_CONTACT in effects(packet)


def test_a_held_account_gets_no_card_until_that_morning() -> None:
    fact = put_on(FactKind.HOLD_ACCOUNT)
    assert effects(an.sorted_one(facts=(fact,))) == {GateKind.ON_HOLD: GateEffect.NO_CARD}
    days = [date(2026, 5, 14), FRIDAY]
    assert [bool(standing_holds(an.account(), (fact,), day)) for day in days] == [True, False]


def test_what_a_customer_writes_is_shown_although_the_account_is_held() -> None:
    ledger = an.book(messages=(an.message("Please call me."),))
    assert effects(an.sorted_one(ledger, facts=(put_on(FactKind.HOLD_ACCOUNT),)))[GateKind.ON_HOLD] is (
        GateEffect.NO_APPROVE
    )


def test_a_held_invoice_leaves_the_ask_and_the_rest_stays() -> None:
    ledger = an.book(invoices=(an.invoice("1001"), an.invoice("1002")))
    packet = an.sorted_one(ledger, facts=(put_on(FactKind.HOLD_INVOICE, LINE),))
    assert effects(packet) == {}
    assert [item.invoice.number for item in packet.items] == ["1002"]
    assert [line.why for line in packet.left_out] == ["on hold by Olive Byrne until 15 May 2026: Grace is back then"]


def test_where_every_line_is_held_there_is_no_card() -> None:
    packet = an.sorted_one(facts=(put_on(FactKind.HOLD_INVOICE, LINE),))
    assert effects(packet) == {GateKind.ON_HOLD: GateEffect.NO_CARD}


def test_a_hold_of_the_same_number_of_another_entity_holds_nothing_here() -> None:
    assert effects(an.sorted_one(facts=(put_on(FactKind.HOLD_INVOICE, "fennel-us\n1001"),))) == {}


def test_a_dispute_of_a_held_line_is_still_a_dispute() -> None:
    packet = an.sorted_one(facts=(put_on(FactKind.HOLD_INVOICE, LINE),), disputes=(an.dispute("1001"),))
    assert GateKind.ALL_DISPUTED in effects(packet)


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        (FactKind.HOLD_ACCOUNT, ""),
        (FactKind.HOLD_INVOICE, LINE),
        (FactKind.DO_NOT_CONTACT, ""),
        (FactKind.LEGAL_HOLD, ""),
    ],
)
def test_a_hold_without_a_day_stands_until_it_is_lifted_and_may_be_put_on_again(kind: FactKind, about: str) -> None:
    presses = [put_on(kind, about, until=None), lifted(kind, about), put_on(kind, about, hour=7)]
    later = an.TODAY + timedelta(days=3_000)
    assert [len(standing_holds(an.account(), presses[:n], later)) for n in (1, 2)] == [1, 0]
    (again,) = standing_holds(an.account(), presses, an.TODAY)
    assert (again.kind, again.until) == (HoldKind(kind.value), FRIDAY)


def test_lifting_one_hold_leaves_the_others() -> None:
    facts = (put_on(FactKind.HOLD_ACCOUNT), put_on(FactKind.LEGAL_HOLD), lifted(FactKind.HOLD_ACCOUNT))
    assert [hold.kind for hold in standing_holds(an.account(), facts, an.TODAY)] == [HoldKind.LEGAL_HOLD]


# ── unapplied money that covers the ask ──────────────────────────────────────────────────────


def left(key: str) -> Fact:
    return replace(an.fact(FactKind.LEFT_UNAPPLIED, key), reason="Prepaid for June")


def covering(*keys: str, **other: object) -> FollowUpPacket:
    return an.sorted_one(an.book(payments=(an.payment(1000, id="Z1"),), **other), facts=tuple(map(left, keys)))


def test_money_left_unapplied_for_a_reason_no_longer_gates() -> None:
    assert effects(covering()) == {GateKind.UNAPPLIED_COVERS: GateEffect.NO_APPROVE}
    packet = covering("Z1\n1,000.00 EUR")
    assert effects(packet) == {}
    assert (packet.credits[0].left_by, packet.credits[0].left_because) == ("Olive Byrne", "Prepaid for June")


def test_the_same_payment_of_another_amount_gates_anew() -> None:
    assert GateKind.UNAPPLIED_COVERS in effects(covering("Z1\n900.00 EUR"))


def test_another_credit_gates_anew_and_is_the_only_one_asked_about() -> None:
    packet = covering("Z1\n1,000.00 EUR", credit_notes=(an.credit_note(50),))
    said = why(packet, GateKind.UNAPPLIED_COVERS)
    assert "CN1 of €50.00" in said
    assert "Z1" not in said


def test_the_pieces_are_what_is_unapplied_together() -> None:
    payments = (an.payment(1300, "1001"), an.payment(70), an.payment(5, "9999"))
    packet = an.assembled(an.book(payments=payments, credit_notes=(an.credit_note(20),)))
    assert {each.id: each.amount.minor for each in packet.credits} == {
        "ZNone": 7000,
        "CN1": 2000,
        "for 1001": 30000,
        "for 9999": 500,
    }
    assert sum((each.amount for each in packet.credits), Money(0, "EUR")) == packet.unapplied


def test_a_draft_beside_money_that_was_left_unapplied_states_it_and_passes_the_guard() -> None:
    packet = covering("Z1\n1,000.00 EUR")
    play = choose_play(packet, None)
    assert play is Play.REMINDER
    sender = an.POLICY.members["U0OLIVE"]
    draft = compose(packet, play=play, path=None, policy=an.POLICY, sender=sender, remittance=None)
    assert "€1,000.00" in draft.body
    assert [found for found in check(draft, packet, an.POLICY) if found.weight is Weight.HARD] == []
    assert choose_play(covering(), None) is None
