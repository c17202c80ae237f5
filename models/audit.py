"""The controller's record: append-only, each entry bound to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

GENESIS = "0" * 64

#: Details that are ids, hashes, counts, days and names of rules: they stand in the entry itself. Every other one may
#: hold words or an address of somebody, and stands beside the chain, sealed.
PLAIN = frozenset(
    (
        *("account", "amount", "answered", "answers", "approved", "approved_hash", "as_of", "asked", "asks_for"),
        *("bank", "before", "cause", "changed", "channel", "code", "corrects", "day", "digest", "dispute"),
        *("dropped", "edit_code", "facts", "findings", "from", "gone", "guard", "hash", "invoice", "invoices"),
        *("kept_back", "kind", "made", "mails", "minutes", "model", "number", "packet", "path", "per_week"),
        *("policy", "prompt", "read", "refused", "rejected", "route", "rows", "rules", "score", "sections"),
        *("signed_by", "signed_hash", "source", "state", "step", "to_day", "tokens", "tone", "ts", "unmade"),
        *("drafted_by", "sentences", "unread", "until", "value", "version", "written_from"),
    )
)
_SEAL = re.compile(r"sealed:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One thing that happened, by whom, on which data."""

    at: datetime
    #: Slack user id, or "job".
    by_id: str
    by_name: str
    #: "packet.approve", "dispute.flag", "import.done" …
    what: str
    #: "packet:…", "dispute:…", "account:…", "snapshot:…"; "" when it is about the whole.
    subject: str
    detail: Mapping[str, str]

    def chained(self, previous: str) -> str:
        """The hash of this entry after the entry whose hash is *previous*."""
        body = [previous, self.at.isoformat(), self.by_id, self.by_name, self.what, self.subject]
        line = json.dumps([*body, sorted(self.detail.items())], ensure_ascii=True)
        return hashlib.sha256(line.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedText:
    """A detail that stands beside the chain, so that it can be erased without breaking it."""

    #: Keeps short words from being guessed from their seal; erased with the text.
    salt: str | None
    #: None = erased.
    text: str | None
    #: Number of the entry under which it was erased.
    erased_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLink:
    """An entry as it is chained, its details sealed, with what stands beside it."""

    number: int
    #: None = what is stored is no entry.
    entry: AuditEntry | None
    hash: str
    texts: Mapping[str, SealedText]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The hash of one entry, kept where nobody who can change the record can change it."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> Anchor:
        """From NUMBER:HASH; ValueError for anything else."""
        if not re.fullmatch(r"[1-9][0-9]{0,17}:[0-9a-f]{64}", text.strip()):
            raise ValueError(f"{text!r} is no anchor: it is written NUMBER:HASH, with all 64 characters of the hash.")
        number, _, found = text.strip().partition(":")
        return cls(int(number), found)


def seal(text: str, salt: str) -> str:
    """What stands in the chain instead of *text*."""
    return f"sealed:{hashlib.sha256(f'{salt}:{text}'.encode()).hexdigest()}"


def is_seal(value: str) -> bool:
    """Whether a detail stands beside the chain."""
    return _SEAL.fullmatch(value) is not None
