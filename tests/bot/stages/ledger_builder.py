"""An ordinary account of the demo entity, known in every respect, and what a test wants different."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.adapters.policy_file import load_policy
from bot.adapters.remittance_file import load_remittance
from bot.stages.assemble import assemble
from bot.stages.sorting import sorted_packet
from bot.stages.triage import triage
from models.correspondence import Contact, ContactStatus, Direction, Message
from models.decision import Path as Way
from models.decision import PathChoice
from models.dispute import Dispute, DisputedLine, DisputeReason
from models.evidence import Origin
from models.fact import Fact, FactKind
from models.ledger import Account, AccountLedger, Contract, Promise, RecordKind, Severity, SourceStamp, Ticket
from models.lifecycle import DisputeState
from models.money import Money
from models.obligation import Obligation, ObligationKind
from models.packet import FollowUpPacket
from models.policy import Policy
from models.receivable import CreditNote, Invoice, Payment

_CONFIG = Path(__file__).parents[3] / "config"
POLICY: Policy = load_policy(_CONFIG / "policy.toml")
REMITTANCE = load_remittance(_CONFIG / "remittance.toml")
#: A Monday.
TODAY = date(2026, 5, 11)
AT = datetime(2026, 5, 11, 5, 0, tzinfo=UTC)


def origin(row: str = "x.csv:2", as_of: date = TODAY) -> Origin:
    return Origin("books", row, as_of)


def account(**other: Any) -> Account:
    known: dict[str, Any] = {
        "id": "A1",
        "origin": origin("accounts.csv:2"),
        "name": "Acme Tools Ltd",
        "owner_id": "U0OLIVE",
        "tier": "mid",
        "debtor_kind": "company",
        "language": "en",
        "domain": "acme.example",
        "terms_days": 30,
        "po_required": False,
    }
    return Account(**(known | other))


def invoice(number: str = "1001", days_past_due: int = 12, euros: int = 1000, **other: Any) -> Invoice:
    due = TODAY - timedelta(days=days_past_due)
    known: dict[str, Any] = {
        "number": number,
        "account_id": "A1",
        "entity": "fennel",
        "amount": Money(euros * 100, "EUR"),
        "issued_on": due - timedelta(days=30),
        "due_on": due,
        "origin": origin(f"invoices.csv:{number}"),
        "disputed": False,
    }
    return Invoice(**(known | other))


def contact(**other: Any) -> Contact:
    known: dict[str, Any] = {
        "id": "K1",
        "account_id": "A1",
        "name": "Ann Quill",
        "email": "ann@acme.example",
        "role": "billing",
        "status": ContactStatus.VERIFIED,
        "confirmed_on": date(2026, 1, 10),
        "origin": origin("contacts.csv:2"),
    }
    return Contact(**(known | other))


def message(text: str, on: date = date(2026, 5, 8), **other: Any) -> Message:
    known: dict[str, Any] = {
        "id": "M1",
        "account_id": "A1",
        "direction": Direction.INBOUND,
        "sender": "ann@acme.example",
        "at": datetime(on.year, on.month, on.day, 9, 0, tzinfo=UTC),
        "text": text,
        "origin": origin("messages.csv:2"),
    }
    return Message(**(known | other))


def ticket(**other: Any) -> Ticket:
    known: dict[str, Any] = {
        "id": "T-1",
        "account_id": "A1",
        "subject": "How to add a user",
        "is_open": True,
        "opened_on": date(2026, 5, 1),
        "severity": Severity.LOW,
        "origin": origin("tickets.csv:2"),
    }
    return Ticket(**(known | other))


def contract(renewal_on: date | None = date(2027, 3, 1), **other: Any) -> Contract:
    known: dict[str, Any] = {"id": "V1", "account_id": "A1", "origin": origin("contracts.csv:2"), "terms_days": 30}
    return Contract(**(known | {"renewal_on": renewal_on} | other))


def promise(due_on: date, *numbers: str, **other: Any) -> Promise:
    known: dict[str, Any] = {
        "id": "P1",
        "account_id": "A1",
        "amount": None,
        "said_by": "Ann Quill",
        "origin": origin("promises.csv:2"),
    }
    return Promise(due_on=due_on, invoice_numbers=numbers, **(known | other))


def payment(euros: int, number: str | None = None, on: date = date(2026, 5, 5), **other: Any) -> Payment:
    known: dict[str, Any] = {"id": f"Z{number}", "account_id": "A1", "entity": "fennel", "origin": origin()}
    return Payment(amount=Money(euros * 100, "EUR"), received_on=on, invoice_number=number, **(known | other))


def credit_note(euros: int, number: str | None = None, **other: Any) -> CreditNote:
    return CreditNote(
        id="CN1",
        account_id="A1",
        amount=Money(euros * 100, "EUR"),
        issued_on=date(2026, 5, 5),
        origin=origin(),
        entity="fennel",
        invoice_number=number,
        **other,
    )


def obligation(**other: Any) -> Obligation:
    known: dict[str, Any] = {
        "id": "OB-1",
        "account_id": "A1",
        "kind": ObligationKind.DELIVERY,
        "what": "The export of April",
        "is_open": True,
        "origin": origin("obligations.csv:2"),
    }
    return Obligation(**(known | other))


def dispute(*numbers: str, **other: Any) -> Dispute:
    known: dict[str, Any] = {
        "id": "D1",
        "account_id": "A1",
        "account_name": "Acme Tools Ltd",
        "entity": "fennel",
        "currency": "EUR",
        "lines": tuple(DisputedLine(number, Money(100, "EUR")) for number in numbers),
        "reason": DisputeReason.DELIVERY,
        "note": "",
        "state": DisputeState.ROUTED,
        "version": 1,
        "flagged_by": "U0OLIVE",
        "flagged_by_name": "Olive Byrne",
        "flagged_at": AT,
    }
    return Dispute(**(known | other))


def fact(kind: FactKind, about: str, at: datetime = AT) -> Fact:
    return Fact(kind=kind, account_id="A1", about=about, by_id="U0OLIVE", by_name="Olive Byrne", at=at)


def stamps(without: tuple[RecordKind, ...] = (), as_of: date = TODAY) -> tuple[SourceStamp, ...]:
    newest = {RecordKind.PAYMENTS: as_of}
    return tuple(
        SourceStamp(str(kind), kind, as_of, AT, 1, 0, newest_payment=newest.get(kind))
        for kind in RecordKind
        if kind not in without
    )


def book(**other: Any) -> AccountLedger:
    known: dict[str, Any] = {
        "account": account(),
        "invoices": (invoice(),),
        "contacts": (contact(),),
        "contracts": (contract(),),
    }
    return AccountLedger(**(known | other))


def assembled(ledger: AccountLedger | None = None, **other: Any) -> FollowUpPacket:
    known: dict[str, Any] = {
        "entity": "fennel",
        "currency": "EUR",
        "as_of": TODAY,
        "policy": POLICY,
        "facts": (),
        "disputes": (),
        "touches_sent": (),
        "stamps": stamps(),
    }
    return assemble(ledger or book(), **(known | other))


def sorted_one(ledger: AccountLedger | None = None, *, path_chosen: bool = False, **other: Any) -> FollowUpPacket:
    packet = assembled(ledger, **other)
    _, reasons = triage(packet, POLICY)
    return sorted_packet(packet, POLICY, a_path(*(reason.rule for reason in reasons)) if path_chosen else None)


def a_path(*over: str) -> PathChoice:
    """A path chosen over these rules."""
    at = datetime(2026, 5, 11, 8, tzinfo=UTC)
    return PathChoice(path=Way.NOTE_BY_OWNER, reason="r", by_id="U0FREYA", by_name="Freya", at=at, over=over)
