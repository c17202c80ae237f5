"""Reading the controller's record."""

from __future__ import annotations

from collections.abc import Iterator

from bot.books import Books
from bot.errors import NotFoundError
from bot.ports import Store
from models.audit import GENESIS

#: Details of several lines, which follow their entry.
_LINES = ("difference",)


def show(store: Store, packet_id: str) -> Iterator[str]:
    """One line per entry about a packet or dispute.

    Raises:
        NotFoundError: the trail knows no such packet or dispute.
    """
    with store.transaction() as books:
        trail = books.audit_trail(f"packet:{packet_id}") or books.audit_trail(f"dispute:{packet_id}")
        if not trail:
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


def verify(store: Store) -> int | None:
    """The number of the first entry whose hash does not follow from the one before; None = whole."""
    with store.transaction() as books:
        trail = books.audit_trail()
    previous = GENESIS
    for number, entry, digest in trail:
        if entry.chained(previous) != digest:
            return number
        previous = digest
    return None
