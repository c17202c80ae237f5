"""Answers to `/invoice`: the whole context of one invoice or account, for the person who asked only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import wording
from bot.cards import facts
from bot.cards.blocks import header, rich, small, table
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import check
from bot.cards.names import ROUTES, count, sentence, short_day
from bot.cards.room import ROOMS
from bot.cards.text import line, own, safe, theirs, top_text
from models.ledger import Account, Invoice
from models.lifecycle import PacketState
from models.money import Money
from models.packet import FollowUpPacket
from models.policy import Policy

_MATCHES = 20
_STATES = {
    PacketState.PREPARED: "prepared, no card yet",
    PacketState.POSTED: "waits for a decision",
    PacketState.HELD: "on hold",
    PacketState.APPROVED: "approved, not yet sent",
    PacketState.SENDING: "being sent",
    PacketState.SENT: "sent",
    PacketState.CLOSED: "closed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceAnswer:
    """What is known about the invoice or account somebody asked for."""

    account: Account
    as_of: date
    #: None = the question was about the whole account.
    invoice: Invoice | None = None
    #: What is left to pay of it; None = not known. Zero or less is settled.
    residual: Money | None = None
    #: The newest packet of its account, entity and currency.
    packet: FollowUpPacket | None = None
    state: PacketState | None = None
    #: "Olive Owner", "finance leadership"; "" = nobody has it.
    who_has_it: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One of several records a question could mean."""

    #: What to type after the command to get exactly this one.
    query: str
    account_name: str
    invoice_number: str = ""
    open: Money | None = None


def invoice_answer(answer: InvoiceAnswer, *, policy: Policy) -> Drawing:
    """Draw everything a person needs before they pick up the phone; it holds no button."""
    title = _title(answer, policy)
    blocks = [header(title), small(_standing(answer)), *_invoice(answer), *_packet(answer, policy)]
    return check(Drawing(blocks=blocks, text=top_text(title)))


def _name(account: Account) -> str:
    return safe(account.name or account.id, 60) or "Account without a name"


def _title(answer: InvoiceAnswer, policy: Policy) -> str:
    if answer.invoice is not None:
        return f"{safe(answer.invoice.number, 40)} · {_name(answer.account)} · {_left(answer, policy)}"
    if answer.packet is None:
        return f"{_name(answer.account)} · nothing past due"
    return f"{_name(answer.account)} · {wording.amount(answer.packet.past_due)} past due"


def _left(answer: InvoiceAnswer, policy: Policy) -> str:
    if answer.residual is None:
        return "open amount not known"
    if policy.settled(answer.residual):
        return "settled"
    assert answer.invoice is not None  # noqa: S101
    days = (answer.as_of - answer.invoice.due_on).days
    when = f"{count(days, 'day')} past due" if days > 0 else "not past due"
    return f"{wording.amount(answer.residual)} open · {when}"


def _standing(answer: InvoiceAnswer) -> str:
    state = _STATES[answer.state] if answer.state else "no follow-up under way"
    whose = f"with {safe(answer.who_has_it, 60)}" if answer.who_has_it else "nobody has it"
    return f"Follow-up: {state} · {whose} · records of {short_day(answer.as_of)} · only you see this"


def _invoice(answer: InvoiceAnswer) -> list[Block]:
    invoice = answer.invoice
    if invoice is None:
        return []
    facts_of_it = [
        ("Amount", wording.amount(invoice.amount)),
        ("Open", wording.amount(answer.residual) if answer.residual else "not known"),
        ("Issued", short_day(invoice.issued_on)),
        ("Due", short_day(invoice.due_on)),
        ("PO", _po(invoice.po_number)),
        ("Disputed in the ERP", {True: "yes", False: "no", None: "not known"}[invoice.disputed]),
        ("Read from", f"{safe(invoice.origin.source, 30)}, {safe(invoice.origin.row, 60)}"),
    ]
    runs = [run for name, text in facts_of_it for run in (own(f"{name}: ", bold=True), own(f"{text} · "))]
    return [rich(line(*runs[:-1], own(facts_of_it[-1][1])))]


def _po(number: str | None) -> str:
    return "not known" if number is None else safe(number, 60) or "none on the invoice"


def _packet(answer: InvoiceAnswer, policy: Policy) -> list[Block]:
    packet = answer.packet
    if packet is None:
        return [small("No follow-up packet exists for this account today.")]
    room = ROOMS[0]
    reasons = " ".join(sentence(safe(reason.sentence, 240)) for reason in packet.reasons[:3])
    kind = line(own(f"{ROUTES[packet.route]}: ", bold=True), own(reasons or "it is past due."))
    parts = [kind, facts.status_line(packet, room), *facts.exchanges(packet, policy, room)]
    waits = [line(own("Waits for: ", bold=True), theirs(gate.lifted_by, 200)) for gate in packet.gates[:5]]
    return [*facts.invoices(packet, room), rich(*parts, *waits), facts.touch_line(packet, room)]


def several_matches(matches: Sequence[Match]) -> Drawing:
    """Name each record the question could mean; never pick the first."""
    title = f"{count(len(matches), 'record')} match. Which one?"
    rows = [_match(match) for match in matches[:_MATCHES]]
    more = len(matches) - _MATCHES
    found = table(("Type", "Account", "Open"), ("left", "left", "right"), rows, wrapped=(0, 1))
    tail = f"and {more} more: type more of the name or number." if more > 0 else "Only you see this."
    return check(Drawing(blocks=[header(title), found, small(tail)], text=top_text(title)))


def _match(match: Match) -> tuple[str, str, str]:
    amount = wording.amount(match.open) if match.open else "–"
    number = "" if match.invoice_number in ("", match.query) else f", {safe(match.invoice_number, 40)}"
    return f"/invoice {safe(match.query, 60)}", f"{safe(match.account_name, 60)}{number}", amount


def nothing_found(text: str) -> Drawing:
    """There is none, or it is not theirs to see: the same answer, so that it tells nothing."""
    if not text.strip():
        usage = "Type an invoice number or a part of an account's name: /invoice FS-3158, /invoice northgate"
        return check(Drawing(blocks=[rich(line(own(usage)))], text=top_text(usage)))
    told = "No invoice or account that you may see matches"
    parts = line(own(f"{told} “"), theirs(text, 80), own("”. Check the number, or type the account's name."))
    return check(Drawing(blocks=[rich(parts)], text=top_text(f"{told} “{safe(text, 60)}”")))


def no_rights() -> Drawing:
    """They may not ask at all; says nothing about any record."""
    told = "You may not look up invoices here. Ask a finance lead to add you to the policy."
    return check(Drawing(blocks=[rich(line(own(told)))], text=top_text(told)))
