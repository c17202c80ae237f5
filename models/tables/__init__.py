"""Rows, private to bot.adapters.sql_store. Nothing else may import this module.

Bodies are JSON of the frozen models; the columns beside them are what is searched, compared or made unique.
Table classes do not validate, so the store writes only what it serialised from a model.
"""

from __future__ import annotations

from models.tables.books import DayRow, DayTotalRow, KeptRow, LargestRow, LedgerRow, NumberRow, SnapshotRow, WithheldRow
from models.tables.outside import CardRow, ChannelRow, OutboxRow, SweepRow, ThrottleRow
from models.tables.said import (
    AcceptedAddressRow,
    BaselineRow,
    DraftWordsRow,
    FactRow,
    ModelBriefRow,
    ModelReadingRow,
    RosterRow,
    SurveyRow,
)
from models.tables.work import (
    AuditRow,
    AuditTextRow,
    BlockedRow,
    DeliveryRow,
    DisputeRow,
    PacketRow,
    ReplicaRow,
    RunRow,
)

__all__ = [
    "AcceptedAddressRow",
    "AuditRow",
    "AuditTextRow",
    "BaselineRow",
    "BlockedRow",
    "CardRow",
    "ChannelRow",
    "DayRow",
    "DayTotalRow",
    "DeliveryRow",
    "DisputeRow",
    "DraftWordsRow",
    "FactRow",
    "KeptRow",
    "LargestRow",
    "LedgerRow",
    "ModelBriefRow",
    "ModelReadingRow",
    "NumberRow",
    "OutboxRow",
    "PacketRow",
    "ReplicaRow",
    "RosterRow",
    "RunRow",
    "SnapshotRow",
    "SurveyRow",
    "SweepRow",
    "ThrottleRow",
    "WithheldRow",
]
