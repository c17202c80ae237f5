"""What people recorded stands beside the sources: what it changes, for how long, and when it is asked about."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.stages.recorded import STANDS_DAYS, key_of
from models.calendar import add_working_days
from models.correspondence import ContactStatus, Touch
from models.evidence import Origin
from models.fact import Fact, FactKind
from models.gate import GateEffect, GateKind
from models.packet import FollowUpPacket, Route
from models.recorded import GivenPo, Strike
from tests.bot.stages import ledger_builder as b

NEEDS_PO = b.account(po_required=True)
BARE = b.invoice(po_number="")
ANN, BOB = "ann@acme.example", "bob@acme.example"
TWO = (b.contact(), b.contact(id="K2", name="Bob Reed", email=BOB, role="director"))


def pressed(kind: FactKind, about: str, at: datetime = b.AT, **word: Any) -> Fact:
    return replace(b.fact(kind, about, at), **word)


def po(number: str = "4711", of: str = "fennel\n1001", at: datetime = b.AT) -> Fact:
    return pressed(FactKind.PO_RECEIVED, of, at, po=GivenPo(number=number, said_by="Ann Quill"))


def promised(on: date, *numbers: str, at: datetime = b.AT, entity: str = "fennel") -> Fact:
    promise = b.promise(on, *numbers, id=at.isoformat(), origin=Origin("desk", "recorded by Olive Byrne", at.date()))
    return pressed(FactKind.PROMISED, "\n".join((entity, *numbers)), at, promise=promise)


def struck(email: str = ANN, instead: str = "", at: datetime = b.AT) -> Fact:
    return pressed(FactKind.WRONG_CONTACT, email, at, strike=Strike(said_by="Bob Reed", instead=instead))


def touched(on: date) -> Fact:
    origin = Origin("desk", "call logged by Olive Byrne", on)
    what = "call with Ann Quill: she looks into it"
    return pressed(
        FactKind.TOUCHED, "1", touch=Touch(on=on, by="Olive Byrne", what=what, origin=origin, is_logged=True)
    )


def gates(packet: FollowUpPacket) -> dict[GateKind, GateEffect]:
    return {gate.kind: gate.effect for gate in packet.gates}


def rules(packet: FollowUpPacket) -> set[str]:
    return {reason.rule for reason in packet.reasons}


def days_after(count: int) -> date:
    return add_working_days(b.TODAY, count, b.POLICY.holidays)


# ── purchase orders ───────────────────────────────────────────────────────────────────────────────


def test_a_recorded_po_makes_an_exception_routine():
    ledger = b.book(account=NEEDS_PO, invoices=(BARE,))
    assert rules(b.sorted_one(ledger)) == {"missing_po"}
    packet = b.sorted_one(ledger, facts=(po(),))
    assert packet.route is Route.ROUTINE
    assert [item.invoice.po_number for item in packet.items] == ["4711"]
    assert [(each.what, each.by_name) for each in packet.recorded] == [
        ("PO 4711 for 1001, given by Ann Quill", "Olive Byrne")
    ]


def test_a_recorded_po_is_of_one_invoice_of_one_entity():
    ledger = b.book(account=NEEDS_PO, invoices=(BARE, b.invoice("1002", po_number="")))
    for elsewhere in ("fennel\n1002", "fennel_us\n1001"):
        evidence = b.sorted_one(ledger, facts=(po(of=elsewhere),)).reasons[0].evidence
        assert "1001 has no PO number" in [each.fact for each in evidence]


def test_a_recorded_po_wins_over_another_number_of_the_erp():
    packet = b.sorted_one(b.book(invoices=(b.invoice(po_number="OLD"),)), facts=(po(),))
    assert packet.items[0].invoice.po_number == "4711"


def test_what_the_erp_says_too_stands_beside_it_no_more():
    packet = b.sorted_one(b.book(account=NEEDS_PO, invoices=(b.invoice(po_number="4711 "),)), facts=(po(),))
    assert packet.recorded == ()


def test_a_message_that_wants_a_po_is_answered_by_the_press_after_it():
    wants = b.message("We cannot pay invoice 1001 without a PO number on it.", date(2026, 5, 8))
    ledger = b.book(messages=(wants,), invoices=(b.invoice(), b.invoice("1002")))
    assert "missing_po" in rules(b.sorted_one(ledger))
    assert "missing_po" not in rules(b.sorted_one(ledger, facts=(po(),)))
    before = po(at=wants.at - timedelta(days=1))
    assert "missing_po" in rules(b.sorted_one(ledger, facts=(before,)))
    of_another = po(of="fennel\n1002")
    assert "missing_po" in rules(b.sorted_one(ledger, facts=(of_another,)))


def test_a_note_that_wants_a_po_is_answered_when_every_open_invoice_has_one():
    note = b.contract(note="The customer opened a new purchase order with the renewal.")
    ledger = b.book(contracts=(note,), invoices=(b.invoice(), b.invoice("1002")))
    assert "missing_po" in rules(b.sorted_one(ledger, facts=(po(),)))
    both = (po(), po(of="fennel\n1002"))
    assert "missing_po" not in rules(b.sorted_one(ledger, facts=both))


def test_after_ten_working_days_it_is_asked_about_and_still_stands():
    ledger = b.book(account=NEEDS_PO, invoices=(BARE,))
    before = b.sorted_one(ledger, facts=(po(),), as_of=days_after(STANDS_DAYS - 1))
    assert GateKind.UNCONFIRMED_RECORD not in gates(before)
    on_the_day = b.sorted_one(ledger, facts=(po(),), as_of=days_after(STANDS_DAYS))
    assert gates(on_the_day)[GateKind.UNCONFIRMED_RECORD] is GateEffect.NO_APPROVE
    assert on_the_day.items[0].invoice.po_number == "4711"
    assert "missing_po" not in rules(on_the_day)


def test_it_is_asked_about_once():
    ledger, said = b.book(account=NEEDS_PO, invoices=(BARE,)), po()
    answer = pressed(FactKind.STILL_TRUE, key_of(said), b.AT + timedelta(days=15))
    packet = b.sorted_one(ledger, facts=(said, answer), as_of=days_after(60))
    assert GateKind.UNCONFIRMED_RECORD not in gates(packet)
    assert packet.items[0].invoice.po_number == "4711"


def test_what_is_taken_back_says_nothing_until_it_is_recorded_again():
    ledger, said = b.book(account=NEEDS_PO, invoices=(BARE,)), po()
    back = pressed(FactKind.TAKEN_BACK, key_of(said), b.AT + timedelta(hours=1))
    assert rules(b.sorted_one(ledger, facts=(said, back))) == {"missing_po"}
    assert rules(b.sorted_one(ledger, facts=(said, back, po("4712")))) == set()


# ── promises ──────────────────────────────────────────────────────────────────────────────────────


def test_a_recorded_promise_takes_its_lines_out_and_gates_what_is_left_of_nothing():
    ledger = b.book(invoices=(b.invoice(), b.invoice("1002")))
    one = b.sorted_one(ledger, facts=(promised(days_after(3), "1001"),))
    assert [item.invoice.number for item in one.items] == ["1002"]
    both = b.sorted_one(ledger, facts=(promised(days_after(3), "1001", "1002"),))
    assert gates(both)[GateKind.PROMISE_LIVE] is GateEffect.NO_CARD


def test_a_recorded_promise_of_another_entity_is_not_about_the_same_number_here():
    packet = b.sorted_one(facts=(promised(days_after(3), "1001", entity="fennel_us"),))
    assert [item.invoice.number for item in packet.items] == ["1001"]


def test_a_broken_promise_comes_back_with_who_recorded_it():
    packet = b.sorted_one(
        facts=(promised(days_after(1), "1001"),), as_of=days_after(6), stamps=b.stamps(as_of=days_after(6))
    )
    (word,) = packet.came_back
    assert word.outcome == "broken"
    assert word.promise.origin.row == "recorded by Olive Byrne"


def test_a_day_moved_before_it_came_replaces_the_first_and_one_moved_after_it_does_not():
    first = promised(days_after(2), "1001")
    in_time = promised(days_after(4), "1001", at=b.AT + timedelta(days=1))
    assert [each.due_on for each in b.assembled(facts=(first, in_time)).promises] == [days_after(4)]
    too_late = promised(days_after(9), "1001", at=b.AT + timedelta(days=8))
    assert [each.due_on for each in b.assembled(facts=(first, too_late)).promises] == [days_after(2), days_after(9)]


def test_a_promise_that_a_source_lists_too_counts_once():
    listed = b.promise(days_after(3), "1001", "1002")
    packet = b.assembled(b.book(promises=(listed,)), facts=(promised(days_after(3), "1001"),))
    assert packet.promises == (listed,)


# ── contacts ──────────────────────────────────────────────────────────────────────────────────────


def test_nobody_takes_the_place_of_a_struck_address_by_itself():
    ledger = b.book(contacts=TWO)
    packet = b.sorted_one(ledger, facts=(struck(),))
    assert packet.recipient is None
    gate = next(gate for gate in packet.gates if gate.kind is GateKind.NO_VERIFIED_CONTACT)
    assert "Ann Quill is not the one to write to, says Bob Reed" in gate.why
    assert gate.lifted_by.startswith("Wrong contact, under More…")


def test_whom_a_person_chose_is_written_to():
    packet = b.sorted_one(b.book(contacts=TWO), facts=(struck(instead=BOB),))
    assert packet.recipient is not None
    assert packet.recipient.email == BOB


@pytest.mark.parametrize("other", [{"status": ContactStatus.BOUNCED}, {"email": "bob@elsewhere.example"}])
def test_whom_a_person_chose_must_be_fit_to_be_written_to_on_the_day(other: dict[str, Any]):
    contacts = (TWO[0], replace(TWO[1], **other))
    assert b.sorted_one(b.book(contacts=contacts), facts=(struck(instead=BOB),)).recipient is None


def test_two_strikes_that_name_each_other_lead_to_nobody():
    facts = (struck(instead=BOB), struck(BOB, instead=ANN))
    assert b.sorted_one(b.book(contacts=TWO), facts=facts).recipient is None


def test_striking_somebody_else_off_changes_nothing_about_whom_we_write_to():
    packet = b.sorted_one(b.book(contacts=TWO), facts=(struck(BOB),))
    assert packet.recipient is not None
    assert packet.recipient.email == ANN


def test_a_source_that_no_longer_has_the_address_as_verified_agrees():
    gone = (replace(TWO[0], status=ContactStatus.LEFT), TWO[1])
    assert b.sorted_one(b.book(contacts=gone), facts=(struck(),)).recorded == ()
    assert b.sorted_one(b.book(contacts=TWO), facts=(struck(),)).recorded != ()


# ── touches ───────────────────────────────────────────────────────────────────────────────────────


def test_a_logged_call_of_today_holds_until_the_cap_ends():
    packet = b.sorted_one(facts=(touched(b.TODAY),))
    assert gates(packet)[GateKind.CONTACT_CAP] is GateEffect.NO_CARD
    ends = days_after(b.POLICY.contact_cap_days)
    after = b.sorted_one(facts=(touched(b.TODAY),), as_of=ends)
    assert GateKind.CONTACT_CAP not in gates(after)
    assert after.recorded == ()


def test_facts_of_other_kinds_change_nothing():
    plain = b.sorted_one()
    assert b.sorted_one(facts=(b.fact(FactKind.SEEN, "M1"),)) == plain
