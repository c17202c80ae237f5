"""Answers to slash commands: at the largest account, and whatever the records say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import status
from bot.cards.account import AccountAnswer, SentMail, account_answer, sent_answer
from bot.cards.aging import AgingAnswer, aging_answer, aging_usage
from bot.cards.disputes import disputes_answer
from bot.cards.drawing import Drawing
from bot.cards.invoice import FollowUp, InvoiceAnswer, invoice_answer
from bot.cards.limits import check
from bot.cards.packet import packet_card
from bot.cards.promises import Promised, promises_answer
from bot.cards.text import hides_something
from bot.stages.pause import under_pause
from bot.stages.roll import aged
from models.account_fact import AccountFact, FactName, Presence
from models.blocker import Blocker
from models.day_line import DayLine
from models.late_reason import LateCode, LateReason
from models.ledger import Account, Promise, RecordKind, SourceStamp
from models.lifecycle import DisputeState, PacketState
from models.morning import Morning, MorningState
from models.packet_record import PacketRecord
from models.pause import Pause
from models.people import Role
from models.promise import KeptWord, Outcome
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_hostile_text import NASTY
from tests.bot.cards.test_packet_card import words

PAUSE = Pause(by_id="U1", by_name="Freya", since=b.NINE, reason="Wrong file")
ENTITY = next(iter(b.POLICY.entities))
MORNING = Morning(entity=ENTITY, day=b.TODAY, state=MorningState.DUE, due_at=b.NINE, until=b.NINE, last=None)
#: Drawn whole.
LARGE = [b.largest(), b.largest("🚀שלום" * 500), b.largest(NASTY[2])]


def account_of(record: PacketRecord, text: str = "a reason") -> AccountAnswer:
    late = LateReason(code=LateCode.NO_ANSWER, owner=Role.FINANCE, play="call", sentence=text, evidence=())
    seven = tuple(AccountFact(name=name, presence=Presence.PRESENT, text=text) for name in FactName)
    packet = replace(record.packet, account_facts=seven, late_because=(late,) * 9)
    mail = SentMail(at=b.NINE, play=text, invoices=(text,) * 200, approved_by=text, approved_at=b.NINE, to=(text,) * 9)
    return AccountAnswer(
        account=record.packet.account,
        owner_name=text,
        as_of=b.TODAY,
        now=b.NINE,
        follow_ups=(FollowUp(packet=packet, state=PacketState.POSTED, who_has_it=text),) * 4,
        items=record.packet.items,
        disputes=(b.dispute(account_name=text, note=text),) * 30,
        clocks={},
        sent=(mail,) * 200,
    )


def promise(text: str, outcome: Outcome = Outcome.OPEN, days: int = 0) -> Promised:
    said = Promise(id="P", account_id="A", due_on=b.TODAY + timedelta(days=days), said_by=text, origin=b.origin())
    return Promised(
        text,
        KeptWord(
            promise=said, outcome=outcome, until=b.TODAY, received=b.euro(0), promised=b.euro(9), invoices=(text,) * 200
        ),
    )


def every(record: PacketRecord, text: str) -> list[Drawing]:
    answer = account_of(record, text)
    account = Account(id=text, origin=b.origin(), name=text)
    stamps = [SourceStamp(text, RecordKind.INVOICES, b.TODAY, b.NINE, 1, 1)] * 60
    stands = status.Status(
        now=b.NINE,
        as_of=None,
        stamps=stamps,
        late=frozenset({text}),
        mornings=[MORNING] * 9,
        missed={ENTITY: [b.TODAY] * 10},
        waiting=[("decision", 3)],
        is_own=False,
        models=[("reads", text)] * 3,
        pause=replace(PAUSE, by_name=text, reason=text),
    )
    kept = [promise(text, outcome, days) for outcome in Outcome for days in (-1, 0, 3, 9) for _ in range(20)]
    return [
        account_answer(answer, policy=b.POLICY),
        sent_answer(account, answer.sent, policy=b.POLICY),
        disputes_answer([(b.dispute(account_name=text), None)] * 300, policy=b.POLICY, now=b.NINE, is_own=False),
        promises_answer(kept, b.TODAY, is_own=True),
        status.status_answer(stands, b.POLICY),
        status.help_answer(text),
        aging_usage(text, b.POLICY),
    ]


@pytest.mark.parametrize("record", LARGE)
def test_every_answer_about_the_largest_account_fits(record: PacketRecord) -> None:
    for drawing in every(record, "word " * 600):
        check(drawing)


@pytest.mark.parametrize("text", NASTY)
def test_whatever_the_records_say_stays_characters(text: str) -> None:
    for drawing in every(b.record(), text):
        check(drawing)
        assert not hides_something(words(drawing).replace("\n", " "))
        assert '"mrkdwn"' not in str(drawing.blocks)
        assert "<!" not in drawing.text


def test_two_hundred_invoices_are_summed_and_the_oldest_are_shown() -> None:
    shown = words(account_answer(account_of(b.largest()), policy=b.POLICY))
    assert "and 180 more invoices" in shown


def test_the_account_says_each_of_the_seven_facts() -> None:
    shown = words(account_answer(account_of(b.record()), policy=b.POLICY))
    assert [name for name in FactName if f"{name.capitalize()}: " not in shown] == []


def test_card_and_look_up_give_the_payment_history_of_the_seven_facts() -> None:
    told = "median 9 days past due, 40 % on time (5 paid in twelve months)"
    fact = AccountFact(name=FactName.PAYMENT_HISTORY, presence=Presence.PRESENT, text=told)
    one = b.changed(b.record(), account_facts=(fact,))
    card = words(packet_card(one, policy=b.POLICY, live=True))
    found = InvoiceAnswer(account=one.packet.account, as_of=b.TODAY, packet=one.packet)
    for shown in (card, words(invoice_answer(found, policy=b.POLICY))):
        assert f"Payments: {told}" in shown
        assert "pays 12 days late on average" not in shown


@pytest.mark.parametrize("record", [b.record(), b.held(), b.approved(), b.largest()])
def test_every_card_that_may_still_send_says_who_paused_and_since_when(record: PacketRecord) -> None:
    drawing = packet_card(under_pause(record, PAUSE, b.POLICY), policy=b.POLICY, live=True)
    check(drawing)
    shown = words(drawing)
    assert "Paused by Freya since " in shown
    assert "Wrong file" in shown
    assert "packet_approve" not in str(drawing.blocks)


def lines(*minors: int, currency: str = "EUR", bucket: str = "1–30") -> list[DayLine]:
    return [DayLine("A", "nw", currency, f"{n}", bucket, minor, False, False) for n, minor in enumerate(minors)]


def aging_of(found: list[DayLine]) -> AgingAnswer:
    return AgingAnswer(
        day=b.TODAY,
        before=b.TODAY - timedelta(days=7),
        entity=None,
        currency=None,
        is_own=False,
        found=aged(found, found),
        blocked={"EUR": dict.fromkeys(Blocker, b.euro(7))},
    )


def test_where_nothing_is_blocked_it_says_so() -> None:
    answer = replace(aging_of(lines(70_000)), blocked={})
    assert "Nothing of it is blocked." in words(aging_answer(answer, policy=b.POLICY))


def test_a_bar_shows_whatever_is_there_and_no_line_is_wider_than_a_phone() -> None:
    found = [*lines(1), *lines(99_999_999_999, bucket="91+")]
    drawing = aging_answer(aging_of(found), policy=b.POLICY)
    (block,) = [part for one in drawing.blocks for part in one.get("elements", []) if "preformatted" in part["type"]]
    rows = block["elements"][0]["text"].split("\n")
    assert [row.count("▇") for row in rows] == [0, 1, 0, 0, 8]
    assert max(map(len, rows)) <= 34


def test_thirty_currencies_fit_or_say_that_more_does_not() -> None:
    names = (
        "EUR USD GBP CHF SEK NOK DKK PLN CZK HUF RON BGN TRY JPY CNY INR AUD NZD CAD MXN BRL ZAR ILS AED SAR SGD HKD"
    )
    found = [one for name in names.split() for one in lines(5_000, currency=name)]
    drawing = aging_answer(aging_of(found), policy=b.POLICY)
    check(drawing)
    assert "More does not fit: type a currency after /aging." in words(drawing)


def test_the_unacknowledged_are_counted() -> None:
    found = [(b.dispute(), None), (b.dispute(DisputeState.OWNED), None)]
    drawing = disputes_answer(found, policy=b.POLICY, now=b.NINE + timedelta(days=3), is_own=False)
    assert drawing.text == "2 open disputes of all accounts · 1 not acknowledged"
    assert "3 days, flagged" in words(drawing)
