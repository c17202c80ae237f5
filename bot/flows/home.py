"""The Home tab of one person, by role, as the store has it now: one transaction, nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.books import Books
from bot.cards.drawing import Block
from bot.cards.headline import owed_and_age
from bot.cards.home import home_view, nothing_here
from bot.cards.morning import ListRow, totals
from bot.cards.names import local_day, reviewer, rule_words, zone
from bot.flows.accounts_of import accounts_of
from bot.flows.aging import aging_of_all
from bot.flows.desk import Desk, link_to, signature_subject
from bot.flows.draw_list import WAITING, role_rows, row_of, withheld_row
from bot.flows.home_controller import controller_part
from bot.flows.list_disputes import open_disputes
from bot.flows.list_promises import promised
from bot.flows.mail_server import mail_lines
from bot.flows.overrides_since import overrides_since
from bot.flows.pause import pause_of
from bot.flows.post_morning import rank
from bot.flows.settle_post import first_unsettled, post_lines
from bot.stages.authority import awaits_path, is_reviewer
from bot.stages.dispute_ages import by_age
from bot.stages.gaps import breaches, true_for
from bot.stages.labels import in_person, shown
from bot.stages.pause import paused_words
from bot.stages.sorting import waits_for_source_alone
from models.calendar import is_working_day
from models.gate import GateEffect
from models.home import (
    Home,
    HomeDispute,
    HomePromise,
    HomeRow,
    HomeSource,
    LeadPart,
    OwnPart,
    Queue,
)
from models.lifecycle import PacketState
from models.money import Money, total
from models.packet_record import PacketRecord
from models.people import LEADERSHIP, Person, Reviewer, Role
from models.promise import Outcome
from models.signing import asked_first, can_sign, waits

_DAY = timedelta(days=1)
#: Promises due within it are shown, and what was overridden.
_WEEK = timedelta(days=7)
_LEADERSHIP = Reviewer(Role.FINANCE_LEADERSHIP)


def home(desk: Desk, person: Person) -> Block:
    """What `views.publish` takes for *person*; who has no role here is told so, and nothing else."""
    if person.barred or not person.roles:
        return nothing_here()
    is_lead, is_controller = person.is_finance_lead, Role.CONTROLLER in person.roles
    with desk.store.transaction() as books:
        live = _live(desk, books, person) if person.roles - {Role.CONTROLLER} else ()
        disputes = _disputes(desk, books, person) if is_lead else ()
        ageing = aging_of_all(desk, books) if is_lead or is_controller else None
        drawn = Home(
            name=person.name,
            at=desk.clock.now(),
            above=(*_above(desk, books), *(post_lines(books) if is_lead else ())),
            unsettled=first_unsettled(books) if is_lead else "",
            own=_own(desk, books, person, live, disputes) if person.roles - {Role.CONTROLLER} else None,
            lead=_lead(desk, books, live, disputes) if is_lead else None,
            controller=controller_part(desk, books, ageing) if is_controller and ageing else None,
            sources=_sources(desk, books) if is_lead or is_controller else (),
        )
    return home_view(drawn, ageing, policy=desk.policy)


def _live(desk: Desk, books: Books, person: Person) -> tuple[PacketRecord, ...]:
    """What they own or decide and, for leadership, every posted one: what waits for anybody, or for a signature."""
    near = books.packets_near(_owners(desk, person), person.roles)
    posted = books.packets_in(PacketState.POSTED) if person.roles & LEADERSHIP else ()
    found = {record.id: record for record in (*near, *posted)}
    return tuple(found[each] for each in sorted(found))


def _above(desk: Desk, books: Books) -> tuple[str, ...]:
    pause = pause_of(books)
    told = [f"{paused_words(pause, desk.policy)}: {pause.reason.rstrip('.')}. No mail leaves."] if pause else []
    return (*told, *mail_lines(desk, books))


# ── theirs ────────────────────────────────────────────────────────────────────────────────────────


def _own(
    desk: Desk, books: Books, person: Person, live: Sequence[PacketRecord], disputes: Sequence[HomeDispute]
) -> OwnPart:
    owners = _owners(desk, person)
    to_sign = {record.id for record in live if waits(record, desk.policy) and can_sign(record, person, desk.policy)}
    decisions, held = [], []
    for record in sorted(live, key=lambda one: rank(one, desk.rates, desk.office_day())):
        if is_reviewer(record.reviewer, person, desk.policy):
            reader = record.reviewer.user_id or record.reviewer.role.value
        elif record.packet.owner_id in owners:
            reader = record.packet.owner_id
        else:
            continue
        row = row_of(desk, books, record, reader, desk.office_day())
        if record.id in to_sign:
            continue
        if row.needs_you and not (person.is_finance_lead and awaits_path(record)):
            decisions.append(_row(row))
        elif row.who_has_it == WAITING:
            held.append(_row(row))
    withheld = [packet for owner in owners for packet in books.withheld(owner)]
    stopped = [_row(withheld_row(shown(packet, in_person(person), desk.policy))) for packet in withheld]
    due, broken = _promises(desk, books, person)
    of_all = bool(person.roles - {Role.ACCOUNT_OWNER})
    return OwnPart(
        decisions=tuple(decisions),
        held=(*held, *stopped),
        due=due,
        broken=broken,
        of_all=of_all,
        to_sign=tuple(_to_sign(desk, books, person, record) for record in live if record.id in to_sign),
        taken=tuple(one for one in disputes if one.is_theirs),
    )


def _to_sign(desk: Desk, books: Books, person: Person, record: PacketRecord) -> HomeRow:
    need, *_ = can_sign(record, person, desk.policy)
    row = _follow_up(desk, books, record)
    return replace(row, what=need.why, link=link_to(desk, books, signature_subject(record)) or row.link)


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


def _disputes(desk: Desk, books: Books, person: Person) -> tuple[HomeDispute, ...]:
    return tuple(
        HomeDispute(
            dispute=one,
            clock=clock,
            link=link_to(desk, books, f"dispute:{one.id}"),
            is_theirs=one.owned_by == person.user_id,
        )
        for one, clock in open_disputes(desk, books, None)
    )


def _lead(desk: Desk, books: Books, live: Sequence[PacketRecord], disputes: tuple[HomeDispute, ...]) -> LeadPart:
    waiting = [record for record in live if _waits_for_somebody(record)]
    waiting.sort(key=lambda record: rank(record, desk.rates, desk.office_day()))
    ours = [record for record in live if record.reviewer.role is Role.FINANCE_LEADERSHIP]
    listed = role_rows(desk, books, Role.FINANCE_LEADERSHIP, ours, desk.office_day())
    return LeadPart(
        disputes=disputes,
        by_age=by_age((one.dispute for one in disputes), desk.office_day(), zone(desk.policy)),
        paths=tuple(_follow_up(desk, books, record) for record in waiting if awaits_path(record)),
        queues=_queues(desk, waiting, disputes, [row for row in listed if row.needs_you]),
        overridden=overrides_since(desk, books, desk.clock.now() - _WEEK),
    )


def _waits_for_somebody(record: PacketRecord) -> bool:
    on_card = record.state is PacketState.POSTED and record.has_card
    return on_card and not record.packet.gated(GateEffect.NO_CARD) and not waits_for_source_alone(record.packet)


def _follow_up(desk: Desk, books: Books, record: PacketRecord) -> HomeRow:
    rules = ", ".join(rule_words(reason.rule) for reason in record.packet.reasons[:2])
    # It is on another morning list than the rest.
    legal = ", with legal" if record.reviewer.role is Role.LEGAL else ""
    return HomeRow(
        account_name=record.packet.account.name or record.packet.account.id,
        amounts=(owed_and_age(record)[0],),
        what=f"{rules}{legal}",
        link=link_to(desk, books, f"packet:{record.id}"),
    )


def _queues(
    desk: Desk, waiting: Iterable[PacketRecord], disputes: Iterable[HomeDispute], listed: Sequence[ListRow]
) -> tuple[Queue, ...]:
    """The one whose oldest has waited longest first. *listed*: what finance leadership's morning list has for it."""
    by_whom: dict[Reviewer, list[PacketRecord]] = defaultdict(list)
    for record in waiting:
        by_whom[_who_acts(desk, record)].append(record)
    ours = by_whom.pop(_LEADERSHIP, [])
    found = [
        Queue(
            whose=reviewer(whose, desk.policy),
            waiting=len(records),
            oldest_days=max(_days_waiting(desk, record) for record in records),
            amounts=_sums(owed_and_age(record)[0] for record in records),
        )
        for whose, records in by_whom.items()
    ]
    if listed:
        since = [local_day(one.dispute.flagged_at, desk.policy) for one in disputes]
        days = [_working_days_since(desk, day) for day in since] + [_days_waiting(desk, record) for record in ours]
        found.append(
            Queue(
                whose=reviewer(_LEADERSHIP, desk.policy),
                waiting=len(listed),
                oldest_days=max(days, default=0),
                amounts=totals(listed),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.oldest_days, -each.waiting, each.whose)))


def _who_acts(desk: Desk, record: PacketRecord) -> Reviewer:
    return Reviewer(asked_first(record, desk.policy)) if waits(record, desk.policy) else record.reviewer


def _days_waiting(desk: Desk, record: PacketRecord) -> int:
    """Working days since it came to whoever has it now."""
    handed = [each.at for each in (record.question, record.reroute) if each is not None]
    return _working_days_since(desk, local_day(max([record.prepared_at, *handed]), desk.policy))


def _working_days_since(desk: Desk, came: date) -> int:
    days = ((came + _DAY * ahead) for ahead in range(1, (desk.office_day() - came).days + 1))
    return sum(is_working_day(day, desk.policy.holidays) for day in days)


def _sums(amounts: Iterable[Money]) -> tuple[Money, ...]:
    by_currency: dict[str, list[Money]] = defaultdict(list)
    for amount in amounts:
        by_currency[amount.currency].append(amount)
    return tuple(total(found, currency) for currency, found in sorted(by_currency.items()))


# ── for both ──────────────────────────────────────────────────────────────────────────────────────


def _sources(desk: Desk, books: Books) -> tuple[HomeSource, ...]:
    """The late ones first, the stalest of them at the top."""
    stamps = books.stamps()
    late = {each.source for each in breaches(stamps, desk.policy, desk.office_day())}
    found = (
        HomeSource(name=stamp.name, as_of=true_for(stamp, desk.policy), is_late=stamp.name in late) for stamp in stamps
    )
    return tuple(sorted(found, key=lambda each: (not each.is_late, each.as_of or date.min, each.name)))
