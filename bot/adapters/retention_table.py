"""The table [retention] of policy.toml."""

from __future__ import annotations

from bot.adapters.toml_table import TomlTable
from models.retention import Retention

#: A packet's texts answer questions about a dispute of the same quarter; Slack redelivers within the hour.
_LEAST_PACKET, _LEAST_PRESS, _MOST = 90, 7, 4_000


def read_retention(top: TomlTable) -> Retention:
    """How long texts are kept; what is not written is kept for ever.

    Raises:
        MappingError: a value is out of range.
    """
    if not top.has("retention"):
        return Retention()
    table = top.table("retention")
    found = Retention(
        packet_days=_days(table, "packet_days", _LEAST_PACKET), press_days=_days(table, "press_days", _LEAST_PRESS)
    )
    table.finish()
    return found


def _days(table: TomlTable, key: str, least: int) -> int | None:
    return table.number(key, least, least=least, most=_MOST) if table.has(key) else None
