from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.remittance_file import load_remittance
from bot.errors import MappingError

ROOT = Path(__file__).parents[3]


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "remittance.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_that_ships_has_an_account_per_currency() -> None:
    found = load_remittance(ROOT / "config" / "remittance.toml")
    assert set(found) == {("fennel", "EUR"), ("fennel", "USD"), ("fennel", "GBP"), ("fennel-inc", "USD")}
    assert found["fennel", "EUR"].lines[1] == "IBAN IE64 IRCE 9205 0112 3456 78"
    assert all("invented" in found[key].lines[0] for key in found)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[fennel.EUR]\nlines = ["IBAN IE65 IRCE 9205 0112 3456 78"]', "check digits"),
        ("[fennel.EUR]\nlines = []", "lines"),
        ('[fennel.EUR]\nlines = ["a"]\nbic = "X"', "bic"),
        ("[fennel.EUR]", "lines"),
        ('[fennel.XXQ]\nlines = ["a"]', "XXQ"),
        ('[fennel]\nEUR = "DE00"', "EUR"),
        ('[fennel.EUR]\nlines = ["pay\\u202e here"]', "invisible"),
        ('[fennel.EUR]\nlines = [" a"]', "space"),
        ("[fennel.EUR\n", "TOML"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(MappingError, match=named):
        load_remittance(_written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"nowhere\.toml"):
        load_remittance(tmp_path / "nowhere.toml")
