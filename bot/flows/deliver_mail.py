"""Approved mail on its way out: checked once more, handed over at most once, never repeated by the machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.books import Books
from bot.errors import DeliveryRefusedError, OutcomeUnknownError, RateLimitedError
from bot.flows.claim import claim, settle
from bot.flows.desk import Desk, keep, note
from bot.flows.enclose import read_again
from bot.flows.pause import pause_of
from bot.flows.renew import renewal
from bot.flows.situation import review, situation
from bot.ports import Mailer
from bot.stages.correction import as_corrected
from bot.stages.decide import by_job
from bot.stages.not_for_them import OTHER_CUSTOMER
from bot.stages.recheck import drift
from models.decision import Approval
from models.draft import Draft
from models.fact import Fact, FactKind
from models.gate import GateEffect
from models.lifecycle import PacketEvent, PacketState
from models.outbox import OutboxItem, OutboxState
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.signing import hard_findings, missing, signed_findings, waiting_words


def send_mail(desk: Desk, mailer: Mailer, item: OutboxItem) -> None:
    """Send the mail a row asks for, unless something has moved since it was approved."""
    if item.state is OutboxState.SENDING:
        _uncertain(desk, item, "The copilot stopped while the mail was being handed over.")
        return
    cleared = _clear(desk, item)
    if cleared is None:
        return
    claimed, record, draft, files = cleared
    try:
        where = mailer.send(draft, message_id=message_id(desk, record), at=desk.clock.now(), files=files)
    except OutcomeUnknownError as error:
        _uncertain(desk, claimed, str(error))
    except RateLimitedError as error:
        _defer(desk, claimed, record, error)
    except DeliveryRefusedError as error:
        _refused(desk, claimed, record, str(error))
    else:
        _sent(desk, claimed, record, where)


def message_id(desk: Desk, record: PacketRecord) -> str:
    """The same for the same approved text, so that a mail can be looked up at the server."""
    approval = record.approval.content_hash if record.approval else ""
    domain = desk.policy.entities[record.packet.entity].mail_from.partition("@")[2]
    return f"<{record.id.lower()}.{approval[:16]}@{domain}>"


def _clear(desk: Desk, item: OutboxItem) -> tuple[OutboxItem, PacketRecord, Draft, tuple[bytes, ...]] | None:
    """Recheck and claim in one transaction, with the bytes of its attachments; None when the mail must not go."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        record = books.packet(item.subject.removeprefix("packet:"))
        if record.state is not PacketState.APPROVED or record.draft is None or record.approval is None:
            books.save_item(replace(item, state=OutboxState.CANCELLED), attempt=item.attempt)
            return None
        if pause_of(books) is not None:
            # It stays planned, and is checked from the start when the pause is over.
            return None
        now = _situation_now(desk, books, record)
        moved = _what_moved(desk, item, record, record.draft, record.approval, now, at)
        files, changed = read_again(desk, record.draft, record.packet)
        if moved := (*moved, *changed):
            books.save_item(replace(item, state=OutboxState.CANCELLED), attempt=item.attempt)
            _void(desk, books, record, now, moved, at)
            return None
        claimed = claim(books, item, at)
        if claimed is None:
            return None
        handed = by_job(record, PacketEvent.HAND_OVER, at)
        keep(desk, books, record, handed)
        return claimed, handed, record.draft, files


def _situation_now(desk: Desk, books: Books, record: PacketRecord) -> FollowUpPacket | None:
    ledger = books.account_ledger(record.packet.account.id)
    if ledger is None:
        return None
    day = desk.today(record.packet.entity)
    key = {"entity": record.packet.entity, "currency": record.packet.currency}
    return as_corrected(situation(desk, books, ledger, as_of=day, path=record.path, **key), record.correction)


def _what_moved(
    desk: Desk,
    item: OutboxItem,
    record: PacketRecord,
    draft: Draft,
    approval: Approval,
    now: FollowUpPacket | None,
    at: datetime,
) -> tuple[str, ...]:
    if draft.content_hash() != approval.content_hash or item.payload["approved"] != approval.content_hash:
        return ("The text is not the one that was approved.",)
    if at - approval.at > desk.policy.approval_valid:
        return ("The approval is older than the policy allows.",)
    if now is None:
        return ("The account is in no source any more.",)
    if now.policy_hash != record.packet.policy_hash:
        return ("The policy has changed since the approval.",)
    if unsigned := missing(record, desk.policy):
        return (f"{waiting_words(unsigned[0])}.",)
    if known := drift(draft, record.packet, now):
        return known
    # The guard reads the text against today's facts: a day count or a bank account may have moved under it.
    signed = signed_findings(record)
    named = [finding.span for finding in signed if finding.rule == OTHER_CUSTOMER]
    hard = [finding.span for finding in hard_findings(review(desk, draft, now, named)) if finding not in signed]
    return tuple(f"“{span}” is no longer what the records say." for span in dict.fromkeys(hard))


def _void(
    desk: Desk, books: Books, record: PacketRecord, now: FollowUpPacket | None, moved: tuple[str, ...], at: datetime
) -> None:
    back = by_job(record, PacketEvent.DRIFT, at, " ".join(moved), approval=None, drift=moved)
    keep(desk, books, record, back)
    if now is None:
        return
    if now.gated(GateEffect.NO_PACKET):
        closed = by_job(back, PacketEvent.SETTLE, at, " ".join((*moved, "The approved mail did not leave.")))
        keep(desk, books, back, closed)
        return
    fields = renewal(desk, back, now)
    fields["drift"] = tuple(dict.fromkeys((*moved, *fields["drift"])))
    keep(desk, books, back, by_job(back, PacketEvent.REFRESH, at, " ".join(moved), **fields))


def _sent(desk: Desk, item: OutboxItem, record: PacketRecord, where: str) -> None:
    at = desk.clock.now()
    with desk.store.transaction() as books:
        settle(books, item, OutboxState.DONE, external_id=message_id(desk, record))
        keep(desk, books, record, by_job(record, PacketEvent.CONFIRM, at), where=where)
        books.add_fact(mail_sent(record, at, message_id(desk, record)))


def mail_sent(record: PacketRecord, at: datetime, name: str) -> Fact:
    """The touch that an approved mail is, in the name of who approved it; *name* is its Message-ID."""
    if record.approval is None or record.draft is None:
        raise AssertionError("a sent packet has a draft and its approval")
    every = [item.invoice.number for item in record.packet.items]
    return Fact(
        kind=FactKind.SENT,
        account_id=record.packet.account.id,
        about="\n".join(record.draft.about if record.correction else record.draft.invoices or every),
        by_id=record.approval.by_id,
        by_name=record.approval.by_name,
        at=at,
        reason=record.draft.play.value,
        message_id=name,
    )


def _refused(desk: Desk, item: OutboxItem, record: PacketRecord, why: str) -> None:
    at = desk.clock.now()
    with desk.store.transaction() as books:
        settle(books, item, OutboxState.FAILED, error=why)
        back = by_job(record, PacketEvent.REFUSE, at, why, approval=None, drift=(f"The mail was refused: {why}",))
        keep(desk, books, record, back)


def _defer(desk: Desk, item: OutboxItem, record: PacketRecord, error: RateLimitedError) -> None:
    at = desk.clock.now()
    with desk.store.transaction() as books:
        settle(books, item, OutboxState.PLANNED, not_before=at + timedelta(seconds=error.retry_after))
        keep(desk, books, record, by_job(record, PacketEvent.DEFER, at, str(error)))


def _uncertain(desk: Desk, item: OutboxItem, why: str) -> None:
    """Nobody knows whether it left. A person finds out; the machine never sends it again."""
    with desk.store.transaction() as books:
        current = books.item(item.key)
        if current is None or current.state is not OutboxState.SENDING:
            return
        if books.save_item(replace(item, state=OutboxState.UNCERTAIN, error=why), attempt=item.attempt):
            note(books, desk.clock.now(), "mail.uncertain", item.subject, why=why)
            books.redraw(item.subject)
