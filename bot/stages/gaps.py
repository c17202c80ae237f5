"""What a decision wants to know and no source says; rules and gates ask for these by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.stages.recipients import own_domains
from bot.wording import amount, day
from models.calendar import add_working_days
from models.correspondence import Message
from models.evidence import Gap
from models.ledger import AccountLedger, RecordKind, SourceStamp
from models.packet import FollowUpPacket
from models.policy import Policy
from models.receivable import Posting


class Unknown(StrEnum):
    """The `what` of each gap that a rule or gate asks for."""

    TERMS = "payment terms"
    TIER = "tier"
    OWNER = "account owner"
    CONTACT = "verified contact"
    DEBTOR_KIND = "company or natural person"
    RENEWAL = "renewal day"
    PO_REQUIRED = "whether they need a PO number"
    DOMAIN = "mail domain of the customer"


_WHY: Mapping[Unknown, str] = {
    Unknown.TERMS: "Neither the CRM nor a contract says when this customer agreed to pay.",
    Unknown.TIER: "An account of unknown tier is treated as a strategic one.",
    Unknown.OWNER: "Nobody who works here is named as its owner, so the fallback owner has it.",
    Unknown.CONTACT: "There is nobody we may write to.",
    Unknown.DEBTOR_KIND: "A natural person is protected by other rules than a company.",
    Unknown.RENEWAL: "A contract is on file without the day it renews.",
    Unknown.PO_REQUIRED: "Some customers do not pay an invoice without one.",
    Unknown.DOMAIN: "Nothing shows that the contact's address is the customer's.",
}

#: What may be hidden where no source of a kind is connected, or one is late.
_HIDDEN: Mapping[RecordKind, str] = {
    RecordKind.ACCOUNTS: "Who they are, who owns the account and what was agreed is not known.",
    RecordKind.INVOICES: "What is open may have changed.",
    RecordKind.PAYMENTS: "They may have paid already.",
    RecordKind.CREDIT_NOTES: "They may have been given a credit.",
    RecordKind.CONTACTS: "Whom we may write to is not known.",
    RecordKind.MESSAGES: "They may have challenged the invoice or promised a day already.",
    RecordKind.TICKETS: "We may owe them something.",
    RecordKind.CONTRACTS: "Terms, special agreements and a renewal may be hidden there.",
    RecordKind.PROMISES: "They may have promised a day.",
    RecordKind.OBLIGATIONS: "We may have promised them something.",
}
#: Kinds whose absence a reviewer in finance judges, where the policy does not require them.
_WANTED = frozenset({RecordKind.TICKETS, RecordKind.CONTRACTS, RecordKind.PROMISES})


@dataclass(frozen=True, slots=True)
class Breach:
    """A connected source that is further behind than the policy allows."""

    source: str
    kind: RecordKind
    #: Day its facts are true for; None = a payments source that has brought no payment yet.
    as_of: date | None
    #: Working days it may be behind.
    budget: int

    def __str__(self) -> str:
        found = f"is true for {day(self.as_of)}" if self.as_of else "has brought no payment yet"
        return f"{self.source} {found}, {self.budget} working {'day' if self.budget == 1 else 'days'} behind is allowed"


def missing(kind: RecordKind) -> str:
    """The `what` of the gap left by a source that is not connected."""
    return f"{_called(kind)}: no such source"


def stale(kind: RecordKind) -> str:
    """The `what` of the gap left by a source that is late."""
    return f"{_called(kind)}: out of date"


def _called(kind: RecordKind) -> str:
    return kind.replace("_", " ")


def has_gap(packet: FollowUpPacket, what: str) -> bool:
    """Whether *what* is among the things not known."""
    return any(gap.what == what for gap in packet.gaps)


def source_gaps(packet: FollowUpPacket) -> tuple[Gap, ...]:
    """The gaps left by sources, missing or out of date; what was signed off is none of them."""
    names = {name(kind) for kind in RecordKind for name in (missing, stale)}
    return tuple(gap for gap in packet.gaps if gap.what in names)


def breaches(stamps: Sequence[SourceStamp], policy: Policy, as_of: date) -> tuple[Breach, ...]:
    """Every connected source past its budget on *as_of*, a business-local day; the stalest first."""
    found = (Breach(stamp.name, stamp.kind, true_for(stamp, policy), policy.budget(stamp.name)) for stamp in stamps)
    late = [one for one in found if one.as_of is None or _last_day(one.as_of, one.budget, policy) < as_of]
    return tuple(sorted(late, key=lambda one: (one.as_of or date.min, one.source)))


def true_for(stamp: SourceStamp, policy: Policy) -> date | None:
    """The day that the facts of a source count for; None = a measured payments source without a payment."""
    is_measured = stamp.kind is RecordKind.PAYMENTS and stamp.name in policy.freshness
    return stamp.newest_payment if is_measured else stamp.as_of


def _last_day(true_for: date, budget: int, policy: Policy) -> date:
    return add_working_days(true_for, budget, policy.holidays)


def gaps_of_sources(stamps: Sequence[SourceStamp], policy: Policy, as_of: date) -> Iterator[Gap]:
    """Kinds that no source delivers, signed off or not, and sources that are late."""
    connected = {stamp.kind for stamp in stamps}
    for kind in (kind for kind in RecordKind if kind not in connected):
        signed = policy.not_connected.get(kind)
        if signed is not None:
            word = f"{signed.by.name} signed that off on {day(signed.on)}: {signed.because}"
            yield Gap(f"{_called(kind)}: not connected", f"{_HIDDEN[kind]} {word}")
        elif kind in policy.required | _WANTED:
            yield Gap(missing(kind), _HIDDEN[kind], blocks=kind in policy.required)
    for late in breaches(stamps, policy, as_of):
        yield Gap(stale(late.kind), f"{late}. {_HIDDEN[late.kind]}", blocks=late.kind in policy.required)


def cash_through(stamps: Sequence[SourceStamp]) -> date | None:
    """The day up to which money is in the books: of several sources the one furthest behind.

    None = no payments source, or one of them has no payment.
    """
    newest = [stamp.newest_payment for stamp in stamps if stamp.kind is RecordKind.PAYMENTS]
    known = [each for each in newest if each is not None]
    return min(known) if known and len(known) == len(newest) else None


def gaps_of_account(book: AccountLedger, *, has_recipient: bool, has_owner: bool) -> Iterator[Gap]:
    """Facts about this customer that no source says."""
    account = book.account
    unknown = {
        Unknown.TERMS: not terms(book),
        Unknown.TIER: account.tier is None,
        Unknown.OWNER: not has_owner,
        Unknown.CONTACT: not has_recipient,
        Unknown.DEBTOR_KIND: account.debtor_kind is None,
        Unknown.RENEWAL: any(contract.renewal_on is None for contract in book.contracts),
        Unknown.PO_REQUIRED: account.po_required is None,
        Unknown.DOMAIN: not own_domains(account) and has_recipient,
    }
    return (Gap(what, _WHY[what]) for what, is_unknown in unknown.items() if is_unknown)


def gaps_of_money(book: AccountLedger, entity: str, currency: str) -> Iterator[Gap]:
    """Money that is on its way and not in the books yet."""
    for item in book.money:
        on_its_way = item.status in (Posting.PENDING, Posting.DRAFT)
        if on_its_way and (item.entity, item.amount.currency) == (entity, currency):
            what = f"{item.id} of {amount(item.amount)}"
            yield Gap(what, f"It is {item.status} in the books, so it lowers nothing yet.")


def unknown_senders(waiting: Iterable[Message]) -> Iterator[Gap]:
    """Who wrote the mails that are here only for the invoice they name."""
    for message in waiting:
        if message.sender_unknown:
            what = f"who {message.sender} is, who wrote on {day(message.at.date())}"
            yield Gap(what, "The address is nobody's on record; the mail is here because it names an invoice.")


def terms(book: AccountLedger) -> tuple[int, ...]:
    """Every agreed number of days that any source states, the CRM's first."""
    stated = (book.account.terms_days, *(contract.terms_days for contract in book.contracts))
    return tuple(dict.fromkeys(days for days in stated if days is not None))
