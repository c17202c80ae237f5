"""What could be decided about a dispute, a plan, a credit or a renewal, as the ledger works it out.

Facts and sums only: no option is called better, and nothing here decides or is sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta

from bot.stages.brief_record import About, evidence_of, reached
from bot.stages.context import days_to_renewal, line, ticket_words
from bot.told import kept_words
from bot.wording import amount, day, days
from models.brief import Matter, Option, OptionSheet
from models.evidence import Evidence
from models.late_reason import LateCode
from models.ledger import Severity
from models.money import Money, total
from models.obligation import ObligationKind
from models.packet import ContextName, OpenItem
from models.promise import Outcome

_LEADERSHIP = "finance leadership decides"
_OWNER_AFTER_PATH = "finance leadership chooses the path; a draft is approved as always"
#: Days between the parts of a plan.
_APART = 30

_PAID = re.compile(r"paid (?P<on_time>\d+) of (?P<all>\d+) on time")
_Sides = tuple[tuple[Evidence, ...], tuple[Evidence, ...]]


def option_sheet(matter: Matter, about: About) -> OptionSheet:
    """Two to four options, in a fixed order that says nothing about them."""
    return OptionSheet(matter, tuple(_SHEETS[matter](about)))


# ── a dispute ─────────────────────────────────────────────────────────────────────────────────────


def _dispute(about: About) -> Iterator[Option]:
    challenged, left = _challenged(about), _rest(about)
    ours, theirs = _owed_sides(about)
    late = _lateness(about.open_lines)
    yield Option(
        name="They are right",
        money=f"{amount(challenged)} credited; {_left(left)}",
        days="nothing of it is waited for any more",
        needs=f"{_LEADERSHIP}, and finance issues the credit note",
        speaks_for=ours,
        speaks_against=theirs,
    )
    yield Option(
        name="They are right in part",
        money=f"up to {amount(challenged)} credited; what is not credited stays owed",
        days=late,
        needs=f"{_LEADERSHIP} and names the amount",
    )
    yield Option(
        name="They owe it as billed",
        money=f"{amount(challenged)} stays owed",
        days=late,
        needs=f"{_LEADERSHIP}, and somebody explains it to them in person",
        speaks_for=theirs,
        speaks_against=ours,
    )
    rest = [item for item in about.packet.items if item.invoice.number not in about.numbers]
    if rest:
        # An invoice that is disputed in part stays out whole: the ledger has one open amount of it.
        asked = total((item.open for item in rest), about.packet.currency)
        waits = total((item.open for item in about.open_lines), about.packet.currency)
        yield Option(
            name="Ask for the rest meanwhile",
            money=f"{amount(asked)} asked for now; {amount(waits)} waits",
            days=_lateness(rest),
            needs=_OWNER_AFTER_PATH,
        )


def _challenged(about: About) -> Money:
    if about.dispute is not None:
        return total((each.amount for each in about.dispute.lines), about.packet.currency)
    return total((item.open for item in about.open_lines), about.packet.currency)


def _rest(about: About) -> Money:
    """What is past due beside the challenged part."""
    lines = [item for item in about.open_lines if item.days_past_due > 0]
    inside = min(_challenged(about), total((item.open for item in lines), about.packet.currency))
    return about.packet.past_due - inside


# ── a plan ────────────────────────────────────────────────────────────────────────────────────────


def _plan(about: About) -> Iterator[Option]:
    packet = about.packet
    against, speaks_for = _payer_sides(about)
    yield Option(
        name="Keep the terms",
        money=f"{amount(packet.past_due)} owed now",
        days=_lateness(_past_due(about)),
        needs=_OWNER_AFTER_PATH,
        speaks_for=against,
        speaks_against=speaks_for,
    )
    for name, count in (("Two equal parts", 2), ("Three equal parts", 3)):
        yield Option(
            name=name,
            money=_parts(about, count),
            days=_at_the_end(about, _APART * (count - 1)),
            needs=f"{_LEADERSHIP}, and a person agrees it with them in writing",
            speaks_for=speaks_for,
            speaks_against=against,
        )


def _parts(about: About, count: int) -> str:
    packet = about.packet
    part, over = divmod(packet.past_due.minor, count)
    # The first part takes the odd units.
    parts = [Money(part + (over if number == 0 else 0), packet.currency) for number in range(count)]
    on = [packet.as_of + timedelta(days=_APART * number) for number in range(count)]
    return ", ".join(f"{amount(each)} on {day(when)}" for each, when in zip(parts, on, strict=True))


def _at_the_end(about: About, later: int) -> str:
    late = max((item.days_past_due for item in _past_due(about)), default=0)
    return f"the last money {days(later)} from today, when the oldest line is {days(late + later)} past due"


# ── a credit ──────────────────────────────────────────────────────────────────────────────────────


def _credit(about: About) -> Iterator[Option]:
    ours, theirs = _owed_sides(about)
    yield Option(
        name="Give the credit",
        money=_credited(about),
        days="the rest keeps its due dates",
        needs=f"{_LEADERSHIP}, and finance issues the credit note",
        speaks_for=ours,
        speaks_against=theirs,
    )
    yield Option(
        name="Give no credit",
        money=f"{amount(about.packet.past_due)} stays owed",
        days=_lateness(_past_due(about)),
        needs=f"{_LEADERSHIP}, and somebody tells them in person",
        speaks_for=theirs,
        speaks_against=ours,
    )


def _credited(about: About) -> str:
    packet = about.packet
    promised = [each for each in packet.obligations if each.kind is ObligationKind.CREDIT]
    known = [each.amount for each in promised if each.amount and each.amount.currency == packet.currency]
    if not promised or len(known) < len(promised):
        return f"how much is not on record; it comes off {amount(packet.past_due)} past due"
    credit = total(known, packet.currency)
    left = max(packet.past_due - credit, Money(0, packet.currency))
    return f"{amount(credit)} credited; {_left(left)}"


def _left(left: Money) -> str:
    return f"{amount(left)} past due is left to ask for" if left.minor > 0 else "nothing past due is left to ask for"


# ── a renewal ─────────────────────────────────────────────────────────────────────────────────────


def _renewal(about: About) -> Iterator[Option]:
    packet = about.packet
    against, speaks_for = _payer_sides(about)
    yield Option(
        name="Go on as usual",
        money=f"{amount(packet.asked)} asked for now",
        days=_lateness(_past_due(about)),
        needs=_OWNER_AFTER_PATH,
        speaks_for=against,
    )
    yield Option(
        name="The owner speaks to them first",
        money=f"{amount(packet.past_due)} stays owed; nothing is asked in writing",
        days=f"{_at_the_end(about, 7)}, if a week is given",
        needs="finance leadership chooses the path",
        speaks_for=(*_renewal_facts(about), *speaks_for),
    )
    ahead = days_to_renewal(packet)
    if ahead:
        yield Option(
            name="Wait until the renewal",
            money=f"{amount(packet.past_due)} stays owed",
            days=_at_the_end(about, ahead),
            needs="finance leadership puts it on hold",
            speaks_for=_renewal_facts(about),
            speaks_against=against,
        )


def _renewal_facts(about: About) -> tuple[Evidence, ...]:
    found = line(about.packet, ContextName.RENEWAL)
    return tuple(Evidence(found.text, origin) for origin in found.origins[:1]) if found else ()


# ── what the record says on either side ───────────────────────────────────────────────────────────


def _owed_sides(about: About) -> _Sides:
    """What shows that we owe them something, and what shows that they do."""
    packet = about.packet
    ours = [evidence_of(each, about) for each in packet.obligations]
    named = {each.id for each in packet.obligations}
    serious = [each for each in packet.tickets if each.severity is not Severity.LOW and each.id not in named]
    ours += [Evidence(ticket_words(each), each.origin) for each in serious]
    theirs = list(reached(about))
    mine = [each for each in packet.kept_words if about.numbers & set(each.invoices)]
    theirs += [Evidence(kept_words(each), each.promise.origin) for each in mine]
    theirs += [
        Evidence(f"they paid {amount(item.paid)} of {item.invoice.number}", item.invoice.origin)
        for item in about.open_lines
        if item.paid is not None and item.paid.minor > 0
    ]
    return tuple(ours), tuple(theirs)


#: What counts for and against trusting them with more time.
_SHAKY = frozenset({LateCode.PROMISE_BROKEN, LateCode.PROMISE_PART_KEPT, LateCode.HABITUALLY_LATE})
_STEADY = frozenset({LateCode.FIRST_SLIP})


def _payer_sides(about: About) -> _Sides:
    """What speaks against more time, and what speaks for it."""
    packet = about.packet
    on_time, late = _history(about)
    kept = [each for each in packet.kept_words if each.outcome is Outcome.KEPT]
    words = [Evidence(kept_words(each), each.promise.origin) for each in kept]
    steady = dict.fromkeys([*on_time, *_late_evidence(about, _STEADY), *words])
    return tuple(dict.fromkeys([*late, *_late_evidence(about, _SHAKY)])), tuple(steady)


def _history(about: About) -> _Sides:
    """How they paid so far: always on time, or not always."""
    found = line(about.packet, ContextName.PAYMENT_HISTORY)
    paid = _PAID.match(found.text) if found else None
    if found is None or paid is None or not found.origins:
        return (), ()
    told = (Evidence(found.text, found.origins[0]),)
    return (told, ()) if paid["on_time"] == paid["all"] else ((), told)


def _late_evidence(about: About, codes: Iterable[LateCode]) -> list[Evidence]:
    return [each for reason in about.packet.late_because if reason.code in codes for each in reason.evidence]


def _past_due(about: About) -> tuple[OpenItem, ...]:
    return (*about.packet.items, *(left.item for left in about.packet.left_out))


def _lateness(items: Iterable[OpenItem]) -> str:
    late = max((item.days_past_due for item in items), default=0)
    return f"the oldest line is {days(late)} past due today" if late > 0 else "not past due yet"


_SHEETS: Mapping[Matter, Callable[[About], Iterator[Option]]] = {
    Matter.DISPUTE: _dispute,
    Matter.PLAN: _plan,
    Matter.CREDIT: _credit,
    Matter.RENEWAL: _renewal,
}
