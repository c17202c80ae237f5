"""The day a sentence names, resolved from the day it was received. Ambiguous means no day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from models.calendar import add_working_days

#: Every way a month is written, folded → its number.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero januari gennaio",
            "february feb februar fevrier febrero februari febbraio",
            "march mar marz maerz mars marzo maart",
            "april apr avril abril aprile",
            "may mai mayo mei maggio",
            "june jun juni juin junio giugno",
            "july jul juli juillet julio luglio",
            "august aug aout agosto augustus",
            "september sep sept septembre septiembre settembre",
            "october oct oktober okt octobre octubre ottobre",
            "november nov novembre noviembre",
            "december dec dezember dez decembre diciembre dicembre",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon montag lundi lunes maandag lunedi",
            "tuesday tue tues dienstag mardi martes dinsdag martedi",
            "wednesday wed mittwoch mercredi miercoles woensdag mercoledi",
            "thursday thu thur thurs donnerstag jeudi jueves donderdag giovedi",
            "friday fri freitag vendredi viernes vrijdag venerdi",
            "saturday sat samstag sonnabend samedi sabado",
            "sunday sun sonntag dimanche domingo",
        )
    )
    for name in names.split()
}
_NEAR_DAYS = {
    "today": 0, "heute": 0, "aujourd'hui": 0, "hoy": 0, "vandaag": 0, "oggi": 0,
    "tomorrow": 1, "tmrw": 1, "morgen": 1, "demain": 1, "manana": 1, "domani": 1,
    "day after tomorrow": 2, "ubermorgen": 2, "uebermorgen": 2, "apres-demain": 2, "pasado manana": 2,
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_NEAR = "|".join(sorted(_NEAR_DAYS, key=len, reverse=True))
#: How many days or weeks, in words.
_COUNTS = {
    name: number
    for number, names in enumerate(
        (
            "a an one einem einer ein un une una",
            "two zwei deux dos couple",
            "three drei trois tres",
            "four vier quatre cuatro",
            "five funf cinq cinco",
            "six sechs seis",
            "seven sieben sept siete",
            "eight acht huit ocho",
            "nine neun neuf nueve",
            "ten zehn dix diez",
        ),
        1,
    )
    for name in names.split()
}
_COUNT = "|".join(sorted(_COUNTS, key=len, reverse=True))
_NEXT = r"next|following|nachste[rn]?|kommende[rn]?|prochaine?|proxim[oa]"
_END = (
    r"(?:the )?end of|eo|fine|eind(?:e)?(?: van)?|ende(?: des)?|(?:a )?(?:la )?fin(?:ales)? (?:de |du )?|"
    r"(?:a )?final(?:es)? de"
)
_FRIDAY = 4
_LAST_MONTH = 12
#: A day without a year that lies further back than this is meant for next year.
_YEAR_TURNS_AFTER = timedelta(days=180)

Resolve = Callable[["re.Match[str]", date], date | None]


def stated_day(plain: str, received: date, *, after: int = 0) -> date | None:
    """The first day on or after *received* that the folded sentence names, looking first behind position *after*."""
    days = sorted((start, on) for start, on in _days(plain, received) if on >= received)
    behind = [on for start, on in days if start >= after]
    return behind[0] if behind else next((on for _, on in days), None)


def is_ambiguous(plain: str, received: date) -> bool:
    """Whether the folded sentence names a day that could be two: 06/07/2026."""
    return any(resolve(match, received) is None for pattern, resolve in _FORMS for match in pattern.finditer(plain))


def _days(plain: str, received: date) -> Iterator[tuple[int, date]]:
    taken = [False] * len(plain)
    for pattern, resolve in _FORMS:
        for match in pattern.finditer(plain):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            if (on := resolve(match, received)) is not None:
                yield match.start(), on


def _iso(match: re.Match[str], _received: date) -> date | None:
    return _date(int(match["y"]), int(match["m"]), int(match["d"]))


def _numeric(match: re.Match[str], received: date) -> date | None:
    """12/05 can be two days; 22/05 and 05/22 only one; with dots the day comes first."""
    first, second = int(match["a"]), int(match["b"])
    if match["sep"] != "." and first != second and max(first, second) <= _LAST_MONTH:
        return None
    day, month = (second, first) if second > _LAST_MONTH else (first, second)
    return _in_year(match["y"], month, day, received)


def _named(match: re.Match[str], received: date) -> date | None:
    return _in_year(match["y"], MONTHS[match["month"]], int(match["d"]), received)


def _month_end(match: re.Match[str], received: date) -> date | None:
    name, following = match["name"] or match["name2"], match["next"] or match["next2"]
    if name:
        month = MONTHS[name]
        return _last_day(received.year + (month < received.month), month)
    if following:
        return _last_day(received.year + received.month // _LAST_MONTH, received.month % _LAST_MONTH + 1)
    return _last_day(received.year, received.month)


def _week_end(match: re.Match[str], received: date) -> date | None:
    weeks = 1 if match["next"] else 0
    return received + timedelta(days=_FRIDAY - received.weekday() + 7 * weeks)


def _weekday(match: re.Match[str], received: date) -> date | None:
    """ "Friday" is the coming one; "next Friday" is the one of next week."""
    wanted = _WEEKDAYS[match["weekday"]]
    if match["next"] or match["coming"] or match["prochain"]:
        return received + timedelta(days=7 - received.weekday() + wanted)
    return received + timedelta(days=(wanted - received.weekday() - 1) % 7 + 1)


def _near_day(match: re.Match[str], received: date) -> date | None:
    return received + timedelta(days=_NEAR_DAYS[match["near"]])


def _in_days(match: re.Match[str], received: date) -> date | None:
    said = match["count"]
    count = int(said) if said.isdigit() else _COUNTS[said]
    if match["weeks"]:
        return received + timedelta(weeks=count)
    working = match["working"] or match["ouvres"] or match["habiles"]
    return add_working_days(received, count) if working else received + timedelta(days=count)


def _of_month(match: re.Match[str], received: date) -> date | None:
    day = int(match["d"])
    if day >= received.day:
        return _date(received.year, received.month, day)
    return _date(received.year + received.month // _LAST_MONTH, received.month % _LAST_MONTH + 1, day)


def _in_year(year: str | None, month: int, day: int, received: date) -> date | None:
    if year:
        return _date(int(year) + (2000 if len(year) <= 2 else 0), month, day)
    this = _date(received.year, month, day)
    if this and received - this > _YEAR_TURNS_AFTER:
        return _date(received.year + 1, month, day)
    return this


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_ORDINAL = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)?"
#: Longer forms first: what one form has read is not read again.
_FORMS: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    (re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"), _iso),
    (
        re.compile(
            r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>20\d\d|"
            r"\d\d)?)?(?![\d/%])"
        ),
        _numeric,
    ),
    (re.compile(rf"\b{_ORDINAL} ?(?:of |de )?(?P<month>{_MONTH})\b\.?(?:,? (?:de |del )?(?P<y>20\d\d))?"), _named),
    (re.compile(rf"\b(?P<month>{_MONTH})\.? {_ORDINAL}\b(?:,? (?P<y>20\d\d))?"), _named),
    (
        re.compile(
            rf"\b(?:{_END}) ?(?P<next>(?:{_NEXT}) )?(?:(?:the|this|current|des|diesen|ce|este|del?) )*"
            rf"(?:month|monats?|mois|mese|mes|maand|(?P<name>{_MONTH}))\b|\bmonth[- ]?end\b|\bmonatsende\b|\beom\b|"
            rf"\bultimo\b|"
            rf"\b(?:last|letzte[rnm]?|dernier|ultimo) (?:working |business |bank )?(?:day|tag|werktag|jour|dia)(?: "
            rf"ouvre| habil)? "
            rf"(?:(?:of|in|the|this|current|des|im|diesen|du|de|d'|ce|del|este) ?)*(?P<next2>(?:{_NEXT}) )?"
            rf"(?:month|monats?|mois|mes|(?P<name2>{_MONTH}))\b"
        ),
        _month_end,
    ),
    (
        re.compile(
            rf"\b(?:{_END}) ?(?P<next>(?:{_NEXT}) )?(?:(?:the|this|der|dieser|la|esta) )*(?:week|woche|"
            rf"semaine|semana)\b|\beow\b"
        ),
        _week_end,
    ),
    (
        re.compile(
            rf"(?<!every )(?<!each )(?<!second )(?<!first )(?<!jeden )(?<!chaque )(?<!cada )"
            rf"(?<!last )(?<!letzten )(?<!vergangenen )\b(?:(?P<next>{_NEXT}) )?(?P<coming>(?:{_NEXT}) (?:week|"
            rf"woche)(?: on| am)? )?"
            rf"(?P<weekday>{_WEEKDAY})\b(?!,? (?:the |den |dem |le )?\d| (?:dernier|pasado))(?P<prochain> (?:prochain|"
            rf"proximo|next week|nachster woche|(?:in|der|de la|de) (?:\w+ )?(?:nachsten woche|semaine prochaine|"
            rf"proxima semana|"
            rf"semana que viene)))?"
        ),
        _weekday,
    ),
    (re.compile(rf"\b(?P<near>{_NEAR})\b"), _near_day),
    (
        re.compile(
            rf"\b(?:within|inside|innerhalb(?: von)?|binnen|d'ici|sous|dans|dentro de|en|in) (?:the next |les |los |"
            rf"den )?"
            rf"(?:a )?(?P<count>\d{{1,2}}|{_COUNT}) (?:of )?(?P<working>working|business|bank|werk|arbeits)?(?:-| )?"
            r"(?:days?|tage?n?|jours?(?P<ouvres> ouvr\w+)?|dias?(?P<habiles> habiles)?|(?P<weeks>weeks?|wochen?|"
            r"semaines?|"
            r"semanas?))\b(?:'s? time)?(?! (?:late|overdue|ago))"
        ),
        _in_days,
    ),
    (
        re.compile(
            rf"\b(?:the|on|by|end of|am|zum|bis zum|le|el|dia|(?:{_WEEKDAY}),?) (?:the )?(?P<d>[12]?\d|3[01])(?:st|"
            rf"nd|rd|th|\.|"
            r"er)?(?=[\s,.;!)]|$)(?! (?:of (?!this month|the month)|invoice|days|weeks|euro|eur|%|percent|licen|"
            r"users|seats))"
        ),
        _of_month,
    ),
)
