"""A person's text on a later day: only the machine's own counts of days have moved under it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

#: An amount is one token, and so no count.
_TOKEN = re.compile(r"\d+(?:[.,:'\u00a0\u202f]\d+)*|[^\W\d]+|\s+|[^\w\s]|_")


def with_days_moved(body: str, then: str, now: str, days: int) -> str:
    """*body* with the counts of days as of now; as it is where the machine's text changed in anything else.

    *then* is the machine's text that *body* was made of, *now* is its text today, *days* later. A count that the
    person wrote otherwise stays theirs.
    """
    words, before, after = (_TOKEN.findall(text) for text in (body, then, now))
    if len(before) != len(after) or not all(_same_or_moved(*pair, days) for pair in zip(before, after, strict=True)):
        return body
    for kept in SequenceMatcher(None, before, words, autojunk=False).get_matching_blocks():
        words[kept.b : kept.b + kept.size] = after[kept.a : kept.a + kept.size]
    return "".join(words)


def _same_or_moved(before: str, after: str, days: int) -> bool:
    moved = before.isdecimal() and after.isdecimal() and int(after) - int(before) == days
    return before == after or moved
