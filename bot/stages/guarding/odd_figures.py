# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""Percentages, currencies without a figure, Roman numerals: figures that no closed set explains."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot import wording
from bot.stages.guarding.known import Known
from bot.stages.guarding.number_words import NUMBER_WORDS
from bot.stages.guarding.said_amounts import marks
from bot.stages.guarding.sheet import Sheet
from models.draft import Finding, Weight

_HARD, _SOFT = Weight.HARD, Weight.SOFT


def shares(sheet: Sheet) -> Iterator[Finding]:
    """Percentages: no message of ours has one on record."""
    number = rf"(?:\d+(?:[.,]\d+)?|\b(?:{NUMBER_WORDS})\b|\ba couple of)"
    for found in re.finditer(
        rf"{number}[ -]*(?:%|per ?cent\b|percent\w*|pct\b|prozent\b|pour ?cent\b|por ciento\b|bps\b)", sheet.left
    ):
        sure = re.match(r"(?:100|a hundred|one hundred)\D", found[0]) and re.match(
            r" (?:sure|certain|clear|right)", sheet.left[found.end() :]
        )
        quote = sheet.quote(*found.span())
        sheet.cover(*found.span())
        yield Finding(_SOFT if sure else _HARD, "percentage", quote, "no percentage on record")


_ROMAN = re.compile(r"\b(?=[mdclxvi]{2,})m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\b")
_BESIDE_MONEY = r"[€$£%]|\b(?:eur|usd|gbp|chf|dollars?|euros?|pounds?|invoices?|per ?cent|days|weeks|months)\b"


_CURRENCY_ALONE = re.compile(
    r"[€£¥]|(?<![a-z])(?:us|c|a)?\$|\b(?:usd|eur|gbp|chf|cad|aud|sek|nok|dkk|pln|jpy|us[ -]dollars?|dollars?|euros?|pounds? sterling|sterling|francs|franken|kronor|kroner|zloty)\b"
)


def other_currencies(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """A currency that is not this account's and stands beside no figure: "Total (USD)"."""
    told = wording.normalise(" ".join(message.text for message in known.packet.exchanges))
    for found in _CURRENCY_ALONE.finditer(sheet.left):
        of = marks(known.languages).get(found[0].replace("us dollar", "dollar"), frozenset())
        is_code = len(found[0]) != 3 or not found[0].isalpha() or sheet.quote(*found.span()).isupper()
        if of and is_code and known.packet.currency not in of and found[0] not in told:
            quote = sheet.quote(*found.span())
            yield Finding(_HARD, "wrong_currency", quote, f"this account is in {known.packet.currency}")


def unusual_digits(sheet: Sheet) -> Iterator[Finding]:
    """Roman numerals, and signs that are numbers but not digits."""
    for found in _ROMAN.finditer(sheet.left):
        quote = sheet.quote(*found.span())
        if quote.isupper() or not quote.isascii():
            around = sheet.folded[max(0, found.start() - 12) : found.end() + 12]
            money = re.search(_BESIDE_MONEY, around) or not quote.isascii()
            yield Finding(_HARD if money else _SOFT, "unusual_numeral", quote, "write figures in digits")
    for char in sorted({char for char in sheet.text if unicodedata.category(char) == "No"}):
        yield Finding(_HARD, "unusual_numeral", char, "write figures in digits")
