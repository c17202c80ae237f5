"""The seven facts of one account: each is there, is not there, or is not known, and says what that rests on.

A fact is called absent only when every source that could show it was read, is not out of date and has the field.
What one of them does show counts however old or incomplete the others are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from bot.stages.context import open_tickets, ticket_words
from bot.stages.gaps import breaches
from bot.stages.procurement import procurement_delays
from bot.stages.read import CHALLENGES
from bot.told import owed, owed_by, owed_until
from bot.wording import day, days
from models.account_fact import AccountFact, FactName, Presence
from models.dispute import Dispute
from models.evidence import Evidence, Origin
from models.ledger import AccountLedger, Contract, RecordKind, Severity, SourceStamp
from models.obligation import Obligation, ObligationKind
from models.packet import OpenItem
from models.policy import Policy
from models.receivable import Invoice
from models.signal import Signal

#: Paid invoices of the last twelve months below which a median says nothing of a habit.
ENOUGH_PAID = 3
_YEAR = timedelta(days=365)
#: Records behind one fact, and how many of them its words name.
_RECORDS = 12
_NAMED = 3
_ENDING = frozenset({"cancellation", "termination"})
#: Of a contact's role. "Executive" alone may be a clerk's title.
_EXECUTIVE = re.compile(
    r"\b(?:executive sponsor|c[efiot]o|chief \w+(?: \w+)? officer|managing director|founder|(?:vice )?president|"
    r"geschäftsführer(?:in)?|directeur général|director general|gerente general)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SevenFacts:
    """What the seven are found in: everything of the account, whatever the billing entity or currency."""

    book: AccountLedger
    as_of: date
    policy: Policy
    stamps: Sequence[SourceStamp]
    #: Everything open, and the numbers in dispute.
    open_items: Sequence[OpenItem]
    disputed: Collection[str]
    disputes: Sequence[Dispute]
    signals: Sequence[Signal]
    obligations: Sequence[Obligation]
    #: Invoices paid in full, each with the day.
    settled: Sequence[tuple[Invoice, date]]

    def all(self) -> tuple[AccountFact, ...]:
        """All seven, in the order of `FactName`."""
        return (
            self._open_disputes(),
            self._promised_credits(),
            self._service_escalations(),
            self._renewal_risk(),
            self._executive_relationships(),
            self._procurement_delays(),
            self._payment_history(),
        )

    def _open_disputes(self) -> AccountFact:
        marked = [item.invoice for item in self.open_items if item.invoice.number in self.disputed]
        flagged = [dispute for dispute in self.disputes if dispute.is_open]
        suspected = [signal for signal in self.signals if signal.kind in CHALLENGES]
        numbers = dict.fromkeys([*(one.number for one in marked), *_lines_of(flagged)])
        found = [Evidence(f"{invoice.number} is in dispute", invoice.origin) for invoice in marked]
        found += [_flag(dispute) for dispute in flagged]
        doubted = [Evidence(f"may be one: “{signal.quote}”", signal.origin) for signal in suspected]
        texts = [f"in dispute: {_some(list(numbers))}"] if numbers else []
        texts += [f"suspected, not confirmed: “{suspected[0].quote}”"] if suspected else []
        unmarked = any(item.invoice.disputed is None for item in self.open_items)
        silent = "the invoices have no dispute mark" if unmarked else ""
        sources = (RecordKind.INVOICES, RecordKind.MESSAGES)
        return self._fact(FactName.OPEN_DISPUTES, texts, [*found, *doubted], sources, silent)

    def _promised_credits(self) -> AccountFact:
        credits = [each for each in self.obligations if each.kind is ObligationKind.CREDIT]
        texts = [f"{owed(each)} ({owed_by(each, self.policy)}, {owed_until(each, self.as_of)})" for each in credits]
        found = [Evidence(owed(each), each.origin) for each in credits]
        return self._fact(FactName.PROMISED_CREDITS, texts, found, (RecordKind.OBLIGATIONS,))

    def _service_escalations(self) -> AccountFact:
        tickets = open_tickets(self.book)
        serious = [ticket for ticket in tickets if ticket.severity is not Severity.LOW]
        mild = len(tickets) - len(serious)
        found = [Evidence(ticket_words(ticket), ticket.origin) for ticket in serious]
        fact = self._fact(
            FactName.SERVICE_ESCALATIONS, [ticket_words(ticket) for ticket in serious], found, (RecordKind.TICKETS,)
        )
        return _with_rest(fact, f"{mild} open of low severity" if mild else "")

    def _renewal_risk(self) -> AccountFact:
        account = self.book.account
        found = [risk for contract in self.book.contracts for risk in self._risks_of(contract)]
        found += [
            Evidence(f"cancellation: {ticket_words(ticket)}", ticket.origin)
            for ticket in open_tickets(self.book)
            if ticket.kind.strip().casefold() in _ENDING
        ]
        if account.renewal_risk in ("medium", "high"):
            found.append(Evidence(f"the CRM calls the risk {account.renewal_risk}", account.origin))
        silent = next((text for each in self.book.contracts if (text := self._unsaid(each))), "")
        texts = [evidence.fact for evidence in found]
        return self._fact(FactName.RENEWAL_RISK, texts, found, (RecordKind.CONTRACTS,), silent)

    def _risks_of(self, contract: Contract) -> Iterator[Evidence]:
        if contract.notice_on is not None:
            yield Evidence(f"{contract.id}: notice given on {day(contract.notice_on)}", contract.origin)
        ahead = (contract.renewal_on - self.as_of).days if contract.renewal_on else None
        if contract.renewal_on and ahead is not None and 0 <= ahead <= self.policy.renewal_days:
            yield Evidence(f"{contract.id} renews in {days(ahead)}, on {day(contract.renewal_on)}", contract.origin)

    def _unsaid(self, contract: Contract) -> str:
        if contract.renewal_on is None:
            return f"contract {contract.id} names no renewal day"
        later = any(each.renewal_on and each.renewal_on >= self.as_of for each in self.book.contracts)
        past = contract.renewal_on < self.as_of and not later
        return f"the renewal day of contract {contract.id} has passed, and no later one is on file" if past else ""

    def _executive_relationships(self) -> AccountFact:
        account = self.book.account
        sponsor = account.executive_sponsor
        found = [Evidence(f"sponsor: {sponsor}", account.origin)] if sponsor else []
        found += [
            Evidence(f"{contact.name} ({contact.role})", contact.origin)
            for contact in self.book.contacts
            if _EXECUTIVE.search(contact.role)
        ]
        texts = [evidence.fact for evidence in found]
        silent = "the accounts have no executive sponsor" if sponsor is None else ""
        sources = (RecordKind.ACCOUNTS, RecordKind.CONTACTS)
        return self._fact(FactName.EXECUTIVE_RELATIONSHIPS, texts, found, sources, silent)

    def _procurement_delays(self) -> AccountFact:
        found = procurement_delays(self.book, self.open_items, self.signals)
        texts = [evidence.fact for evidence in found]
        silent = "the accounts do not say whether a PO is needed" if self.book.account.po_required is None else ""
        sources = (RecordKind.ACCOUNTS, RecordKind.INVOICES, RecordKind.MESSAGES)
        return self._fact(FactName.PROCUREMENT_DELAYS, texts, found, sources, silent)

    def _payment_history(self) -> AccountFact:
        name = FactName.PAYMENT_HISTORY
        paid = [(invoice, on) for invoice, on in self.settled if self.as_of - _YEAR < on <= self.as_of]
        by_erp = bool(paid) and all(invoice.settled_on for invoice, _ in paid)
        trouble = self._trouble(RecordKind.INVOICES if by_erp else RecordKind.PAYMENTS)
        late = [(on - invoice.due_on).days for invoice, on in paid]
        if trouble:
            return AccountFact(name=name, presence=Presence.UNKNOWN, text=trouble)
        if len(paid) < ENOUGH_PAID:
            told = f"{len(paid)} paid in twelve months, fewer than {ENOUGH_PAID}"
            return AccountFact(name=name, presence=Presence.UNKNOWN, text=told)
        share = round(100 * sum(each <= 0 for each in late) / len(late))
        text = f"median {_lateness(median(late))}, {share} % on time ({len(paid)} paid in twelve months)"
        newest = sorted(paid, key=lambda each: each[1], reverse=True)[:_RECORDS]
        found = tuple(Evidence(f"{invoice.number} paid on {day(on)}", invoice.origin) for invoice, on in newest)
        return AccountFact(name=name, presence=Presence.PRESENT, text=text, evidence=found)

    def _fact(
        self,
        name: FactName,
        texts: Sequence[str],
        found: Sequence[Evidence],
        sources: Sequence[RecordKind],
        silent: str = "",
    ) -> AccountFact:
        """Present with *texts*; else unknown where a source is missing, old or *silent*; else absent."""
        if found:
            evidence = tuple(found[:_RECORDS])
            return AccountFact(name=name, presence=Presence.PRESENT, text=_some(texts), evidence=evidence)
        why = next((trouble for kind in sources if (trouble := self._trouble(kind))), silent)
        if why:
            return AccountFact(name=name, presence=Presence.UNKNOWN, text=why)
        return AccountFact(name=name, presence=Presence.ABSENT, looked_at=self._looked_at(sources))

    def _trouble(self, kind: RecordKind) -> str:
        word = kind.replace("_", " ")
        if all(stamp.kind is not kind for stamp in self.stamps):
            return f"no {word} source"
        late = (str(each) for each in breaches(self.stamps, self.policy, self.as_of) if each.kind is kind)
        return next((f"{word} out of date: {told}" for told in late), "")

    def _looked_at(self, kinds: Sequence[RecordKind]) -> str:
        by_day: dict[date, list[str]] = {}
        for stamp in self.stamps:
            if stamp.kind in kinds:
                by_day.setdefault(stamp.as_of, []).append(stamp.name)
        return "; ".join(f"{', '.join(names)} of {day(on)}" for on, names in sorted(by_day.items()))


def _with_rest(fact: AccountFact, rest: str) -> AccountFact:
    """What there is besides, which makes nothing present."""
    if not rest or fact.presence is Presence.UNKNOWN:
        return fact
    return replace(fact, text=f"{fact.text}; {rest}" if fact.text else rest)


def _lines_of(disputes: Iterable[Dispute]) -> Iterator[str]:
    return (line.invoice_number for dispute in disputes for line in dispute.lines)


def _flag(dispute: Dispute) -> Evidence:
    on = dispute.flagged_at.date()
    return Evidence(f"flagged by {dispute.flagged_by_name} on {day(on)}", Origin("desk", dispute.id, on))


def _lateness(middle: float) -> str:
    whole = round(middle)
    if whole == 0:
        return "on the due date"
    return f"{days(whole)} past due" if whole > 0 else f"{days(-whole)} before the due date"


def _some(texts: Sequence[str]) -> str:
    more = len(texts) - _NAMED
    return "; ".join([*texts[:_NAMED], *([f"and {more} more"] if more > 0 else [])])
