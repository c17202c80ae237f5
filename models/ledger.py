"""The records a company already keeps, as read from its sources on one day.

Everywhere: `None` means *not known*. An empty string or tuple means *known to be empty*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from models.evidence import Evidence, Origin
from models.money import Money


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


class Absence(StrEnum):
    """What it means that a source no longer has a record."""

    #: The source lists what is open: an invoice that is not there is off the list, and nobody knows why.
    OPEN_ITEMS = "open_items"
    #: The source lists everything: what is not there is gone.
    FULL = "full"
    #: The source lists what changed: what is not there is as it was.
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Gone:
    """An invoice that a source had and none has now: never asked for, never called paid."""

    #: The day of the first import without it.
    since: date
    #: Its row is still there and could not be read.
    is_unread: bool = False


class Posting(StrEnum):
    """How far a document has come in the books; only what is posted counts."""

    POSTED = "posted"
    DRAFT = "draft"
    PENDING = "pending"
    VOID = "void"
    CANCELLED = "cancelled"
    REVERSED = "reversed"


def _counts(status: Posting | None) -> bool:
    # A value declared in sources.toml is the bare word until the store has read it back.
    return status is None or status == Posting.POSTED


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
    #: Mail domain that contacts of this customer use.
    domain: str | None = None
    #: Days between issue and due date that were agreed, by the CRM.
    terms_days: int | None = None
    #: Whether the customer refuses invoices without a purchase-order number.
    po_required: bool | None = None
    customer_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice, or one instalment of it, paid or not."""

    #: What it is called everywhere, once per account and entity: an instalment's is its document's number and its
    #: place, "F26-0117/2" (see `instalment_number`).
    number: str
    account_id: str
    #: Billing entity of ours that issued it.
    entity: str
    amount: Money
    issued_on: date
    due_on: date
    origin: Origin
    #: "" = the ERP has the field and it is empty; None = the source has no such field.
    po_number: str | None = None
    #: The ERP's own dispute mark; None = the source has no such field.
    disputed: bool | None = None
    #: Day it was settled, where the ERP says so instead of exporting payments.
    settled_on: date | None = None
    #: None = the source has no such field, and lists only what is posted.
    status: Posting | None = None
    #: Its place among the instalments of the document, as the ERP writes it ("2/3"); None = it is the whole document.
    instalment: str | None = None
    #: The number its document has in the ERP, where that is not *number*.
    document: str | None = None
    #: What the ERP calls the customer; None = the source has no such field.
    customer_name: str | None = None
    #: None = a source lists it.
    gone: Gone | None = None

    @property
    def counts(self) -> bool:
        """Whether it is owed at all: drafts and what was void or cancelled are not."""
        return _counts(self.status)

    def goes_by(self, number: str) -> bool:
        """Whether *number* names it: its own, or its whole document's."""
        return number in (self.number, self.document)


def instalment_number(document: str, instalment: str | None) -> str:
    """The number that one instalment of *document* goes by: "F26-0117/2" for the second, whether "2/3" or "2 of 3".

    The only instalment of a document ("1/1") is the document.
    """
    said = (instalment or "").strip()
    if not said:
        return document
    place, *count = [str(int(digits)) for digits in re.findall(r"[0-9]+", said)] or [said]
    return document if [place, *count] == ["1", "1"] else f"{document}/{place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money received. Without an invoice number it is unapplied cash of the account."""

    id: str
    account_id: str
    amount: Money
    received_on: date
    origin: Origin
    #: Billing entity that received it.
    entity: str
    #: Without an instalment it is for the whole document, whose oldest instalment takes it first.
    invoice_number: str | None = None
    instalment: str | None = None
    #: None = the source has no such field, and lists only what is posted.
    status: Posting | None = None
    #: Id of the payment it takes back; its amount is then negative.
    reverses: str | None = None
    #: Whom the bank names as having paid; None = the source has no such field.
    payer: str | None = None

    @property
    def counts(self) -> bool:
        """Whether the money is in: not pending, and not taken back."""
        return _counts(self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNote:
    """Money we gave back on paper. Without an invoice number it is an unapplied credit."""

    id: str
    account_id: str
    #: Positive: the amount the customer owes less.
    amount: Money
    issued_on: date
    origin: Origin
    entity: str
    invoice_number: str | None = None
    instalment: str | None = None
    #: None = the source has no such field, and lists only what is posted.
    status: Posting | None = None

    @property
    def counts(self) -> bool:
        """Whether it lowers what is owed."""
        return _counts(self.status)


class ContactStatus(StrEnum):
    """Whether a person may be written to."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    BOUNCED = "bounced"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at the customer."""

    id: str
    account_id: str
    name: str
    email: str
    origin: Origin
    #: What they do there: "billing" and "accounts payable" come first as recipients.
    role: str = ""
    #: None counts as unverified.
    status: ContactStatus | None = None
    confirmed_on: date | None = None
    language: str | None = None
    #: The report that mail to this address came back for good; None = none since the day it was confirmed.
    bounce: Evidence | None = None
    #: The message that says they have left; None = none since the day the CRM confirmed them.
    departure: Evidence | None = None


class Direction(StrEnum):
    """Who wrote to whom."""

    INBOUND = "in"
    OUTBOUND = "out"


class Automatic(StrEnum):
    """What sent a mail that nobody wrote."""

    #: A machine's answer to a mail: out of office, a receipt, a report of a delay.
    AUTO_REPLY = "auto_reply"
    #: A report that a mail could not be delivered, for good.
    BOUNCE = "bounce"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail or note exchanged with the customer. Its text is hostile: quoted, never obeyed."""

    id: str
    account_id: str
    direction: Direction
    sender: str
    #: An aware instant.
    at: datetime
    text: str
    origin: Origin
    subject: str = ""
    #: RFC 5322 Message-ID, for threading; None when the source has none.
    message_id: str | None = None
    #: None = a person wrote it, or nothing shows that none did.
    automatic: Automatic | None = None
    #: Addresses that this report says cannot be reached, for good; a delay is not one.
    bounced: tuple[str, ...] = ()
    #: Message-IDs of the mails that this report is about.
    about: tuple[str, ...] = ()
    #: The report that this mail of ours reached nobody; None = none has come.
    returned: Evidence | None = None
    #: Nobody on record has this address: it is here for the invoice it names.
    sender_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail as a mailbox folder has it, before anybody knows whose it is; it never reaches the store.

    What it has in common with `Message` means the same there.
    """

    id: str
    #: What the folder is declared to hold.
    direction: Direction
    #: The address alone; "" = the mail names none.
    sender: str
    #: Addresses of To and Cc.
    recipients: tuple[str, ...]
    at: datetime
    text: str
    origin: Origin
    #: What the sender calls itself; anybody can call themselves anything.
    sender_name: str = ""
    subject: str = ""
    message_id: str | None = None
    #: Message-IDs it names as what it answers; a bounce names the mail that came back.
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    automatic: Automatic | None = None
    bounced: tuple[str, ...] = ()
    #: Mail domains of ours, as the source declares them.
    own_domains: tuple[str, ...] = ()


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
    #: "support", "delivery", "document" …; delivery and document mean that we owe them something.
    kind: str = "support"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One contact of ours with the customer, of any kind; mails approved on one day are one touch."""

    on: date
    by: str
    what: str
    origin: Origin


Record = Account | Invoice | Payment | CreditNote | Contact | Message | Ticket | Contract | Promise


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
    #: Day of the newest payment in it, up to *as_of*; None = it has none, or delivers no payments.
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
