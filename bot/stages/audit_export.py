"""The controller's record as a file: JSON, a line each for where it begins, every entry, and where it ends."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from bot.stages.chain import Fault, first_fault
from models.audit import Anchor, AuditEntry, AuditLink, SealedText


def opening(since: date | None, until: date | None, previous: str) -> str:
    """The first line. Both days are UTC's and inclusive, None = all; *previous* is the hash before the first entry."""
    days = {"from": since.isoformat() if since else None, "to": until.isoformat() if until else None}
    return _line({"what": "the audit trail of the collections copilot", **days, "previous": previous})


def line(link: AuditLink) -> str:
    """One entry as it is chained, its words beside it."""
    entry = link.entry
    if entry is None:
        raise ValueError("a record that is broken is not exported")
    texts = {key: {"salt": each.salt, "text": each.text} for key, each in link.texts.items()}
    told = {"at": entry.at.isoformat(), "by_id": entry.by_id, "by_name": entry.by_name, "what": entry.what}
    return _line(
        {
            "number": link.number,
            "entry": {**told, "subject": entry.subject, "detail": dict(entry.detail)},
            "texts": texts,
            "hash": link.hash,
        }
    )


def ending(entries: int, head: Anchor | None) -> str:
    """The last line: how many entries stand above, and the record's last entry when this was written."""
    return _line({"entries": entries, "head": str(head) if head else None})


def check(lines: Iterable[str]) -> tuple[Fault | None, Anchor | None]:
    """What is first wrong with an export by itself, and the head in its last line."""
    rows = _rows(lines)
    first = next(rows, {})
    found = _Links(rows)
    fault = first_fault(found, previous=str(first.get("previous")), to_the_end=False)
    if fault is None and found.entries is None:
        fault = Fault(found.last, "the file ends after it: it was cut")
    if fault is None and found.entries != found.count:
        fault = Fault(found.last, f"{found.count} entries are there, and the last line counts {found.entries}")
    return fault, found.head


class _Links:
    """The entries of an export, and after them what its last line says."""

    def __init__(self, rows: Iterator[Mapping[str, Any]]) -> None:
        self._rows = rows
        self.count = self.last = 0
        #: As the last line counts; None = there is none.
        self.entries: int | None = None
        self.head: Anchor | None = None

    def __iter__(self) -> Iterator[AuditLink]:
        for row in self._rows:
            if "entries" in row:
                self.entries = row["entries"]
                self.head = Anchor.parse(row["head"]) if row["head"] else None
                return
            link = _link(row, self.last + 1)
            self.count, self.last = self.count + 1, link.number
            yield link


def _rows(lines: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    for text in lines:
        try:
            row = json.loads(text)
        except ValueError:
            row = {"number": None}
        yield row if isinstance(row, dict) else {}


def _link(row: Mapping[str, Any], expected: int) -> AuditLink:
    """What a line says; without an entry where it says nothing that can be read."""
    try:
        told = row["entry"]
        entry = AuditEntry(**{**told, "at": datetime.fromisoformat(told["at"])})
        texts = {key: SealedText(**each) for key, each in row["texts"].items()}
        return AuditLink(number=int(row["number"]), entry=entry, hash=row["hash"], texts=texts)
    except (KeyError, TypeError, ValueError, AttributeError):
        return AuditLink(number=expected, entry=None, hash="", texts={})


def _line(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
