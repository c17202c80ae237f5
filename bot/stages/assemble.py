"""Ledger × account → the packet's facts. Nothing is sorted or decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.stages.age import buckets, lately_gone, open_items, unapplied
from bot.stages.context import Sheet, open_tickets
from bot.stages.correspondence import exchanges, last_touches, recipient, reminders_sent, unread
from bot.stages.departures import after_departures
from bot.stages.gaps import gaps_of_account, gaps_of_money, gaps_of_sources, unknown_senders
from bot.stages.left_out import Standing
from bot.stages.read import read
from bot.stages.signals import standing_signals
from models.calendar import add_working_days
from models.correspondence import Touch
from models.dispute import Dispute
from models.fact import Fact
from models.ledger import AccountLedger, SourceStamp
from models.packet import FollowUpPacket, LeftOut, OpenItem
from models.policy import Policy


def assemble(
    book: AccountLedger,
    *,
    entity: str,
    currency: str,
    as_of: date,
    policy: Policy,
    facts: Sequence[Fact],
    disputes: Sequence[Dispute],
    touches_sent: Sequence[Touch],
    stamps: Sequence[SourceStamp],
) -> FollowUpPacket:
    """Everything known about one account × entity × currency on *as_of*, unsorted."""
    zone = ZoneInfo(policy.entities[entity].timezone)
    heard = read(book)
    book = replace(book, contacts=after_departures(book.contacts, book.messages, heard))
    waiting = unread(book, facts, policy.go_live, zone)
    on_the_books = _of(open_items(book, as_of), entity, currency)
    all_open = tuple(item for item in on_the_books if not policy.settled(item.open))
    past_due = tuple(item for item in all_open if item.days_past_due > 0)
    standing = Standing(as_of=as_of, policy=policy, disputes=disputes, promises=book.promises)
    items, left_out = _split(past_due, standing)
    challenged = _in_dispute(all_open, disputes, standing)
    touches = last_touches(book, touches_sent, zone)
    touch = touches[0] if touches else None
    to = recipient(book)
    sheet = Sheet(
        book=book,
        as_of=as_of,
        policy=policy,
        stamps=stamps,
        zone=zone,
        open_items=all_open,
        disputed=challenged,
    )
    return FollowUpPacket(
        account=book.account,
        entity=entity,
        currency=currency,
        as_of=as_of,
        items=items,
        left_out=left_out,
        not_due=tuple(item for item in all_open if item.days_past_due <= 0),
        unapplied=unapplied(book, entity, currency),
        buckets=buckets(on_the_books, currency),
        gone=lately_gone(book, entity, currency, as_of),
        context=sheet.lines(),
        contacts=book.contacts,
        recipient=to,
        exchanges=exchanges(book),
        unread=waiting,
        signals=standing_signals(book, all_open, facts, disputes, challenged, heard),
        promises=book.promises,
        tickets=open_tickets(book),
        last_touch=touch,
        last_day_touches=touches,
        reminders_sent=reminders_sent(book, items, facts, zone),
        next_allowed=add_working_days(touch.on, policy.contact_cap_days, policy.holidays) if touch else None,
        cash_through=max((stamp.newest_payment for stamp in stamps if stamp.newest_payment), default=None),
        contradictions=book.contradictions,
        gaps=(
            *gaps_of_account(book, policy, has_recipient=to is not None),
            *gaps_of_money(book, entity, currency),
            *unknown_senders(waiting),
            *gaps_of_sources(stamps, as_of, policy.holidays),
        ),
        owner_id=_owner(book, policy),
    )


def _of(found: Sequence[OpenItem], entity: str, currency: str) -> tuple[OpenItem, ...]:
    mine = (item for item in found if item.invoice.entity == entity and item.open.currency == currency)
    return tuple(sorted(mine, key=lambda item: (item.invoice.due_on, item.invoice.number)))


def _split(past_due: Sequence[OpenItem], standing: Standing) -> tuple[tuple[OpenItem, ...], tuple[LeftOut, ...]]:
    whys = [(item, standing.why(item.invoice)) for item in past_due]
    return (
        tuple(item for item, why in whys if why is None),
        tuple(LeftOut(item=item, why=why) for item, why in whys if why is not None),
    )


def _in_dispute(found: Sequence[OpenItem], disputes: Sequence[Dispute], standing: Standing) -> frozenset[str]:
    """Numbers in dispute anywhere on the account: it is sorted once, whatever the entity or currency."""
    flagged = {line.invoice_number for dispute in disputes if dispute.is_open for line in dispute.lines}
    return frozenset(flagged | {item.invoice.number for item in found if standing.is_challenged(item.invoice)})


def _owner(book: AccountLedger, policy: Policy) -> str:
    named = book.account.owner_id
    return named if named is not None and named in policy.members else policy.fallback_owner
