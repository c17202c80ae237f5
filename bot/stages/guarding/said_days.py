"""Every day and span of time a text states, compared with the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from bot import wording
from bot.stages.guarding.known import ORDINAL_WORDS, Known, Lateness, Stated, plain_day
from bot.stages.guarding.number_words import NUMBER_WORDS, value_of
from bot.stages.guarding.sheet import Sheet
from models.draft import Finding, Weight

_HARD, _SOFT = Weight.HARD, Weight.SOFT
_UNIT = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
#: How far off a rough span may be, in days: "a month and a half" is read as one month.
_ROUGHLY = {"week": 6, "fortnight": 7, "month": 20, "quarter": 45, "year": 120}
_UNITS_ABROAD = {
    "tag": "day", "jour": "day", "dia": "day", "woche": "week", "semaine": "week", "semana": "week",
    "monat": "month", "mois": "month", "mes": "month",
    "giorno": "day", "giorni": "day", "settimana": "week", "settimane": "week", "mesi": "month",
}  # fmt: skip
_LATE = r"late|overdue|past|behind|outstanding|unpaid|open|ago|delay|uberfallig|(?:en |de |in )?(?:retard|retraso|ritardo)|vencid[oa]|scadut[oa]"  # noqa: E501
_OWED_FOR = r"\b(?:owe[sd]?|owing|overdue|late|unpaid|waiting|waited|outstanding|open)\b[^.!?\n]{0,20}\b(?:for|since|by) (?:about |over |almost |nearly |more than )?$"  # noqa: E501
_LIMIT = r"(?:with ?in|in the next|no later than|inside|innerhalb|binnen|sous|dans (?:les|un delai)|en un plazo|give you|have)"  # noqa: E501


_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_NO_MONEY = r"(?<![\d.,€$£¥])(?<![€$£¥] )(?<!eur )(?<!usd )(?<!gbp )(?<!chf )"


#: How far ahead a day may be that a question proposes.
_WEEKS_AHEAD = 5


# ── days written out ─────────────────────────────────────────────────────────────────────────
def days_on_record(sheet: Sheet, known: Known) -> Iterator[Stated]:
    """Every calendar day that is on record."""
    for found in _day_pattern(known.languages).finditer(sheet.left):
        said = plain_day(found[0])
        facts = known.day_forms.get(said) or known.day_forms.get(said.rstrip("."))
        if facts:
            sheet.cover(*found.span())
            yield Stated(*found.span(), facts)


def other_days(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """Every calendar day that is not; money has been taken out before."""
    for found in _day_pattern(known.languages).finditer(sheet.left):
        start, end = found.span()
        told = plain_day(found[0]) in _days_in_messages(known)
        proposed = _is_asked(sheet, end) and _is_ahead(known, plain_day(found[0]))
        weight = _SOFT if (told or proposed) and not re.search(_FELL_DUE, sheet.left[:start]) else _HARD
        sheet.cover(start, end)
        yield Finding(weight, "unknown_date", sheet.quote(start, end), _days_on_record(known))


def _is_asked(sheet: Sheet, place: int) -> bool:
    """Whether the sentence around *place* is a question: it proposes a day, and states none."""
    return re.match(r"[^.!?\n]{0,80}\?", sheet.left[place:]) is not None


def _is_ahead(known: Known, said: str) -> bool:
    ahead = (known.packet.as_of + timedelta(days=days) for days in range(1, _WEEKS_AHEAD * 7))
    return any(said in known.forms_of(on) for on in ahead)


def _days_in_messages(known: Known) -> set[str]:
    pattern = _day_pattern(known.languages)
    texts = (wording.normalise(message.text) for message in known.packet.exchanges)
    return {plain_day(found[0]) for text in texts for found in pattern.finditer(text)}


@lru_cache(maxsize=64)
def _day_pattern(languages: tuple[str, ...]) -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, _months(languages)), key=len, reverse=True))
    weekdays = "|".join(sorted((name for name in wording.weekday_names() if len(name) > 2), key=len, reverse=True))
    spelled = "|".join(sorted(ORDINAL_WORDS, key=len, reverse=True)).replace("-", "[ -]")
    number = rf"(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?|(?:{spelled}))"
    year = r"(?:[,.]? ?(?:of |de )?(?:\d{4}|'\d{2}|\d{2}(?![\d.,:%]|\s?(?:days|eur|usd|€|\$))))?"
    return re.compile(
        rf"\b\d{{4}}([-/.])\d{{1,2}}\1\d{{1,2}}\b|\b\d{{1,2}}([-/.])\d{{1,2}}\2(?:\d{{4}}|\d{{2}})\b"
        rf"|{_NO_MONEY}\b{_DAY}/{_MONTH}\b(?![/\d])|{_NO_MONEY}\b{_DAY}\.{_MONTH}\.(?!\d)"
        rf"|(?:\b(?:{weekdays})[,.]{{0,2}} )?\b{number}[ -](?:of |de |d')?(?:{months})\b\.?{year}"
        rf"|(?:\b(?:{weekdays})[,.]{{0,2}} )?\b(?:{months})\.? {number}(?![\w€$%]|[.,]\d){year}"
    )


def _months(languages: tuple[str, ...]) -> set[str]:
    names = {name for name in wording.month_names() if len(name) > 3}
    for language in languages:
        short = wording.locale_of(language).months["format"]["abbreviated"].values()
        names |= {wording.normalise(name).rstrip(".") for name in short}
    return names | {"may", "mai"}


def _days_on_record(known: Known) -> str:
    due = [f"{item.invoice.number} due {wording.day(item.invoice.due_on)}" for item in known.asked]
    return "; ".join(due) or "no date on record for this message"


# ── a month, a weekday, tomorrow ─────────────────────────────────────────────────────────────
_NEAR = (
    r"today|tomorrow|yesterday|last week|this week|next week|(?:the )?end of (?:the |this |next )?(?:week|month|day)"
)
_FELL_DUE = r"(?:(?<!past )(?<!over)due|fell due|payable|faellig|fallig) (?:on |since |by |back )?(?:on )?(?:last )?$"


def loose_days(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """Days named without a date: true ones are noted, untrue ones refused."""
    for found in re.finditer(rf"\b(?:{_NEAR})\b", sheet.left):
        said_due = re.search(_FELL_DUE, sheet.left[: found.start()]) is not None
        true = any(known.is_day_near(found[0], item.invoice.due_on) for item in known.told)
        yield _loose(sheet, found, _HARD if said_due and not true else _SOFT, known)
    for found in re.finditer(rf"\b(?:{'|'.join(_long_weekdays())})\b", sheet.left):
        said_due = re.search(_FELL_DUE, sheet.left[: found.start()]) is not None
        weekday = wording.weekday_names()[found[0]]
        true = any(item.invoice.due_on.weekday() == weekday for item in known.told)
        yield _loose(sheet, found, _HARD if said_due and not true else _SOFT, known)
    yield from _bare_months(sheet, known)


def _long_weekdays() -> list[str]:
    return sorted((name for name in wording.weekday_names() if len(name) > 4), key=len, reverse=True)


def _loose(sheet: Sheet, found: re.Match[str], weight: Weight, known: Known) -> Finding:
    quote = sheet.quote(*found.span())
    return Finding(weight, "relative_date" if weight is _SOFT else "unknown_date", quote, _days_on_record(known))


def _bare_months(sheet: Sheet, known: Known) -> Iterator[Finding]:
    names = "|".join(sorted((name for name in wording.month_names() if len(name) > 4 or name == "may"), reverse=True))
    months = {fact.on.month for fact in known.days}
    for found in re.finditer(rf"\b(?:{names})\b", sheet.left):
        if not sheet.quote(*found.span())[:1].isupper() or wording.month_names()[found[0]] in months:
            continue
        if found[0] in ("may", "march") and not re.search(
            r"\b(?:in|of|since|from|for|by|until|the|last) $", sheet.left[: found.start()]
        ):
            continue
        about_invoice = re.search(
            r"(?:due|dated|issued|since|from|for) (?:the )?(?:month of |in )?$", sheet.left[: found.start()]
        )
        named = re.match(r"(?: \d{4})? invoices?", sheet.left[found.end() :])
        yield _loose(sheet, found, _HARD if about_invoice or named else _SOFT, known)


# ── agreed terms ─────────────────────────────────────────────────────────────────────────────
_NET = re.compile(r"\bnet[ -]?(?P<days>\d{1,3})\b(?![.,]?\d)")


def agreed_terms(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """ "Net 30", where 30 days were agreed; other terms are a finding."""
    agreed = {known.packet.account.terms_days, *((i.invoice.due_on - i.invoice.issued_on).days for i in known.told)}
    for found in _NET.finditer(sheet.left):
        start, end = found.span()
        quote = sheet.quote(start, end)
        sheet.cover(start, end)
        if int(found["days"]) not in agreed:
            told = known.packet.account.terms_days
            record = "no terms on record" if told is None else f"{wording.days(told)} are agreed"
            yield Finding(_HARD, "terms_change", quote, record)


# ── spans of time ────────────────────────────────────────────────────────────────────────────
_SPAN = re.compile(
    rf"\b(?P<count>\d+|{NUMBER_WORDS}|an?|a couple of|a few|several)(?: and a half)?[ -]+(?P<kind>(?:calendar|business|working|full|bank|whole|good|solid) )?"  # noqa: E501
    rf"(?P<unit>{'|'.join([*_UNIT, *_UNITS_ABROAD])})(?:s|e|en|n|es)?\b|\b(?P<short>\d+) ?d\b"
)


def spans(sheet: Sheet, known: Known) -> Iterator[Lateness | Finding]:
    """Every count of days, weeks or months."""
    for found in _SPAN.finditer(sheet.left):
        start, end = found.span()
        count = value_of(found["count"] or found["short"])
        unit = _UNITS_ABROAD.get(found["unit"], found["unit"]) if found["unit"] else "day"
        if count is None:
            continue
        verdict = _verdict(sheet, known, found, count, unit)
        sheet.cover(start, end)
        if unit == "day" and count in known.lateness:
            yield Lateness(start, end, count)
        if verdict:
            yield Finding(verdict, "span_of_time", sheet.quote(start, end), _lateness_on_record(known))


def _verdict(sheet: Sheet, known: Known, found: re.Match[str], count: int, unit: str) -> Weight | None:
    spelled = not (found["count"] or found["short"]).isdigit()
    after = sheet.left[found.end() : found.end() + 24]
    late = re.match(rf"(?:'s)?,? (?:already |now |still )?(?:{_LATE})", after) is not None
    late = late or re.search(_OWED_FOR, sheet.left[: found.start()]) is not None
    limit = re.search(rf"{_LIMIT} (?:the next |of )?$", sheet.left[: found.start()]) is not None
    if unit == "day" and _is_known_count(known, count, late=late):
        return _SOFT if spelled else None
    if unit == "year" and not late and count <= max(known.years, 0):
        return _SOFT if spelled or count < known.years else None
    if unit != "day" and not limit and _is_rough(known, count, unit):
        return _SOFT
    small = spelled and not late and not limit
    return _SOFT if small else _HARD


def _is_known_count(known: Known, count: int, *, late: bool) -> bool:
    return count in known.lateness or (not late and count in known.other_day_counts)


def _is_rough(known: Known, count: int, unit: str) -> bool:
    return any(abs(days - count * _UNIT[unit]) <= _ROUGHLY[unit] for days in known.lateness)


def _lateness_on_record(known: Known) -> str:
    return "; ".join(f"{item.invoice.number} {wording.days(item.days_past_due)} past due" for item in known.asked)
