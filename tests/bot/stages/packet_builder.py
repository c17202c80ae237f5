"""Packets for tests: an ordinary account of the demo entity, and what a test wants different."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.correspondence import Contact, ContactStatus, Direction, Message, Touch
from models.decision import Path, PathChoice
from models.draft import Play
from models.evidence import Evidence, Origin
from models.ledger import Account
from models.money import Money
from models.packet import ContextLine, ContextName, FollowUpPacket, LeftOut, OpenItem, Reason, Route
from models.people import Role
from models.policy import Entity, Member, Policy
from models.receivable import Invoice
from models.remittance import Remittance

AS_OF = date(2026, 6, 27)
DUE = date(2026, 5, 11)
AT = datetime(2026, 6, 27, 6, 0, tzinfo=UTC)
ORIGIN = Origin("invoices", "invoices.csv:14", AS_OF)
ENTITY = Entity(
    id="fennel",
    name="Fennel Systems",
    timezone="Europe/Dublin",
    mail_from="billing@fennel.example",
    reply_to="ar@fennel.example",
    details_on_invoice=True,
)
OLIVE = Member(user_id="U01", name="Olive Byrne", email="olive@fennel.example", roles=frozenset({Role.ACCOUNT_OWNER}))
REMITTANCE = Remittance(
    entity="fennel",
    currency="EUR",
    lines=("Fennel Systems, Bank of Nowhere", "IBAN IE64 IRCE 9205 0112 3456 78", "BIC IRCEIE2D"),
)

#: What is written without a sent mail to correct; test_correction.py has the other.
UNPROMPTED = [play for play in Play if play is not Play.CORRECTION]


def a_policy(**overrides: Any) -> Policy:
    base = Policy(
        hash="0123456789ab",
        entities={"fennel": ENTITY},
        members={"U01": OLIVE},
        channels={},
        fallback_owner="U01",
        strategic_tiers=frozenset({"enterprise"}),
        ordinary_tiers=frozenset({"standard"}),
        go_live=date(2026, 1, 1),
        tolerance={},
    )
    return replace(base, **overrides)


def an_invoice(number: str = "INV-1007", due_on: date = DUE, **overrides: Any) -> Invoice:
    base = Invoice(
        number=number,
        account_id="A1",
        entity="fennel",
        amount=Money(123450, "EUR"),
        issued_on=due_on - timedelta(days=30),
        due_on=due_on,
        origin=ORIGIN,
        po_number="4500012",
    )
    return replace(base, **overrides)


def an_item(number: str = "INV-1007", minor: int = 123450, due_on: date = DUE, **overrides: Any) -> OpenItem:
    amount = overrides.pop("amount", Money(minor, "EUR"))
    invoice = an_invoice(number, due_on, amount=amount, **overrides)
    return OpenItem(invoice=invoice, open=Money(minor, amount.currency), days_past_due=(AS_OF - due_on).days)


def a_contact(name: str = "Anna Keller", email: str = "anna.keller@brightwater.example", **overrides: Any) -> Contact:
    base = Contact(
        id=email, account_id="A1", name=name, email=email, origin=ORIGIN, role="billing", status=ContactStatus.VERIFIED
    )
    return replace(base, **overrides)


def a_message(subject: str = "Invoice INV-1007, Fennel Systems", **overrides: Any) -> Message:
    base = Message(
        id="M1",
        account_id="A1",
        direction=Direction.OUTBOUND,
        sender="billing@fennel.example",
        at=datetime(2026, 6, 1, 9, tzinfo=UTC),
        text="...",
        origin=ORIGIN,
        subject=subject,
        message_id="<m1@fennel.example>",
    )
    return replace(base, **overrides)


def a_touch(on: date = date(2026, 6, 1), what: str = "reminder") -> Touch:
    return Touch(on=on, by="Olive Byrne", what=what, origin=ORIGIN)


def reminded(packet: FollowUpPacket, *days: date) -> FollowUpPacket:
    """*packet* after reminders that really went on *days*."""
    records = tuple(Evidence(f"reminded on {on}", ORIGIN) for on in days)
    last = a_touch(days[-1])
    return replace(packet, reminders_sent=len(days), reminders=records, reminded_on=days, last_touch=last)


def a_reason(rule: str, route: Route = Route.EXCEPTION, reviewer: Role = Role.FINANCE) -> Reason:
    return Reason(rule, route, reviewer, rule, (Evidence(rule, ORIGIN),))


def a_path(path: Path) -> PathChoice:
    return PathChoice(path=path, reason="agreed", by_id="U09", by_name="Nora Quill", at=AT)


def left_out(item: OpenItem, why: str = "disputed") -> LeftOut:
    return LeftOut(item=item, why=why)


def on_time_history() -> ContextLine:
    return ContextLine(ContextName.PAYMENT_HISTORY, "paid 12 of 12 on time", (ORIGIN,))


def an_account(**overrides: Any) -> Account:
    base = Account(
        id="A1",
        origin=ORIGIN,
        name="Brightwater Logistics Ltd",
        owner_id="U01",
        tier="standard",
        debtor_kind="company",
        language="en",
        domain="brightwater.example",
        terms_days=30,
        po_required=False,
        customer_since=date(2020, 2, 1),
    )
    return replace(base, **overrides)


def a_packet(**overrides: Any) -> FollowUpPacket:
    """One routine account with one invoice, and *overrides*."""
    contact = a_contact()
    base = FollowUpPacket(
        account=an_account(),
        entity="fennel",
        currency="EUR",
        as_of=AS_OF,
        items=(an_item(),),
        unapplied=Money(0, "EUR"),
        contacts=(contact,),
        recipient=contact,
        owner_id="U01",
    )
    return replace(base, **overrides)
