from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot import wording
from bot.stages.draft import compose, with_edits
from bot.stages.guard import check
from bot.stages.guarding.forbidden import TOPICS
from bot.stages.guarding.forbidden_abroad import ABROAD
from bot.stages.guarding.forbidden_moves import MOVES
from bot.stages.guarding.known import Known
from models.correspondence import ContactStatus
from models.decision import Path
from models.draft import Draft, Finding, Play, Weight
from models.money import Money
from models.packet import FollowUpPacket
from tests.bot.stages.packet_builder import (
    AS_OF,
    OLIVE,
    REMITTANCE,
    UNPROMPTED,
    a_contact,
    a_message,
    a_packet,
    a_path,
    a_policy,
    a_touch,
    an_account,
    an_item,
    left_out,
    on_time_history,
)


def _draft(packet: FollowUpPacket, play: Play = Play.REMINDER) -> Draft:
    return compose(packet, play=play, path=None, policy=a_policy(), sender=OLIVE, remittance=REMITTANCE)


def _checked(body: str, packet: FollowUpPacket | None = None, **kwargs: Any) -> tuple[Finding, ...]:
    packet = packet or a_packet()
    draft = _draft(packet)
    edited = with_edits(draft, subject=kwargs.pop("subject", draft.subject), body=body, editor_id="U1")
    return check(edited, packet, a_policy(), remittance=REMITTANCE, **kwargs)


def _hard(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in findings if finding.weight is Weight.HARD}


# ── what we compose is clean, whatever the records are called ──────────────────────────────────
NAMES = st.sampled_from(
    [
        "Brightwater Ltd",
        "3M",
        "Grid42 GmbH",
        "Late Fees & Sons",
        "Court Legal LLP",
        "Cobalt 9",
        "Penalty Box Inc",
        "Ünal AŞ",
    ]
)
PEOPLE = st.sampled_from(
    ["Anna Keller", "Grace Lawyer", "May March", "Will Sue", "Ada-Lou O'Neil", "Dr. Max Interest", "李 雷"]
)
NUMBERS = st.sampled_from(
    ["INV-1007", "INV-1010", "2026/7959", "20417", "RE-0042", "A.77-B", "F2026-000001", "90-11-12", "#5531"]
)
CURRENCIES = st.sampled_from(["EUR", "USD", "GBP", "JPY", "KWD", "CHF"])


@st.composite
def packets(draw: st.DrawFn) -> FollowUpPacket:
    currency = draw(CURRENCIES)
    numbers = draw(st.lists(NUMBERS, min_size=1, max_size=5, unique=True))
    items = []
    for number in numbers:
        minor = draw(st.integers(1, 10**9))
        due_on = AS_OF - timedelta(days=draw(st.integers(1, 400)))
        po = draw(st.sampled_from([None, "", "4500012", "PO/99-A", "2% net"]))
        item = an_item(number, minor, due_on, amount=Money(minor, currency), po_number=po)
        invoiced = replace(item.invoice, amount=Money(minor + draw(st.sampled_from([0, 0, 5000])), currency))
        items.append(replace(item, invoice=invoiced))
    contact = a_contact(draw(PEOPLE))
    gone = a_contact(draw(PEOPLE), "gone@brightwater.example", status=ContactStatus.LEFT)
    asked = sum(item.open.minor for item in items)
    sent = draw(st.integers(0, 4))
    return a_packet(
        account=an_account(
            name=draw(NAMES), customer_since=draw(st.sampled_from([None, date(2012, 7, 1), date(2026, 6, 1)]))
        ),
        currency=currency,
        items=tuple(sorted(items, key=lambda item: item.invoice.due_on)),
        unapplied=Money(draw(st.sampled_from([0, 0, max(asked // 3, 0)])), currency),
        recipient=contact,
        contacts=(contact, gone),
        reminders_sent=sent,
        last_touch=a_touch() if sent else None,
        context=(on_time_history(),) if draw(st.booleans()) else (),
        exchanges=(a_message(f"Re: Invoice {numbers[0]}"),) if draw(st.booleans()) else (),
    )


@settings(max_examples=150, deadline=None)
@given(packets(), st.sampled_from(UNPROMPTED), st.booleans(), st.sampled_from([None, *Path]))
def test_what_we_compose_has_no_finding(packet: FollowUpPacket, play: Play, bank: bool, path: Path | None) -> None:
    remittance = REMITTANCE if bank else None
    chosen = a_path(path) if path else None
    draft = compose(packet, play=play, path=chosen, policy=a_policy(), sender=OLIVE, remittance=remittance)
    assert check(draft, packet, a_policy(), remittance=remittance, others=frozenset({"Harbour Freight Ltd"})) == ()


@settings(max_examples=60, deadline=None)
@given(packets(), st.data())
def test_a_changed_digit_of_an_amount_or_day_is_always_found(packet: FollowUpPacket, data: st.DataObject) -> None:
    draft = _draft(packet)
    line = next(claim.text for claim in draft.claims if claim.sentence_id == "invoice_lines").split("\n")[0]
    number, facts = line.split(": ", 1)
    facts = facts.split(", your PO")[0]
    places = [place for place, char in enumerate(facts) if char.isdecimal()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([digit for digit in "123456789" if digit != facts[place]]))
    changed = f"{facts[:place]}{digit}{facts[place + 1 :]}"
    # Another sum of the record, such as unapplied money, may be stated anywhere.
    assume(all(wording.amount(sum_.money) != changed.split(" ")[0] for sum_ in Known(packet, draft).amounts))
    wrong = f"{number}: {changed}"
    findings = check(
        replace(draft, body=draft.body.replace(f"{number}: {facts}", wrong)), packet, a_policy(), remittance=REMITTANCE
    )
    assert findings, wrong


# ── one example per rule ──────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("INV-1007 over €1,324.50 is open. When?", "unknown_amount"),
        ("INV-1007 over $1,234.50 is open. When?", "wrong_currency"),
        ("INV-1007 was due 12 May 2026. When?", "unknown_date"),
        ("INV-1007 was due Tuesday, 11 May 2026. When?", "unknown_date"),
        ("INV-1007 is 48 days late. When?", "span_of_time"),
        ("INV-1070 is open. When?", "unknown_invoice"),
        ("INV-1007 has PO 4500013. Right?", "unknown_po"),
        ("See https://evil.example for INV-1007?", "link"),
        ("INV-1007: write to x@evil.example?", "unknown_address"),
        ("INV-1007: IBAN DE89370400440532013000?", "bank_details"),
        ("INV-1007: call +353 1 555 0100?", "telephone"),
        ("INV-1007: 3 per cent off?", "percentage"),
        ("INV-1007 for twelve hundred euros?", "unknown_amount"),
        ("INV-1007 for Ⅻ euros?", "unusual_numeral"),
        ("INV-1007: a l\u0430te fee?", "mixed_alphabets"),
        ("INV-1007: a f e e applies?", "spaced_letters"),
        ("Despite several reminders INV-1007 is open. When?", "unsent_reminder"),
        ("You promised to pay INV-1007. When?", "unrecorded_word"),
        ("There are 3 invoices open, INV-1007 first. When?", "wrong_count"),
        ("Hello Anna", "asks_nothing"),
        ("  ", "empty"),
        ("INV-1007 was due on 11 April 2026. When?", "wrong_role"),
    ],
)
def test_a_lie_is_refused_under_its_name(body: str, rule: str) -> None:
    assert rule in _hard(_checked(body))


@pytest.mark.parametrize("topic", [*TOPICS, *MOVES], ids=lambda topic: topic.name)
def test_every_topic_compiles_and_says_why(topic: Any) -> None:
    assert topic.pattern
    assert topic.why


def test_words_from_abroad_belong_to_a_topic() -> None:
    assert set(ABROAD) <= {topic.name for topic in (*TOPICS, *MOVES)}


def test_a_finding_quotes_the_words_as_written_and_says_what_the_record_has() -> None:
    found = next(
        each for each in _checked("INV-1007 over €\u00a01.324,50 is open. When?") if each.rule == "unknown_amount"
    )
    assert found.span == "€\u00a01.324,50"
    assert "€1,234.50" in found.record


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("INV-1007 (€500.00) and INV-1010 (€1,234.50). When?", "wrong_invoice"),
        ("INV-1007 and INV-1010 were due 1 June and 11 May respectively. When?", "wrong_invoice"),
        ("INV-1007 is 26 days late, INV-1010 47 days. When?", "wrong_invoice"),
        ("INV-1007, INV-1010: €1,234.50 in total. When?", "wrong_total"),
        ("- INV-1007: €1,734.50 open.\nWhen?", "wrong_invoice"),
    ],
)
def test_a_true_figure_beside_the_wrong_invoice_is_a_lie(body: str, rule: str) -> None:
    packet = a_packet(items=(an_item(), an_item("INV-1010", 50000, date(2026, 6, 1))))
    assert rule in _hard(_checked(body, packet))


def test_a_left_out_an_unticked_and_a_not_yet_due_invoice_are_not_asked_for() -> None:
    packet = a_packet(
        left_out=(left_out(an_item("INV-1008", 80000)),), not_due=(an_item("INV-1011", 900, date(2026, 8, 1)),)
    )
    assert "left_out_invoice" in _hard(_checked("INV-1007 and INV-1008 are open. When?", packet))
    assert "not_yet_due" in _hard(_checked("INV-1007 and INV-1011 are open. When?", packet))
    assert not _hard(_checked("INV-1007 is open; INV-1011 is not due yet. When?", packet))


def test_a_status_note_may_not_ask_for_money() -> None:
    packet = a_packet()
    draft = replace(_draft(packet, Play.STATUS_NOTE), body="Hi Anna, could you settle the overdue balance?")
    assert "payment_request" in _hard(check(draft, packet, a_policy()))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"to": ("anna.keller@brightwater.example.evil.example",)}, "wrong_recipient"),
        ({"cc": ("boss@brightwater.example",)}, "wrong_recipient"),
        ({"to": ()}, "wrong_recipient"),
        ({"sender": '"Olive" <olive@evil.example>'}, "wrong_sender"),
        ({"reply_to": "x@evil.example"}, "wrong_sender"),
        ({"subject": "INV-1007 =?utf-8?q?x?="}, "header_trick"),
        ({"subject": "INV-1007\nBcc: x"}, "header_trick"),
        ({"amounts": (Money(1, "EUR"),)}, "outdated_draft"),
    ],
)
def test_headers_and_addresses_are_held_to_the_record(change: dict[str, Any], rule: str) -> None:
    packet = a_packet()
    assert rule in _hard(check(replace(_draft(packet), **change), packet, a_policy(), remittance=REMITTANCE))


def test_a_verified_contact_of_a_strange_domain_is_refused() -> None:
    stranger = a_contact("Anna Keller", "anna@brightwater-pay.example")
    packet = a_packet(recipient=stranger, contacts=(stranger,))
    assert "wrong_domain" in _hard(check(_draft(packet), packet, a_policy(), remittance=REMITTANCE))


def test_another_customers_name_is_refused_a_common_word_is_not() -> None:
    others = frozenset({"Harbour Ltd", "Summit AG"})
    assert "other_customer" in _hard(_checked("Harbour pays on time. And INV-1007?", others=others))
    assert not _hard(_checked("At the summit I will think of INV-1007. When?", others=others))


def test_our_own_bank_details_may_be_retyped_and_no_others() -> None:
    assert not _hard(_checked("INV-1007: IBAN IE64IRCE92050112345678, OK?"))
    assert "bank_details" in _hard(_checked("INV-1007: IBAN IE64IRCE92050112345679, OK?"))


def test_a_day_the_customer_named_is_noted_not_refused() -> None:
    packet = a_packet(exchanges=(a_message("Re: hello", text="We pay on 3 July 2026."),))
    assert not _hard(_checked("You named 3 July 2026 for INV-1007. Is that still right?", packet))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_the_guard_reads_any_text(text: str) -> None:
    for finding in _checked(text):
        assert finding.span in f"{_draft(a_packet()).subject}\n\n{text}"
