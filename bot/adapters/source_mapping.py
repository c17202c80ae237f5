"""What one table of sources.toml says: which fields a kind has, and where each of them comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path

from models.correspondence import Contact, ContactStatus, Direction, Message
from models.ledger import Absence, Account, Contract, Promise, Record, RecordKind, Severity, Ticket
from models.obligation import Obligation, ObligationKind
from models.receivable import CreditNote, Invoice, Payment, Posting


class CellType(Enum):
    """What the text of a cell has to be."""

    #: One line that tells records apart; leading zeros are kept.
    ID = "an id"
    #: One line.
    LINE = "a line of text"
    #: Any text, line breaks included.
    TEXT = "text"
    EMAIL = "a mail address"
    LANGUAGE = "a language tag"
    CHOICE = "one of a few words"
    YES_NO = "yes or no"
    WHOLE = "a whole number"
    DATE = "a date"
    INSTANT = "a date with a time"
    AMOUNT = "an amount"
    CURRENCY = "a currency code"
    ID_LIST = "a list of ids"


class Empty(Enum):
    """What an empty cell means."""

    #: The row cannot be used.
    REJECT = "reject"
    #: Not known.
    UNKNOWN = "unknown"
    #: Known to be empty.
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind of record."""

    name: str
    type: CellType
    #: Whether sources.toml has to name a column or a constant for it.
    required: bool = False
    empty: Empty = Empty.UNKNOWN
    #: Members of a CHOICE, by their word.
    choices: Mapping[str, str] | None = None


def _must(name: str, cell: CellType = CellType.ID, choices: Mapping[str, str] | None = None) -> Field:
    return Field(name, cell, required=True, empty=Empty.REJECT, choices=choices)


def _may(name: str, cell: CellType = CellType.LINE, choices: Mapping[str, str] | None = None) -> Field:
    return Field(name, cell, choices=choices)


def _blank(name: str, cell: CellType = CellType.LINE, required: bool = False) -> Field:
    return Field(name, cell, required=required, empty=Empty.BLANK)


def _words(enum: type[StrEnum]) -> Mapping[str, str]:
    return {member.value: member for member in enum}


#: A row whose status nobody filled in is not posted in silence: it is rejected, unless values.status declares "".
_STATUS = Field("status", CellType.CHOICE, empty=Empty.REJECT, choices=_words(Posting))
_ACCOUNT = _must("account_id")
_ENTITY = _must("entity")
_MONEY = (_must("amount", CellType.AMOUNT), _must("currency", CellType.CURRENCY))

#: Every field of every kind; a field not listed here cannot be mapped.
FIELDS: Mapping[RecordKind, tuple[Field, ...]] = {
    RecordKind.ACCOUNTS: (
        _must("id"),
        _may("name"),
        _may("owner_id", CellType.ID),
        _may("tier"),
        _may("debtor_kind", CellType.CHOICE, {"company": "company", "person": "person"}),
        _may("language", CellType.LANGUAGE),
        _may("country"),
        _may("timezone"),
        _may("domain"),
        _may("domains", CellType.ID_LIST),
        _may("terms_days", CellType.WHOLE),
        _may("po_required", CellType.YES_NO),
        _may("customer_since", CellType.DATE),
        _blank("executive_sponsor"),
        _may("renewal_risk", CellType.CHOICE, {risk: risk for risk in ("low", "medium", "high")}),
        _may("do_not_contact", CellType.YES_NO),
        _may("legal_hold", CellType.YES_NO),
    ),
    RecordKind.INVOICES: (
        _must("number"),
        _ACCOUNT,
        _ENTITY,
        *_MONEY,
        _must("issued_on", CellType.DATE),
        _must("due_on", CellType.DATE),
        _may("delivered_on", CellType.DATE),
        _blank("po_number", CellType.ID),
        _may("disputed", CellType.YES_NO),
        _may("settled_on", CellType.DATE),
        _STATUS,
        _may("instalment", CellType.ID),
        _may("customer_name"),
        _may("file"),
    ),
    RecordKind.PAYMENTS: (
        _must("id"),
        _ACCOUNT,
        _ENTITY,
        *_MONEY,
        _must("received_on", CellType.DATE),
        _may("invoice_number", CellType.ID),
        _may("instalment", CellType.ID),
        _STATUS,
        _may("reverses", CellType.ID),
        _may("payer"),
    ),
    RecordKind.CREDIT_NOTES: (
        _must("id"),
        _ACCOUNT,
        _ENTITY,
        *_MONEY,
        _must("issued_on", CellType.DATE),
        _may("invoice_number", CellType.ID),
        _may("instalment", CellType.ID),
        _STATUS,
    ),
    RecordKind.CONTACTS: (
        _must("id"),
        _ACCOUNT,
        _must("name", CellType.LINE),
        _must("email", CellType.EMAIL),
        _blank("role"),
        _may("status", CellType.CHOICE, _words(ContactStatus)),
        _may("confirmed_on", CellType.DATE),
        _may("language", CellType.LANGUAGE),
    ),
    RecordKind.MESSAGES: (
        _must("id"),
        _ACCOUNT,
        _must("direction", CellType.CHOICE, _words(Direction)),
        _must("sender", CellType.LINE),
        _must("at", CellType.INSTANT),
        # A mail without words (an attachment only) is still a mail somebody has to see.
        _blank("text", CellType.TEXT, required=True),
        _blank("subject"),
        _may("message_id"),
    ),
    RecordKind.TICKETS: (
        _must("id"),
        _ACCOUNT,
        _must("subject", CellType.LINE),
        _must("is_open", CellType.YES_NO),
        _must("opened_on", CellType.DATE),
        _may("severity", CellType.CHOICE, _words(Severity)),
        _blank("kind"),
        _may("due_on", CellType.DATE),
    ),
    RecordKind.CONTRACTS: (
        _must("id"),
        _ACCOUNT,
        _may("terms_days", CellType.WHOLE),
        _may("renewal_on", CellType.DATE),
        _blank("note", CellType.TEXT),
        _may("notice_on", CellType.DATE),
    ),
    RecordKind.PROMISES: (
        _must("id"),
        _ACCOUNT,
        _may("amount", CellType.AMOUNT),
        _may("currency", CellType.CURRENCY),
        _must("due_on", CellType.DATE),
        _must("said_by", CellType.LINE),
        _blank("invoice_numbers", CellType.ID_LIST),
        _blank("quote", CellType.TEXT),
    ),
    RecordKind.OBLIGATIONS: (
        _must("id"),
        _ACCOUNT,
        _must("kind", CellType.CHOICE, _words(ObligationKind)),
        _must("what", CellType.LINE),
        _must("is_open", CellType.YES_NO),
        _may("owner"),
        _may("due_on", CellType.DATE),
        _may("opened_on", CellType.DATE),
        _blank("invoice_numbers", CellType.ID_LIST),
        _may("amount", CellType.AMOUNT),
        _may("currency", CellType.CURRENCY),
        _may("reference", CellType.ID),
    ),
}

#: The noun each kind becomes.
RECORDS: Mapping[RecordKind, Callable[..., Record]] = {
    RecordKind.ACCOUNTS: Account,
    RecordKind.INVOICES: Invoice,
    RecordKind.PAYMENTS: Payment,
    RecordKind.CREDIT_NOTES: CreditNote,
    RecordKind.CONTACTS: Contact,
    RecordKind.MESSAGES: Message,
    RecordKind.TICKETS: Ticket,
    RecordKind.CONTRACTS: Contract,
    RecordKind.PROMISES: Promise,
    RecordKind.OBLIGATIONS: Obligation,
}


def key_fields(kind: RecordKind) -> tuple[str, ...]:
    """The fields that tell the rows of one source apart.

    Two billing entities may number alike; one number on two accounts is a contradiction, and both have to be seen.
    An invoice paid in instalments has one row for each.
    """
    return ("number", "entity", "account_id", "instalment") if kind is RecordKind.INVOICES else ("id",)


class TrueFor(StrEnum):
    """Which day the facts of a file are true for."""

    #: The day it is read: whoever exports it replaces it every day.
    READ = "read"
    #: The day it was written, so that an export that stopped coming is noticed.
    WRITTEN = "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMapping:
    """One validated table of sources.toml."""

    name: str
    kind: RecordKind
    absence: Absence
    true_for: TrueFor
    folder: Path
    #: Glob pattern inside *folder*.
    files: str
    #: Field → column header.
    columns: Mapping[str, str]
    #: Field → the value every row has.
    constants: Mapping[str, object]
    #: Field → text in the cell → value.
    values: Mapping[str, Mapping[str, object]]
    #: Field → strptime format of the cells that are text; a workbook's dates need none.
    date_formats: Mapping[str, str]
    #: IANA zone of instants; None where the format has the offset, or there are none.
    timezone: str | None
    #: None = no amounts are mapped, or a workbook's amounts are to be numbers.
    decimal_mark: str | None
    thousands_mark: str | None
    list_mark: str
    #: Fields whose ids never have leading zeros, so that an id that went through a number can be repaired.
    number_ids: tuple[str, ...]
    #: Of CSV files.
    encoding: str
    delimiter: str
    #: Of workbooks; None = the only sheet.
    sheet: str | None
    #: The row of a workbook's header, counted from 1.
    header_row: int
