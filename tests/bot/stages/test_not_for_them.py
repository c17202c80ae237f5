"""Whose names a text may hold, and which notes."""

from __future__ import annotations

import pytest

from bot.stages.not_for_them import others_named

OURS = ("hexcroft ltd", "lumen freight bv", "lumen studios", "ö & co. bäckerei")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As with Hexcroft, please pay by Friday.", {"hexcroft ltd"}),
        ("Our friends at Lumen Freight paid already.", {"lumen freight bv", "lumen studios"}),
        ("Die Ö & Co. Bäckerei hat schon bezahlt.", {"ö & co. bäckerei"}),
        ("Please let me know when we can expect it.", set()),
    ],
)
def test_a_name_is_looked_for_where_its_first_word_stands(text: str, found: set[str]) -> None:
    assert others_named(text, OURS, "Acme Tools Ltd") == found


def test_the_customers_own_name_and_that_of_its_group_may_stand_there() -> None:
    assert others_named("Dear team at Lumen Freight,", OURS, "Lumen Freight BV") == frozenset()
