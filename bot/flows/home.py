"""The Home tab of one person, by role, as the store has it now: one transaction, nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from bot.books import Books
from bot.cards.aging import AgingAnswer
from bot.cards.drawing import Block
from bot.cards.home import home_view, nothing_here
from bot.cards.morning import ListRow
from bot.cards.names import local_day, reviewer, rule_words, zone
from bot.flows.accounts_of import accounts_of
from bot.flows.aging import aging_of_all
from bot.flows.desk import Desk
from bot.flows.draw_list import WAITING, link_to, row_of, withheld_row
from bot.flows.list_disputes import open_disputes
from bot.flows.list_promises import promised
from bot.flows.overrides_since import overrides_since
from bot.flows.pause import pause_of
from bot.flows.post_morning import rank
from bot.stages.decide import awaits_path, is_reviewer
from bot.stages.dispute_ages import by_age
from bot.stages.gaps import breaches, true_for
from bot.stages.gates import waits_for_source_alone
from bot.stages.pause import paused_words
from models.aging import Aged
from models.audit import AuditEntry
from models.calendar import is_working_day
from models.gate import GateEffect
from models.home import (
    Approved,
    ControllerPart,
    Home,
    HomeDispute,
    HomePromise,
    HomeRow,
    HomeSource,
    LeadPart,
    OwnPart,
    Queue,
    Tie,
)
from models.lifecycle import PacketState
from models.money import Money, total
from models.packet_record import PacketRecord
from models.people import Person, Role
from models.promise import Outcome

_DAY = timedelta(days=1)
#: Promises due within it are shown, and what was overridden.
_WEEK = timedelta(days=7)


def home(desk: Desk, person: Person) -> Block:
    """What `views.publish` takes for *person*; who has no role here is told so, and nothing else."""
    if person.barred or not person.roles:
        return nothing_here()
    is_lead, is_controller = person.is_finance_lead, Role.CONTROLLER in person.roles
    with desk.store.transaction() as books:
        live = books.live_packets() if person.roles - {Role.CONTROLLER} else ()
        ageing = aging_of_all(desk, books) if is_lead or is_controller else None
        drawn = Home(
            name=person.name,
            at=desk.clock.now(),
            above=_above(desk, books),
            own=_own(desk, books, person, live) if person.roles - {Role.CONTROLLER} else None,
            lead=_lead(desk, books, live) if is_lead else None,
            controller=_controller(desk, books, ageing) if is_controller and ageing else None,
            sources=_sources(desk, books) if is_lead or is_controller else (),
        )
    return home_view(drawn, ageing, policy=desk.policy)


def _above(desk: Desk, books: Books) -> tuple[str, ...]:
    pause = pause_of(books)
    return (f"{paused_words(pause, desk.policy)}: {pause.reason.rstrip('.')}. No mail leaves.",) if pause else ()


# ── theirs ────────────────────────────────────────────────────────────────────────────────────────


def _own(desk: Desk, books: Books, person: Person, live: Sequence[PacketRecord]) -> OwnPart:
    owners = _owners(desk, person)
    decisions, held = [], []
    for record in sorted(live, key=lambda one: rank(one, desk.rates, desk.office_day())):
        if is_reviewer(record.reviewer, person, desk.policy):
            reader = record.reviewer.user_id or record.reviewer.role.value
        elif record.packet.owner_id in owners:
            reader = record.packet.owner_id
        else:
            continue
        row = row_of(desk, books, record, reader, desk.office_day())
        if row.needs_you and not (person.is_finance_lead and awaits_path(record)):
            decisions.append(_row(row))
        elif row.who_has_it == WAITING:
            held.append(_row(row))
    stopped = [_row(withheld_row(packet)) for owner in owners for packet in books.withheld(owner)]
    due, broken = _promises(desk, books, person)
    of_all = bool(person.roles - {Role.ACCOUNT_OWNER})
    return OwnPart(decisions=tuple(decisions), held=(*held, *stopped), due=due, broken=broken, of_all=of_all)


def _owners(desk: Desk, person: Person) -> tuple[str, ...]:
    """Slack user ids of the person and of those they stand in for."""
    stands_in = (one.user_id for one in desk.policy.members.values() if one.delegate == person.user_id)
    return (person.user_id, *stands_in)


def _row(row: ListRow) -> HomeRow:
    return HomeRow(account_name=row.account_name, amounts=row.amounts, what=row.why, link=row.link)


def _promises(desk: Desk, books: Books, person: Person) -> tuple[tuple[HomePromise, ...], tuple[HomePromise, ...]]:
    """Those that fall due within a week, and those that were not kept."""
    today = desk.office_day()
    found = [
        HomePromise(account_name=one.account_name, kept=one.kept)
        for one in promised(desk, books, accounts_of(desk, books, person))
    ]
    found.sort(key=lambda one: (one.kept.promise.due_on, -one.kept.promised.minor, one.account_name))
    due = [one for one in found if one.kept.outcome is Outcome.OPEN and one.kept.promise.due_on <= today + _WEEK]
    broken = [one for one in found if one.kept.outcome in (Outcome.BROKEN, Outcome.PART_KEPT)]
    return tuple(due), tuple(broken)


# ── finance leadership's ──────────────────────────────────────────────────────────────────────────


def _lead(desk: Desk, books: Books, live: Iterable[PacketRecord]) -> LeadPart:
    waiting = [record for record in live if _waits_for_somebody(record)]
    waiting.sort(key=lambda record: rank(record, desk.rates, desk.office_day()))
    disputes = open_disputes(desk, books, None)
    return LeadPart(
        disputes=tuple(
            HomeDispute(dispute=one, clock=clock, link=link_to(desk, books, f"dispute:{one.id}"))
            for one, clock in disputes
        ),
        by_age=by_age((one for one, _ in disputes), desk.office_day(), zone(desk.policy)),
        paths=tuple(_path(desk, books, record) for record in waiting if awaits_path(record)),
        queues=_queues(desk, waiting),
        overridden=overrides_since(desk, books, desk.clock.now() - _WEEK),
    )


def _waits_for_somebody(record: PacketRecord) -> bool:
    on_card = record.state is PacketState.POSTED and record.has_card
    return on_card and not record.packet.gated(GateEffect.NO_CARD) and not waits_for_source_alone(record.packet)


def _path(desk: Desk, books: Books, record: PacketRecord) -> HomeRow:
    rules = ", ".join(rule_words(reason.rule) for reason in record.packet.reasons[:2])
    return HomeRow(
        account_name=record.packet.account.name or record.packet.account.id,
        amounts=(record.packet.past_due,),
        what=rules,
        link=link_to(desk, books, f"packet:{record.id}"),
    )


def _queues(desk: Desk, waiting: Iterable[PacketRecord]) -> tuple[Queue, ...]:
    """The one whose oldest has waited longest first."""
    by_whom: dict[str, list[PacketRecord]] = defaultdict(list)
    for record in waiting:
        by_whom[reviewer(record.reviewer, desk.policy)].append(record)
    found = (
        Queue(
            whose=whose,
            waiting=len(records),
            oldest_days=max(_days_waiting(desk, record) for record in records),
            amounts=_sums(record.packet.past_due for record in records),
        )
        for whose, records in by_whom.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.oldest_days, -each.waiting, each.whose)))


def _days_waiting(desk: Desk, record: PacketRecord) -> int:
    """Working days since it came to whoever has it now."""
    handed = [each.at for each in (record.question, record.reroute) if each is not None]
    came = local_day(max([record.prepared_at, *handed]), desk.policy)
    days = ((came + _DAY * ahead) for ahead in range(1, (desk.office_day() - came).days + 1))
    return sum(is_working_day(day, desk.policy.holidays) for day in days)


def _sums(amounts: Iterable[Money]) -> tuple[Money, ...]:
    by_currency: dict[str, list[Money]] = defaultdict(list)
    for amount in amounts:
        by_currency[amount.currency].append(amount)
    return tuple(total(found, currency) for currency, found in sorted(by_currency.items()))


# ── the controller's ──────────────────────────────────────────────────────────────────────────────


def _controller(desk: Desk, books: Books, ageing: AgingAnswer) -> ControllerPart:
    since = _working_day_before(desk, desk.office_day())
    start = datetime.combine(since, time(), zone(desk.policy))
    approvals = sorted(books.audited({"packet.approve"}, start), key=lambda entry: entry.at, reverse=True)
    return ControllerPart(
        day=ageing.day,
        ties=_ties(books, ageing.day, ageing.found) if ageing.day else (),
        approved=tuple(_approved(books, entry) for entry in approvals),
        approved_since=since,
    )


def _working_day_before(desk: Desk, day: date) -> date:
    day -= _DAY
    while not is_working_day(day, desk.policy.holidays):
        day -= _DAY
    return day


def _ties(books: Books, day: date, found: Sequence[Aged]) -> tuple[Tie, ...]:
    totals = books.day_totals(day)
    lines = {each.currency: each.open for each in found}
    currencies = sorted({*lines, *(each.currency for each in totals)} if totals else ())
    return tuple(
        Tie(
            currency=currency,
            open=lines.get(currency, Money(0, currency)),
            unapplied=total((each.unapplied for each in totals if each.currency == currency), currency),
            receivable=total((each.receivable for each in totals if each.currency == currency), currency),
        )
        for currency in currencies
    )


def _approved(books: Books, entry: AuditEntry) -> Approved:
    account = books.packet(entry.subject.removeprefix("packet:")).packet.account
    return Approved(at=entry.at, by_name=entry.by_name, account=account.name or account.id)


def _sources(desk: Desk, books: Books) -> tuple[HomeSource, ...]:
    """The late ones first, the stalest of them at the top."""
    stamps = books.stamps()
    late = {each.source for each in breaches(stamps, desk.policy, desk.office_day())}
    found = (
        HomeSource(name=stamp.name, as_of=true_for(stamp, desk.policy), is_late=stamp.name in late) for stamp in stamps
    )
    return tuple(sorted(found, key=lambda each: (not each.is_late, each.as_of or date.min, each.name)))
