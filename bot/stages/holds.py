"""Which holds stand on a day: of the account, of single invoices, and those that stop every message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.told import hold_words
from models.evidence import Origin
from models.fact import Fact, FactKind
from models.hold import STOPS, HoldKind, StandingHold
from models.ledger import Account
from models.packet import FollowUpPacket
from models.receivable import Invoice

_PUT_ON = frozenset(FactKind(kind) for kind in HoldKind if kind is not HoldKind.PACKET)


def standing_holds(account: Account, facts: Iterable[Fact], as_of: date) -> tuple[StandingHold, ...]:
    """What people have put on and nobody has lifted, then what the accounts source marks."""
    newest: dict[str, Fact] = {}
    for fact in hold_presses(facts):
        newest[fact.about if fact.kind is FactKind.LIFTED else f"{fact.kind}\n{fact.about}"] = fact
    pressed = [_pressed(fact) for fact in newest.values() if _stands(fact, as_of)]
    marks = ((HoldKind.LEGAL_HOLD, account.legal_hold), (HoldKind.DO_NOT_CONTACT, account.do_not_contact))
    return (*pressed, *(StandingHold(kind=kind, origin=account.origin) for kind, is_marked in marks if is_marked))


def hold_presses(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Every press that put a hold on or lifted one, in order."""
    return tuple(fact for fact in facts if fact.kind in _PUT_ON or fact.kind is FactKind.LIFTED)


def invoice_about(invoice: Invoice) -> str:
    """What a hold of one invoice is about."""
    return f"{invoice.entity}\n{invoice.number}"


def holds_of(packet: FollowUpPacket, kind: HoldKind) -> tuple[StandingHold, ...]:
    """Those of one kind."""
    return tuple(hold for hold in packet.holds if hold.kind is kind)


def stops_of(packet: FollowUpPacket) -> tuple[StandingHold, ...]:
    """Those under which nobody writes to the customer."""
    return tuple(hold for hold in packet.holds if hold.kind in STOPS)


def told(holds: Sequence[StandingHold]) -> str:
    """Who put each on, until when, and why."""
    return "; ".join(hold_words(hold) for hold in holds)


def _stands(fact: Fact, as_of: date) -> bool:
    return fact.kind is not FactKind.LIFTED and (fact.until is None or as_of < fact.until)


def _pressed(fact: Fact) -> StandingHold:
    return StandingHold(
        kind=HoldKind(fact.kind),
        origin=Origin("desk", f"{fact.kind.replace('_', ' ')} by {fact.by_name}", fact.at.date()),
        about=fact.about,
        until=fact.until,
        reason=fact.reason,
        by_id=fact.by_id,
        by_name=fact.by_name,
    )
