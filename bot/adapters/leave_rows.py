"""The days on which one person of policy.toml is away."""

from __future__ import annotations

from itertools import pairwise

from bot.adapters.toml_table import TomlTable
from models.people import Leave


def read_leave(table: TomlTable) -> tuple[Leave, ...]:
    """In the order of time; empty = never.

    Raises:
        MappingError: a leave ends before it begins, or falls into another.
    """
    found = [_days(row) for row in table.rows("leave")] if table.has("leave") else []
    found.sort(key=lambda each: each.first)
    for one, after in pairwise(found):
        if after.first <= one.last:
            raise table.wrong("leave", str(after.first), "falls into another leave of theirs; make one of the two.")
    return tuple(found)


def _days(row: TomlTable) -> Leave:
    leave = Leave(first=row.day("from"), last=row.day("to"))
    if leave.last < leave.first:
        raise row.wrong("to", str(leave.last), "must not be before from; both days are part of the leave.")
    row.finish()
    return leave
