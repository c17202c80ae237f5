"""What the headers of a mail say, made harmless: one line each, nothing that hides or reorders, of bounded length."""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import AddressHeader
from email.message import Message
from email.policy import default
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from bot.adapters.mail_parts import FAULTS

LONGEST_LINE = 500
#: The standard library's time grows with the square of what some headers hold.
_LONGEST_RAW = 10_000
_MOST_IDS = 100
_FIRST_YEAR, _LAST_YEAR = 1970, 9998
_SPACE = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029 ]+")
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ADDRESS = re.compile(r"[^@\s,;:<>()\[\]\"\\]{1,64}@[^@\s,;:<>()\[\]\"\\]{1,255}")
_ID = re.compile(r"<([^<>\s]{1,250})>")
_BARE_ID = re.compile(r"[^<>\s]{1,125}@[^<>\s]{1,125}")


class Mailbox(NamedTuple):
    """A person of a header."""

    #: What they call themselves; "" = nothing.
    name: str
    address: str


def one_line(text: str, most: int = LONGEST_LINE) -> str:
    """*text* on one line, with a mark for every character that nobody should be shown."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", text)).strip()[:most]


def raw(part: Message[str, str], name: str) -> str:
    """The first header of this name as it stands, unfolded and cut; "" = there is none."""
    found = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), "")
    # Characters beyond ASCII are UTF-8 in a header, or nothing (RFC 6532).
    utf8 = found[:_LONGEST_RAW].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _SPACE.sub(" ", utf8).strip()


def words(part: Message[str, str], name: str) -> str:
    """A header people write, with its encoded words decoded."""
    text = raw(part, name)
    try:
        return one_line(str(default.header_factory(name, text)))
    except FAULTS:
        return one_line(text)


def mailboxes(part: Message[str, str], name: str) -> tuple[Mailbox, ...]:
    """Everybody a header names whose address is one; of a list without end, the first."""
    text = raw(part, name)
    whole = text if len(text) < _LONGEST_RAW else text.rpartition(",")[0]
    try:
        header = default.header_factory(name, whole)
        found = header.addresses if isinstance(header, AddressHeader) else ()
        named = [Mailbox(one_line(each.display_name or ""), each.addr_spec) for each in found]
    except FAULTS:
        return ()
    return tuple(each for each in named if is_address(each.address))


def is_address(text: str) -> bool:
    """Whether *text* is one mail address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None and _UNSHOWABLE.search(text) is None


def message_ids(part: Message[str, str], name: str) -> tuple[str, ...]:
    """The Message-IDs a header names, between angle brackets as they belong; the last ones of a long list."""
    text = raw(part, name)
    found = _ID.findall(text) or _BARE_ID.findall(text)
    return tuple(f"<{each}>" for each in found[-_MOST_IDS:] if not _UNSHOWABLE.search(each))


def sent_at(part: Message[str, str]) -> datetime | None:
    """The instant the Date header names; None = it names none, or only a time somewhere in the world."""
    try:
        at = parsedate_to_datetime(raw(part, "Date"))
    except (*FAULTS, OverflowError):
        return None
    return at if at.tzinfo is not None and _FIRST_YEAR <= at.year <= _LAST_YEAR else None
