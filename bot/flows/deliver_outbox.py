"""The only way anything leaves: claim a row, commit the claim, act once, settle it behind the fence."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.cards.drawing import Drawing
from bot.errors import DeliveryRefusedError, OutcomeUnknownError, RateLimitedError
from bot.flows.desk import Desk, keep, note
from bot.flows.draw import draw
from bot.flows.prepare_day import renewal
from bot.flows.situation import review, situation
from bot.ports import Books, Mailer, Postbox
from bot.stages.decide import by_job
from bot.stages.recheck import drift
from models.decision import Approval
from models.draft import Draft, Weight
from models.fact import Fact, FactKind
from models.lifecycle import PacketEvent, PacketState
from models.outbox import Card, OutboxItem, OutboxKind, OutboxState
from models.packet import FollowUpPacket, PacketRecord

#: Longer than any call may take, so that a taker-over never acts while the earlier call can still be accepted.
LEASE = timedelta(seconds=60)
#: History is read from this long before the first attempt.
LOOK_BACK = timedelta(minutes=5)
_BATCH = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways out. Only this flow holds them."""

    postbox: Postbox
    mailer: Mailer


def deliver_outbox(desk: Desk, ways: Ways) -> int:
    """Do everything that is due once, then redraw what has changed; return how many effects were tried."""
    with desk.store.transaction() as books:
        due = books.due_items(desk.clock.now(), _BATCH)
    for item in due:
        try:
            _mail(desk, ways, item) if item.kind is OutboxKind.MAIL else _post(desk, ways, item)
        except Exception:
            # A door: one row that fails must not keep the others. It stays as it is and is seen in the log.
            log.exception("effect failed", extra={"key": item.key})
    return len(due) + redraw_cards(desk, ways)


def redraw_cards(desk: Desk, ways: Ways) -> int:
    """Draw the current state of every card that shows an older one."""
    with desk.store.transaction() as books:
        stale = books.stale_cards(_BATCH)
    for card in stale:
        try:
            with desk.store.transaction() as books:
                drawing = draw(desk, books, card.subject, live=card.is_live)
            ways.postbox.update(card.channel, card.ts, drawing)
        except (RateLimitedError, OutcomeUnknownError) as error:
            # An update is safe to repeat: the card stays stale and the next round draws it.
            log.warning("card not redrawn yet", extra={"card": card.key, "why": type(error).__name__})
            continue
        except DeliveryRefusedError as error:
            log.error("card cannot be redrawn", extra={"card": card.key, "why": str(error)})
            if card.is_live:
                _without_card(desk, card.subject, str(error))
        except Exception:
            # A door: one card that cannot be drawn must not keep the others stale.
            log.exception("card failed", extra={"card": card.key})
        with desk.store.transaction() as books:
            books.card_shown(card.key, card.wanted)
    return len(stale)


def _claim(books: Books, item: OutboxItem, at: datetime) -> OutboxItem | None:
    claimed = replace(item, state=OutboxState.SENDING, attempt=item.attempt + 1, lease_until=at + LEASE)
    return claimed if books.save_item(claimed, attempt=item.attempt) else None


def _settle(books: Books, item: OutboxItem, state: OutboxState, **changes: object) -> None:
    settled = replace(item, state=state, lease_until=None, **changes)  # type: ignore[arg-type]
    if not books.save_item(settled, attempt=item.attempt):
        log.error("fenced: somebody else settled this row", extra={"key": item.key})


# ── posts: exactly once, by asking history before repeating ──────────────────────────────────────


def _post(desk: Desk, ways: Ways, item: OutboxItem) -> None:
    at = desk.clock.now()
    with desk.store.transaction() as books:
        if _is_overtaken(books, item):
            books.save_item(replace(item, state=OutboxState.CANCELLED), attempt=item.attempt)
            return
        claimed = _claim(books, item, at)
    if claimed is None:
        return
    channel = item.payload["channel"]
    try:
        ts = _found(ways, item, channel) or ways.postbox.post(channel, _drawing(desk, item), item.key)
    except OutcomeUnknownError as error:
        # The row stays claimed; when its lease is over, history is read first.
        log.warning("post outcome unknown", extra={"key": item.key, "why": str(error)})
    except RateLimitedError as error:
        later = desk.clock.now() + timedelta(seconds=error.retry_after)
        with desk.store.transaction() as books:
            _settle(books, claimed, OutboxState.PLANNED, not_before=later)
    except DeliveryRefusedError as error:
        log.error("post refused", extra={"key": item.key, "why": str(error)})
        with desk.store.transaction() as books:
            _settle(books, claimed, OutboxState.FAILED, error=str(error))
        _without_card(desk, item.subject, str(error))
    else:
        _posted(desk, claimed, channel, ts)


def _is_overtaken(books: Books, item: OutboxItem) -> bool:
    """A newer message about the same subject was planned; this one, not posted yet, would take its buttons."""
    posts = [other.key for other in books.items(item.subject) if other.kind is OutboxKind.POST]
    return item.state is OutboxState.PLANNED and posts[-1] != item.key


def _without_card(desk: Desk, subject: str, why: str) -> None:
    """Slack refused the card for good: the next morning posts it anew, and the owner's list says so until then."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        note(books, at, "card.refused", subject, why=why)
        if not subject.startswith("packet:"):
            return
        record = books.packet(subject.removeprefix("packet:"))
        if record.state is PacketState.POSTED and record.has_card:
            without = by_job(record, PacketEvent.REFRESH, at, "Slack refused the card.", has_card=False)
            keep(desk, books, record, without)


def _found(ways: Ways, item: OutboxItem, channel: str) -> str | None:
    """Our message, if an earlier attempt got through."""
    if item.attempt == 0:
        return None
    try:
        return ways.postbox.find(channel, item.key, item.not_before - LOOK_BACK)
    except DeliveryRefusedError as error:
        raise OutcomeUnknownError(f"history of {channel} cannot be read: {error}") from error


def _drawing(desk: Desk, item: OutboxItem) -> Drawing:
    with desk.store.transaction() as books:
        return draw(desk, books, item.subject, live=True)


def _posted(desk: Desk, item: OutboxItem, channel: str, ts: str) -> None:
    with desk.store.transaction() as books:
        _settle(books, item, OutboxState.DONE, external_id=ts)
        books.add_card(Card(key=item.key, subject=item.subject, channel=channel, ts=ts, wanted=1, shown=0))
        note(books, desk.clock.now(), "card.posted", item.subject, channel=channel, ts=ts)


# ── mail: at most once ───────────────────────────────────────────────────────────────────────────


def _mail(desk: Desk, ways: Ways, item: OutboxItem) -> None:
    if item.state is OutboxState.SENDING:
        _uncertain(desk, item, "The copilot stopped while the mail was being handed over.")
        return
    cleared = _clear(desk, item)
    if cleared is None:
        return
    claimed, record, draft = cleared
    try:
        where = ways.mailer.send(draft, message_id=message_id(desk, record), at=desk.clock.now())
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


def _clear(desk: Desk, item: OutboxItem) -> tuple[OutboxItem, PacketRecord, Draft] | None:
    """Recheck and claim in one transaction; None when the mail must not go."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        record = books.packet(item.subject.removeprefix("packet:"))
        if record.state is not PacketState.APPROVED or record.draft is None or record.approval is None:
            books.save_item(replace(item, state=OutboxState.CANCELLED), attempt=item.attempt)
            return None
        now = _situation_now(desk, books, record)
        moved = _what_moved(desk, item, record, record.draft, record.approval, now, at)
        if moved:
            books.save_item(replace(item, state=OutboxState.CANCELLED), attempt=item.attempt)
            _void(desk, books, record, now, moved, at)
            return None
        claimed = _claim(books, item, at)
        if claimed is None:
            return None
        handed = by_job(record, PacketEvent.HAND_OVER, at)
        keep(desk, books, record, handed)
        return claimed, handed, record.draft


def _situation_now(desk: Desk, books: Books, record: PacketRecord) -> FollowUpPacket | None:
    ledger = books.account_ledger(record.packet.account.id)
    if ledger is None:
        return None
    day = desk.today(record.packet.entity)
    key = {"entity": record.packet.entity, "currency": record.packet.currency}
    return situation(desk, books, ledger, as_of=day, path=record.path, **key)


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
    hard = [finding for finding in review(desk, draft, now) if finding.weight is Weight.HARD]
    # The guard reads the text against today's facts: a day count or a bank account may have moved under it.
    stale = tuple(f"“{finding.span}” is no longer what the records say." for finding in hard)
    return (*drift(draft, record.packet, now), *stale)


def _void(
    desk: Desk, books: Books, record: PacketRecord, now: FollowUpPacket | None, moved: tuple[str, ...], at: datetime
) -> None:
    back = by_job(record, PacketEvent.DRIFT, at, " ".join(moved), approval=None, drift=moved)
    keep(desk, books, record, back)
    if now is None:
        return
    if not now.items:
        closed = by_job(back, PacketEvent.SETTLE, at, " ".join((*moved, "The approved mail did not leave.")))
        keep(desk, books, back, closed)
        return
    fields = renewal(desk, back, now)
    fields["drift"] = tuple(dict.fromkeys((*moved, *fields["drift"])))
    keep(desk, books, back, by_job(back, PacketEvent.REFRESH, at, " ".join(moved), **fields))


def _sent(desk: Desk, item: OutboxItem, record: PacketRecord, where: str) -> None:
    at = desk.clock.now()
    with desk.store.transaction() as books:
        _settle(books, item, OutboxState.DONE, external_id=message_id(desk, record))
        keep(desk, books, record, by_job(record, PacketEvent.CONFIRM, at), where=where)
        books.add_fact(mail_sent(record, at))


def mail_sent(record: PacketRecord, at: datetime) -> Fact:
    """The touch that an approved mail is, in the name of who approved it."""
    if record.approval is None or record.draft is None:
        raise AssertionError("a sent packet has a draft and its approval")
    return Fact(
        kind=FactKind.SENT,
        account_id=record.packet.account.id,
        about="\n".join(record.draft.invoices or (item.invoice.number for item in record.packet.items)),
        by_id=record.approval.by_id,
        by_name=record.approval.by_name,
        at=at,
        reason=record.draft.play.value,
    )


def _refused(desk: Desk, item: OutboxItem, record: PacketRecord, why: str) -> None:
    at = desk.clock.now()
    with desk.store.transaction() as books:
        _settle(books, item, OutboxState.FAILED, error=why)
        back = by_job(record, PacketEvent.REFUSE, at, why, approval=None, drift=(f"The mail was refused: {why}",))
        keep(desk, books, record, back)


def _defer(desk: Desk, item: OutboxItem, record: PacketRecord, error: RateLimitedError) -> None:
    at = desk.clock.now()
    with desk.store.transaction() as books:
        _settle(books, item, OutboxState.PLANNED, not_before=at + timedelta(seconds=error.retry_after))
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
