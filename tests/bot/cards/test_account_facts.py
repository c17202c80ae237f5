"""What we owe and the seven facts, on the card, in Details and in a look-up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.cards.account_facts import owed, seven
from bot.cards.details_form import details_form
from bot.cards.facts import confidence, doubts
from bot.cards.invoice import InvoiceAnswer, invoice_answer
from bot.cards.limits import characters, check, check_view
from bot.cards.packet import packet_card
from bot.cards.room import ROOMS
from models.account_fact import FactName
from models.ledger import AccountLedger, RecordKind, Severity
from models.money import Money
from models.obligation import ObligationKind
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from tests.bot.cards import record_builder as b
from tests.bot.stages import ledger_builder as an

LATE = an.obligation(due_on=date(2026, 5, 8), owner="U0OLIVE", what="The export of April")
CREDIT = an.obligation(
    id="OB-2", kind=ObligationKind.CREDIT, what="for March", amount=Money(24000, "EUR"), invoice_numbers=("1001",)
)
KNOWN = an.account(executive_sponsor="")


def record(packet: FollowUpPacket) -> PacketRecord:
    return b.record(packet=packet, draft=None)


def sorted_record(**parts: Any) -> PacketRecord:
    return record(an.sorted_one(an.book(**parts)))


def text_of(value: object) -> str:
    """Everything a reader sees, run together."""
    if isinstance(value, list):
        return "".join(map(text_of, value))
    if not isinstance(value, dict):
        return ""
    own = value.get("text")
    return (own if isinstance(own, str) else "") + "".join(map(text_of, value.values()))


def card(one: PacketRecord) -> str:
    return text_of(packet_card(one, policy=an.POLICY, live=True).blocks)


def details(one: PacketRecord) -> str:
    return text_of(details_form(one, policy=an.POLICY, channel="C1", ts="1.1")["blocks"])


def test_what_we_owe_stands_on_the_card_with_who_has_it_and_since_when_it_is_late() -> None:
    shown = card(sorted_record(obligations=(LATE, CREDIT)))
    assert "We owe them" in shown
    assert "delivery OB-1: The export of April · Olive Byrne · due 8 May 2026, 3 days overdue" in shown
    assert "credit OB-2: for March, €240.00, for 1001 · finance leadership · due date unknown" in shown
    assert shown.count("The export of April") == 1


def test_who_is_owed_nothing_has_no_such_block() -> None:
    assert "We owe them" not in card(sorted_record())


def test_a_card_that_waits_still_says_what_we_owe() -> None:
    held = replace(sorted_record(obligations=(LATE,)), state=b.held().state, hold=b.held().hold)
    assert "The export of April · Olive Byrne" in card(held)


def test_three_stand_on_the_card_and_all_in_details() -> None:
    many = tuple(an.obligation(id=f"OB-{number}", what=f"thing {number}") for number in range(1, 6))
    one = sorted_record(obligations=many)
    assert "and 2 more, in Details" in card(one)
    assert [f"thing {number} · customer success" in card(one) for number in range(1, 6)] == [True] * 3 + [False] * 2
    assert all(f"thing {number} · customer success" in details(one) for number in range(1, 6))


@pytest.mark.parametrize(
    ("parts", "told", "none"),
    [
        ({}, "Executives: unknown (the accounts have no executive sponsor)", "Promised credits, Procurement"),
        ({"account": KNOWN}, "None on record: ", "Promised credits, Executives, Procurement"),
        ({"obligations": (CREDIT,)}, "Executives: unknown", "Procurement"),
    ],
)
def test_the_card_has_those_of_the_seven_that_its_six_facts_lack(parts: dict[str, Any], told: str, none: str) -> None:
    shown = card(sorted_record(**parts))
    assert told in shown
    assert f", {none}" in shown
    assert ("Promised credits" in shown) is ("obligations" not in parts)


def test_details_have_all_seven_with_their_records_or_with_what_was_looked_at() -> None:
    shown = details(sorted_record(account=KNOWN, tickets=(an.ticket(severity=Severity.HIGH),)))
    assert "Service escalations: T-1 How to add a user (support, high, since 1 May 2026) (books, tickets.csv:2" in shown
    assert "Promised credits: none (looked at obligations of 11 May 2026)" in shown
    assert "Payment history: unknown (0 paid in twelve months, fewer than 3)" in shown
    for name in FactName:
        assert f"{name.capitalize()}: " in shown


def test_a_packet_from_before_there_were_seven_calls_them_unknown() -> None:
    told = text_of(list(seven(b.packet())))
    assert told.count("unknown (not looked for yet)") == 7


def test_a_fact_nobody_can_say_is_among_the_doubts_once() -> None:
    one = record(an.assembled(an.book(account=KNOWN), stamps=an.stamps(without=(RecordKind.OBLIGATIONS,))))
    assert [doubt for doubt in doubts(one) if "credits" in doubt] == [
        "Promised credits: unknown, no obligations source"
    ]
    assert "unknown fact" in confidence(one)
    sure = record(an.assembled(an.book(account=KNOWN)))
    assert doubts(sure) == ()


def test_a_look_up_shows_them_too() -> None:
    packet = an.sorted_one(an.book(account=KNOWN, obligations=(LATE,)))
    answer = InvoiceAnswer(account=packet.account, as_of=packet.as_of, packet=packet)
    shown = text_of(invoice_answer(answer, policy=an.POLICY).blocks)
    assert "The export of April · Olive Byrne · due 8 May 2026, 3 days overdue" in shown
    assert "Executives, Procurement" in shown


def largest() -> AccountLedger:
    """Forty tickets and forty obligations, all of them wordy."""
    wordy = "Überlandgesellschaft 🚀 للتجارة " * 12
    return an.book(
        tickets=tuple(
            an.ticket(id=f"T-{number}", kind="delivery", severity=Severity.HIGH, subject=wordy) for number in range(40)
        ),
        obligations=tuple(
            an.obligation(id=f"OB-{number}", what=wordy, owner=wordy, amount=Money(100, "EUR")) for number in range(40)
        ),
        account=an.account(executive_sponsor=wordy),
    )


def test_the_largest_account_fits_on_the_card_in_details_and_in_a_look_up() -> None:
    packet = an.sorted_one(largest())
    drawing = packet_card(record(packet), policy=an.POLICY, live=True)
    assert check(drawing) is drawing
    assert "We owe them" in text_of(drawing.blocks)
    view = details_form(record(packet), policy=an.POLICY, channel="C1", ts="1.1")
    assert check_view(view) is view
    assert "OB-39" in text_of(view["blocks"])
    answer = InvoiceAnswer(account=packet.account, as_of=packet.as_of, packet=packet)
    assert check(invoice_answer(answer, policy=an.POLICY))


def test_what_we_owe_takes_little_room_however_wordy_it_is() -> None:
    packet = an.sorted_one(largest())
    assert characters(owed(packet, an.POLICY, ROOMS[0])) < 1_000
