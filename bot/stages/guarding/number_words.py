# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""Numbers in words, as far as people write them in business mail."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.stages.guarding.numbers_abroad import small_numbers

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUE = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 10 * place for place, word in enumerate(_TENS, start=2)}
    | {"dozen": 12}
)
_SCALE = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000}
_WORD = "|".join(sorted([*_VALUE, *_SCALE], key=len, reverse=True))
#: Matches a number in English words; not the bare "a".
NUMBER_WORDS = rf"(?:a (?=hundred|thousand|million|dozen))?(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD}))*"

_PART = (
    r"(?:ein(?:e|s)?|zwei|zwo|drei|vier|funf|sechs?|sieb(?:en)?|acht|neun|zehn|elf|zwolf|zwanzig|dreissig|zig|hundert|tausend"
    r"|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille"
    r"|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci|veinte|veinti|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|cient[oa]s?|quinient[oa]s|sete|nove|mil"
    r"|due|tre|quattro|cinque|sei|sette|otto|cento|mila|vent[i]?|trenta?|quaranta?|cinquanta?|sessanta?|settanta?|ottanta?|novanta?|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove"
    r"|een|twee|vijf|zes|zeven|negen|tien|twaalf|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend)"
)
#: A number in German, French, Spanish, Italian or Dutch words, perhaps in several words.
NUMBER_WORDS_ABROAD = rf"\b{_PART}(?:(?:[ -]|(?:und|en)| (?:et|y|und|e) )?{_PART})*\b"


def value_of(text: str) -> int | None:
    """The number *text* says, in digits, English words or small words of other languages; None when it says none, or no exact one."""
    if text.isdigit():
        return int(text)
    if text in ("a", "an"):
        return 1
    if text in small_numbers():
        return small_numbers()[text]
    words = [word for word in re.split(r"[ -]+", text) if word not in ("and", "a")]
    if not words or any(word not in _VALUE and word not in _SCALE for word in words):
        return None
    return _add_up(words)


def decimal_of(number: str) -> Decimal:
    """The value of a figure as written; the last mark is the decimal one unless three digits follow it."""
    digits = re.sub(r"[' ]", "", number)
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0 and len(digits) - last - 1 != 3:
        return Decimal(re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :])
    return Decimal(re.sub(r"[.,]", "", digits))


def _add_up(words: list[str]) -> int:
    whole = part = 0
    for word in words:
        if word in _VALUE:
            part = part * 12 if word == "dozen" and part else part + _VALUE[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        else:
            whole, part = whole + max(part, 1) * _SCALE[word], 0
    return whole + part
