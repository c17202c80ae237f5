"""Words of somebody else's that our letters take over, a name or a number, as long as they are nothing more."""

from __future__ import annotations

import re
import unicodedata

from bot.wording import one_line

#: What a mail program makes clickable, or what a program reads as its own marks.
_MORE_THAN_WORDS = re.compile(
    r"://|www\.|\b(?:mailto|javascript|data|file|tel|sms):|@|\.[^\W\d_]{2,}|[<>\[\]{}|\\]", re.IGNORECASE
)
_BESIDE_LETTERS = frozenset(" .,'’‘´`-‐()")
_REFERENCE = re.compile(r"(?=.*\d)\w[\w ./:#()+&,°º–-]*")
_LONGEST_NAME, _LONGEST_REFERENCE, _MOST_WORDS = 60, 40, 5


def is_plain(text: str) -> bool:
    """Whether a letter may carry *text*: no link, no address, no mark-up."""
    return not _MORE_THAN_WORDS.search(text)


def name(text: str) -> str:
    """A person's name on one line; "" where the field holds something else, so that nobody is greeted by it."""
    shown = one_line(text)
    is_name = all(char in _BESIDE_LETTERS or unicodedata.category(char)[0] in "LM" for char in shown)
    return shown if is_name and _is_short(shown, _LONGEST_NAME) and is_plain(shown) else ""


def reference(text: str) -> str:
    """A number that somebody gave, such as that of a purchase order; "" where the field holds something else."""
    shown = one_line(text)
    return shown if _REFERENCE.fullmatch(shown) and _is_short(shown, _LONGEST_REFERENCE) and is_plain(shown) else ""


def _is_short(text: str, longest: int) -> bool:
    return len(text) <= longest and len(text.split()) <= _MOST_WORDS
