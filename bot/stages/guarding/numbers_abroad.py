"""Numbers in German, French, Spanish, Italian and Dutch words, folded: written out from the value, never guessed at."""

from __future__ import annotations

import re
from functools import lru_cache

_ONES = {
    "de": "null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn "
    "siebzehn achtzehn neunzehn",
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf",
    "es": "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve",
    "it": "zero un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien",
}
_TENS = {
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}
_HUNDRED = {"de": "hundert", "fr": "cent", "es": "cient", "it": "cento", "nl": "honderd"}
_THOUSAND = {"de": "tausend", "fr": "mille", "es": "mil", "it": "mila", "nl": "duizend"}
_SPANISH_HUNDREDS = {5: "quinientos", 7: "setecientos", 9: "novecientos"}
_MOST = 1_000_000


def _below_hundred(value: int, tag: str) -> str:
    ones, tens = _ONES[tag].split(), _TENS[tag].split()
    if value < 20:
        return ones[value]
    ten, one = divmod(value, 10)
    name = tens[ten - 2]
    if tag == "fr" and ten in (7, 9):
        return f"{name} et onze" if value == 71 else f"{name}-{ones[10 + one]}"
    if one == 0:
        return name + ("s" if tag == "fr" and ten == 8 else "")
    if tag in ("de", "nl"):
        return f"{ones[one]}{'und' if tag == 'de' else 'en'}{name}"
    if tag == "es":
        return f"veinti{ones[one]}" if ten == 2 else f"{name} y {ones[one]}"
    if tag == "it":
        return f"{name[:-1] if one in (1, 8) else name}{ones[one]}"
    return f"{name} et un" if one == 1 and ten < 7 else f"{name}-{ones[one]}"


def _below_thousand(value: int, tag: str) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return _below_hundred(rest, tag)
    tail = _below_hundred(rest, tag) if rest else ""
    if tag == "es":
        head = ("ciento" if rest else "cien") if hundreds == 1 else _SPANISH_HUNDREDS.get(hundreds, "")
        return f"{head or _ONES[tag].split()[hundreds] + 'cientos'} {tail}".strip()
    times = "" if hundreds == 1 else _ONES[tag].split()[hundreds]
    joint = " " if tag == "fr" else ""
    many = "s" if tag == "fr" and hundreds > 1 and not rest else ""
    return f"{times}{joint}{_HUNDRED[tag]}{many}{joint}{tail}".strip()


@lru_cache(maxsize=4096)
def words_for(value: int) -> frozenset[str]:
    """*value* in words of every language here, blanks and hyphens taken out; empty from a million on."""
    if not 0 < value < _MOST:
        return frozenset()
    return frozenset(plain(_whole(value, tag)) for tag in _ONES)


def _whole(value: int, tag: str) -> str:
    thousands, rest = divmod(value, 1000)
    tail = _below_thousand(rest, tag) if rest else ""
    if not thousands:
        return tail
    if thousands == 1:
        head = {"it": "mille", "de": "eintausend"}.get(tag, _THOUSAND[tag])
    else:
        head = f"{_below_thousand(thousands, tag)} {_THOUSAND[tag]}"
    return f"{head} {tail}"


def plain(words: str) -> str:
    """Number words as one, so that "dos mil cien" and "dosmil-cien" are the same."""
    return re.sub(r"[^a-z]", "", words)


@lru_cache(maxsize=1)
def small_numbers() -> dict[str, int]:
    """Words for 1 to 99 in every language here; the articles that are also *one* count as one."""
    found = {_below_hundred(value, tag): value for tag in _ONES for value in range(2, 100)}
    articles = "un ein eine einen einem einer eins une uno una"
    return found | dict.fromkeys(articles.split(), 1)
