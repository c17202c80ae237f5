"""Numbers in words, as far as people write them in business mail."""

from __future__ import annotations

import re
from decimal import Decimal

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

_ABROAD = (
    r"zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|zwanzig|dreissig|hundert|tausend"
    r"|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze|quinze|vingt|trente|cents?|mille"
    r"|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|veinte|treinta|cien|ciento|mil"
)
#: A number in German, French or Spanish words: recognised, not read.
NUMBER_WORDS_ABROAD = rf"\b\w*(?:{_ABROAD})\w*\b"


def value_of(text: str) -> int | None:
    """The number *text* says, in digits or English words; None when it says none, or no exact one."""
    if text.isdigit():
        return int(text)
    if text in ("a", "an"):
        return 1
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
