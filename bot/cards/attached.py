"""The files that go with a mail, and those that do not, as lines of its card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.draft import Draft

_WITH, _WITHOUT = "Attached", "Not attached"
#: The names of these lines.
FILES = frozenset({_WITH, _WITHOUT})


def attached_lines(draft: Draft) -> Iterator[tuple[str, str]]:
    """Name and text of each line; none where no copies of invoices are kept."""
    if draft.attachments:
        yield _WITH, ", ".join(map(str, draft.attachments))
    if draft.not_attached:
        without: dict[str, list[str]] = defaultdict(list)
        for each in draft.not_attached:
            without[each.why].append(each.document)
        yield _WITHOUT, "; ".join(f"{', '.join(documents)} ({why})" for why, documents in without.items())
