"""What a reader of an HTML mail sees, as lines of text; what they quoted has "> " before it.

Not html.parser: in Python 3.11 it needs a minute and more for 100 kB of tags that are never closed.
"""

from __future__ import annotations

import html
import re

#: Every character is looked at twice at most: a tag ends before the next one begins.
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9:]*+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>""")
_NO_TEXT = re.compile(r"<[!?][^<>]*+>")
_UNSEEN = ("script", "style", "title", "template")
#: Elements that stand apart from what is before and after them, and those that only begin a line.
_APART = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"})
_LINES = _APART | frozenset(
    {"address", "article", "aside", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form"}
    | {"header", "hr", "li", "main", "nav", "section", "tbody", "tfoot", "thead", "tr"}
)
#: Cells of a row are told apart by a space, not by a line.
_CELLS = frozenset({"td", "th"})
_DEEPEST_QUOTE = 20


def text_of_html(source: str) -> str:
    """The text of an HTML document, in time proportional to its length."""
    page = _Page()
    seen = _NO_TEXT.sub("", _without_unseen(_without_comments(source)))
    last = 0
    for tag in _TAG.finditer(seen):
        page.say(seen[last : tag.start()])
        page.mark(tag[2].lower(), is_end=bool(tag[1]))
        last = tag.end()
    page.say(seen[last:])
    return page.text()


def _without_comments(source: str) -> str:
    kept: list[str] = []
    start = 0
    while (opened := source.find("<!--", start)) >= 0 and (closed := source.find("-->", opened)) >= 0:
        kept.append(source[start:opened])
        start = closed + len("-->")
    return "".join([*kept, source[start:]])


def _without_unseen(source: str) -> str:
    """Without styles and scripts; one that is never closed is text, so that nothing can be hidden behind it."""
    for name in _UNSEEN:
        opening = re.compile(rf"<{name}\b[^<>]*+>", re.I)
        closing = re.compile(rf"</{name}\s*+>", re.I)
        kept: list[str] = []
        start = 0
        while (opened := opening.search(source, start)) and (closed := closing.search(source, opened.end())):
            kept.append(source[start : opened.start()])
            start = closed.end()
        source = "".join([*kept, source[start:]])
    return source


class _Page:
    """The lines written so far."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._quoted = 0
        self._pre = 0

    def say(self, source: str) -> None:
        text = html.unescape(source).replace("\N{NO-BREAK SPACE}", " ")
        if not self._pre:
            self._words.append(re.sub(r"\s+", " ", text))
            return
        first, *others = text.splitlines() or [""]
        self._words.append(first)
        for line in others:
            self._end_line(keep_empty=True)
            self._words.append(line)

    def mark(self, name: str, *, is_end: bool) -> None:
        if name in _CELLS:
            self._words.append(" ")
        elif name in _LINES:
            self._end_line(keep_empty=name == "br")
            if name in _APART and self._lines and self._lines[-1].strip(" >"):
                self._lines.append(self._prefix.rstrip())
        step = -1 if is_end else 1
        if name == "blockquote":
            self._quoted = min(max(self._quoted + step, 0), _DEEPEST_QUOTE)
        elif name == "pre":
            self._pre = max(self._pre + step, 0)
        elif name == "li" and not is_end:
            self._words.append("- ")

    @property
    def _prefix(self) -> str:
        return "> " * self._quoted

    def _end_line(self, *, keep_empty: bool = False) -> None:
        line = "".join(self._words)
        line = line.rstrip() if self._pre else re.sub(r" +", " ", line).strip()
        self._words.clear()
        if line or keep_empty:
            self._lines.append(f"{self._prefix}{line}".rstrip())

    def text(self) -> str:
        self._end_line()
        while self._lines and not self._lines[-1].strip("> "):
            self._lines.pop()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")
