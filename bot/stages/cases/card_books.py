"""A collector's flat case card as the books of one account: every field is the record that the real day would have.

A card names no calendar day, so its days are counted back from one Monday. What a card does not say, the source that
would have said it counts as silent about (`_SILENT`), and that is never clear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.stages.cases import card_words
from bot.stages.cases.card_words import is_paperwork, owed, severity_of, terms_days, wish
from bot.stages.cases.labelled import Fields, words_of
from bot.stages.read import signals_in
from models.correspondence import Contact, ContactStatus, Direction, Message
from models.evidence import Origin
from models.ledger import Account, AccountLedger, Contract, RecordKind, Severity, SourceStamp, Ticket
from models.money import Money
from models.obligation import Obligation, ObligationKind
from models.policy import Policy
from models.receivable import Invoice, Payment
from models.signal import Signal, SignalKind

#: A Monday: what is four days old on it has only one working day behind it that nobody can account for.
AS_OF = date(2026, 5, 11)
AT = datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=UTC)
_ORIGIN = Origin("case card", "facts", AS_OF)
ID, NUMBER, CURRENCY = "case", "the invoice", "USD"
_DOMAIN = "customer.example"
_ADDRESS = f"billing@{_DOMAIN}"
_USUAL_TERMS = 30
_FEW_WORDS = 8
#: Which source is silent where a field says nothing; fields that are not here need no answer, or have a rule of theirs.
_SILENT: Mapping[str, RecordKind] = {
    "days_past_due": RecordKind.PAYMENTS,
    "open_amount_usd": RecordKind.PAYMENTS,
    "unapplied_cash_usd": RecordKind.PAYMENTS,
    "open_dispute": RecordKind.MESSAGES,
    "customer_claims": RecordKind.MESSAGES,
    "requests_from_customer": RecordKind.MESSAGES,
    "open_support_tickets": RecordKind.TICKETS,
    "delivery_complete": RecordKind.TICKETS,
    "days_to_renewal": RecordKind.CONTRACTS,
    "legal_or_contract_flags": RecordKind.CONTRACTS,
    "promised_credits_pending": RecordKind.CONTRACTS,
    "context_data_age_days": RecordKind.ACCOUNTS,
}


@dataclass(frozen=True, slots=True)
class Case:
    """What a card says, as records."""

    book: AccountLedger
    stamps: tuple[SourceStamp, ...]
    #: What the reader does not hear in so few words, but the field itself says.
    stated: tuple[Signal, ...]


# ── the card's fields as records ─────────────────────────────────────────────────────────────
def case_of(facts: Fields, policy: Policy) -> Case:
    """The records of one card.

    Raises:
        FieldError: a field is not what it must be.
    """
    book = AccountLedger(
        account=_account(facts, policy),
        invoices=(_invoice(facts),),
        payments=tuple(_unapplied(facts)),
        contacts=(_contact(facts),),
        messages=tuple(_messages(facts)),
        tickets=tuple(_tickets(facts)),
        contracts=tuple(_contracts(facts)),
        obligations=tuple(_obligations(facts)),
    )
    return Case(book, tuple(_stamps(facts)), tuple(_stated(facts)))


def _account(facts: Fields, policy: Policy) -> Account:
    segment, flags = facts.said("segment"), facts.texts("legal_or_contract_flags") or ()
    owner = next(iter(policy.members)) if facts.answer("account_owner_assigned") else None
    return Account(
        id=ID,
        origin=_ORIGIN,
        owner_id=owner,
        tier=card_words.tier_of(segment, facts.answer("is_strategic_or_top_account"), policy),
        debtor_kind="person" if card_words.is_person(segment, *flags) else "company",
        domain=_DOMAIN,
        terms_days=_terms(facts),
        po_required=_po_required(facts),
    )


def _terms(facts: Fields) -> int | None:
    """Terms that no paper bears out are not known."""
    return terms_days(facts.said("payment_terms")) if facts.answer("terms_documented") else None


def _po_required(facts: Fields) -> bool:
    """Whether a number is wanted matters only where there is none; not known, it may well be."""
    return facts.answer("po_required") is not False


def _invoice(facts: Fields) -> Invoice:
    # What is open matters to the sorting only beside unapplied cash, which covers an amount nobody knows.
    late, amount = facts.whole("days_past_due"), _money(facts, "open_amount_usd")
    due_on = AS_OF - timedelta(days=max(late or 1, 1))
    return Invoice(
        number=NUMBER,
        account_id=ID,
        entity="",
        amount=amount if amount.minor > 0 else Money(1, CURRENCY),
        issued_on=due_on - timedelta(days=_terms(facts) or _USUAL_TERMS),
        due_on=due_on,
        origin=_ORIGIN,
        po_number="on the invoice" if facts.answer("po_on_invoice") else "",
        disputed=facts.answer("open_dispute") or False,
    )


def _unapplied(facts: Fields) -> Iterator[Payment]:
    money = _money(facts, "unapplied_cash_usd")
    if money.minor > 0:
        yield Payment(id="unapplied", account_id=ID, amount=money, received_on=AS_OF, origin=_ORIGIN, entity="")


def _money(facts: Fields, name: str) -> Money:
    return Money(round((facts.number(name) or 0) * 100), CURRENCY)


def _contact(facts: Fields) -> Contact:
    is_verified = facts.answer("billing_contact_verified")
    return Contact(
        id="contact",
        account_id=ID,
        name="the billing contact",
        email=_ADDRESS,
        origin=_ORIGIN,
        role="billing",
        status=ContactStatus.VERIFIED if is_verified else ContactStatus.UNVERIFIED,
    )


def _messages(facts: Fields) -> Iterator[Message]:
    last = facts.each("last_customer_message") or ()
    texts = [text if isinstance(text, str) else str(text.get("text") or " ".join(words_of(text))) for text in last]
    for number, text in enumerate(texts):
        yield Message(
            id=f"{number}",
            account_id=ID,
            direction=Direction.INBOUND,
            sender=_ADDRESS,
            at=AT,
            text=text,
            origin=_ORIGIN,
        )


def _tickets(facts: Fields) -> Iterator[Ticket]:
    for number, (text, severity) in enumerate(_told_tickets(facts)):
        yield Ticket(
            id=f"ticket {number + 1}",
            account_id=ID,
            subject=text,
            is_open=not card_words.is_closed(text),
            opened_on=AS_OF,
            origin=_ORIGIN,
            severity=severity,
            kind=owed(text) or "support",
        )


def _told_tickets(facts: Fields) -> Iterator[tuple[str, Severity | None]]:
    listed = facts.values.get("open_support_tickets")
    if isinstance(listed, int):
        yield from [("nothing else said", None)] * listed
        return
    for one in (facts.each("open_support_tickets") or ()) if facts.answers("open_support_tickets") else ():
        if isinstance(one, str):
            if card_words.says_something(one):
                yield one, severity_of(one)
            continue
        graded = str(one.get("severity") or one.get("priority") or "")
        yield " ".join(words_of(one)), severity_of(graded or " ".join(words_of(one)))


def _contracts(facts: Fields) -> Iterator[Contract]:
    days = facts.whole("days_to_renewal")
    if days is not None:
        yield Contract(id="contract", account_id=ID, origin=_ORIGIN, renewal_on=AS_OF + timedelta(days=days))


def _obligations(facts: Fields) -> Iterator[Obligation]:
    if facts.answer("promised_credits_pending"):
        yield _owing(ObligationKind.CREDIT, "a credit that was promised is pending")
    if facts.answer("delivery_complete") is False:
        yield _owing(ObligationKind.DELIVERY, "the delivery is not complete")
    for text in _asked(facts):
        kind = owed(text)
        if kind is not None and not is_paperwork(text):
            yield _owing(kind, text)


def _owing(kind: ObligationKind, what: str) -> Obligation:
    return Obligation(id=what, account_id=ID, kind=kind, what=what, is_open=True, origin=_ORIGIN)


# ── what the customer says, asks and is, in few words ────────────────────────────────────────
def _claims(facts: Fields) -> tuple[str, ...]:
    return facts.texts("customer_claims") or ()


def _requests(facts: Fields) -> tuple[str, ...]:
    return facts.texts("requests_from_customer") or ()


def _asked(facts: Fields) -> tuple[str, ...]:
    """What they ask for, wherever the collector wrote it down."""
    return (*_requests(facts), *(text for text in _claims(facts) if card_words.asks(text)))


def _flags(facts: Fields) -> tuple[str, ...]:
    flags = facts.texts("legal_or_contract_flags") or ()
    return tuple(text for text in flags if not card_words.is_no_flag(text))


_CHALLENGES_NOTHING = (
    card_words.challenges_nothing,
    card_words.says_somebody_left,
    card_words.wants_po,
    is_paperwork,
)


def _stated(facts: Fields) -> Iterator[Signal]:
    """A claim challenges, a request asks and a flag warns, also in words too few for the reader."""
    for text in _claims(facts):
        yield from _of_claim(text)
    for text in _requests(facts):
        yield from _of_request(text)
    for text in _flags(facts):
        yield from _of_flag(text)
    for text in (*_requests(facts), *_claims(facts)):
        if is_paperwork(text):
            yield _signal(SignalKind.PAPER_WANTED, text)
        if card_words.wants_po(text):
            yield _signal(SignalKind.PO_NEEDED, text)
        if card_words.says_somebody_left(text):
            yield _signal(SignalKind.CONTACT_LEFT, text)


def _of_claim(text: str) -> Sequence[Signal]:
    if card_words.asks(text):
        return _of_request(text)
    harmless = any(means(text) for means in _CHALLENGES_NOTHING)
    heard = _heard(text, is_plain=harmless)
    return heard if heard or harmless else (_signal(SignalKind.DISPUTE, text),)


def _of_request(text: str) -> Sequence[Signal]:
    asked = wish(text)
    heard = _heard(text, is_plain=bool(asked or owed(text) or is_paperwork(text)))
    return heard if heard or asked is None else (_signal(asked, text),)


def _of_flag(text: str) -> Sequence[Signal]:
    heard = _heard(text, is_plain=not card_words.is_challenge(text))
    if heard or card_words.is_person(text):
        return heard
    return (_signal(wish(text) or SignalKind.LEGAL, text),)


def _heard(text: str, *, is_plain: bool) -> Sequence[Signal]:
    """What the reader hears. A few words whose meaning is plain are no mail, and challenge nothing by their sound."""
    heard = signals_in(text, source_id="card", origin=_ORIGIN, received=AS_OF)
    if not is_plain or len(text.split()) > _FEW_WORDS:
        return heard
    return tuple(signal for signal in heard if signal.kind is not SignalKind.DISPUTE)


def _signal(kind: SignalKind, text: str) -> Signal:
    return Signal(kind=kind, quote=text, source_id="card", origin=_ORIGIN)


# ── the sources behind it ────────────────────────────────────────────────────────────────────
def _stamps(facts: Fields) -> Iterator[SourceStamp]:
    silent = {card_words.source_meant(text) for text in facts.texts("missing_sources") or ()}
    silent |= {kind for name, kind in _SILENT.items() if not facts.answers(name)}
    as_of = AS_OF - timedelta(days=max(facts.whole("context_data_age_days") or 0, 0))
    for kind in RecordKind:
        if kind not in silent:
            yield SourceStamp("case card", kind, as_of, read_at=AT, rows=1, rejected=0)
