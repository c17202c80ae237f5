"""Options are sums and facts: two to four of them, who may decide, what the record says for and against."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.stages.brief_record import About
from bot.stages.late import late_reasons
from bot.stages.options import option_sheet
from models.brief import Matter, OptionSheet
from models.dispute import DisputedLine
from models.ledger import AccountLedger, Severity
from models.money import Money
from models.obligation import ObligationKind
from tests.bot.stages.ledger_builder import (
    POLICY,
    assembled,
    book,
    contract,
    dispute,
    invoice,
    obligation,
    payment,
    promise,
    ticket,
)

TWO = (invoice("1001", 12, 1000), invoice("1002", 3, 400))
CREDIT = obligation(id="CR-1", kind=ObligationKind.CREDIT, amount=Money(25_000, "EUR"), what="a credit for April")


def sheet(matter: Matter, ledger: AccountLedger, *numbers: str, flagged=None) -> OptionSheet:
    packet = assembled(ledger, disputes=(flagged,) if flagged else ())
    about = About(packet=packet, book=ledger, policy=POLICY, numbers=frozenset(numbers), dispute=flagged)
    return option_sheet(matter, about)


def named(found: OptionSheet) -> dict[str, object]:
    return {option.name: option for option in found.options}


@pytest.mark.parametrize("matter", Matter)
def test_there_are_two_to_four_and_each_says_money_days_and_who_decides(matter) -> None:
    ledger = book(invoices=TWO, contracts=(contract(date(2026, 6, 20)),), obligations=(CREDIT,))
    found = sheet(matter, ledger, "1001")
    assert 2 <= len(found.options) <= 4
    for option in found.options:
        assert option.money
        assert option.days
        assert "finance leadership" in option.needs


@pytest.mark.parametrize("matter", Matter)
def test_no_option_is_recommended(matter) -> None:
    ledger = book(invoices=TWO, contracts=(contract(date(2026, 6, 20)),), obligations=(CREDIT,))
    said = str(sheet(matter, ledger, "1001"))
    assert not re.search(r"recommend|should|best|better|advis|prefer", said)


def test_the_parts_of_a_plan_are_the_whole_to_the_cent() -> None:
    ledger = book(invoices=(invoice("1001", 12, amount=Money(100_001, "EUR")),))
    parts = named(sheet(Matter.PLAN, ledger, "1001"))["Three equal parts"]
    assert parts.money == "€333.35 on 11 May 2026, €333.33 on 10 June 2026, €333.33 on 10 July 2026"
    assert parts.days == "the last money 60 days from today, when the oldest line is 72 days past due"


def test_a_broken_promise_speaks_against_more_time_and_for_the_terms() -> None:
    ledger = book(promises=(promise(date(2026, 4, 24), "1001"),))
    packet = assembled(ledger)
    packet = replace(packet, late_because=late_reasons(packet, POLICY))
    about = About(packet=packet, book=ledger, policy=POLICY, numbers=frozenset({"1001"}))
    options = named(option_sheet(Matter.PLAN, about))
    against = [each.fact for each in options["Two equal parts"].speaks_against]
    assert any("promise" in fact for fact in against)
    assert options["Keep the terms"].speaks_for == options["Two equal parts"].speaks_against


def test_a_credit_on_record_is_taken_off_and_one_without_an_amount_is_not_guessed() -> None:
    known = named(sheet(Matter.CREDIT, book(obligations=(CREDIT,)), "1001"))["Give the credit"]
    assert known.money == "€250.00 credited; €750.00 past due is left to ask for"
    assert "CR-1" in known.speaks_for[0].fact
    nameless = obligation(kind=ObligationKind.CREDIT, what="a credit for April")
    for obligations in ((), (nameless,), (CREDIT, nameless)):
        unknown = named(sheet(Matter.CREDIT, book(obligations=obligations), "1001"))["Give the credit"]
        assert unknown.money == "how much is not on record; it comes off €1,000.00 past due"


def test_a_credit_in_another_currency_is_not_added() -> None:
    dollars = obligation(kind=ObligationKind.CREDIT, amount=Money(25_000, "USD"), what="a credit")
    found = named(sheet(Matter.CREDIT, book(obligations=(dollars,)), "1001"))["Give the credit"]
    assert found.money.startswith("how much is not on record")


def test_a_dispute_of_a_part_leaves_the_rest_to_ask_for() -> None:
    flagged = dispute("1001", lines=(DisputedLine("1001", Money(30_000, "EUR")),))
    options = named(sheet(Matter.DISPUTE, book(invoices=TWO), "1001", flagged=flagged))
    assert options["They are right"].money == "€300.00 credited; €1,100.00 past due is left to ask for"
    # The invoice disputed in part stays out whole.
    assert options["Ask for the rest meanwhile"].money == "€400.00 asked for now; €1,000.00 waits"
    assert options["Ask for the rest meanwhile"].days == "the oldest line is 3 days past due today"


def test_without_a_rest_there_is_none_to_ask_for() -> None:
    flagged = dispute("1001", lines=(DisputedLine("1001", Money(100_000, "EUR")),))
    options = named(sheet(Matter.DISPUTE, book(), "1001", flagged=flagged))
    assert "Ask for the rest meanwhile" not in options


def test_what_we_owe_speaks_for_them_and_what_they_paid_speaks_for_us() -> None:
    ledger = book(
        obligations=(obligation(id="OB-4"),),
        tickets=(ticket(id="T-5", severity=Severity.HIGH), ticket(id="T-6", severity=Severity.LOW)),
        payments=(payment(200, "1001"),),
    )
    options = named(sheet(Matter.DISPUTE, ledger, "1001", flagged=dispute("1001")))
    ours = " ".join(each.fact for each in options["They are right"].speaks_for)
    assert "OB-4" in ours
    assert "T-5" in ours
    assert "T-6" not in ours
    assert [each.fact for each in options["They owe it as billed"].speaks_for] == ["they paid €200.00 of 1001"]


def test_a_renewal_is_waited_for_only_where_its_day_is_known() -> None:
    known = named(sheet(Matter.RENEWAL, book(contracts=(contract(date(2026, 6, 20)),)), "1001"))
    assert known["Wait until the renewal"].days.startswith("the last money 40 days from today")
    unknown = named(sheet(Matter.RENEWAL, book(contracts=(contract(None),)), "1001"))
    assert "Wait until the renewal" not in unknown


def test_how_they_paid_so_far_speaks_for_or_against_more_time() -> None:
    on_time = (invoice("0900", 200), invoice("1001", 12))
    paid = payment(1000, "0900", on=date(2025, 10, 20))
    steady = named(sheet(Matter.PLAN, book(invoices=on_time, payments=(paid,)), "1001"))["Two equal parts"]
    assert [each.fact for each in steady.speaks_for] == ["paid 1 of 1 on time"]
    late = payment(1000, "0900", on=date(2026, 1, 20))
    shaky = named(sheet(Matter.PLAN, book(invoices=on_time, payments=(late,)), "1001"))["Two equal parts"]
    assert [each.fact[:18] for each in shaky.speaks_against] == ["paid 0 of 1 on tim"]
