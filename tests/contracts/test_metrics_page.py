"""docs/metrics.md documents exactly the measures there are."""

import re
from pathlib import Path

from models.measure import Measure

PAGE = Path(__file__).parents[2] / "docs" / "metrics.md"


def table() -> list[list[str]]:
    rows = re.findall(r"^\| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    cells = [row.split(" | ") for row in rows]
    return [row for row in cells if row[0] != "measure" and not row[0].startswith("---")]


def test_every_measure_is_documented_once_in_order_and_nothing_else_is():
    assert [row[0] for row in table()] == [measure.value for measure in Measure]


def test_every_measure_has_a_formula_a_unit_and_a_source():
    assert [row[0] for row in table() if len(row) != 4 or not all(cell.strip() for cell in row)] == []
