"""The guard over our own words: in every language, about every kind of packet, nothing of the bank is a lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.stages.draft import compose
from bot.stages.guard import check
from bot.wording import base_language
from models.correspondence import ContactStatus, Direction
from models.decision import Path
from models.draft import Play, Weight
from models.evidence import Evidence
from models.late_reason import LateCode, LateReason
from models.ledger import Promise
from models.money import EXPONENTS, Money
from models.packet import FollowUpPacket, OpenItem
from models.people import Role
from models.promise import KeptWord, Outcome
from models.receivable import Payment
from models.signal import Signal, SignalKind
from prompts import languages
from tests.bot.stages.packet_builder import (
    AS_OF,
    OLIVE,
    ORIGIN,
    REMITTANCE,
    UNPROMPTED,
    a_contact,
    a_message,
    a_packet,
    a_path,
    a_policy,
    a_reason,
    an_account,
    an_item,
    on_time_history,
    reminded,
)

TAGS = ["en", "en-GB", "en-US", "de", "de-AT", "de-CH", "fr", "fr-CA", "fr-CH", "es", "es-MX", "es-AR", "nl"]
_NAMES = ["Jana Weber", "Weber, Jana", "Dr. Beate Lindauer", "Nadège Perrotin", "Accounts Payable", "Mia", "May Sommer"]
_NUMBERS = ["INV-{}", "F26-0{}", "2026/{}", "{}0042", "RE{}"]
_REASON_OF = {
    Play.NUDGE: ("renewal_near",),
    Play.ASK_PO: ("missing_po",),
    Play.ASK_CONTACT: ("contact_left",),
    Play.STATUS_NOTE: ("owed_work",),
}


@st.composite
def _items(draw: st.DrawFn, currency: str) -> tuple[OpenItem, ...]:
    shape = draw(st.sampled_from(_NUMBERS))
    late = sorted(draw(st.lists(st.integers(1, 400), min_size=1, max_size=6)), reverse=True)
    minors = draw(st.lists(st.integers(10 ** EXPONENTS[currency], 10**9), min_size=len(late), max_size=len(late)))
    return tuple(
        an_item(
            shape.format(1007 + index),
            minor,
            AS_OF - timedelta(days=days),
            amount=Money(minor, currency),
            po_number=draw(st.sampled_from([None, "4500012", "PO-77"])),
        )
        for index, (days, minor) in enumerate(zip(late, minors, strict=True))
    )


@st.composite
def _packets(draw: st.DrawFn, play: Play) -> FollowUpPacket:
    currency = draw(st.sampled_from(["EUR", "USD", "GBP", "CHF", "JPY", "KWD", "MXN", "CAD"]))
    contact = a_contact(name=draw(st.sampled_from(_NAMES)), language=draw(st.sampled_from(TAGS)))
    left = replace(a_contact("Anna Alt", "anna.alt@brightwater.example"), status=ContactStatus.LEFT)
    since = draw(st.sampled_from([None, AS_OF - timedelta(days=800), AS_OF - timedelta(days=8_000)]))
    packet = a_packet(
        account=an_account(customer_since=since),
        currency=currency,
        items=draw(_items(currency)),
        unapplied=Money(draw(st.integers(0, 10**6)), currency),
        contacts=(contact, left) if draw(st.booleans()) else (contact,),
        recipient=contact,
        context=(on_time_history(),) if draw(st.booleans()) else (),
        reasons=tuple(map(a_reason, _REASON_OF.get(play, ()))),
    )
    sent = draw(st.integers(0, 4))
    if sent:
        packet = reminded(packet, *(AS_OF - timedelta(days=10 * each) for each in range(sent, 0, -1)))
    return draw(st.sampled_from(_TOLD))(packet, AS_OF - timedelta(days=draw(st.integers(3, 60))))


# ── what a letter may take up ────────────────────────────────────────────────────────────────
def _nothing(packet: FollowUpPacket, _on: date) -> FollowUpPacket:
    return packet


def _their_message(packet: FollowUpPacket, on: date) -> FollowUpPacket:
    number = packet.items[0].invoice.number
    wrote = a_message(
        f"AW: {number}",
        id="M2",
        direction=Direction.INBOUND,
        sender=packet.contacts[-1].email,
        at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC),
        text=f"{number} is with us.",
    )
    return replace(packet, exchanges=(wrote,))


def _our_message(packet: FollowUpPacket, on: date) -> FollowUpPacket:
    wrote = a_message(f"About {packet.items[0].invoice.number}", at=datetime(on.year, on.month, on.day, tzinfo=UTC))
    return replace(packet, exchanges=(wrote,))


def _their_day(packet: FollowUpPacket, on: date) -> FollowUpPacket:
    due = AS_OF + timedelta(days=(AS_OF - on).days)
    said = Signal(kind=SignalKind.PROMISE, quote="We will pay.", source_id="M2", origin=ORIGIN, on=due)
    return replace(_their_message(packet, on), signals=(said,))


def _their_reason(code: LateCode, packet: FollowUpPacket, on: date) -> FollowUpPacket:
    fact = Evidence("It waits.", ORIGIN)
    late = LateReason(code=code, owner=Role.FINANCE, play="-", sentence="-", evidence=(fact,))
    return replace(_their_message(packet, on), late_because=(late,))


def _their_promise(outcome: Outcome, said_by: str, packet: FollowUpPacket, on: date) -> FollowUpPacket:
    numbers = tuple(item.invoice.number for item in packet.items[:2])
    promise = Promise(
        id="P1", account_id="A1", due_on=on, invoice_numbers=numbers, amount=None, said_by=said_by, origin=ORIGIN
    )
    word = KeptWord(
        promise=promise,
        outcome=outcome,
        until=on,
        received=Money(12_345, packet.currency),
        promised=packet.asked,
        invoices=numbers,
    )
    return replace(packet, promises=(promise,), kept_words=(word,))


def _part_paid(packet: FollowUpPacket, _on: date) -> FollowUpPacket:
    first, *rest = packet.items
    paid = Money(12_345, packet.currency)
    invoice = replace(first.invoice, amount=first.open + paid)
    return replace(packet, items=(replace(first, invoice=invoice, paid=paid), *rest))


def _last_payment(packet: FollowUpPacket, on: date) -> FollowUpPacket:
    paid = Payment(
        id="P9", account_id="A1", amount=Money(99, packet.currency), received_on=on, origin=ORIGIN, entity="fennel"
    )
    return replace(packet, last_payment=paid, unapplied=Money(0, packet.currency))


_TOLD: tuple[Callable[[FollowUpPacket, date], FollowUpPacket], ...] = (
    _nothing,
    _their_message,
    _our_message,
    _their_day,
    partial(_their_reason, LateCode.APPROVAL_PENDING),
    partial(_their_reason, LateCode.NEXT_PAYMENT_RUN),
    partial(_their_promise, Outcome.BROKEN, "Jana Weber"),
    partial(_their_promise, Outcome.BROKEN, "Anna Alt"),
    partial(_their_promise, Outcome.PART_KEPT, "Jana Weber"),
    partial(_their_promise, Outcome.PART_KEPT, "Anna Alt"),
    _part_paid,
    _last_payment,
)


def test_every_bank_is_asked() -> None:
    assert languages() <= set(map(base_language, TAGS))


@pytest.mark.parametrize("play", UNPROMPTED)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_letter_of_ours_has_a_hard_finding_in_any_language(play: Play, data: st.DataObject) -> None:
    packet = data.draw(_packets(play))
    remittance = data.draw(st.sampled_from([None, replace(REMITTANCE, currency=packet.currency)]))
    path = data.draw(st.sampled_from([None, a_path(Path.REST_ONLY)])) if play is Play.REMINDER else None
    draft = compose(packet, play=play, path=path, policy=a_policy(), sender=OLIVE, remittance=remittance)
    hard = [each for each in check(draft, packet, a_policy(), remittance=remittance) if each.weight is Weight.HARD]
    assert not hard, f"{hard}\n{draft.subject}\n{draft.body}"


@pytest.mark.parametrize("tag", TAGS)
def test_a_letter_of_ours_has_no_remark_either(tag: str) -> None:
    contact = a_contact("Jana Weber", language=tag)
    packet = a_packet(recipient=contact, contacts=(contact,), account=an_account(language=tag))
    draft = compose(packet, play=Play.REMINDER, path=None, policy=a_policy(), sender=OLIVE, remittance=REMITTANCE)
    assert not check(draft, packet, a_policy(), remittance=REMITTANCE), draft.body
