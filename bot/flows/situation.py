"""One account as the books and the desk know it now, sorted and, where the reason allows, drafted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.books import Books
from bot.flows.desk import Desk
from bot.stages.assemble import assemble
from bot.stages.correspondence import delivered
from bot.stages.draft import choose_play, compose
from bot.stages.gates import sorted_packet
from bot.stages.guard import check
from bot.stages.late import late_reasons
from bot.stages.pilot import Candidate, verdict
from bot.stages.risk import risk
from bot.stages.routes import routed
from models.correspondence import Touch
from models.decision import Path, PathChoice
from models.dispute import Dispute
from models.draft import Draft, Finding
from models.evidence import Origin
from models.fact import Fact, FactKind
from models.ledger import AccountLedger, SourceStamp
from models.model_reading import ModelReading
from models.packet import FollowUpPacket
from models.people import NO_ROSTER, Role, Roster
from models.pilot import Exclusion, Largest
from models.policy import Member


def situation(
    desk: Desk, books: Books, ledger: AccountLedger, *, entity: str, currency: str, as_of: date, path: PathChoice | None
) -> FollowUpPacket:
    """The packet of one account, entity and currency as of a business-local day."""
    return situation_on(
        desk,
        ledger,
        entity=entity,
        currency=currency,
        as_of=as_of,
        path=path,
        facts=books.facts(ledger.account.id),
        disputes=books.disputes(ledger.account.id),
        stamps=books.stamps(),
        roster=books.roster(),
        largest=books.largest() if desk.policy.pilot else None,
        readings=books.model_readings(ledger.account.id),
    )


def outside_pilot(
    desk: Desk, books: Books, ledger: AccountLedger, *, entity: str, as_of: date
) -> tuple[Exclusion, ...]:
    """Why nobody follows up what this account owes *entity*; empty = it is followed up."""
    if desk.policy.pilot is None:
        return ()
    disputes, roster = books.disputes(ledger.account.id), books.roster()
    return _exclusions(desk, ledger, entity, as_of, disputes, roster, books.largest())


def _exclusions(
    desk: Desk,
    ledger: AccountLedger,
    entity: str,
    as_of: date,
    disputes: Sequence[Dispute],
    roster: Roster,
    largest: Largest | None,
) -> tuple[Exclusion, ...]:
    candidate = Candidate(
        book=ledger,
        entities=frozenset({entity}),
        as_of=as_of,
        policy=desk.policy,
        disputes=disputes,
        roster=roster,
        largest=largest,
    )
    return verdict(candidate)


def situation_on(
    desk: Desk,
    ledger: AccountLedger,
    *,
    entity: str,
    currency: str,
    as_of: date,
    path: PathChoice | None,
    facts: Sequence[Fact],
    disputes: Sequence[Dispute],
    stamps: Sequence[SourceStamp],
    roster: Roster = NO_ROSTER,
    largest: Largest | None = None,
    readings: Sequence[ModelReading] = (),
) -> FollowUpPacket:
    """The same on facts, disputes, stamps, a ranking and readings that need not be the books' own."""
    told = delivered(facts, ledger)
    packet = assemble(
        ledger,
        entity=entity,
        currency=currency,
        as_of=as_of,
        policy=desk.policy,
        facts=told,
        disputes=disputes,
        touches_sent=_touches(desk, told, entity),
        stamps=stamps,
        roster=roster,
        readings=readings,
        reader=desk.reader.name if desk.reader else None,
    )
    outside = _exclusions(desk, ledger, entity, as_of, disputes, roster, largest)
    packet = sorted_packet(replace(packet, outside_pilot=outside), desk.policy, path)
    known = replace(
        packet,
        reasons=routed(packet.reasons, desk.policy, roster),
        late_because=late_reasons(packet, desk.policy),
    )
    return replace(known, risk=risk(known))


def _touches(desk: Desk, facts: Sequence[Fact], entity: str) -> tuple[Touch, ...]:
    zone = ZoneInfo(desk.policy.entities[entity].timezone)
    sent = [fact for fact in facts if fact.kind is FactKind.SENT]
    return tuple(
        Touch(
            on=(day := fact.at.astimezone(zone).date()),
            by=fact.by_name,
            what=fact.reason,
            origin=Origin(source="desk", row=fact.about, as_of=day),
        )
        for fact in sent
    )


def write_draft(
    desk: Desk, packet: FollowUpPacket, path: PathChoice | None, invoices: frozenset[str] | None = None
) -> tuple[Draft | None, tuple[Finding, ...]]:
    """A draft by the reason, with what the guard says of it; None where the reason forbids one.

    *invoices* narrows it to the lines a person left ticked.
    """
    play = choose_play(packet, path)
    if play is None or not packet.items:
        return None, ()
    draft = compose(
        packet,
        play=play,
        path=path,
        policy=desk.policy,
        sender=_sender(desk, packet, path),
        remittance=desk.remittance.get((packet.entity, packet.currency)),
        invoices=invoices,
    )
    return draft, review(desk, draft, packet)


def review(desk: Desk, draft: Draft, packet: FollowUpPacket) -> tuple[Finding, ...]:
    """What the guard says of a draft, the machine's or a person's."""
    return check(draft, packet, desk.policy, remittance=desk.remittance.get((packet.entity, packet.currency)))


def _sender(desk: Desk, packet: FollowUpPacket, path: PathChoice | None) -> Member:
    members = desk.policy.members
    if path is not None and path.path is Path.FINANCE_TAKES_OVER:
        return next((member for member in members.values() if Role.FINANCE in member.roles), members[path.by_id])
    return members[packet.owner_id]
