"""What people recorded of a customer, beside what the sources say: it wins until a source says so too.

Ten working days after the press a purchase order or a wrong contact that no source bears out is asked about, once. It
stands meanwhile: asking the customer again would cost more than asking us. A promise ends with its own day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.stages.holds import invoice_about
from bot.stages.promises import last_day
from bot.wording import day, one_line
from models.calendar import add_working_days
from models.correspondence import Contact, ContactStatus, Touch
from models.evidence import Evidence, Origin
from models.fact import Fact, FactKind
from models.ledger import AccountLedger, Promise
from models.packet import OpenItem
from models.policy import Policy
from models.receivable import Invoice
from models.recorded import Recorded

#: Working days that a press stands by itself.
STANDS_DAYS = 10

_KINDS = frozenset({FactKind.PROMISED, FactKind.PO_RECEIVED, FactKind.WRONG_CONTACT, FactKind.TOUCHED})


def key_of(fact: Fact) -> str:
    """What an answer to this press names. Each day they named is a promise of its own."""
    return f"{fact.kind}\n{fact.about}" + (f"\n{fact.promise.due_on}" if fact.promise else "")


def promise_about(entity: str, numbers: Iterable[str]) -> str:
    """What a promise about invoices of one billing entity is about."""
    return "\n".join((entity, *sorted(numbers)))


def standing(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The presses that nobody has taken back and no newer one has replaced, oldest first."""
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.kind is FactKind.TAKEN_BACK:
            found.pop(fact.about, None)
        elif fact.kind in _KINDS:
            found = {key: each for key, each in found.items() if key != key_of(fact) and not _replaces(fact, each)}
            found[key_of(fact)] = fact
    return tuple(found.values())


def _replaces(later: Fact, earlier: Fact) -> bool:
    """Whether they named another day for the same lines while the first was still to come."""
    new, old = later.promise, earlier.promise
    if new is None or old is None or entity_of(later) != entity_of(earlier):
        return False
    return set(old.invoice_numbers) <= set(new.invoice_numbers) and new.origin.as_of <= old.due_on


def entity_of(fact: Fact) -> str:
    """The billing entity of ours that a promise is about."""
    return fact.about.partition("\n")[0]


def with_recorded(book: AccountLedger, facts: Sequence[Fact], entity: str, zone: ZoneInfo) -> AccountLedger:
    """*book* with what stands beside it, as far as it concerns one billing entity."""
    found = standing(facts)
    if not found:
        return book
    return replace(
        book,
        promises=(*book.promises, *_promises(found, book, entity)),
        invoices=tuple(_with_po(invoice, found) for invoice in book.invoices),
        contacts=tuple(_struck(contact, found, zone) for contact in book.contacts),
    )


def logged_touches(facts: Iterable[Fact]) -> tuple[Touch, ...]:
    """The calls and meetings that people logged."""
    return tuple(fact.touch for fact in standing(facts) if fact.touch is not None)


def recorded(
    book: AccountLedger, facts: Sequence[Fact], found: Collection[OpenItem], as_of: date, policy: Policy, zone: ZoneInfo
) -> tuple[Recorded, ...]:
    """What stands on *as_of* about the open lines *found* and about the account; *book* as the sources have it."""
    answered = {fact.about for fact in facts if fact.kind is FactKind.STILL_TRUE}
    return tuple(
        Recorded(
            key=key_of(fact),
            what=what,
            by_name=fact.by_name,
            on=(on := fact.at.astimezone(zone).date()),
            is_asked=_may_be_asked(fact) and key_of(fact) not in answered and _is_over(on, as_of, policy),
        )
        for fact in standing(facts)
        if (what := _said(fact, book, found, as_of, policy))
    )


def _may_be_asked(fact: Fact) -> bool:
    return fact.kind in (FactKind.PO_RECEIVED, FactKind.WRONG_CONTACT)


def _is_over(on: date, as_of: date, policy: Policy) -> bool:
    return add_working_days(on, STANDS_DAYS, policy.holidays) <= as_of


def _said(fact: Fact, book: AccountLedger, found: Collection[OpenItem], as_of: date, policy: Policy) -> str:
    """What it says, where it says more than the sources; "" = it has nothing to say any more."""
    if fact.po is not None:
        is_open = any(invoice_about(item.invoice) == fact.about for item in found)
        invoice = next((each for each in book.invoices if invoice_about(each) == fact.about), None)
        is_news = is_open and invoice is not None and not _is_same(invoice.po_number, fact.po.number)
        return f"PO {fact.po.number} for {invoice.number}, given by {fact.po.said_by}" if invoice and is_news else ""
    if fact.strike is not None:
        return next((_striking(fact, each) for each in book.contacts if _is_struck(each, fact)), "")
    if fact.promise is not None:
        named = set(fact.promise.invoice_numbers)
        is_mine = any(item.invoice.number in named and item.invoice.entity == entity_of(fact) for item in found)
        is_live = is_mine and as_of <= last_day(fact.promise, policy)
        return f"promised for {day(fact.promise.due_on)} by {fact.promise.said_by}" if is_live else ""
    touch = fact.touch
    is_near = touch is not None and as_of < add_working_days(touch.on, policy.contact_cap_days, policy.holidays)
    return f"{touch.what} on {day(touch.on)}" if touch is not None and is_near else ""


# ── beside each kind of record ────────────────────────────────────────────────────────────────────


def _promises(found: Iterable[Fact], book: AccountLedger, entity: str) -> Iterator[Promise]:
    for promise in (fact.promise for fact in found if fact.promise is not None and entity_of(fact) == entity):
        if promise is not None and not any(_agrees(each, promise) for each in book.promises):
            yield promise


def _agrees(theirs: Promise, pressed: Promise) -> bool:
    named = set(theirs.invoice_numbers)
    return theirs.due_on == pressed.due_on and (not named or set(pressed.invoice_numbers) <= named)


def _with_po(invoice: Invoice, found: Iterable[Fact]) -> Invoice:
    given = [fact.po for fact in found if fact.po is not None and fact.about == invoice_about(invoice)]
    return replace(invoice, po_number=given[-1].number) if given else invoice


def _is_same(on_record: str | None, given: str) -> bool:
    return (on_record or "").strip().casefold() == given.strip().casefold()


def _is_struck(contact: Contact, fact: Fact) -> bool:
    """Whether the press speaks against the source, which has this address as one to write to."""
    return contact.status == ContactStatus.VERIFIED and contact.email.casefold() == fact.about


def _struck(contact: Contact, found: Iterable[Fact], zone: ZoneInfo) -> Contact:
    fact = next((fact for fact in found if fact.strike is not None and contact.email.casefold() == fact.about), None)
    if fact is None or fact.strike is None:
        return contact
    on = fact.at.astimezone(zone).date()
    said = f"{contact.name} is not the one to write to, says {one_line(fact.strike.said_by)}"
    evidence = Evidence(
        f"{said}; {fact.by_name} recorded it on {day(on)}", Origin("desk", f"wrong contact by {fact.by_name}", on)
    )
    return replace(contact, struck=evidence, instead=fact.strike.instead)


def _striking(fact: Fact, contact: Contact) -> str:
    strike = fact.strike
    instead = f"{strike.instead} instead" if strike and strike.instead else "nobody chosen instead"
    return f"{contact.name} is not the one to write to, says {strike.said_by if strike else ''}; {instead}"
