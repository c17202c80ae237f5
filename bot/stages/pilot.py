"""Is this account in the pilot? Every test is asked, and an account that fails one is told by name which.

What a test needs and nobody knows fails it. A test that the policy does not name is not asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from bot.stages.account_owner import ownership
from bot.stages.age import open_items
from bot.stages.context import settled
from bot.stages.gaps import terms
from bot.stages.seven_facts import ENOUGH_PAID
from bot.wording import amount, day, days
from models.dispute import Dispute
from models.evidence import Evidence, Origin
from models.ledger import Absence, AccountLedger, RecordKind, SourceStamp
from models.lifecycle import DisputeState
from models.money import Money
from models.packet import OpenItem
from models.people import NO_ROSTER, Roster
from models.pilot import Exclusion, Largest, Pilot, PilotTest
from models.policy import Policy
from models.rates import Rates, Worth
from models.receivable import Invoice

_YEAR = timedelta(days=365)
#: States of what was no dispute after all, or is not one yet.
_NONE = frozenset({DisputeState.SUSPECTED, DisputeState.REJECTED, DisputeState.WITHDRAWN})
#: Records behind one exclusion, at the most.
RECORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One account on one day, and what it is judged by."""

    book: AccountLedger
    #: The billing entities it is asked for; one that the pilot names is enough.
    entities: frozenset[str]
    as_of: date
    policy: Policy
    disputes: Sequence[Dispute]
    roster: Roster = NO_ROSTER
    #: None = no morning has ranked the accounts yet.
    largest: Largest | None = None

    @property
    def open_items(self) -> tuple[OpenItem, ...]:
        """What is open beyond the tolerance, whatever the entity or currency."""
        return tuple(item for item in open_items(self.book, self.as_of) if not self.policy.settled(item.open))

    def is_of_the_year(self, on: date) -> bool:
        """Whether *on* is one of the 365 days that end today."""
        return self.as_of - _YEAR < on <= self.as_of


def verdict(candidate: Candidate) -> tuple[Exclusion, ...]:
    """Why the account is outside the pilot; empty = it is in, or the policy names none."""
    pilot = candidate.policy.pilot
    if pilot is None:
        return ()
    return tuple(found for test in TESTS if (found := test(candidate, pilot)) is not None)


# ── what the books say of one account ─────────────────────────────────────────────────────────────


def of_the_entity(it: Candidate, pilot: Pilot) -> Exclusion | None:
    """One of the pilot's billing entities bills it."""
    if pilot.entities is None or it.entities & pilot.entities:
        return None
    names = [known.name if (known := it.policy.entities.get(each)) else each for each in sorted(it.entities)]
    why = f"billed by {', '.join(names)}" if names else "nobody bills it"
    return _computed(PilotTest.ENTITY, why, it.book.posted_invoices)


def of_the_tier(it: Candidate, pilot: Pilot) -> Exclusion | None:
    """Its tier is one of the pilot's."""
    tier = it.book.account.tier
    if pilot.tiers is None or (tier or "").strip().casefold() in pilot.tiers:
        return None
    return _excluded(it, PilotTest.TIER, f"tier is {tier}" if tier else "tier unknown")


def on_the_terms(it: Candidate, pilot: Pilot) -> Exclusion | None:
    """Every source that states its terms states some of the pilot's."""
    stated = terms(it.book)
    if pilot.terms_days is None or (stated and pilot.terms_days.issuperset(stated)):
        return None
    if not stated:
        return _excluded(it, PilotTest.TERMS, "terms unknown")
    origins = [(it.book.account.terms_days, it.book.account.origin)]
    origins += [(contract.terms_days, contract.origin) for contract in it.book.contracts]
    found = tuple(Evidence(f"terms: {days(agreed)}", origin) for agreed, origin in origins if agreed is not None)
    told = " or ".join([*map(str, stated[:-1]), days(stated[-1])])
    return Exclusion(PilotTest.TERMS, f"terms are {told}", found[:RECORDS])


def owned(it: Candidate, pilot: Pilot) -> Exclusion | None:
    """The owner on record is one of ours and still here."""
    owner = ownership(it.book.account, it.policy, it.roster)
    if not pilot.require_owner or owner.why is None:
        return None
    why = f"account owner {owner.why}"
    return Exclusion(PilotTest.OWNER, why, tuple(Evidence(why, origin) for origin in owner.origins))


def rarely_disputed(it: Candidate, pilot: Pilot) -> Exclusion | None:
    """It had no more disputes in a year than the pilot allows."""
    allowed = pilot.max_disputes_a_year
    if allowed is None:
        return None
    found = [*_flagged(it), *_marked(it)]
    if len(found) > allowed:
        count = f"{len(found)} {'dispute' if len(found) == 1 else 'disputes'} in twelve months"
        return Exclusion(PilotTest.DISPUTES, count, tuple(found[:RECORDS]))
    unmarked = [invoice for invoice in _recent(it) if invoice.disputed is None]
    if unmarked:
        return _computed(PilotTest.DISPUTES, "disputes unknown: the invoices have no dispute mark", unmarked)
    return None


def _flagged(it: Candidate) -> Iterator[Evidence]:
    for dispute in it.disputes:
        on = dispute.flagged_at.date()
        if dispute.state not in _NONE and it.is_of_the_year(on):
            yield Evidence(f"flagged by {dispute.flagged_by_name} on {day(on)}", Origin("desk", dispute.id, on))


def _marked(it: Candidate) -> Iterator[Evidence]:
    for invoice in _recent(it):
        if invoice.disputed and not _is_flagged(invoice, it.disputes):
            yield Evidence(f"{invoice.number} is marked as disputed in the ERP", invoice.origin)


def _recent(it: Candidate) -> list[Invoice]:
    """What was issued in the year or is still open: a mark of the ERP has no day of its own."""
    still_open = {item.invoice.number for item in it.open_items}
    every = it.book.posted_invoices
    return [each for each in every if each.number in still_open or it.is_of_the_year(each.issued_on)]


def _is_flagged(invoice: Invoice, disputes: Iterable[Dispute]) -> bool:
    mine = (each for each in disputes if each.entity == invoice.entity)
    return any(invoice.goes_by(line.invoice_number) for each in mine for line in each.lines)


def not_chronic(it: Candidate, pilot: Pilot) -> Exclusion | None:
    """Neither the median of what it paid in a year nor its oldest open invoice is later than the pilot allows."""
    allowed = pilot.exclude_chronic
    if allowed is None:
        return None
    oldest = max(it.open_items, key=lambda item: item.days_past_due, default=None)
    if oldest is not None and oldest.days_past_due > allowed:
        told = f"{oldest.invoice.number} is {days(oldest.days_past_due)} past due"
        return Exclusion(PilotTest.CHRONIC, told, (Evidence(told, oldest.invoice.origin),))
    paid = [(invoice, on) for invoice, on in settled(it.book) if it.is_of_the_year(on)]
    if len(paid) < ENOUGH_PAID:
        told = f"payment habit unknown: {len(paid)} paid in twelve months, fewer than {ENOUGH_PAID}"
        return _computed(PilotTest.CHRONIC, told, [invoice for invoice, _ in paid])
    middle = median((on - invoice.due_on).days for invoice, on in paid)
    if middle <= allowed:
        return None
    found = tuple(Evidence(f"{invoice.number} paid on {day(on)}", invoice.origin) for invoice, on in paid[-RECORDS:])
    told = f"{middle:g} days" if middle % 1 else days(int(middle))
    return Exclusion(PilotTest.CHRONIC, f"pays {told} past due in the median", found)


# ── what the whole company says ───────────────────────────────────────────────────────────────────


def not_among_the_largest(it: Candidate, pilot: Pilot) -> Exclusion | None:
    """It is not one of those billed most."""
    if pilot.exclude_top is None:
        return None
    known = it.largest
    if known is None or known.count != pilot.exclude_top:
        told = f"the {pilot.exclude_top} largest accounts are not known until a morning is prepared"
        return Exclusion(PilotTest.LARGEST, told)
    if known.unknown:
        return Exclusion(PilotTest.LARGEST, known.unknown)
    why = known.accounts.get(it.book.account.id)
    billed = [each for each in it.book.posted_invoices if known.on - _YEAR < each.issued_on <= known.on]
    return _computed(PilotTest.LARGEST, why, billed) if why else None


def largest(
    invoices: Iterable[Invoice], stamps: Iterable[SourceStamp], *, count: int, rates: Rates, as_of: date
) -> Largest:
    """The *count* accounts billed most in the 365 days that end on *as_of*, at the rates of that day.

    Those billed as much as the last of them, and those billed in a currency without a rate, are among them.
    """
    partial = [stamp.name for stamp in stamps if _lists_only_open(stamp)]
    if partial:
        unknown = f"the {count} largest accounts are not known: {', '.join(partial)} lists only what is open"
        return Largest(on=as_of, count=count, accounts={}, unknown=unknown)
    billed = _billed(invoices, as_of)
    rates = _comparing(rates, billed.values())
    worth = {account: rates.total(sums, as_of) for account, sums in billed.items()}
    known = {account: each for account, each in worth.items() if each is not None and not each.without}
    least = min(sorted((each.money.minor for each in known.values()), reverse=True)[:count], default=0)
    told = {account: _unranked(count, sums) for account, sums in billed.items() if account not in known}
    told |= {account: _ranked(count, each) for account, each in known.items() if each.money.minor >= max(least, 1)}
    return Largest(on=as_of, count=count, accounts=told)


def _lists_only_open(stamp: SourceStamp) -> bool:
    return stamp.kind is RecordKind.INVOICES and stamp.absence is Absence.OPEN_ITEMS


def _billed(invoices: Iterable[Invoice], as_of: date) -> dict[str, tuple[Money, ...]]:
    """Account id → what was billed in the year, one amount for each currency."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for invoice in invoices:
        if invoice.counts and as_of - _YEAR < invoice.issued_on <= as_of:
            sums[invoice.account_id][invoice.amount.currency] += invoice.amount.minor
    return {
        account: tuple(Money(minor, currency) for currency, minor in sorted(by_currency.items()))
        for account, by_currency in sums.items()
    }


def _comparing(rates: Rates, billed: Iterable[Sequence[Money]]) -> Rates:
    """*rates*; where none are kept and everything is in one currency, that one."""
    currencies = {money.currency for sums in billed for money in sums}
    return Rates(base=currencies.pop()) if rates.base is None and len(currencies) == 1 else rates


def _unranked(count: int, sums: Sequence[Money]) -> str:
    currencies = ", ".join(money.currency for money in sums)
    return f"counts among the {count} largest: billed in {currencies}, and a rate is missing"


def _ranked(count: int, worth: Worth) -> str:
    rated = f" at the rates of {day(worth.rate_on)}" if worth.rate_on else ""
    return f"among the {count} largest: {amount(worth.money)} billed in twelve months{rated}"


def _computed(test: PilotTest, why: str, invoices: Sequence[Invoice]) -> Exclusion:
    """An exclusion that rests on invoices, and not on what the CRM says of the account."""
    return Exclusion(test, why, tuple(Evidence(why, each.origin) for each in invoices[:RECORDS]))


def _excluded(it: Candidate, test: PilotTest, why: str) -> Exclusion:
    return Exclusion(test, why, (Evidence(why, it.book.account.origin),))


#: In the order in which they are told.
TESTS: tuple[Callable[[Candidate, Pilot], Exclusion | None], ...] = (
    of_the_entity,
    of_the_tier,
    on_the_terms,
    owned,
    rarely_disputed,
    not_among_the_largest,
    not_chronic,
)
