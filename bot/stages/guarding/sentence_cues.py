"""The cues of a sentence of a draft: what in it may say what the sentence does, in whatever words it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from bot import wording
from bot.stages.guarding.meanings import classes_of
from bot.stages.guarding.sheet import DONE

_TOKEN = re.compile(rf"{DONE}+|[a-z]+(?:'[a-z]+)?|\d[\d.,:/-]*|[?!%]|[$€£]")
#: Words of one sentence that are looked at; a longer one is no sentence.
_LONGEST = 200
#: Classes so far apart still say something together.
_NEAR = 7
_STEMS = (4, 6)
_PIECE = 4
_SHORT = 5
_DAYS = frozenset((*wording.month_names(), *wording.weekday_names()))
#: Stands for a month or a weekday.
_DAY = "0d"
_SIGNS = {
    _DAY: "day",
    "0": "number",
    "?": "asks",
    "!": "loud",
    "%": "extra",
    "$": "money",
    "€": "money",
    "£": "money",
    DONE: "name",
}


def cues_of(sentence: str) -> frozenset[str]:
    """Every cue of a folded sentence: words, stems, pieces of words, neighbours and classes of meaning (#).

    Figures, days and the names that the record explains count by their kind alone.
    """
    words = [_masked(match[0]) for match in islice(_TOKEN.finditer(sentence), _LONGEST)]
    found: set[str] = set()
    for word in words:
        found.update(_of_word(word))
    short = [word[:_SHORT] for word in words]
    found.update(map("{}_{}".format, short, short[1:]))
    found.update(map("{}__{}".format, short, short[2:]))
    found.update(_pairs(words))
    return frozenset(found)


def _masked(word: str) -> str:
    if word[0].isdigit():
        return "0"
    if word in _DAYS:
        return _DAY
    return DONE if word[0] == DONE else word


@lru_cache(maxsize=1 << 14)
def _of_word(word: str) -> tuple[str, ...]:
    classes = _classes(word)
    named = tuple(f"#{each}" for each in classes)
    if not word[0].isalpha() or word == DONE:
        return named
    stems = tuple(f"{word[:length]}~" for length in _STEMS if len(word) > length)
    pieces = tuple(f"~{word[start : start + _PIECE]}~" for start in range(1, len(word) - _PIECE + 1))
    return (word, *stems, *pieces, *named)


@lru_cache(maxsize=1 << 14)
def _classes(word: str) -> tuple[str, ...]:
    return (_SIGNS[word],) if word in _SIGNS else classes_of(word)


def _pairs(words: list[str]) -> Iterator[str]:
    said = [(place, each) for place, word in enumerate(words) for each in _classes(word)]
    for number, (place, one) in enumerate(said, 1):
        for behind, other in said[number:]:
            if behind - place > _NEAR:
                break
            if behind > place:
                yield f"#{one}>{other}"
