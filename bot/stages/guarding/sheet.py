"""A text under examination: read as the eye reads it, quoted as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from bot import wording

#: Stands where something has been explained; belongs to no word and no figure.
DONE = "\u2588"


class Sheet:
    """The folded text; what has been explained is covered, so that what is left over is unexplained."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded, self._places = wording.fold(text)
        self._left = list(self.folded)

    @cached_property
    def _sentences(self) -> tuple[tuple[int, int], ...]:
        return tuple(found.span() for found in sentences(prose(self.folded)))

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Where the sentence that holds folded character *place* begins and ends."""
        return next((span for span in self._sentences if span[0] <= place < span[1]), (place, place))

    @property
    def left(self) -> str:
        """The folded text with everything explained covered."""
        return "".join(self._left)

    def cover(self, start: int, end: int) -> None:
        """Mark folded characters as explained."""
        self._left[start:end] = DONE * (end - start)

    def quote(self, start: int, end: int) -> str:
        """The words as written behind folded characters *start* to *end*."""
        if start >= end:
            return ""
        return self.text[self._places[start] : self._places[end - 1] + 1].strip()

    def places_of(self, words: str, *, cased: bool = False) -> Iterator[tuple[int, int]]:
        """Where *words* stand alone in what is left, folded alike; *cased*: only if written with a capital."""
        wanted, left = wording.normalise(words), self.left
        start = left.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            if self._stands_alone(start, end) and (not cased or self.quote(start, end)[:1].isupper()):
                yield start, end
            start = left.find(wanted, end)

    def _stands_alone(self, start: int, end: int) -> bool:
        before, after = self.folded[max(0, start - 2) : start], self.folded[end : end + 2]
        return not (_runs_on(before[::-1], self.folded[start]) or _runs_on(after, self.folded[end - 1]))


def _runs_on(beyond: str, edge: str) -> bool:
    """Whether a word or number goes on past its edge: "INV-1" is not in "INV-12" nor in "INV-1-2"."""
    if not beyond or not edge.isalnum():
        return False
    return beyond[0].isalnum() or (beyond[0] in "-/_.,'" and beyond[1:2].isdigit())


#: A full stop that ends no sentence: "15. Juni", "15.06. erhalten", "Dr.".
_NO_END = (
    r"\b\d{1,2}\.(?= (?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez))|\b\d{1,2}\.\d{1,2}\.(?= [a-z])"
    r"|\b(?:dr|mr|mrs|ms|nr|no|sig|sr|sra|inv|approx|ca|bzw|ggf|z\.b|d\.h|evtl|inkl)\."
)
_SENTENCE = re.compile(rf"(?:{_NO_END}|[.!?](?=[^\s.!?])|[^.!?\n])+[.!?]*")


def sentences(text: str) -> Iterator[re.Match[str]]:
    """Every sentence of *text* with the marks that end it; a mark inside a figure ends none."""
    return _SENTENCE.finditer(text)


def prose(text: str) -> str:
    """*text*, equally long, with lines that merely wrap run together."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


_ASKING_CLAUSE = re.compile(r"[,;:\u2013\u2014-] (?=[^,;:]*\?\W*$)")


def stated(sentence: str) -> str:
    """What *sentence* states: all of it, or what stands before the clause that asks."""
    if not sentence.rstrip().endswith("?"):
        return sentence
    return _ASKING_CLAUSE.split(sentence, maxsplit=1)[0] if _ASKING_CLAUSE.search(sentence) else ""
