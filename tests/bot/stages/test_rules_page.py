"""docs/rules.md says what the code does, rule by rule and gate by gate."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from bot.stages.gates import GATES
from bot.stages.triage import RULES

PAGE = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+?) \|", re.M)


def documented(heading: str) -> list[tuple[str, str]]:
    section = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [(name, sentence) for name, sentence in ROW.findall(section)]


def built(rules: tuple[Callable[..., object], ...]) -> list[tuple[str, str]]:
    return [(rule.__name__, (rule.__doc__ or "").strip()) for rule in rules]


def test_every_rule_is_on_the_page_in_order() -> None:
    assert documented("How an account is sorted") == built(RULES)


def test_every_gate_is_on_the_page_in_order() -> None:
    assert documented("Gates") == built(GATES)
