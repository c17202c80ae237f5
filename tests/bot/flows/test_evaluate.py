"""Cases in, predictions and a table out; a bad row is named and the others go on."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.flows.evaluate import Evaluation, File, evaluate
from bot.stages.cases.scoring import FIELDS, What, table
from tests.bot.stages.ledger_builder import POLICY

ROOT = Path(__file__).parents[3]
EVALS = ROOT / "tests" / "evals"
TWICE = {"id": "m1", "text": "You have billed us twice.", "source": "email", "received": "2026-05-11"}


def run(what: What, *rows: dict[str, Any] | str, gold: list[dict[str, Any]] | None = None) -> Evaluation:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    labels = File("gold.jsonl", [json.dumps(row) for row in gold]) if gold is not None else None
    return evaluate(what, File("cases.jsonl", lines), labels, POLICY)


def test_a_message_has_every_field_and_its_quotes() -> None:
    (said,) = run(What.MESSAGES, TWICE).predictions
    assert said == {
        "id": "m1",
        "dispute": True,
        "dispute_reason": "billing_error",
        "promise_to_pay": None,
        "wants": "none",
        "out_of_office": False,
        "contact_left": False,
        "po_needed": False,
        "injection": False,
        "quotes": {"dispute": "You have billed us twice."},
    }


@pytest.mark.parametrize("where", ["beside", "under", "file", "file under"])
def test_gold_may_stand_in_four_places(where: str) -> None:
    labels = {"dispute": False}
    gold = {"file": [{"id": "m1", **labels}], "file under": [{"id": "m1", "expected": labels}]}.get(where)
    row = TWICE | {"beside": labels, "under": {"expected": labels}}.get(where, {})
    found = run(What.MESSAGES, row, gold=gold)
    (miss,) = found.score.misses
    assert (miss.field, miss.expected, miss.found, miss.because) == (
        "dispute",
        False,
        True,
        "You have billed us twice.",
    )


def test_without_gold_there_is_nothing_to_compare() -> None:
    assert table(run(What.MESSAGES, TWICE).score) == ("no gold: nothing to compare with",)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{not json", r"cases\.jsonl:2 column 2: .* → write one JSON object"),
        ("[1]", r"cases\.jsonl:2: not a JSON object → "),
        ({"id": "m2", "source": "email", "received": "2026-05-11"}, r"cases\.jsonl:2 text=None: it is missing → add"),
        (TWICE | {"id": "m2", "received": "11 May"}, r"cases\.jsonl:2 received='11 May': .* → write YYYY-MM-DD"),
        (TWICE | {"id": "m2", "source": "fax"}, r"cases\.jsonl:2 source='fax': .* → write one of email, note, ticket"),
        (TWICE, r"cases\.jsonl:2 id='m1': an earlier row has it → "),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_go_on(row: dict[str, Any] | str, told: str) -> None:
    found = run(What.MESSAGES, TWICE, row, TWICE | {"id": "m9"})
    assert [said["id"] for said in found.predictions] == ["m1", "m9"]
    (refused,) = found.refused
    assert re.fullmatch(told + ".*", refused)


def test_a_label_with_a_name_that_no_prediction_has_is_told() -> None:
    row = {"id": "m1", "text": "Hello", "source": "email", "received": "2026-05-11"}
    misspelt = row | {"expected": {"disputes": True, "dispute": False, "reasons": []}}
    found = evaluate(What.MESSAGES, File("cases.jsonl", [json.dumps(misspelt)]), None, POLICY)
    assert (found.unknown, found.refused) == (("disputes",), ())


def test_gold_of_a_case_that_is_not_there_is_told() -> None:
    (refused,) = run(What.MESSAGES, TWICE, gold=[{"id": "m404", "dispute": True}]).refused
    assert refused.startswith("gold.jsonl: no case has the id 'm404' → ")


@pytest.mark.parametrize(("what", "name"), [(What.ACCOUNTS, "accounts.jsonl"), (What.DRAFTS, "draft_cases.jsonl")])
def test_our_own_labelled_cases_come_out_as_labelled(what: What, name: str) -> None:
    """Written by the author of the rules and looked at since: a floor, not a measure."""
    lines = (EVALS / name).read_text(encoding="utf-8").splitlines()
    found = evaluate(what, File(name, lines), None, POLICY)
    assert not found.refused
    assert found.score.judged == len(lines)
    assert not found.score.misses, "\n".join(table(found.score))


# ── the page ─────────────────────────────────────────────────────────────────────────────────
PAGE = (ROOT / "docs" / "evaluate.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("what", What)
def test_the_examples_of_the_page_are_true(what: What) -> None:
    section = PAGE.partition(f"## {what.capitalize()}")[2]
    case, shown = re.findall(r"```json\n(.*?)\n```", section, re.S)[:2]
    (said,) = run(what, case).predictions
    assert {name: said[name] for name in json.loads(shown)} == json.loads(shown)


def test_the_page_names_every_field_of_a_card() -> None:
    section = PAGE.partition("## Accounts")[2].partition("## Drafts")[0]
    card = json.loads(re.findall(r"```json\n(.*?)\n```", section, re.S)[0])["facts"]
    assert all(f"`{field}`" in section for field in card)


def test_the_page_names_every_violation_in_its_order() -> None:
    order = re.search(r"in this order: (.*?)\.\n", PAGE, re.S)
    assert order is not None
    assert ["none", *re.split(r",\s+", order[1])] == list(FIELDS[What.DRAFTS]["violation"])
