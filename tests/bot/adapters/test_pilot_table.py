"""[pilot] of the policy: what it says, and each way of being wrong with its next step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.adapters.policy_file import load_policy
from bot.errors import MappingError
from models.pilot import Pilot

PATH = Path(__file__).parents[3] / "config" / "policy.toml"
TEXT = PATH.read_text(encoding="utf-8")
#: The table as it stands there, taken out of its comments.
SHOWN = "\n".join(
    re.findall(r"^# (\[pilot\]|\w+ = .*)$", TEXT[TEXT.index("# [pilot]") : TEXT.index("[tolerance]")], re.M)
)


def policy_with(folder: Path, table: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(TEXT.replace("[tolerance]", f"{table}\n\n[tolerance]", 1), encoding="utf-8")
    return path


def test_the_pilot_is_off_until_the_policy_names_one() -> None:
    assert load_policy(PATH).pilot is None


def test_the_table_shown_in_the_comments_is_a_whole_pilot(tmp_path: Path) -> None:
    assert load_policy(policy_with(tmp_path, SHOWN)).pilot == Pilot(
        entities=frozenset({"fennel"}),
        tiers=frozenset({"mid"}),
        terms_days=frozenset({30}),
        require_owner=True,
        max_disputes_a_year=1,
        exclude_top=10,
        exclude_chronic=45,
    )


def test_a_test_that_is_not_written_is_not_asked(tmp_path: Path) -> None:
    assert load_policy(policy_with(tmp_path, "[pilot]\nmax_disputes_a_year = 0")).pilot == Pilot(max_disputes_a_year=0)


@pytest.mark.parametrize(
    ("table", "place", "next_step"),
    [
        pytest.param("", "[pilot]", "everybody would be in it", id="no test at all"),
        pytest.param("require_owner = false", "[pilot]", "everybody would be in it", id="no test but a no"),
        pytest.param("entity = 3", "[pilot] entity = 3", "no such setting", id="a misspelt test"),
        pytest.param('entities = ["acme"]', "entities = 'acme'", "fennel, fennel-inc", id="an entity nobody knows"),
        pytest.param('tiers = ["gold"]', "tiers = 'gold'", "[tiers]; use one of", id="a tier nobody knows"),
        pytest.param("tiers = []", "tiers = []", "nobody would be in the pilot", id="no tier"),
        pytest.param("terms_days = []", "terms_days = []", "nobody would be in the pilot", id="no terms"),
        pytest.param('terms_days = ["30"]', "terms_days = '30'", "between 0 and 365", id="terms as a text"),
        pytest.param("terms_days = [30, -1]", "terms_days = -1", "between 0 and 365", id="terms below nothing"),
        pytest.param("terms_days = [true]", "terms_days = True", "between 0 and 365", id="terms as a yes"),
        pytest.param("exclude_top = 0", "exclude_top = 0", "between 1 and", id="no top"),
        pytest.param("exclude_chronic = -1", "exclude_chronic = -1", "between 0 and", id="days below nothing"),
        pytest.param("require_owner = 1", "require_owner = 1", "true or false", id="a number for a yes"),
    ],
)
def test_each_mistake_is_named_with_its_next_step(tmp_path: Path, table: str, place: str, next_step: str) -> None:
    with pytest.raises(MappingError) as refused:
        load_policy(policy_with(tmp_path, f"[pilot]\n{table}"))
    assert str(refused.value).startswith("policy.toml: ")
    assert place in str(refused.value)
    assert next_step in str(refused.value)
