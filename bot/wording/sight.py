"""A text as a reader sees it: spaces, quotes, digits, accents and look-alike letters made alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters of other alphabets that look like Latin ones; the text is read as the eye reads it.
_LOOKALIKES = str.maketrans(
    "авеіјкмнорсԁԛѕтухԝһАВЕІЈКМНОРСЅТУХαικνορυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abeijkmhopcdqstyxwhABEIJKMHOPCSTYXaiknopuxABEZHIKMNOPTYX",
)
_LIKE_ASCII = dict.fromkeys("‘’‚‛`´′", "'") | dict.fromkeys("“”„‟«»″", '"') | {"−": "-", "⁄": "/", "∕": "/"}
LINE_ENDS = "\n\x0b\x0c\x85\u2028\u2029"
_SPACES = re.compile("  +")


def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """*text* as a reader sees it, in small plain letters, and for each character the place it came from."""
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        seen = _seen(char)
        if seen == " " and folded and folded[-1] == " ":
            continue
        folded.extend(seen)
        places.extend([place] * len(seen))
    return "".join(folded), tuple(places)


def normalise(text: str) -> str:
    """*text* with spaces, quotes, dashes, digits, accents and case made alike, and invisible marks gone."""
    if text.isascii() and text.isprintable() and "`" not in text:
        return _SPACES.sub(" ", text.casefold()).strip()
    return fold(text)[0].strip()


@lru_cache(maxsize=4096)
def _seen(char: str) -> str:
    if char in LINE_ENDS:
        return "\n"
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me") or char in "\r\u3164\u115f\u1160\u2800":
        return ""
    if category == "Zs" or char == "\t":
        return " "
    if category == "Pd":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    return _plain_letters(_LIKE_ASCII.get(char, char))


def _plain_letters(char: str) -> str:
    parts = unicodedata.normalize("NFKD", char.translate(_LOOKALIKES)).replace("\u2044", "/")
    return "".join(part for part in parts if unicodedata.category(part) != "Mn").casefold()
