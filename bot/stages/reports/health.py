"""The audit before go-live: what is known of every account, what keeps it from one press, and what to clean first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.stages.gaps import Unknown
from bot.stages.gates import GATES
from bot.stages.reports.examined import UNKNOWN_ENTITY, Examined
from bot.stages.triage import RULES
from models.ledger import Contradiction, RejectedRow, SourceStamp
from models.measure import Measure
from models.money import Money
from models.policy import Policy
from models.rates import Rates, Worth

#: What each rule or gate says, by its name.
SENTENCES: Mapping[str, str] = {
    **{gate.__name__: (gate.__doc__ or "").strip() for gate in GATES},
    **{rule.__name__: (rule.__doc__ or "").strip() for rule in RULES},
    UNKNOWN_ENTITY: "Its billing entity is not in policy.toml, so nobody sorts it.",
}
#: What is to be known of every account, and the gap that says it is not.
_KNOWN: Mapping[Measure, Unknown] = {
    Measure.CONTACT: Unknown.CONTACT,
    Measure.TERMS: Unknown.TERMS,
    Measure.OWNER: Unknown.OWNER,
    Measure.TIER: Unknown.TIER,
    Measure.DEBTOR_KIND: Unknown.DEBTOR_KIND,
    Measure.PO_KNOWN: Unknown.PO_REQUIRED,
}


@dataclass(frozen=True, slots=True)
class Share:
    """*having* of *of* have it; *entity* "" = over all."""

    what: Measure
    entity: str
    having: int
    of: int


@dataclass(frozen=True, slots=True)
class Blocker:
    """One rule or gate, the past-due accounts it keeps from one press, and what is past due there."""

    name: str
    accounts: int
    past_due: tuple[Money, ...]
    worth: Worth | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToClean:
    """One account whose data need a person, and what is open on it."""

    account_id: str
    name: str
    owner_id: str
    faults: tuple[str, ...]
    #: One for each currency.
    open: tuple[Money, ...]
    #: Of *open*.
    past_due: tuple[Money, ...]
    #: None = no rates are kept.
    worth: Worth | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The whole audit."""

    day: date
    stamps: tuple[SourceStamp, ...]
    accounts: int
    #: Of *accounts*: billed by more than one entity, and by none.
    shared: int
    unbilled: int
    shares: tuple[Share, ...]
    contradictions: tuple[Contradiction, ...]
    rejected: tuple[RejectedRow, ...]
    #: The one that blocks most accounts first; of as many, the one that blocks most money.
    blockers: tuple[Blocker, ...]
    #: Most money at stake first; where a currency has no rate, nobody knows, so those stand before.
    to_clean: tuple[ToClean, ...]
    #: Facts that no account has: a column is missing there, and not a fact about each account.
    unknown_everywhere: tuple[str, ...]


def health(
    accounts: Sequence[Examined],
    *,
    day: date,
    stamps: tuple[SourceStamp, ...],
    rejected: tuple[RejectedRow, ...],
    rates: Rates,
    policy: Policy,
) -> Health:
    """Add all accounts up."""
    everywhere = frozenset.intersection(*(each.unknown for each in accounts)) if len(accounts) > 1 else frozenset()
    return Health(
        day=day,
        stamps=stamps,
        accounts=len(accounts),
        shared=sum(len(each.entities) > 1 for each in accounts),
        unbilled=sum(not each.entities for each in accounts),
        shares=tuple(_shares(accounts)),
        contradictions=tuple(found for each in accounts for found in each.contradictions),
        rejected=rejected,
        blockers=_count_blockers(accounts, rates, day),
        to_clean=_to_clean(accounts, everywhere, rates, day, policy),
        unknown_everywhere=tuple(sorted(everywhere)),
    )


# ── shares ────────────────────────────────────────────────────────────────────────────────────────


def _shares(accounts: Sequence[Examined]) -> Iterable[Share]:
    entities = sorted({entity for account in accounts for entity in account.entities})
    groups = {"": list(accounts)}
    if len(entities) > 1:
        groups |= {name: [mine for each in accounts if (mine := each.of(name))] for name in entities}
    for entity, group in groups.items():
        yield from (Share(what, entity, *found) for what, found in _counted(group).items())


def _counted(group: Sequence[Examined]) -> dict[Measure, tuple[int, int]]:
    due = [each for each in group if each.past_due]
    billed = [each for account in group for each in account.billed]
    known = {what: (sum(gap not in each.unknown for each in group), len(group)) for what, gap in _KNOWN.items()}
    return known | {
        Measure.PO_THERE: (sum(each.po_there for each in billed), sum(each.po_needed for each in billed)),
        Measure.COPIES: (sum(each.copies_there for each in billed), sum(each.copies_wanted for each in billed)),
        Measure.ROUTINE: (sum(all(one.is_routine for one in each.past_due) for each in due), len(due)),
        Measure.ONE_PRESS: (sum(not each.blockers for each in due), len(due)),
    }


# ── blockers ──────────────────────────────────────────────────────────────────────────────────────


def _count_blockers(accounts: Sequence[Examined], rates: Rates, day: date) -> tuple[Blocker, ...]:
    blocked: dict[str, list[tuple[str, Money]]] = defaultdict(list)
    for account in accounts:
        for each in account.past_due:
            for name in each.blockers:
                blocked[name].append((account.account_id, each.past_due))
    found = [
        Blocker(name, len({who for who, _ in lines}), *_money((money for _, money in lines), rates, day))
        for name, lines in blocked.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.accounts, *_largest_first(each.worth), each.name)))


def _money(amounts: Iterable[Money], rates: Rates, day: date) -> tuple[tuple[Money, ...], Worth | None]:
    sums: dict[str, Money] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, Money(0, amount.currency)) + amount
    by_currency = tuple(sums[currency] for currency in sorted(sums) if sums[currency].minor)
    return by_currency, rates.total(by_currency, day)


def _largest_first(worth: Worth | None) -> tuple[bool, Decimal]:
    if worth is None:
        return True, Decimal(0)
    return not worth.without, -worth.money.decimal


# ── what to clean ─────────────────────────────────────────────────────────────────────────────────


def _to_clean(
    accounts: Sequence[Examined], everywhere: frozenset[str], rates: Rates, day: date, policy: Policy
) -> tuple[ToClean, ...]:
    found = []
    for account in accounts:
        faults = tuple(_faults(account, everywhere, policy))
        open_, worth = _money((each.open for each in account.billed), rates, day)
        if faults and open_:
            found.append(
                ToClean(
                    account_id=account.account_id,
                    name=account.name,
                    owner_id=account.owner_id,
                    faults=faults,
                    open=open_,
                    past_due=_money((each.past_due for each in account.billed), rates, day)[0],
                    worth=worth,
                )
            )
    return tuple(sorted(found, key=lambda each: (*_largest_first(each.worth), each.account_id)))


def _faults(account: Examined, everywhere: frozenset[str], policy: Policy) -> Iterable[str]:
    """What a person who cleans data can mend; a dispute or a ticket is somebody else's work."""
    yield from (f"{what}: unknown" for what in sorted(account.unknown - everywhere))
    bare = sum(each.po_needed - each.po_there for each in account.billed)
    if bare:
        yield f"{bare} open {'invoice' if bare == 1 else 'invoices'} without the PO number they require"
    yield from (f"{found.about}: {found.what}" for found in account.contradictions)
    for each in account.billed:
        if not policy.settled(each.unapplied):
            yield f"{each.unapplied} unapplied"
        if UNKNOWN_ENTITY in each.blockers:
            yield f"billing entity {each.entity} is not in policy.toml"
