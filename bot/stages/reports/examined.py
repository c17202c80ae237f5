"""One account as the audit sees it: what is known, what is open, and what keeps it from one press.

Nothing is sorted here. The account comes with the packets the morning would make of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.stages.gaps import Unknown
from bot.stages.triage import RULES
from models.gate import GateKind
from models.ledger import Contradiction
from models.money import Money
from models.packet import FollowUpPacket, Route
from models.receivable import Invoice

#: A billing entity that policy.toml does not know: the morning leaves its invoices alone.
UNKNOWN_ENTITY = "unknown_entity"
#: Gates that say nothing new where one of these rules has spoken.
_SAID_BY: Mapping[GateKind, frozenset[str]] = {
    GateKind.SUSPICION: frozenset({"challenge_suspected"}),
    GateKind.ALL_DISPUTED: frozenset({"open_dispute"}),
    GateKind.CREDIT_EXPECTED: frozenset({"credit_expected"}),
    GateKind.CONTRADICTION: frozenset({"sources_contradict"}),
    GateKind.NO_VERIFIED_CONTACT: frozenset({"no_verified_contact"}),
    GateKind.MISSING_FACT: frozenset({"source_missing"}),
    GateKind.UNAPPLIED_COVERS: frozenset({"unapplied_cash"}),
    # It waits for the path that the rule asks for.
    GateKind.PATH_UNDECIDED: frozenset(rule.__name__ for rule in RULES),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """What one billing entity has open with an account in one currency, and how the morning sorts it."""

    entity: str
    #: Due or not; what the policy's tolerance settles is not open.
    open: Money
    past_due: Money
    unapplied: Money
    #: Rules and gates that keep it from being routine and approvable; empty where nothing is past due.
    blockers: tuple[str, ...]
    is_routine: bool
    #: Open invoices that need a PO number, and those of them that have one.
    po_needed: int = 0
    po_there: int = 0
    #: Open invoices whose copy may be looked for, and those of them that have one.
    copies_wanted: int = 0
    copies_there: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One account, as far as the audit needs it."""

    account_id: str
    name: str
    owner_id: str
    unknown: frozenset[str]
    contradictions: tuple[Contradiction, ...]
    billed: tuple[Billed, ...]

    @property
    def entities(self) -> frozenset[str]:
        """Who has ever billed it."""
        return frozenset(each.entity for each in self.billed)

    @property
    def past_due(self) -> tuple[Billed, ...]:
        """Where something is past due."""
        return tuple(each for each in self.billed if each.past_due.minor > 0)

    @property
    def blockers(self) -> frozenset[str]:
        """Everything that keeps the account from one press."""
        return frozenset(name for each in self.past_due for name in each.blockers)

    def of(self, entity: str) -> Examined | None:
        """The account as far as *entity* bills it; None = it does not."""
        mine = tuple(each for each in self.billed if each.entity == entity)
        return replace(self, billed=mine) if mine else None


def examine(
    facts: FollowUpPacket,
    billed: Iterable[FollowUpPacket],
    strangers: Iterable[Billed] = (),
    has_copy: Callable[[Invoice], bool] | None = None,
) -> Examined:
    """One account from its packets; *facts* is any of them, *strangers* what nobody can sort.

    *has_copy* None = no copies of invoices are kept.
    """
    named = {str(what) for what in Unknown}
    return Examined(
        account_id=facts.account.id,
        name=facts.account.name or facts.account.id,
        owner_id=facts.owner_id,
        unknown=frozenset(gap.what for gap in facts.gaps if gap.what in named),
        contradictions=facts.contradictions,
        billed=(*(_billed(packet, has_copy) for packet in billed), *strangers),
    )


def stranger(entity: str, open_: Money, past_due: Money) -> Billed:
    """What an entity has billed that the policy does not know."""
    return Billed(
        entity=entity,
        open=open_,
        past_due=past_due,
        unapplied=Money(0, open_.currency),
        blockers=(UNKNOWN_ENTITY,),
        is_routine=False,
    )


def _billed(packet: FollowUpPacket, has_copy: Callable[[Invoice], bool] | None) -> Billed:
    open_items = [*packet.items, *(left.item for left in packet.left_out), *packet.not_due]
    needing = [item.invoice for item in open_items if packet.account.po_required]
    return Billed(
        entity=packet.entity,
        open=Money(sum(item.open.minor for item in open_items), packet.currency),
        past_due=packet.past_due,
        unapplied=packet.unapplied,
        blockers=_blockers(packet) if packet.past_due.minor > 0 else (),
        is_routine=packet.route is Route.ROUTINE,
        po_needed=len(needing),
        po_there=sum(bool(invoice.po_number) for invoice in needing),
        copies_wanted=len(open_items) if has_copy else 0,
        copies_there=sum(has_copy(item.invoice) for item in open_items) if has_copy else 0,
    )


def _blockers(packet: FollowUpPacket) -> tuple[str, ...]:
    rules = frozenset(reason.rule for reason in packet.reasons)
    gates = [str(gate.kind) for gate in packet.gates if not rules & _SAID_BY.get(gate.kind, frozenset())]
    return (*(reason.rule for reason in packet.reasons), *gates)
