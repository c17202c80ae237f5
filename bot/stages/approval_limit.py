"""How much one person may approve in a time: what a stolen account or a tired hand can do before somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.wording import amount
from models.audit import AuditEntry
from models.policy import ApprovalLimits

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def over_limit(approvals: Sequence[AuditEntry], limits: ApprovalLimits, at: datetime) -> str:
    """Which limit one person's *approvals* of the last day, the one in question included, go over; "" = none.

    An approval that was taken back counts: it is how often somebody pressed that is limited.
    """
    if sum(entry.at > at - HOUR for entry in approvals) > limits.per_hour:
        return f"{limits.per_hour} mail{'s' if limits.per_hour > 1 else ''} within an hour"
    for currency, most in limits.value_per_day.items():
        asked = sum(_asked(entry, currency) for entry in approvals if entry.at > at - DAY)
        if asked > most.minor:
            return f"{amount(most)} asked for within 24 hours"
    return ""


def _asked(entry: AuditEntry, currency: str) -> int:
    """Minor units of *currency* that the mail asks for; one mail asks in one currency."""
    of, _, minor = entry.detail.get("value", "").partition(" ")
    return int(minor) if of == currency else 0
