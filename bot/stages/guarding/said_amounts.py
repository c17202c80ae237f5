# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""Every sum of money a text states, compared with the record."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from bot import wording
from bot.stages.guarding.identities import Mention
from bot.stages.guarding.known import Amount, Known, Stated
from bot.stages.guarding.number_words import NUMBER_WORDS, NUMBER_WORDS_ABROAD, decimal_of, value_of
from bot.stages.guarding.numbers_abroad import plain, words_for
from bot.stages.guarding.sheet import Sheet
from bot.stages.guarding.sums import subtotal
from models.draft import Finding, Weight
from models.money import EXPONENTS, Money

_HARD, _SOFT = Weight.HARD, Weight.SOFT
_NUMBER = re.compile(
    r"(?<![\d])(?P<number>\d{1,3}(?:(?:[.,' ]\d{3})+(?!\d)|(?:,\d{2})+,\d{3})(?:[.,]\d{1,3}(?!\d))?|\d+(?:[.,]\d+)?)"
    r"(?P<dash>,-{1,2}(?!\d))?(?P<thousand> ?(?:k|grand(?! total)|thousand|tsd|tausend|duizend|mille|mil|mila|million|mio|m)\b)?"
)
_HEDGE = (
    r"about|around|roughly|approx\w*\.?|circa|ca\.?|some|(?:just|a bit|a little|slightly) (?:over|under|above|below|shy of|short of)|(?:just )?shy of|short of|(?:a )?(?:little|bit|shade) (?:over|under|above|below|more than|less than)|nearly|almost|over|under|more than|less than|close to|in the region of|~"
    r"|rund|etwa|ungefahr|knapp|gut|fast|uber|mehr als|um die|environ|pres de|a peu pres|un peu (?:plus|moins) de|plus de|quelque|presque|unos|unas|alrededor de|cerca de|casi|aproximadamente|mas de|quasi|all'incirca|poco (?:piu|meno) di|ongeveer|ruim|bijna"
)
_COUNTED = r"[ -]*(?:(?:calendar|business|working) )?(?:days?|weeks?|months?|years?|invoices?|%|per ?cent|am\b|pm\b|uhr|h\b|o'clock|:)"


@dataclass(frozen=True, slots=True)
class _Said:
    """One sum as written."""

    start: int
    end: int
    number: str
    thousand: str
    mark: str


def marked_amounts(sheet: Sheet, known: Known, named: Sequence[Mention]) -> Iterator[Stated | Finding]:
    """Every figure that says it is money, by a currency or a word like *grand*, and sums in words."""
    yield from _spelled(sheet, known, named)
    for said, facts in _numbers(sheet, known):
        if said.mark or said.thousand:
            yield _compared(sheet, known, named, said, facts)


def bare_amounts(sheet: Sheet, known: Known, named: Sequence[Mention]) -> Iterator[Stated | Finding]:
    """Figures with cents or grouped thousands, and those equal to a sum on record."""
    for said, facts in _numbers(sheet, known):
        counted = re.match(_COUNTED, sheet.left[said.end :]) is not None
        if (facts or _looks_like_money(said.number)) and not counted:
            yield _compared(sheet, known, named, said, facts)


def _numbers(sheet: Sheet, known: Known) -> Iterator[tuple[_Said, tuple[Amount, ...]]]:
    for found in _NUMBER.finditer(sheet.left):
        said = _as_said(sheet, found, known.languages)
        if _stands_alone(sheet, said):
            yield said, () if said.thousand else known.amount_forms.get(said.number, ())


def _as_said(sheet: Sheet, found: re.Match[str], languages: tuple[str, ...]) -> _Said:
    before, after = _mark_before(sheet.left, found.start(), languages), _mark_after(sheet.left, found.end(), languages)
    if after and re.match(r"\$ ?[a-z]", after[1]) and not sheet.quote(after[0] - 2, after[0]).isupper():
        # "12,00 $ au total" is no Australian dollar.
        after = (after[0] - len(after[1]) + 1, "$")
    start = before[0] if before else found.start()
    end = after[0] if after else found.end()
    mark = (before or after or (0, ""))[1]
    return _Said(start, end, found["number"] + (found["dash"] or ""), found["thousand"] or "", mark)


def _compared(
    sheet: Sheet, known: Known, named: Sequence[Mention], said: _Said, facts: tuple[Amount, ...]
) -> Stated | Finding:
    quote = sheet.quote(said.start, said.end)
    sheet.cover(said.start, said.end)
    if said.mark and known.packet.currency not in marks(known.languages).get(said.mark, frozenset()):
        return Finding(_HARD, "wrong_currency", quote, f"this account is in {known.packet.currency}")
    if not facts and not said.thousand:
        added = subtotal(
            sheet, known, named, said.start, lambda sum: said.number in wording.number_forms(sum, known.languages)
        )
        facts = (added,) if added else ()
    if facts:
        return Stated(said.start, said.end, facts)
    value = decimal_of(said.number.rstrip(",-")) * _scale(said.thousand)
    loose = _is_hedged(sheet, said.start) or bool(said.thousand)
    side = _side(sheet, said.start)
    near = _near(
        sheet, known, named, said.start, lambda exact: _is_round(value, exact, loose=loose) and side(exact, value)
    )
    if near:
        return Finding(_SOFT, "rounded_amount", quote, f"exactly {wording.amount(near)}")
    return Finding(_HARD, "unknown_amount", quote, on_record(known))


_ABOVE = re.compile(r"(?:over|above|more than|gut|uber|mehr als|plus de|plus d'|mas de|oltre|piu di|ruim|meer dan) *$")
_BELOW = re.compile(
    r"(?:under|below|less than|nearly|almost|shy of|short of|knapp|fast|unter|weniger als|presque|moins de|casi|menos de|quasi|meno di|bijna|net geen|krap) *$"
)


def _side(sheet: Sheet, start: int) -> Callable[[Decimal, Decimal], bool]:
    """On which side of a rounded figure the exact one must lie: "just over 4k" is not 3,980."""
    before = sheet.folded[max(0, start - 16) : start]
    if _ABOVE.search(before):
        return operator.ge
    return operator.le if _BELOW.search(before) else _either_side


def _either_side(_exact: Decimal, _said: Decimal) -> bool:
    return True


def _near(
    sheet: Sheet, known: Known, named: Sequence[Mention], place: int, is_meant: Callable[[Decimal], bool]
) -> Money | None:
    """The sum on record, or of the invoices spoken of, that the words mean."""
    single = next((fact.money for fact in known.amounts if is_meant(fact.money.decimal)), None)
    added = None if single else subtotal(sheet, known, named, place, lambda sum: is_meant(sum.decimal))
    return added.money if added else single


def _is_hedged(sheet: Sheet, start: int) -> bool:
    return re.search(rf"(?:{_HEDGE})(?: the| a)? *$", sheet.folded[max(0, start - 24) : start]) is not None


def on_record(known: Known) -> str:
    """The open amounts of what is asked for, as the reviewer reads them."""
    sums = [f"{item.invoice.number} has {wording.amount(item.open)} open" for item in known.asked]
    whole = [f"{wording.amount(known.total)} in all"] if len(known.asked) > 1 else []
    return "; ".join([*sums, *whole]) or "no amount on record for this message"


def _is_round(said: Decimal, exact: Decimal, *, loose: bool) -> bool:
    whole = said == said.to_integral_value()
    if whole and abs(said - exact) < 1 and exact > 1:
        return True
    step = Decimal(10 ** (len(str(int(said))) - len(str(int(said)).rstrip("0"))))
    return loose and whole and abs(said - exact) < step and abs(said - exact) <= exact * Decimal("0.06")


def _scale(word: str) -> int:
    if not word:
        return 1
    return 1_000_000 if word.strip() in ("m", "mio", "million") else 1_000


def _looks_like_money(number: str) -> bool:
    return re.search(r"[.,' ]\d{3}(?!\d)|[.,]\d{2}$", number) is not None


def _stands_alone(sheet: Sheet, said: _Said) -> bool:
    before, after = sheet.folded[: said.start][-1:], sheet.folded[said.end :][:1]
    return not (before.isalnum() or before in ("#", "_")) and not (after.isalnum() or after in ("%", "_"))


#: Everyday names of currencies, beside those that the locales know.
_NAMES = {
    "bucks dollar dollars dolar dolares dollaro dollari dollarn": "USD CAD AUD NZD SGD HKD",
    "quid pfund ponden sterline libras": "GBP",
    "euro euros": "EUR",
    "franken francos frank": "CHF",
}
#: Codes that are words as well: only capitals make them a currency.
_WORDS_TOO = frozenset({"all", "try", "top", "mad", "pen", "gel", "bob", "cup", "ron", "sos", "mop"})


# ── currencies ───────────────────────────────────────────────────────────────────────────────
@lru_cache(maxsize=64)
def marks(languages: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Every way to write a currency, normalised → the currencies it can be."""
    marks = {word: frozenset(codes.split()) for words, codes in _NAMES.items() for word in words.split()}
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
        if word in marks(languages) and not (word[0].isalnum() and near[:-size][-1:].isalnum()):
            return start - len(text[max(0, start - 20) : start]) + len(near) - size, word
    return None


def _mark_after(text: str, end: int, languages: tuple[str, ...]) -> tuple[int, str] | None:
    gap = 1 if text[end : end + 1] in (" ", "-") else 0
    near = text[end + gap : end + 30]
    for size in range(len(near), 0, -1):
        word = near[:size]
        if word in marks(languages) and not (word[-1].isalnum() and near[size : size + 1].isalnum()):
            return end + gap + size, word
    return None


# ── in words ─────────────────────────────────────────────────────────────────────────────────
#: "… pounds 25", "… dollars and 60 cents", "… euros et 75 centimes".
_CENTS = re.compile(
    r",?(?: and| und| et| con| e)? (\d{2})(?: ?(?:cents?|pence|p|centimes?|centimos|centesimi))?\b(?![.,/%]?\d)"
)


_BIG = ("hundred", "thousand", "million")


def _spelled(sheet: Sheet, known: Known, named: Sequence[Mention]) -> Iterator[Finding]:
    for found in re.finditer(rf"(?<!\d )(?:\b{NUMBER_WORDS}\b|{NUMBER_WORDS_ABROAD})", sheet.left):
        after = _mark_after(sheet.left, found.end(), known.languages)
        if after and after[1] in _WORDS_TOO and not sheet.quote(after[0] - len(after[1]), after[0]).isupper():
            after = None
        if (
            after
            and sheet.left[after[0] : after[0] + 2].strip()[:1].isdigit()
            and not _CENTS.match(sheet.left, after[0])
        ):
            after = None
        big = any(scale in found[0].split() for scale in _BIG) and not re.match(_COUNTED, sheet.left[found.end() :])
        if after or big:
            end = after[0] if after else found.end()
            cents = _CENTS.match(sheet.left, end) if after else None
            end = cents.end() if cents else end
            quote = sheet.quote(found.start(), end)
            sheet.cover(found.start(), end)
            mark, hedged = (after or (0, ""))[1], _is_hedged(sheet, found.start())
            if mark and known.packet.currency not in marks(known.languages)[mark]:
                yield Finding(_HARD, "wrong_currency", quote, f"this account is in {known.packet.currency}")
                continue
            meant = _near(
                sheet,
                known,
                named,
                found.start(),
                partial(_is_spelled, found[0], int(cents[1]) if cents else 0, hedged=hedged),
            )
            weight, rule = (_SOFT, "number_word") if meant else (_HARD, "unknown_amount")
            yield Finding(weight, rule, quote, wording.amount(meant) if meant else on_record(known))


def _is_spelled(words: str, cents: int, exact: Decimal, *, hedged: bool) -> bool:
    if cents and cents != int(exact * 100) % 100:
        return False
    value = value_of(words)
    if value is None:
        if plain(words) in words_for(int(exact)):
            return True
        value = _spelled_near(plain(words), int(exact))
    return value is not None and (int(exact) == value or _is_round(Decimal(value), exact, loose=hedged))


def _spelled_near(words: str, exact: int) -> int | None:
    """A round number beside *exact* that *words* say in another language."""
    near = {way(exact, step) for step in (1, 10, 100, 1000, 10_000) for way in (_down, _up)}
    return next((value for value in near if words in words_for(value)), None)


def _down(value: int, step: int) -> int:
    return value // step * step


def _up(value: int, step: int) -> int:
    return -(-value // step) * step
