"""What stands between a customer and us, in a few words: what we owe, what is on hold, what was promised."""

from __future__ import annotations

from datetime import date

from bot.wording import amount, day, days, one_line
from models.hold import StandingHold
from models.obligation import Obligation
from models.policy import Policy
from models.promise import KeptWord, Outcome


def owed(obligation: Obligation) -> str:
    """What we owe: "delivery OB-3: the export of April, for F26-0117"."""
    told = f"{obligation.kind} {obligation.id}: {one_line(obligation.what)}"
    if obligation.amount is not None:
        told += f", {amount(obligation.amount)}"
    return f"{told}, for {', '.join(obligation.invoice_numbers)}" if obligation.invoice_numbers else told


def owed_by(obligation: Obligation, policy: Policy) -> str:
    """Who of ours has it: the person a source names, else the role that has things of its kind."""
    if not obligation.owner:
        return obligation.role.value.replace("_", " ")
    member = policy.members.get(obligation.owner)
    return member.name if member else one_line(obligation.owner)


def owed_until(obligation: Obligation, as_of: date) -> str:
    """By when: "due 14 May 2026", "due 8 May 2026, 3 days overdue"; a day that nobody stated is unknown."""
    due = obligation.due_on
    if due is None:
        return "due date unknown"
    late = (as_of - due).days
    if late > 0:
        return f"due {day(due)}, {days(late)} overdue"
    return f"due {day(due)}, today" if late == 0 else f"due {day(due)}"


def hold_words(hold: StandingHold) -> str:
    """Who put it on, until when and why: "by Freya Lind until 1 June 2026: their counsel writes to ours".

    The words of a reason that not everybody may read are taken out before: see stages.labels.
    """
    if not hold.by_name:
        return f"by the accounts source ({one_line(hold.origin.source)}, {one_line(hold.origin.row)})"
    until = f"until {day(hold.until)}" if hold.until else "without a date"
    return f"by {one_line(hold.by_name)} {until}: {one_line(hold.reason)}"


def kept_words(kept: KeptWord) -> str:
    """One promise and what came of it: "promised 24 April 2026 by Ann: broken, €0.00 of €1,000.00 came by …"."""
    told = f"promised {day(kept.promise.due_on)} by {one_line(kept.promise.said_by)}"
    if kept.promise.origin.source == "desk":
        told += f" ({one_line(kept.promise.origin.row)})"
    if kept.outcome is Outcome.OPEN:
        return f"{told}: open until {day(kept.until)}, {amount(kept.received)} of {amount(kept.promised)} came so far"
    if kept.outcome is Outcome.UNKNOWN:
        come = f"{amount(kept.received)} of {amount(kept.promised)} is in the books"
        return f"{told}: not known yet whether the money came by {day(kept.until)}, {come}"
    return f"{told}: {kept.outcome}, {amount(kept.received)} of {amount(kept.promised)} came by {day(kept.until)}"
