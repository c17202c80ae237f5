"""A fact as text: how we write it, and every honest way people write it. The only home of babel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import product
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import get_currency_name, get_currency_symbol, parse_pattern
from babel.units import format_unit

from bot.wording.sight import LINE_ENDS
from bot.wording.sight import fold as fold
from bot.wording.sight import normalise as normalise
from models.money import EXPONENTS, Money

_CODE_AND_FIGURE = re.compile(r"(?<=[A-Z])(?=\d)")
_GROUPS = ("", ",", ".", " ", "'")
#: Words for a currency that babel's plural names do not give.
_SAID = {
    "USD": ("dollar", "dollars"),
    "EUR": ("euro", "euros"),
    "GBP": ("pound", "pounds"),
    "CHF": ("franken", "sfr."),
    "CAD": ("c$", "can$", "cdn$"),
    "AUD": ("au$",),
    "CNY": ("¥",),
    "NZD": ("nz$",),
    "SGD": ("s$",),
    "HKD": ("hk$",),
    "BRL": ("r$",),
}


# ── how we write it ──────────────────────────────────────────────────────────────────────────
@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """The locale of a BCP 47 tag; English where nobody knows it."""
    for tag in (language, language.split("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError, TypeError):
            continue
    return Locale("en")


def amount(money: Money, language: str = "en") -> str:
    """*money* with its currency, all digits of the currency shown.

    Raises:
        ValueError: the library would have changed a digit.
    """
    locale = locale_of(language)
    digits = EXPONENTS[money.currency]
    # CLDR gives some currencies fewer digits than ISO 4217; its own pattern would round silently.
    pattern = parse_pattern(locale.currency_formats["standard"].pattern)
    pattern.frac_prec = (digits, digits)
    text = _plain_spaces(pattern.apply(money.decimal, locale, currency=money.currency, currency_digits=False))
    # CLDR parts a code from the figure ("CHF 12.50"), a symbol not; babel parts neither.
    text = _CODE_AND_FIGURE.sub(" ", text)
    shown = "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
    if int(shown or "0") != abs(money.minor):
        raise ValueError(f"{money} would be shown as {text}")
    return text


@lru_cache(maxsize=4096)
def day(on: date, language: str = "en") -> str:
    """*on* in a long form no locale can misread."""
    locale = locale_of(language)
    text = format_date(on, format="d MMMM y" if locale.language == "en" else "long", locale=locale)
    return f"1er{text[1:]}" if locale.language == "fr" and on.day == 1 else text


def near_day(on: date, as_of: date, language: str = "en") -> str:
    """*on* as a letter of *as_of* says it: without the year where nobody can mistake it."""
    if not needs_no_year(on, as_of):
        return day(on, language)
    locale = locale_of(language)
    is_english = locale.language == "en"
    text = format_date(on, "d MMMM", locale) if is_english else format_skeleton("MMMMd", on, locale=locale)
    return f"1er{text[1:]}" if locale.language == "fr" and on.day == 1 else text


def days(count: int, language: str = "en") -> str:
    """A number of days, counted: "47 days"."""
    return _plain_spaces(format_unit(count, "duration-day", locale=locale_of(language)))


def years(count: int, language: str = "en") -> str:
    """A number of years, counted: "6 years"."""
    return _plain_spaces(format_unit(count, "duration-year", locale=locale_of(language)))


def listed(texts: Sequence[str], language: str = "en") -> str:
    """Several as they are told in one breath: "18 March, 8 April and 22 April"."""
    # American English would put a comma before the "and".
    return format_list(texts, locale="en_GB" if base_language(language) == "en" else locale_of(language))


def base_language(tag: str) -> str:
    """The language of a BCP 47 tag without its region, in small letters."""
    return tag.split("-")[0].casefold()


def language_name(language: str) -> str:
    """The English name of the language of a BCP 47 tag: "German"; the tag itself where nobody knows it."""
    try:
        return Locale.parse(base_language(language)).get_language_name("en") or one_line(language)
    except (ValueError, UnknownLocaleError):
        return one_line(language)


def one_line(text: str) -> str:
    """*text* fit for one line and for a header: no controls, no invisible marks, no encoded words."""
    kept = "".join(" " if char in LINE_ENDS + "\r\t" else char for char in text)
    kept = "".join(char for char in kept if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join(kept.replace("=?", "").replace("?=", "").split())


def _plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u200f", "").replace("\u200e", "")


# ── every honest way to write an amount ──────────────────────────────────────────────────────
@lru_cache(maxsize=4096)
def number_forms(money: Money, languages: tuple[str, ...]) -> frozenset[str]:
    """The bare number of *money* in every grouping, with and without cents that are zero."""
    digits = EXPONENTS[money.currency]
    whole, cents = divmod(abs(money.minor), 10**digits)
    forms = {_grouped(whole, mark) for mark in _whole_marks(digits, languages)} if cents == 0 else set()
    forms |= {f"{form},-" for form in forms}
    if digits:
        forms |= _with_cents(whole, f"{cents:0{digits}d}")
    return frozenset(forms)


def renderings_of_amount(money: Money, languages: Iterable[str]) -> frozenset[str]:
    """Every honest way to write *money*, normalised: bare, and with symbol, code or word on either side."""
    wanted = tuple(languages)
    numbers = number_forms(money, wanted)
    marked = {
        form
        for number, mark in product(numbers, currency_marks(money.currency, wanted))
        for form in (f"{mark}{number}", f"{mark} {number}", f"{number}{mark}", f"{number} {mark}")
    }
    return numbers | marked


@lru_cache(maxsize=512)
def currency_marks(currency: str, languages: tuple[str, ...]) -> frozenset[str]:
    """Symbols, code and names of *currency*, normalised."""
    marks = {currency, *_SAID.get(currency, ())}
    for language in {*languages, "en"}:
        locale = locale_of(language)
        marks |= {get_currency_symbol(currency, locale), locale.currency_symbols.get(currency, currency)}
        marks |= {get_currency_name(currency, count, locale) for count in (1, 2)}
    marks |= {"$"} if currency in ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN") else set()
    marks |= {"us$"} if currency == "USD" else set()
    return frozenset(normalise(mark) for mark in marks)


def _whole_marks(digits: int, languages: tuple[str, ...]) -> tuple[str, ...]:
    # "1.234" could be one and a bit dinar: with three digits after the mark only this locale's grouping is clear.
    if digits != 3:
        return _GROUPS
    return ("", " ", "'", *{_plain_spaces(locale_of(tag).number_symbols["latn"]["group"]) for tag in languages})


def _grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


def _with_cents(whole: int, cents: str) -> set[str]:
    pairs = [(group, point) for group, point in product(_GROUPS, ".,") if group != point]
    return {f"{_grouped(whole, group)}{point}{cents}" for group, point in pairs}


# ── every honest way to write a day ──────────────────────────────────────────────────────────
def needs_no_year(on: date, as_of: date) -> bool:
    """Whether a reader of *as_of* supplies the right year where *on* is written without one."""
    return -365 < (on - as_of).days < 183


def renderings_of_day(on: date, languages: Iterable[str], *, near: bool) -> frozenset[str]:
    """Every honest way to write *on*, normalised; without a year only when it is *near* (`needs_no_year`)."""
    return frozenset().union(*(_day_forms(on, language, near) for language in {*languages, "en"}))


@lru_cache(maxsize=4096)
def _day_forms(on: date, language: str, near: bool) -> frozenset[str]:
    ends = [f" {on.year}", f", {on.year}", f" '{on:%y}", f" {on:%y}"] + ([""] if near else [])
    forms = {on.isoformat(), f"{on:%Y/%m/%d}", f"{on:%Y.%m.%d}", f"{on:%Y%m%d}"}
    forms |= {start + end for start, end in product(_day_and_month(on, language), ends)}
    forms |= _numeric_days(on, language, near)
    return frozenset(normalise(form) for form in forms)


def _day_and_month(on: date, language: str) -> set[str]:
    locale = locale_of(language)
    months = {format_date(on, form, locale).rstrip(".") for form in ("MMMM", "MMM", "LLLL", "LLL")}
    numbers = {str(on.day), f"{on.day:02d}", ordinal(on.day), f"{on.day}."}
    orders = {f"{n} {m}" for n, m in product(numbers, months)} | {f"{m} {n}" for n, m in product(numbers, months)}
    orders |= {f"{n} {of} {m}" for n, m, of in product(numbers, months, ("of", "de"))}
    orders |= {f"the {form}" for form in orders} | {f"{n}-{m}" for n, m in product(numbers, months)}
    named = {format_date(on, form, locale).rstrip(".") for form in ("EEEE", "EEE")}
    return orders | {f"{name}{mark} {form}" for name, mark, form in product(named, ("", ","), orders)}


def _numeric_days(on: date, language: str, near: bool) -> set[str]:
    year_forms = [f"{on.year}", f"{on:%y}"]
    orders = []
    if language.split("-")[0] != "en" or language != "en-US":
        orders.append(((f"{on.day}", f"{on.day:02d}"), (f"{on.month}", f"{on.month:02d}")))
    if language in ("en", "en-US"):
        orders.append(((f"{on.month}", f"{on.month:02d}"), (f"{on.day}", f"{on.day:02d}")))
    forms: set[str] = set()
    for first, second in orders:
        pairs = list(product(first, second, "./-"))
        forms |= {f"{a}{mark}{b}{mark}{year}" for (a, b, mark), year in product(pairs, year_forms)}
        forms |= {f"{a}/{b}" for a, b, _ in pairs} | {f"{a}.{b}." for a, b, _ in pairs} if near else set()
    return forms


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@cache
def month_names() -> Mapping[str, int]:
    """Month names and their short forms in the languages our customers write, normalised."""
    # Austria has a January of its own.
    names = {
        normalise(name).rstrip("."): month
        for language in ("en", "de", "de-AT", "fr", "es", "it", "nl", "pt")
        for width in ("wide", "abbreviated")
        for month, name in locale_of(language).months["format"][width].items()
    }
    return MappingProxyType(names | {"sept": 9, "marz": 3, "maerz": 3})


@cache
def weekday_names() -> Mapping[str, int]:
    """Weekday names and their short forms in the same languages, normalised; Monday is 0."""
    names = {
        normalise(name).rstrip("."): weekday
        for language in ("en", "de", "fr", "es", "it", "nl", "pt")
        for width in ("wide", "abbreviated")
        for weekday, name in Locale(language).days["format"][width].items()
    }
    return MappingProxyType(names | {"tues": 1, "thur": 3, "thurs": 3})
