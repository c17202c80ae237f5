"""Letting go of what the policy keeps no longer; the record keeps who decided what, and its chain stays whole."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.books import Books
from bot.flows.desk import Desk, note

_SUBJECT = "retention"


def retain(desk: Desk) -> int:
    """Take the texts out of packets and disputes past their days, and let old presses go; how many they were."""
    at, wanted = desk.clock.now(), desk.policy.retention
    with desk.store.transaction() as books:
        if wanted.press_days is not None:
            books.forget_presses(at - timedelta(days=wanted.press_days))
        if wanted.packet_days is None:
            return 0
        before = at - timedelta(days=wanted.packet_days)
        since = _done_until(books)
        if since is not None and before - since < timedelta(days=1):
            return 0
        note(books, at, "retention.done", _SUBJECT, until=before.isoformat())
        head = books.audit_head()
        gone = books.forget_texts(since, before, head.number if head else 0)
        for subject in gone:
            books.redraw(subject)
        return len(gone)


def _done_until(books: Books) -> datetime | None:
    """Up to when an earlier run looked; None = there was none."""
    done = [entry for _, entry, _ in books.audit_trail(_SUBJECT) if entry.what == "retention.done"]
    return datetime.fromisoformat(done[-1].detail["until"]) if done else None
