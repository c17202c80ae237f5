"""The cues of a sentence: what in it may speak for or against a kind of signal, in whatever words it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from bot.stages.reading.meanings import classes_of
from bot.stages.reading.stated_day import MONTHS

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!€£$%]")
#: Words of one sentence that are looked at; a longer one is no sentence.
_LONGEST = 300
#: Words so far apart still say something together.
_NEAR = 8
_STEMS = (4, 6)
_ENDING = 5
_LONG = 8
_SIGNS = {"€": ("money",), "£": ("money",), "$": ("money",), "?": ("asks",)}


def cues_of(plain: str, said: Iterable[str] = ()) -> frozenset[str]:
    """Every cue of a folded sentence.

    Words and their stems, words side by side, classes of meaning (#), two classes near each other in their order, and
    what is *said* of it by the phrase tables (@).
    """
    words = ["0" if match[0].isdigit() else match[0] for match in islice(_TOKEN.finditer(plain), _LONGEST)]
    found = {f"@{name}" for name in said}
    for word in words:
        found.update(_of_word(word))
    short = [_short(word) for word in words]
    found.update(map("{}_{}".format, short, short[1:]))
    found.update(map("{}__{}".format, short, short[2:]))
    found.update(_pairs(words))
    return frozenset(found)


@lru_cache(maxsize=1 << 14)
def _of_word(word: str) -> tuple[str, ...]:
    stems = tuple(f"{word[:length]}~" for length in _STEMS if len(word) > length)
    ending = (f"~{word[-_ENDING:]}",) if len(word) > _LONG else ()
    return (word, *stems, *ending, *(f"#{each}" for each in _classes(word)))


def _short(word: str) -> str:
    return word[: _STEMS[0] + 1]


@lru_cache(maxsize=1 << 14)
def _classes(word: str) -> tuple[str, ...]:
    if word == "0":
        return ("number",)
    if word in MONTHS:
        return ("month",)
    return _SIGNS.get(word) or classes_of(word)


def _pairs(words: list[str]) -> Iterator[str]:
    said = [(place, each) for place, word in enumerate(words) for each in _classes(word)]
    for number, (place, one) in enumerate(said, 1):
        for behind, other in said[number:]:
            if behind - place > _NEAR:
                break
            if behind > place:
                yield f"#{one}>{other}"
