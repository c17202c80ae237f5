"""What cannot both be right: it stands with both values and both sources, and closes the gate where it must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.stages.likeness import Register, plain_id, plain_name
from bot.stages.reconcile import reconcile
from models.correspondence import Contact, ContactStatus, Direction, Message
from models.evidence import Origin
from models.gate import GateEffect, GateKind
from models.ledger import Account, Contract, Dissent, Ledger, Record, RecordKind, SourceReport, SourceStamp
from models.money import Money
from models.packet import FollowUpPacket, Route
from models.people import Role
from models.receivable import CreditNote, Invoice, Payment, Posting
from tests.bot.stages import ledger_builder as an

_KINDS: dict[type, RecordKind] = {
    Account: RecordKind.ACCOUNTS,
    Invoice: RecordKind.INVOICES,
    Payment: RecordKind.PAYMENTS,
    CreditNote: RecordKind.CREDIT_NOTES,
    Contact: RecordKind.CONTACTS,
    Contract: RecordKind.CONTRACTS,
    Message: RecordKind.MESSAGES,
}


def books(*records: Record) -> Ledger:
    """The ledger of *records*, one source a kind."""
    by_kind: dict[RecordKind, list[Record]] = {}
    for line, record in enumerate(records, 2):
        kind = _KINDS[type(record)]
        by_kind.setdefault(kind, []).append(replace(record, origin=Origin(str(kind), f"{kind}.csv:{line}", an.TODAY)))
    at = datetime(2026, 5, 11, 5, tzinfo=UTC)
    found = [
        SourceReport(SourceStamp(str(kind), kind, an.TODAY, at, len(mine), 0), tuple(mine))
        for kind, mine in by_kind.items()
    ]
    return reconcile(found, as_of=an.TODAY)


def told(ledger: Ledger) -> list[tuple[str, Dissent, tuple[str, ...]]]:
    assert all(len(found.values) >= 2 for found in ledger.contradictions)
    return [(found.account_id, found.about, found.invoices) for found in ledger.contradictions]


def card(ledger: Ledger, account_id: str = "A1") -> FollowUpPacket:
    """The packet of one account of the demo entity, sorted."""
    return an.sorted_one(ledger.accounts[account_id])


def gate(packet: FollowUpPacket) -> str | None:
    """What the gate says; None = it is open."""
    found = [each for each in packet.gates if each.kind is GateKind.CONTRADICTION]
    assert all(each.effect is GateEffect.NO_APPROVE for each in found)
    assert all(each.lifted_by == "The sources agreeing, in the next import." for each in found)
    return found[0].why if found else None


def assert_finance_sees(packet: FollowUpPacket) -> None:
    assert packet.route is Route.EXCEPTION
    assert [reason.reviewer for reason in packet.reasons if reason.rule == "sources_contradict"] == [Role.FINANCE]


# ── terms and due dates ──────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("crm", "contract", "given", "found", "closed"),
    [
        pytest.param(30, 30, 30, [], False, id="all agree"),
        pytest.param(30, 45, 30, [Dissent.TERMS, Dissent.DUE_DATE], True, id="the contract gives longer"),
        pytest.param(45, 45, 30, [Dissent.DUE_DATE], True, id="only the invoice is early"),
        pytest.param(None, 45, 30, [Dissent.DUE_DATE], True, id="the CRM does not say"),
        pytest.param(45, 30, 30, [Dissent.TERMS, Dissent.DUE_DATE], True, id="the CRM gives longer"),
        pytest.param(30, 45, 45, [Dissent.TERMS], False, id="the invoice keeps to the longer"),
        pytest.param(30, 30, 60, [], False, id="later than agreed harms nobody"),
        pytest.param(30, None, 14, [], False, id="no contract says"),
    ],
)
def test_an_invoice_that_falls_due_before_it_was_agreed(
    crm: int | None, contract: int | None, given: int, found: list[Dissent], closed: bool
) -> None:
    issued = an.TODAY - timedelta(days=given + 12)
    ledger = books(
        an.account(terms_days=crm),
        an.contact(),
        an.contract(terms_days=contract),
        an.invoice(issued_on=issued, due_on=issued + timedelta(days=given)),
    )
    packet = card(ledger)

    assert [about for _, about, _ in told(ledger)] == found
    assert (gate(packet) is not None) is closed
    assert packet.contradictions == ledger.contradictions
    if found:
        assert_finance_sees(packet)


def test_both_terms_and_both_sources_stand_on_the_packet() -> None:
    packet = card(books(an.account(), an.contact(), an.contract(terms_days=45), an.invoice()))
    (evidence,) = [reason.evidence for reason in packet.reasons if reason.rule == "sources_contradict"]

    assert [(each.fact, each.origin.source) for each in evidence] == [
        ("the payment terms of the account and of contract V1: 30 days", "accounts"),
        ("the payment terms of the account and of contract V1: 45 days", "contracts"),
        ("1001 gave 30 days to pay, and 45 were agreed: 45 days", "contracts"),
        ("1001 gave 30 days to pay, and 45 were agreed: 1001: 30 days, due 2026-04-29", "invoices"),
    ]
    assert gate(packet) == (
        "Sources contradict each other about what we would ask for: 1001 gave 30 days to pay, and 45 were agreed."
    )


def test_paid_invoices_and_instalments_are_early_for_nobody() -> None:
    first = an.invoice("F26-0117", 40, issued_on=date(2026, 4, 1), due_on=date(2026, 4, 1), instalment="1/2")
    second = replace(first, instalment="2/2", due_on=date(2026, 6, 1))
    paid = an.invoice("1002", 80)
    ledger = books(an.account(), an.contract(), first, second, paid, an.payment(1000, "1002"))

    assert told(ledger) == []


def test_the_gate_opens_when_the_sources_agree() -> None:
    agree = books(an.account(terms_days=30), an.contact(), an.contract(terms_days=30), an.invoice())
    assert gate(card(agree)) is None


def test_an_invoice_due_before_it_was_issued_is_not_asked_for_alone() -> None:
    upside_down = an.invoice("1001", 12, issued_on=an.TODAY - timedelta(days=8))
    ledger = books(an.account(), an.contact(), upside_down)

    assert told(ledger) == [("A1", Dissent.DUE_DATE, ("1001",))]
    assert gate(card(ledger)) is not None


# ── whose invoice ────────────────────────────────────────────────────────────────────────────
def _two(number: str = "1001", **other: object) -> tuple[Record, ...]:
    theirs = an.account(id="B1", name="Bolt Ltd", domain="bolt.example")
    return an.account(), theirs, an.contact(), an.invoice(), an.invoice(number, account_id="B1", **other)


def test_one_number_on_two_accounts_closes_both() -> None:
    ledger = books(*_two())

    assert told(ledger) == [("A1", Dissent.INVOICE, ("1001",)), ("B1", Dissent.INVOICE, ("1001",))]
    assert gate(card(ledger, "A1"))
    assert gate(card(ledger, "B1"))


def test_a_void_invoice_of_the_same_number_is_no_second_one() -> None:
    assert told(books(*_two(status=Posting.VOID))) == []


def test_a_doubtful_invoice_closes_only_the_packet_that_asks_for_it() -> None:
    other_entity = an.invoice("2002", 20, entity="fennel-inc", amount=Money(500, "USD"))
    ledger = books(*_two(), other_entity)
    usd = an.sorted_one(ledger.accounts["A1"], entity="fennel-inc", currency="USD")

    assert gate(usd) is None
    assert "sources_contradict" in [reason.rule for reason in usd.reasons]


# ── whose money ──────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("kind", ["payment", "credit note"])
def test_money_of_another_account_for_this_invoice_closes_both(kind: str) -> None:
    money: Record = an.payment(1000, "2002") if kind == "payment" else an.credit_note(1000, "2002")
    ledger = books(*_two("2002"), money)

    assert told(ledger) == [("A1", Dissent.WHOSE_MONEY, ()), ("B1", Dissent.WHOSE_MONEY, ("2002",))]
    owner, payer = card(ledger, "B1"), card(ledger, "A1")
    assert "of account A1 names invoice 2002" in str(gate(owner))
    assert "which is of account B1, entity fennel" in str(gate(payer))
    assert_finance_sees(owner)
    (evidence,) = [reason.evidence for reason in owner.reasons if reason.rule == "sources_contradict"]
    assert {each.origin.source for each in evidence} == {"invoices", f"{kind.replace(' ', '_')}s"}


@pytest.mark.parametrize(
    ("money", "closed"),
    [
        pytest.param((an.payment(1000, "2002", status=Posting.REVERSED),), False, id="called reversed"),
        pytest.param(
            (an.payment(1000, "2002"), an.payment(-1000, None, id="R", reverses="Z2002")), False, id="taken back"
        ),
        pytest.param((an.payment(1000, "2002", status=Posting.PENDING),), False, id="pending"),
        pytest.param((an.payment(400, "2002"),), True, id="a part"),
    ],
)
def test_only_money_that_is_in_may_have_paid_somebody_elses_invoice(money: Sequence[Payment], closed: bool) -> None:
    assert bool(gate(card(books(*_two("2002"), *money), "B1"))) is closed


def test_a_payment_for_an_invoice_nobody_has_closes_nothing_more() -> None:
    ledger = books(an.account(), an.contact(), an.invoice(), an.payment(100, "9999"))
    assert told(ledger) == [("A1", Dissent.ALLOCATION, ())]
    assert gate(card(ledger)) is None


# ── a currency that changes ──────────────────────────────────────────────────────────────────
def _dollars(number: str, days: int = 12, **other: object) -> Invoice:
    return an.invoice(number, days, amount=Money(100000, "USD"), **other)


@pytest.mark.parametrize(
    ("invoices", "doubtful"),
    [
        pytest.param((an.invoice("1", 90), an.invoice("2", 60), _dollars("3")), ("3",), id="after two in euros"),
        pytest.param((an.invoice("1", 90), _dollars("3")), (), id="one is no habit"),
        pytest.param((an.invoice("1", 90), _dollars("2", 60), an.invoice("4", 40), _dollars("3")), (), id="both"),
        pytest.param(
            (an.invoice("1", 90), an.invoice("2", 60), _dollars("3", entity="fennel-inc")), (), id="another entity"
        ),
        pytest.param(
            (an.invoice("1", 90), an.invoice("2", 60), _dollars("3", 20, settled_on=an.TODAY), _dollars("4")),
            (),
            id="they have paid in it",
        ),
        pytest.param(
            (an.invoice("1", 90), an.invoice("2", 60), _dollars("3", status=Posting.DRAFT)), (), id="only a draft"
        ),
    ],
)
def test_a_customer_whose_currency_changes(invoices: Sequence[Invoice], doubtful: tuple[str, ...]) -> None:
    ledger = books(an.account(), an.contact(), *invoices)

    assert told(ledger) == ([("A1", Dissent.CURRENCY, doubtful)] if doubtful else [])
    if doubtful:
        assert gate(an.sorted_one(ledger.accounts["A1"], currency="USD"))
        assert gate(card(ledger)) is None


# ── names ────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("erp", "differs"),
    [
        pytest.param("ACME TOOLS LIMITED", False, id="capitals and the legal form"),
        pytest.param("Acme  Tools, Ltd.", False, id="marks"),
        pytest.param("Acme Tooling Ltd", True, id="another word"),
        pytest.param("Bolt Ltd", True, id="another firm"),
        pytest.param(None, False, id="the ERP has no such field"),
    ],
)
def test_two_names_for_one_number(erp: str | None, differs: bool) -> None:
    ledger = books(an.account(), an.contact(), an.invoice(customer_name=erp))

    assert told(ledger) == ([("A1", Dissent.NAME, ("1001",))] if differs else [])
    assert bool(gate(card(ledger))) is differs
    if differs:
        (found,) = ledger.contradictions
        assert [(value, where.source) for value, where in found.values] == [
            ("Acme Tools Ltd", "accounts"),
            (erp, "invoices"),
        ]


@pytest.mark.parametrize(
    ("payer", "differs"), [("Acme Tools Ltd", False), ("Bolt Holdings", True), (None, False)], ids=str
)
def test_the_last_payer_is_somebody_else(payer: str | None, differs: bool) -> None:
    before = an.payment(10, "1001", on=date(2026, 4, 1), id="Z0", payer="Somebody Else")
    ledger = books(an.account(), an.contact(), an.invoice(), before, an.payment(10, "1001", payer=payer))
    expected = [("A1", Dissent.PAYER, ())] if differs or payer is None else []

    assert told(ledger) == expected, "a payment without a payer's name says nothing, so the one before it counts"
    assert gate(card(ledger)) is None


@pytest.mark.parametrize(
    ("sender", "subject", "confirmed", "differs"),
    [
        pytest.param("bo@acme.example", "Re: Invoice 1001", date(2026, 1, 10), True, id="a colleague nobody verified"),
        pytest.param("ann@acme.example", "Re: Invoice 1001", date(2026, 1, 10), False, id="the contact"),
        pytest.param("cy@acme.example", "Re: Invoice 1001", date(2026, 1, 10), False, id="another verified one"),
        pytest.param("bo@acme.example", "Question", date(2026, 1, 10), False, id="it answers nothing of ours"),
        pytest.param("bo@acme.example", "Re: Invoice 1001", date(2026, 5, 9), False, id="confirmed since"),
        pytest.param("bo@law.example", "Re: Invoice 1001", date(2026, 1, 10), False, id="not at the customer"),
    ],
)
def test_somebody_else_answers_our_mails(sender: str, subject: str, confirmed: date, differs: bool) -> None:
    ours = an.message(
        "Is it on its way?",
        date(2026, 5, 1),
        id="M0",
        direction=Direction.OUTBOUND,
        sender="olive@fennel.example",
        subject="Invoice 1001",
    )
    ledger = books(
        an.account(),
        an.contact(confirmed_on=confirmed),
        an.contact(id="K2", name="Cy Moss", email="cy@acme.example", role="", confirmed_on=confirmed),
        an.contact(id="K3", name="Bo Reed", email="bo@acme.example", status=ContactStatus.UNVERIFIED),
        an.invoice(),
        ours,
        an.message("Thank you.", date(2026, 5, 7), sender=sender, subject=subject),
    )

    assert told(ledger) == ([("A1", Dissent.CORRESPONDENT, ())] if differs else [])
    to = card(ledger).recipient
    assert to is not None
    assert to.id == ledger.accounts["A1"].contacts[0].id, "never the other one instead"


# ── two spellings of one customer ────────────────────────────────────────────────────────────
KNOWN = [
    an.account(id="C-1106", name="Ballinacor Cold Storage Ltd"),
    an.account(id="C-2106", name="Bolt Ltd"),
    an.account(id="D-1106", name="Dunmore Glass"),
]


@pytest.mark.parametrize(
    ("account_id", "names", "found"),
    [
        pytest.param("C-01106", [], ["C-1106"], id="zeros"),
        pytest.param("c1106", [], ["C-1106"], id="no mark"),
        pytest.param("X-9", ["Ballinacor Cold Storage Limited"], ["C-1106"], id="the same name"),
        pytest.param("X-9", ["Balinacor Cold Storage"], ["C-1106"], id="a letter less"),
        pytest.param("X-9", ["Ballinacor"], [], id="a part of a name is not enough"),
        pytest.param("C-11060", [], [], id="a zero at the end is another number"),
        pytest.param("C-3106", ["Clare Foods"], [], id="nobody"),
    ],
)
def test_which_account_another_spelling_may_be(account_id: str, names: list[str], found: list[str]) -> None:
    assert [account.id for account in Register(KNOWN).may_be(account_id, names)] == found


def test_where_very_many_are_unlisted_only_the_same_name_is_suggested() -> None:
    strict = Register(KNOWN, by_likeness=False)
    assert [account.id for account in strict.may_be("X-9", ["BALLINACOR COLD STORAGE"])] == ["C-1106"]
    assert strict.may_be("X-9", ["Balinacor Cold Storage"]) == ()


def test_a_spelling_is_suggested_on_the_card_and_never_applied() -> None:
    orphan = an.invoice(account_id="C-01106", customer_name="Ballinacor Cold Storage")
    ledger = books(*KNOWN, orphan)

    assert sorted(ledger.accounts) == ["C-01106", "C-1106", "C-2106", "D-1106"]
    assert ledger.accounts["C-1106"].invoices == ()
    (found,) = ledger.contradictions
    assert found.what == (
        "the account is not in the list of accounts; it may be C-1106 Ballinacor Cold Storage Ltd: correct the number "
        "in the ERP or the CRM"
    )
    assert [where.source for _, where in found.values] == ["invoices", "accounts", "accounts"]
    packet = card(ledger, "C-01106")
    assert packet.account.name is None
    assert found in packet.contradictions


@pytest.mark.parametrize(
    ("one", "other"), [("C-01106", "c1106"), ("0042", "42"), ("A-0", "a 0"), ("10-01", "010/1")], ids=str
)
def test_ids_that_differ_in_marks_and_zeros_are_alike(one: str, other: str) -> None:
    assert plain_id(one) == plain_id(other)


@pytest.mark.parametrize(("one", "other"), [("1-06", "10-6"), ("C-110", "C-11"), ("A-1", "B-1")], ids=str)
def test_other_ids_are_not(one: str, other: str) -> None:
    assert plain_id(one) != plain_id(other)


def test_a_name_of_nothing_but_a_legal_form_is_still_a_name() -> None:
    assert plain_name("The Company Ltd") != plain_name("AG")
