"""Which past-due lines no draft asks for, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.stages.cadence import before_first_packet, waits_until
from bot.stages.holds import invoice_about
from bot.stages.promises import covers, last_day
from bot.told import hold_words
from bot.wording import amount, day
from models.dispute import Dispute
from models.hold import HoldKind, StandingHold
from models.ledger import Promise
from models.packet import FollowUpPacket, LeftOut, OpenItem
from models.policy import Policy
from models.receivable import Invoice


class Cause(StrEnum):
    """How the `why` of a line left out begins; gates and rules ask by it."""

    DISPUTED = "in dispute"
    ERP_MARK = "marked as disputed in the ERP"
    CREDIT_EXPECTED = "credit note expected"
    ON_HOLD = "on hold"
    PROMISED = "promised"
    NOT_YET = "not asked for before"


#: Causes that are a standing challenge of what is owed.
CHALLENGED = (Cause.DISPUTED, Cause.ERP_MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What keeps lines out on one day."""

    as_of: date
    policy: Policy
    disputes: Sequence[Dispute]
    promises: Sequence[Promise]
    holds: Sequence[StandingHold] = ()

    def why(self, invoice: Invoice) -> str | None:
        """Why this line is not asked for; None = it may be. A challenge outranks the rest."""
        asked = (
            self._disputed,
            self._awaits_credit,
            self._marked,
            self._held,
            self._promised,
            self._too_young,
        )
        return next((why for ask in asked if (why := ask(invoice))), None)

    def is_challenged(self, invoice: Invoice) -> bool:
        """Whether somebody stands by not owing this line as invoiced."""
        return (self._disputed(invoice) or self._marked(invoice)) is not None

    def is_promised(self, invoice: Invoice) -> bool:
        """Whether the customer's word covers this line and its time is not over."""
        return self._promised(invoice) is not None

    def is_live(self, promise: Promise) -> bool:
        """Whether the customer still has time: the day they named and the grace after it."""
        return self.as_of <= last_day(promise, self.policy)

    def _disputed(self, invoice: Invoice) -> str | None:
        dispute = next((each for each in self.disputes if each.is_open and _names(each, invoice)), None)
        if dispute is None:
            return None
        return f"{Cause.DISPUTED} ({dispute.reason.replace('_', ' ')}), flagged by {dispute.flagged_by_name}"

    def _awaits_credit(self, invoice: Invoice) -> str | None:
        found = (each for each in self.disputes if each.awaits_credit and _names(each, invoice))
        resolution = next((each.resolution for each in found if each.resolution), None)
        if resolution is None or resolution.credit is None:
            return None
        zone = ZoneInfo(self.policy.entities[invoice.entity].timezone)
        since = day(resolution.at.astimezone(zone).date())
        return f"{Cause.CREDIT_EXPECTED} since {since}: {amount(resolution.credit)}, by {resolution.by_name}"

    def _marked(self, invoice: Invoice) -> str | None:
        # Only a decision of leadership that waits for nothing speaks against the ERP's mark.
        decided = any(each.is_settled and _names(each, invoice) for each in self.disputes)
        return str(Cause.ERP_MARK) if invoice.disputed and not decided else None

    def _held(self, invoice: Invoice) -> str | None:
        mine = [each for each in self.holds if each.kind is HoldKind.INVOICE and each.about == invoice_about(invoice)]
        return f"{Cause.ON_HOLD} {hold_words(mine[0])}" if mine else None

    def _too_young(self, invoice: Invoice) -> str | None:
        until = waits_until(invoice, self.as_of, self.policy.cadence)
        return f"{Cause.NOT_YET} {until}" if until else None

    def _promised(self, invoice: Invoice) -> str | None:
        live = [promise for promise in self.promises if self.is_live(promise) and covers(promise, invoice)]
        if not live:
            return None
        latest = max(live, key=lambda promise: promise.due_on)
        return f"{Cause.PROMISED} for {day(latest.due_on)} by {latest.said_by}"


def split(past_due: Sequence[OpenItem], standing: Standing) -> tuple[tuple[OpenItem, ...], tuple[LeftOut, ...]]:
    """The lines to ask for, and those left out; before the first packet is due, all of them."""
    whys = [(item, standing.why(item.invoice)) for item in past_due]
    asked = tuple(item for item, why in whys if why is None)
    until = before_first_packet(asked, standing.as_of, standing.policy.cadence)
    whole = f"{Cause.NOT_YET} {until}" if until else None
    out = [(item, why or whole) for item, why in whys]
    return () if whole else asked, tuple(LeftOut(item=item, why=why) for item, why in out if why is not None)


def left_for(packet: FollowUpPacket, *causes: Cause) -> tuple[LeftOut, ...]:
    """The lines left out for one of *causes*."""
    return tuple(line for line in packet.left_out if line.why.startswith(causes))


def _names(dispute: Dispute, invoice: Invoice) -> bool:
    return dispute.entity == invoice.entity and any(invoice.goes_by(line.invoice_number) for line in dispute.lines)
