"""One account as the books and the desk know it now, sorted and, where the reason allows, drafted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.books import Books
from bot.flows.desk import Desk
from bot.flows.enclose import enclose
from bot.stages.age import open_items
from bot.stages.assemble import assemble
from bot.stages.copies import Enclosed
from bot.stages.correspondence import delivered
from bot.stages.draft import Plan, choose_play, plan, worded
from bot.stages.guard import check
from bot.stages.late import late_reasons
from bot.stages.menu import Menu, why_refused
from bot.stages.not_for_them import others_named, private_words
from bot.stages.origin import why_stopped, with_origin
from bot.stages.picks import addressed
from bot.stages.pilot import Candidate, verdict
from bot.stages.plays import plays_of_paths
from bot.stages.risk import risk
from bot.stages.routes import routed
from bot.stages.sorting import sorted_packet, standing_path
from models.correction import Correction
from models.correspondence import Touch
from models.decision import Path, PathChoice
from models.dispute import Dispute
from models.draft import NO_PICKS, Draft, Finding, Picks, Play
from models.evidence import Origin
from models.fact import Fact, FactKind
from models.ledger import AccountLedger, SourceStamp
from models.model_reading import ModelReading
from models.packet import FollowUpPacket
from models.people import NO_ROSTER, Role, Roster
from models.pilot import Exclusion, Largest
from models.policy import Member
from models.word_choice import DraftWords, WordChoice


def situation(
    desk: Desk, books: Books, ledger: AccountLedger, *, entity: str, currency: str, as_of: date, path: PathChoice | None
) -> FollowUpPacket:
    """The packet of one account, entity and currency as of a business-local day."""
    packet = situation_on(
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
    new = books.new_addresses(ledger.account.id, [each.email for each in packet.contacts])
    packet = replace(packet, new_addresses=new)
    return _with_words(desk, packet, path, books.draft_words(ledger.account.id) if desk.drafter else ())


def past_due_keys(ledger: AccountLedger, day: date) -> set[tuple[str, str]]:
    """Billing entity and currency of everything past due on *day*: one packet each."""
    due = [item for item in open_items(ledger, day) if item.days_past_due > 0]
    return {(item.invoice.entity, item.invoice.amount.currency) for item in due}


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
    packet = replace(packet, outside_pilot=outside, pay_to_known=_pay_to_known(desk, entity, currency))
    packet = sorted_packet(packet, desk.policy, path)
    known = replace(
        packet,
        reasons=routed(packet.reasons, desk.policy, roster),
        late_because=late_reasons(packet, desk.policy),
    )
    return replace(known, risk=risk(known), plays=plays_of_paths(known))


def _pay_to_known(desk: Desk, entity: str, currency: str) -> bool:
    return (entity, currency) in desk.remittance or desk.policy.entities[entity].details_on_invoice


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
    desk: Desk,
    packet: FollowUpPacket,
    path: PathChoice | None,
    invoices: frozenset[str] | None = None,
    picks: Picks = NO_PICKS,
    correction: Correction | None = None,
) -> tuple[Draft | None, tuple[Finding, ...]]:
    """A draft by the reason, with what the guard says of it; None where the reason forbids one.

    It is in the words a model chose where the menu and the guard let them pass, else in the usual ones. *invoices*
    narrows it to the lines a person left ticked, *picks* are their recipients, step and tone. With a
    *correction* it takes that mail back, whatever the reason they are late.
    """
    found = _planned(desk, packet, path, invoices, picks, correction)
    if found is None:
        return None, ()
    planned, copies = found

    def written(choice: WordChoice | None) -> tuple[Draft, tuple[Finding, ...]]:
        draft = replace(worded(planned, choice), attachments=copies.attachments, not_attached=copies.missing)
        draft = replace(draft, cc=picks.cc, picks=picks)
        return draft, review(desk, draft, packet)

    usual, findings = written(None)
    words = packet.words if desk.drafter else None
    if words is None or words.digest != planned.menu.digest():
        return with_origin(usual, planned, None), findings
    why = why_refused(words.choice, planned.menu) if words.choice else words.why
    if not why:
        chosen, in_choice = written(words.choice)
        why = why_stopped(in_choice, findings)
        if not why:
            return with_origin(chosen, planned, words), in_choice
    return with_origin(usual, planned, words, why), findings


def menu_for(desk: Desk, packet: FollowUpPacket, path: PathChoice | None) -> Menu | None:
    """What a model may choose from for this packet's message; None where there is none to be written."""
    found = _planned(desk, packet, path, None)
    return found[0].menu if found else None


def _planned(
    desk: Desk,
    packet: FollowUpPacket,
    path: PathChoice | None,
    invoices: frozenset[str] | None,
    picks: Picks = NO_PICKS,
    correction: Correction | None = None,
) -> tuple[Plan, Enclosed] | None:
    play = choose_play(packet, path) if correction is None else Play.CORRECTION
    if play is None or packet.recipient is None or not (packet.items or correction):
        return None
    copies, attached = enclose(desk, packet, play, invoices)
    remittance = desk.remittance.get((packet.entity, packet.currency))
    sender = _sender(desk, packet, path)
    to = addressed(packet, picks)
    return plan(to, play, path, desk.policy, sender, remittance, invoices, attached, picks.manner, correction), copies


def _with_words(
    desk: Desk, packet: FollowUpPacket, path: PathChoice | None, kept: Sequence[DraftWords]
) -> FollowUpPacket:
    """The packet with what the model of the desk last said of exactly its menu."""
    menu = menu_for(desk, packet, standing_path(path, packet)) if desk.drafter and kept else None
    if menu is None or desk.drafter is None:
        return packet
    mine = (words for words in kept if (words.digest, words.drafter) == (menu.digest(), desk.drafter.name))
    return replace(packet, words=next(mine, None))


def review(desk: Desk, draft: Draft, packet: FollowUpPacket, names: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What the guard says of a draft, the machine's or a person's; *names* are those of our customers."""
    to = addressed(packet, draft.picks)
    remittance = desk.remittance.get((packet.entity, packet.currency))
    own = packet.account.name or packet.account.id
    others = others_named(f"{draft.subject}\n{draft.body}", names, own)
    return check(draft, to, desk.policy, remittance=remittance, others=others, private=private_words(packet, draft))


def _sender(desk: Desk, packet: FollowUpPacket, path: PathChoice | None) -> Member:
    members = desk.policy.members
    if path is not None and path.path is Path.FINANCE_TAKES_OVER:
        return next((member for member in members.values() if Role.FINANCE in member.roles), members[path.by_id])
    return members[packet.owner_id]
