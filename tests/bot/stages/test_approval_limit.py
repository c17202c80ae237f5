"""How much one person may approve: counted within any hour, and by value within a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.stages.approval_limit import over_limit
from models.audit import AuditEntry
from models.money import Money
from models.policy import ApprovalLimits

AT = datetime(2026, 5, 11, 9, tzinfo=UTC)


def approvals(*minutes_ago: int, value: str = "EUR 100000") -> list[AuditEntry]:
    return [
        AuditEntry(
            at=AT - timedelta(minutes=ago),
            by_id="U1",
            by_name="Olive",
            what="packet.approve",
            subject="packet:P",
            detail={"value": value} if value else {},
        )
        for ago in minutes_ago
    ]


@pytest.mark.parametrize(
    ("ago", "is_over"),
    [((0, 1, 2), False), ((0, 1, 2, 3), True), ((0, 1, 2, 59), True), ((0, 1, 2, 60), False)],
)
def test_any_hour_has_as_many_mails_as_the_policy_says(ago, is_over):
    over = over_limit(approvals(*ago), ApprovalLimits(per_hour=3), AT)
    assert over == ("3 mails within an hour" if is_over else "")


@pytest.mark.parametrize(
    ("value", "ago", "is_over"),
    [
        ("EUR 100000", (0, 90), False),
        ("EUR 100000", (0, 90, 120), True),
        ("EUR 100000", (0, 90, 24 * 60), False),
        ("USD 900000", (0, 90, 120), False),
        ("", (0, 90, 120), False),
    ],
)
def test_any_day_asks_for_at_most_so_much_of_a_currency_that_is_named(value, ago, is_over):
    limits = ApprovalLimits(value_per_day={"EUR": Money(250_000, "EUR")})
    over = over_limit(approvals(*ago, value=value), limits, AT)
    assert over == ("€2,500.00 asked for within 24 hours" if is_over else "")
