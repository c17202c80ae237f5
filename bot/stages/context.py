"""The six facts every card states, and how rules read two of them back.

The packet carries no contracts and no disputes of other currencies, so `days_to_renewal` and
`disputed_lines` read the words written here. A renewal they cannot read counts as near.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.stages.account_owner import Ownership
from bot.stages.age import paid_on
from bot.stages.gaps import terms
from bot.wording import amount, day
from models.evidence import Origin
from models.ledger import AccountLedger, Contract, RecordKind, SourceStamp, Ticket
from models.money import total
from models.packet import ContextLine, ContextName, FollowUpPacket, OpenItem
from models.policy import Policy
from models.receivable import Invoice

_RENEWS = re.compile(r"renews in (?P<days>\d+) days?")
_IN_DISPUTE = re.compile(r"(?P<count>\d+) in dispute")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the six lines are written from."""

    book: AccountLedger
    as_of: date
    policy: Policy
    stamps: Sequence[SourceStamp]
    #: Everything open of this entity and currency, and which numbers are in dispute.
    open_items: tuple[OpenItem, ...]
    disputed: frozenset[str]
    #: Invoices paid in full, each with the day.
    settled: Sequence[tuple[Invoice, date]]
    owner: Ownership

    def lines(self) -> tuple[ContextLine, ...]:
        """All six, in the order of the card."""
        return (
            self._invoices(),
            self._history(),
            self._tickets(),
            self._contract(),
            self._renewal(),
            self._owner(),
        )

    def _invoices(self) -> ContextLine:
        past_due = [item for item in self.open_items if item.days_past_due > 0]
        if not past_due:
            return self._none(ContextName.INVOICE, "nothing past due", RecordKind.INVOICES)
        owed = total((item.open for item in past_due), past_due[0].open.currency)
        parts = [f"{len(past_due)} past due, {amount(owed)}, oldest {max(i.days_past_due for i in past_due)} days"]
        if waiting := len(self.open_items) - len(past_due):
            parts.append(f"{waiting} not yet due")
        if self.disputed:
            parts.append(f"{len(self.disputed)} in dispute")
        return ContextLine(ContextName.INVOICE, "; ".join(parts), _origins(item.invoice for item in past_due))

    def _history(self) -> ContextLine:
        settled = self.settled
        if not settled:
            return self._none(ContextName.PAYMENT_HISTORY, "no paid invoice on record", RecordKind.PAYMENTS)
        late = [days for invoice, on in settled if (days := (on - invoice.due_on).days) > 0]
        text = f"paid {len(settled) - len(late)} of {len(settled)} on time"
        if late:
            text += f"; the late ones {_days(round(sum(late) / len(late)))} late on average"
        return ContextLine(ContextName.PAYMENT_HISTORY, text, _origins(invoice for invoice, _ in settled))

    def _tickets(self) -> ContextLine:
        tickets = open_tickets(self.book)
        if not tickets:
            return self._none(ContextName.TICKETS, "none", RecordKind.TICKETS)
        text = f"{len(tickets)} open: {'; '.join(ticket_words(ticket) for ticket in tickets)}"
        return ContextLine(ContextName.TICKETS, text, _origins(tickets))

    def _contract(self) -> ContextLine:
        contracts = self.book.contracts
        if not contracts:
            return self._none(ContextName.CONTRACT, "none", RecordKind.CONTRACTS)
        agreed = " or ".join(_days(days) for days in terms(self.book)) or "unknown"
        notes = "; ".join(contract.note.strip() for contract in contracts if contract.note.strip())
        return ContextLine(ContextName.CONTRACT, f"terms {agreed}. {notes}".rstrip(". "), _origins(contracts))

    def _renewal(self) -> ContextLine:
        known = [contract for contract in self.book.contracts if contract.renewal_on is not None]
        ahead = sorted(on for contract in known if (on := contract.renewal_on) and on >= self.as_of)
        if len(known) < len(self.book.contracts) and not ahead:
            return ContextLine(
                ContextName.RENEWAL, "unknown: a contract names no day", _origins(self.book.contracts), known=False
            )
        if not ahead:
            return self._none(ContextName.RENEWAL, "none ahead", RecordKind.CONTRACTS)
        text = f"renews in {_days((ahead[0] - self.as_of).days)}, on {day(ahead[0])}"
        return ContextLine(ContextName.RENEWAL, text, _origins(known))

    def _owner(self) -> ContextLine:
        owner = self.owner
        name = self.policy.members[owner.user_id].name
        told = "; ".join(filter(None, (owner.why, owner.away))) or name
        return ContextLine(ContextName.OWNER, told, owner.origins, known=owner.why is None)

    def _none(self, name: ContextName, text: str, kind: RecordKind) -> ContextLine:
        stamp = next((stamp for stamp in self.stamps if stamp.kind is kind), None)
        if stamp is None:
            return ContextLine(name, f"unknown: no {kind.replace('_', ' ')} source", known=False)
        # By the office's clock, as every hour on a card.
        read_at = stamp.read_at.astimezone(ZoneInfo(next(iter(self.policy.entities.values())).timezone))
        return ContextLine(name, text, checked=f"{day(read_at.date())} {read_at:%H:%M}")


def settled(book: AccountLedger) -> tuple[tuple[Invoice, date], ...]:
    """The invoices paid in full, each with the day of the last payment."""
    return tuple((invoice, on) for invoice in book.posted_invoices if (on := paid_on(invoice, book)))


def line(packet: FollowUpPacket, name: ContextName) -> ContextLine | None:
    """One of the six."""
    return next((each for each in packet.context if each.name is name), None)


def open_tickets(book: AccountLedger) -> tuple[Ticket, ...]:
    """The tickets not closed yet, oldest first."""
    return tuple(sorted((each for each in book.tickets if each.is_open), key=lambda each: (each.opened_on, each.id)))


def ticket_words(ticket: Ticket) -> str:
    """One ticket as the card and the evidence tell it."""
    severity = ticket.severity or "severity unknown"
    return f"{ticket.id} {ticket.subject.strip()} ({ticket.kind}, {severity}, since {day(ticket.opened_on)})"


def days_to_renewal(packet: FollowUpPacket) -> int | None:
    """Days until the next renewal; 0 where a contract names no day; None where there is none ahead."""
    found = line(packet, ContextName.RENEWAL)
    if found is None or not found.origins:
        return None
    match = _RENEWS.match(found.text)
    return int(match["days"]) if match else 0


def disputed_lines(packet: FollowUpPacket) -> int:
    """Open lines in dispute, past due or not."""
    found = line(packet, ContextName.INVOICE)
    match = _IN_DISPUTE.search(found.text) if found else None
    return int(match["count"]) if match else 0


def _origins(records: Iterable[Invoice | Ticket | Contract]) -> tuple[Origin, ...]:
    return tuple(record.origin for record in records)


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
