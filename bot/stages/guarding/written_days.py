"""A day as people write it, read back: every calendar day the words can honestly mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from bot import wording

_SPELLED = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
ORDINAL_WORDS = {word: place for place, word in enumerate(_SPELLED.split(), start=1)}

_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_NO_MONEY = r"(?<![\d.,€$£¥])(?<![€$£¥] )(?<!eur )(?<!usd )(?<!gbp )(?<!chf )"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?\.?")


@lru_cache(maxsize=1)
def day_pattern() -> re.Pattern[str]:
    """Matches every written calendar day in folded text."""
    months = "|".join(sorted(map(re.escape, wording.month_names()), key=len, reverse=True))
    weekdays = "|".join(sorted((name for name in wording.weekday_names() if len(name) > 2), key=len, reverse=True))
    spelled = "|".join(sorted(ORDINAL_WORDS, key=len, reverse=True)).replace("-", "[ -]")
    number = rf"(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th|er|º|°|\.)?|(?:{spelled}))"
    year = r"(?:[,.]? ?(?:of |de |del )?(?:\d{4}|'\d{2}|\d{2}(?![\d.,:%]|\s?(?:days|eur|usd|€|\$))))?"
    named = rf"(?:\b(?:{weekdays})[,.]{{0,2}} (?:(?:the|den|dem|le|el|il) )?)?"
    return re.compile(
        rf"{named}(?:\b\d{{4}}([-/.])\d{{1,2}}\1\d{{1,2}}\b|\b20\d\d[01]\d[0-3]\d\b"
        rf"|\b\d{{1,2}}([-/.])\d{{1,2}}\2(?:\d{{4}}|\d{{2}})\b"
        rf"|(?!24/7\b){_NO_MONEY}\b(?:{_DAY}/{_MONTH}|{_MONTH}/{_DAY})\b(?![/\d])|{_NO_MONEY}\b{_DAY}\.{_MONTH}\.(?!\d)"
        rf"|\b{number}[ -](?:(?:day )?of |de |d')?(?:{months})\b\.?{year}"
        rf"|\b(?:{months})\b\.? {number}(?![\w€$%]|[.,]\d){year})"
    )


def days_meant(words: str, as_of: date) -> frozenset[date]:
    """Every day folded *words* can mean for a reader of *as_of*; empty where a weekday contradicts the date."""
    text = " ".join(words.casefold().split())
    weekday, text = _weekday(text)
    days = frozenset(_figures(text, as_of) or _in_words(text, as_of))
    return days if weekday is None else frozenset(on for on in days if on.weekday() == weekday)


def _weekday(text: str) -> tuple[int | None, str]:
    found = re.match(r"([^\W\d_]+)[,. ]+(?:(?:the|den|dem|le|el|il) )?(?=\S)", text)
    if found is None or len(found[1]) < 3 or found[1] not in wording.weekday_names():
        return None, text
    rest = text[found.end() :]
    # "mar" is a March in some languages and a Tuesday in others; so is "mar. 3".
    if found[1] in wording.month_names() and not re.search(r"[a-z]{3}|\d[./-]\d", rest):
        return None, text
    return wording.weekday_names()[found[1]], rest


def _figures(text: str, as_of: date) -> set[date]:
    first = _YEAR_FIRST.fullmatch(text)
    if first:
        return set(_real(int(first[1]), int(first[3]), int(first[4])))
    found = _FIGURES.fullmatch(text)
    if not found:
        return set()
    one, two = int(found[1]), int(found[2])
    years = _years(found[3])
    return {on for day, month in ((one, two), (two, one)) for on in _all(day, month, years, as_of)}


def _in_words(text: str, as_of: date) -> set[date]:
    joined = re.sub(r"\b(twenty|thirty)[ -](?=[a-z])", r"\1-", text)
    tokens = re.findall(r"[a-z]+(?:-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))?|\d+", joined)
    months = [wording.month_names()[token] for token in tokens if token in wording.month_names()]
    numbers = [ORDINAL_WORDS.get(token) or (int(token) if token.isdigit() else None) for token in tokens]
    figures = [number for number in numbers if number is not None]
    if not months or not figures:
        return set()
    years = _years(str(figures[1]) if len(figures) > 1 else None)
    return set(_all(figures[0], months[0], years, as_of))


def _years(written: str | None) -> tuple[int, ...]:
    if written is None:
        return ()
    return (int(written) if len(written) == 4 else 2000 + int(written),)


def _all(day: int, month: int, years: tuple[int, ...], as_of: date) -> Iterator[date]:
    for year in years or (as_of.year - 1, as_of.year, as_of.year + 1):
        for on in _real(year, month, day):
            if years or wording.needs_no_year(on, as_of):
                yield on


def _real(year: int, month: int, day: int) -> Iterator[date]:
    if 1 <= month <= 12 and 1 <= day <= 31:
        on = date(year, month, 1) + timedelta(days=day - 1)
        if on.month == month:
            yield on
