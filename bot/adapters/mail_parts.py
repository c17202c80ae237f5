"""The bytes of a mail as a tree of parts, with bounded work: whoever knows our address may send us anything."""

from __future__ import annotations

from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesFeedParser, BytesHeaderParser
from email.policy import Policy, default
from typing import Any, NamedTuple, Self, cast

MOST_PARTS = 200
DEEPEST = 20
#: An attachment of 25 MB has a third of it; a mail with more would take minutes to split.
_MOST_LINES = 1_200_000
#: The standard library takes seconds over a few pages of brackets and quotes in these.
_LONGEST_STRUCTURED = 4_000
#: Of a mail that is not read whole, this much is looked at for its headers.
HEAD_BYTES = 256_000
#: What the standard library raises, documented or not, at a mail it did not expect.
FAULTS = (
    AssertionError,
    AttributeError,
    LookupError,
    MessageError,
    RecursionError,
    TypeError,
    ValueError,
)


_POLICY = cast("Policy[MailPart]", default)


class Trouble(NamedTuple):
    """Something of a mail that could not be read; the rest of it was."""

    #: The header it is about; "" = the mail as a whole.
    column: str
    value: str
    reason: str
    next_step: str


class TooMuchError(Exception):
    """More than is read of one mail; the message says what."""


class MailPart(EmailMessage):
    """One part of a mail that counts how many there are, and how deep, while they are being read."""

    def __init__(self, policy: Policy | None = None) -> None:
        super().__init__(policy)
        self.depth = 0
        #: One list for all parts of a mail.
        self.counted: list[MailPart] = [self]

    def attach(self, payload: Self) -> None:  # type: ignore[override]
        """Add a part below this one.

        Raises:
            TooMuchError: there are too many, or it lies too deep.
        """
        payload.depth, payload.counted = self.depth + 1, self.counted
        self.counted.append(payload)
        if len(self.counted) > MOST_PARTS:
            raise TooMuchError(f"more than {MOST_PARTS} parts")
        if payload.depth > DEEPEST:
            raise TooMuchError(f"parts inside parts, more than {DEEPEST} deep")
        super().attach(payload)

    def set_raw(self, name: str, value: Any) -> None:
        """Add a header as the parser read it.

        Raises:
            TooMuchError: it is one the parser goes on to take apart, and it is too long.
        """
        if name.lower().startswith("content-") and len(str(value)) > _LONGEST_STRUCTURED:
            raise TooMuchError(f"a {name[:40]} header of {len(str(value))} characters")
        super().set_raw(name, value)


def parts_of(content: bytes) -> MailPart:
    """The mail, with all its parts.

    Raises:
        TooMuchError: there is more to it than is read.
    """
    if content.count(b"\n") + content.count(b"\r") > _MOST_LINES:
        raise TooMuchError("too many lines")
    parser = BytesFeedParser(MailPart, policy=_POLICY)
    try:
        parser.feed(content)
        return parser.close()
    except FAULTS:
        raise TooMuchError("parts that cannot be told apart") from None


def head_of(content: bytes) -> MailPart:
    """The mail's own headers alone."""
    head = content[:HEAD_BYTES].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    parser: BytesHeaderParser[MailPart] = BytesHeaderParser(_Head, policy=_POLICY)
    return parser.parsebytes(head + b"\n\n")


class _Head(MailPart):
    """Only its headers are asked for, so nothing of it is too much."""

    def set_raw(self, name: str, value: Any) -> None:
        """Add a header as the parser read it; those that would be taken apart are left out."""
        if not name.lower().startswith("content-"):
            super().set_raw(name, value)
