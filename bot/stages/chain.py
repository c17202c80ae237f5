"""Whether the controller's record is whole: each entry follows from the one before, and what was anchored is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from models.audit import GENESIS, Anchor, AuditEntry, AuditLink, is_seal, seal

#: What an entry says under which words may be erased.
ERASING = frozenset({"contact.erased", "retention.done"})


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry that is not as it was written, and how that shows."""

    number: int
    why: str

    def __str__(self) -> str:
        return f"entry {self.number}: {self.why}"


@dataclass(slots=True)
class _Seen:
    """What must be compared when the last entry was read."""

    last: int = 0
    hash: str = GENESIS
    #: Entries under which words may be erased.
    erasing: set[int] = field(default_factory=set)
    #: Under which entry words are said to be erased → the first entry that says so.
    erased: dict[int, int] = field(default_factory=dict)


def first_fault(
    links: Iterable[AuditLink], anchors: Sequence[Anchor] = (), *, previous: str = GENESIS, to_the_end: bool = True
) -> Fault | None:
    """What is first found wrong; None = whole.

    *previous* is the hash before the first of *links*. Not *to_the_end*: later entries exist, under which words may
    have been erased.
    """
    seen = _Seen(hash=previous)
    for link in links:
        if why := next(_faults(link, seen, anchors), ""):
            return Fault(link.number, why)
        seen.last, seen.hash = link.number, link.hash
    for anchor in sorted(anchors, key=lambda each: each.number):
        if anchor.number > seen.last:
            return Fault(anchor.number, f"it was anchored, and the record ends at entry {seen.last}")
    if to_the_end and (lost := [first for by, first in seen.erased.items() if by not in seen.erasing]):
        return Fault(min(lost), "words of it are gone, and no entry says that they were erased")
    return None


def _faults(link: AuditLink, seen: _Seen, anchors: Sequence[Anchor]) -> Iterator[str]:
    entry = link.entry
    if entry is None:
        yield "what is stored is not an entry"
        return
    if link.number <= seen.last:
        yield f"it stands after entry {seen.last}"
    if entry.chained(seen.hash) != link.hash:
        yield "it does not follow from the entry before: one of them was changed, removed, put in or moved"
    yield from _of_words(entry, link, seen)
    if any(anchor.number == link.number and anchor.hash != link.hash for anchor in anchors):
        yield "it is not the entry that was anchored: the record was written anew from here or before"
    if any(seen.last < anchor.number < link.number for anchor in anchors):
        yield "an entry before it was anchored and is gone"
    if entry.what in ERASING:
        seen.erasing.add(link.number)


def _of_words(entry: AuditEntry, link: AuditLink, seen: _Seen) -> Iterator[str]:
    for key in sorted(key for key, value in entry.detail.items() if is_seal(value)):
        kept = link.texts.get(key)
        if kept is None:
            yield f"its {key} is gone, and nothing says that it was erased"
        elif kept.text is not None and seal(kept.text, kept.salt or "") != entry.detail[key]:
            yield f"its {key} was changed"
        elif kept.text is None:
            seen.erased.setdefault(kept.erased_by or 0, link.number)
