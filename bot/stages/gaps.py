"""What a decision wants to know and no source says; rules and gates ask for these by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

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
    Unknown.DOMAIN: "The contact's address cannot be compared with the customer's own.",
}

#: Without these nothing may be approved; what each is for, in the words of the card.
REQUIRED_SOURCES: Mapping[RecordKind, str] = {
    RecordKind.ACCOUNTS: "Who they are, who owns the account and what was agreed is not known.",
    RecordKind.PAYMENTS: "They may have paid already.",
    RecordKind.CONTACTS: "Whom we may write to is not known.",
    RecordKind.MESSAGES: "They may have challenged the invoice or promised a day already.",
}
#: Without these a reviewer in finance looks first.
WANTED_SOURCES: Mapping[RecordKind, str] = {
    RecordKind.TICKETS: "We may owe them something.",
    RecordKind.CONTRACTS: "Terms, special agreements and a renewal may be hidden there.",
    RecordKind.PROMISES: "They may have promised a day.",
}
#: A required source older than this many working days may hide a payment or a complaint.
STALE_AFTER_WORKING_DAYS = 2


def missing(kind: RecordKind) -> str:
    """The `what` of the gap left by a source that is not connected."""
    return f"{kind.replace('_', ' ')}: no such source"


def stale(kind: RecordKind) -> str:
    """The `what` of the gap left by a source that has not been refreshed."""
    return f"{kind.replace('_', ' ')}: out of date"


def has_gap(packet: FollowUpPacket, what: str) -> bool:
    """Whether *what* is among the things not known."""
    return any(gap.what == what for gap in packet.gaps)


def source_gaps(packet: FollowUpPacket, kinds: Iterable[RecordKind]) -> tuple[Gap, ...]:
    """The gaps left by sources of these kinds, missing or out of date."""
    names = {name(kind) for kind in kinds for name in (missing, stale)}
    return tuple(gap for gap in packet.gaps if gap.what in names)


def gaps_of_sources(stamps: Sequence[SourceStamp], as_of: date, holidays: Collection[date] = ()) -> Iterator[Gap]:
    """Sources that are not connected, and required ones that have not been refreshed."""
    by_kind = {stamp.kind: stamp for stamp in stamps}
    for kind, why in {**REQUIRED_SOURCES, **WANTED_SOURCES}.items():
        stamp = by_kind.get(kind)
        if stamp is None:
            yield Gap(missing(kind), why)
        elif kind in REQUIRED_SOURCES and add_working_days(stamp.as_of, STALE_AFTER_WORKING_DAYS, holidays) < as_of:
            yield Gap(stale(kind), f"It is true for {stamp.as_of:%d %b}. {why}")


def gaps_of_account(book: AccountLedger, policy: Policy, *, has_recipient: bool) -> Iterator[Gap]:
    """Facts about this customer that no source says."""
    account = book.account
    unknown = {
        Unknown.TERMS: not terms(book),
        Unknown.TIER: account.tier is None,
        Unknown.OWNER: account.owner_id not in policy.members,
        Unknown.CONTACT: not has_recipient,
        Unknown.DEBTOR_KIND: account.debtor_kind is None,
        Unknown.RENEWAL: any(contract.renewal_on is None for contract in book.contracts),
        Unknown.PO_REQUIRED: account.po_required is None,
        Unknown.DOMAIN: account.domain is None and has_recipient,
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
