"""Disputes that the books answer: the money they had paid, the credit note that was expected."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.stages import decide_dispute
from bot.stages.dispute_in_books import credit_words, paid_words
from models.dispute import Dispute, DisputeReason, Outcome, Resolution, RootCause
from models.evidence import Origin
from models.lifecycle import DisputeState
from models.money import Money
from models.receivable import CreditNote, Gone, Posting
from tests.bot.stages import ledger_builder as an

DUBLIN = ZoneInfo("Europe/Dublin")
FLAGGED = datetime(2026, 5, 4, 9, tzinfo=UTC)


def credit(number: str | None = "1001", minor: int = 100, on: date = date(2026, 5, 6), **more: object) -> CreditNote:
    usual: dict[str, object] = {
        "id": f"CN-{minor}",
        "account_id": "A1",
        "amount": Money(minor, "EUR"),
        "issued_on": on,
        "origin": Origin("erp", "credits.csv:2", on),
        "entity": "fennel",
        "invoice_number": number,
    }
    return CreditNote(**usual | more)  # type: ignore[arg-type]


def waiting(minor: int = 100) -> Dispute:
    resolution = Resolution(
        outcome=Outcome.PART,
        root_cause=RootCause.WRONG_PRICE,
        note="",
        by_name="Freya Holm",
        at=FLAGGED,
        credit=Money(minor, "EUR"),
    )
    return an.dispute("1001", state=DisputeState.RESOLVED, flagged_at=FLAGGED, resolution=resolution)


@pytest.mark.parametrize(
    ("credits", "is_in"),
    [
        pytest.param((), False, id="none"),
        pytest.param((credit(),), True, id="the whole"),
        pytest.param((credit(minor=60),), False, id="less than was expected"),
        pytest.param((credit(minor=60), credit(minor=40)), True, id="two together"),
        pytest.param((credit(minor=120),), True, id="more"),
        pytest.param((credit(on=date(2026, 5, 4)),), True, id="on the day of the flag"),
        pytest.param((credit(on=date(2026, 5, 3)),), False, id="of before the flag"),
        pytest.param((credit("1002"),), False, id="on another invoice"),
        pytest.param((credit(None),), False, id="on no invoice"),
        pytest.param((credit(entity="other"),), False, id="of another entity"),
        pytest.param((credit(status=Posting.PENDING),), False, id="not issued yet"),
        pytest.param((credit(amount=Money(100, "USD")),), False, id="in another currency"),
    ],
)
def test_a_credit_note_answers_what_it_is_for(credits: tuple[CreditNote, ...], is_in: bool) -> None:
    book = an.book(invoices=(an.invoice("1001", 30), an.invoice("1002", 30)), credit_notes=credits)
    assert bool(credit_words(waiting(), book, DUBLIN)) is is_in


def test_a_credit_that_is_in_ends_the_waiting_and_names_the_record() -> None:
    book = an.book(invoices=(an.invoice("1001", 30),), credit_notes=(credit(),))
    told = credit_words(waiting(), book, DUBLIN)
    assert told == "Credit note CN-100 of €1.00, 6 May 2026."
    after = decide_dispute.credited(waiting(), FLAGGED, told)
    assert after.is_settled
    assert credit_words(after, book, DUBLIN) == ""


def test_a_credit_in_the_ledgers_own_whole_document_counts() -> None:
    book = an.book(invoices=(an.invoice("1001/1", 30, document="1001"),), credit_notes=(credit("1001"),))
    one = replace(waiting(), lines=an.dispute("1001/1").lines)
    assert credit_words(one, book, DUBLIN)


def already_paid(*numbers: str, **more: object) -> Dispute:
    return an.dispute(*numbers, reason=DisputeReason.ALREADY_PAID, **more)


SETTLED = an.invoice("1001", 30, settled_on=date(2026, 5, 5))


@pytest.mark.parametrize(
    ("dispute", "invoices", "is_paid"),
    [
        pytest.param(already_paid("1001"), (SETTLED,), True, id="settled"),
        pytest.param(already_paid("1001"), (an.invoice("1001", 30),), False, id="still open"),
        pytest.param(already_paid("1001", "1002"), (SETTLED, an.invoice("1002", 30)), False, id="one of two"),
        pytest.param(already_paid("1009"), (SETTLED,), False, id="not in the books"),
        pytest.param(already_paid("1001"), (replace(SETTLED, gone=Gone(an.TODAY)),), False, id="not listed any more"),
        pytest.param(already_paid("1001"), (replace(SETTLED, status=Posting.VOID),), False, id="void is not paid"),
        pytest.param(already_paid("1001", entity="other"), (SETTLED,), False, id="of another entity"),
        pytest.param(an.dispute("1001"), (SETTLED,), False, id="a dispute about something else"),
        pytest.param(already_paid("1001", state=DisputeState.OWNED), (SETTLED,), True, id="owned"),
        pytest.param(already_paid("1001", state=DisputeState.WITHDRAWN), (SETTLED,), False, id="withdrawn"),
    ],
)
def test_already_paid_is_settled_by_the_books_alone(dispute: Dispute, invoices: tuple, is_paid: bool) -> None:
    told = paid_words(dispute, an.book(invoices=invoices), an.TODAY, an.POLICY)
    assert bool(told) is is_paid
    if told:
        after = decide_dispute.paid(dispute, FLAGGED, told)
        assert (after.state, after.resolution.root_cause) == (DisputeState.RESOLVED, RootCause.PAYMENT_NOT_APPLIED)
