"""What a packet waits for, and what lifts it."""

from __future__ import annotations

from datetime import date

import pytest

from models.correspondence import ContactStatus, Direction
from models.fact import FactKind
from models.gate import GateEffect, GateKind
from models.ledger import RecordKind
from models.packet import FollowUpPacket
from tests.bot.stages import ledger_builder as an

NO_PACKET, NO_CARD, NO_APPROVE = GateEffect.NO_PACKET, GateEffect.NO_CARD, GateEffect.NO_APPROVE


def closed(packet: FollowUpPacket) -> dict[GateKind, GateEffect]:
    assert all(gate.why.endswith(".") and gate.lifted_by.endswith(".") for gate in packet.gates)
    return {gate.kind: gate.effect for gate in packet.gates}


def test_an_ordinary_packet_has_no_gate() -> None:
    assert closed(an.sorted_one()) == {}


@pytest.mark.parametrize(
    "invoices",
    [
        pytest.param((), id="no invoice at all"),
        pytest.param((an.invoice(days_past_due=0),), id="due today is not past due"),
        pytest.param((an.invoice(euros=1),), id="a residual within tolerance is settled"),
    ],
)
def test_without_anything_past_due_there_is_no_packet(invoices: tuple[object, ...]) -> None:
    assert closed(an.sorted_one(an.book(invoices=invoices)))[GateKind.NOTHING_TO_ASK] is NO_PACKET


def test_one_day_past_due_is_asked_for() -> None:
    assert closed(an.sorted_one(an.book(invoices=(an.invoice(days_past_due=1),)))) == {}


@pytest.mark.parametrize(
    ("due", "live"),
    [
        pytest.param(date(2026, 5, 20), True, id="a promise for later is live"),
        pytest.param(date(2026, 5, 7), True, id="on the last day of grace it is live"),
        pytest.param(date(2026, 5, 6), False, id="a day after the grace it is broken"),
    ],
)
def test_a_live_promise_gives_no_card(due: date, live: bool) -> None:
    packet = an.sorted_one(an.book(promises=(an.promise(due),)))

    assert closed(packet) == ({GateKind.PROMISE_LIVE: NO_CARD} if live else {})
    assert bool(packet.items) is not live


def test_a_promise_for_one_of_two_invoices_leaves_the_card() -> None:
    ledger = an.book(invoices=(an.invoice("1001"), an.invoice("1002")), promises=(an.promise(an.TODAY, "1001"),))

    packet = an.sorted_one(ledger)

    assert closed(packet) == {}
    assert [item.invoice.number for item in packet.items] == ["1002"]


def test_a_complaint_beside_a_promise_is_still_shown() -> None:
    ledger = an.book(
        promises=(an.promise(date(2026, 5, 20)),), messages=(an.message("The price is higher than agreed."),)
    )

    assert closed(an.sorted_one(ledger))[GateKind.PROMISE_LIVE] is NO_APPROVE


def test_everything_disputed_gives_no_card() -> None:
    packet = an.sorted_one(disputes=(an.dispute("1001"),))

    assert closed(packet)[GateKind.ALL_DISPUTED] is NO_CARD


def test_disputed_and_promised_lines_together_give_no_card() -> None:
    ledger = an.book(
        invoices=(an.invoice("1001"), an.invoice("1002")), promises=(an.promise(date(2026, 5, 20), "1002"),)
    )

    gates = closed(an.sorted_one(ledger, disputes=(an.dispute("1001"),)))

    assert gates[GateKind.ALL_DISPUTED] is gates[GateKind.PROMISE_LIVE] is NO_CARD


def test_an_unread_message_takes_approve_away_until_somebody_has_seen_it() -> None:
    ledger = an.book(messages=(an.message("Noted, thanks."),))

    assert closed(an.sorted_one(ledger)) == {GateKind.UNREAD_MESSAGE: NO_APPROVE}
    assert closed(an.sorted_one(ledger, facts=(an.fact(FactKind.SEEN, "M1"),))) == {}


@pytest.mark.parametrize(
    ("subject", "is_read"),
    [
        pytest.param("Re: Your invoice", True, id="an answer in its thread makes it read"),
        pytest.param("AW: Re: your invoice", True, id="whatever the reply mark and capitals"),
        pytest.param("Invoice for June", False, id="a mail about something else does not"),
    ],
)
def test_only_our_answer_makes_a_message_read(subject: str, is_read: bool) -> None:
    theirs = an.message("Noted.", subject="Your invoice")
    ours = an.message("Thank you.", date(2026, 5, 9), id="M2", direction=Direction.OUTBOUND, subject=subject)

    gates = closed(an.sorted_one(an.book(messages=(theirs, ours))))
    assert (GateKind.UNREAD_MESSAGE not in gates) is is_read


@pytest.mark.parametrize(
    ("on", "unread"),
    [
        pytest.param(date(2026, 5, 3), False, id="a message from before go-live is not unread"),
        pytest.param(date(2026, 5, 4), True, id="a message of the go-live day is"),
    ],
)
def test_go_live(on: date, unread: bool) -> None:
    packet = an.sorted_one(an.book(messages=(an.message("Noted.", on),)))

    assert (GateKind.UNREAD_MESSAGE in closed(packet)) is unread


def test_a_suspicion_is_no_path_question() -> None:
    ledger = an.book(messages=(an.message("We never ordered this.", date(2026, 5, 1)),))

    assert closed(an.sorted_one(ledger)) == {GateKind.SUSPICION: NO_APPROVE}
    assert closed(an.sorted_one(ledger, facts=(an.fact(FactKind.NOT_A_DISPUTE, "M1"),))) == {}


def test_not_a_dispute_says_nothing_about_a_payment_plan() -> None:
    text = "We never ordered this. Could we pay in instalments?"
    ledger = an.book(messages=(an.message(text, date(2026, 5, 1)),))

    gates = closed(an.sorted_one(ledger, facts=(an.fact(FactKind.NOT_A_DISPUTE, "M1"),)))

    assert gates == {GateKind.PATH_UNDECIDED: NO_APPROVE}


def test_an_executive_review_waits_for_its_path() -> None:
    ledger = an.book(account=an.account(tier="strategic"))

    assert closed(an.sorted_one(ledger)) == {GateKind.PATH_UNDECIDED: NO_APPROVE}
    assert closed(an.sorted_one(ledger, path_chosen=True)) == {}


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param(an.contact(status=None), id="unknown is unverified"),
        pytest.param(an.contact(status=ContactStatus.BOUNCED), id="bounced"),
        pytest.param(an.contact(status=ContactStatus.LEFT), id="left"),
        pytest.param(an.contact(email="ann@acme.example.evil.test"), id="another domain that looks alike"),
        pytest.param(an.contact(email="ann@notacme.example"), id="another domain that ends alike"),
    ],
)
def test_nobody_verified_means_no_approve_and_never_another_address(contact: object) -> None:
    packet = an.sorted_one(an.book(contacts=(contact,)))

    assert packet.recipient is None
    assert closed(packet) == {GateKind.NO_VERIFIED_CONTACT: NO_APPROVE}


@pytest.mark.parametrize("kind", [RecordKind.ACCOUNTS, RecordKind.PAYMENTS, RecordKind.CONTACTS, RecordKind.MESSAGES])
def test_a_missing_required_source_takes_approve_away(kind: RecordKind) -> None:
    assert closed(an.sorted_one(stamps=an.stamps(without=(kind,)))) == {GateKind.MISSING_FACT: NO_APPROVE}


@pytest.mark.parametrize("kind", [RecordKind.TICKETS, RecordKind.CONTRACTS, RecordKind.PROMISES])
def test_a_missing_wanted_source_is_finances_to_judge(kind: RecordKind) -> None:
    assert closed(an.sorted_one(stamps=an.stamps(without=(kind,)))) == {}


def test_the_fact_the_draft_asks_for_does_not_gate_it() -> None:
    ledger = an.book(account=an.account(po_required=True), invoices=(an.invoice(po_number=""),))

    assert closed(an.sorted_one(ledger)) == {}


@pytest.mark.parametrize(("euros", "gated"), [(999, False), (1000, True), (1500, True)])
def test_unapplied_cash_that_covers_the_ask_takes_approve_away(euros: int, gated: bool) -> None:
    packet = an.sorted_one(an.book(payments=(an.payment(euros),)))

    assert (GateKind.UNAPPLIED_COVERS in closed(packet)) is gated


@pytest.mark.parametrize(
    ("on", "gates"),
    [
        pytest.param(date(2026, 5, 5), {GateKind.CONTACT_CAP: NO_CARD}, id="four working days ago"),
        pytest.param(date(2026, 5, 1), {}, id="five working days ago, a holiday among them"),
    ],
)
def test_the_contact_cap_gives_no_card(on: date, gates: dict[GateKind, GateEffect]) -> None:
    ours = an.message("Thank you for your mail.", on, direction=Direction.OUTBOUND)

    assert closed(an.sorted_one(an.book(messages=(ours,)))) == gates


def test_what_they_write_within_the_cap_is_still_shown() -> None:
    ours = an.message("Thank you.", date(2026, 5, 7), direction=Direction.OUTBOUND)
    theirs = an.message("We never ordered this.", date(2026, 5, 8), id="M2")

    assert closed(an.sorted_one(an.book(messages=(ours, theirs))))[GateKind.CONTACT_CAP] is NO_APPROVE
