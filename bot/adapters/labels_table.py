"""The table [labels] of policy.toml: fewer roles for what is sensitive than may read it anyway, never more."""

from __future__ import annotations

from collections.abc import Mapping

from bot.adapters.toml_table import TomlTable
from models.label import MOST_READERS, Label
from models.people import Role


def read_labels(top: TomlTable) -> Mapping[Label, frozenset[Role]]:
    """The roles of each label the policy names; empty = it names none.

    Raises:
        MappingError: there is no such label or role, a role would read what it may not, or none is left.
    """
    if not top.has("labels"):
        return {}
    table = top.table("labels")
    return {_label(table, key): _readers(table, key) for key in table.keys()}  # noqa: SIM118


def _label(table: TomlTable, key: str) -> Label:
    try:
        return Label(key)
    except ValueError:
        raise table.wrong(key, "(list)", f"is no label; use one of {', '.join(Label)}.") from None


def _readers(table: TomlTable, key: str) -> frozenset[Role]:
    most, written = MOST_READERS[Label(key)], table.texts(key)
    if beyond := sorted(set(written) - {role.value for role in most}):
        step = f"must be some of {', '.join(role for role in Role if role in most)}; correct or remove it."
        raise table.wrong(key, beyond[0], step)
    if not written:
        raise table.wrong(key, [], "must leave somebody; name at least one role.")
    return frozenset(Role(each) for each in written)
