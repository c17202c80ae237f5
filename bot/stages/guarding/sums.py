"""Totals over some of the invoices: the ones that the sentence, its list or its paragraph names, added up again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from bot import wording
from bot.stages.guarding.identities import Mention
from bot.stages.guarding.known import Amount, Known
from bot.stages.guarding.sheet import Sheet
from models.money import Money, total
from models.packet import OpenItem

#: By what a text picks some invoices out, and how to sort them so that those come first.
_PICKED: tuple[tuple[str, Callable[[OpenItem], object]], ...] = (
    (r"old|earl|first|alt|anc|antigu|vecch|prim", lambda item: item.invoice.due_on),
    (r"new|recent|late[rs]|last|neu|jung|recent|nuev|ultim|dern", lambda item: -item.invoice.due_on.toordinal()),
    (r"small|minor|low|klein|petit|peque|menor|piccol", lambda item: item.open.minor),
    (r"larg|big|high|major|gross|grand|mayor", lambda item: -item.open.minor),
)
_REST = re.compile(
    r"\b(?:other|rest|remain|further|ander|ubrig|weiter|autre|restant|otr|demas|altr|smaller|both|two)\w*"
)
#: What is added up right after it was named.
_ADDED = re.compile(
    r"\b(?:together|total\w*|altogether|combined|in all|sum|makes?|zusammen|insgesamt|summe|gesamt\w*|ensemble|au total"
    r"|en tout|juntas?|en total|samen|totaal|insieme|in tutto|totale)\b"
)
_APART = re.compile(
    r"\b(?:apart|aside|except\w*|exclud\w*|without|besides|leaving out|ohne|abgesehen|ausser|hors|sauf|excepto|sin"
    r"|aparte|zonder|behalve|escluso|senza|tranne)\b"
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def subtotal(
    sheet: Sheet, known: Known, mentions: Sequence[Mention], place: int, told: Callable[[Money], bool]
) -> Amount | None:
    """The sum of some invoices that the words at *place* can mean, if *told* says it is the one written there."""
    for numbers in _meant(sheet, known, mentions, place):
        items = [item for item in known.told if item.invoice.number in numbers]
        if len(items) > 1 and told(total((item.open for item in items), known.packet.currency)):
            return Amount(total((item.open for item in items), known.packet.currency), "subtotal")
    return None


def _meant(sheet: Sheet, known: Known, mentions: Sequence[Mention], place: int) -> Iterator[frozenset[str]]:
    begun, over = sheet.sentence_at(place)
    first, last = _line(sheet.folded, place, begun, over)
    yield _named(mentions, first, last)
    yield _named(mentions, first, place)
    if len(_named(mentions, first, last)) > 1:
        return
    start, end = _paragraph(sheet.folded, place)
    yield from (_named(mentions, *span) for span in ((begun, over), (begun, place), (start, end), (start, place)))
    yield _listed(sheet.folded, mentions, place)
    everything = frozenset(item.invoice.number for item in known.asked)
    if _REST.search(sheet.folded[begun:over]):
        yield from (everything - _named(mentions, since, place) for since in (begun, start, 0))
        yield _of_sentence_before(sheet, mentions, begun)
    if _ADDED.search(sheet.folded[begun:over]):
        yield _of_sentence_before(sheet, mentions, begun)
    if _APART.search(sheet.folded[begun:over]):
        yield everything - _named(mentions, begun, over)
    yield _named(mentions, 0, len(sheet.folded))
    yield from _picked(known, sheet.folded[first:last])


def _line(text: str, place: int, begun: int, over: int) -> tuple[int, int]:
    """The part of a sentence that stands on the line of *place*."""
    end = text.find("\n", place)
    return max(begun, text.rfind("\n", 0, place) + 1), min(over, end if end >= 0 else len(text))


def _named(mentions: Sequence[Mention], start: int, end: int) -> frozenset[str]:
    found = (mention.numbers for mention in mentions if start <= mention.start < end and not mention.is_po)
    return frozenset().union(*found)


def _of_sentence_before(sheet: Sheet, mentions: Sequence[Mention], begun: int) -> frozenset[str]:
    return _named(mentions, *sheet.sentence_at(max(begun - 2, 0)))


def _paragraph(text: str, place: int) -> tuple[int, int]:
    edges = [0, *(found.end() for found in _PARAGRAPH.finditer(text)), len(text)]
    return max(edge for edge in edges if edge <= place), min(edge for edge in edges if edge > place)


def _listed(text: str, mentions: Sequence[Mention], place: int) -> frozenset[str]:
    """The invoices of the lines right above, each of which names one."""
    numbers: frozenset[str] = frozenset()
    line_end = text.rfind("\n", 0, place)
    while line_end > 0:
        line_start = text.rfind("\n", 0, line_end) + 1
        here = _named(mentions, line_start, line_end)
        if text[line_start:line_end].strip() and not here:
            break
        numbers, line_end = numbers | here, line_start - 1
    return numbers


_BOTH = re.compile(r"\b(?:both|two|beiden?|deux|ambas|entrambe)\b")


def _picked(known: Known, sentence: str) -> Iterator[frozenset[str]]:
    """ "The two oldest", "the July invoices", "the two of them"."""
    if _BOTH.search(sentence):
        yield from (frozenset(pair) for pair in combinations((item.invoice.number for item in known.asked), 2))
    for words, by in _PICKED:
        if re.search(rf"\b(?:{words})\w*", sentence):
            ranked = [item.invoice.number for item in sorted(known.asked, key=by)]  # type: ignore[arg-type]
            yield from (frozenset(ranked[:count]) for count in range(2, len(ranked)))
    months = {number for name, number in wording.month_names().items() if re.search(rf"\b{name}\b", sentence)}
    for named in (months, *({month} for month in sorted(months))):
        yield frozenset(item.invoice.number for item in known.asked if item.invoice.due_on.month in named)
