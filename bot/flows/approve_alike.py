"""Several like mails by one press: each approved for itself, so that one that moved stops none of the others."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress

from bot.books import Books
from bot.cards.batch_form import fitting, is_showable, window_of
from bot.cards.evidence import said_of
from bot.cards.facts import doubts
from bot.errors import NotAllowedError, NotNowError, RefusedError, StoreUnavailableError
from bot.flows import decide_packet
from bot.flows.desk import Desk, link_to, note
from bot.flows.pause import as_it_stands
from bot.flows.post_morning import rank
from bot.stages.authority import may
from bot.stages.batch import MOST, Candidate, batch_of, why_not
from models.batch import Approved, Batch, Outcome, Shown, batch_key, shown
from models.lifecycle import PacketEvent, PacketState
from models.outbox import OutboxKind, OutboxState
from models.packet_record import PacketRecord
from models.people import Person

log = logging.getLogger(__name__)


def alike(desk: Desk, books: Books, owner_id: str, records: Iterable[PacketRecord]) -> Batch:
    """What one form of this owner could approve now; in the order of their list."""
    theirs = [one for one in records if one.reviewer.user_id == owner_id and _waits(one)]
    theirs.sort(key=lambda record: rank(record, desk.rates, desk.office_day()))
    return batch_of([_candidate(desk, books, record) for record in theirs], desk.policy)


def _waits(record: PacketRecord) -> bool:
    return record.state is PacketState.POSTED and record.has_card


def _candidate(desk: Desk, books: Books, record: PacketRecord) -> Candidate:
    stands = as_it_stands(desk, books, record)
    return Candidate(
        record=stands,
        today=desk.today(record.packet.entity),
        doubts=doubts(stands),
        has_evidence=bool(said_of(books.facts(record.packet.account.id))),
        is_showable=is_showable(stands),
    )


def open_batch(desk: Desk, owner_id: str, person: Person) -> Batch:
    """The mails for the form, as many as it shows whole; the record has when, so that the time it took can be counted.

    Raises:
        NotAllowedError: this person may decide none of them.
        NotNowError: fewer than two are alike now.
    """
    with desk.store.transaction() as books:
        found = alike(desk, books, owner_id, books.owner_packets(owner_id, desk.clock.now()))
        if not all(may(record, PacketEvent.APPROVE, person, desk.policy) for record in found.packets):
            raise NotAllowedError(f"{person.barred or 'These cards are not yours to decide.'} Nothing was changed.")
        batch = fitting(found, policy=desk.policy, owner_id=owner_id)
        if len(batch.packets) < 2:
            raise NotNowError("No two mails are alike any more. Decide them on their cards. Nothing was changed.")
        mails = [shown(record) for record in batch.packets]
        note(books, desk.clock.now(), "batch.opened", _subject(mails), person=person, mails=str(len(mails)))
    return batch


def approve_alike(desk: Desk, mails: Sequence[Shown], kept_back: Collection[str], person: Person) -> Outcome:
    """Approve each of *mails* whose packet is not in *kept_back*, in a transaction of its own.

    Each is authorised and checked as by its own Approve, and is still one of a batch; why one is not is in the answer.
    What they approved by an earlier press of the same form counts as approved, ticked or not. Once one is approved, a
    store that goes away ends the press and not the answer: the others are in it as not approved yet.

    Raises:
        StoreUnavailableError: the store went away before any was approved.
    """
    if len(mails) > MOST:
        raise NotNowError(f"One press approves at most {MOST} mails. Nothing was changed.")
    names, before = _as_they_stand(desk, mails, person)
    kept = [mail.packet_id for mail in mails if mail.packet_id in kept_back and mail.packet_id not in before]
    asked = [mail for mail in mails if mail.packet_id not in {*kept, *before}]
    whys = _approve_each(desk, asked, person, batch_key(mails), is_any_before=bool(before))
    refused = {mail.packet_id: why for mail, why in zip(asked, whys, strict=True) if why is not None}
    said = {"approved": len(asked) - len(refused), "kept_back": len(kept), "refused": len(refused)}
    done = [mail.packet_id for mail in mails if mail.packet_id not in {*kept, *refused}]
    approved = [Approved(names[one]) for one in done]
    # What is approved is approved, whether the store can say more of it or not.
    with suppress(StoreUnavailableError), desk.store.transaction() as books:
        approved = [_approved(desk, books, one, names[one]) for one in done]
        counted = {what: str(number) for what, number in said.items()}
        note(books, desk.clock.now(), "batch.pressed", _subject(mails), person=person, **counted)
    left = tuple((names[one], why) for one, why in refused.items())
    return Outcome(tuple(approved), tuple(names[one] for one in kept), left)


def _approve_each(
    desk: Desk, mails: Sequence[Shown], person: Person, batch: str, *, is_any_before: bool
) -> list[str | None]:
    """For each why it was not approved; None = it was. The first that finds the store away is the last one tried.

    Raises:
        StoreUnavailableError: it went away before any was approved.
    """
    whys = list[str | None]()
    for mail in mails:
        try:
            whys.append(_approve(desk, mail, person, batch))
        except StoreUnavailableError:
            if not is_any_before and None not in whys:
                raise
            return [*whys, *[_NOT_YET] * (len(mails) - len(whys))]
    return whys


_NOT_YET = "The database did not answer, so this one is not approved yet. Approve it on its card."


def _as_they_stand(desk: Desk, mails: Sequence[Shown], person: Person) -> tuple[dict[str, str], set[str]]:
    """The account's name for each packet; and the packets whose text, as it was shown, *person* has approved."""
    with desk.store.transaction() as books:
        records = [books.packet(mail.packet_id) for mail in mails]
    names = {one.id: one.packet.account.name or one.packet.account.id for one in records}
    by_them = (one for one in zip(mails, records, strict=True) if _has_approved(*one, person))
    return names, {record.id for _, record in by_them}


def _has_approved(mail: Shown, record: PacketRecord, person: Person) -> bool:
    approval = record.approval
    if approval is None or record.state not in _APPROVED:
        return False
    return (approval.by_id, approval.content_hash) == (person.user_id, mail.content_hash)


_APPROVED = frozenset({PacketState.APPROVED, PacketState.SENDING, PacketState.SENT})


def _approve(desk: Desk, mail: Shown, person: Person, batch: str) -> str | None:
    """Why it was not approved; None = it was.

    Raises:
        StoreUnavailableError: it was not, and none of the others can be now.
    """
    try:
        _check_still_alike(desk, mail)
        decide_packet.approve(
            desk,
            mail.packet_id,
            person=person,
            version=mail.version,
            shown=mail.content_hash,
            window=window_of(desk.policy),
            batch=batch,
        )
    except StoreUnavailableError:
        raise
    except RefusedError as error:
        return str(error)
    except Exception:
        # A door: the others have been, or will be, approved, and the person has to hear of those.
        log.exception("one of a batch failed", extra={"packet": mail.packet_id})
        return "That was not recorded because of a fault on our side. Press Approve on its card."
    return None


def _check_still_alike(desk: Desk, mail: Shown) -> None:
    """Of the version that was shown; what becomes of another one is told by the decision itself."""
    with desk.store.transaction() as books:
        record = books.packet(mail.packet_id)
        why = why_not(_candidate(desk, books, record), desk.policy) if record.version == mail.version else None
    if why is not None:
        raise NotNowError(f"It is decided on its own card now: {why}. Nothing was changed.")


def _approved(desk: Desk, books: Books, packet_id: str, name: str) -> Approved:
    subject = f"packet:{packet_id}"
    (*_, mail) = (item for item in books.items(subject) if item.kind is OutboxKind.MAIL)
    until = mail.not_before if mail.state is OutboxState.PLANNED else None
    return Approved(name, until, link_to(desk, books, subject))


def _subject(mails: Sequence[Shown]) -> str:
    return f"batch:{batch_key(mails)}"
