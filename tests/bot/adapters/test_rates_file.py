from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.adapters.rates_file import load_rates
from bot.errors import MappingError
from models.rates import Rates

ROOT = Path(__file__).parents[3]


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rates.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_that_ships_is_in_euros() -> None:
    found = load_rates(ROOT / "config" / "rates.csv")
    assert found.base == "EUR"
    assert {"USD", "GBP"} <= found.noted.keys()


def test_no_file_keeps_no_rates(tmp_path: Path) -> None:
    assert load_rates(tmp_path / "rates.csv") == Rates()


def test_lines_may_come_in_any_order_and_twice_alike(tmp_path: Path) -> None:
    text = "\ufeff# ours\ndate,currency,per_GBP\r\n2026-05-08,EUR,1.17\n\n2026-05-04,EUR,1.16\n2026-05-08,EUR,1.170\n"
    assert load_rates(_written(tmp_path, text)) == Rates(
        "GBP", {"EUR": ((date(2026, 5, 4), Decimal("1.16")), (date(2026, 5, 8), Decimal("1.17")))}
    )


HEAD = "date,currency,per_EUR\n"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", r"rates\.csv:1: .*date,currency,per_EUR"),
        ("date,currency,rate\n", "per_EUR"),
        ("date,currency,per_XXQ\n", "per_EUR"),
        ("currency,date,per_EUR\n", "per_EUR"),
        (HEAD + "2026-05-08,USD\n", r":2: .*a day, a currency and a number"),
        (HEAD + "2026-05-08,USD,1,1\n", "a day, a currency and a number"),
        (HEAD + "08/05/2026,USD,1.1\n", "is no day"),
        (HEAD + "2026-02-30,USD,1.1\n", "is no day"),
        (HEAD + "2026-05-08,USX,1.1\n", "ISO 4217"),
        (HEAD + "2026-05-08,EUR,1\n", "other than EUR"),
        (HEAD + "2026-05-08,USD,0\n", "above 0"),
        (HEAD + "2026-05-08,USD,-1.1\n", "above 0"),
        (HEAD + "2026-05-08,USD,NaN\n", "above 0"),
        (HEAD + "2026-05-08,USD,Infinity\n", "above 0"),
        (HEAD + "2026-05-08,USD,n/a\n", "above 0"),
        (HEAD + "2026-05-08,USD,1.1\n2026-05-08,USD,1.2\n", r":3: .*second rate of that day"),
    ],
)
def test_a_wrong_line_is_refused_by_number(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(MappingError, match=named):
        load_rates(_written(tmp_path, text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_bytes(b"date,currency,per_EUR\n# \xa3\n")
    with pytest.raises(MappingError, match="Save it as UTF-8"):
        load_rates(path)
