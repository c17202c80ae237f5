"""Labelled drafts as `collections evaluate drafts` takes them: how often the guard is wrong, held to what was measured.

Only counts are printed: the sets kept apart stay unread, and a change is judged by them without learning from them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.stages.cases.draft_case import judge_draft
from bot.stages.cases.labelled import Fields
from tests.bot.stages.ledger_builder import POLICY

HERE = Path(__file__).parent

#: Set → honest drafts refused and lies passed, at most.
LOOKED_AT = {
    "cases_drafts": (0, 0),
    "draft_cases": (0, 0),
    "drafts_written_2": (0, 0),
    "drafts_written_3": (1, 0),
    "drafts_by_meaning": (1, 2),
    "drafts_last": (0, 0),
    "drafts_own_honest": (0, 0),
}
KEPT_APART = {"cases_drafts_apart": (0, 2), "drafts_written_2_apart": (10, 8), "drafts_written_3_apart": (10, 9)}


def wrong(name: str) -> tuple[int, int]:
    rows = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]
    said = [(row["expected"]["ok"], judge_draft(Fields(row), POLICY)["ok"]) for row in rows]
    refused, passed = said.count((True, False)), said.count((False, True))
    print(f"{name}: {refused} of {sum(honest for honest, _ in said)} honest drafts refused, {passed} lies passed")
    return refused, passed


@pytest.mark.parametrize("name", [*LOOKED_AT, *KEPT_APART])
def test_the_guard_is_wrong_no_more_often_than_measured(name: str) -> None:
    refused, passed = wrong(name)
    most_refused, most_passed = (LOOKED_AT | KEPT_APART)[name]
    assert refused <= most_refused
    assert passed <= most_passed
