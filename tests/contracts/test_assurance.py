"""docs/assurance.md has every threat and fault, and whatever it says shows one exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "assurance.md"
IDS = [f"T{number}" for number in range(1, 43)] + [f"F{number}" for number in range(1, 51)]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
#: A reason why something is not shown: which kind it is, and why in words.
WHY_NOT = re.compile(r"Not (?:shown|built|ours)\b[^:]*: .*\w.*\.$")


@cache
def table() -> list[list[str]]:
    rows = re.findall(r"^\| ([TF]\d+ \|.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [row.split(" | ") for row in rows]


@cache
def named_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {each.name for each in tree.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")}


def without_tests(shown: str) -> str:
    return re.sub(rf"{TEST.pattern}|`make chaos`|<br>", "", shown).strip()


def test_every_threat_and_fault_is_there_once_and_in_order():
    assert [row[0] for row in table()] == IDS
    assert [row[0] for row in table() if len(row) != 4 or not all(cell.strip() for cell in row)] == []


def test_every_test_that_is_named_exists():
    named = {found for *_, shown in table() for found in TEST.findall(shown)}
    missing = [f"{path}::{name}" for path, name in named if not (ROOT / path).exists() or name not in named_in(path)]
    assert missing == []


@pytest.mark.parametrize("name", IDS)
def test_a_row_names_a_test_or_says_why_there_is_none(name):
    (shown,) = (row[3] for row in table() if row[0] == name)
    rest = without_tests(shown)
    assert TEST.search(shown) or rest
    assert not rest or WHY_NOT.match(rest), rest


def test_the_page_counts_what_is_not_shown():
    without = [row[0] for row in table() if not TEST.search(row[3])]
    in_part = [row[0] for row in table() if row[0] not in without and without_tests(row[3])]
    said = f"{len(IDS)} rows: {len(IDS) - len(without) - len(in_part)} are shown by tests whole, {len(in_part)} in part"
    print(f"\n{said}, {len(without)} by none; in part: {', '.join(in_part)}; by none: {', '.join(without)}")
    assert f"{said}, {len(without)} by none" in " ".join(PAGE.read_text(encoding="utf-8").split())
