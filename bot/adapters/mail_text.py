"""The words of a mail: its plain text, or what its HTML shows; other parts by name alone, their content unread."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from email.message import EmailMessage, Message

from bot.adapters.html_text import text_of_html
from bot.adapters.mail_headers import one_line
from bot.adapters.mail_parts import FAULTS, Trouble

LONGEST_TEXT = 100_000
_LONGEST_HTML = 1_000_000
_LONGEST_NAME = 100
_MOST_NAMES = 20
_UNSHOWABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
#: Encodings that are none, or that turn text into other text, some of them very slowly.
_NOT_CHARSETS = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "utf-7"})
_DECLARED_IN_HTML = re.compile(rb"<meta[^<>]{0,200}charset=[\"']?([\w-]{1,40})", re.I)
_KEPT = "Open the mail to see it whole; what could be read is shown."


def text_of(root: EmailMessage) -> tuple[str, list[Trouble]]:
    """The text of a mail with the names of its attachments as the last line, and what of it could not be read."""
    reading = _Reading()
    reading.take(root)
    text = "\n\n".join(part for part in reading.texts if part)
    if len(text) > LONGEST_TEXT:
        reading.troubles.append(Trouble("", "", f"its text is longer than {LONGEST_TEXT} characters", _KEPT))
        text = text[:LONGEST_TEXT]
    return "\n\n".join(part for part in (text, _attached(reading.names)) if part), reading.troubles


class _Reading:
    """What has been read of one mail so far."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.names: list[str] = []
        self.troubles: list[Trouble] = []

    def take(self, part: Message[str, str]) -> None:
        kind = part.get_content_type()
        below = _below(part)
        if kind == "multipart/alternative" and below:
            self._take_best(below)
        elif kind in ("multipart/related", "multipart/report") and below:
            # The others are the pictures of the first, or the machine's half of a report.
            self.take(below[0])
            self.names += _names_of(below[1:]) if kind == "multipart/related" else []
        elif kind.startswith("multipart/") and below:
            for each in below:
                self.take(each)
        elif _is_text(part, kind):
            self._take_text(part, kind)
        else:
            self.names.append(_file_name(part) or one_line(kind, _LONGEST_NAME))

    def _take_best(self, ways: Sequence[Message[str, str]]) -> None:
        """One of several ways to say the same: plain text that says something, else HTML, else all there is."""
        for wanted in ("text/plain", "text/html"):
            for way in ways:
                if any(part.get_content_type() == wanted for part in way.walk()):
                    tried = _Reading()
                    tried.take(way)
                    if any(text.strip() for text in tried.texts):
                        self._add(tried)
                        self.names += _names_of(other for other in ways if other is not way)
                        return
        for way in ways:
            self.take(way)

    def _add(self, other: _Reading) -> None:
        self.texts += other.texts
        self.names += other.names
        self.troubles += other.troubles

    def _take_text(self, part: Message[str, str], kind: str) -> None:
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        text, problem = decoded(content, _charset(part, content, kind))
        if problem:
            self.troubles.append(Trouble("Content-Type", kind, problem, _KEPT))
        if kind.startswith("multipart/"):
            self.troubles.append(Trouble("Content-Type", kind, "its parts cannot be told apart", _KEPT))
        if kind == "text/html":
            if len(text) > _LONGEST_HTML:
                problem = f"its HTML is longer than {_LONGEST_HTML} characters"
                self.troubles.append(Trouble("", "", problem, _KEPT))
            text = text_of_html(text[:_LONGEST_HTML])
        plain = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))
        self.texts.append(plain.replace("\N{NO-BREAK SPACE}", " ").strip())


def decoded(content: bytes, charset: str) -> tuple[str, str]:
    """*content* as text, with a mark for each byte that is none in *charset*; and what is wrong, "" = nothing."""
    try:
        name = codecs.lookup(charset).name
        "x".encode(name)
    except (LookupError, UnicodeError, ValueError):
        name = "undefined"
    if name in _NOT_CHARSETS:
        return content.decode("ascii", "replace"), f"charset {one_line(charset, 40)!r} is not known"
    # Who writes iso-8859-1 means cp1252 where they differ: the one has quotation marks where the other has controls.
    name = "cp1252" if name == "iso8859-1" else name
    try:
        return content.decode(name), ""
    except ValueError:
        return content.decode(name, "replace"), f"its bytes are not the {one_line(charset, 40)} that it declares"


def _charset(part: Message[str, str], content: bytes, kind: str) -> str:
    """The charset the part declares; without one a mail is ASCII."""
    try:
        named = part.get_content_charset()
    except FAULTS:
        named = None
    if named is None and kind == "text/html" and (meta := _DECLARED_IN_HTML.search(content[:4_000])):
        named = meta[1].decode("ascii", "replace")
    return named or "us-ascii"


def _below(part: Message[str, str]) -> list[Message[str, str]]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _is_text(part: Message[str, str], kind: str) -> bool:
    if isinstance(part.get_payload(), list):
        return False
    return kind.startswith("multipart/") or (
        kind in ("text/plain", "text/html") and not _is_apart(part) and not _file_name(part)
    )


def _is_apart(part: Message[str, str]) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except FAULTS:
        return False


def _file_name(part: Message[str, str]) -> str:
    try:
        name = part.get_filename() or ""
    except FAULTS:
        return ""
    bare = one_line(str(name)).replace("\\", "/").rpartition("/")[2]
    # A name cannot end the line it stands on, nor pretend to be two.
    return bare.translate(str.maketrans("[],", "() ")).strip()[:_LONGEST_NAME]


def _names_of(parts: Iterable[Message[str, str]]) -> list[str]:
    """Files among parts that are not read, without the pictures that an HTML text shows in its place."""
    every = (each for part in parts for each in part.walk())
    files = (each for each in every if not (each.get_content_maintype() == "image" and "Content-ID" in each))
    return [name for each in files if (name := _file_name(each))]


def _attached(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - _MOST_NAMES
    shown = ", ".join([*listed[:_MOST_NAMES], *([f"and {more} more"] if more > 0 else [])])
    return f"[attached: {shown}]" if shown else ""
