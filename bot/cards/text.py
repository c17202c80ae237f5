"""Words on a card: what may be shown of a text somebody else wrote, and the elements that carry it.

Nothing on a card is mrkdwn: in `plain_text` and `rich_text` a mention, a link or a fake row stays mere characters.
"""

from __future__ import annotations

import re
import unicodedata

from bot.cards.drawing import Block

#: Control, format (bidi and zero-width among them), lone surrogates, line and paragraph separators.
_NEVER = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Letters and marks by category that show nothing: fillers, the blank Braille cell, the grapheme joiner.
_INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f\u17b4\u17b5")
_MARKS = frozenset({"Mn", "Me"})
#: More marks than this on one letter climb over the lines around it.
_MARKS_IN_A_ROW = 4
_SHORTENED = "…"
#: Every card is made of thousands of plain letters: only what is none is looked at one by one.
_UNUSUAL = re.compile(r"[^\n -~]+")


def safe(text: str, limit: int) -> str:
    """Return *text* on one line, without characters that hide or reorder, cut on a word to *limit*."""
    return _cut(" ".join(_visible(text).split()), limit)


def safe_lines(text: str, limit: int) -> str:
    """As `safe`, keeping line breaks; more than one empty line in a row becomes one."""
    lines = [re.sub(r"[^\S\n]+", " ", line).rstrip() for line in _visible(text).split("\n")]
    return _cut(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n"), limit)


def hides_something(text: str) -> bool:
    """Whether *text* has characters a reader of the card would not see."""
    return _visible(text) != text.replace("\r\n", "\n").replace("\t", " ")


def _visible(text: str) -> str:
    return _UNUSUAL.sub(_visible_run, text.replace("\r\n", "\n").replace("\r", "\n"))


def _visible_run(unusual: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in unusual[0]:
        marks = marks + 1 if unicodedata.category(character) in _MARKS else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(_shown(character))
    return "".join(kept)


def _shown(character: str) -> str:
    if character == "\t" or unicodedata.category(character) in ("Zl", "Zp"):
        return " "
    return "" if unicodedata.category(character) in _NEVER or character in _INVISIBLE else character


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    start = text[: max(limit - len(_SHORTENED), 0)]
    at_word = re.sub(r"\s\S*$", "", start)
    return (at_word if len(at_word) > len(start) // 2 else start).rstrip() + _SHORTENED


def top_text(text: str, limit: int = 150) -> str:
    """Return *text* for a message's `text`, which Slack reads as mrkdwn: no entity and no link comes alive."""
    cut = limit
    while len(escaped := _escaped(safe(text, cut))) > limit:
        cut -= 1
    return escaped


def _escaped(text: str) -> str:
    apart = text.replace("://", ": ")
    return apart.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, limit: int) -> Block:
    """A `plain_text` object; emoji codes in it stay letters."""
    return {"type": "plain_text", "text": safe(text, limit) or "–", "emoji": False}


def own(text: str, *, bold: bool = False, italic: bool = False) -> Block:
    """A run of our own fixed words."""
    return _run(text, bold=bold, italic=italic)


def theirs(text: str, limit: int, *, bold: bool = False, italic: bool = False) -> Block:
    """A run of words from a record or a person, made safe."""
    return _run(safe(text, limit) or "–", bold=bold, italic=italic)


def _run(text: str, *, bold: bool, italic: bool) -> Block:
    style = {name: True for name, wanted in (("bold", bold), ("italic", italic)) if wanted}
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def line(*runs: Block) -> Block:
    """One paragraph of a rich text."""
    return {"type": "rich_text_section", "elements": list(runs)}


def quote(text: str, limit: int) -> Block:
    """Words of somebody else, set apart, with their line breaks."""
    shown = safe_lines(text, limit) or "–"
    return {"type": "rich_text_quote", "elements": [_run(part, bold=False, italic=False) for part in _parts(shown)]}


def quoted(*runs: Block) -> Block:
    """Runs set apart like a quotation."""
    return {"type": "rich_text_quote", "elements": list(runs)}


def bullets(*lines: Block) -> Block:
    """A list of paragraphs."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(lines)}


def _parts(text: str, size: int = 2_900) -> list[str]:
    """*text* in pieces of at most *size*, broken after a line where one ends in the second half of a piece."""
    parts = []
    while len(text) > size:
        end = text.rfind("\n", size // 2, size) + 1 or size
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text]
