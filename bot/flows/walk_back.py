"""Walk back a sent mail: a correction in front of the reviewer, linked to that mail, in one transaction, or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.books import Books
from bot.errors import NotNowError
from bot.flows.desk import Desk, keep, note, plan_card
from bot.flows.mail_outcome import message_id
from bot.flows.renew import renewal
from bot.flows.situation import situation
from bot.stages.correction import check_walk_back, walked_back, wrong_about
from bot.stages.decide import Press
from bot.stages.picks import addressees
from models.correction import Correction, RootCause
from models.draft import Draft, Picks
from models.fact import Fact, FactKind
from models.gate import GateEffect
from models.lifecycle import PacketState
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.people import Person, Reviewer, Role


def check_may_walk_back(desk: Desk, packet_id: str, *, person: Person, version: int) -> PacketRecord:
    """The sent packet, or the refusal that *walk_back* would be, before the form opens."""
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        _check(desk, books, record, Press(person=person, version=version, at=desk.clock.now()))
    return record


def walk_back(
    desk: Desk,
    packet_id: str,
    *,
    person: Person,
    version: int,
    cause: RootCause,
    reason: str,
    ticked: Collection[str] = (),
) -> PacketRecord:
    """The packet that carries the correction: the live one of the account, or a new one. *reason* is for us alone.

    *ticked* are the invoices that a wrong fact is about.

    Raises:
        WrongFieldError: see stages.correction.wrong_about.
        RefusedError: see stages.correction; or who got the mail is not verified any more, or nobody may write to them.
    """
    with desk.store.transaction() as books:
        sent = books.packet(packet_id)
        press = Press(person=person, version=version, at=desk.clock.now(), reason=reason)
        draft = _check(desk, books, sent, press)
        correction = _correction(desk, sent, draft, press, cause, wrong_about(draft.invoices, cause, ticked))
        # What is walked back reminded nobody, and the packet is written on what is true from here on.
        books.add_fact(_fact(sent, press, correction))
        live, now = _live(desk, books, sent, correction, draft)
        _refuse_strangers(draft, now)
        if stopped := now.gated(GateEffect.NO_PACKET):
            raise NotNowError(f"{stopped[0].why} Nothing was changed.")
        after = walked_back(live, press, **renewal(desk, live, now))
        keep(desk, books, live, after, person=person, corrects=sent.id, cause=cause.value)
        plan_card(desk, books, after, press.at)
        told = {"reason": reason, "cause": cause.value, "invoices": " ".join(correction.wrong or correction.invoices)}
        note(books, press.at, "packet.walked_back", f"packet:{sent.id}", person=person, **told)
    return after


def _check(desk: Desk, books: Books, record: PacketRecord, press: Press) -> Draft:
    facts = books.facts(record.packet.account.id)
    check_walk_back(record, press, desk.policy, facts, message_id(desk, record))
    if record.draft is None:
        raise AssertionError("a sent packet has a draft")
    return record.draft


def _correction(
    desk: Desk, sent: PacketRecord, draft: Draft, press: Press, cause: RootCause, wrong: tuple[str, ...]
) -> Correction:
    zone = ZoneInfo(desk.policy.entities[sent.packet.entity].timezone)
    return Correction(
        packet_id=sent.id,
        message_id=message_id(desk, sent),
        sent_on=(sent.last.at if sent.last else sent.prepared_at).astimezone(zone).date(),
        cause=cause,
        invoices=draft.invoices,
        wrong=wrong,
        note=press.reason,
        by_id=press.person.user_id,
        by_name=press.person.name,
        at=press.at,
    )


def _live(
    desk: Desk, books: Books, sent: PacketRecord, correction: Correction, draft: Draft
) -> tuple[PacketRecord, FollowUpPacket]:
    """The packet that will carry it, as stored but for what it is about, and the facts of now."""
    old = sent.packet
    ledger = books.account_ledger(old.account.id)
    if ledger is None:
        raise NotNowError("The account is in no source any more. Nothing was changed.")
    key = {"entity": old.entity, "currency": old.currency}
    now = situation(desk, books, ledger, as_of=desk.today(old.entity), path=sent.path, **key)
    same = (each for each in books.live_packets(old.account.id) if _is_same(each.packet, old))
    live = next(same, None) or _new(books, sent, now)
    told = Picks(to=draft.to[0], cc=(*draft.to[1:], *draft.cc))
    about = replace(draft, picks=told, edited_by=None, editors=())
    return replace(live, correction=correction, draft=about, path=sent.path), now


def _is_same(one: FollowUpPacket, other: FollowUpPacket) -> bool:
    return (one.entity, one.currency) == (other.entity, other.currency)


def _new(books: Books, sent: PacketRecord, now: FollowUpPacket) -> PacketRecord:
    record = PacketRecord(
        id="P" + hashlib.sha256(f"{sent.id}:walked back".encode()).hexdigest()[:9].upper(),
        packet=now,
        state=PacketState.PREPARED,
        version=1,
        reviewer=Reviewer(Role.ACCOUNT_OWNER, now.owner_id),
        prepared_at=sent.last.at if sent.last else sent.prepared_at,
    )
    books.add_packet(record)
    return record


def _refuse_strangers(draft: Draft, now: FollowUpPacket) -> None:
    fit = {contact.email for contact in addressees(now)}
    if gone := [address for address in (*draft.to, *draft.cc) if address not in fit]:
        raise NotNowError(f"{gone[0]} got it and is not verified now. Call them instead. Nothing was changed.")


def _fact(sent: PacketRecord, press: Press, correction: Correction) -> Fact:
    return Fact(
        kind=FactKind.WALKED_BACK,
        account_id=sent.packet.account.id,
        about="\n".join((correction.cause.value, *correction.wrong)),
        by_id=press.person.user_id,
        by_name=press.person.name,
        at=press.at,
        reason=press.reason,
        message_id=correction.message_id,
    )
