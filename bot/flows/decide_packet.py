"""One person's decision on one packet: authorised, stored, audited and planned in one transaction, or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.books import Books
from bot.cards.notes import SEEN
from bot.errors import NotAllowedError, NotNowError, OverLimitError, StaleVersionError
from bot.flows.desk import Desk, keep, note
from bot.flows.leaving import plan_mail
from bot.flows.limit_approvals import raise_alarm, refuse_over_limit
from bot.flows.pause import as_it_stands
from bot.flows.renew import renewal, renewed
from bot.flows.since_sent import with_recorded_since
from bot.flows.situation import situation
from bot.stages import decide
from bot.stages.authority import may_see
from bot.stages.decide import Press
from bot.stages.decide_path import path_chosen
from bot.stages.judged import suspected
from models.decision import Path, PathChoice, Rating
from models.fact import Fact, FactKind
from models.gate import GateKind
from models.lifecycle import PacketEvent
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.people import Person, Role

Change = Callable[[Books, PacketRecord, Press], PacketRecord]


def _decide(
    desk: Desk,
    packet_id: str,
    person: Person,
    version: int,
    reason: str,
    change: Change,
    **detail: str,
) -> PacketRecord:
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        press = Press(person=person, version=version, at=desk.clock.now(), reason=reason)
        after = change(books, record, press)
        keep(desk, books, record, after, person=person, **detail)
    return after


def read_packet(desk: Desk, packet_id: str, person: Person) -> PacketRecord:
    """The packet, for showing it to someone with rights on the account.

    Raises:
        NotAllowedError: they have none.
    """
    with desk.store.transaction() as books:
        record = with_recorded_since(desk, books, as_it_stands(desk, books, books.packet(packet_id)))
    if not may_see(record, person, desk.policy):
        raise NotAllowedError(f"{person.barred or 'This account is not yours to see.'}")
    return record


def open_packet(desk: Desk, packet_id: str, person: Person) -> PacketRecord:
    """As read_packet, and remember in the audit that it was opened, so that minutes can be counted."""
    record = read_packet(desk, packet_id, person)
    with desk.store.transaction() as books:
        note(books, desk.clock.now(), "packet.opened", f"packet:{packet_id}", person=person)
    return record


def check_may(desk: Desk, packet_id: str, event: PacketEvent, person: Person, version: int) -> PacketRecord:
    """Refuse before a form opens what would be refused when it is sent."""
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        shown = as_it_stands(desk, books, record)
    press = Press(person=person, version=version, at=desk.clock.now())
    decide.authorise(record, event, press, desk.policy)
    return shown


def approve(
    desk: Desk,
    packet_id: str,
    *,
    person: Person,
    version: int,
    shown: str | None = None,
    window: timedelta | None = None,
    **detail: str,
) -> PacketRecord:
    """Approve exactly the text of *version*; its mail waits out the undo window in the outbox.

    *window* is another undo window than the policy's own. *shown* is the hash of the text that stood in front of them,
    where a form says so; *detail* goes into the record.

    Raises:
        RefusedError: see stages.decide.approved; or they have approved as much as the policy lets one person approve.
    """

    try:
        with desk.store.transaction() as books:
            record = books.packet(packet_id)
            press = Press(person=person, version=version, at=desk.clock.now())
            today = desk.today(record.packet.entity)
            after = None if record.packet.as_of < today else _approved(desk, books, record, press, shown=shown)
            if after is None:
                _draw_anew(desk, books, record, press, today)
            else:
                plan_mail(desk, books, after, press.at + (window or desk.policy.undo_window))
                keep(desk, books, record, after, person=person, **detail)
                refuse_over_limit(desk, books, person, press.at)
    except OverLimitError as error:
        raise_alarm(desk, person, error.over)
        raise
    if after is None:
        raise StaleVersionError(
            "The card was of an earlier day. It is drawn anew for today: look at it and approve again."
        )
    return after


def _approved(desk: Desk, books: Books, record: PacketRecord, press: Press, *, shown: str | None) -> PacketRecord:
    after = decide.approved(as_it_stands(desk, books, record), press, desk.policy)
    if shown is not None and after.approval is not None and after.approval.content_hash != shown:
        raise StaleVersionError("The text is not the one you were shown. Look at the card. Nothing was changed.")
    for message in record.packet.unread:
        books.add_fact(_fact(FactKind.SEEN, record, message.id, press))
    return after


def _draw_anew(desk: Desk, books: Books, record: PacketRecord, press: Press, today: date) -> None:
    """A card of an earlier day counts other days than the mail would leave on: renew it before it is approved."""
    decide.authorise(record, PacketEvent.APPROVE, press, desk.policy)
    fresh = _now(desk, books, record, record.path, as_of=today)
    keep(desk, books, record, renewed(desk, record, fresh, press.at))


def undo(desk: Desk, packet_id: str, *, person: Person, version: int) -> PacketRecord:
    """Take an approval back while its mail has not been handed over."""

    def change(books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        after = decide.pressed(record, PacketEvent.WITHDRAW, press, desk.policy, approval=None)
        books.cancel_mail(record.id)
        if not _unsee(books, record, press):
            return after
        return replace(after, **renewal(desk, after, _now(desk, books, after, after.path)))

    return _decide(desk, packet_id, person, version, "", change)


def _unsee(books: Books, record: PacketRecord, press: Press) -> bool:
    """What only that approval had marked as read is unread again; whether there was any."""
    approved_at = record.approval.at if record.approval else None
    read = [
        fact for fact in books.facts(record.packet.account.id) if fact.kind is FactKind.SEEN and fact.at == approved_at
    ]
    for fact in read:
        books.add_fact(_fact(FactKind.UNSEEN, record, fact.about, press))
    return bool(read)


def escalate(
    desk: Desk,
    packet_id: str,
    *,
    person: Person,
    version: int,
    asked: Role,
    question: str,
    reason: str,
    options: tuple[str, ...] = (),
) -> PacketRecord:
    """Put the packet in front of another role, with a question and what they could decide."""

    def change(_books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        return decide.escalated(record, press, desk.policy, asked=asked, question=question, options=options)

    return _decide(desk, packet_id, person, version, reason, change, asked=asked.value)


def answer(
    desk: Desk, packet_id: str, *, person: Person, version: int, text: str, rating: Rating | None = None
) -> PacketRecord:
    """Give an escalated packet back to whoever asked, with the answer, and keep what they say of the question."""

    def change(books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        after = decide.answered(record, press, desk.policy)
        if rating is not None and record.question is not None:
            about = f"{record.id}\n{record.question.by_id}"
            books.add_fact(replace(_fact(FactKind.ESCALATION_RATED, record, about, press), reason=rating.value))
        return after

    return _decide(desk, packet_id, person, version, text, change)


def choose_path(
    desk: Desk, packet_id: str, *, person: Person, version: int, path: Path, reason: str, until: date | None
) -> PacketRecord:
    """Leadership chooses how this account is treated; a drafting path writes draft 1 for its new reviewer."""

    def change(books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        return with_path(desk, books, record, press, path=path, until=until)

    return _decide(desk, packet_id, person, version, reason, change, path=path.value)


def with_path(
    desk: Desk, books: Books, record: PacketRecord, press: Press, *, path: Path, until: date | None
) -> PacketRecord:
    """The packet on today's facts with leadership's path, and draft 1 where the path writes one."""
    today = desk.today(record.packet.entity)
    after = path_chosen(record, press, desk.policy, path=path, until=until, today=today)
    packet = _now(desk, books, after, after.path)
    fields = renewal(desk, after, packet)
    if fields["path"] is not None:
        # Leadership chose who acts next; only something graver that turned up in between overrides it.
        fields["reviewer"] = after.reviewer
    return replace(after, **fields)


def seen(desk: Desk, packet_id: str, *, person: Person, version: int) -> PacketRecord:
    """*Seen, nothing here*: the unread messages on this version have been looked at."""

    def change(books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        if not record.packet.unread:
            raise NotNowError("There is no unread message on this card. Nothing was changed.")
        decide.authorise(record, PacketEvent.REFRESH, press, desk.policy)
        for message in record.packet.unread:
            books.add_fact(_fact(FactKind.SEEN, record, message.id, press))
        return _resorted(desk, books, record, press)

    return _decide(desk, packet_id, person, version, SEEN, change)


def not_a_dispute(desk: Desk, packet_id: str, *, person: Person, version: int, reason: str) -> PacketRecord:
    """Reject a suspicion with a reason; the account is sorted again."""

    def change(books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        if not any(gate.kind is GateKind.SUSPICION for gate in record.packet.gates):
            raise NotNowError("There is no suspicion on this card. Nothing was changed.")
        decide.authorise(record, PacketEvent.REFRESH, press, desk.policy)
        found = tuple(suspected(record.packet.signals))
        for source_id in sorted({signal.source_id for signal, _ in found}):
            books.add_fact(_fact(FactKind.NOT_A_DISPUTE, record, source_id, press))
            books.add_fact(_fact(FactKind.SEEN, record, source_id, press))
        for signal, suspicion in found:
            verdict = _fact(FactKind.SUSPICION_REJECTED, record, signal.source_id, press)
            books.add_fact(replace(verdict, suspicion=suspicion))
        return _resorted(desk, books, record, press)

    return _decide(desk, packet_id, person, version, reason, change)


def leave_unapplied(desk: Desk, packet_id: str, *, person: Person, version: int, reason: str) -> PacketRecord:
    """Money that no invoice claims stays where it is, piece by piece, for a reason; a new piece asks again."""

    def change(books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        if not any(gate.kind is GateKind.UNAPPLIED_COVERS for gate in record.packet.gates):
            raise NotNowError("No unapplied money stands in the way. Nothing was changed.")
        decide.authorise(record, PacketEvent.REFRESH, press, desk.policy)
        for credit in record.packet.credits:
            if not credit.left_by:
                books.add_fact(_fact(FactKind.LEFT_UNAPPLIED, record, credit.key, press))
        return _resorted(desk, books, record, press)

    return _decide(desk, packet_id, person, version, reason, change)


def _resorted(desk: Desk, books: Books, record: PacketRecord, press: Press) -> PacketRecord:
    packet = _now(desk, books, record, record.path)
    return decide.pressed(record, PacketEvent.REFRESH, press, desk.policy, **renewal(desk, record, packet))


def _now(
    desk: Desk, books: Books, record: PacketRecord, path: PathChoice | None, *, as_of: date | None = None
) -> FollowUpPacket:
    old = record.packet
    ledger = books.account_ledger(old.account.id)
    if ledger is None:
        raise NotNowError("The account is in no source any more. Nothing was changed.")
    return situation(desk, books, ledger, entity=old.entity, currency=old.currency, as_of=as_of or old.as_of, path=path)


def _fact(kind: FactKind, record: PacketRecord, about: str, press: Press) -> Fact:
    return Fact(
        kind=kind,
        account_id=record.packet.account.id,
        about=about,
        by_id=press.person.user_id,
        by_name=press.person.name,
        at=press.at,
        reason=press.reason,
    )
