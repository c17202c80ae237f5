"""The sentences somebody wrote themselves, without what they quoted and their signature.

In doubt a line is kept: reading our own reminder as theirs costs a look, losing their complaint costs a customer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_QUOTES = str.maketrans("‘’‚‛`´“”„‟«»", "''''''\"\"\"\"\"\"")
_DASHES = re.compile("[\u2010-\u2015\u2212]")

#: "On … wrote:" in the languages we read; may be wrapped over two lines.
_ATTRIBUTION = re.compile(
    r"^(?:on|am|le|el|em|op)\b.{4,200}\b(?:wrote|schrieb|a ecrit|escribio|schreef|escreveu)\b.{0,80}:\s*$", re.S
)
_HEADER_FROM = re.compile(r"^\**(?:from|von|de|expediteur)\s?:\**\s?\S")
_HEADER_NEXT = re.compile(
    r"^\**(?:sent|date|to|subject|gesendet|datum|an|betreff|envoye|objet|a|enviado|para|asunto|fecha)\s?:"
)
_SEPARATOR = re.compile(
    r"^(?:-{3,} ?(?:original message|ursprungliche nachricht|message d'origine|"
    r"mensaje original))"
)
_FORWARDED = re.compile(
    r"^>?\s*(?:-{2,} ?(?:forwarded message|weitergeleitete nachricht|message transfere|mensaje reenviado)|"
    r"begin forwarded message|anfang der weitergeleiteten nachricht|debut du message (?:reexpedie|transfere))"
)
_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_POINTS_DOWN = re.compile(r"\b(?:below|forward|fyi|siehe unten|weiter unten|ci-dessous|abajo|fwd?|wg)\b")
_SIGNATURE = re.compile(r"^--\s?$")
_SIGNATURE_LINES = 10
_CLOSING = re.compile(
    r"^(?:(?:kind|best|warm|with|many)?\s?(?:regards|wishes)|best|thanks|thank you|cheers|"
    r"sincerely|yours .{0,20}|br|"
    r"mit (?:freundlichen|besten) grussen|(?:viele|beste|freundliche) grusse|mfg|vg|"
    r"(?:bien )?cordialement|bien a vous|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente)\s?[,.!]?$"
)
#: What a company has printed under every mail: nobody says it to us.
_PRINTED = re.compile(
    r"\b(?:intended recipient|(?:legally |be )?privileged|consider the environment|before printing|"
    r"registered (?:office|in|number)|unauthori[sz]ed (?:use|disclosure)|errors and omissions|"
    r"received (?:this|it) (?:\w+ )?in error|"
    r"(?:message|e-?mail|communication|contents?)\b.{0,60}\bconfidential|admission of liability|sent from my|"
    r"vertraulich\w*|irrtumlich|gerichtsstand|handelsregister|amtsgericht|geschaftsfuhrer:|(?:nicht|der) (?:der )?"
    r"(?:richtige |vorgesehene )?(?:adressat|empfanger)|von meinem (?:iphone|handy)|"
    r"confidentie\w+|destinataire|envoye de(?:puis)? mon|avant d'imprimer|"
    r"confidencial\w*|recibido por error|destinatario|enviado desde mi|antes de imprimir|aviso legal)\b"
)
_LONGEST_PRINTED = 400
_UNQUOTED = re.compile(r"^(?:>\s?)+")
_TITLE_WORDS = 9
_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s)|\n(?=\s*(?:[-*•·]|\d{1,2}[.)])\s)")
#: A full stop after these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nr|nos|inv|ref|approx|ca|bzw|z\.b|d\.h|e\.g|i\.e|etc|vs|ltd|inc|co|mr|mrs|ms|dr|st|art|sec|cl|fa|"
    r"p\.o|n\.o|num|sr|sra|mme|m|u\.a|ggf|evtl|vgl|incl|excl|exkl|inkl|zzgl|tel|jan|feb|apr|aug|sept|oct|nov|dec))\.$",
    re.I,
)
#: And the character before it; more is not looked at, however long the sentence is.
_LONGEST_ABBREVIATION = 12
#: "z. B.", "i. d. R.": letters that each have a full stop; neither the first nor the last ends a sentence.
_LETTER = re.compile(r"(?<!\w)[^\W\d_]\.$")
_LETTER_NEXT = re.compile(r"\s[^\W\d_]\.(?!\w)")
_LETTER_BEFORE = re.compile(r"(?<!\w)[^\W\d_]\.\s[^\W\d_]\.$")
#: "Am 22. Mai", "am 22. gezahlt": a German ordinal, if the sentence goes on behind it.
_ORDINAL = re.compile(r"(?<![\w-])\d{1,2}\.$")
_GOES_ON = re.compile(
    r"\s+(?:[a-z\u00df-\u00ff]|(?:Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])\w*\b|Quartal|Woche)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as written, and the same folded for matching."""

    quote: str
    plain: str


def folded(text: str) -> str:
    """One way to write the same words: nothing invisible, straight quotes, no accents, lower case, single spaces."""
    visible = _DASHES.sub("-", _INVISIBLE.sub("", text)).translate(_QUOTES)
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", visible).casefold())
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).translate(_QUOTES).split())


def sentences(text: str, *, forwards: bool = False, ours: Collection[str] = ()) -> tuple[Sentence, ...]:
    """Their own sentences in order. Where nothing would be left, everything is read.

    What they forward (their subject says so, or the mail itself) they want us to read, whoever wrote it; only mail
    from *ours*, our own mail domains, is left out of it.
    """
    found = tuple(_split(text, _own_passages(text, forwards, ours)))
    return found or tuple(_split(text, [(0, len(text))]))


def left_out(text: str) -> tuple[Sentence, ...]:
    """What stands in their signatures and under their name. Nobody says it to us, but a machine may be meant by it."""
    lines = text.splitlines(keepends=True)
    plain = [folded(line) for line in lines]
    kept = _own_lines(plain, forwards=False, ours=())
    theirs = range(_start_of_history(plain))
    left = [lines[each] for each in theirs if each not in kept and plain[each] and not plain[each].startswith(">")]
    return tuple(_split("".join(left), [(0, sum(map(len, left)))]))


def is_printed(plain: str) -> bool:
    """Whether a folded sentence is of the kind that stands under every mail of a company: a disclaimer, a register."""
    return len(plain) <= _LONGEST_PRINTED and _PRINTED.search(plain) is not None


def _split(text: str, passages: list[tuple[int, int]]) -> Iterator[Sentence]:
    for start, end in passages:
        for quote in _sentences_of(text[start:end]):
            if plain := folded(quote):
                yield Sentence(quote, plain)


def _sentences_of(passage: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(passage):
        if passage[match.start()] == "." and _ends_nothing(passage, start, match):
            continue
        yield passage[start : match.end()].strip()
        start = match.end()
    yield passage[start:].strip()


def _ends_nothing(passage: str, start: int, stop: re.Match[str]) -> bool:
    before = passage[max(start, stop.start() - _LONGEST_ABBREVIATION) : stop.start() + 1]
    if _ORDINAL.search(before):
        return _GOES_ON.match(passage, stop.end()) is not None
    if _LETTER.search(before) and _LETTER_NEXT.match(passage, stop.end()):
        return True
    return _ABBREVIATION.search(before) is not None or _LETTER_BEFORE.search(before) is not None


def _own_passages(text: str, forwards: bool, ours: Collection[str]) -> list[tuple[int, int]]:
    """(start, end) of each run of the writer's own lines; a blank or quoted line ends a run."""
    lines = text.splitlines(keepends=True)
    kept = _own_lines([folded(line) for line in lines], forwards, ours)
    passages: list[tuple[int, int]] = []
    start = 0
    joined = False
    for number, line in enumerate(lines):
        end = start + len(line)
        if number in kept and joined:
            passages[-1] = (passages[-1][0], end)
        elif number in kept:
            passages.append((start, end))
        joined = number in kept
        start = end
    return passages


def _own_lines(plain: list[str], forwards: bool, ours: Collection[str]) -> set[int]:
    end = _start_of_history(plain)
    if forwards or any(_FORWARDED.match(line) for line in plain[:end]):
        return _forwarded_lines([_UNQUOTED.sub("", line) for line in plain], ours)
    kept: set[int] = set()
    number = 0
    while number < end:
        if _SIGNATURE.match(plain[number]):
            number += _signature_length(plain[number:end])
            continue
        attribution = _attribution_length(plain, number)
        if attribution:
            number += attribution
            continue
        if plain[number] and not plain[number].startswith(">"):
            kept.add(number)
        number += 1
    return kept - _titles(plain, kept)


def _forwarded_lines(plain: list[str], ours: Collection[str]) -> set[int]:
    """The lines of a forwarded chain that were not written by us, without the heads of its mails."""
    kept: set[int] = set()
    is_ours = in_head = False
    number = 0
    while number < len(plain):
        attribution = _attribution_length(plain, number)
        if attribution or (_HEADER_FROM.match(plain[number]) and _is_head(plain, number)):
            is_ours = _writer(plain[number : number + max(attribution, 1)]) in ours
            in_head = not attribution
            number += max(attribution, 1)
            continue
        in_head = in_head and bool(plain[number])
        if plain[number] and not (
            in_head or is_ours or _FORWARDED.match(plain[number]) or _SEPARATOR.match(plain[number])
        ):
            kept.add(number)
        number += 1
    return kept - _titles(plain, kept)


def _writer(head: list[str]) -> str:
    """The mail domain in the head of a mail; "" = it shows none."""
    address = _ADDRESS.search(" ".join(head))
    return address[1] if address else ""


def _start_of_history(plain: list[str]) -> int:
    """First line of an unmarked copy of earlier mails at the end; the number of lines where there is none."""
    last_quoted = max((number for number, line in enumerate(plain) if line.startswith(">")), default=-1)
    is_answer = False
    for number, line in enumerate(plain):
        if is_answer and _opens_history(plain, number, last_quoted):
            return number
        if line and not line.startswith(">"):
            if _POINTS_DOWN.search(line):
                break
            is_answer = True
    return len(plain)


def _opens_history(plain: list[str], number: int, last_quoted: int) -> bool:
    if _SEPARATOR.match(plain[number]):
        return True
    if _HEADER_FROM.match(plain[number]):
        return _is_head(plain, number)
    length = _attribution_length(plain, number)
    # Where the quoted lines are marked, the others below are answers in between.
    return bool(length) and last_quoted < number + length


def _is_head(plain: list[str], number: int) -> bool:
    return any(_HEADER_NEXT.match(line) for line in plain[number + 1 : number + 4])


def _attribution_length(plain: list[str], number: int) -> int:
    for length in (1, 2):
        if _ATTRIBUTION.match(" ".join(plain[number : number + length])):
            return length
    return 0


def _signature_length(rest: list[str]) -> int:
    """Lines of a signature; a long text after two dashes is no signature."""
    # A text may be made of nothing but signatures, so only as much is looked at as decides it.
    written = list(islice((number for number, line in enumerate(rest) if line), _SIGNATURE_LINES + 2))
    return len(rest) if len(written) <= _SIGNATURE_LINES + 1 else written[_SIGNATURE_LINES] + 1


def _titles(plain: list[str], kept: set[int]) -> set[int]:
    """Name and job title under a closing: short lines without a full stop."""
    dropped: set[int] = set()
    closed = False
    for number in sorted(kept):
        line = plain[number]
        is_short = len(line.split()) <= _TITLE_WORDS and not line.endswith((".", "!", "?")) and ":" not in line[:5]
        if closed and is_short and not line.startswith(("ps", "p.s")):
            dropped.add(number)
        elif _CLOSING.match(line):
            closed = True
        else:
            closed = closed and is_short
    return dropped
