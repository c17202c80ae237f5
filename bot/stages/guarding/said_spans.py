# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""Every count of days, weeks or months: how late an invoice is, what was agreed, how long ago we wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot import wording
from bot.stages.guarding.known import Known, Lateness
from bot.stages.guarding.number_words import NUMBER_WORDS, value_of
from bot.stages.guarding.numbers_abroad import small_numbers
from bot.stages.guarding.sheet import Sheet
from bot.stages.guarding.speech import around, sets_limit
from models.draft import Finding, Weight

_HARD, _SOFT = Weight.HARD, Weight.SOFT
_UNIT = {"day": 1, "week": 7, "fortnight": 14, "month": 30.4, "quarter": 91, "year": 365}
#: How many days a count of weeks or months may be off and still be an honest way to say it.
_ROUGHLY = {"day": 0, "week": 4, "fortnight": 5, "month": 12, "quarter": 25, "year": 60}
_UNITS_ABROAD = {
    "tag": "day", "jour": "day", "dia": "day", "giorno": "day", "giorni": "day", "dag": "day", "werktag": "day",
    "woche": "week", "semaine": "week", "semana": "week", "settimana": "week", "settimane": "week", "weken": "week",
    "monat": "month", "mois": "month", "mes": "month", "mesi": "month", "maand": "month",
    "jahr": "year", "an": "year", "ano": "year", "anno": "year", "anni": "year", "jaar": "year",
}  # fmt: skip
_NUMBERS = "|".join(sorted((word for word in small_numbers() if len(word) > 2), key=len, reverse=True))
_HALF = r"(?: and a half| and half|einhalb| et demie?| y medi[oa]| e mezz[oa])"
_SPAN = re.compile(
    rf"\b(?P<count>\d+|{NUMBER_WORDS}|(?:un|{_NUMBERS})|an?|a couple of|a few|several)(?P<half>{_HALF})?[ -]+(?P<kind>(?:calendar|business|working|full|bank|whole|good|solid|volle|ganze|knapp|gute) )?"
    rf"(?P<unit>{'|'.join([*_UNIT, *_UNITS_ABROAD])})(?:s|e|en|n|es|i)?\b(?P<more>{_HALF})?|\b(?P<short>\d+) ?d\b"
)
_LATE_AFTER = re.compile(
    r"(?:'s?)?,? ?(?:(?:already|now|still|is|are|has been|have been|beyond|after (?:the|its) due|de|di|en|in|im) )*(?:late|overdue|past|behind|outstanding|unpaid|open|delay|old"
    r"|uberfallig|fallig|in verzug|verzug|retard|retraso|ritardo|de demora|vencid[oa]|impagad[oa]|scadut[oa]|offen|te laat|over tijd|apres l'echeance|despues del vencimiento|nach falligkeit)\b"
)
_LATE_BEFORE = re.compile(
    r"\b(?:owe[sd]?|owing|overdue|late|unpaid|outstanding|open|past due|lapsed|uberfallig|fallig|offen|verzug|retard|impayee?s?|echue?s?|ouverte?s?|venci\w*|pendiente|retraso|impagad\w|scadut\w|apert\w|insolut\w|ritardo|went past due|fell due|was due|were due|vervallen)\b[^.!?\n,]{0,24}$"
)
_SINCE = re.compile(r"\b(?:for|since|by|seit|depuis|desde hace|hace|da|sinds|of) (?:\w+ ){0,3}$")
_AGO = re.compile(r" (?:ago|back|earlier)\b")
_AGO_BEFORE = re.compile(r"\b(?:vor|il y a|voici|hace|voila) (?:\w+ )?$")
_FELL_DUE = re.compile(r"\b(?:due|payable|expired|fallig\w*|echue?s?|venci\w*|fiel|scadut\w+|scadde)\b")
_TERMS = re.compile(
    r"\b(?:terms?|net|zahlungsziel|zahlungsbedingung\w*|netto|condizioni|conditions|condiciones|plazo acordado)\b"
)
_NET = re.compile(r"\bnet[ -]?(?P<days>\d{1,3})\b(?![.,]?\d)")
_HEDGED = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|over|more than|some|well over|close to|a good|rund|fast|knapp|gut|uber|mehr als|etwa|ca|pres de|plus de|presque|environ|casi|mas de|unos|unas|quasi|circa|oltre|ruim|bijna) $"
)


def agreed_terms(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """ "Net 30", where 30 days were agreed; other terms are a finding."""
    for found in _NET.finditer(sheet.left):
        start, end = found.span()
        quote = sheet.quote(start, end)
        sheet.cover(start, end)
        if int(found["days"]) not in _agreed(known):
            yield Finding(_HARD, "terms_change", quote, _terms_on_record(known))


def _agreed(known: Known) -> set[int]:
    terms = {known.packet.account.terms_days} if known.packet.account.terms_days else set()
    return terms | {(item.invoice.due_on - item.invoice.issued_on).days for item in known.told}


def _terms_on_record(known: Known) -> str:
    told = known.packet.account.terms_days
    return "no terms are on record" if told is None else f"{wording.days(told)} are agreed"


_ROUND_WORDS = {"a couple of": 2, "a few": 3, "several": 4}
_FOR_WEEKS = re.compile(
    r"\b(?:(?:overdue|late|open|unpaid|outstanding|past due|waiting|waited)\b[^.!?;\n\d]{0,20}\b(?:for|by|since) (?:many |some )?|seit |depuis (?:des |plusieurs )?|desde hace |hace |da |al |for (?:many |some )?)(?P<unit>weeks|months|years|wochen|monaten|jahren|semaines|mois|semanas|meses|settimane|mesi|weken|maanden)\b(?! (?:ahead|to come|of))"
    r"|\b(?P<unit_too>weeks|months|wochen|monate|semaines|semanas|settimane|mesi|weken|maanden) (?:overdue|late|past due|uberfallig|de retard|de retraso|di ritardo|te laat)\b"
)
#: From how many days on a plural without a number is true.
_AT_LEAST = {"w": 11, "s": 11, "m": 45, "y": 400, "j": 400}


def vague_spans(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """ "Overdue for months", where the oldest is two weeks late."""
    oldest = max((item.days_past_due for item in known.asked), default=0)
    for found in _FOR_WEEKS.finditer(sheet.left):
        unit = found["unit"] or found["unit_too"]
        if oldest < _AT_LEAST["w" if unit.startswith(("sema", "semai", "sett")) else unit[0]]:
            yield Finding(_HARD, "span_of_time", sheet.quote(*found.span()), _lateness_on_record(known))


_COLUMN = re.compile(
    r"\b(?:days (?:past due|overdue|late|outstanding)|verzugstage|tage (?:uberfallig|verzug|im verzug)|jours de retard|dias de (?:retraso|demora)|giorni di ritardo|dagen te laat)\b[ :|=\t-]{1,4}(?P<count>\d{1,3})\b(?![.,]\d)"
    r"|\b(?:first|second|third|oldest|newest|older|newer|other|latter|former)\b[^.!?;\n\d]{0,14} (?P<bare>\d{1,3})(?=[.,;]?(?:\s*\n|$| [a-z]*\.?$)|[.;](?:\s|$))"
)


def in_columns(sheet: Sheet, known: Known) -> Iterator[Lateness | Finding]:
    """ "Days past due: 14", and "the first is 14 days late, the second 7"."""
    for found in _COLUMN.finditer(sheet.left):
        group = "count" if found["count"] else "bare"
        numbers = known.lateness.get(int(found[group]), frozenset())
        if numbers or group == "count":
            quote = sheet.quote(*found.span())
            sheet.cover(*found.span(group))
            yield (
                Lateness(*found.span(group), numbers)
                if numbers
                else Finding(_HARD, "span_of_time", quote, _lateness_on_record(known))
            )


def spans(sheet: Sheet, known: Known) -> Iterator[Lateness | Finding]:
    """Every count of days, weeks or months."""
    yield from in_columns(sheet, known)
    yield from vague_spans(sheet, known)
    for found in _SPAN.finditer(sheet.left):
        start, end = found.span()
        count = _ROUND_WORDS.get(found["count"] or "") or value_of(found["count"] or found["short"])
        unit = _UNITS_ABROAD.get(found["unit"], found["unit"]) if found["unit"] else "day"
        if count is None:
            continue
        quote = sheet.quote(start, end)
        before, after = around(sheet, start, end)
        is_limit = sets_limit(sheet, start)
        sheet.cover(start, end)
        yield from _judged(
            known,
            found,
            (count + (0.5 if found["half"] or found["more"] else 0)),
            unit,
            quote,
            before,
            after,
            is_limit=is_limit,
        )


def _judged(
    known: Known, found: re.Match[str], count: float, unit: str, quote: str, before: str, after: str, *, is_limit: bool
) -> Iterator[Lateness | Finding]:
    spelled = not (found["count"] or found["short"]).isdigit()
    if _says_late(before, after):
        so_late = _so_late(known, count, unit, hedged=_HEDGED.search(before) is not None)
        if so_late:
            yield Lateness(*found.span(), so_late)
        if not so_late:
            yield Finding(_HARD, "span_of_time", quote, _lateness_on_record(known))
        elif spelled or unit != "day":
            yield Finding(_SOFT, "span_of_time", quote, _lateness_on_record(known))
    elif _is_of_terms(before, after) and unit == "day" and int(count) not in _agreed(known):
        yield Finding(_HARD, "terms_change", quote, _terms_on_record(known))
    elif unit == "year" and known.years == count:
        return
    elif unit == "year" and known.years and count > known.years:
        yield Finding(_HARD, "span_of_time", quote, f"a customer for {wording.years(known.years)}")
    elif _is_past(before, after) and not _is_true_of_past(known, count, unit):
        yield Finding(_HARD, "span_of_time", quote, _lateness_on_record(known))
    elif is_limit:
        yield Finding(_HARD, "span_of_time", quote, "no such limit is on record")
    elif unit == "year" and count == known.years:
        return
    elif not (unit == "day" and int(count) in known.other_day_counts):
        yield Finding(_SOFT, "span_of_time", quote)


def _says_late(before: str, after: str) -> bool:
    if _LATE_AFTER.match(after):
        return True
    ago = _AGO.match(after) or _AGO_BEFORE.search(before)
    if ago:
        return _FELL_DUE.search(before[-60:]) is not None and not re.search(r"\b(?:wrote|sent|called)\b", before[-30:])
    return _LATE_BEFORE.search(before) is not None and (_SINCE.search(before) is not None)


def _is_past(before: str, after: str) -> bool:
    return _AGO.match(after) is not None or _AGO_BEFORE.search(before) is not None


def _is_of_terms(before: str, after: str) -> bool:
    return _TERMS.search(f"{before[-24:]} | {after[:20]}") is not None


def _so_late(known: Known, count: float, unit: str, *, hedged: bool) -> frozenset[str]:
    said, room = count * _UNIT[unit], float(_ROUGHLY[unit])
    if hedged:
        room += 2 if unit == "day" else _UNIT[unit] if count in (3, 4) else 0
    near = (numbers for days, numbers in known.lateness.items() if abs(days - said) <= room)
    return frozenset().union(*near)


def _is_true_of_past(known: Known, count: float, unit: str) -> bool:
    said = count * _UNIT[unit]
    counts = (*known.other_day_counts, *known.lateness)
    return any(abs(days - said) <= max(_ROUGHLY[unit], 1) for days in counts)


def _lateness_on_record(known: Known) -> str:
    return "; ".join(f"{item.invoice.number} is {wording.days(item.days_past_due)} past due" for item in known.asked)
