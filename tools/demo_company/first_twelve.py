"""The first twelve customers, whose rows the tests live on as they are, brought into the whole company."""

from __future__ import annotations

import csv
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from tools.demo_company.calendar import day, exported, moment
from tools.demo_company.world import ACCOUNTS, OUR_DOMAIN, Company, Contact, Customer, Invoice, Mail, Payment, Row

_ROWS = Path(__file__).parent / "twelve"
#: Here Aldergate's new purchase-order number was never mailed: it stands in a Slack thread.
_NOT_MAILED = ("C-1042", "2026-03-27")
_ROUTINE, _LEADS = "routine · account owner", "executive review · finance leadership"
#: Account, name, situation, card, what it shows, closed gates, words on it.
_STORIES: tuple[tuple[str, str, str, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("C-1004", "a few days late every time", "pays, and always a little late", _ROUTINE, "a first reminder", (),
     ("FS-3158",)),
    ("C-1011", "departed AP contact, replaced", "the old AP contact has left, another is verified", _ROUTINE,
     "a second reminder to Anneke Visser, never to Joost Mulder", (), ("Anneke Visser",)),
    ("C-1017", "a settled credit note", "an earlier invoice was settled with a credit note; owes in USD", _ROUTINE,
     "a first reminder; the credit is history", (), ("$12,400.00",)),
    ("C-1023", "first time late", "six of six paid on time, small and happy", _ROUTINE, "a courtesy", (), ("640.00",)),
    ("C-1030", "a ticket of low severity", "reminded once; a harmless ticket is open", _ROUTINE, "a second reminder",
     (), ("$5,275.50",)),
    ("C-1036", "open delivery complaint, 12 days late", "an export due mid April was never delivered",
     "exception · customer success", "no payment request: a call note or a status note", (),
     ("T-811", "Carla Nunes", "3 days overdue")),
    ("C-1042", "60,000 at 47 days, the PO number lives in Slack",
     "needs a PO, the invoice has none; the number changed with the renewal and stands in a Slack thread only",
     "exception · finance", "a draft that asks for the number", (), ("60,000.00",)),
    ("C-1048", "happy enterprise, 12 days late, mid-renewal", "strategic, content, renews on 2026-06-20", _LEADS,
     "no draft until a path is chosen", ("path_undecided",), ("24,300.00", "sponsor: Aoife Kearney")),
    ("C-1053", "disputed by the ERP", "the ERP marks one of three invoices as disputed", _LEADS,
     "a brief with the disputed line and the rest; no draft", ("path_undecided",), ("FS-3151",)),
    ("C-1059", "promise alive", "promised for 2026-05-14; kept its last promise", "row in the list",
     "a row until the promise is kept or broken", ("promise_live",), ()),
    ("C-1064", "nobody verified, part paid, a credit open",
     "the contact left, the new one is unverified and asked for a PDF; 240.00 unapplied", "exception · finance",
     "the unread mail; no Approve", ("no_verified_contact", "unread_message"), ("Jonas Falk",)),
    ("C-1070", "a challenge in polite words", "a mail wonders about the total; the ERP has no mark",
     "executive review · account owner", "the quoted sentence, to confirm or to reject; no draft", ("suspicion",), ()),
)  # fmt: skip


def tell(company: Company) -> None:
    """Add the twelve with everything their rows say."""
    customers = {row["Customer"]: _customer(company, row) for row in _rows("accounts")}
    for row in _rows("contacts"):
        customer = customers[row["Customer"]]
        company.table("contacts").put(row["Contact"], row)
        customer.contacts.append(
            Contact(customer, row["Contact"], row["Name"], row["E-mail"], row["Role"], "plain", "")
        )
    invoices = {row["Invoice"]: _invoice(company, customers[row["Customer"]], row) for row in _rows("invoices")}
    for row in _rows("payments"):
        _payment(company, customers[row["Customer"]], invoices.get(row["Invoice"]), row)
    for row in _rows("credit_notes"):
        if row["Invoice"]:
            known = exported(day(row["Issued"]))
            invoices[row["Invoice"]].set_against.append((known, Decimal(row["Amount"])))
        company.table("credit_notes").put(row["Credit note"], {**row, "Entity": "fennel"})
    for name in ("tickets", "contracts", "promises", "obligations"):
        for row in _rows(name):
            company.table(name).put(next(iter(row.values())), row)
    for row in _rows("messages"):
        if (row["Customer"], row["At"][:10]) != _NOT_MAILED:
            company.mails.append(_mail(customers[row["Customer"]], row))
    for id, name, situation, card, shows, gates, words in _STORIES:
        customers[id].story(name, situation, card=card, shows=shows, gates=gates, words=words)


def _rows(name: str) -> list[Row]:
    with (_ROWS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _customer(company: Company, row: Row) -> Customer:
    return company.customer(
        row["Customer"],
        row["Name"],
        owner=row["Owner"],
        domain=row["Domain"],
        tier=row["Tier"],
        terms=int(row["Terms (days)"]),
        language=row["Language"],
        kind=row["Kind"],
        po_required=row["PO required"] == "Yes",
        since=row["Customer since"],
        sponsor=row["Executive sponsor"],
    )


def _invoice(company: Company, customer: Customer, row: Row) -> Invoice:
    issued = day(row["Issued"])
    made = Invoice(
        customer,
        Decimal(row["Amount"]),
        row["Currency"],
        "fennel",
        issued,
        day(row["Due"]),
        row["PO number"],
        number=row["Invoice"],
        exported=exported(issued),
    )
    if row["In dispute"] == "Yes":
        # The mark is as old as these exports.
        made.disputed_from = issued + timedelta(days=1)
    company.invoices.append(made)
    return made


def _payment(company: Company, customer: Customer, invoice: Invoice | None, row: Row) -> None:
    received = day(row["Received"])
    amount = Decimal(row["Amount"])
    if invoice is not None:
        invoice.set_against.append((exported(received), amount))
    company.payments.append(
        Payment(customer, invoice, amount, row["Currency"], received, exported(received), id=row["Payment"])
    )


def _mail(customer: Customer, row: Row) -> Mail:
    theirs = row["Direction"] == "in"
    names = {contact.email: contact.name for contact in customer.contacts}
    sender = (names.get(row["From"], ""), row["From"]) if theirs else _colleague(row["From"])
    return Mail(
        customer,
        "in" if theirs else "out",
        sender,
        (ACCOUNTS,) if theirs else (_addressed(customer, row["Text"]),),
        moment(row["At"]),
        _plain(row["Subject"]),
        _plain(row["Text"]),
        "plain",
        {},
        message_id=row["Message-ID"],
        language=customer.language,
    )


def _colleague(address: str) -> tuple[str, str]:
    if address == ACCOUNTS[1]:
        return ACCOUNTS
    return (address.removesuffix(f"@{OUR_DOMAIN}").replace(".", " ").title(), address)


def _addressed(customer: Customer, text: str) -> tuple[str, str]:
    """The rows don't say to whom we wrote; the greeting does."""
    greeting = text.partition("\n")[0]
    known = [one for one in customer.contacts if one.name.split()[0] in greeting or one.name.split()[-1] in greeting]
    found = (known or customer.contacts)[0]
    return found.name, found.email


def _plain(text: str) -> str:
    """Braces name invoices in stories; here they are only braces."""
    return text.replace("{", "{{").replace("}", "}}")
