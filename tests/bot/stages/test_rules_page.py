"""docs/rules.md says what the code does, rule by rule and gate by gate."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from bot.stages.gates import GATES
from bot.stages.late import LATE_REASONS
from bot.stages.pause import paused
from bot.stages.risk import RISKS
from bot.stages.routes import FALLBACK
from bot.stages.tone import CEILINGS
from bot.stages.triage import RULES
from models.people import Role
from models.policy import Cadence

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
    assert documented("Gates") == built((*GATES, paused))


def rows(heading: str) -> list[list[str]]:
    """The cells of the section's table, without the marks of code."""
    section = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = (line for line in section.splitlines() if line.startswith("| `"))
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def said(role: Role) -> str:
    return role.value.replace("_", " ")


def test_every_late_reason_is_on_the_page_with_its_owner_and_play() -> None:
    assert rows("Why they are late") == [
        [finder.__name__, (finder.__doc__ or "").strip(), said(owner), play] for finder, owner, play in LATE_REASONS
    ]


def test_every_part_of_the_risk_score_is_on_the_page() -> None:
    assert documented("The risk score") == built(RISKS)


def test_every_ceiling_is_on_the_page() -> None:
    assert rows("How firmly a message may speak") == [[rule, tone.value] for rule, tone in CEILINGS.items()]


def test_every_role_is_on_the_page_with_who_comes_next() -> None:
    for (role, _people, _channel, turn), fallback in zip(rows("Who decides"), FALLBACK.items(), strict=True):
        assert (role, turn.split(", then ")) == (fallback[0].value, [said(one) for one in fallback[1]] or [turn])


def test_every_key_of_the_cadence_is_on_the_page_with_its_default() -> None:
    usual = Cadence()
    for key, _meaning, _range, default in rows("When we ask, and how often"):
        assert getattr(usual, key) == int(default)
    assert {row[0] for row in rows("When we ask, and how often")} == set(Cadence.__dataclass_fields__)
