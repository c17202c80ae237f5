"""The audit as sheets that people read: the same on a terminal and in a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.stages.reports.health import SENTENCES, Health, Share, ToClean
from models.ledger import Contradiction
from models.measure import Measure
from models.money import Money
from models.policy import Policy
from models.rates import Worth
from models.report import Cell, Ratio, ReportSheet

_NO_RATE = "no rate"


def summary(found: Health, policy: Policy) -> ReportSheet:
    """Every share with what it was counted from, over all and for each billing entity."""
    return ReportSheet(
        title="Summary",
        head=("measure", "of", "share", "have it", "counted"),
        rows=tuple(_share(share, policy) for share in found.shares),
        notes=tuple(_counted(found)),
    )


def shares(found: Health, policy: Policy) -> ReportSheet:
    """The same as `summary`, with the billing entities beside each other."""
    whose = list(dict.fromkeys(share.entity for share in found.shares))
    told: dict[str, list[Cell]] = {}
    for share in found.shares:
        said = f"{Ratio(share.having, share.of)} ({share.having} of {share.of})"
        told.setdefault(str(share.what), []).append(said)
    return ReportSheet(
        title="Known and ready",
        head=("measure", *(_entity(each, policy) for each in whose)),
        rows=tuple((what, *said) for what, said in told.items()),
        notes=tuple(_counted(found)),
    )


def _entity(entity: str, policy: Policy) -> str:
    known = policy.entities.get(entity)
    return (known.name if known else entity) if entity else "all"


def _share(share: Share, policy: Policy) -> tuple[Cell, ...]:
    whose = _entity(share.entity, policy)
    return str(share.what), whose, Ratio(share.having, share.of), share.having, share.of


def _counted(found: Health) -> Iterable[str]:
    """What a reader must know of the counts."""
    if any(share.entity for share in found.shares) and (found.shared or found.unbilled):
        told = f"Accounts billed by more than one entity: {found.shared}; by none: {found.unbilled}."
        yield f"{told} So the entities do not add up to all."
    for what in found.unknown_everywhere:
        yield f"No account has a value for {what}: no source is mapped to it, or its column is empty."


def blockers(found: Health) -> ReportSheet:
    """What keeps past-due accounts from one press, the most frequent first."""
    currencies = sorted({money.currency for each in found.blockers for money in each.past_due})
    rows = tuple(
        (
            SENTENCES.get(each.name, each.name),
            each.name,
            each.accounts,
            *_by_currency(each.past_due, currencies),
            *_worth(each.worth),
        )
        for each in found.blockers
    )
    past_due = (f"{Measure.BLOCKER}, {currency}" for currency in currencies)
    return ReportSheet(
        title="Blockers",
        head=("why", "rule or gate", "accounts", *past_due, _total_head(found), "rates of"),
        rows=rows,
        notes=_COUNTED_AT_EACH,
    )


_COUNTED_AT_EACH = ("An account that several things block is counted at each of them.",)


def to_clean(found: Health, policy: Policy) -> ReportSheet:
    """The accounts whose data need a person, most money at stake first."""
    currencies = sorted({money.currency for each in found.to_clean for money in each.open})
    head = ("account", "name", "owner", "what to clean")
    per_currency = tuple(f"open {currency}" for currency in currencies)
    past_due = tuple(f"past due {currency}" for currency in currencies)
    return ReportSheet(
        title="Clean first",
        head=(*head, *per_currency, *past_due, _total_head(found), "rates of"),
        rows=tuple(_to_clean(each, currencies, policy) for each in found.to_clean),
        notes=_AT_STAKE,
    )


def _to_clean(each: ToClean, currencies: list[str], policy: Policy) -> tuple[Cell, ...]:
    owner = policy.members.get(each.owner_id)
    return (
        each.account_id,
        each.name,
        owner.name if owner else each.owner_id,
        "; ".join(each.faults),
        *_by_currency(each.open, currencies),
        *_by_currency(each.past_due, currencies),
        *_worth(each.worth),
    )


def first_to_clean(found: Health) -> ReportSheet:
    """The same in few columns."""
    rows = (
        (each.account_id, each.name, "; ".join(each.faults), _amounts(each.open), _worth(each.worth)[0])
        for each in found.to_clean
    )
    return ReportSheet(
        title="Clean first",
        head=("account", "name", "what to clean", str(Measure.AT_STAKE), _total_head(found)),
        rows=tuple(rows),
        notes=(*_AT_STAKE, *_rates(each.worth for each in found.to_clean)),
    )


_AT_STAKE = ("At stake is everything open, due or not. Accounts with nothing open are not listed.",)


def contradictions(found: Health) -> ReportSheet:
    """Every contradiction with each value and where it was read."""
    rows = (
        (str(each.about), each.account_id, each.what, value, origin.source, origin.row, origin.as_of)
        for each in found.contradictions
        for value, origin in each.values
    )
    return ReportSheet(
        title="Contradictions",
        head=("kind", "account", "what", "value", "source", "row", "as of"),
        rows=tuple(rows),
        notes=_by_kind(found.contradictions),
    )


def _by_kind(every: Iterable[Contradiction]) -> tuple[str, ...]:
    kinds = Counter(str(each.about) for each in every)
    return tuple(f"{kind}: {count}" for kind, count in kinds.most_common())


def top_blockers(found: Health) -> ReportSheet:
    """The three that keep most past-due accounts from one press."""
    rows = tuple(
        (SENTENCES.get(each.name, each.name), each.accounts, _amounts(each.past_due), _worth(each.worth)[0])
        for each in found.blockers[:3]
    )
    return ReportSheet(
        title=f"Top blockers, {len(rows)} of {len(found.blockers)}",
        head=("why", "accounts", str(Measure.BLOCKER), _total_head(found)),
        rows=rows,
        notes=(*_COUNTED_AT_EACH, *_rates(each.worth for each in found.blockers[:3])),
    )


def kinds(found: Health) -> ReportSheet:
    """How many contradictions of each kind, and of how many accounts."""
    counted = Counter(str(each.about) for each in found.contradictions)
    accounts = {kind: {each.account_id for each in found.contradictions if each.about == kind} for kind in counted}
    rows = tuple((kind, count, len(accounts[kind])) for kind, count in counted.most_common())
    return ReportSheet(
        title=str(Measure.CONTRADICTIONS).capitalize(), head=("kind", "contradictions", "accounts"), rows=rows
    )


def rejected(found: Health) -> ReportSheet:
    """Every row that could not be read, with what to do about it."""
    rows = ((row.source, row.row, row.column, row.value, row.reason, row.next_step) for row in found.rejected)
    return ReportSheet(
        title=str(Measure.REJECTED).capitalize(),
        head=("source", "file and row", "field", "value", "reason", "next step"),
        rows=tuple(rows),
    )


def sources(found: Health) -> ReportSheet:
    """What each source delivered, and how old it is."""
    rows = tuple(
        (stamp.name, str(stamp.kind), stamp.rows, stamp.rejected, stamp.as_of, (found.day - stamp.as_of).days)
        for stamp in found.stamps
    )
    return ReportSheet(
        title="Sources", head=("source", "kind", "rows read", "rejected", "as of", "days old"), rows=rows
    )


def workbook(found: Health, policy: Policy) -> tuple[ReportSheet, ...]:
    """Every sheet of the audit, as an XLSX file has them."""
    return (
        summary(found, policy),
        to_clean(found, policy),
        contradictions(found),
        rejected(found),
        blockers(found),
        sources(found),
    )


def _by_currency(amounts: Iterable[Money], currencies: Iterable[str]) -> tuple[Money | None, ...]:
    """A cell for each of *currencies*."""
    known = {money.currency: money for money in amounts}
    return tuple(known.get(currency) for currency in currencies)


def _amounts(amounts: Iterable[Money]) -> str:
    """Each currency for itself; nothing is added across them."""
    return " + ".join(str(amount) for amount in amounts) or "–"


def _worth(worth: Worth | None) -> tuple[Cell, Cell]:
    if worth is None:
        return _NO_RATE, None
    if worth.without:
        unknown = f"{', '.join(worth.without)}: {_NO_RATE}"
        return (f"{worth.money} and {unknown}" if worth.money.minor else unknown), worth.rate_on
    return worth.money, worth.rate_on


def _rates(worths: Iterable[Worth | None]) -> Iterable[str]:
    """Where there is no column for it: the day of the oldest rate of all."""
    days = [worth.rate_on for worth in worths if worth is not None and worth.rate_on is not None]
    if days:
        yield f"Converted at the rates of {min(days)}."


def _total_head(found: Health) -> str:
    bases = {each.worth.money.currency for each in found.blockers if each.worth}
    bases |= {each.worth.money.currency for each in found.to_clean if each.worth}
    return f"together in {', '.join(bases)}" if bases else "together"
