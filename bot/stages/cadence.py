"""From which day a line is asked for, and on which day an account first hears from us; the policy says both."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from bot.wording import day, days
from models.packet import OpenItem
from models.policy import Cadence
from models.receivable import Invoice


def waits_until(invoice: Invoice, as_of: date, cadence: Cadence) -> str | None:
    """The first day *invoice* is asked for and what it waits for, in words; None = it may be asked for."""
    after_grace = invoice.due_on + timedelta(days=cadence.invoice_grace_days + 1)
    # Where nobody knows when it came, it is taken to have come on the day it was issued.
    came_on = invoice.delivered_on or invoice.issued_on
    after_delivery = came_on + timedelta(days=cadence.delivered_min_days)
    first = max(after_grace, after_delivery)
    if as_of >= first:
        return None
    how = "delivered" if invoice.delivered_on else "issued"
    why = f"{how} on {day(came_on)}" if first > after_grace else f"{days(cadence.invoice_grace_days)} of grace"
    return f"{day(first)}: {why}"


def before_first_packet(items: Collection[OpenItem], as_of: date, cadence: Cadence) -> str | None:
    """The day of the account's first packet, in words, while the oldest line is younger; None = it is due."""
    if not items:
        return None
    first = min(item.invoice.due_on for item in items) + timedelta(days=cadence.first_packet_days)
    return None if as_of >= first else f"{day(first)}: {days(cadence.first_packet_days)} past due then"
