"""Which copies of invoices go with a mail, and whether they are still what was approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.attachment import Attachment, Copy, NotAttached, file_size
from models.draft import Draft
from models.packet import OpenItem


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What goes with a mail, and which copies do not."""

    attachments: tuple[Attachment, ...] = ()
    missing: tuple[NotAttached, ...] = ()

    def invoices(self, items: Iterable[OpenItem]) -> frozenset[str]:
        """The numbers of those of *items* whose copy goes with it."""
        documents = {each.document for each in self.attachments}
        return frozenset(item.invoice.number for item in items if document_of(item) in documents)


def document_of(item: OpenItem) -> str:
    """The number that a copy of *item* goes by: its document's."""
    return item.invoice.document or item.invoice.number


def one_each(items: Iterable[OpenItem]) -> tuple[OpenItem, ...]:
    """The first of *items* of each document: its instalments share one copy."""
    last_first = {(item.invoice.entity, document_of(item)): item for item in reversed(tuple(items))}
    return tuple(last_first.values())[::-1]


def enclosed(found: Sequence[Copy | NotAttached], limit: int) -> Enclosed:
    """All copies found, or none where they have more than *limit* bytes together: half of them would mislead."""
    files = tuple(each.attachment for each in found if isinstance(each, Copy))
    missing = tuple(each for each in found if isinstance(each, NotAttached))
    size = sum(file.size for file in files)
    if size <= limit:
        return Enclosed(files, missing)
    why = f"the copies have {file_size(size)} together, {file_size(limit)} is allowed"
    return Enclosed((), (*(NotAttached(document=file.document, why=why) for file in files), *missing))


def same_copies(found: Iterable[Copy | NotAttached]) -> tuple[str, ...]:
    """Documents of one file, the first such; none = each has its own. One of them is somebody else's."""
    by_digest: dict[str, list[str]] = defaultdict(list)
    for copy in found:
        if isinstance(copy, Copy):
            by_digest[copy.attachment.digest].append(copy.attachment.document)
    return next((tuple(documents) for documents in by_digest.values() if len(documents) > 1), ())


def moved(draft: Draft, now: Iterable[Copy | NotAttached]) -> Iterator[str]:
    """What became of the copies that were approved, in sentences; none = they are the same."""
    found = {each.document if isinstance(each, NotAttached) else each.attachment.document: each for each in now}
    for approved in draft.attachments:
        current = found.get(approved.document)
        if not isinstance(current, Copy):
            why = f": {current.why}" if current else ""
            yield f"The copy of invoice {approved.document} is gone{why}."
        elif current.attachment != approved:
            yield f"The copy of invoice {approved.document} has changed since it was drafted."
