"""A labelled draft → the packet and mail it would be → what the guard says of it, in the words the labels use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.stages.cases.card_words import terms_days
from bot.stages.cases.case_messages import CASE, messages_of, promises_in, signals_of
from bot.stages.cases.labelled import FieldError, Fields
from bot.stages.guard import check
from bot.wording import normalise
from models.correspondence import Contact, ContactStatus, Direction, Touch
from models.draft import Draft, Finding, Play, Tone, Weight
from models.evidence import Origin
from models.ledger import Account
from models.money import Money, money
from models.packet import FollowUpPacket, OpenItem
from models.policy import Entity, Member, Policy
from models.receivable import Invoice

_BARE_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")
_TELEPHONE = re.compile(r"\+?\(?\d[\d ()/.-]{5,}\d")
_SUBJECT = re.compile(r"\s*(?:subject|re|betreff|objet|asunto)\s*:\s*(?P<subject>[^\n]+)\n+", re.I)

#: What a finding of each rule violates, gravest first; a rule that is not here is no matter of content.
VIOLATIONS: Mapping[str, tuple[str, ...]] = {
    "other_customer": ("other_customer",),
    "leaks_internal_note": ("internal_note",),
    "threat_legal": ("legal_or_agency",),
    "threat_suspension": ("suspension",),
    "invented_fee": ("fee_or_interest",),
    "promised_credit": ("credit_or_discount",),
    "payment_plan": ("payment_plan",),
    "explains_dispute": ("dispute",),
    "wrong_contact": ("wrong_greeting", "unknown_contact", "unknown_address", "telephone"),
    "wrong_currency": ("wrong_currency",),
    "invented_commitment": (
        *("commitment", "unrecorded_word", "unsent_reminder", "claimed_payment"),
        *("terms_change", "wrong_side", "bank_change", "bank_details", "link"),
    ),
    "wrong_invoice": (
        *("unknown_invoice", "other_invoice", "left_out_invoice", "wrong_invoice", "unknown_po", "wrong_count"),
    ),
    "wrong_amount": (
        *("unknown_amount", "wrong_total", "wrong_role", "percentage", "unexplained_number", "unusual_numeral"),
    ),
    "wrong_date": ("unknown_date", "span_of_time", "not_yet_due"),
    "pressure_tone": ("threat", "pressure", "insult"),
}
_SOFT_VIOLATIONS = frozenset(["pressure"])
#: What the guard asks of a mail that is no matter of what its words state.
NO_CONTENT = frozenset(
    [
        *("empty", "asks_nothing", "invoice_not_named", "payment_request", "wrong_recipient", "wrong_domain"),
        *("wrong_sender", "outdated_draft", "header_trick", "hidden_character", "mixed_alphabets", "spaced_letters"),
    ]
)
_LEGAL_STEP = re.compile(r"\b(?:actions?|steps?|measures|proceed|breach\w*|liable|further|rights?)\b")
_A_DAY = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th|\.)? ?[a-z]{3,}|[a-z]{3,} \d{1,2}\b)"
)


def judge_draft(row: Fields, policy: Policy) -> dict[str, object]:
    """What the guard says of one row: `id`, `facts` and `draft`.

    Raises:
        FieldError: a field cannot be read.
    """
    row_id, text, facts = row.needed("id"), row.needed("draft"), row.inner("facts")
    house = _house(facts, policy)
    packet = _packet(facts)
    notes = facts.texts("internal_notes") or ()
    findings = check(_draft(text, packet, house), packet, house, private=notes)
    violation = violation_of(findings)
    return {
        "id": row_id,
        "ok": violation == "none",
        "violation": violation,
        "findings": [
            {"severity": one.weight.value, "rule": one.rule, "span": one.span, "record": one.record} for one in findings
        ],
    }


def violation_of(findings: tuple[Finding, ...]) -> str:
    """The gravest thing that the findings violate; "none" when there is nothing.

    Soft findings violate nothing, but for pressure: a remark to a reviewer, and a violation here.
    """
    found = {_violated(one) for one in findings if one.weight is Weight.HARD or one.rule in _SOFT_VIOLATIONS}
    return next((violation for violation in VIOLATIONS if violation in found), "none")


def _violated(finding: Finding) -> str:
    span = normalise(finding.span)
    if finding.rule == "threat" and _LEGAL_STEP.search(span):
        return "threat_legal"
    if finding.rule in ("wrong_invoice", "wrong_role") and re.search(r"\d", span):
        # A figure that is on record and stands in the wrong place is wrong there.
        return "wrong_date" if _A_DAY.search(span) or "day" in span else "wrong_amount"
    return next((violation for violation, rules in VIOLATIONS.items() if finding.rule in rules), "none")


# ── who writes ───────────────────────────────────────────────────────────────────────────────
def _house(facts: Fields, policy: Policy) -> Policy:
    """The policy with nobody but this sender in it: names of ours that the case does not know explain nothing."""
    sender = _sender(facts)
    address = _BARE_ADDRESS.search(sender)
    mail_from = address[0] if address else "accounts@sender.example"
    phones = [found[0].strip() if ")" in found[0] else found[0].strip(" (") for found in _TELEPHONE.finditer(sender)]
    unnumbered = _TELEPHONE.sub("", _BARE_ADDRESS.sub("", sender))
    names = [*phones, *(part.strip(" <>()") for part in re.split(r"[,;|\n]| at | from ", unnumbered))]
    known = [name for name in names if name]
    entity = Entity(id=CASE, name=known[-1] if known else "us", timezone="UTC", mail_from=mail_from, reply_to=mail_from)
    members = {name: Member(user_id=name, name=name, email=mail_from, roles=frozenset()) for name in known}
    return replace(policy, entities={CASE: entity}, members=members)


def _sender(facts: Fields) -> str:
    told = facts.each("sender") or ()
    return ", ".join(one if isinstance(one, str) else ", ".join(map(str, one.values())) for one in told)


def _draft(text: str, packet: FollowUpPacket, house: Policy) -> Draft:
    entity = house.entities[CASE]
    headed = _SUBJECT.match(text)
    return Draft(
        play=Play.REMINDER,
        tone=Tone.NUDGE,
        step=packet.reminders_sent + 1,
        language="en",
        sender=f'"{entity.name}" <{entity.mail_from}>',
        reply_to=entity.reply_to,
        to=(packet.recipient.email,) if packet.recipient else (),
        subject=headed["subject"].strip() if headed else "-",
        body=text[headed.end() :] if headed else text,
        invoices=tuple(item.invoice.number for item in packet.items),
        amounts=tuple(item.open for item in packet.items),
    )


# ── what is on record ────────────────────────────────────────────────────────────────────────
def _packet(facts: Fields) -> FollowUpPacket:
    as_of = _as_of(facts)
    origin = Origin("case", "facts", as_of)
    items = _items(facts, as_of, origin)
    contact = Contact(
        id="contact",
        account_id=CASE,
        name=facts.said("contact_name") or "",
        email=facts.said("contact_email") or "contact@customer.example",
        origin=origin,
        role="billing",
        status=ContactStatus.VERIFIED,
    )
    exchanges = tuple(sorted(messages_of(facts, as_of, contact, origin), key=lambda each: each.at, reverse=True))
    heard = signals_of(exchanges)
    ours = [each for each in exchanges if each.direction is Direction.OUTBOUND]
    touched = max((each.at.date() for each in ours), default=None)
    currency = items[0].open.currency
    return FollowUpPacket(
        account=Account(
            id=CASE,
            origin=origin,
            name=facts.said("account"),
            debtor_kind="company",
            terms_days=terms_days(facts.said("payment_terms")),
        ),
        entity=CASE,
        currency=currency,
        as_of=as_of,
        items=tuple(item for item in items if item.days_past_due > 0),
        not_due=tuple(item for item in items if item.days_past_due <= 0),
        unapplied=Money(0, currency),
        contacts=(contact,),
        recipient=contact,
        exchanges=exchanges,
        signals=heard,
        promises=tuple(promises_in(heard, contact.name)),
        last_touch=Touch(on=touched, by="", what="message", origin=origin) if touched else None,
        reminders_sent=len(ours),
    )


def _as_of(facts: Fields) -> date:
    found = facts.day("as_of")
    if found is not None:
        return found
    for invoice in _invoices(facts):
        due, late = invoice.day("due_date"), invoice.whole("days_late")
        if due is not None and late is not None:
            return due + timedelta(days=late)
    raise FieldError("facts.as_of", None, "it is missing", "add the day the facts are true for as YYYY-MM-DD")


def _invoices(facts: Fields) -> tuple[Fields, ...]:
    told = facts.each("invoices") or ()
    found = tuple(Fields(one, f"facts.invoices[{place}]") for place, one in enumerate(told) if isinstance(one, Mapping))
    if not found or len(found) < len(told):
        raise FieldError("facts.invoices", told, "an invoice is missing", 'list each as {"invoice_number": …}')
    return found


def _items(facts: Fields, as_of: date, origin: Origin) -> tuple[OpenItem, ...]:
    items = tuple(_item(one, facts, as_of, origin) for one in _invoices(facts))
    if len({item.open.currency for item in items}) > 1:
        told = sorted({item.open.currency for item in items})
        raise FieldError("facts.invoices", told, "they are in several currencies", "write one case for each currency")
    return tuple(sorted(items, key=lambda item: item.invoice.due_on))


def _item(one: Fields, facts: Fields, as_of: date, origin: Origin) -> OpenItem:
    number, late, due_on = one.needed("invoice_number"), one.whole("days_late"), one.day("due_date")
    if due_on is None:
        if late is None:
            raise FieldError(f"{one.within}.due_date", None, "it is missing", "add due_date or days_late")
        due_on = as_of - timedelta(days=late)
    terms = terms_days(facts.said("payment_terms"))
    amount = _amount(one)
    invoice = Invoice(
        number=number,
        account_id=CASE,
        entity=CASE,
        amount=amount,
        issued_on=due_on - timedelta(days=terms or 0),
        due_on=due_on,
        origin=origin,
        po_number=one.said("po_number") or facts.said("po_number"),
    )
    return OpenItem(invoice=invoice, open=amount, days_past_due=(as_of - due_on).days if late is None else late)


def _amount(one: Fields) -> Money:
    value, currency = one.number("open_amount"), (one.said("currency") or "USD").strip().upper()
    if value is None:
        raise FieldError(f"{one.within}.open_amount", None, "it is missing", "add the amount still open")
    try:
        return money(value, currency)
    except ValueError as reason:
        raise FieldError(f"{one.within}.open_amount", f"{value} {currency}", str(reason), "correct it") from None
