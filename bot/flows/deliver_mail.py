"""Approved mail on its way out: checked once more, handed over at most once, never repeated by the machine."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.books import Books
from bot.errors import (
    AddressRefusedError,
    DeliveryRefusedError,
    MailAccessError,
    NotYetTakenError,
    OutcomeUnknownError,
    RateLimitedError,
)
from bot.flows.approver import ask_about_names, is_about, names_barred, remember_gone
from bot.flows.claim import claim
from bot.flows.desk import Desk, keep
from bot.flows.enclose import read_again
from bot.flows.leaving import hours_note, may_leave, waited_until
from bot.flows.mail_outcome import (
    FencedError,
    confirm,
    give_up,
    message_id,
    phases_of,
    put_off,
    refuse,
    shut,
    uncertain,
    wait,
)
from bot.flows.mail_server import may_try
from bot.flows.pause import pause_of
from bot.flows.renew import renewal
from bot.flows.situation import review, situation
from bot.ports import Directory, Mailer
from bot.stages.correction import as_corrected
from bot.stages.decide import by_job
from bot.stages.not_for_them import OTHER_CUSTOMER
from bot.stages.recheck import drift
from models.decision import Approval
from models.draft import Draft
from models.gate import GateEffect
from models.lifecycle import PacketEvent, PacketState
from models.outbox import MailPhase, OutboxItem, OutboxState
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.people import Colleague
from models.signing import hard_findings, missing, signed_findings, waiting_words

#: Until Slack is asked again about people it said nothing of.
_ASK_AGAIN = timedelta(minutes=1)

log = logging.getLogger(__name__)


def send_mail(desk: Desk, mailer: Mailer, item: OutboxItem, directory: Directory) -> None:
    """Send the mail a row asks for, unless something has moved since it was approved, its approver too."""
    if item.state is OutboxState.SENDING:
        give_up(desk, item)
        return
    names = ask_about_names(desk, directory, item.subject.removeprefix("packet:"))
    if names is None:
        _ask_again(desk, item)
        return
    cleared = _clear(desk, item, names)
    if cleared is None:
        return
    try:
        _hand_over(desk, mailer, *cleared)
    except FencedError:
        log.error("fenced: the mail took longer than its lease and is a person's now", extra={"key": item.key})


def _hand_over(
    desk: Desk, mailer: Mailer, item: OutboxItem, record: PacketRecord, draft: Draft, files: tuple[bytes, ...]
) -> None:
    """Give a claimed mail to the mailer once, and keep what became of it."""
    name, at, on_phase = message_id(desk, record), desk.clock.now(), phases_of(desk, item)
    try:
        where = mailer.send(draft, message_id=name, at=at, files=files, on_phase=on_phase)
    except OutcomeUnknownError as error:
        uncertain(desk, item, str(error))
    except RateLimitedError as error:
        wait(desk, item, record, error)
    except MailAccessError as error:
        shut(desk, item, record, str(error))
    except NotYetTakenError as error:
        put_off(desk, item, record, str(error))
    except AddressRefusedError as error:
        refuse(desk, item, record, error)
        _draw_anew(desk, record.id)
    except DeliveryRefusedError as error:
        refuse(desk, item, record, error)
    else:
        confirm(desk, item, record, where)


def _ask_again(desk: Desk, item: OutboxItem) -> None:
    """Slack did not say whether who approved it is still here: the mail waits, and never goes unasked."""
    later = desk.clock.now() + _ASK_AGAIN
    with desk.store.transaction() as books:
        current = books.item(item.key)
        if current is not None and current.state is OutboxState.PLANNED:
            books.save_item(replace(current, not_before=later), attempt=item.attempt)
    log.warning("mail waits: Slack did not say who approved it", extra={"key": item.key})


def _clear(
    desk: Desk, item: OutboxItem, names: Mapping[str, Colleague]
) -> tuple[OutboxItem, PacketRecord, Draft, tuple[bytes, ...]] | None:
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
        if not is_about(record, names):
            # Somebody else has approved it meanwhile; the next round asks about them.
            return None
        if (leaves := may_leave(desk, record.packet, at)).at > at:
            waiting = replace(item, not_before=leaves.at, payload={**hours_note(leaves), **item.payload})
            books.save_item(waiting, attempt=item.attempt)
            books.redraw(item.subject)
            return None
        remember_gone(books, names)
        now = _situation_now(desk, books, record)
        moved = (
            *names_barred(desk, record, names),
            *_what_moved(desk, item, record, record.draft, record.approval, now, at),
        )
        files, changed = read_again(desk, record.draft, record.packet)
        if moved := (*moved, *changed):
            books.save_item(replace(item, state=OutboxState.CANCELLED), attempt=item.attempt)
            _void(desk, books, record, now, moved, at)
            return None
        named = replace(item, phase=MailPhase.CONNECTING, external_id=message_id(desk, record))
        if not may_try(books, at):
            return None
        claimed = claim(books, named, at)
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
    # The hours before it could leave at all are no reason to ask again.
    if at - (waited_until(item) or approval.at) > desk.policy.approval_valid:
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
    back = by_job(record, PacketEvent.DRIFT, at, " ".join(moved), approval=None, drift=moved, mail_stayed=True)
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


def _draw_anew(desk: Desk, packet_id: str) -> None:
    """An address is known to be bad: whom it goes to now, and whether it goes to anybody, is on the card at once."""
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        now = _situation_now(desk, books, record)
        if now is None or now.gated(GateEffect.NO_PACKET):
            return
        # What was said of the mail stands on the card as its trouble.
        fields = renewal(desk, record, now) | {"drift": ()}
        keep(desk, books, record, by_job(record, PacketEvent.REFRESH, desk.clock.now(), **fields))
