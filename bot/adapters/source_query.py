"""Whether the text of a query only reads. The database refuses to write as well; this refuses before it is asked."""

from __future__ import annotations

import re

#: What hides words that mean nothing to the database: comments, texts and quoted names of the usual dialects.
_QUOTED = re.compile(
    r"--[^\n]*"
    r"|/\*.*?\*/"
    r"|'(?:[^']|'')*'"
    r'|"(?:[^"]|"")*"'
    r"|`[^`]*`"
    r"|\$(\w*)\$.*?\$\1\$",
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z_]\w*")
#: Words that change something wherever they stand: "WITH gone AS (DELETE …)", "SELECT … INTO", "… FOR UPDATE".
_CHANGING = frozenset(
    {"alter", "call", "create", "delete", "drop", "exec", "execute", "grant", "insert", "into", "merge", "revoke"}
    | {"truncate", "update"}
)


def why_not(query: str) -> str:
    """What keeps *query* from being one SELECT, or one WITH that ends in a SELECT; "" = nothing does."""
    if "\0" in query or "/*!" in query:
        return "it holds a NUL byte or a comment that some databases run"
    bare = _QUOTED.sub(" ", query)
    if re.search(r"['\"`]|/\*", bare):
        return "a quote or a comment in it is not closed"
    bare = bare.strip().removesuffix(";")
    if ";" in bare:
        return "it is more than one statement"
    words = [word.lower() for word in _WORD.findall(bare)]
    if not words or words[0] not in ("select", "with") or "select" not in words:
        return "it is no SELECT"
    return next((f"it has the word {word.upper()}" for word in words if word in _CHANGING), "")
