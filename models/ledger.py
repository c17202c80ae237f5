"""The records a company already keeps, as read from its sources on one day.

Everywhere: `None` means *not known*. An empty string or tuple means *known to be empty*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from models.correspondence import Contact, Mail, Message
from models.evidence import Origin
from models.money import Money
from models.obligation import Obligation
from models.receivable import CreditNote, Invoice, Payment


class RecordKind(StrEnum):
    """The kinds of source the importer knows; one table in sources.toml declares one of them."""

    ACCOUNTS = "accounts"
    INVOICES = "invoices"
    PAYMENTS = "payments"
    CREDIT_NOTES = "credit_notes"
    CONTACTS = "contacts"
    MESSAGES = "messages"
    TICKETS = "tickets"
    CONTRACTS = "contracts"
    PROMISES = "promises"
    OBLIGATIONS = "obligations"


class Absence(StrEnum):
    """What it means that a source no longer has a record."""

    #: The source lists what is open: an invoice that is not there is off the list, and nobody knows why.
    OPEN_ITEMS = "open_items"
    #: The source lists everything: what is not there is gone.
    FULL = "full"
    #: The source lists what changed: what is not there is as it was.
    CHANGES = "changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A customer as the CRM knows it."""

    id: str
    origin: Origin
    name: str | None = None
    #: Slack user id of the account owner.
    owner_id: str | None = None
    #: Policy says which tiers are strategic; an unknown tier counts as strategic.
    tier: str | None = None
    #: "company" or "person"; a natural person goes to legal.
    debtor_kind: Literal["company", "person"] | None = None
    #: BCP 47 language tag of the customer ("en", "de").
    language: str | None = None
    #: ISO 3166 code of two letters, and IANA time zone: when their working day is.
    country: str | None = None
    timezone: str | None = None
    #: Mail domain that contacts of this customer use.
    domain: str | None = None
    #: More of them, where the source has a list; None = it has none.
    domains: tuple[str, ...] | None = None
    #: Days between issue and due date that were agreed, by the CRM.
    terms_days: int | None = None
    #: Whether the customer refuses invoices without a purchase-order number.
    po_required: bool | None = None
    customer_since: date | None = None
    #: Who of our leadership keeps the relationship; "" = the CRM names nobody; None = it has no such field.
    executive_sponsor: str | None = None
    #: How likely they are to leave, by the CRM.
    renewal_risk: Literal["low", "medium", "high"] | None = None
    #: Whether the CRM forbids writing to them; None = it does not say, and nothing is stopped.
    do_not_contact: bool | None = None
    #: Whether legal has stopped everything about them, by the CRM; None = it does not say, and nothing is stopped.
    legal_hold: bool | None = None

    @property
    def mail_domains(self) -> tuple[str, ...]:
        """Every mail domain on record, as the source writes it; empty = not known."""
        return (*filter(None, (self.domain,)), *(self.domains or ()))


class Severity(StrEnum):
    """How bad a ticket is, mildest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """Something the customer asked our support or delivery people for."""

    id: str
    account_id: str
    subject: str
    is_open: bool
    opened_on: date
    origin: Origin
    #: None = unknown, which counts as serious.
    severity: Severity | None = None
    #: "support", "delivery", "document", "fix" …; these last three mean that we owe them something.
    kind: str = "support"
    #: Day by which it was promised to be done.
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What was agreed, as the contracts folder has it."""

    id: str
    account_id: str
    origin: Origin
    terms_days: int | None = None
    #: Day the contract renews or ends.
    renewal_on: date | None = None
    note: str = ""
    #: Day they gave notice to end it; None = no notice on record, or the source has no such field.
    notice_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The customer's word to pay."""

    id: str
    account_id: str
    #: The day as stated; a promise without a day is not recorded as one.
    due_on: date
    said_by: str
    origin: Origin
    #: None = they named no amount: all of the named invoices.
    amount: Money | None = None
    #: Empty = everything open on the account when it was given.
    invoice_numbers: tuple[str, ...] = ()
    quote: str = ""


Record = Account | Invoice | Payment | CreditNote | Contact | Message | Ticket | Contract | Promise | Obligation


@dataclass(frozen=True, slots=True)
class SourceStamp:
    """What one source delivered."""

    name: str
    kind: RecordKind
    #: Day its facts are true for.
    as_of: date
    #: Instant the bot read it, aware.
    read_at: datetime
    rows: int
    rejected: int
    #: Ids that had been numbers on their way and were written out again, as sources.toml allows.
    repaired: int = 0
    absence: Absence = Absence.FULL
    #: What its invoices, payments or credit notes are about, one amount per currency; empty for other kinds.
    volume: tuple[Money, ...] = ()
    #: Day of the newest posted payment in it, up to *as_of*; None = it has none, or delivers no payments.
    newest_payment: date | None = None


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that could not be read without guessing; the others went on."""

    source: str
    #: File and line: "invoices.csv:14".
    row: str
    column: str
    value: str
    reason: str
    next_step: str
    #: The number or id of its record, where that much of it could be read; "" = not even that.
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source, read whole."""

    stamp: SourceStamp
    #: Each of one account, but for mails, whose account is not known yet.
    records: tuple[Record | Mail, ...]
    rejected: tuple[RejectedRow, ...] = ()


class Dissent(StrEnum):
    """What two sources disagree about."""

    #: A field of the account itself, such as its owner.
    ACCOUNT = "account"
    #: The account is in no list of accounts.
    UNLISTED = "unlisted"
    NAME = "name"
    #: The agreed days: the CRM's and a contract's.
    TERMS = "terms"
    DUE_DATE = "due date"
    #: Whose invoice it is, or what it says.
    INVOICE = "invoice"
    CURRENCY = "currency"
    #: A payment or credit note that names what it cannot be for.
    ALLOCATION = "allocation"
    #: Money that may be another customer's.
    WHOSE_MONEY = "whose money"
    #: Whom we would write to, and who writes to us.
    CORRESPONDENT = "correspondent"
    #: Whether an address reaches anybody: it is bounced or left, and it wrote to us since.
    CONTACT = "contact"
    PAYER = "payer"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources, or two rows, that cannot both be right."""

    account_id: str
    what: str
    #: Each value with its origin; at least two.
    values: tuple[tuple[str, Origin], ...]
    about: Dissent = Dissent.ACCOUNT
    #: The invoices it makes doubtful; empty = it speaks of the account.
    invoices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLedger:
    """Everything one snapshot holds about one account."""

    account: Account
    invoices: tuple[Invoice, ...] = ()
    payments: tuple[Payment, ...] = ()
    credit_notes: tuple[CreditNote, ...] = ()
    contacts: tuple[Contact, ...] = ()
    messages: tuple[Message, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    contracts: tuple[Contract, ...] = ()
    promises: tuple[Promise, ...] = ()
    #: What a source lists; what tickets and credit notes say besides is in stages.obligations.
    obligations: tuple[Obligation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def posted_invoices(self) -> tuple[Invoice, ...]:
        """The invoices that count."""
        return tuple([invoice for invoice in self.invoices if invoice.status is None or invoice.counts])

    @property
    def money(self) -> tuple[Payment | CreditNote, ...]:
        """Every payment and credit note, whether it counts or not."""
        return (*self.payments, *self.credit_notes)

    @property
    def posted_money(self) -> tuple[Payment | CreditNote, ...]:
        """The payments and credit notes that count."""
        return tuple([item for item in self.money if item.status is None or item.counts])


@dataclass(frozen=True, slots=True)
class Ledger:
    """One snapshot of all sources: what the company's books say on *as_of*."""

    as_of: date
    stamps: tuple[SourceStamp, ...]
    accounts: Mapping[str, AccountLedger]
    rejected: tuple[RejectedRow, ...] = ()
    contradictions: tuple[Contradiction, ...] = field(default=())

    def stamp(self, kind: RecordKind) -> SourceStamp | None:
        """The stamp of the source of this kind; None = no such source is connected."""
        return next((stamp for stamp in self.stamps if stamp.kind is kind), None)
