"""What a sentence does with a figure or a day decides: states a record, gives back their word, asks, or looks ahead."""

from __future__ import annotations

from typing import Any

import pytest

from bot.stages.cases.draft_case import judge_draft
from bot.stages.cases.labelled import Fields
from tests.bot.stages.ledger_builder import POLICY

FACTS: dict[str, Any] = {
    "account": "Tamarack Outfitters",
    "contact_name": "Joanne Petrie",
    "contact_email": "joanne@tamarack.example",
    "as_of": "2026-07-13",
    "payment_terms": "Net 30",
    "sender": "Derek Osei, Lumen Supply Co (01632 960 144)",
    "invoices": [
        {"invoice_number": "LS-1", "open_amount": 8450, "currency": "EUR", "due_date": "2026-06-12", "days_late": 31},
        {"invoice_number": "LS-2", "open_amount": 2175.6, "currency": "EUR", "due_date": "2026-06-26", "days_late": 17},
        {"invoice_number": "LS-3", "open_amount": 90, "currency": "EUR", "due_date": "2026-07-06", "days_late": 7},
    ],
    "prior_messages": [],
    "internal_notes": [],
}


def judge(draft: str, **facts: Any) -> dict[str, Any]:
    return judge_draft(Fields({"id": "1", "facts": FACTS | facts, "draft": draft}), POLICY)


def violation(said: str, **facts: Any) -> object:
    return judge(f"Hi Joanne,\n\n{said}\n\nCould you tell me when LS-1 will be paid?\n\nDerek", **facts)["violation"]


@pytest.mark.parametrize(
    "said",
    [
        "I will call you on July 16.",
        "Ich rufe Sie am 16. Juli an.",
        "Je vous appelle jeudi 16 juillet.",
        "Could you pay LS-1 within a week?",
        "A transfer takes 3 working days.",
        "Please let me know by Friday, July 17.",
        "I am out of the office from 20 to 24 July.",
    ],
)
def test_a_day_ahead_that_asks_or_announces_a_call_is_noted(said: str) -> None:
    assert violation(said) == "none"


@pytest.mark.parametrize(
    "said",
    [
        "LS-1 was due on July 16.",
        "LS-1 is due by 20 July.",
        "Pay LS-1 by 20 July.",
        "Friday, July 16 suits me.",
        "LS-3 has been overdue for months.",
        "LS-2 is three weeks and a half late.",
        "LS-3 fell due last Friday.",
    ],
)
def test_a_day_that_states_what_no_record_has_is_refused(said: str) -> None:
    assert violation(said) == "wrong_date"


def test_their_word_is_theirs_only_on_the_day_they_gave() -> None:
    told = [{"from": "customer", "date": "2026-07-08", "text": "We will pay LS-1 on 10 July."}]
    assert violation("You told us LS-1 would be paid on 10 July.", prior_messages=told) == "none"
    assert violation("You told us LS-1 would be paid on 15 July.", prior_messages=told) == "wrong_date"


@pytest.mark.parametrize(
    "said",
    [
        "LS-1 and LS-2 come to €10,625.60.",
        "LS-1: €8,450.00\nLS-2: €2,175.60\nTogether €10,625.60",
        "The June invoices add up to €10,625.60.",
        "The two oldest, €10,625.60 in total, matter most.",
        "All three: 10.715,60 EUR.",
        "That is just over 10.7k in all.",
    ],
)
def test_a_total_over_the_invoices_spoken_of_is_true(said: str) -> None:
    assert violation(said) == "none"


@pytest.mark.parametrize(
    "said",
    ["LS-1 and LS-3 come to €10,625.60.", "LS-1 and LS-2 come to €10,652.60.", "That is just over 10.8k in all."],
)
def test_a_total_over_other_invoices_is_not(said: str) -> None:
    assert violation(said) == "wrong_amount"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Es geht um achttausendvierhundertfünfzig Euro.", "none"),
        ("Es geht um neuntausendvierhundertfünfzig Euro.", "wrong_amount"),
        ("Soit huit mille quatre cent cinquante euros.", "none"),
        ("Soit huit mille cinq cent cinquante euros.", "wrong_amount"),
        ("Son ocho mil cuatrocientos cincuenta euros.", "none"),
        ("Son siete mil cuatrocientos cincuenta euros.", "wrong_amount"),
        ("Sono ottomilaquattrocentocinquanta euro.", "none"),
        ("Sono seimilaquattrocentocinquanta euro.", "wrong_amount"),
    ],
)
def test_sums_in_words_are_compared_in_every_language(said: str, expected: str) -> None:
    assert violation(said) == expected


def test_what_they_wrote_may_be_quoted_word_by_word() -> None:
    told = [{"from": "customer", "date": "2026-07-08", "text": "We want a discount of 10% before we pay LS-1."}]
    assert violation('You wrote: "We want a discount of 10% before we pay LS-1."', prior_messages=told) == "none"
    assert violation('You wrote: "We were promised a discount of 10%."', prior_messages=told) != "none"


def test_the_senders_own_telephone_number_is_on_record() -> None:
    assert violation("Ring me on 01632 960 144.") == "none"
    assert violation("Ring me on 01632 960 999.") == "wrong_contact"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Your next shipment stays in our yard.", "threat_suspension"),
        ("Die nächste Lieferung bleibt im Lager.", "threat_suspension"),
        ("A replacement unit is already on the truck.", "invented_commitment"),
        ("LS-1 is for the annual support.", "none"),
        ("Is there anything about the delivery that holds it up?", "none"),
    ],
)
def test_what_we_supply_is_no_matter_of_a_reminder(said: str, expected: str) -> None:
    assert violation(said) == expected
