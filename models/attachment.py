"""The company's own copies of invoices, as they go with a mail."""

from __future__ import annotations

from dataclasses import dataclass


def file_size(size: int) -> str:
    """*size* bytes in kB or MB of a thousand, rounded up so that it never reads as less."""
    if size < 1_000_000:
        return f"{-(-size // 1_000)} kB"
    tenths = -(-size // 100_000)
    return f"{tenths // 10}.{tenths % 10} MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file that goes with a mail."""

    #: The number of the document it is a copy of; its instalments share it.
    document: str
    #: As the reader sees it, without a folder.
    name: str
    #: sha256 of its bytes, in hex digits.
    digest: str
    #: Bytes.
    size: int

    def __str__(self) -> str:
        return f"{self.name} ({file_size(self.size)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAttached:
    """A document that a mail asks for and whose copy does not go with it."""

    document: str
    #: In a few words, for the reviewer.
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One file with its bytes."""

    attachment: Attachment
    data: bytes
