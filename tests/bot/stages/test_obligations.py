from __future__ import annotations

from datetime import date

import pytest

from bot.stages.obligations import open_obligations
from bot.told import owed, owed_by, owed_until
from models.ledger import AccountLedger
from models.money import Money
from models.obligation import Obligation, ObligationKind
from models.people import Role
from models.receivable import Posting
from tests.bot.stages import ledger_builder as an

T1 = an.ticket(id="T-1", kind="delivery", subject="The export", due_on=date(2026, 5, 8))


def ids(ledger: AccountLedger) -> list[str]:
    return [each.id for each in open_obligations(ledger)]


@pytest.mark.parametrize("kind", ["delivery", "document", "fix", " Delivery "])
def test_an_open_ticket_about_work_or_a_paper_is_owed_by_its_day(kind: str) -> None:
    ticket = an.ticket(kind=kind, due_on=date(2026, 5, 20))
    (found,) = open_obligations(an.book(tickets=(ticket,)))
    assert (found.id, found.kind, found.due_on) == (ticket.id, kind.strip().lower(), date(2026, 5, 20))
    assert (found.origin, found.role) == (ticket.origin, Role.CUSTOMER_SUCCESS)


@pytest.mark.parametrize("ticket", [an.ticket(kind="support"), an.ticket(kind="fix", is_open=False)])
def test_support_and_what_is_closed_is_not_owed(ticket: an.Ticket) -> None:
    assert open_obligations(an.book(tickets=(ticket,))) == ()


@pytest.mark.parametrize(
    ("status", "is_owed"), [("draft", True), ("pending", True), ("posted", False), ("void", False)]
)
def test_a_credit_note_is_owed_until_it_is_issued(status: str, is_owed: bool) -> None:
    note = an.credit_note(240, "1001", status=Posting(status))
    found = open_obligations(an.book(credit_notes=(note,)))
    assert [(each.kind, each.amount, each.invoice_numbers) for each in found] == (
        [(ObligationKind.CREDIT, Money(24000, "EUR"), ("1001",))] if is_owed else []
    )


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param(an.obligation(id="OB-1", reference="T-1"), id="the obligation names the ticket"),
        pytest.param(an.obligation(id="OB-1", what="Export, see T-1."), id="its words name the ticket"),
    ],
)
def test_a_ticket_and_an_obligation_that_name_each_other_are_listed_once(listed: Obligation) -> None:
    (found,) = open_obligations(an.book(obligations=(listed,), tickets=(T1,)))
    assert (found.id, found.what, found.due_on) == ("OB-1", listed.what, date(2026, 5, 8))


def test_a_ticket_that_names_the_obligation_is_listed_once_too() -> None:
    ticket = an.ticket(id="T-1", kind="fix", subject="OB-1: gateway of hall 2")
    assert ids(an.book(obligations=(an.obligation(id="OB-1"),), tickets=(ticket,))) == ["OB-1"]
    longer = an.ticket(id="T-1", kind="fix", subject="OB-12: another one")
    assert ids(an.book(obligations=(an.obligation(id="OB-1"),), tickets=(longer,))) == ["T-1", "OB-1"]


def test_a_ticket_still_open_outlives_an_obligation_called_done() -> None:
    done = an.obligation(id="OB-1", reference="T-1", is_open=False)
    assert ids(an.book(obligations=(done,), tickets=(T1,))) == ["T-1"]
    assert ids(an.book(obligations=(done,))) == []


def test_what_falls_due_first_is_at_the_top_and_what_has_no_day_at_the_end() -> None:
    found = an.book(
        obligations=(
            an.obligation(id="OB-1"),
            an.obligation(id="OB-2", due_on=date(2026, 6, 1)),
            an.obligation(id="OB-3", due_on=date(2026, 5, 9)),
        )
    )
    assert ids(found) == ["OB-3", "OB-2", "OB-1"]


@pytest.mark.parametrize(
    ("other", "who"),
    [
        pytest.param({"kind": ObligationKind.FIX}, "customer success", id="a fix"),
        pytest.param({"kind": ObligationKind.CREDIT}, "finance leadership", id="a credit"),
        pytest.param({"kind": ObligationKind.CREDIT, "owner": "U0OLIVE"}, "Olive Byrne", id="a member's id"),
        pytest.param({"owner": "Kim of Logistics"}, "Kim of Logistics", id="somebody the policy does not know"),
    ],
)
def test_it_is_with_the_person_the_source_names_or_with_the_role_of_its_kind(other: dict[str, str], who: str) -> None:
    assert owed_by(an.obligation(**other), an.POLICY) == who


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (None, "due date unknown"),
        (date(2026, 5, 8), "due 8 May 2026, 3 days overdue"),
        (date(2026, 5, 10), "due 10 May 2026, 1 day overdue"),
        (date(2026, 5, 11), "due 11 May 2026, today"),
        (date(2026, 5, 12), "due 12 May 2026"),
    ],
)
def test_the_day_is_told_with_how_long_it_is_past(due_on: date | None, words: str) -> None:
    assert owed_until(an.obligation(due_on=due_on), an.TODAY) == words


def test_the_words_name_what_is_owed_how_much_and_for_which_invoice() -> None:
    credit = an.obligation(
        kind=ObligationKind.CREDIT, what="for April", amount=Money(64000, "EUR"), invoice_numbers=("1001", "1002")
    )
    assert owed(credit) == "credit OB-1: for April, €640.00, for 1001, 1002"
