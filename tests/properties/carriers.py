"""An ordinary account with a text of somebody's in one field, and what the copilot makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.adapters.remittance_file import load_remittance
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.flows.desk import Desk
from bot.flows.situation import situation_on, write_draft
from bot.stages.sorting import standing_path
from models.correspondence import ContactStatus
from models.decision import Path as Way
from models.decision import PathChoice
from models.draft import Draft, Weight
from models.gate import GateKind
from models.ledger import AccountLedger
from models.money import Money
from models.obligation import ObligationKind
from models.packet import FollowUpPacket, Route
from tests.bot.stages import ledger_builder as b

DESK = Desk(
    store=SqlStore("sqlite://"),
    clock=ShiftedClock(b.AT),
    policy=b.POLICY,
    remittance=load_remittance(b.Path(__file__).parents[2] / "config" / "remittance.toml"),
)
FILLER = "Quarterly check"
_LINK = re.compile(
    r"(?:https?|mailto|file|javascript|data):\S+|www\.\S+|[\w.-]+@[\w.-]+|[\w-]+\.example\b\S*", re.IGNORECASE
)


def ledger() -> AccountLedger:
    """Two late invoices, somebody to write to, somebody else, an old letter and a quiet ticket."""
    return b.book(
        invoices=(b.invoice("1001", po_number="4500-1"), b.invoice("1002", 8, 250, po_number="4500-1")),
        contacts=(b.contact(), b.contact(id="K2", name="Bo Tarn", email="bo@acme.example", role="director")),
        messages=(b.message("Thank you for your help.", on=date(2026, 4, 2), id="M0"),),
        tickets=(b.ticket(),),
    )


def _message(**changes: str) -> AccountLedger:
    one = b.message(**({"text": "Thank you for your help."} | changes))
    book = ledger()
    return replace(book, messages=(*book.messages, one))


def _first(field: str, **changes: object) -> AccountLedger:
    book = ledger()
    records = getattr(book, field)
    return replace(book, **{field: (replace(records[0], **changes), *records[1:])})


def _account(**changes: object) -> AccountLedger:
    book = ledger()
    return replace(book, account=replace(book.account, **changes))


#: Each field that a customer fills, or that somebody fills with a customer's words, and the account with a text in it.
CARRIERS: Mapping[str, Callable[[str], AccountLedger]] = {
    "message text": lambda text: _message(text=text),
    "message subject": lambda text: _message(subject=text),
    "message sender": lambda text: _message(sender=text),
    "message id": lambda text: _message(message_id=text),
    "contact name": lambda text: _first("contacts", name=text),
    "contact role": lambda text: replace(
        ledger(), contacts=(b.contact(), b.contact(id="K2", name="Bo Tarn", email="bo@acme.example", role=text))
    ),
    "contact language": lambda text: _first("contacts", language=text),
    "other contact's name": lambda text: replace(
        ledger(), contacts=(b.contact(), b.contact(id="K2", name=text, email="bo@acme.example", role="director"))
    ),
    "account name": lambda text: _account(name=text),
    "account tier": lambda text: _account(tier=text),
    "account language": lambda text: _account(language=text),
    "executive sponsor": lambda text: _account(executive_sponsor=text),
    "name of somebody who left": lambda text: replace(
        ledger(),
        contacts=(
            b.contact(),
            b.contact(id="K2", name=text, email="bo@acme.example", role="billing", status=ContactStatus.LEFT),
        ),
    ),
    "contract note": lambda text: _first("contracts", note=text),
    "ticket subject": lambda text: _first("tickets", subject=text),
    "ticket kind": lambda text: _first("tickets", kind=text),
    "PO number": lambda text: _first("invoices", po_number=text),
    "customer name on the invoice": lambda text: _first("invoices", customer_name=text),
    "obligation": lambda text: replace(ledger(), obligations=(b.obligation(kind=ObligationKind.FIX, what=text),)),
    "promise": lambda text: replace(
        ledger(), promises=(b.promise(date(2026, 5, 1), "1001", said_by=text, quote=text),)
    ),
}


@dataclass(frozen=True)
class Outcome:
    """What must not depend on anybody's words."""

    route: Route
    gates: frozenset[GateKind]
    recipient: str | None
    lines: Mapping[str, Money]
    draft: Draft | None
    links: frozenset[str]
    #: How grave what the guard says of the draft is.
    findings: frozenset[Weight]


def outcome(book: AccountLedger, *, with_path: bool) -> Outcome:
    """The packet and the draft, as a morning or a press makes them."""
    path = _chosen(book) if with_path else None
    packet = _packet(book, path)
    draft, findings = write_draft(DESK, packet, standing_path(path, packet))
    return Outcome(
        route=packet.route,
        gates=frozenset(gate.kind for gate in packet.gates),
        recipient=packet.recipient.email if packet.recipient else None,
        lines={item.invoice.number: item.open for item in (*packet.items, *(left.item for left in packet.left_out))},
        draft=draft,
        links=frozenset(links(draft.body) | links(draft.subject)) if draft else frozenset(),
        findings=frozenset(finding.weight for finding in findings),
    )


def links(text: str) -> set[str]:
    """Whatever a mail program would make clickable."""
    return set(_LINK.findall(text))


def _chosen(book: AccountLedger) -> PathChoice:
    rules = tuple(reason.rule for reason in _packet(book, None).reasons)
    at = datetime(2026, 5, 11, 8, tzinfo=UTC)
    return PathChoice(path=Way.NOTE_BY_OWNER, reason="r", by_id="U0FREYA", by_name="Freya", at=at, over=rules)


def _packet(book: AccountLedger, path: PathChoice | None) -> FollowUpPacket:
    return situation_on(
        DESK,
        book,
        entity="fennel",
        currency="EUR",
        as_of=b.TODAY,
        path=path,
        facts=(),
        disputes=(),
        stamps=b.stamps(),
    )
