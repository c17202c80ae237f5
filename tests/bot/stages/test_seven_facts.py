from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.stages.seven_facts import ENOUGH_PAID
from models.account_fact import AccountFact, FactName, Presence
from models.ledger import RecordKind, Severity
from models.money import Money
from models.obligation import ObligationKind
from models.packet import FollowUpPacket
from models.receivable import Invoice, Payment, Posting
from tests.bot.stages import ledger_builder as an

P, A, U = Presence.PRESENT, Presence.ABSENT, Presence.UNKNOWN
NAMES = list(FactName)


def fact(packet: FollowUpPacket, name: FactName) -> AccountFact:
    return next(each for each in packet.account_facts if each.name is name)


def found(name: FactName, ledger: dict[str, Any] | None = None, **other: Any) -> AccountFact:
    return fact(an.assembled(an.book(**(ledger or {})), **other), name)


def paid(count: int, days_late: int, *, ago: int = 40) -> dict[str, Any]:
    """*count* invoices, each due *ago* days before today or a little earlier and paid so many days after."""
    invoices: list[Invoice] = []
    payments: list[Payment] = []
    for number in range(count):
        one = an.invoice(f"9{number}", days_past_due=ago + number)
        invoices.append(one)
        payments.append(an.payment(1000, one.number, on=one.due_on + timedelta(days=days_late)))
    return {"invoices": (an.invoice(), *invoices), "payments": tuple(payments)}


def test_every_account_has_all_seven_in_order() -> None:
    packet = an.assembled(an.book(), stamps=())
    assert [each.name for each in packet.account_facts] == NAMES
    assert {each.presence for each in packet.account_facts} == {U}


@pytest.mark.parametrize(
    ("name", "ledger", "text"),
    [
        pytest.param(
            FactName.OPEN_DISPUTES, {"invoices": (an.invoice(disputed=True),)}, "in dispute: 1001", id="the ERP's mark"
        ),
        pytest.param(
            FactName.OPEN_DISPUTES,
            {"messages": (an.message("We were billed twice for March."),)},
            "suspected, not confirmed: “We were billed twice for March.”",
            id="a suspicion",
        ),
        pytest.param(
            FactName.PROMISED_CREDITS,
            {"obligations": (an.obligation(kind=ObligationKind.CREDIT, due_on=date(2026, 5, 8)),)},
            "credit OB-1: The export of April (finance leadership, due 8 May 2026, 3 days overdue)",
            id="a promised credit",
        ),
        pytest.param(
            FactName.PROMISED_CREDITS,
            {"credit_notes": (an.credit_note(240, status=Posting.PENDING),)},
            "credit CN1: credit note CN1, pending in the books, €240.00 (finance leadership, due date unknown)",
            id="a credit note not issued yet",
        ),
        pytest.param(
            FactName.SERVICE_ESCALATIONS,
            {"tickets": (an.ticket(severity=None),)},
            "T-1 How to add a user (support, severity unknown, since 1 May 2026)",
            id="a ticket nobody rated",
        ),
        pytest.param(
            FactName.RENEWAL_RISK,
            {"contracts": (an.contract(date(2026, 6, 20)),)},
            "V1 renews in 40 days, on 20 June 2026",
            id="a renewal near",
        ),
        pytest.param(
            FactName.RENEWAL_RISK,
            {"contracts": (an.contract(notice_on=date(2026, 5, 2)),)},
            "V1: notice given on 2 May 2026",
            id="notice given on a renewal far away",
        ),
        pytest.param(
            FactName.RENEWAL_RISK,
            {"account": an.account(renewal_risk="high")},
            "the CRM calls the risk high",
            id="the CRM's word",
        ),
        pytest.param(
            FactName.RENEWAL_RISK,
            {"tickets": (an.ticket(kind="Cancellation"),)},
            "cancellation: T-1 How to add a user (Cancellation, low, since 1 May 2026)",
            id="a cancellation in the help desk",
        ),
        pytest.param(
            FactName.EXECUTIVE_RELATIONSHIPS,
            {"account": an.account(executive_sponsor="Aoife Kearney")},
            "sponsor: Aoife Kearney",
            id="a sponsor of ours",
        ),
        pytest.param(
            FactName.EXECUTIVE_RELATIONSHIPS,
            {"contacts": (an.contact(role="Chief Financial Officer"),)},
            "Ann Quill (Chief Financial Officer)",
            id="an executive among the contacts",
        ),
        pytest.param(
            FactName.PROCUREMENT_DELAYS,
            {"account": an.account(po_required=True), "invoices": (an.invoice(po_number=""),)},
            "1001 has no PO number",
            id="a PO number wanted",
        ),
        pytest.param(
            FactName.PROCUREMENT_DELAYS,
            {"messages": (an.message("Hi, you first have to complete the supplier registration. Thanks"),)},
            "vendor set-up or portal: “Hi, you first have to complete the supplier registration.”",
            id="vendor set-up",
        ),
        pytest.param(
            FactName.PAYMENT_HISTORY,
            paid(4, 6),
            "median 6 days past due, 0 % on time (4 paid in twelve months)",
            id="a habit",
        ),
    ],
)
def test_what_there_is_is_told_with_its_record(name: FactName, ledger: dict[str, Any], text: str) -> None:
    told = found(name, ledger)
    assert (told.presence, told.text) == (P, text)
    assert told.evidence


NOTHING = {"account": an.account(executive_sponsor=""), **paid(ENOUGH_PAID, 0)}


@pytest.mark.parametrize("name", [name for name in NAMES if name is not FactName.PAYMENT_HISTORY])
def test_absent_says_what_was_looked_at_and_of_which_day(name: FactName) -> None:
    told = found(name, NOTHING)
    assert (told.presence, told.evidence) == (A, ())
    assert told.looked_at.endswith("of 11 May 2026")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (FactName.OPEN_DISPUTES, RecordKind.MESSAGES),
        (FactName.PROMISED_CREDITS, RecordKind.OBLIGATIONS),
        (FactName.SERVICE_ESCALATIONS, RecordKind.TICKETS),
        (FactName.RENEWAL_RISK, RecordKind.CONTRACTS),
        (FactName.EXECUTIVE_RELATIONSHIPS, RecordKind.ACCOUNTS),
        (FactName.PROCUREMENT_DELAYS, RecordKind.MESSAGES),
        (FactName.PAYMENT_HISTORY, RecordKind.PAYMENTS),
    ],
)
def test_without_its_source_a_fact_is_unknown_and_never_absent(name: FactName, kind: RecordKind) -> None:
    word = kind.replace("_", " ")
    told = found(name, NOTHING, stamps=an.stamps(without=(kind,)))
    assert (told.presence, told.text) == (U, f"no {word} source")
    told = found(name, NOTHING, stamps=an.stamps(as_of=an.TODAY - timedelta(days=30)))
    assert told.presence is U
    assert "out of date: " in told.text
    assert " is true for 11 April 2026, " in told.text


@pytest.mark.parametrize(
    ("name", "ledger", "why"),
    [
        (FactName.OPEN_DISPUTES, {"invoices": (an.invoice(disputed=None),)}, "the invoices have no dispute mark"),
        (FactName.RENEWAL_RISK, {"contracts": (an.contract(None),)}, "contract V1 names no renewal day"),
        (
            FactName.RENEWAL_RISK,
            {"contracts": (an.contract(date(2026, 5, 1)),)},
            "the renewal day of contract V1 has passed, and no later one is on file",
        ),
        (FactName.EXECUTIVE_RELATIONSHIPS, {}, "the accounts have no executive sponsor"),
        (
            FactName.PROCUREMENT_DELAYS,
            {"account": an.account(po_required=None)},
            "the accounts do not say whether a PO is needed",
        ),
        (FactName.PAYMENT_HISTORY, paid(2, 0), "2 paid in twelve months, fewer than 3"),
    ],
)
def test_a_source_without_the_field_leaves_the_fact_unknown(name: FactName, ledger: dict[str, Any], why: str) -> None:
    told = found(name, ledger)
    assert (told.presence, told.text) == (U, why)


def test_what_is_known_counts_however_old_the_source_is() -> None:
    told = found(
        FactName.SERVICE_ESCALATIONS,
        {"tickets": (an.ticket(severity=Severity.HIGH),)},
        stamps=an.stamps(as_of=an.TODAY - timedelta(days=30)),
    )
    assert told.presence is P


def test_a_credit_they_ask_for_is_no_credit_we_promised() -> None:
    told = found(FactName.PROMISED_CREDITS, {"messages": (an.message("Could you issue a credit note for March?"),)})
    assert told.presence is A


def test_a_ticket_of_low_severity_is_no_escalation_and_is_named_all_the_same() -> None:
    told = found(FactName.SERVICE_ESCALATIONS, {"tickets": (an.ticket(),)})
    assert (told.presence, told.text) == (A, "1 open of low severity")


def test_an_account_payable_executive_is_no_executive() -> None:
    ledger = {"account": an.account(executive_sponsor=""), "contacts": (an.contact(role="accounts payable executive"),)}
    assert found(FactName.EXECUTIVE_RELATIONSHIPS, ledger).presence is A


def test_disputes_of_another_currency_are_disputes_of_the_account() -> None:
    dollars = an.invoice("2001", amount=Money(5, "USD"), disputed=True)
    told = found(FactName.OPEN_DISPUTES, {"invoices": (an.invoice(), dollars)})
    assert (told.presence, told.text) == (P, "in dispute: 2001")


def test_a_persons_flag_is_evidence_with_their_name() -> None:
    told = found(FactName.OPEN_DISPUTES, disputes=(an.dispute("1001"),))
    assert told.text == "in dispute: 1001"
    assert "flagged by Olive Byrne on 11 May 2026" in [each.fact for each in told.evidence]


@pytest.mark.parametrize(
    ("late", "text"),
    [
        (-5, "median 5 days before the due date, 100 % on time (3 paid in twelve months)"),
        (0, "median on the due date, 100 % on time (3 paid in twelve months)"),
        (1, "median 1 day past due, 0 % on time (3 paid in twelve months)"),
    ],
)
def test_the_payment_history_is_a_median_with_its_count_and_the_share_on_time(late: int, text: str) -> None:
    assert found(FactName.PAYMENT_HISTORY, paid(3, late)).text == text


def test_an_erp_that_says_when_invoices_were_settled_needs_no_payments_source() -> None:
    due = an.TODAY - timedelta(days=40)
    settled = tuple(an.invoice(f"9{n}", 40, settled_on=due + timedelta(days=4)) for n in range(3))
    told = found(FactName.PAYMENT_HISTORY, {"invoices": settled}, stamps=an.stamps(without=(RecordKind.PAYMENTS,)))
    assert (told.presence, told.text) == (P, "median 4 days past due, 0 % on time (3 paid in twelve months)")


def test_what_was_paid_more_than_twelve_months_ago_is_no_history() -> None:
    told = found(FactName.PAYMENT_HISTORY, paid(5, 0, ago=400))
    assert (told.presence, told.text) == (U, "0 paid in twelve months, fewer than 3")


def test_forty_tickets_are_named_in_part_and_counted() -> None:
    tickets = tuple(an.ticket(id=f"T-{number}", severity=Severity.HIGH) for number in range(100, 140))
    told = found(FactName.SERVICE_ESCALATIONS, {"tickets": tickets})
    assert told.text.endswith("; and 37 more")
    assert len(told.evidence) == 12


def test_the_day_a_source_was_looked_at_is_no_change_of_the_facts() -> None:
    one = found(FactName.SERVICE_ESCALATIONS)
    packet = an.assembled()
    moved = tuple(replace(each, looked_at="later") for each in packet.account_facts)
    assert one.looked_at == "tickets of 11 May 2026"
    assert replace(packet, account_facts=moved).digest() == packet.digest()
