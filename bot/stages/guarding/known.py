"""What a message to this customer may state: every figure, day and number of the packet, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bot import wording
from bot.stages.guarding.exchanged import documents_told, people_to_write_to, sums_told, tells_of_payment
from bot.stages.slots import years_a_customer
from bot.stages.taken_up import Topic, taken_up
from models.correspondence import Direction
from models.draft import Draft
from models.money import Money, total
from models.packet import FollowUpPacket, OpenItem

#: Languages a reviewer may rewrite a draft in.
_READ_HERE = ("de", "en", "es", "fr", "it")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum on record. *number* = the invoice it belongs to; None = it belongs to the whole message."""

    money: Money
    role: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day on record. *number* = the invoice it belongs to; None = it belongs to the conversation."""

    on: date
    role: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of the text that is on record, and every record it can be."""

    start: int
    end: int
    facts: tuple[Amount, ...] | tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Lateness:
    """A lateness that the text states, and the invoices that are so late."""

    start: int
    end: int
    numbers: frozenset[str]


class Known:
    """The closed sets one message is compared with."""

    def __init__(self, packet: FollowUpPacket, draft: Draft) -> None:
        self.packet, self.draft = packet, draft
        language = (packet.recipient.language if packet.recipient else None) or packet.account.language
        self.languages = tuple(sorted({*_READ_HERE, draft.language, *([language] if language else [])}))
        self.asked = tuple(item for item in packet.items if item.invoice.number in draft.invoices)
        self.unticked = tuple(item for item in packet.items if item.invoice.number not in draft.invoices)

    @property
    def total(self) -> Money:
        """What this message asks for."""
        return total((item.open for item in self.asked), self.packet.currency)

    @property
    def told(self) -> tuple[OpenItem, ...]:
        """Invoices whose facts may be stated: asked for, or not yet due."""
        return (*self.asked, *self.packet.not_due)

    @property
    def names_not_due(self) -> bool:
        """Whether the text speaks of every invoice that is not yet due, so that it may count and add them in."""
        later = [item.invoice.number for item in self.packet.not_due]
        return bool(later) and all(number in self.draft.body for number in later)

    def item(self, number: str) -> OpenItem | None:
        """The invoice of this number, if its facts may be stated."""
        return next((item for item in self.told if item.invoice.number == number), None)

    # ── amounts ──────────────────────────────────────────────────────────────────────────────
    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Every sum the message may state."""
        own = [fact for item in self.told for fact in _amounts_of(item)]
        whole = [Amount(self.total, "total")] if self.asked else []
        if self.packet.to_apply.minor > 0:
            whole.append(Amount(self.packet.to_apply, "unapplied"))
            whole.append(Amount(self.total - self.packet.to_apply, "net"))
        whole += [Amount(promise.amount, "promised") for promise in self.packet.promises if promise.amount]
        whole += [Amount(word.received, "received") for word in self.packet.came_back]
        if self.names_not_due:
            whole.append(Amount(total((item.open for item in self.told), self.packet.currency), "total"))
        told = sums_told(self.packet.exchanges, self.told, self.packet.currency)
        whole += [Amount(money, "message") for money in told]
        return tuple(fact for fact in (*own, *whole) if fact.money.minor > 0)

    @cached_property
    def amount_forms(self) -> dict[str, tuple[Amount, ...]]:
        """Bare number as written → the sums it can be."""
        forms: dict[str, tuple[Amount, ...]] = {}
        for fact in self.amounts:
            for form in wording.number_forms(fact.money, self.languages):
                forms[form] = (*forms.get(form, ()), fact)
        return forms

    @cached_property
    def documents_told(self) -> frozenset[str]:
        """Document numbers that were named in the messages to and fro, folded."""
        return documents_told(self.packet.exchanges)

    @cached_property
    def numbers_told(self) -> frozenset[str]:
        """Every figure in the messages to and fro, digits alone."""
        found = (re.findall(r"\d[\d.,' ]*\d|\d", wording.normalise(each.text)) for each in self.packet.exchanges)
        return frozenset(re.sub(r"\D", "", figure) for figures in found for figure in figures)

    @cached_property
    def stems_told(self) -> frozenset[str]:
        """The first letters of every word the customer wrote."""
        theirs = (each.text for each in self.packet.exchanges if each.direction is Direction.INBOUND)
        return frozenset(word[:5] for text in theirs for word in re.findall(r"[^\W\d_]{4,}", wording.normalise(text)))

    @cached_property
    def successors(self) -> frozenset[str]:
        """Names, folded, of the people the customer asks us to write to instead."""
        return people_to_write_to(self.packet.exchanges)

    # ── days ─────────────────────────────────────────────────────────────────────────────────
    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Every day the message may state."""
        own = [fact for item in self.told for fact in _days_of(item)]
        return (*own, *self._conversation_days())

    def _conversation_days(self) -> Iterator[Day]:
        packet = self.packet
        yield Day(packet.as_of, "today")
        if packet.last_touch:
            yield Day(packet.last_touch.on, "touch")
        if packet.cash_through:
            yield Day(packet.cash_through, "cash")
        if packet.last_payment:
            yield Day(packet.last_payment.received_on, "payment")
        yield from (Day(on, "reminder") for on in packet.reminded_on)
        yield from (Day(promise.due_on, "promise") for promise in packet.promises)
        yield from (Day(message.at.date(), "message") for message in (*packet.exchanges, *packet.unread))
        named = taken_up(packet, packet.items)
        if named.topic is Topic.DAY_NAMED and named.on is not None:
            yield Day(named.on, "named")

    def facts_of(self, days: frozenset[date]) -> tuple[Day, ...]:
        """What is on record of any of *days*."""
        return tuple(fact for fact in self.days if fact.on in days)

    # ── counts ───────────────────────────────────────────────────────────────────────────────
    @cached_property
    def lateness(self) -> dict[int, frozenset[str]]:
        """Days past due → the invoices that are so late."""
        counts: dict[int, frozenset[str]] = {}
        for item in self.asked:
            counts[item.days_past_due] = counts.get(item.days_past_due, frozenset()) | {item.invoice.number}
        return counts

    @cached_property
    def other_day_counts(self) -> frozenset[int]:
        """Agreed terms, and days since we were in touch."""
        agreed = {(item.invoice.due_on - item.invoice.issued_on).days for item in self.told}
        terms = {self.packet.account.terms_days} if self.packet.account.terms_days else set()
        since = {
            (self.packet.as_of - fact.on).days for fact in self._conversation_days() if fact.on < self.packet.as_of
        }
        return frozenset(agreed | terms | since)

    @property
    def years(self) -> int:
        """Whole years as a customer; 0 = not known."""
        return years_a_customer(self.packet)

    @property
    def has_written(self) -> bool:
        """Whether anything of ours to this customer is on record."""
        packet = self.packet
        sent = any(
            message.direction is Direction.OUTBOUND and message.automatic is None for message in packet.exchanges
        )
        return sent or packet.last_touch is not None or packet.reminders_sent > 0

    @property
    def has_received(self) -> bool:
        """Whether any money of theirs is on record beside what is open."""
        return self.packet.to_apply.minor > 0 or any(item.open < item.invoice.amount for item in self.asked)

    @property
    def has_heard_of_payment(self) -> bool:
        """Whether a message on record says that they sent money."""
        return any(tells_of_payment(message) for message in self.packet.exchanges)

    def is_day_near(self, words: str, on: date) -> bool:
        """Whether *words* ("yesterday", "last week") can mean *on*."""
        gap = (on - self.packet.as_of).days
        if words in _ONE_DAY:
            return gap == _ONE_DAY[words]
        week = self.packet.as_of - timedelta(days=self.packet.as_of.weekday())
        return {"last week": -7 <= (on - week).days < 0, "this week": 0 <= (on - week).days < 7}.get(words, True)


_ONE_DAY = {"yesterday": -1, "today": 0, "tomorrow": 1}


def _amounts_of(item: OpenItem) -> list[Amount]:
    number, invoiced = item.invoice.number, item.invoice.amount
    facts = [Amount(item.open, "open", number)]
    if item.open < invoiced:
        facts += [Amount(invoiced, "invoiced", number), Amount(invoiced - item.open, "received", number)]
    return facts


def _days_of(item: OpenItem) -> list[Day]:
    return [
        Day(item.invoice.due_on, "due", item.invoice.number),
        Day(item.invoice.issued_on, "issued", item.invoice.number),
    ]
