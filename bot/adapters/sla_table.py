"""The table [sla] of policy.toml, and the business hours of one billing entity."""

from __future__ import annotations

from datetime import time

from bot.adapters.toml_table import TomlTable
from models.sla import Sla

_USUAL = Sla()


def read_sla(top: TomlTable) -> Sla:
    """How long a dispute may wait; what is not written is as usual.

    Raises:
        MappingError: a value is out of range, or business hours end before they begin.
    """
    if not top.has("sla"):
        return _USUAL
    table = top.table("sla")
    opens, closes = _hours(table)
    sla = Sla(
        acknowledge_hours=table.number("acknowledge_hours", _USUAL.acknowledge_hours, least=1, most=80),
        decide_hours=table.number("decide_hours", _USUAL.decide_hours, least=1, most=400),
        answer_hours=table.number("answer_hours", _USUAL.answer_hours, least=1, most=80),
        packet_hours=table.number("packet_hours", 0, least=1, most=400) if table.has("packet_hours") else None,
        reminder_percent=table.number("reminder_percent", _USUAL.reminder_percent, least=1, most=99),
        opens=opens,
        closes=closes,
    )
    table.finish()
    return sla


def read_business_hours(table: TomlTable) -> tuple[time, time] | None:
    """The hours of an entity that has its own; None = those of [sla].

    Raises:
        MappingError: as `read_sla`.
    """
    return _hours(table) if table.has("opens") or table.has("closes") else None


def _hours(table: TomlTable) -> tuple[time, time]:
    opens, closes = table.moment("opens", _USUAL.opens), table.moment("closes", _USUAL.closes)
    if closes <= opens:
        raise table.wrong("closes", closes, f"must be after opens ({opens}); correct one of them.")
    return opens, closes
