"""Two figures that do not agree: how many of something is on the invoice, and how many there are."""

from __future__ import annotations

import re
from itertools import islice

from bot.stages.reading.phrases_words import CONTRACT, NUMBER

_N = rf"(?P<n>{NUMBER}|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|deux|trois|dos|tres)(?![\w-]*\d)"
_TH = r"(?:the|your|this|that) (?:\w+ )?"

#: "You've invoiced ten", "the March bill has us down for 18", "your invoice says 11.200".
_BILLED = (
    rf"\b(?:you(?:'ve| have| are|'re)?|(?:{_TH})?(?:invoices?|bill|charge|statement|it)|line \d+|we've been|"
    rf"we (?:have been|were|are)|us were|uns wurden|nous avez|nos han)\b"
    rf"(?: \w+){{0,3}}? (?:billed?|billing|bills|charg\w*|invoiced?|put(?: us)? down|down for|has|have|had us|shows?|"
    rf"says?|lists?|states?|reads?|make bill|used|for|covers?)\b(?: \w+){{0,4}}? {_N}",
    rf"\b(?:berechne\w*|abgerechnet|aufgefuhrt|in rechnung gestellt)\b(?: \w+){{0,3}} {_N}",
    rf"\b(?:rechnung|sie) (?:\w+ )?(?:fuhrt|weist|enthalt|nennt|listet)(?: \w+){{0,2}} {_N}",
    rf"{_N}(?: \w+){{0,2}} (?:berechnet|aufgefuhrt|abgerechnet|in rechnung)\b",
    rf"\b(?:facture|factures|facturado|cobrado|rekenen|gefactureerd|berekend|fatturat[oi])\b(?: \w+){{0,2}} {_N}",
    rf"\b(?:price|rate|total|hours|quantity) (?:is|was|shows?|says?) {_N}",
)
#: "We have only 34", "there are eleven on the floor", "the order form says 38", "the technician was here 40 minutes".
_OWN = (
    rf"\b(?:we|i|there|they|which|our(?: \w+){{1,6}}?|the (?:consultant|trainer|technician|engineer|delivery (?:slip|"
    rf"note)|order)|(?:the |our |signed )*(?:{CONTRACT})|from us)\b(?:'ve)?(?: \w+){{0,3}}? "
    rf"(?:only|just|have|had|has|are|is|was|were|said|says?|ordered|need|use|using|employ|signed|came|stayed|took|"
    rf"got|agreed|expected|here|for|max|capped at|went|comes? to|adds? up to|gets? to|"
    rf"makes? it)\b(?: \w+){{0,3}}? {_N}",
    rf"\b(?:wir|nur|laut \w+ \w+|sind es|haben|nutzen|bestellt|statt|vertrag|angebot)\b(?: \w+){{0,3}}? {_N}",
    rf"\b(?:sommes|avons|que|hebben|zijn|maar|tenemos|somos|solo|abbiamo|siamo|commande|"
    rf"au lieu de)\b(?: \w+){{0,2}}? {_N}",
)
#: "For 6 people, not 10": both in one breath.
_NOT_THAT_MANY = (
    rf"{NUMBER}\b.{{0,30}}\b(?:and |, ?)?not (?:for )?{NUMBER}|\b(?:not|statt|instead of|au lieu de|en vez de|"
    rf"rather than) {NUMBER}(?! (?:lump|payment|go\b|instal|week|month))|{NUMBER} instead\b",
    rf"\b(?:capped at|max(?:imum)?(?: of)?) {NUMBER}",
    rf"\b(?:{CONTRACT}|order) (?:\w+ )?(?:says?|said|states?|shows?).{{0,60}}\b(?:invoice|bill|you(?:'ve)?|"
    rf"it) (?:\w+ )?(?:says?|shows?|is|billed|charged|used|put)\b",
    r"\bwe (?:\w+ )?(?:took|have|had|use|bought|ordered) (?:on |only )?the \w+ (?:edition|plan|package|"
    r"version)\b.{0,40}\b(?:bill|invoice)\b",
)
#: Figures of one sentence and the next that are compared; a price list is no complaint.
_ENOUGH = 20
_FIGURE = re.compile(NUMBER + r"|\b(?:zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|deux|trois|dos|tres)\b")
_ANY_BILLED = tuple(re.compile(pattern) for pattern in _BILLED)
_ANY_OWN = tuple(re.compile(pattern) for pattern in _OWN)
_ANY_NOT = tuple(re.compile(pattern) for pattern in _NOT_THAT_MANY)
_SPELLED = {
    word: str(number)
    for number, words in enumerate(
        (
            "",
            "one",
            "two zwei deux dos",
            "three drei trois",
            "four vier",
            "five funf",
            "six sechs",
            "seven sieben",
            "eight acht",
            "nine neun",
            "ten zehn",
            "eleven elf",
            "twelve zwolf",
        )
    )
    for word in words.split()
}


def contrasts(plain: str, behind: str) -> bool:
    """Whether the sentence, alone or with the one behind it, sets a billed figure against another one."""
    if any(pattern.search(plain) for pattern in _ANY_NOT):
        return True
    both = f"{plain} {behind}"
    if next(islice(_FIGURE.finditer(both), 1, None), None) is None:
        return False
    billed = list(islice((match for pattern in _ANY_BILLED for match in pattern.finditer(both)), _ENOUGH))
    own = list(islice((match for pattern in _ANY_OWN for match in pattern.finditer(both)), _ENOUGH))
    return any(
        min(one.start(), other.start()) < len(plain) and _figure(one) != _figure(other) and _apart(one, other)
        for one in billed
        for other in own
    )


def _figure(match: re.Match[str]) -> str:
    """The figure, however it is written."""
    return _SPELLED.get(match["n"], match["n"].rstrip(".,"))


def _apart(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.end("n") <= other.start("n") or other.end("n") <= one.start("n")
