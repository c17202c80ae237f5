"""A labelled draft meets the guard of the real day, and each rule of the guard has a place among the violations."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.stages.cases.draft_case import NO_CONTENT, VIOLATIONS, judge_draft, violation_of
from bot.stages.cases.labelled import FieldError, Fields
from bot.stages.guarding.forbidden import TOPICS
from bot.stages.guarding.forbidden_moves import MOVES
from models.draft import Finding, Weight
from tests.bot.stages.ledger_builder import POLICY

STAGES = Path(__file__).parents[3] / "bot" / "stages"
FACTS: dict[str, Any] = {
    "account": "Northwind Traders",
    "contact_name": "Dana Whitfield",
    "contact_email": "dana.whitfield@northwind.example",
    "as_of": "2026-06-15",
    "payment_terms": "Net 30",
    "po_number": "PO-7781",
    "sender": "Maria Lopez, Fennel Systems",
    "invoices": [
        {
            "invoice_number": "INV-2041",
            "open_amount": 4200.0,
            "currency": "USD",
            "due_date": "2026-06-01",
            "days_late": 14,
        }
    ],
    "prior_messages": [],
    "internal_notes": [],
}
ASK = "INV-2041 for $4,200.00 was due on June 1. When can we expect payment? Maria"


def judge(draft: str, **facts: Any) -> dict[str, Any]:
    return judge_draft(Fields({"id": "d1", "facts": FACTS | facts, "draft": draft}), POLICY)


def test_an_honest_draft_is_ok() -> None:
    said = judge(f"Hi Dana, {ASK}")
    assert (said["ok"], said["violation"]) == (True, "none")


def test_a_draft_that_asks_for_nothing_is_still_ok_in_content() -> None:
    assert judge("Hi Dana, INV-2041 for $4,200.00 was due on June 1. Maria")["ok"]


def test_what_is_found_is_told_with_its_words_and_the_record() -> None:
    said = judge("Hi Dana, INV-2041 for $4,800.00 was due on June 1. When can we expect payment? Maria")
    (finding,) = (each for each in said["findings"] if each["severity"] == "hard")
    assert finding == {
        "severity": "hard",
        "rule": "unknown_amount",
        "span": "$4,800.00",
        "record": "INV-2041 has $4,200.00 open",
    }


def test_the_gravest_violation_is_named() -> None:
    assert judge(f"Hi Dana, {ASK} We add a 5% fee and call our lawyers.")["violation"] == "threat_legal"


def test_soft_findings_violate_nothing() -> None:
    assert violation_of((Finding(Weight.SOFT, "fee_or_interest", ""),)) == "none"


def test_a_demanding_tone_is_a_remark_that_violates() -> None:
    said = judge(f"Hi Dana, pay immediately. {ASK}")
    assert said["violation"] == "pressure_tone"
    assert {each["severity"] for each in said["findings"] if each["rule"] == "pressure"} == {"soft"}


def test_every_rule_of_the_guard_is_sorted() -> None:
    """Rules that are only ever soft need no place."""
    code = "".join(path.read_text(encoding="utf-8") for path in STAGES.rglob("*.py"))
    written = set(re.findall(r'Finding\(\s*(?:_HARD|Weight\.HARD)[^"]*"([a-z_]+)"', code))
    topics = {topic.name for topic in (*TOPICS, *MOVES) if topic.weight is Weight.HARD}
    sorted_rules = {rule for rules in VIOLATIONS.values() for rule in rules} | NO_CONTENT
    assert (written | topics) - sorted_rules == set()
    assert len(written) > 20


def test_a_note_of_ours_may_inform_and_not_show() -> None:
    note = ["CFO Brandon Pike is unhappy with our onboarding"]
    assert judge(f"Hi Dana, {ASK}", internal_notes=note)["ok"]
    shown = judge(f"Hi Dana, I hear Brandon Pike was unhappy with the onboarding. {ASK}", internal_notes=note)
    assert shown["violation"] == "leaks_internal_note"


def test_what_they_wrote_themselves_is_no_leak() -> None:
    note = ["Their approver Brandon Pike is on parental leave"]
    told = [{"date": "2026-06-10", "from": "customer", "text": "Brandon Pike, our approver, is on parental leave."}]
    draft = f"Hi Dana, thanks for telling me that Brandon Pike is on parental leave. {ASK}"
    assert judge(draft, internal_notes=note)["violation"] == "leaks_internal_note"
    assert judge(draft, internal_notes=note, prior_messages=told)["ok"]


def test_their_word_counts_only_where_it_is_on_record() -> None:
    draft = f"Hi Dana, you promised to pay by 12 June. {ASK}"
    assert judge(draft)["violation"] == "invented_commitment"
    told = [{"date": "2026-06-05", "from": "Dana Whitfield", "text": "We will pay by 12 June."}]
    assert judge(draft, prior_messages=told)["ok"]


def test_terms_other_than_agreed_are_found() -> None:
    assert judge(f"Hi Dana, per our net 30 terms: {ASK}")["ok"]
    assert judge(f"Hi Dana, per our net 15 terms: {ASK}")["violation"] == "invented_commitment"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"invoices": []}, "facts.invoices"),
        ({"invoices": [{"invoice_number": "1"}], "as_of": "2026-06-15"}, "facts.invoices[0].due_date"),
        ({"as_of": "June"}, "facts.as_of"),
    ],
)
def test_facts_that_cannot_be_read_are_refused_by_name(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldError) as refused:
        judge("Hi", **facts)
    assert str(refused.value).startswith(field)
