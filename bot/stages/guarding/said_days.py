# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""Every day a text names, compared with the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot import wording
from bot.stages.guarding.known import Day, Known, Stated
from bot.stages.guarding.sheet import Sheet
from bot.stages.guarding.speech import Speech, sets_limit, speech_at
from bot.stages.guarding.written_days import day_pattern, days_meant
from models.correspondence import Direction
from models.draft import Finding, Weight

_HARD, _SOFT = Weight.HARD, Weight.SOFT
#: How far ahead a day may be that a message asks for or announces.
_DAYS_AHEAD = 70


# ── days written out ─────────────────────────────────────────────────────────────────────────
def days_on_record(sheet: Sheet, known: Known) -> Iterator[Stated | Finding]:
    """Every calendar day that is on record."""
    for found in day_pattern().finditer(sheet.left):
        facts = known.facts_of(days_meant(found[0], known.packet.as_of))
        if facts and not _is_word_never_given(sheet, known, *found.span(), facts):
            sheet.cover(*found.span())
            yield Stated(*found.span(), facts)


def _is_word_never_given(sheet: Sheet, known: Known, start: int, end: int, facts: tuple[Day, ...]) -> bool:
    """A day on record for something else, told as the day they named."""
    if all(fact.number is None for fact in facts) or speech_at(sheet, start, end) is not Speech.THEIR_WORD:
        return False
    return not {fact.on for fact in facts} & days_in_messages(known)


_JOINED = re.compile(
    r"(?<![\d.,€$£])\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?: and | und | et | y | e | en | & |, |/| to | bis | au | a | al | tot |-|\u2013)(?=\d{1,2}(?:st|nd|rd|th|\.)?(?:, | and | und | et | y | e | en | & | (?:of |de )?(?P<month>[a-z]+)))"
)


def joined_days(sheet: Sheet, known: Known) -> Iterator[Stated | Finding]:
    """The first of "6 and 13 July", which has its month from the last."""
    for found in _JOINED.finditer(sheet.left):
        month = re.match(
            r"[\d.,&/ ]*(?:(?:st|nd|rd|th|and|und|et|y|e|en|of|de)\b[\d.,&/ ]*)*(?P<name>[a-z]+)",
            sheet.left[found.end() :],
        )
        if month is None or month["name"] not in wording.month_names():
            continue
        start, end = found.span("day")
        days = days_meant(f"{found['day']} {month['name']}", known.packet.as_of)
        yield from _one_day(sheet, known, start, end, days)


def _one_day(sheet: Sheet, known: Known, start: int, end: int, days: frozenset[date]) -> Iterator[Stated | Finding]:
    quote, facts = sheet.quote(start, end), known.facts_of(days)
    weight = _HARD if sets_limit(sheet, start) else _weight(speech_at(sheet, start, end), days, known)
    sheet.cover(start, end)
    if facts:
        yield Stated(start, end, facts)
    else:
        yield Finding(weight, "unknown_date" if weight is _HARD else "day_ahead", quote, dates_on_record(known))


_DAY_ALONE = re.compile(
    r"\b(?:of|on|from|vom|am|zum|du|le|del|el|dal|il|van|op) (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er)?(?![\w./:%-]|,\d| ?(?:€|eur|usd|\$|days?|tage?|jours|dias|giorni|dagen))"
)


def days_alone(sheet: Sheet, known: Known) -> Iterator[Stated]:
    """ "Your mail of the 17th", where something on record is of a 17th."""
    for found in _DAY_ALONE.finditer(sheet.left):
        facts = tuple(fact for fact in known.days if fact.on.day == int(found["day"]))
        if facts:
            sheet.cover(*found.span("day"))
            yield Stated(*found.span("day"), facts)


def other_days(sheet: Sheet, known: Known) -> Iterator[Stated | Finding]:
    """Every calendar day that is not; money has been taken out before."""
    for found in day_pattern().finditer(sheet.left):
        yield from _one_day(sheet, known, *found.span(), days_meant(found[0], known.packet.as_of))


def _weight(speech: Speech, days: frozenset[date], known: Known) -> Weight:
    told = days & days_in_messages(known)
    if speech is Speech.RECORD:
        return _HARD
    if speech is Speech.THEIR_WORD:
        return _SOFT if told else _HARD
    ahead = any(0 <= (on - known.packet.as_of).days <= _DAYS_AHEAD for on in days)
    return _SOFT if told or ahead else _HARD


def days_in_messages(known: Known) -> frozenset[date]:
    """Every day the messages to and fro name, and those that were promised in them."""
    named = (
        on
        for message in known.packet.exchanges
        for found in day_pattern().finditer(wording.normalise(message.text))
        for on in days_meant(found[0], message.at.date())
    )
    return frozenset(named) | {promise.due_on for promise in known.packet.promises}


def dates_on_record(known: Known) -> str:
    """The due dates of what is asked for, as the reviewer reads them."""
    due = [f"{item.invoice.number} was due {wording.day(item.invoice.due_on)}" for item in known.asked]
    return "; ".join(due) or "no date on record for this message"


# ── a month, a weekday, tomorrow ─────────────────────────────────────────────────────────────
_NEAR = (
    r"today|tomorrow|yesterday|last week|this week|next week|(?:the )?end of (?:the |this |next )?(?:week|month|day)"
)
_FELL_DUE = r"(?:(?<!past )(?<!over)due|fell due|payable|faellig|fallig|echue? (?:le|depuis)|vencid[ao] el|vencio el|scadut[ao]) (?:on |since |back )?(?:on )?(?:last )?$"


def loose_days(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """Days named without a date: true ones are noted, untrue ones refused."""
    for found in re.finditer(rf"\b(?:{_NEAR})\b", sheet.left):
        true = any(known.is_day_near(found[0], item.invoice.due_on) for item in known.told)
        yield _loose(sheet, found, known, true=true)
    for found in re.finditer(rf"\b(?:{'|'.join(_long_weekdays())})s?\b", sheet.left):
        weekday = wording.weekday_names().get(found[0].rstrip("s"), wording.weekday_names().get(found[0]))
        due = any(_is_so_named(sheet, found, known, item.invoice.due_on, weekday) for item in known.told)
        told = _is_weekday_told(known, weekday) or known.packet.as_of.weekday() == weekday
        given = _is_their_word(sheet, found) and not told
        yield _loose(sheet, found, known, true=due, untold=given)
    yield from _bare_months(sheet, known)


_LAST = re.compile(r"\b(?:last|this past|letzten|vergangenen|vorige|afgelopen) $")
_LAST_AFTER = re.compile(r"^ (?:dernier|pasado|scorso)\b")
_LAST_DAYS = 13


def _is_so_named(sheet: Sheet, found: re.Match[str], known: Known, on: date, weekday: int | None) -> bool:
    """Whether a weekday, perhaps the last one, can mean *on*."""
    if on.weekday() != weekday:
        return False
    last = _LAST.search(sheet.left[: found.start()]) or _LAST_AFTER.match(sheet.left[found.end() :])
    return not last or 0 < (known.packet.as_of - on).days <= _LAST_DAYS


def _is_their_word(sheet: Sheet, found: re.Match[str]) -> bool:
    return speech_at(sheet, *found.span()) is Speech.THEIR_WORD


def _is_weekday_told(known: Known, weekday: int | None) -> bool:
    theirs = (message for message in known.packet.exchanges if message.direction is Direction.INBOUND)
    words = {word for message in theirs for word in re.findall(r"[^\W\d_]+", wording.normalise(message.text))}
    told = any(wording.weekday_names().get(word) == weekday for word in words if len(word) > 2)
    return told or any(on.weekday() == weekday for on in days_in_messages(known))


def _long_weekdays() -> list[str]:
    return sorted((name for name in wording.weekday_names() if len(name) > 4), key=len, reverse=True)


def _loose(sheet: Sheet, found: re.Match[str], known: Known, *, true: bool, untold: bool = False) -> Finding:
    said_due = re.search(_FELL_DUE, sheet.left[: found.start()]) is not None
    weight = _HARD if (said_due and not true) or untold else _SOFT
    rule = "relative_date" if weight is _SOFT else "unknown_date"
    return Finding(weight, rule, sheet.quote(*found.span()), dates_on_record(known))


def _bare_months(sheet: Sheet, known: Known) -> Iterator[Finding]:
    names = "|".join(sorted((name for name in wording.month_names() if len(name) > 4 or name == "may"), reverse=True))
    months = {fact.on.month for fact in known.days}
    due_months = {item.invoice.due_on.month for item in known.told}
    for found in re.finditer(rf"\b(?:{names})\b", sheet.left):
        before, month = sheet.left[: found.start()], wording.month_names()[found[0]]
        said_due = re.search(
            r"(?:(?<!past )(?<!over)due|fell due|fallig|echue?|vencid[ao]|vencio|scadut[ao])\b[^.!?;,\n\d]{0,24}$",
            before,
        )
        on_record = month in (due_months if said_due else months)
        if (not sheet.quote(*found.span())[:1].isupper() and not said_due) or on_record:
            continue
        if found[0] in ("may", "march") and not re.search(r"\b(?:in|of|since|from|for|by|until|the|last) $", before):
            continue
        about_invoice = re.search(
            r"(?:due|dated|issued|since|from|fallig|seit|depuis|desde) (?:the )?(?:month of |in |en )?$", before
        )
        named = re.match(r"(?: \d{4})? invoices?", sheet.left[found.end() :])
        untrue = about_invoice or named or said_due
        quote = sheet.quote(*found.span())
        rule = "unknown_date" if untrue else "relative_date"
        yield Finding(_HARD if untrue else _SOFT, rule, quote, dates_on_record(known))
