"""The one order that records are looked at in, whichever source was read first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import lt

from models.ledger import Record
from models.receivable import Invoice


def in_order(records: Iterable[Record]) -> list[Record]:
    """By source, file and line. A source delivers its records so; then no key of a million has to be kept."""
    by_source: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_source[record.origin.source].append(record)
    for mine in by_source.values():
        if not _is_in_order(mine):
            mine.sort(key=_place)
    return [record for _, mine in sorted(by_source.items()) for record in mine]


def _is_in_order(records: Sequence[Record]) -> bool:
    file = records[0].origin.row.rpartition(":")[0] + ":"
    lines = [record.origin.row.removeprefix(file) for record in records]
    if all(map(str.isdecimal, lines)):
        # The lines of one file, as nearly always: quicker than to take every place apart.
        numbers = list(map(int, lines))
        if all(map(lt, numbers, numbers[1:])):
            return True
    return all(earlier <= later for earlier, later in pairwise(map(_place, records)))


def _place(record: Record) -> tuple[str, str, int, str]:
    file, _, line = record.origin.row.rpartition(":")
    name = record.number if isinstance(record, Invoice) else record.id
    return record.origin.source, file, int(line) if line.isdecimal() else 0, name
