"""Why they are late: each code on a believable account, with its record, its owner and its play."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.stages.late import LATE_REASONS, late_reasons, unanswered
from bot.stages.triage import reviewer_of
from models.correspondence import ContactStatus, Direction
from models.evidence import Evidence
from models.fact import Fact, FactKind
from models.late_reason import DRAFTS, LateCode
from models.ledger import Severity
from models.money import Money
from models.obligation import ObligationKind
from models.packet import FollowUpPacket
from models.people import Role
from models.promise import KeptWord, Outcome
from models.signal import Signal, SignalKind
from tests.bot.stages import ledger_builder as an

LONG_AGO = date(2025, 1, 10)


def history(*late: int) -> dict[str, object]:
    """Invoices that were due 40 days ago and paid so many days after that."""
    bills = tuple(an.invoice(f"H{place}", days_past_due=40) for place in range(len(late)))
    paid_on = (bill.due_on + timedelta(days=days) for bill, days in zip(bills, late, strict=True))
    money = tuple(an.payment(1000, bill.number, on) for bill, on in zip(bills, paid_on, strict=True))
    return {"invoices": (an.invoice(), *bills), "payments": money}


def says(text: str, **other: object) -> dict[str, object]:
    return {"messages": (an.message(text, **other),)}


def found(packet: FollowUpPacket) -> dict[LateCode, tuple[Evidence, ...]]:
    return {reason.code: reason.evidence for reason in late_reasons(packet, an.POLICY)}


C = LateCode


@pytest.mark.parametrize(
    ("code", "record", "parts"),
    [
        (C.CREDIT_PENDING, "obligations.csv:2", {"obligations": (an.obligation(kind=ObligationKind.CREDIT),)}),
        (C.DELIVERY_OPEN, "obligations.csv:2", {"obligations": (an.obligation(),)}),
        (C.SERVICE_OPEN, "tickets.csv:2", {"tickets": (an.ticket(severity=Severity.HIGH),)}),
        (C.SERVICE_OPEN, "tickets.csv:2", {"tickets": (an.ticket(kind="fix"),)}),
        (C.CASH_SHORT, "messages.csv:2", says("Could we pay in three instalments?")),
        (C.CASH_SHORT, "messages.csv:2", says("Cash is tight this month, please bear with us.")),
        (C.PURCHASE_ORDER_WANTED, "invoices.csv:1001", {"account": an.account(po_required=True)}),
        (C.VENDOR_SETUP_OPEN, "messages.csv:2", says("You are not in our supplier portal. Please register.")),
        (C.INVOICE_NOT_RECEIVED, "messages.csv:2", says("We have never received this invoice.")),
        (C.INVOICE_NOT_RECEIVED, "messages.csv:2", says("Could you resend it, please?")),
        (C.INVOICE_NOT_RECEIVED, "messages.csv:2", says("No nos consta haber recibido la factura 1001.")),
        (C.DOCUMENT_OWED, "obligations.csv:2", {"obligations": (an.obligation(kind=ObligationKind.DOCUMENT),)}),
        (C.DOCUMENT_WANTED, "messages.csv:2", says("Please send us your tax certificate before we can pay.")),
        (C.CONTACT_GONE, "contacts.csv:2", {"contacts": (an.contact(status=ContactStatus.LEFT),)}),
        (C.CASH_UNAPPLIED, "accounts.csv:2", {"payments": (an.payment(400),)}),
        (C.SHORT_PAYMENT, "invoices.csv:1001", {"payments": (an.payment(400, "1001"),)}),
        (C.APPROVAL_PENDING, "messages.csv:2", says("It is waiting for approval by our head of department.")),
        (C.NEXT_PAYMENT_RUN, "messages.csv:2", says("It will go out with the next payment run.")),
        (C.RENEWAL_TALKS, "contracts.csv:2", {"contracts": (an.contract(date(2026, 6, 20)),)}),
        (C.PROMISE_BROKEN, "promises.csv:2", {"promises": (an.promise(date(2026, 4, 24), "1001"),)}),
        (
            C.PROMISE_PART_KEPT,
            "promises.csv:2",
            {
                "promises": (an.promise(date(2026, 4, 24), "1001"),),
                "payments": (an.payment(400, "1001", date(2026, 4, 23)),),
            },
        ),
        (
            C.NO_ANSWER,
            "messages.csv:2",
            says("Invoice 1001 is overdue.", on=date(2026, 5, 4), direction=Direction.OUTBOUND),
        ),
        (C.FIRST_SLIP, "invoices.csv:H0", {"account": an.account(customer_since=LONG_AGO), **history(0, 0, -2)}),
        (C.HABITUALLY_LATE, "invoices.csv:H1", history(12, 20, 9)),
    ],
)
def test_each_code_is_seen_where_the_records_show_it(code: LateCode, record: str, parts: dict[str, object]) -> None:
    seen = found(an.assembled(an.book(**parts)))
    assert record in {each.origin.row for each in seen[code]}


def test_there_are_at_least_ten_codes_each_with_a_sentence_an_owner_and_a_play() -> None:
    assert [finder.__name__ for finder, _, _ in LATE_REASONS] == [code.value for code in LateCode]
    assert len(LateCode) >= 10
    for finder, owner, play in LATE_REASONS:
        assert (finder.__doc__ or "").strip().endswith(".")
        assert owner is not Role.CONTROLLER
        assert play


def test_an_account_of_which_nothing_is_known_has_no_reason() -> None:
    assert found(an.assembled()) == {}


def test_a_dispute_is_no_late_reason() -> None:
    packet = an.assembled(an.book(**says("We never ordered this."), invoices=(an.invoice(disputed=True),)))
    assert found(packet) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, it has been approved and paid.",
        "We received your invoice, all good.",
        "Our portal is a great product.",
        "The approval process at your end was quick.",
    ],
)
def test_harmless_words_are_no_reason(text: str) -> None:
    assert found(an.assembled(an.book(**says(text)))) == {}


def test_what_they_wrote_before_the_invoice_existed_is_bygone() -> None:
    said = says("It is waiting for approval.", on=date(2026, 1, 5))
    assert C.APPROVAL_PENDING not in found(an.assembled(an.book(**said)))


def test_our_own_words_quoted_back_are_not_theirs() -> None:
    text = "Thanks!\n\nOn Mon, 4 May 2026, Olive wrote:\n> Is it waiting for approval?"
    assert found(an.assembled(an.book(**says(text)))) == {}


def test_a_paper_they_want_is_sorted_by_what_it_is() -> None:
    def heard(quote: str) -> set[LateCode]:
        signal = Signal(kind=SignalKind.PAPER_WANTED, quote=quote, source_id="M1", origin=an.origin())
        return set(found(replace(an.assembled(), signals=(signal,))))

    assert heard("Please fill in the vendor form first.") == {C.VENDOR_SETUP_OPEN}
    assert heard("We need your tax certificate.") == {C.DOCUMENT_WANTED}


def test_an_answer_of_theirs_ends_the_silence() -> None:
    ours = an.message("Invoice 1001 is overdue.", on=date(2026, 5, 4), direction=Direction.OUTBOUND)
    theirs = an.message("Will check.", on=date(2026, 5, 6), id="M2")
    assert C.NO_ANSWER in found(an.assembled(an.book(messages=(ours,))))
    assert C.NO_ANSWER not in found(an.assembled(an.book(messages=(ours, theirs))))


@pytest.mark.parametrize(("on", "is_silence"), [(date(2026, 5, 4), True), (date(2026, 5, 5), False)])
def test_nobody_is_silent_before_the_next_letter_would_be_due(on: date, is_silence: bool) -> None:
    ours = an.message("Invoice 1001 is overdue.", on=on, direction=Direction.OUTBOUND)
    assert (C.NO_ANSWER in found(an.assembled(an.book(messages=(ours,))))) is is_silence


def test_a_letter_of_today_has_no_answer_to_wait_for_yet() -> None:
    ours = an.message("Invoice 1001 is overdue.", on=date(2026, 5, 11), direction=Direction.OUTBOUND)
    assert unanswered(an.assembled(an.book(messages=(ours,)))) == ()


@pytest.mark.parametrize(
    ("about", "is_silence"), [("other", False), ("wrong_fact\n1001", False), ("wrong_fact\n9", True)]
)
def test_a_letter_that_was_walked_back_waits_for_no_answer(about: str, is_silence: bool) -> None:
    at = datetime(2026, 5, 4, 8, tzinfo=UTC)
    press = {"account_id": "C-1", "by_id": "U1", "by_name": "Olive", "at": at, "message_id": "<m@x>"}
    sent = Fact(kind=FactKind.SENT, about="1001", reason="reminder", **press)
    back = Fact(kind=FactKind.WALKED_BACK, about=about, **press)
    assert C.NO_ANSWER in found(an.assembled(facts=(sent,)))
    assert (C.NO_ANSWER in found(an.assembled(facts=(sent, back)))) is is_silence


def test_what_we_owe_stands_first() -> None:
    packet = an.assembled(an.book(obligations=(an.obligation(),), account=an.account(po_required=True)))
    assert [reason.code for reason in late_reasons(packet, an.POLICY)] == [C.DELIVERY_OPEN, C.PURCHASE_ORDER_WANTED]


def test_a_few_days_are_no_habit() -> None:
    assert C.HABITUALLY_LATE not in found(an.assembled(an.book(**history(3, 6, 6))))


def test_money_that_a_person_left_unapplied_is_no_reason() -> None:
    spare = an.book(payments=(an.payment(400),))
    (credit,) = an.assembled(spare).credits
    left = an.fact(FactKind.LEFT_UNAPPLIED, credit.key)
    assert C.CASH_UNAPPLIED in found(an.assembled(spare))
    assert C.CASH_UNAPPLIED not in found(an.assembled(spare, facts=(left,)))


def test_other_money_than_what_was_left_is_a_reason_again() -> None:
    first = an.payment(400)
    left = an.fact(FactKind.LEFT_UNAPPLIED, an.assembled(an.book(payments=(first,))).credits[0].key)
    both = an.book(payments=(first, an.payment(50, id="Z9")))
    (told,) = found(an.assembled(both, facts=(left,)))[C.CASH_UNAPPLIED]
    assert told.fact == "€50.00 unapplied"


def test_a_credit_note_of_ours_is_no_short_payment() -> None:
    credited = an.book(credit_notes=(an.credit_note(300, "1001"),))
    assert C.SHORT_PAYMENT not in found(an.assembled(credited))
    both = an.book(credit_notes=(an.credit_note(300, "1001"),), payments=(an.payment(600, "1001"),))
    (told,) = found(an.assembled(both))[C.SHORT_PAYMENT]
    assert told.fact == "1001: €100.00 of €1,000.00 left"


def test_a_payment_that_was_taken_back_is_no_short_payment() -> None:
    back = an.payment(-400, "1001", id="Z2", reverses="Z1001")
    assert C.SHORT_PAYMENT not in found(an.assembled(an.book(payments=(an.payment(400, "1001"), back))))


@pytest.mark.parametrize("outcome", Outcome)
def test_only_a_promise_whose_outcome_is_known_to_be_bad_is_a_reason(outcome: Outcome) -> None:
    euros = Money(100_000, "EUR")
    word = KeptWord(
        promise=an.promise(date(2026, 4, 24), "1001"),
        outcome=outcome,
        until=date(2026, 4, 28),
        received=euros,
        promised=euros,
        invoices=("1001",),
    )
    expected = {Outcome.BROKEN: C.PROMISE_BROKEN, Outcome.PART_KEPT: C.PROMISE_PART_KEPT}.get(outcome)
    assert set(found(replace(an.assembled(), kept_words=(word,)))) == ({expected} if expected else set())


def test_habits_are_no_reason_while_they_may_have_said_why() -> None:
    slow = history(12, 20, 9)
    assert C.HABITUALLY_LATE in found(an.assembled(an.book(**slow)))
    unread = an.assembled(an.book(**slow, **says("Who shall I talk to about this?")))
    assert unread.unread
    assert C.HABITUALLY_LATE not in found(unread)
    bills = (an.invoice(disputed=True), *slow["invoices"][1:])  # type: ignore[index]
    disputed = an.assembled(an.book(**slow | {"invoices": (*bills, an.invoice("1002"))}))
    assert C.HABITUALLY_LATE not in found(disputed)


@pytest.mark.parametrize("kind", SignalKind)
def test_a_habit_stands_beside_a_departure_and_a_promise_and_beside_nothing_that_tells_why(kind: SignalKind) -> None:
    signal = Signal(kind=kind, quote="As discussed.", source_id="M1", origin=an.origin())
    packet = replace(an.assembled(an.book(**history(12, 20, 9))), signals=(signal,))
    is_beside = kind in (SignalKind.PROMISE, SignalKind.CONTACT_LEFT, SignalKind.OUT_OF_OFFICE)
    assert (C.HABITUALLY_LATE in found(packet)) is is_beside


def test_a_friendly_history_and_our_reminders_wait_for_their_answer_too() -> None:
    loyal = {"account": an.account(customer_since=LONG_AGO), **history(0, 0, -2)}
    assert C.FIRST_SLIP not in found(an.assembled(an.book(**loyal, **says("Who shall I talk to?"))))


def test_whoever_left_is_no_reason_while_somebody_else_is_written_to() -> None:
    gone = an.contact(id="K2", name="Bert Low", email="bert@acme.example", status=ContactStatus.LEFT)
    assert C.CONTACT_GONE in found(an.assembled(an.book(contacts=(gone,))))
    assert C.CONTACT_GONE not in found(an.assembled(an.book(contacts=(an.contact(), gone))))


def test_a_task_of_ours_says_with_whom_and_a_play_of_the_draft_names_nobody() -> None:
    for finder, owner, play in LATE_REASONS:
        role = owner.replace("_", " ")
        is_task = LateCode(finder.__name__) not in DRAFTS
        assert play.startswith("first ") is is_task
        assert play.endswith(f", with {role}") is is_task
        assert is_task or not any(other.replace("_", " ") in play for other in Role)


def test_who_waits_for_a_paper_is_with_the_reviewer_the_sorting_gives() -> None:
    wanted = an.sorted_one(an.book(**says("Please send us your tax certificate before we can pay.")))
    first = {reason.code: reason.owner for reason in late_reasons(wanted, an.POLICY)}
    assert first[C.DOCUMENT_WANTED] is reviewer_of(wanted.route, wanted.reasons)
