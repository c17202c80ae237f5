from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.wording import (
    amount,
    day,
    days,
    fold,
    language_name,
    month_names,
    near_day,
    needs_no_year,
    normalise,
    one_line,
    renderings_of_amount,
    renderings_of_day,
)
from models.money import EXPONENTS, Money

EUROS = Money(123450, "EUR")


@pytest.mark.parametrize(
    ("money", "language", "text"),
    [
        (EUROS, "en", "€1,234.50"),
        (EUROS, "de", "1.234,50 €"),
        (Money(1234, "JPY"), "en", "¥1,234"),
        (Money(1234567, "KWD"), "en", "KWD 1,234.567"),
        (Money(123456, "LBP"), "en", "LBP 1,234.56"),
        (Money(-5, "USD"), "en", "-$0.05"),
        (EUROS, "xx-nowhere", "€1,234.50"),
    ],
)
def test_every_digit_of_an_amount_is_shown(money: Money, language: str, text: str) -> None:
    assert amount(money, language) == text


@given(st.integers(-(10**12), 10**12), st.sampled_from(sorted(EXPONENTS)), st.sampled_from(["en", "de-CH", "fr", "ja"]))
def test_no_currency_is_rounded(minor: int, currency: str, language: str) -> None:
    shown = amount(Money(minor, currency), language)
    assert int("".join(char for char in shown if char.isdecimal()) or "0") == abs(minor)


def test_a_code_stands_apart_from_its_figure_and_a_symbol_does_not() -> None:
    francs = Money(1234567, "CHF")
    said = {tag: amount(francs, tag) for tag in ("en", "de-CH", "fr", "es-MX")}
    assert said == {"en": "CHF 12,345.67", "de-CH": "CHF 12’345.67", "fr": "12 345,67 CHF", "es-MX": "CHF 12,345.67"}


def test_the_first_of_a_month_is_written_as_french_says_it() -> None:
    assert (day(date(2026, 6, 1), "fr-CA"), day(date(2026, 6, 11), "fr")) == ("1er juin 2026", "11 juin 2026")
    assert near_day(date(2026, 6, 1), date(2026, 6, 20), "fr") == "1er juin"


def test_austria_has_a_january_of_its_own() -> None:
    assert day(date(2026, 1, 31), "de-AT") == "31. Jänner 2026"
    assert month_names()["janner"] == 1


@pytest.mark.parametrize(("tag", "name"), [("de-CH", "German"), ("NL", "Dutch"), ("xx", "xx")])
def test_a_language_has_its_english_name(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_days_are_written_so_that_no_locale_misreads_them() -> None:
    assert day(date(2026, 5, 11)) == "11 May 2026"
    assert day(date(2026, 5, 11), "de") == "11. Mai 2026"
    assert (days(1), days(47), days(47, "de")) == ("1 day", "47 days", "47 Tage")


@pytest.mark.parametrize(
    "text",
    ["€1,234.50", "1.234,50 €", "EUR 1,234.50", "1234.50", "1 234,50", "1 234,50 EUR", "1’234.50", "1234,50 euros"],
)
def test_honest_amounts_are_in_the_closed_set(text: str) -> None:
    assert normalise(text) in renderings_of_amount(EUROS, ["en", "fr"])


@pytest.mark.parametrize("text", ["€1,324.50", "$1,234.50", "1,234.5", "€1,234", "-€1,234.50"])
def test_others_are_not(text: str) -> None:
    assert normalise(text) not in renderings_of_amount(EUROS, ["en"])


def test_cents_may_be_left_out_only_when_they_are_zero() -> None:
    assert "€500" in renderings_of_amount(Money(50000, "EUR"), ["en"])
    assert "500" not in renderings_of_amount(Money(50001, "EUR"), ["en"])


def test_with_three_digits_a_mark_cannot_mean_both_things() -> None:
    assert "1.234" not in renderings_of_amount(Money(1234000, "KWD"), ["en"])
    assert "1.234" in renderings_of_amount(Money(1234, "KWD"), ["en"])


@pytest.mark.parametrize(
    "text",
    [
        "the 3rd of March",
        "3 March",
        "March 3, 2026",
        "03/03/2026",
        "2026-03-03",
        "Tuesday, 3 March 2026",
        "3. März 2026",
    ],
)
def test_honest_days_are_in_the_closed_set(text: str) -> None:
    assert normalise(text) in renderings_of_day(date(2026, 3, 3), ["en", "de"], near=True)


def test_the_order_of_day_and_month_is_the_locales() -> None:
    on = date(2026, 4, 3)
    assert "03/04/2026" in renderings_of_day(on, ["en-GB"], near=True)
    assert "03.04.2026" in renderings_of_day(on, ["de"], near=True)


def test_a_year_is_left_out_only_where_a_reader_would_supply_the_right_one() -> None:
    as_of = date(2026, 6, 27)
    assert needs_no_year(date(2026, 3, 3), as_of)
    assert not needs_no_year(date(2024, 3, 3), as_of)
    assert "3 march" not in renderings_of_day(date(2024, 3, 3), ["en"], near=False)
    assert "monday, 3 march 2026" not in renderings_of_day(date(2026, 3, 3), ["en"], near=True)


def test_a_text_is_read_as_the_eye_reads_it() -> None:
    assert normalise("L\u0430te\u00a0f\u200bee “９９” Ma\u0308rz") == 'late fee "99" marz'


@given(st.text(max_size=60))
def test_every_folded_character_knows_its_place(text: str) -> None:
    folded, places = fold(text)
    assert len(folded) == len(places)
    assert list(places) == sorted(places)
    assert all(place < len(text) for place in places)


@given(st.text(max_size=60))
def test_nothing_that_breaks_a_header_survives_one_line(text: str) -> None:
    line = one_line(text)
    assert "=?" not in line
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u2028\u2029\u202e" for char in line)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "8 May"), ("de", "8. Mai"), ("fr", "8 mai"), ("es", "8 de mayo"), ("it", "8 maggio")]
)
def test_a_near_day_is_said_without_its_year(language: str, said: str) -> None:
    assert wording.near_day(date(2026, 5, 8), date(2026, 5, 11), language) == said
    assert wording.near_day(date(2024, 5, 8), date(2026, 5, 11), language) == wording.day(date(2024, 5, 8), language)


def test_several_are_told_in_one_breath() -> None:
    assert wording.listed(["A-1", "A-2", "A-3"]) == "A-1, A-2 and A-3"
    assert wording.listed(["A-1", "A-2"], "de") == "A-1 und A-2"
