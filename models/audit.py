"""The controller's record: append-only, each entry bound to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

GENESIS = "0" * 64


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
