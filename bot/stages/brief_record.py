"""What the record has on each point of a brief, and in which order things happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.stages.context import line, ticket_words
from bot.stages.named import invoices_named
from bot.told import kept_words, owed, owed_by, owed_until
from bot.wording import amount, day
from models.account_fact import FactName, Presence
from models.brief import Event, Point, PointOnRecord
from models.correspondence import Direction, Message
from models.dispute import Dispute
from models.evidence import Evidence
from models.ledger import AccountLedger, Ticket
from models.obligation import Obligation
from models.packet import ContextName, FollowUpPacket, OpenItem
from models.policy import Policy
from models.receivable import Invoice, Payment

_MOST_EVENTS = 20
#: Shown of a long ticket history.
_TICKETS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The lines a brief is about, and the account they belong to."""

    packet: FollowUpPacket
    book: AccountLedger
    policy: Policy
    #: Their invoice numbers; empty = nobody said which.
    numbers: frozenset[str]
    dispute: Dispute | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Of the billing entity."""
        return ZoneInfo(self.policy.entities[self.packet.entity].timezone)

    @property
    def open_lines(self) -> tuple[OpenItem, ...]:
        """Those of the lines that have something left to pay."""
        packet = self.packet
        every = (*packet.items, *(left.item for left in packet.left_out), *packet.not_due)
        return tuple(item for item in every if item.invoice.number in self.numbers)

    @property
    def invoices(self) -> tuple[Invoice, ...]:
        """The lines as they were invoiced, open or not, the oldest first."""
        mine = [each for each in self.book.posted_invoices if each.number in self.numbers and self._is_here(each)]
        return tuple(sorted(mine, key=lambda each: (each.issued_on, each.number)))

    @property
    def earlier(self) -> Invoice | None:
        """The last invoice before them, paid or not: what they were used to pay."""
        if not self.invoices:
            return None
        first = self.invoices[0].issued_on
        before = [each for each in self.book.posted_invoices if each.issued_on < first and self._is_here(each)]
        return max(before, key=lambda each: (each.issued_on, each.number), default=None)

    def _is_here(self, invoice: Invoice) -> bool:
        return (invoice.entity, invoice.amount.currency) == (self.packet.entity, self.packet.currency)

    def names(self, message: Message) -> bool:
        """Whether a message names one of the lines."""
        return bool(invoices_named(f"{message.subject}\n{message.text}", self.invoices))

    def local(self, message: Message) -> date:
        """The business-local day of a message."""
        return message.at.astimezone(self.zone).date()


# ── point by point ────────────────────────────────────────────────────────────────────────────────


def points(about: About) -> tuple[PointOnRecord, ...]:
    """Every point, in the order people ask them, none left away."""
    return tuple(PointOnRecord(point, *_POINTS[point](about)) for point in Point)


_Found = tuple[Presence, tuple[Evidence, ...]]


def _delivery(about: About) -> _Found:
    return _if_any(reached(about), Presence.UNKNOWN)


def reached(about: About) -> tuple[Evidence, ...]:
    """That the lines reached the customer, where the ERP says when."""
    return tuple(
        Evidence(f"{each.number} reached them on {day(each.delivered_on)}", each.origin)
        for each in about.invoices
        if each.delivered_on
    )


def _tickets(about: About) -> _Found:
    since = min((each.issued_on for each in about.invoices), default=date.min)
    told = [each for each in about.book.tickets if each.is_open or each.opened_on >= since]
    told.sort(key=lambda each: (not each.is_open, -each.opened_on.toordinal(), each.id))
    known = line(about.packet, ContextName.TICKETS)
    return _if_any([Evidence(_ticket(each), each.origin) for each in told[:_TICKETS]], _or_unknown(known))


def _ticket(ticket: Ticket) -> str:
    return f"{ticket_words(ticket)}, {'open' if ticket.is_open else 'closed'}"


def _order(about: About) -> _Found:
    bare = [each for each in about.invoices if each.po_number == ""]
    named = [each for each in about.invoices if each.po_number]
    needed = ", and they refuse invoices without one" if about.packet.account.po_required else ""
    found = [Evidence(f"{each.number} carries PO {each.po_number}", each.origin) for each in named]
    found += [Evidence(f"{each.number} carries no PO number{needed}", each.origin) for each in bare]
    return _if_any(found, Presence.UNKNOWN)


def _price(about: About) -> _Found:
    found = [Evidence(_billed(each, about.open_lines), each.origin) for each in about.invoices]
    before = about.earlier
    if before is not None:
        told = f"the invoice before, {before.number} of {day(before.issued_on)}, was for {amount(before.amount)}"
        found.append(Evidence(told, before.origin))
    found += [
        Evidence(f"contract {each.id}: {each.note.strip()}", each.origin)
        for each in about.book.contracts
        if each.note.strip()
    ]
    return _if_any(found, Presence.UNKNOWN)


def _billed(invoice: Invoice, open_lines: Iterable[OpenItem]) -> str:
    left = next((item.open for item in open_lines if item.invoice.number == invoice.number), None)
    told = f"{invoice.number}: {amount(invoice.amount)} billed"
    return f"{told}, {amount(left)} open" if left is not None else f"{told}, nothing open"


def _promises(about: About) -> _Found:
    mine = [each for each in about.packet.kept_words if not about.numbers or about.numbers & set(each.invoices)]
    return _if_any([Evidence(kept_words(each), each.promise.origin) for each in mine], Presence.ABSENT)


def _owed(about: About) -> _Found:
    known = {fact.name: fact.presence for fact in about.packet.account_facts}
    absent = known.get(FactName.PROMISED_CREDITS, Presence.UNKNOWN)
    absent = Presence.UNKNOWN if absent is Presence.UNKNOWN else Presence.ABSENT
    return _if_any([evidence_of(each, about) for each in about.packet.obligations], absent)


def evidence_of(obligation: Obligation, about: About) -> Evidence:
    """What we owe, who has it and by when."""
    who = owed_by(obligation, about.policy)
    return Evidence(f"{owed(obligation)} ({who}, {owed_until(obligation, about.packet.as_of)})", obligation.origin)


_POINTS: Mapping[Point, Callable[[About], _Found]] = {
    Point.DELIVERY: _delivery,
    Point.TICKETS: _tickets,
    Point.ORDER: _order,
    Point.PRICE: _price,
    Point.PROMISES: _promises,
    Point.OWED: _owed,
}


def _if_any(found: Sequence[Evidence], otherwise: Presence) -> _Found:
    return (Presence.PRESENT, tuple(found)) if found else (otherwise, ())


def _or_unknown(known: object) -> Presence:
    return Presence.ABSENT if getattr(known, "known", False) else Presence.UNKNOWN


# ── one after the other ───────────────────────────────────────────────────────────────────────────


def events(about: About) -> tuple[Event, ...]:
    """What happened to the lines, oldest first; the newest where there is too much."""
    found = sorted(_events(about), key=lambda each: (each.on, each.what))
    return tuple(dict.fromkeys(found))[-_MOST_EVENTS:]


def _events(about: About) -> Iterator[Event]:
    for invoice in about.invoices:
        yield Event(invoice.issued_on, f"we issued {invoice.number}", invoice.origin)
        if invoice.delivered_on:
            yield Event(invoice.delivered_on, f"{invoice.number} reached them", invoice.origin)
        if invoice.due_on <= about.packet.as_of:
            yield Event(invoice.due_on, f"{invoice.number} fell due", invoice.origin)
    yield from _money(about)
    yield from _messages(about)
    yield from _our_side(about)


def _money(about: About) -> Iterator[Event]:
    for item in about.book.posted_money:
        if item.invoice_number and any(each.goes_by(item.invoice_number) for each in about.invoices):
            what = f"{amount(item.amount)} on {item.invoice_number}"
            if isinstance(item, Payment):
                yield Event(item.received_on, f"they paid {what}", item.origin)
            else:
                yield Event(item.issued_on, f"we credited {what}", item.origin)


def _messages(about: About) -> Iterator[Event]:
    for message in about.book.messages:
        if about.names(message) and message.automatic is None:
            what = "they wrote" if message.direction is Direction.INBOUND else "we wrote"
            yield Event(about.local(message), what, message.origin, message.id)


def _our_side(about: About) -> Iterator[Event]:
    since = min((each.issued_on for each in about.invoices), default=date.min)
    for ticket in about.book.tickets:
        if ticket.opened_on >= since:
            yield Event(ticket.opened_on, f"they opened ticket {ticket.id}", ticket.origin)
    for kept in about.packet.kept_words:
        if about.numbers & set(kept.invoices):
            yield Event(kept.promise.due_on, f"the day {kept.promise.said_by} promised to pay", kept.promise.origin)
