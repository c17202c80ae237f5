"""Who there is at a customer, and what was written to and fro. `None` and empty mean what they mean in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.evidence import Evidence, Origin


class ContactStatus(StrEnum):
    """Whether a person may be written to."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    BOUNCED = "bounced"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What last showed that an address reaches this person."""

    #: Business-local.
    on: date
    #: The row of the contacts source that says so, or the mail.
    origin: Origin
    #: True = a mail that they wrote from this very address, by hand; False = the contacts source says so.
    is_own_mail: bool


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
    #: The day the contacts source says they were confirmed. It alone lifts a bounce or a departure.
    confirmed_on: date | None = None
    language: str | None = None
    #: The newest of that day and of their own mails; None = never, or nobody has looked at the mails yet.
    confirmation: Confirmation | None = None
    #: The report that mail to this address came back for good; None = none since the day it was confirmed.
    bounce: Evidence | None = None
    #: The message that says they have left; None = none since the day the CRM confirmed them.
    departure: Evidence | None = None
    #: That the confirmation is older than the policy allows; None = it is not, or the policy has no limit.
    lapse: Evidence | None = None
    #: That a person of ours struck this address off; None = nobody did.
    struck: Evidence | None = None
    #: The address they chose instead; "" = none.
    instead: str = ""

    @property
    def trouble(self) -> Evidence | None:
        """Why this person is not written to, where something beside the contacts source's own status says so."""
        return self.struck or self.departure or self.bounce or self.lapse


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One contact of ours with the customer, of any kind; mails approved on one day are one touch."""

    on: date
    by: str
    what: str
    origin: Origin
    #: A call or a meeting that a person logged: it is about the account and not about some of its invoices.
    is_logged: bool = False
