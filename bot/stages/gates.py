"""What a packet must wait for before a card, or its Approve button, may appear."""

from __future__ import annotations

from collections.abc import Callable

from bot.stages.holds import holds_of, told
from bot.stages.left_out import CHALLENGED, Cause, left_for
from bot.stages.read import CHALLENGES
from bot.stages.triage import (
    challenge_suspected,
    contact_left,
    missing_po,
    owed_work,
    promised_credit,
    serious_ticket,
)
from bot.wording import amount, day
from models.gate import Gate, GateEffect, GateKind
from models.hold import HoldKind
from models.ledger import Contradiction, Dissent
from models.packet import FollowUpPacket, Reason, Route

#: Whom we owe something is asked for nothing; on no path either.
_OWED_FIRST = frozenset(rule.__name__ for rule in (promised_credit, owed_work, serious_ticket))
#: Where no path is chosen, the draft asks for these instead of money.
_ASKS_FOR_PAPER = frozenset(rule.__name__ for rule in (missing_po, contact_left))

GateRule = Callable[[FollowUpPacket], Gate | None]


def nothing_to_ask(packet: FollowUpPacket) -> Gate | None:
    """Nothing is past due, so there is no packet."""
    if packet.items or packet.left_out:
        return None
    return _gate(nothing_to_ask, GateEffect.NO_PACKET, lifted_by="An invoice falling due unpaid.")


def do_not_contact(packet: FollowUpPacket) -> Gate | None:
    """Nobody of ours may write to this customer."""
    return _stopped(do_not_contact, packet, HoldKind.DO_NOT_CONTACT)


def legal_hold(packet: FollowUpPacket) -> Gate | None:
    """Legal has stopped everything about this customer."""
    return _stopped(legal_hold, packet, HoldKind.LEGAL_HOLD)


def outside_pilot(packet: FollowUpPacket) -> Gate | None:
    """This account is not one of those the pilot is tried on."""
    if not packet.outside_pilot:
        return None
    detail = "; ".join(each.why for each in packet.outside_pilot)
    lifted_by = "The account passing those tests, or finance widening [pilot] of the policy."
    return _gate(outside_pilot, GateEffect.NO_PACKET, detail, lifted_by=lifted_by)


def promise_live(packet: FollowUpPacket) -> Gate | None:
    """They promised to pay what is past due, and the day has not passed."""
    promised = left_for(packet, Cause.PROMISED)
    if packet.items or not promised:
        return None
    effect = _unless_they_wrote(packet)
    detail = "; ".join(f"{line.item.invoice.number} {line.why}" for line in promised)
    return _gate(promise_live, effect, detail, lifted_by="The money, or the promised day and its grace passing.")


def all_disputed(packet: FollowUpPacket) -> Gate | None:
    """Everything past due is in dispute, so there is nothing to ask for until that is decided."""
    disputed = left_for(packet, *CHALLENGED)
    if packet.items or not disputed:
        return None
    detail = ", ".join(line.item.invoice.number for line in disputed)
    return _gate(all_disputed, _unless_they_wrote(packet), detail, lifted_by="Finance leadership deciding the dispute.")


def credit_expected(packet: FollowUpPacket) -> Gate | None:
    """What is past due waits for a credit note of ours."""
    waiting = left_for(packet, Cause.CREDIT_EXPECTED)
    if packet.items or not waiting:
        return None
    detail = "; ".join(f"{line.item.invoice.number} {line.why}" for line in waiting)
    lifted_by = "The credit note in the books, or finance leadership waiting for it no longer."
    return _gate(credit_expected, _unless_they_wrote(packet), detail, lifted_by=lifted_by)


def on_hold(packet: FollowUpPacket) -> Gate | None:
    """One of ours has put the account, or all that is past due, on hold."""
    account, lines = holds_of(packet, HoldKind.ACCOUNT), left_for(packet, Cause.ON_HOLD)
    if not account and (packet.items or not lines):
        return None
    each = [f"the account {told(account)}"] if account else []
    each += [f"{line.item.invoice.number} {line.why}" for line in lines]
    lifted_by = "The day named there, or Lift in the answer of /invoice."
    return _gate(on_hold, _unless_they_wrote(packet), "; ".join(each), lifted_by=lifted_by)


def too_early(packet: FollowUpPacket) -> Gate | None:
    """What is past due is so for a few days only, and is not asked for yet."""
    young = left_for(packet, Cause.NOT_YET)
    if packet.items or not young:
        return None
    detail = "; ".join(f"{line.item.invoice.number} {line.why}" for line in young)
    return _gate(too_early, _unless_they_wrote(packet), detail, lifted_by="The day named there.")


def unread_message(packet: FollowUpPacket) -> Gate | None:
    """The customer has written and nobody has looked at it yet."""
    if not packet.unread:
        return None
    newest = packet.unread[-1]
    count = len(packet.unread)
    detail = f"{count} {'message' if count == 1 else 'messages'}, the newest from {newest.sender}"
    lifted_by = "Seen, nothing here; or Approve with the message in front of you."
    return _gate(unread_message, GateEffect.NO_APPROVE, detail, lifted_by=lifted_by)


def suspicion(packet: FollowUpPacket) -> Gate | None:
    """Something they wrote may be a challenge of what they owe."""
    found = _suspicious(packet)
    lifted_by = "The reviewer: it is a dispute, or Not a dispute with a reason."
    return _gate(suspicion, GateEffect.NO_APPROVE, lifted_by=lifted_by) if found else None


def no_verified_contact(packet: FollowUpPacket) -> Gate | None:
    """There is nobody at the customer we may write to, and we never pick another address instead."""
    if packet.recipient is not None:
        return None
    told = [contact.trouble.fact for contact in packet.contacts if contact.trouble]
    if not told:
        return _gate(no_verified_contact, GateEffect.NO_APPROVE, lifted_by="A verified contact in the next import.")
    detail = "; ".join(told)
    lifted_by = "A contact verified after that day, in the next import."
    if any(contact.struck for contact in packet.contacts):
        lifted_by = "Wrong contact, under More…, with whom to write to instead."
    return _gate(no_verified_contact, GateEffect.NO_APPROVE, detail, lifted_by=lifted_by)


def path_undecided(packet: FollowUpPacket) -> Gate | None:
    """Leadership has not chosen yet how this customer is approached."""
    firm = [reason for reason in packet.reasons if is_firm(reason)]
    if not firm:
        return None
    return _gate(path_undecided, GateEffect.NO_APPROVE, lifted_by="Finance leadership or legal choosing a path.")


def missing_fact(packet: FollowUpPacket) -> Gate | None:
    """A fact this decision needs is not known, and the customer is not the one to ask."""
    unknown = [f"{gap.what} ({gap.why_it_matters.rstrip('.')})" for gap in packet.gaps if gap.blocks]
    if not unknown:
        return None
    lifted_by = "The next import in which that source is there and up to date."
    return _gate(missing_fact, GateEffect.NO_APPROVE, "; ".join(unknown), lifted_by=lifted_by)


def unapplied_covers(packet: FollowUpPacket) -> Gate | None:
    """Money of theirs that no invoice claims covers all that is asked."""
    if not packet.is_covered:
        return None
    # What somebody has said to leave is not asked about again.
    asked = [f"{credit.id} of {amount(credit.amount)}" for credit in packet.credits if not credit.left_by]
    detail = ", ".join([f"{amount(packet.unapplied)} for {amount(packet.asked)}", *asked])
    lifted_by = "Finance applying the money, or Leave unapplied with a reason."
    return _gate(unapplied_covers, GateEffect.NO_APPROVE, detail, lifted_by=lifted_by)


def contradiction(packet: FollowUpPacket) -> Gate | None:
    """Sources contradict each other about what we would ask for."""
    found = doubted(packet)
    if not found:
        return None
    detail = "; ".join(each.what for each in found)
    lifted_by = "The sources agreeing, in the next import."
    return _gate(contradiction, GateEffect.NO_APPROVE, detail, lifted_by=lifted_by)


def unconfirmed_record(packet: FollowUpPacket) -> Gate | None:
    """What a person recorded is in no source after ten working days, and nobody has said whether it stands."""
    asked = [f"{each.what} ({each.by_name}, {day(each.on)})" for each in packet.recorded if each.is_asked]
    if not asked:
        return None
    lifted_by = "What was recorded, under More…, or a source that says so too."
    return _gate(unconfirmed_record, GateEffect.NO_APPROVE, "; ".join(asked), lifted_by=lifted_by)


def remittance_missing(packet: FollowUpPacket) -> Gate | None:
    """We would ask for money and no bank details are on file to say where to."""
    if packet.pay_to_known or not _asks_for_money(packet):
        return None
    detail = f"{packet.entity} in {packet.currency}"
    lifted_by = "The controller adding them to remittance.toml, or finance saying details_on_invoice in policy.toml."
    return _gate(remittance_missing, GateEffect.NO_APPROVE, detail, lifted_by=lifted_by)


def _asks_for_money(packet: FollowUpPacket) -> bool:
    """Whether a draft would; a status note does not, nor does a question about the paperwork."""
    rules = {reason.rule for reason in packet.reasons}
    paperwork = packet.route is not Route.EXECUTIVE_REVIEW and not rules.isdisjoint(_ASKS_FOR_PAPER)
    return bool(packet.items) and rules.isdisjoint(_OWED_FIRST) and not paperwork


def doubted(packet: FollowUpPacket) -> tuple[Contradiction, ...]:
    """The contradictions that make a line we ask for doubtful: whose it is, when it is due, or whether it is paid."""
    asked = {item.invoice.number for item in packet.items}
    # Money that names another customer's invoice may be theirs, and then what they owe is paid.
    may_be_paid = bool(asked) and packet.unapplied.minor > 0
    return tuple(
        each
        for each in packet.contradictions
        if asked & set(each.invoices) or (each.about is Dissent.WHOSE_MONEY and not each.invoices and may_be_paid)
    )


def contact_cap(packet: FollowUpPacket) -> Gate | None:
    """We were in touch with them a short while ago, and another message now would be pressure."""
    touch, allowed = packet.last_touch, packet.next_allowed
    if touch is None or allowed is None or packet.as_of >= allowed or _today_elsewhere(packet):
        return None
    effect = _unless_they_wrote(packet)
    return _gate(contact_cap, effect, f"{touch.by}, {day(touch.on)}", lifted_by=f"The morning of {day(allowed)}.")


def _today_elsewhere(packet: FollowUpPacket) -> bool:
    """Mails approved on one day are one touch, so those about other invoices do not hold this one back."""
    mine = {item.invoice.number for item in packet.items}
    return all(
        touch.on == packet.as_of
        and touch.origin.source == "desk"
        and not touch.is_logged
        and not mine & set(touch.origin.row.splitlines())
        for touch in packet.last_day_touches
    )


def _unless_they_wrote(packet: FollowUpPacket) -> GateEffect:
    """No card, unless the customer wrote something: that must be seen by somebody all the same."""
    return GateEffect.NO_APPROVE if packet.unread or _suspicious(packet) else GateEffect.NO_CARD


def gates(packet: FollowUpPacket, *, path_chosen: bool) -> tuple[Gate, ...]:
    """The closed gates of a packet that has its reasons."""
    asked = tuple(rule for rule in GATES if not (path_chosen and rule is path_undecided))
    return tuple(gate for rule in asked if (gate := rule(packet)) is not None)


#: Strongest effect first.
GATES: tuple[GateRule, ...] = (
    nothing_to_ask,
    do_not_contact,
    legal_hold,
    outside_pilot,
    promise_live,
    all_disputed,
    credit_expected,
    on_hold,
    too_early,
    contact_cap,
    suspicion,
    path_undecided,
    unread_message,
    no_verified_contact,
    missing_fact,
    unapplied_covers,
    contradiction,
    unconfirmed_record,
    remittance_missing,
)


def _stopped(rule: GateRule, packet: FollowUpPacket, kind: HoldKind) -> Gate | None:
    found = holds_of(packet, kind)
    if not found:
        return None
    is_marked = any(not hold.by_name for hold in found)
    lifting = ["finance leadership or legal with Lift in the answer of /invoice"] * any(hold.by_name for hold in found)
    lifting += ["the accounts source no longer saying so"] * is_marked
    return _gate(rule, GateEffect.NO_PACKET, told(found), lifted_by=f"{' and '.join(lifting).capitalize()}.")


def is_firm(reason: Reason) -> bool:
    """Whether leadership has to choose the path for it."""
    return reason.route is Route.EXECUTIVE_REVIEW and reason.rule != challenge_suspected.__name__


def _suspicious(packet: FollowUpPacket) -> bool:
    return any(signal.kind in CHALLENGES for signal in packet.signals)


def _gate(rule: GateRule, effect: GateEffect, detail: str = "", *, lifted_by: str) -> Gate:
    sentence = (rule.__doc__ or "").strip()
    why = f"{sentence.rstrip('.')}: {detail}." if detail else sentence
    return Gate(GateKind(rule.__name__), effect, why, lifted_by)
