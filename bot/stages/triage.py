"""Packet × policy → route, reasons and reviewer. Every rule is asked; the most senior wins; unknown is never clear."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.stages.context import days_to_renewal, disputed_lines, line, ticket_words
from bot.stages.gaps import Unknown, has_gap, source_gaps
from bot.stages.left_out import CHALLENGED, Cause, left_for
from bot.stages.read import CHALLENGES
from bot.stages.recipients import why_not
from bot.told import owed, owed_by, owed_until
from bot.wording import amount
from models.account_fact import AccountFact, FactName, Presence
from models.evidence import Evidence
from models.ledger import Severity, Ticket
from models.obligation import Obligation, ObligationKind
from models.packet import ContextName, FollowUpPacket, Reason, Route
from models.people import Role
from models.policy import Policy
from models.signal import HeardBy, Signal, SignalKind

Rule = Callable[[FollowUpPacket, Policy], Reason | None]

_LEGAL = frozenset({SignalKind.LEGAL, SignalKind.INSOLVENCY})
_HUMAN_LED = frozenset({SignalKind.PAYMENT_PLAN, SignalKind.CREDIT, SignalKind.PENALTY, SignalKind.SUSPENSION})
#: Words by which a name is recognised as an organisation's when no source says so.
_ORGANISATION = re.compile(
    r"\b(ltd|limited|llc|llp|lp|inc|corp|corporation|plc|gmbh|ag|se|kg|ohg|ug|e\.?v|sarl|sas|sa|s\.a|srl|s\.r\.l|spa|"
    r"s\.p\.a|sl|s\.l|bv|b\.v|nv|n\.v|oy|oyj|ab|aps|as|dac|clg|pty|co|company|group|holdings?|bank|university|"
    r"college|hospital|council|foundation|association|institute|trust|ministry|agency|partners|systems|"
    r"services|solutions|software|technologies|labs|logistics|industries|studios?)\b",
    re.I,
)


def lawyers_or_insolvency(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """Lawyers are involved, or the customer may be insolvent."""
    return _said(lawyers_or_insolvency, packet, _LEGAL, Route.EXECUTIVE_REVIEW, Role.LEGAL)


def natural_person(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """The debtor is a natural person, or may be one, and not a company."""
    account = packet.account
    known_firm = account.debtor_kind == "company"
    if known_firm or (account.debtor_kind is None and _ORGANISATION.search(account.name or "")):
        return None
    fact = f"debtor kind: {account.debtor_kind or 'unknown'}, name: {account.name or 'unknown'}"
    return _because(natural_person, Route.EXECUTIVE_REVIEW, Role.LEGAL, Evidence(fact, account.origin))


def open_dispute(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """At least one invoice of this customer is in dispute."""
    lines = left_for(packet, *CHALLENGED)
    evidence = [Evidence(f"{each.item.invoice.number} is {each.why}", each.item.invoice.origin) for each in lines]
    if not lines and not disputed_lines(packet):
        return None
    return _because(open_dispute, Route.EXECUTIVE_REVIEW, Role.FINANCE_LEADERSHIP, *evidence)


def challenge_suspected(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """What they wrote may be a challenge of what they owe."""
    return _said(challenge_suspected, packet, CHALLENGES, Route.EXECUTIVE_REVIEW, Role.ACCOUNT_OWNER)


def human_led_request(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """A payment plan, a credit, a penalty or a suspension has come up."""
    return _said(human_led_request, packet, _HUMAN_LED, Route.EXECUTIVE_REVIEW, Role.FINANCE_LEADERSHIP)


def promised_credit(packet: FollowUpPacket, policy: Policy) -> Reason | None:
    """A credit was promised to them and is not issued yet."""
    found = [each for each in packet.obligations if each.kind is ObligationKind.CREDIT]
    evidence = [_owed(each, packet, policy) for each in found]
    return _because(promised_credit, Route.EXECUTIVE_REVIEW, Role.FINANCE_LEADERSHIP, *evidence) if found else None


def credit_expected(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """A dispute was resolved with a credit note, and that is not in the books yet."""
    lines = left_for(packet, Cause.CREDIT_EXPECTED)
    evidence = [Evidence(f"{each.item.invoice.number}: {each.why}", each.item.invoice.origin) for each in lines]
    return _because(credit_expected, Route.EXECUTIVE_REVIEW, Role.FINANCE_LEADERSHIP, *evidence) if lines else None


def strategic_account(packet: FollowUpPacket, policy: Policy) -> Reason | None:
    """This account counts as strategic, so leadership decides how it is approached."""
    account = packet.account
    tier = (account.tier or "").strip().casefold()
    if tier in policy.ordinary_tiers and tier not in policy.strategic_tiers:
        return None
    evidence = Evidence(f"tier: {account.tier or 'unknown'}", account.origin)
    return _because(strategic_account, Route.EXECUTIVE_REVIEW, Role.FINANCE_LEADERSHIP, evidence)


def last_step_reached(packet: FollowUpPacket, policy: Policy) -> Reason | None:
    """They have had every reminder the policy allows, so leadership decides how to go on."""
    if not packet.items or packet.reminders_sent < policy.cadence.last_step:
        return None
    return _because(last_step_reached, Route.EXECUTIVE_REVIEW, Role.FINANCE_LEADERSHIP, *packet.reminders)


def owed_work(packet: FollowUpPacket, policy: Policy) -> Reason | None:
    """We owe them something: a fix, a document or a delivery is open."""
    found = [each for each in packet.obligations if each.kind is not ObligationKind.CREDIT]
    evidence = [_owed(each, packet, policy) for each in found]
    return _because(owed_work, Route.EXCEPTION, Role.CUSTOMER_SUCCESS, *evidence) if found else None


def serious_ticket(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """A ticket of medium severity or worse, or of unknown severity, is open."""
    return _about_tickets(serious_ticket, [ticket for ticket in packet.tickets if ticket.severity is not Severity.LOW])


def renewal_near(packet: FollowUpPacket, policy: Policy) -> Reason | None:
    """A renewal is near or at risk."""
    days, risk = days_to_renewal(packet), _renewal_risk(packet)
    is_near = days is not None and days <= policy.renewal_days
    if not is_near and risk is None:
        return None
    found = line(packet, ContextName.RENEWAL) if is_near else None
    evidence = [Evidence(found.text, origin) for origin in found.origins] if found else []
    # How near it is has been said.
    evidence += [each for each in risk.evidence if not found or found.text not in each.fact] if risk else []
    return _because(renewal_near, Route.EXCEPTION, Role.CUSTOMER_SUCCESS, *evidence)


def missing_po(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """They need a purchase-order number that an invoice does not carry, or refuse the one it has."""
    bare = [item.invoice for item in packet.items if packet.account.po_required and not item.invoice.po_number]
    evidence = [Evidence(f"{invoice.number} has no PO number", invoice.origin) for invoice in bare]
    evidence += _quotes(packet, {SignalKind.PO_NEEDED})
    return _because(missing_po, Route.EXCEPTION, Role.FINANCE, *evidence) if evidence else None


def paper_wanted(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """They wait for paper of ours before they pay: a form, a set-up as a vendor, another copy of an invoice."""
    return _said(paper_wanted, packet, {SignalKind.PAPER_WANTED}, Route.EXCEPTION, Role.FINANCE)


def unapplied_cash(packet: FollowUpPacket, policy: Policy) -> Reason | None:
    """Money of theirs is not applied to any invoice, so we may be asking for more than they owe."""
    if policy.settled(packet.unapplied) or not packet.items:
        return None
    net = packet.asked - packet.unapplied
    said = "covers all that is asked" if net.minor <= 0 else f"leaves {amount(net)} of {amount(packet.asked)}"
    evidence = Evidence(f"{amount(packet.unapplied)} unapplied {said}", packet.account.origin)
    return _because(unapplied_cash, Route.EXCEPTION, Role.FINANCE, evidence)


def contact_left(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """Somebody we used to write to has left or changed jobs."""
    return _said(contact_left, packet, {SignalKind.CONTACT_LEFT}, Route.EXCEPTION, Role.FINANCE)


def no_verified_contact(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """Nobody at the customer is verified as a person we may write to."""
    if packet.recipient is not None:
        return None
    found = [why_not(each, packet.account) for each in packet.contacts]
    return _because(no_verified_contact, Route.EXCEPTION, Role.FINANCE, *found)


def unknown_domain(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """No mail domain of the customer's own is on record, so nothing shows that the address is theirs."""
    if packet.recipient is None or not has_gap(packet, Unknown.DOMAIN):
        return None
    evidence = Evidence(f"to {packet.recipient.email}", packet.recipient.origin)
    return _because(unknown_domain, Route.EXCEPTION, Role.FINANCE, evidence)


def unknown_terms(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """No source says what payment terms were agreed."""
    return _if_gap(unknown_terms, packet, Unknown.TERMS)


def unknown_owner(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """Nobody who works here is named as the account's owner."""
    found = line(packet, ContextName.OWNER)
    if found is None or not has_gap(packet, Unknown.OWNER):
        return _if_gap(unknown_owner, packet, Unknown.OWNER)
    evidence = [Evidence(found.text, origin) for origin in found.origins]
    return _because(unknown_owner, Route.EXCEPTION, Role.FINANCE, *evidence)


def sources_contradict(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """Two sources say different things about this account."""
    evidence = [
        Evidence(f"{each.what}: {value}", origin) for each in packet.contradictions for value, origin in each.values
    ]
    return _because(sources_contradict, Route.EXCEPTION, Role.FINANCE, *evidence) if packet.contradictions else None


def source_missing(packet: FollowUpPacket, _policy: Policy) -> Reason | None:
    """A source that a decision needs is not connected or out of date."""
    gaps = source_gaps(packet)
    evidence = [Evidence(gap.what, packet.account.origin) for gap in gaps]
    return _because(source_missing, Route.EXCEPTION, Role.FINANCE, *evidence) if gaps else None


#: Most senior first.
RULES: tuple[Rule, ...] = (
    lawyers_or_insolvency,
    natural_person,
    open_dispute,
    challenge_suspected,
    human_led_request,
    promised_credit,
    credit_expected,
    strategic_account,
    last_step_reached,
    owed_work,
    serious_ticket,
    renewal_near,
    missing_po,
    paper_wanted,
    unapplied_cash,
    contact_left,
    no_verified_contact,
    unknown_domain,
    unknown_terms,
    unknown_owner,
    sources_contradict,
    source_missing,
)


def triage(packet: FollowUpPacket, policy: Policy) -> tuple[Route, tuple[Reason, ...]]:
    """Ask every rule. The highest route wins; without a reason the account is routine."""
    reasons = tuple(reason for rule in RULES if (reason := rule(packet, policy)) is not None)
    route = max((reason.route for reason in reasons), default=Route.ROUTINE)
    first = reviewer_of(route, reasons)
    return route, tuple(
        replace(reason, reviewer=first) if reason.rule == challenge_suspected.__name__ else reason for reason in reasons
    )


def reviewer_of(route: Route, reasons: Sequence[Reason]) -> Role:
    """Who has it first: the most senior reason says. A suspicion leaves it with whom the other reasons give it to."""
    firm = [reason for reason in reasons if reason.rule != challenge_suspected.__name__]
    if route is Route.ROUTINE or not firm:
        return Role.ACCOUNT_OWNER
    return max(firm, key=lambda reason: reason.route).reviewer


def owner_of(route: Route, reasons: Sequence[Reason]) -> Role:
    """Whose the follow-up is: its first reviewer's; a strategic account's is its owner's once a path is chosen."""
    ranked = [reason for reason in reasons if reason.route is route and reason.rule != challenge_suspected.__name__]
    if ranked and ranked[0].rule == strategic_account.__name__:
        return Role.ACCOUNT_OWNER
    return reviewer_of(route, reasons)


def _because(rule: Rule, route: Route, reviewer: Role, *evidence: Evidence) -> Reason:
    return Reason(rule.__name__, route, reviewer, (rule.__doc__ or "").strip(), tuple(evidence))


def _said(rule: Rule, packet: FollowUpPacket, kinds: Iterable[SignalKind], route: Route, who: Role) -> Reason | None:
    evidence = _quotes(packet, kinds)
    return _because(rule, route, who, *evidence) if evidence else None


def _quotes(packet: FollowUpPacket, kinds: Iterable[SignalKind]) -> list[Evidence]:
    wanted = frozenset(kinds)
    return [Evidence(_quoted(signal), signal.origin) for signal in packet.signals if signal.kind in wanted]


def _quoted(signal: Signal) -> str:
    what = signal.kind.replace("_", " ")
    heard = " (AI reading, heard by the model alone)" if signal.heard_by is HeardBy.MODEL else ""
    return f"{what}{f' ({signal.reason})' if signal.reason else ''}: “{signal.quote}”{heard}".replace("_", " ")


def _about_tickets(rule: Rule, tickets: Sequence[Ticket]) -> Reason | None:
    evidence = [Evidence(ticket_words(ticket), ticket.origin) for ticket in tickets]
    return _because(rule, Route.EXCEPTION, Role.CUSTOMER_SUCCESS, *evidence) if evidence else None


def _owed(obligation: Obligation, packet: FollowUpPacket, policy: Policy) -> Evidence:
    """A ticket keeps the words it has everywhere else."""
    ticket = next((each for each in packet.tickets if each.id == obligation.id), None)
    who = f"{owed_by(obligation, policy)} has it, {owed_until(obligation, packet.as_of)}"
    return Evidence(ticket_words(ticket) if ticket else f"{owed(obligation)} ({who})", obligation.origin)


def _renewal_risk(packet: FollowUpPacket) -> AccountFact | None:
    found = (fact for fact in packet.account_facts if fact.name is FactName.RENEWAL_RISK)
    return next((fact for fact in found if fact.presence is Presence.PRESENT), None)


def _if_gap(rule: Rule, packet: FollowUpPacket, what: Unknown) -> Reason | None:
    if not has_gap(packet, what):
        return None
    return _because(rule, Route.EXCEPTION, Role.FINANCE, Evidence(f"{what}: unknown", packet.account.origin))
