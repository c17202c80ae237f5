"""A collector's case card → its class, its owner and why, by the same assemble and triage as the real day."""

from __future__ import annotations

from dataclasses import replace

from bot.stages.assemble import assemble
from bot.stages.cases.card_books import AS_OF, AT, CURRENCY, ID, NUMBER, Case, case_of
from bot.stages.cases.labelled import Fields
from bot.stages.read import CHALLENGES, read
from bot.stages.triage import owner_of, triage
from models.dispute import Dispute, DisputedLine, DisputeReason
from models.ledger import AccountLedger
from models.lifecycle import DisputeState
from models.money import Money
from models.packet import FollowUpPacket, Reason
from models.policy import Policy
from models.signal import Signal


def sort_card(row: Fields, policy: Policy) -> dict[str, object]:
    """The class, the owner and the reasons of one row: `id` and `facts`. A suspicion counts as confirmed.

    Raises:
        FieldError: a field cannot be read.
    """
    row_id = row.needed("id")
    packet = packet_of(case_of(row.inner("facts"), policy), policy)
    route, reasons = triage(packet, policy)
    return {
        "id": row_id,
        "class": route.name.lower(),
        "owner": owner_of(route, reasons).value,
        "reasons": [_told(reason) for reason in reasons],
    }


def _told(reason: Reason) -> dict[str, object]:
    evidence = [each.fact for each in reason.evidence]
    return {"rule": reason.rule, "sentence": reason.sentence, "evidence": evidence}


def packet_of(case: Case, policy: Policy) -> FollowUpPacket:
    """The packet the real day would have, after the reviewer has confirmed every suspicion."""
    entity = next(iter(policy.entities))
    heard = [signal for signal in (*read(case.book), *case.stated) if signal.kind in CHALLENGES]
    packet = assemble(
        _in_books_of(case.book, entity),
        entity=entity,
        currency=CURRENCY,
        as_of=AS_OF,
        policy=policy,
        facts=(),
        disputes=tuple(_confirmed(signal, entity) for signal in heard),
        touches_sent=(),
        stamps=case.stamps,
    )
    stated = tuple(signal for signal in case.stated if signal.kind not in CHALLENGES)
    return replace(packet, signals=(*packet.signals, *stated))


def _in_books_of(book: AccountLedger, entity: str) -> AccountLedger:
    return replace(
        book,
        invoices=tuple(replace(each, entity=entity) for each in book.invoices),
        payments=tuple(replace(each, entity=entity) for each in book.payments),
    )


def _confirmed(signal: Signal, entity: str) -> Dispute:
    return Dispute(
        id=signal.quote,
        account_id=ID,
        account_name="",
        entity=entity,
        currency=CURRENCY,
        lines=(DisputedLine(NUMBER, Money(1, CURRENCY)),),
        reason=DisputeReason(signal.reason or DisputeReason.OTHER),
        note="",
        state=DisputeState.ROUTED,
        version=1,
        flagged_by="card",
        flagged_by_name=f"whoever reads “{signal.quote}”",
        flagged_at=AT,
        quote=signal.quote,
    )
