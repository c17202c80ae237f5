"""The table [may] of policy.toml: fewer people for an action than the house's own table has, never more."""

from __future__ import annotations

from collections.abc import Mapping

from bot.adapters.toml_table import TomlTable
from models.authority import MAY, NEVER_NARROWED, Course, Row, Standing, allowed
from models.lifecycle import PacketEvent


def read_may(top: TomlTable) -> Mapping[PacketEvent, Row]:
    """The cells the policy narrows; empty = the table stands as it is.

    Raises:
        MappingError: a cell lets in somebody whom the table keeps out, keeps everybody out, or cannot be narrowed.
    """
    if not top.has("may"):
        return {}
    table = top.table("may")
    only_away = table.flag("delegate_only_on_leave", default=False)
    found = {_event(table, name): _row(_event(table, name), row) for name, row in table.tables().items()}
    return _without_delegates(found) if only_away else found


def _event(table: TomlTable, name: str) -> PacketEvent:
    may = sorted(each.value for each in MAY.keys() - NEVER_NARROWED)
    if name not in may:
        raise table.wrong(name, "(table)", f"is nothing that can be narrowed; use one of {', '.join(may)}.")
    return PacketEvent(name)


def _row(event: PacketEvent, table: TomlTable) -> Row:
    row = {}
    for course in Course:
        if table.has(course):
            row[course] = _cell(event, course, table)
    table.finish()
    return row


def _cell(event: PacketEvent, course: Course, table: TomlTable) -> frozenset[Standing]:
    most, written = MAY[event][course], table.texts(course)
    if beyond := sorted(set(written) - {each.value for each in most}):
        step = f"must be some of {', '.join(sorted(most))}: a policy narrows the table and never widens it; remove it."
        raise table.wrong(course, beyond[0], step)
    if not written:
        raise table.wrong(course, [], "must leave somebody; name at least one.")
    return frozenset(Standing(each) for each in written)


def _without_delegates(narrowed: Mapping[PacketEvent, Row]) -> Mapping[PacketEvent, Row]:
    """While a person is on leave their delegate is the reviewer, so nothing is left of standing in beside them."""
    others = frozenset(Standing) - {Standing.DELEGATE}
    return {
        event: {course: allowed(event, course, narrowed) & others for course in Course}
        for event in MAY
        if event not in NEVER_NARROWED
    }
