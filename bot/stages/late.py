"""Packet → why they are late, who of us removes that and how. The card shows it; no rule and no gate reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.stages.context import days_to_renewal, disputed_lines, line, ticket_words
from bot.stages.promises import covers
from bot.stages.reading.quoting import Sentence, sentences
from bot.stages.slots import departed, on_time_history, years_a_customer
from bot.told import owed
from bot.wording import amount, day
from models.account_fact import FactName, Presence
from models.calendar import add_working_days
from models.correspondence import Direction, Message
from models.evidence import Evidence
from models.late_reason import LateCode, LateReason
from models.ledger import Severity
from models.obligation import ObligationKind
from models.packet import ContextName, FollowUpPacket
from models.people import Role
from models.policy import Policy
from models.promise import Outcome
from models.signal import SignalKind

#: All of folded sentences of theirs.
_APPROVAL = re.compile(
    r"\b(?:await\w*|waiting (?:for|on)|wait for|needs?|pending|passed (?:it|this|them) (?:on )?to|is with)\b"
    r".{0,40}\b(?:approv(?:al|er|ers)|sign-?off|authori[sz]ation)\b|"
    r"\b(?:approval|sign-?off)\b.{0,30}\b(?:pending|outstanding|missing|not yet|still)\b|"
    r"\bfreigabe\b.{0,30}\b(?:fehlt|aus|noch)\b|\bnoch nicht freigegeben\b|\ben attente de validation\b"
)
_RUN = re.compile(
    r"\b(?:payment|pay|cheque|check|ap) run\b|\bzahl(?:ungs)?lauf\b|\bcampagne de paiement\b|\bremesa de pagos\b"
)
_NOT_RECEIVED = re.compile(
    r"\b(?:not|never|n't|cannot) (?:\w+ ){0,2}(?:receive[d]?|got|get|seen|find|found)\b.{0,30}\binvoices?\b|"
    r"\binvoices?\b.{0,30}\b(?:never|not|n't) (?:\w+ ){0,2}(?:arrived?|received|reached?|come)\b|"
    r"\b(?:re-?send|another copy|(?:new |fresh )?copy of (?:the |your |that )?invoice)\b|"
    r"\brechnung\b.{0,30}\bnicht (?:erhalten|bekommen|angekommen)\b|\bpas recu\b.{0,30}\bfacture\b|"
    r"\bno (?:nos consta haber|hemos) recibido\b.{0,30}\bfacturas?\b"
)
_CASH = re.compile(
    r"\bcash[- ]?flow\b|\bcash is (?:very |a bit )?(?:tight|short)\b|\b(?:short of|low on) cash\b|"
    r"\bliquiditat|\btresorerie\b"
)
_VENDOR_WORDS = re.compile(r"\b(?:vendor|supplier|portal|lieferant\w*|fournisseur|proveedor)\b")
_VENDOR_FACT = "vendor set-up or portal"
_MEDIAN = re.compile(r"median (\d+) days past due")
#: What they say that tells more about this payment than any habit of theirs.
_TELLING = frozenset(SignalKind) - {SignalKind.PROMISE, SignalKind.CONTACT_LEFT, SignalKind.OUT_OF_OFFICE}
#: Days past due, in the middle of what they paid, from which a customer is late by habit.
_HABIT = 7


@dataclass(frozen=True, slots=True)
class Case:
    """A packet, and what they themselves wrote since the oldest line asked for was issued."""

    packet: FollowUpPacket
    policy: Policy
    said: tuple[tuple[Sentence, Message], ...]

    def quotes(self, pattern: re.Pattern[str]) -> tuple[Evidence, ...]:
        """The first sentence of each message in which *pattern* is found."""
        found = {message.id: (s, message) for s, message in reversed(self.said) if pattern.search(s.plain)}
        return tuple(Evidence(f"“{s.quote}”", message.origin) for s, message in found.values())

    def signals(self, *kinds: SignalKind) -> tuple[Evidence, ...]:
        """The sentences in which the reader heard one of *kinds*."""
        heard = (signal for signal in self.packet.signals if signal.kind in kinds)
        return tuple(Evidence(f"“{signal.quote}”", signal.origin) for signal in heard)


#: What shows that its docstring holds; empty = nothing does.
_Finder = Callable[[Case], tuple[Evidence, ...]]


def credit_pending(case: Case) -> tuple[Evidence, ...]:
    """We have promised them a credit that is not issued yet."""
    return _owing(case, ObligationKind.CREDIT)


def delivery_open(case: Case) -> tuple[Evidence, ...]:
    """Something they ordered is not delivered yet."""
    return _owing(case, ObligationKind.DELIVERY)


def document_owed(case: Case) -> tuple[Evidence, ...]:
    """We owe them a paper."""
    return _owing(case, ObligationKind.DOCUMENT)


def service_open(case: Case) -> tuple[Evidence, ...]:
    """A fix is open, or a ticket that is not a small one."""
    known = {each.id for each in case.packet.obligations}
    serious = (each for each in case.packet.tickets if each.severity is not Severity.LOW and each.id not in known)
    tickets = tuple(Evidence(ticket_words(ticket), ticket.origin) for ticket in serious)
    return _owing(case, ObligationKind.FIX) + tickets


def cash_short(case: Case) -> tuple[Evidence, ...]:
    """They say that they cannot pay it all now."""
    return case.signals(SignalKind.PAYMENT_PLAN, SignalKind.INSOLVENCY) or case.quotes(_CASH)


def purchase_order_wanted(case: Case) -> tuple[Evidence, ...]:
    """They need a purchase-order number that an invoice does not carry, or refuse the one it has."""
    needed = case.packet.account.po_required
    bare = (item.invoice for item in case.packet.items if needed and not item.invoice.po_number)
    missing = tuple(Evidence(f"{invoice.number} has no PO number", invoice.origin) for invoice in bare)
    return missing + case.signals(SignalKind.PO_NEEDED)


def vendor_setup_open(case: Case) -> tuple[Evidence, ...]:
    """They have to set us up as a vendor first, or want the invoice in their portal."""
    facts = (fact for fact in case.packet.account_facts if fact.name is FactName.PROCUREMENT_DELAYS)
    known = tuple(each for fact in facts for each in fact.evidence if each.fact.startswith(_VENDOR_FACT))
    return known or tuple(each for each in case.signals(SignalKind.PAPER_WANTED) if _about_vendors(each))


def invoice_not_received(case: Case) -> tuple[Evidence, ...]:
    """They say that the invoice has not reached them."""
    return case.quotes(_NOT_RECEIVED)


def document_wanted(case: Case) -> tuple[Evidence, ...]:
    """They wait for a paper of ours."""
    return tuple(each for each in case.signals(SignalKind.PAPER_WANTED) if not _about_vendors(each))


def contact_gone(case: Case) -> tuple[Evidence, ...]:
    """The person we wrote to has left, or their address is dead."""
    said = case.signals(SignalKind.CONTACT_LEFT)
    if case.packet.recipient is not None:
        return said
    left = tuple(Evidence(f"{contact.name} has left", contact.origin) for contact in departed(case.packet))
    trouble = tuple(contact.trouble for contact in case.packet.contacts if contact.trouble)
    return trouble or left or said


def cash_unapplied(case: Case) -> tuple[Evidence, ...]:
    """Money of theirs is here, stands against no invoice, and nobody has said to leave it there."""
    spare = case.packet.to_apply
    if case.policy.settled(spare):
        return ()
    return (Evidence(f"{amount(spare)} unapplied", case.packet.account.origin),)


def short_payment(case: Case) -> tuple[Evidence, ...]:
    """They paid an invoice in part and left a rest."""
    part = (item for item in case.packet.items if item.paid is not None and item.paid.minor > 0)
    return tuple(
        Evidence(
            f"{item.invoice.number}: {amount(item.open)} of {amount(item.invoice.amount)} left", item.invoice.origin
        )
        for item in part
    )


def approval_pending(case: Case) -> tuple[Evidence, ...]:
    """Somebody on their side has yet to approve it."""
    return case.quotes(_APPROVAL)


def next_payment_run(case: Case) -> tuple[Evidence, ...]:
    """They pay on fixed days, and it waits for the next one."""
    return case.quotes(_RUN)


def renewal_talks(case: Case) -> tuple[Evidence, ...]:
    """Their contract is about to renew, and the payment may wait for that."""
    ahead, found = days_to_renewal(case.packet), line(case.packet, ContextName.RENEWAL)
    if found is None or ahead is None or ahead > case.policy.renewal_days:
        return ()
    return tuple(Evidence(found.text, origin) for origin in found.origins)


def promise_broken(case: Case) -> tuple[Evidence, ...]:
    """They named a day, and it passed without the money."""
    return _promised(case, Outcome.BROKEN)


def promise_part_kept(case: Case) -> tuple[Evidence, ...]:
    """They named a day, and only a part of the money came by it."""
    return _promised(case, Outcome.PART_KEPT)


def no_answer(case: Case) -> tuple[Evidence, ...]:
    """We have reminded them, and nobody has answered."""
    packet, policy, days = case.packet, case.policy, case.packet.reminded_on
    is_early = days and packet.as_of < add_working_days(days[-1], policy.contact_cap_days, policy.holidays)
    return () if is_early or _have_spoken(packet) else unanswered(packet)


def first_slip(case: Case) -> tuple[Evidence, ...]:
    """They have paid on time for years, and this is the first time they are late."""
    history = on_time_history(case.packet)
    if history is None or not years_a_customer(case.packet) or _have_spoken(case.packet):
        return ()
    return tuple(Evidence(history.text, origin) for origin in history.origins)


def habitually_late(case: Case) -> tuple[Evidence, ...]:
    """They usually pay a week late or more."""
    return () if _have_spoken(case.packet) else late_habit(case.packet)


#: What is found, whose it is, and our play: as they stand in `LateCode`.
LATE_REASONS: tuple[tuple[_Finder, Role, str], ...] = (
    (credit_pending, Role.FINANCE_LEADERSHIP, "say how the credit stands; ask for nothing before it is issued"),
    (delivery_open, Role.CUSTOMER_SUCCESS, "say how it stands; ask for nothing before it is delivered"),
    (document_owed, Role.CUSTOMER_SUCCESS, "say how it stands; ask for nothing before they have it"),
    (service_open, Role.CUSTOMER_SUCCESS, "say how it stands; ask for nothing before it is solved"),
    (cash_short, Role.FINANCE_LEADERSHIP, "first a talk about what they can pay and when, with finance leadership"),
    (purchase_order_wanted, Role.FINANCE, "ask for the number"),
    (vendor_setup_open, Role.FINANCE, "first their form or portal entry, with finance"),
    (invoice_not_received, Role.FINANCE, "send the invoice once more"),
    (document_wanted, Role.FINANCE, "first the paper they wait for, with finance"),
    (contact_gone, Role.FINANCE, "ask who has it now"),
    (cash_unapplied, Role.FINANCE, "first the money put where it belongs, with finance"),
    (short_payment, Role.ACCOUNT_OWNER, "ask for the rest"),
    (approval_pending, Role.ACCOUNT_OWNER, "ask for the day of the payment"),
    (next_payment_run, Role.ACCOUNT_OWNER, "ask for the day of the payment"),
    (renewal_talks, Role.CUSTOMER_SUCCESS, "a nudge at most, agreed with who leads the renewal"),
    (promise_broken, Role.ACCOUNT_OWNER, "ask for a new day"),
    (promise_part_kept, Role.ACCOUNT_OWNER, "ask for the day of the rest"),
    (no_answer, Role.ACCOUNT_OWNER, "ask once more, and call where that is left unanswered too"),
    (first_slip, Role.ACCOUNT_OWNER, "a friendly question, as to somebody who always pays"),
    (habitually_late, Role.ACCOUNT_OWNER, "an early and plain reminder, every time"),
)


def late_reasons(packet: FollowUpPacket, policy: Policy) -> tuple[LateReason, ...]:
    """Every reason that the records show, what we owe first; empty = nobody knows why they are late."""
    case = Case(packet, policy, tuple(_said(packet)))
    found = ((finder, owner, play, finder(case)) for finder, owner, play in LATE_REASONS)
    return tuple(
        LateReason(
            code=LateCode(finder.__name__),
            owner=owner,
            play=play,
            sentence=(finder.__doc__ or "").strip(),
            evidence=evidence,
        )
        for finder, owner, play, evidence in found
        if evidence
    )


def unanswered(packet: FollowUpPacket) -> tuple[Evidence, ...]:
    """Our reminders of an earlier day, where nobody has written since."""
    written = (message for message in packet.exchanges if message.automatic is None)
    newest = next(written, None)
    answered = packet.unread or (newest is not None and newest.direction is Direction.INBOUND)
    earlier = packet.reminders[:-1] if packet.reminded_on[-1:] == (packet.as_of,) else packet.reminders
    return () if answered else earlier


def late_habit(packet: FollowUpPacket) -> tuple[Evidence, ...]:
    """The payment history of a customer who usually pays a week late or more."""
    facts = (fact for fact in packet.account_facts if fact.name is FactName.PAYMENT_HISTORY)
    fact = next((fact for fact in facts if fact.presence is Presence.PRESENT), None)
    middle = _MEDIAN.search(fact.text) if fact else None
    if fact is None or middle is None or int(middle[1]) < _HABIT:
        return ()
    return tuple(Evidence(fact.text, each.origin) for each in fact.evidence[:1])


def _have_spoken(packet: FollowUpPacket) -> bool:
    """Whether they may have said why themselves, so that a habit of theirs is no reason."""
    return bool(packet.unread or disputed_lines(packet)) or any(each.kind in _TELLING for each in packet.signals)


def _promised(case: Case, outcome: Outcome) -> tuple[Evidence, ...]:
    missed = (each.promise for each in case.packet.kept_words if each.outcome is outcome)
    about = (each for each in missed if any(covers(each, item.invoice) for item in case.packet.items))
    return tuple(Evidence(f"promised for {day(each.due_on)} by {each.said_by}", each.origin) for each in about)


def _said(packet: FollowUpPacket) -> Iterator[tuple[Sentence, Message]]:
    since = min((item.invoice.issued_on for item in packet.items), default=packet.as_of)
    for message in _once((*packet.unread, *packet.exchanges)):
        is_theirs = message.direction is Direction.INBOUND and message.automatic is None
        if is_theirs and message.at.date() >= since:
            yield from ((sentence, message) for sentence in sentences(message.text))


def _once(messages: Iterable[Message]) -> Iterable[Message]:
    return {message.id: message for message in messages}.values()


def _owing(case: Case, kind: ObligationKind) -> tuple[Evidence, ...]:
    return tuple(Evidence(owed(each), each.origin) for each in case.packet.obligations if each.kind is kind)


def _about_vendors(evidence: Evidence) -> bool:
    return _VENDOR_WORDS.search(evidence.fact.casefold()) is not None
