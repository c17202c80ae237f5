"""Ledger × account → the packet's facts. Nothing is sorted or decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.stages.account_owner import owner_on
from bot.stages.age import buckets, last_payment, lately_gone, open_items, unapplied
from bot.stages.bounces import after_refusals
from bot.stages.closed_disputes import closed_disputes
from bot.stages.confirmations import with_confirmations, wrote_again
from bot.stages.context import Sheet, open_tickets, settled
from bot.stages.correspondence import exchanges, last_touches, recipient, reminders, unread
from bot.stages.credits import unapplied_credits
from bot.stages.departures import after_departures
from bot.stages.gaps import cash_through, gaps_of_account, gaps_of_money, gaps_of_sources, unknown_senders
from bot.stages.holds import standing_holds
from bot.stages.judged import rejected
from bot.stages.left_out import Standing, split
from bot.stages.model_reading import gaps_of_reading, heard_by_model, together
from bot.stages.obligations import open_obligations
from bot.stages.promises import kept_words
from bot.stages.read import read
from bot.stages.recorded import logged_touches, recorded, with_recorded
from bot.stages.seven_facts import SevenFacts
from bot.stages.signals import standing_signals
from models.calendar import add_working_days
from models.correspondence import Touch
from models.dispute import Dispute
from models.fact import Fact
from models.ledger import AccountLedger, SourceStamp
from models.model_reading import ModelReading
from models.packet import FollowUpPacket, OpenItem
from models.people import NO_ROSTER, Roster
from models.policy import Policy
from models.prompted_model import PromptedModel


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
    roster: Roster = NO_ROSTER,
    readings: Sequence[ModelReading] = (),
    reader: PromptedModel | None = None,
) -> FollowUpPacket:
    """Everything known about one account × entity × currency on *as_of*, unsorted.

    *readings* is what a model has heard; *reader* is the model that should have read everything, None = none should.
    """
    zone = ZoneInfo(policy.entities[entity].timezone)
    source = book
    book = with_recorded(book, facts, entity, zone)
    book = replace(book, contacts=after_refusals(book.contacts, facts, zone))
    heard = read(book)
    book = replace(book, contacts=after_departures(book.contacts, book.messages, heard))
    book = replace(book, contacts=with_confirmations(book, zone, as_of, policy.confirmation_days, heard))
    waiting = unread(book, facts, policy.go_live, zone)
    every = open_items(book, as_of)
    on_the_books = _of(every, entity, currency)
    all_open = tuple(item for item in on_the_books if not policy.settled(item.open))
    past_due = tuple(item for item in all_open if item.days_past_due > 0)
    holds = standing_holds(book.account, facts, as_of)
    standing = Standing(as_of=as_of, policy=policy, disputes=disputes, promises=book.promises, holds=holds)
    items, left_out = split(past_due, standing)
    challenged = _in_dispute(all_open, disputes, standing)
    touches = last_touches(book, (*touches_sent, *logged_touches(facts)), zone)
    touch = touches[0] if touches else None
    to = recipient(book)
    owner = owner_on(book.account, policy, roster, as_of)
    reminded = reminders(book, items, facts, zone)
    paid = settled(book)
    sheet = Sheet(
        book=book,
        as_of=as_of,
        policy=policy,
        stamps=stamps,
        open_items=all_open,
        disputed=challenged,
        settled=paid,
        owner=owner,
    )
    by_model = heard_by_model(book, readings)
    # Each for itself: what the model hears must not settle what the rules hear.
    signals = together(
        standing_signals(book, all_open, facts, disputes, challenged, heard),
        standing_signals(book, all_open, facts, disputes, challenged, by_model),
    )
    owed = open_obligations(book)
    seven = SevenFacts(
        book=book,
        as_of=as_of,
        policy=policy,
        stamps=stamps,
        open_items=every,
        disputed=_in_dispute(every, disputes, standing),
        disputes=disputes,
        signals=signals,
        obligations=owed,
        settled=paid,
    )
    return FollowUpPacket(
        account=book.account,
        entity=entity,
        currency=currency,
        as_of=as_of,
        items=items,
        left_out=left_out,
        closed_disputes=closed_disputes(disputes, items, facts, as_of, zone),
        not_due=tuple(item for item in all_open if item.days_past_due <= 0),
        unapplied=unapplied(book, entity, currency),
        credits=unapplied_credits(book, entity, currency, facts),
        buckets=buckets(on_the_books, currency),
        gone=lately_gone(book, entity, currency, as_of),
        context=sheet.lines(),
        account_facts=seven.all(),
        contacts=book.contacts,
        recipient=to,
        exchanges=exchanges(book),
        unread=waiting,
        signals=signals,
        promises=book.promises,
        kept_words=kept_words(book, entity, currency, as_of, policy, cash_through=cash_through(stamps)),
        holds=holds,
        rejected=rejected(facts, (*heard, *by_model), zone),
        recorded=recorded(source, facts, on_the_books, as_of, policy, zone),
        tickets=open_tickets(book),
        obligations=owed,
        last_touch=touch,
        last_day_touches=touches,
        reminders_sent=len(reminded),
        reminders=tuple(reminded.values()),
        reminded_on=tuple(reminded),
        last_payment=last_payment(book, entity, currency, as_of),
        next_allowed=add_working_days(touch.on, policy.contact_cap_days, policy.holidays) if touch else None,
        cash_through=cash_through(stamps),
        contradictions=(*book.contradictions, *wrote_again(book)),
        gaps=(
            *gaps_of_account(book, has_recipient=to is not None, has_owner=owner.why is None),
            *gaps_of_money(book, entity, currency),
            *unknown_senders(waiting),
            *gaps_of_sources(stamps, policy, as_of),
            *gaps_of_reading(book, every, readings, reader),
        ),
        owner_id=owner.user_id,
    )


def _of(found: Sequence[OpenItem], entity: str, currency: str) -> tuple[OpenItem, ...]:
    mine = (item for item in found if item.invoice.entity == entity and item.open.currency == currency)
    return tuple(sorted(mine, key=lambda item: (item.invoice.due_on, item.invoice.number)))


def _in_dispute(found: Sequence[OpenItem], disputes: Sequence[Dispute], standing: Standing) -> frozenset[str]:
    """Numbers in dispute anywhere on the account: it is sorted once, whatever the entity or currency."""
    flagged = {line.invoice_number for dispute in disputes if dispute.is_open for line in dispute.lines}
    return frozenset(flagged | {item.invoice.number for item in found if standing.is_challenged(item.invoice)})
