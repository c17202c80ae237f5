"""The demo company's world: customers, what they owe, what they write. Stories tell it; exports write it down."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from tools.demo_company.calendar import MORNINGS, OPENING, banked, day, exported, moment

SEED = 2026
OUR_DOMAIN = "fennel.example"
ACCOUNTS = ("Fennel Systems, Accounts", f"accounts@{OUR_DOMAIN}")
#: Billing entity → the letters its own invoice numbers begin with.
_SERIES = {"fennel": "F", "fennel-inc": "US"}
OLIVE, MARCO, PRIYA, TOMAS = "Olive Byrne", "Marco Vidal", "Priya Nair", "Tomás Rivera"
#: Left the company in April; the CRM still names her.
DANA = "Dana Whitlock"

Client = Literal["plain", "gmail", "outlook", "apple", "phone"]
Row = dict[str, str]


def address_of(colleague: str) -> str:
    """The mail address of somebody at Fennel."""
    return f"{_plain(colleague).replace(' ', '.').lower()}@{OUR_DOMAIN}"


@dataclass(slots=True)
class Invoice:
    """An invoice, and what has become of it so far."""

    customer: Customer
    amount: Decimal
    currency: str
    entity: str
    issued: date
    due: date
    po: str
    #: "" until the company is finished, unless a story names one.
    number: str = ""
    #: Instalments of one invoice share its number: "2/3" is the second of three.
    part: str = ""
    #: The first morning on which the ERP marks it as disputed.
    disputed_from: date | None = None
    #: The first morning on which it stands in the export.
    exported: date = OPENING
    #: Payments and credit notes set against it, each with the first morning that knows it.
    set_against: list[tuple[date, Decimal]] = field(default_factory=list)

    def residual(self, morning: date) -> Decimal:
        """What is open in that morning's export."""
        return self.amount - sum((amount for known, amount in self.set_against if known <= morning), Decimal())

    def is_disputed_in_the_erp(self, on: str | date) -> None:
        """From that morning on the ERP's export marks it."""
        self.disputed_from = day(on)


@dataclass(slots=True)
class Contact:
    """A person at a customer."""

    customer: Customer
    id: str
    name: str
    email: str
    role: str
    client: Client
    #: Put under every mail they write; "" = none.
    signature: str

    def becomes(self, on: str | date, *, status: str, confirmed: str = "") -> None:
        """The CRM's contact row changes in that morning's export: verified, unverified, bounced or left."""
        table = self.customer.company.table("contacts")
        table.put(self.id, {**table.newest(self.id), "Status": status, "Confirmed": confirmed}, day(on))


@dataclass(slots=True)
class Mail:
    """One mail, theirs or ours."""

    customer: Customer
    direction: Literal["in", "out"]
    sender: tuple[str, str]
    recipients: tuple[tuple[str, str], ...]
    at: datetime
    subject: str
    text: str
    client: Client
    #: Invoices and other things the text names in braces.
    names: dict[str, object]
    answers: Mail | None = None
    #: Whether the mail it answers stands quoted under it.
    quotes: bool = False
    #: "auto_reply", "bounce", or "" for a person.
    automatic: str = ""
    attachments: tuple[str, ...] = ()
    #: In angle brackets; "" until the company is finished.
    message_id: str = ""
    language: str = "en"

    def said(self, text: str) -> str:
        """*text* with the numbers of the invoices it names in braces."""
        shown = {key: value.number if isinstance(value, Invoice) else str(value) for key, value in self.names.items()}
        return text.format(**shown)


@dataclass(frozen=True, slots=True)
class Story:
    """A situation to be found by name, and the card it has to produce."""

    customer: Customer
    #: What docs/demo-company.md calls it.
    name: str
    situation: str
    #: "routine · account owner", "exception · finance", "row in the list", "no packet"; see `docs`.
    card: str
    #: What a person sees there, in a few words.
    shows: str
    #: The first morning on which the card looks like that.
    on: date = OPENING
    #: Gates that are closed on it, by name.
    gates: tuple[str, ...] = ()
    #: Words that must stand on the card or in the list row.
    words: tuple[str, ...] = ()
    #: What the rule that is still missing will show; "" = nothing is missing.
    later: str = ""


class Table:
    """Rows of one export, each as it stands from some morning on."""

    def __init__(self) -> None:
        self._versions: dict[str, list[tuple[date, Row]]] = defaultdict(list)

    def put(self, key: str, row: Row, on: date = OPENING) -> None:
        """From that morning on the row of *key* is this one; mornings have to come in order."""
        versions = self._versions[key]
        if on not in MORNINGS or (versions and versions[-1][0] > on):
            raise ValueError(f"{key}: {on} is no morning, or before the row's last change")
        versions.append((on, row))

    def newest(self, key: str) -> Row:
        """The row as it was last put."""
        return self._versions[key][-1][1]

    def changed_on(self, morning: date) -> bool:
        """Whether that morning's export differs from the one before."""
        return any(on == morning for versions in self._versions.values() for on, _ in versions)

    def rows(self, morning: date) -> list[Row]:
        """The export of that morning."""
        known = ([row for on, row in versions if on <= morning] for versions in self._versions.values())
        return [versions[-1] for versions in known if versions]


class Customer:
    """A customer, and everything that happens with them."""

    def __init__(self, company: Company, id: str, erp_id: str, name: str, entity: str, currency: str, language: str):
        self.company, self.id, self.erp_id, self.name = company, id, erp_id, name
        self.entity, self.currency, self.language = entity, currency, language
        self.terms, self.domain = 30, ""
        self.contacts: list[Contact] = []
        self.random = random.Random(f"{SEED}:{id}")

    def contact(
        self,
        name: str,
        role: str = "accounts payable",
        *,
        status: str = "verified",
        confirmed: str = "2026-02-10",
        email: str = "",
        client: Client = "outlook",
        signature: str = "",
        on: str | date = OPENING,
    ) -> Contact:
        """A person of theirs as the CRM lists them; status "" = the CRM does not say. *confirmed* only if verified."""
        mail = email or f"{_plain(name).replace(' ', '.').lower()}@{self.domain}"
        found = Contact(self, self.company.next_id("K", 200), name, mail, role, client, signature)
        row = {
            "Contact": found.id,
            "Customer": self.id,
            "Name": name,
            "E-mail": mail,
            "Role": role,
            "Status": status,
            "Confirmed": confirmed if status == "verified" else "",
        }
        self.company.table("contacts").put(found.id, row, day(on))
        self.contacts.append(found)
        return found

    def changes(self, on: str | date, **cells: str) -> None:
        """The CRM's row of the account changes: changes("2026-05-13", Owner="Priya Nair")."""
        table = self.company.table("accounts")
        row = table.newest(self.id)
        wrong = set(cells) - set(row)
        if wrong:
            raise ValueError(f"{self.id}: no such columns {wrong}")
        table.put(self.id, {**row, **cells}, day(on))

    def invoice(
        self,
        amount: str,
        *,
        due: str | date = "",
        late: int | None = None,
        terms: int | None = None,
        po: str = "",
        number: str = "",
        part: str = "",
        currency: str = "",
        entity: str = "",
    ) -> Invoice:
        """An invoice: say the day it is due, or how many days *late* it is on the first morning (below 0: not yet).

        It stands in the exports from the morning after it was issued, which is *terms* days before it is due.
        """
        due_on = day(due) if due else OPENING - timedelta(days=late or 0)
        issued = due_on - timedelta(days=self.terms if terms is None else terms)
        made = Invoice(
            self,
            Decimal(amount),
            currency or self.currency,
            entity or self.entity,
            issued,
            due_on,
            po,
            number=number,
            part=part,
            exported=exported(issued),
        )
        self.company.invoices.append(made)
        return made

    def history(
        self, count: int, amount: str, *, every: int = 91, late: tuple[int, int] = (-2, 3), before: str | date = ""
    ) -> list[Invoice]:
        """*count* earlier invoices, all paid, each *late* by a few days within the two bounds (below 0: early).

        The newest of them was due one period before *before* (default: before the oldest invoice told so far).
        """
        mine = [one.due for one in self.company.invoices if one.customer is self]
        newest = day(before) if before else min(mine, default=OPENING)
        made = []
        for back in range(1, count + 1):
            due = newest - timedelta(days=every * back)
            wiggle = Decimal(self.random.choice((0, 0, 0, 5, 10, -5))) / 100
            figure = (Decimal(amount) * (1 + wiggle)).quantize(Decimal("0.01"))
            invoice = self.invoice(str(figure), due=due)
            paid = due + timedelta(days=self.random.randint(*late))
            self.pays(invoice, on=min(_working(paid), OPENING - timedelta(days=3)))
            made.append(invoice)
        return made

    def pays(
        self, invoice: Invoice | None, *, on: str | date, amount: str = "", currency: str = "", names: str = ""
    ) -> None:
        """Money received on that day, for the whole invoice or for *amount*; None = not applied to any invoice.

        *names* writes another customer number into the payment than their own.
        """
        received = day(on)
        figure = Decimal(amount) if amount else _whole(invoice)
        if invoice is not None and not names:
            # Under another customer's number it settles nothing here.
            invoice.set_against.append((banked(received), figure))
        self.company.payments.append(
            Payment(self, invoice, figure, currency or self.currency, received, banked(received), names)
        )

    def credit(self, amount: str, *, issued: str | date, against: Invoice | None = None) -> str:
        """A credit note, set against an invoice or open; returns its number."""
        issued_on = day(issued)
        name = self.company.next_id("CN", 300)
        if against is not None:
            against.set_against.append((exported(issued_on), Decimal(amount)))
        row = {
            "Credit note": name,
            "Customer": self.erp_id,
            "Invoice": against or "",
            "Amount": str(Decimal(amount).quantize(Decimal("0.01"))),
            "Currency": self.currency,
            "Issued": issued_on.isoformat(),
            "Entity": self.entity,
        }
        self.company.table("credit_notes").put(name, row, exported(issued_on))  # type: ignore[arg-type]
        return name

    def ticket(
        self,
        subject: str,
        *,
        opened: str | date,
        severity: str = "low",
        kind: str = "support",
        closed: str | date = "",
    ) -> str:
        """A ticket of the help desk: low, medium, high, critical or "" (unknown); support, delivery or document.

        *closed* is the morning on which the export says so. Returns its number.
        """
        name = self.company.next_id("T", 900)
        row = {
            "Ticket": name,
            "Customer": self.id,
            "Subject": subject,
            "State": "Open",
            "Opened": day(opened).isoformat(),
            "Severity": severity,
            "Kind": kind,
        }
        table = self.company.table("tickets")
        table.put(name, row, exported(day(opened)))
        if closed:
            table.put(name, {**row, "State": "Closed"}, max(day(closed), OPENING))
        return name

    def owed(
        self,
        what: str,
        *,
        kind: str,
        promised: str | date,
        due: str | date = "",
        owner: str = "",
        amount: str = "",
        invoices: Sequence[Invoice] = (),
        ticket: str = "",
        done: str | date = "",
    ) -> None:
        """Something we have promised them, as the CRM lists it: a fix, document, delivery or credit.

        *ticket* is the one that is the same thing; *done* is the morning on which the export says so.
        """
        name = self.company.next_id("OB", 510)
        row = {
            "Obligation": name,
            "Customer": self.id,
            "Kind": kind,
            "What": what,
            "State": "Open",
            "Owner": owner,
            "Due": day(due).isoformat() if due else "",
            "Promised": day(promised).isoformat(),
            "Amount": amount,
            "Currency": self.currency if amount else "",
            "Invoices": tuple(invoices),
            "Ticket": ticket,
        }
        table = self.company.table("obligations")
        table.put(name, row, exported(day(promised)))  # type: ignore[arg-type]
        if done:
            table.put(name, {**row, "State": "Done"}, day(done))  # type: ignore[arg-type]

    def contract(self, *, renews: str | date, terms: int | None = None, note: str = "") -> None:
        """The contracts folder's sheet; a renewal up to 90 days ahead makes the account an exception."""
        name = self.company.next_id("V", 400)
        row = {
            "Contract": name,
            "Customer": self.id,
            "Terms (days)": str(self.terms if terms is None else terms),
            "Renews on": day(renews).isoformat(),
            "Note": note,
        }
        self.company.table("contracts").put(name, row)

    def promise(
        self,
        *,
        pay_by: str | date,
        said_by: Contact,
        words: str,
        invoices: Sequence[Invoice] = (),
        amount: str = "",
        recorded: str | date = OPENING,
    ) -> None:
        """A promise somebody wrote into the CRM; it stands there from the morning *recorded* on."""
        name = self.company.next_id("PR", 60)
        row = {
            "Promise": name,
            "Customer": self.id,
            "Amount": amount,
            "Currency": self.currency if amount else "",
            "Pay by": day(pay_by).isoformat(),
            "Said by": said_by.name,
            "Invoices": tuple(invoices),
            "Words": words,
        }
        self.company.table("promises").put(name, row, day(recorded))  # type: ignore[arg-type]

    def writes(
        self,
        contact: Contact | tuple[str, str],
        at: str,
        subject: str,
        text: str,
        *,
        answers: Mail | None = None,
        quotes: bool = False,
        automatic: str = "",
        attachments: Sequence[str] = (),
        client: Client | None = None,
        language: str = "",
        **names: object,
    ) -> Mail:
        """They write to Accounts: `{invoice}` in subject or text becomes the number of invoice=….

        *contact* is one of theirs, or (name, address) of somebody the CRM does not know. *at* is Dublin time.
        *quotes* puts the answered mail under it as their program does.
        """
        person = contact if isinstance(contact, Contact) else Contact(self, "", *contact, "", "plain", "")
        signature = f"\n\n{person.signature}" if person.signature and not automatic else ""
        return self._keep(
            Mail(
                self,
                "in",
                (person.name, person.email),
                (ACCOUNTS,),
                moment(at),
                subject,
                text.strip() + signature,
                client or person.client,
                names,
                answers,
                quotes,
                automatic,
                tuple(attachments),
                language=language or self.language,
            )
        )

    def we_write(
        self,
        to: Contact,
        at: str,
        subject: str,
        text: str,
        *,
        by: str = "",
        answers: Mail | None = None,
        attachments: Sequence[str] = (),
        **names: object,
    ) -> Mail:
        """A mail of ours in the Sent folder: by Accounts, or by a colleague. It counts as a contact of ours."""
        sender = (by, address_of(by)) if by else ACCOUNTS
        to_them = ((to.name, to.email),)
        files = tuple(attachments)
        return self._keep(
            Mail(
                self,
                "out",
                sender,
                to_them,
                moment(at),
                subject,
                text.strip(),
                "plain",
                names,
                answers,
                attachments=files,
            )
        )

    def bounces(self, ours: Mail, at: str) -> Mail:
        """The customer's mail server returns *ours* for good."""
        server = ("Mail Delivery Subsystem", f"MAILER-DAEMON@mx.{self.domain}")
        subject = f"Undelivered Mail Returned to Sender: {ours.subject}"
        names = dict(ours.names)
        return self._keep(
            Mail(self, "in", server, (ours.sender,), moment(at), subject, "", "plain", names, ours, automatic="bounce")
        )

    def _keep(self, mail: Mail) -> Mail:
        self.company.mails.append(mail)
        return mail

    def story(
        self,
        name: str,
        situation: str,
        *,
        card: str,
        shows: str,
        on: str | date = OPENING,
        gates: Sequence[str] = (),
        words: Sequence[str] = (),
        later: str = "",
    ) -> None:
        """What docs/demo-company.md lists and the tests hold the copilot to."""
        self.company.stories.append(
            Story(self, name, situation, card, shows, day(on), tuple(gates), tuple(words), later)
        )


@dataclass(slots=True)
class Payment:
    """Money received."""

    customer: Customer
    invoice: Invoice | None
    amount: Decimal
    currency: str
    received: date
    exported: date
    #: The customer number the payment names, where it is not their own.
    names: str = ""
    #: "" until the company is finished.
    id: str = ""


class Company:
    """Everything the exports are written from."""

    def __init__(self) -> None:
        self.customers: list[Customer] = []
        self.invoices: list[Invoice] = []
        self.payments: list[Payment] = []
        self.mails: list[Mail] = []
        self.stories: list[Story] = []
        self._tables: dict[str, Table] = defaultdict(Table)
        self._counters: dict[str, int] = {}

    def table(self, name: str) -> Table:
        """accounts, contacts, tickets, contracts, promises or credit_notes."""
        return self._tables[name]

    def next_id(self, letters: str, first: int) -> str:
        """The next id of a kind: K-200, K-201 …"""
        number = self._counters.get(letters, first)
        self._counters[letters] = number + 1
        return f"{letters}-{number}"

    def customer(
        self,
        id: str,
        name: str,
        *,
        owner: str,
        domain: str,
        tier: str = "mid",
        terms: int | None = 30,
        currency: str = "EUR",
        entity: str = "fennel",
        language: str = "en",
        kind: str = "company",
        po_required: bool = False,
        since: str = "2022-06-01",
        erp_id: str = "",
        sponsor: str = "",
    ) -> Customer:
        """A customer of the CRM. *erp_id* is how the ERP spells the number where the two differ.

        *sponsor* is who of our leadership keeps the relationship.
        """
        made = Customer(self, id, erp_id or id, name, entity, currency, language)
        made.terms, made.domain = terms if terms is not None else 30, domain
        row = {
            "Customer": id,
            "Name": name,
            "Owner": owner,
            "Tier": tier,
            "Kind": kind,
            "Language": language,
            "Domain": domain,
            "Terms (days)": "" if terms is None else str(terms),
            "PO required": "Yes" if po_required else "No",
            "Customer since": since,
            "Executive sponsor": sponsor,
        }
        self.table("accounts").put(id, row)
        self.customers.append(made)
        return made

    def finish(self) -> None:
        """Give invoices and mails the numbers they get in the order things happened."""
        taken: dict[str, int] = defaultdict(int)
        for invoice in sorted(self.invoices, key=lambda one: (one.issued, one.customer.id, one.due)):
            if not invoice.number:
                series = f"{_SERIES[invoice.entity]}{invoice.issued:%y}"
                taken[series] += 1
                invoice.number = f"{series}-{taken[series]:04}"
        in_order = sorted(self.payments, key=lambda one: (one.received, one.customer.id, one.amount))
        for count, payment in enumerate(in_order, 1):
            payment.id = payment.id or f"B-{20000 + count}"
        for count, mail in enumerate(sorted(self.mails, key=lambda one: (one.at, one.customer.id, one.subject)), 1):
            host = mail.sender[1].partition("@")[2]
            mail.message_id = mail.message_id or f"<{mail.at:%Y%m%d}.{count:04}@{host}>"

    def mails_of(self, morning: date) -> Iterator[Mail]:
        """The mails that morning's export brings for the first time."""
        return (mail for mail in self.mails if exported(mail.at) == morning)


def _whole(invoice: Invoice | None) -> Decimal:
    if invoice is None:
        raise ValueError("unapplied money needs an amount")
    return invoice.residual(MORNINGS[-1])


def _working(on: date) -> date:
    while on.isoweekday() > 5:
        on += timedelta(days=1)
    return on


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return re.sub(r"[^A-Za-z .-]", "", letters).strip()
