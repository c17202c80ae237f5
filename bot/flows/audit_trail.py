"""Reading the controller's record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date
from itertools import takewhile

from bot.books import Books
from bot.errors import NotFoundError, NotNowError
from bot.ports import Store
from bot.stages.audit_export import ending, line, opening
from bot.stages.chain import Fault, first_fault
from models.audit import GENESIS, Anchor, AuditLink

#: Details of several lines, which follow their entry.
_LINES = ("difference",)
#: Entries read in one transaction.
_PAGE = 2_000


def show(store: Store, packet_id: str) -> Iterator[str]:
    """One line per entry about a packet or dispute; "" = every entry.

    Raises:
        NotFoundError: the trail knows no such packet or dispute.
    """
    with store.transaction() as books:
        if packet_id:
            trail = books.audit_trail(f"packet:{packet_id}") or books.audit_trail(f"dispute:{packet_id}")
        else:
            trail = books.audit_trail()
        if packet_id and not trail:
            subjects = _subjects_of(books, packet_id)
            trail = tuple(each for each in books.audit_trail() if each[1].subject in subjects)
    if not trail:
        raise NotFoundError(f"The audit trail has no packet or dispute {packet_id}, and no account of that id.")
    for number, entry, digest in trail:
        told = {key: value for key, value in entry.detail.items() if value and key not in _LINES}
        detail = "  ".join(f"{key}={value}" for key, value in sorted(told.items()))
        when = f"{entry.at:%Y-%m-%d %H:%M:%S}Z"
        yield f"{number:>4}  {when}  {entry.by_name:<16}  {entry.what:<20}  {detail}  #{digest[:8]}"
        yield from (f"{'':>6}{each}" for key in _LINES for each in entry.detail.get(key, "").splitlines())


def _subjects_of(books: Books, account_id: str) -> set[str]:
    entries = (entry for _, entry, _ in books.audit_trail())
    return {entry.subject for entry in entries if entry.detail.get("account") == account_id}


def verify(store: Store, anchors: Sequence[Anchor] = ()) -> Fault | None:
    """The first entry that is not as it was written, or as one of *anchors* has it; None = whole."""
    return first_fault(_links(store), anchors)


def export(store: Store, since: date | None, until: date | None) -> Iterator[str]:
    """The record from *since* to *until* (days in UTC, inclusive; None = all), the same each time.

    Raises:
        NotNowError: the record is broken; what is in it is for whoever finds out why.
    """
    with store.transaction() as books:
        head = books.audit_head()
    if fault := verify(store):
        raise NotNowError(f"The audit trail is broken at {fault}. Nothing was exported.")
    previous, count = GENESIS, 0
    for link in takewhile(lambda each: head is not None and each.number <= head.number, _links(store)):
        day = link.entry.at.astimezone(UTC).date() if link.entry else date.min
        if until is not None and day > until:
            break
        if since is None or day >= since:
            if not count:
                yield opening(since, until, previous)
            count += 1
            yield line(link)
        previous = link.hash
    if not count:
        yield opening(since, until, previous)
    yield ending(count, head)


def _links(store: Store) -> Iterator[AuditLink]:
    """Every entry in turn; in pages, because a long record must not keep presses waiting."""
    after = 0
    while True:
        with store.transaction() as books:
            page = books.audit_links(after, _PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].number
