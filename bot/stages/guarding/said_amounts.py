"""Every sum of money a text states, compared with the record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot import wording
from bot.stages.guarding.known import Amount, Known, Stated
from bot.stages.guarding.number_words import NUMBER_WORDS, NUMBER_WORDS_ABROAD, decimal_of, value_of
from bot.stages.guarding.sheet import Sheet
from models.draft import Finding, Weight
from models.money import EXPONENTS

_HARD, _SOFT = Weight.HARD, Weight.SOFT
_NUMBER = re.compile(
    r"(?<![\d])(?P<number>\d{1,3}(?:(?:[.,' ]\d{3})+(?!\d)|(?:,\d{2})+,\d{3})(?:[.,]\d{1,3}(?!\d))?|\d+(?:[.,]\d+)?)"
    r"(?P<dash>,-{1,2}(?!\d))?(?P<thousand> ?(?:k|grand|thousand|tsd|million|mio|m)\b)?"
)
_HEDGE = (
    r"about|around|roughly|approx\w*\.?|circa|ca\.?|some|just (?:over|under|above|below)|nearly|almost|over|under|~"
)
_COUNTED = r"[ -]*(?:(?:calendar|business|working) )?(?:days?|weeks?|months?|years?|invoices?|%|per ?cent|am\b|pm\b|uhr|h\b|o'clock|:)"  # noqa: E501


@dataclass(frozen=True, slots=True)
class _Said:
    """One sum as written."""

    start: int
    end: int
    number: str
    thousand: str
    mark: str


def marked_amounts(sheet: Sheet, known: Known) -> Iterator[Stated | Finding]:
    """Every figure that says it is money, by a currency or a word like *grand*."""
    for said, facts in _numbers(sheet, known):
        if said.mark or said.thousand:
            yield _compared(sheet, known, said, facts)


def bare_amounts(sheet: Sheet, known: Known) -> Iterator[Stated | Finding]:
    """Figures with cents or grouped thousands, those equal to a sum on record, and sums in words."""
    for said, facts in _numbers(sheet, known):
        counted = re.match(_COUNTED, sheet.left[said.end :]) is not None
        if (facts or _looks_like_money(said.number)) and not counted:
            yield _compared(sheet, known, said, facts)
    yield from _spelled(sheet, known)


def _numbers(sheet: Sheet, known: Known) -> Iterator[tuple[_Said, tuple[Amount, ...]]]:
    for found in _NUMBER.finditer(sheet.left):
        said = _as_said(sheet, found, known.languages)
        if _stands_alone(sheet, said):
            yield said, () if said.thousand else known.amount_forms.get(said.number, ())


def _as_said(sheet: Sheet, found: re.Match[str], languages: tuple[str, ...]) -> _Said:
    before, after = _mark_before(sheet.left, found.start(), languages), _mark_after(sheet.left, found.end(), languages)
    start = before[0] if before else found.start()
    end = after[0] if after else found.end()
    mark = (before or after or (0, ""))[1]
    return _Said(start, end, found["number"] + (found["dash"] or ""), found["thousand"] or "", mark)


def _compared(sheet: Sheet, known: Known, said: _Said, facts: tuple[Amount, ...]) -> Stated | Finding:
    quote = sheet.quote(said.start, said.end)
    sheet.cover(said.start, said.end)
    if said.mark and known.packet.currency not in _marks(known.languages).get(said.mark, frozenset()):
        return Finding(_HARD, "wrong_currency", quote, f"this account is in {known.packet.currency}")
    if facts:
        return Stated(said.start, said.end, facts)
    value = decimal_of(said.number.rstrip(",-")) * _scale(said.thousand)
    return _unless_rounded(known, quote, value, loose=_is_hedged(sheet, said.start) or bool(said.thousand))


def _is_hedged(sheet: Sheet, start: int) -> bool:
    return re.search(rf"(?:{_HEDGE})(?: the| a)? *$", sheet.folded[max(0, start - 24) : start]) is not None


def _unless_rounded(known: Known, quote: str, value: Decimal, *, loose: bool) -> Finding:
    for fact in known.amounts:
        if _is_round(value, fact.money.decimal, loose=loose):
            return Finding(_SOFT, "rounded_amount", quote, wording.amount(fact.money))
    return Finding(_HARD, "unknown_amount", quote, _on_record(known))


def _on_record(known: Known) -> str:
    sums = [f"{fact.number or fact.role} {wording.amount(fact.money)}" for fact in known.amounts]
    return "; ".join(sums) or "no amount on record for this message"


def _is_round(said: Decimal, exact: Decimal, *, loose: bool) -> bool:
    whole = said == said.to_integral_value()
    if whole and abs(said - exact) < 1 and exact > 1:
        return True
    step = Decimal(10 ** (len(str(int(said))) - len(str(int(said)).rstrip("0"))))
    return loose and whole and abs(said - exact) < step and abs(said - exact) <= exact * Decimal("0.05")


def _scale(word: str) -> int:
    if not word:
        return 1
    return 1_000_000 if word.strip() in ("m", "mio", "million") else 1_000


def _looks_like_money(number: str) -> bool:
    return re.search(r"[.,' ]\d{3}(?!\d)|[.,]\d{2}$", number) is not None


def _stands_alone(sheet: Sheet, said: _Said) -> bool:
    before, after = sheet.folded[: said.start][-1:], sheet.folded[said.end :][:1]
    return not (before.isalnum() or before in ("#", "_")) and not (after.isalnum() or after in ("%", "_"))


# ── currencies ───────────────────────────────────────────────────────────────────────────────
@lru_cache(maxsize=64)
def _marks(languages: tuple[str, ...]) -> dict[str, frozenset[str]]:
    marks = {"bucks": frozenset({"USD", "CAD", "AUD"}), "quid": frozenset({"GBP"})}
    for currency in EXPONENTS:
        said = wording.currency_marks(currency, languages)
        for mark in said | {mark.split()[-1] for mark in said if len(mark.split()[-1]) > 3}:
            marks[mark] = marks.get(mark, frozenset()) | {currency}
    return {mark: codes for mark, codes in marks.items() if len(mark) > 1 or not mark.isalnum()}


def _mark_before(text: str, start: int, languages: tuple[str, ...]) -> tuple[int, str] | None:
    near = text[max(0, start - 20) : start]
    near = near.removesuffix(" ")
    for size in range(len(near), 0, -1):
        word = near[-size:]
        if word in _marks(languages) and not (word[0].isalnum() and near[:-size][-1:].isalnum()):
            return start - len(text[max(0, start - 20) : start]) + len(near) - size, word
    return None


def _mark_after(text: str, end: int, languages: tuple[str, ...]) -> tuple[int, str] | None:
    gap = 1 if text[end : end + 1] in (" ", "-") else 0
    near = text[end + gap : end + 30]
    for size in range(len(near), 0, -1):
        word = near[:size]
        if word in _marks(languages) and not (word[-1].isalnum() and near[size : size + 1].isalnum()):
            return end + gap + size, word
    return None


# ── in words, and shares ─────────────────────────────────────────────────────────────────────
def _spelled(sheet: Sheet, known: Known) -> Iterator[Finding]:
    for found in re.finditer(rf"\b{NUMBER_WORDS}\b|{NUMBER_WORDS_ABROAD}", sheet.left):
        after = _mark_after(sheet.left, found.end(), known.languages)
        before = _mark_before(sheet.left, found.start(), known.languages)
        big = any(scale in found[0].split() for scale in ("hundred", "thousand", "million", "grand"))
        if after or before or big:
            end = after[0] if after else found.end()
            quote = sheet.quote(found.start(), end)
            sheet.cover(found.start(), end)
            mark, hedged = (after or before or (0, ""))[1], _is_hedged(sheet, found.start())
            yield _spelled_verdict(known, quote, value_of(found[0]), mark, hedged=hedged)


def _spelled_verdict(known: Known, quote: str, value: int | None, mark: str, *, hedged: bool) -> Finding:
    if mark and known.packet.currency not in _marks(known.languages)[mark]:
        return Finding(_HARD, "wrong_currency", quote, f"this account is in {known.packet.currency}")
    if value is not None and any(fact.money.decimal == value for fact in known.amounts):
        return Finding(_SOFT, "number_word", quote, _on_record(known))
    return _unless_rounded(known, quote, Decimal(value or 0), loose=hedged)


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
