"""Answers to `/invoice`: the whole context of one invoice or account, for the person who asked only."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from bot import wording
from bot.cards import facts
from bot.cards.account_facts import owed
from bot.cards.blocks import header, rich, small
from bot.cards.dispute_clock import asked_by_when
from bot.cards.drawing import Block, Drawing
from bot.cards.evidence import said_in_slack
from bot.cards.exchanges import exchanges
from bot.cards.kept_words import promises
from bot.cards.lateness import late_told
from bot.cards.limits import DoesNotFitError, check
from bot.cards.names import ROUTES, count, gone_words, sentence, short_day
from bot.cards.recorded import by_and_when
from bot.cards.room import ROOMS
from bot.cards.standing_holds import NO_HOLDS, HoldsAnswer, standing_holds
from bot.cards.text import line, own, safe, theirs, top_text
from models.dispute import Dispute
from models.fact import Fact
from models.ledger import Account
from models.lifecycle import DisputeState, PacketState
from models.money import Money, total
from models.packet import FollowUpPacket, OpenItem
from models.policy import Policy
from models.receivable import Invoice
from models.sla import DisputeClock

_LINES = 5
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
class FollowUp:
    """What an account owes one of our companies in one currency, and how far its follow-up is."""

    packet: FollowUpPacket
    state: PacketState | None = None
    #: "Olive Owner", "finance leadership"; "" = nobody has it.
    who_has_it: str = ""
    #: Numbers of the invoices its approved mail asks for; None = none is approved, or it asks for no money.
    mailed: tuple[str, ...] | None = None
    #: "FS-3161 left out by Marco Reyes"; "" = the mail asks for all it could.
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceAnswer:
    """What is known about the invoice or account somebody asked for."""

    account: Account
    as_of: date
    #: None = the time does not matter.
    now: datetime | None = None
    #: None = the question was about the whole account.
    invoice: Invoice | None = None
    #: What is left to pay of it; None = not known. Zero or less is settled.
    residual: Money | None = None
    #: The day the last of it was paid or credited; None = not settled, or nobody knows when.
    settled_on: date | None = None
    #: The packet of its account, entity and currency on today's facts.
    packet: FollowUpPacket | None = None
    state: PacketState | None = None
    who_has_it: str = ""
    mailed: tuple[str, ...] | None = None
    left_out: str = ""
    #: Of an account: what it owes in other currencies, or to another company of ours.
    others: tuple[FollowUp, ...] = ()
    #: The open ones.
    disputes: tuple[Dispute, ...] = ()
    #: Dispute id → its clock, where one runs.
    clocks: Mapping[str, DisputeClock] = field(default_factory=dict)
    holds: HoldsAnswer = NO_HOLDS
    #: Every press about the account, oldest first; messages put beside it are shown.
    facts: tuple[Fact, ...] = ()


def invoice_answer(answer: InvoiceAnswer, *, policy: Policy) -> Drawing:
    """Draw everything a person needs before they pick up the phone; its one button lifts a hold."""
    title = _title(answer, policy)
    stopped = [*_disputes(answer, policy), *standing_holds(answer.account, answer.holds)]
    told = [*_invoice(answer), *_packet(answer, policy), *map(_other, answer.others)]
    told += [rich(*said)] if (said := said_in_slack(answer.facts, policy)) else []
    return _as_fits([header(title), small(_standing(answer)), *stopped], told, top_text(title))


def _as_fits(head: list[Block], told: list[Block], text: str) -> Drawing:
    """All of it, or as much as Slack takes and a line that says so."""
    for most in range(len(told), 0, -1):
        rest = [] if most == len(told) else [small("The rest does not fit here; the follow-up's card has it.")]
        with suppress(DoesNotFitError):
            return check(Drawing(blocks=[*head, *told[:most], *rest], text=text))
    return check(Drawing(blocks=head, text=text))


def _name(account: Account) -> str:
    return safe(account.name or account.id, 60) or "Account without a name"


def _title(answer: InvoiceAnswer, policy: Policy) -> str:
    if answer.invoice is not None:
        return f"{safe(answer.invoice.number, 40)} · {_name(answer.account)} · {_left(answer, policy)}"
    owed = _past_due(answer)
    if not owed:
        return f"{_name(answer.account)} · nothing past due"
    disputed = " · disputed" if _is_all_disputed(answer) else ""
    return f"{_name(answer.account)} · {', '.join(map(wording.amount, owed))} past due{disputed}"


def _past_due(answer: InvoiceAnswer) -> list[Money]:
    packets = [answer.packet, *(other.packet for other in answer.others)]
    owed = [packet.past_due for packet in packets if packet is not None and packet.past_due.minor > 0]
    currencies = sorted({money.currency for money in owed})
    return [total((money for money in owed if money.currency == one), one) for one in currencies]


def _is_all_disputed(answer: InvoiceAnswer) -> bool:
    packets = [answer.packet, *(other.packet for other in answer.others)]
    return bool(answer.disputes) and not any(packet.items for packet in packets if packet is not None)


def _left(answer: InvoiceAnswer, policy: Policy) -> str:
    if answer.invoice is not None and answer.invoice.gone is not None:
        return gone_words(answer.invoice.gone)
    if answer.residual is None:
        return "open amount not known"
    if policy.settled(answer.residual):
        return f"settled on {short_day(answer.settled_on)}" if answer.settled_on else "settled"
    assert answer.invoice is not None  # noqa: S101
    days = (answer.as_of - answer.invoice.due_on).days
    when = f"{count(days, 'day')} past due" if days > 0 else "not past due"
    return f"{wording.amount(answer.residual)} open · {when}"


def _standing(answer: InvoiceAnswer) -> str:
    return f"{_follow_up(answer)} · records of {short_day(answer.as_of)} · only you see this"


def _follow_up(answer: InvoiceAnswer) -> str:
    if answer.state is None and answer.disputes:
        return f"Follow-up: none while it is disputed · with {_holder(answer.disputes[0])}"
    if answer.state is None and answer.packet is not None and answer.packet.outside_pilot:
        return f"Follow-up: none, {safe(outside_words(answer.packet), 600)}"
    if answer.state is None and (answer.packet is None or answer.packet.past_due.minor <= 0):
        return "Follow-up: none, nothing is past due"
    state = _STATES[answer.state] if answer.state else "no follow-up under way"
    whose = f"with {safe(answer.who_has_it, 60)}" if answer.who_has_it else "nobody has it"
    if answer.invoice is not None and answer.mailed is not None and answer.invoice.number not in answer.mailed:
        left = f" ({answer.left_out})" if answer.left_out else ""
        return f"Follow-up: not in the mail that is {state}{left}"
    # What was sent waits for the customer, and for nobody of ours.
    return f"Follow-up: {state}" if answer.state is PacketState.SENT else f"Follow-up: {state} · {whose}"


def outside_words(packet: FollowUpPacket) -> str:
    """Why nobody follows it up while the pilot runs."""
    return f"outside the pilot: {'; '.join(each.why for each in packet.outside_pilot)}"


def _holder(dispute: Dispute) -> str:
    owner = dispute.owned_by_name if dispute.state is DisputeState.OWNED else None
    return safe(owner or "", 60) or "finance leadership"


def _disputes(answer: InvoiceAnswer, policy: Policy) -> list[Block]:
    lines = [
        dispute_line(one, policy, answer.now or one.flagged_at, answer.clocks.get(one.id))
        for one in answer.disputes[:_LINES]
    ]
    return [rich(*lines)] if lines else []


def dispute_line(dispute: Dispute, policy: Policy, now: datetime, clock: DisputeClock | None) -> Block:
    """What of the account is in dispute, why, who has it, and how long they still have; None = no clock runs."""
    numbers = ", ".join(safe(one.invoice_number, 40) for one in dispute.lines[:_LINES])
    more = len(dispute.lines) - _LINES
    what = f"{wording.amount(total((one.amount for one in dispute.lines), dispute.currency))} on {numbers}"
    what += f" and {more} more" if more > 0 else ""
    is_owned = dispute.state is DisputeState.OWNED
    whose = f"owned by {_holder(dispute)}" if is_owned else "with finance leadership"
    asked = asked_by_when(clock, policy, now)
    stands = f"{whose}, {asked}" if asked else whose
    reason = dispute.reason.value.replace("_", " ")
    return line(own(f"Disputed ({reason}): ", bold=True), own(f"{what}, {stands}."))


def _invoice(answer: InvoiceAnswer) -> list[Block]:
    invoice = answer.invoice
    if invoice is None:
        return []
    facts_of_it = [
        ("Amount", wording.amount(invoice.amount)),
        ("Open", wording.amount(answer.residual) if answer.residual and not invoice.gone else "not known"),
        ("Issued", short_day(invoice.issued_on)),
        ("Due", short_day(invoice.due_on)),
        ("PO", _po(invoice.po_number)),
        ("Disputed in the ERP", {True: "yes", False: "no", None: "not known"}[invoice.disputed]),
        *_left_out(answer),
        ("Read from", f"{safe(invoice.origin.source, 30)}, {safe(invoice.origin.row, 60)}"),
    ]
    runs = [run for name, text in facts_of_it for run in (own(f"{name}: ", bold=True), own(f"{text} · "))]
    return [rich(line(*runs[:-1], own(facts_of_it[-1][1])))]


def _left_out(answer: InvoiceAnswer) -> list[tuple[str, str]]:
    """Why it is past due and not asked for; nothing where it is."""
    left = answer.packet.left_out if answer.packet else ()
    number = answer.invoice.number if answer.invoice else ""
    return [("Not asked for", safe(each.why, 200)) for each in left if each.item.invoice.number == number]


def _po(number: str | None) -> str:
    return "not known" if number is None else safe(number, 60) or "none on the invoice"


def _packet(answer: InvoiceAnswer, policy: Policy) -> list[Block]:
    packet = answer.packet
    if packet is None:
        return [small("No follow-up packet exists for this account today.")]
    room = ROOMS[0]
    known = [*map(by_and_when, packet.recorded), *promises(packet, room), *owed(packet, policy, room)]
    known += facts.status(packet, room)
    known += exchanges(packet, policy, room)
    if packet.past_due.minor <= 0:
        # A matter of the past: there is nothing to sort and nothing to wait for.
        return [rich(*known), facts.touch_line(packet, room)]
    reasons = " ".join(sentence(safe(reason.sentence, 240)) for reason in packet.reasons[:3])
    kind = line(own(f"{ROUTES[packet.route]}: ", bold=True), own(reasons or "it is past due."))
    waits = [line(own("Waits for: ", bold=True), theirs(gate.lifted_by, 200)) for gate in packet.gates[:5]]
    return [
        *_beside(answer),
        *facts.invoices(packet, room),
        rich(kind, *late_told(packet, room), line(own("On record", bold=True)), *known, *waits),
        facts.touch_line(packet, room),
    ]


def _beside(answer: InvoiceAnswer) -> list[Block]:
    """Says that what follows is not the invoice that was asked for."""
    invoice, packet = answer.invoice, answer.packet
    if invoice is None or packet is None:
        return []
    lines = (*packet.items, *(left.item for left in packet.left_out))
    if invoice.number in {one.invoice.number for one in lines}:
        return []
    return [small(f"Beside it, past due on the account: {wording.amount(packet.past_due)}")]


def _other(other: FollowUp) -> Block:
    packet = other.packet
    lines = (*packet.items, *(left.item for left in packet.left_out))
    told = [f"{safe(one.invoice.number, 40)} {wording.amount(one.open)}, {_late(one)}" for one in lines[:_LINES]]
    more = [f"and {len(lines) - _LINES} more"] if len(lines) > _LINES else []
    amount = f"{wording.amount(packet.past_due)} past due: "
    return rich(line(own(amount, bold=True), own(f"{'; '.join([*told, *more])} · {follow_up_words(other)}")))


def follow_up_words(follow_up: FollowUp) -> str:
    """How far it is and who has it: "waits for a decision · with Olive Owner"."""
    state = _STATES[follow_up.state] if follow_up.state else "no follow-up under way"
    whose = f"with {safe(follow_up.who_has_it, 60)}" if follow_up.who_has_it else "nobody has it"
    # What was sent waits for the customer, and for nobody of ours.
    state += f" ({follow_up.left_out})" if follow_up.left_out else ""
    return state if follow_up.state is PacketState.SENT else f"{state} · {whose}"


def _late(item: OpenItem) -> str:
    return f"{count(item.days_past_due, 'day')} past due"
