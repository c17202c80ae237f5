"""The audit: shares with what they are counted from, blockers, and what to clean first."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.stages.reports.examined import UNKNOWN_ENTITY, examine, stranger
from bot.stages.reports.health import health
from bot.stages.reports.health_sheets import blockers, contradictions, first_to_clean, shares, summary, to_clean
from models.ledger import Contradiction, Dissent
from models.measure import Measure
from models.money import Money
from models.rates import Rates
from tests.bot.stages import ledger_builder as b

RATES = Rates("EUR", {"USD": ((date(2026, 5, 1), Decimal("1.25")),)})


def audit(*accounts, rates=RATES):
    return health(accounts, day=b.TODAY, stamps=(), rejected=(), rates=rates, policy=b.POLICY)


def one(account_id="A1", book=None, **account):
    """An account as the morning sorts it, all in order unless told otherwise."""
    packet = b.sorted_one(book or b.book(account=b.account(id=account_id, **account)))
    return examine(packet, [packet])


def counted(found, what, entity=""):
    return next((each.having, each.of) for each in found.shares if (each.what, each.entity) == (what, entity))


def test_a_share_has_its_numerator_and_denominator():
    found = audit(one("A1"), one("A2", owner_id="U0GONE"), one("A3", terms_days=None))
    assert counted(found, Measure.OWNER) == (2, 3)
    # The builder's contract states the terms, so the CRM need not.
    assert counted(found, Measure.TERMS) == (3, 3)
    assert counted(found, Measure.CONTACT) == (3, 3)


def test_a_contact_that_is_not_verified_is_none():
    nobody = b.book(contacts=(b.contact(status=None),))
    found = audit(one(), one(book=nobody))
    assert counted(found, Measure.CONTACT) == (1, 2)
    assert next(each.name for each in found.blockers) == "no_verified_contact"


def test_po_numbers_are_counted_over_open_invoices_of_accounts_that_require_one():
    needs = b.book(
        account=b.account(po_required=True),
        invoices=(b.invoice("1", po_number="PO-1"), b.invoice("2", po_number=""), b.invoice("3", -5)),
    )
    found = audit(one(book=needs), one("A2"))
    assert counted(found, Measure.PO_THERE) == (1, 3)
    assert found.to_clean[0].faults == ("2 open invoices without the PO number they require",)


def test_copies_are_counted_over_open_invoices_where_any_are_kept():
    packet = b.sorted_one(b.book(invoices=(b.invoice("1"), b.invoice("2", -5))))
    kept = examine(packet, [packet], has_copy=lambda invoice: invoice.number == "2")
    assert counted(audit(kept), Measure.COPIES) == (1, 2)
    assert counted(audit(examine(packet, [packet])), Measure.COPIES) == (0, 0)


def test_an_entity_has_a_share_of_its_own_only_beside_another():
    packet = b.sorted_one()
    other = replace(packet, entity="fennel-inc")
    assert {each.entity for each in audit(one()).shares} == {""}
    both = audit(examine(packet, [packet]), examine(other, [other]))
    assert counted(both, Measure.OWNER, "fennel-inc") == (1, 1)
    assert counted(both, Measure.OWNER) == (2, 2)


def test_routine_and_decided_with_one_press_differ_by_the_gates():
    unread = b.book(messages=(b.message("Hello, I am back."),))
    found = audit(one(), one(book=unread), one("A3", tier="strategic"))
    assert counted(found, Measure.ROUTINE) == (2, 3)
    assert counted(found, Measure.ONE_PRESS) == (1, 3)
    assert {each.name for each in found.blockers} == {"unread_message", "strategic_account"}


def test_a_gate_that_says_what_a_rule_has_said_is_not_counted_beside_it():
    found = audit(one(book=b.book(invoices=(b.invoice(disputed=True),))))
    assert [each.name for each in found.blockers] == ["open_dispute"]


def test_the_blocker_of_most_accounts_comes_first_and_then_the_one_of_most_money():
    strategic = [one(f"S{number}", tier="strategic") for number in range(2)]
    small = one(book=b.book(account=b.account(id="A8", owner_id=None)))
    large = one(book=b.book(account=b.account(id="A9"), invoices=(b.invoice(euros=9_000),), contacts=()))
    found = audit(small, large, *strategic)
    assert [each.name for each in found.blockers] == ["strategic_account", "no_verified_contact", "unknown_owner"]
    assert found.blockers[0].past_due == (Money(200_000, "EUR"),)


def test_what_is_not_past_due_is_blocked_by_nothing():
    found = audit(one(book=b.book(invoices=(b.invoice(days_past_due=-3),), contacts=())))
    assert found.blockers == ()
    assert counted(found, Measure.ROUTINE) == (0, 0)


def test_the_list_to_clean_is_in_order_of_the_money_at_stake_by_dated_rates():
    euros = one("E", owner_id=None)
    dollars = examine(_in("USD", 2_000), [_in("USD", 2_000)])
    found = audit(euros, dollars, one())
    assert [each.account_id for each in found.to_clean] == ["D", "E"]
    assert found.to_clean[0].worth.money == Money(160_000, "EUR")
    assert found.to_clean[0].worth.rate_on == date(2026, 5, 1)
    assert "Converted at the rates of 2026-05-01." in first_to_clean(found).notes


def _in(currency, units):
    book = b.book(account=b.account(id="D", owner_id=None), invoices=(b.invoice(amount=Money(units * 100, currency)),))
    return b.sorted_one(book, currency=currency)


def test_an_amount_without_a_rate_is_named_and_not_guessed_and_never_last():
    euros, pounds = one("E", owner_id=None), examine(_in("GBP", 50), [_in("GBP", 50)])
    found = audit(euros, pounds, one())
    assert [each.account_id for each in found.to_clean] == ["D", "E"]
    (first, second) = to_clean(found, b.POLICY).rows
    assert first[-2] == "GBP: no rate"
    assert second[-2] == Money(100_000, "EUR")
    without = to_clean(audit(euros, pounds, one(), rates=Rates()), b.POLICY)
    assert {row[-2] for row in without.rows} == {"no rate"}


def test_each_currency_has_a_column_of_its_own():
    sheet = to_clean(audit(one("E", owner_id=None), examine(_in("USD", 5), [_in("USD", 5)]), one()), b.POLICY)
    assert [name for name in sheet.head if name.startswith("open")] == ["open EUR", "open USD"]
    assert [(row[4], row[5]) for row in sheet.rows] == [(Money(100_000, "EUR"), None), (None, Money(500, "USD"))]


def test_a_contradiction_is_listed_with_every_value_and_its_source():
    values = (("30 days", b.origin("crm.csv:2")), ("45 days", b.origin("contracts.csv:7")))
    found = audit(one(book=b.book(contradictions=(Contradiction("A1", "the payment terms", values, Dissent.TERMS),))))
    rows = contradictions(found).rows
    assert [(row[0], row[3], row[5]) for row in rows] == [
        ("terms", "30 days", "crm.csv:2"),
        ("terms", "45 days", "contracts.csv:7"),
    ]
    assert found.to_clean[0].faults == ("terms: the payment terms",)


def test_a_fact_that_no_account_has_is_a_missing_column_and_not_each_account_s_fault():
    found = audit(one("A1", domain=None), one("A2", domain=None))
    assert found.unknown_everywhere == ("mail domain of the customer",)
    assert found.to_clean == ()
    assert "mail domain" in summary(found, b.POLICY).notes[0]


def test_what_an_unknown_entity_billed_is_a_blocker_and_something_to_clean():
    packet = b.sorted_one(b.book(invoices=()))
    lost = examine(packet, [], [stranger("fennell", Money(500, "EUR"), Money(300, "EUR"))])
    found = audit(lost)
    assert [(each.name, each.past_due) for each in found.blockers] == [(UNKNOWN_ENTITY, (Money(300, "EUR"),))]
    assert found.to_clean[0].faults == ("billing entity fennell is not in policy.toml",)
    assert counted(found, Measure.ROUTINE) == (0, 1)


def test_a_note_says_how_many_accounts_keep_the_entities_from_adding_up_to_all():
    packet = b.sorted_one()
    other = replace(packet, entity="fennel-inc")
    found = audit(examine(packet, [packet, other]), examine(packet, [packet]), examine(packet, []))
    assert [counted(found, Measure.OWNER, entity) for entity in ("", "fennel", "fennel-inc")] == [
        (3, 3),
        (2, 2),
        (1, 1),
    ]
    told = "Accounts billed by more than one entity: 1; by none: 1. So the entities do not add up to all."
    assert told in summary(found, b.POLICY).notes
    assert told in shares(found, b.POLICY).notes
    whole = audit(examine(packet, [packet]), examine(other, [other]))
    assert not any("add up" in note for note in summary(whole, b.POLICY).notes)


def test_what_a_blocker_holds_back_has_a_column_for_each_currency():
    both = examine(_in("USD", 2_000), [_in("USD", 2_000)])
    sheet = blockers(audit(one("E", owner_id=None), both))
    assert sheet.head[3:5] == ("past due behind a blocker, EUR", "past due behind a blocker, USD")
    row = next(row for row in sheet.rows if row[1] == "unknown_owner")
    assert row[3:5] == (Money(100_000, "EUR"), Money(200_000, "USD"))
