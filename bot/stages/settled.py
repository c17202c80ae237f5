"""Why a packet is over."""

from __future__ import annotations

from bot import wording
from models.gate import GateEffect, GateKind
from models.ledger import AccountLedger
from models.packet import FollowUpPacket, OpenItem
from models.receivable import Invoice


def settled_why(ledger: AccountLedger, before: FollowUpPacket, now: FollowUpPacket) -> str:
    """What became of the lines a packet asked for: left out, paid or credited, or gone and never called paid."""
    stopped = [gate for gate in now.gated(GateEffect.NO_PACKET) if gate.kind is not GateKind.NOTHING_TO_ASK]
    if stopped and now.past_due.minor > 0:
        return stopped[0].why
    listed = {invoice.number: invoice for invoice in ledger.invoices if invoice.entity == before.entity}
    left = {one.item.invoice.number: one.why for one in now.left_out}
    told = [_became(item, listed, left) for item in before.items]
    return f"{'; '.join(told)}." if told else "Nothing past due is open any more."


def _became(item: OpenItem, listed: dict[str, Invoice], left: dict[str, str]) -> str:
    number = item.invoice.number
    if number in left:
        return f"{number}: {left[number].rstrip('.')}"
    is_listed = number in listed and listed[number].gone is None
    gone = "has since been paid or credited" if is_listed else "is no longer on the list"
    if number in listed and not listed[number].counts:
        gone = f"is {listed[number].status} in the books"
    return f"{number}: {wording.amount(item.open)} {gone}"
