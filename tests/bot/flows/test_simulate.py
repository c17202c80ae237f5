"""A replay asks what the real morning would ask, and touches nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.errors import NotNowError
from bot.flows.desk import Desk
from bot.flows.import_ledger import import_ledger
from bot.flows.simulate import simulate
from bot.stages.reports.simulation_sheets import sheets
from bot.stages.reports.simulation_sums import differences, sums
from models.gate import GateKind
from models.ledger import AccountLedger, Ledger
from models.packet import Route
from models.simulation import Simulation
from tests.bot.stages.ledger_builder import (
    POLICY,
    REMITTANCE,
    TODAY,
    account,
    book,
    contact,
    invoice,
    message,
    payment,
    stamps,
)

ROOT = Path(__file__).parents[3]
IBM = ROOT.parent / "shared" / "data"
MONDAY, FRIDAY = date(2026, 5, 4), date(2026, 5, 8)


def desk(folder: Path, *books: AccountLedger) -> Desk:
    store = SqlStore(f"sqlite:///{folder / 'books.db'}")
    accounts = {each.account.id: each for each in books}
    with store.transaction() as open_books:
        if accounts:
            open_books.replace_ledger(Ledger(as_of=TODAY, stamps=stamps(), accounts=accounts), "digest")
    policy = replace(POLICY, holidays=frozenset())
    return Desk(
        store=store, clock=ShiftedClock(datetime(2026, 5, 11, 6, tzinfo=UTC)), policy=policy, remittance=REMITTANCE
    )


def named(name: str, **other: object) -> AccountLedger:
    """An account of its own, whose records name it."""
    mine = {"account_id": name}
    known = {"invoices": (invoice(f"{name}-1", days_past_due=12, **mine),), "contracts": ()}
    return book(account=account(id=name), contacts=(contact(**mine),), **(known | other))


def days_of(found: Simulation, account_id: str) -> list[date]:
    return [packet.day for packet in found.packets if packet.account_id == account_id]


def test_a_routine_account_is_one_decision_and_then_waits_for_the_cap(tmp_path: Path) -> None:
    found = simulate(desk(tmp_path, named("A1")), MONDAY, FRIDAY + timedelta(days=3))
    decisions = [packet for packet in found.packets if packet.is_decision]
    assert [packet.day for packet in decisions] == [MONDAY, date(2026, 5, 11)]
    assert all(packet.is_sent and packet.presses == 1 and packet.words > 50 for packet in decisions)
    waiting = [packet for packet in found.packets if not packet.is_decision]
    assert {kind for packet in waiting for kind, _ in packet.gates} == {GateKind.CONTACT_CAP}
    assert str(sums(found).routine_share) == "100.0 %"


def test_there_is_a_packet_only_while_something_was_past_due(tmp_path: Path) -> None:
    paid = named("A1", payments=(payment(1000, "A1-1", on=date(2026, 5, 6), account_id="A1"),))
    later = named("A2", invoices=(invoice("A2-1", days_past_due=4, account_id="A2"),))
    found = simulate(desk(tmp_path, paid, later), MONDAY, FRIDAY)
    assert days_of(found, "A1") == [MONDAY, date(2026, 5, 5)]
    assert days_of(found, "A2") == [FRIDAY]


def test_weekends_and_holidays_have_no_morning(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1"))
    assert simulate(office, MONDAY, TODAY).days[-2:] == (FRIDAY, TODAY)
    at_home = replace(office, policy=replace(office.policy, holidays=frozenset({MONDAY})))
    assert simulate(at_home, MONDAY, FRIDAY).days[0] == date(2026, 5, 5)


def test_a_complaint_takes_the_account_off_the_routine_on_the_day_it_came(tmp_path: Path) -> None:
    wrote = message("We dispute this invoice: half of it was never delivered.", on=date(2026, 5, 6), account_id="A1")
    found = simulate(desk(tmp_path, named("A1", messages=(wrote,))), MONDAY, FRIDAY)
    assert [packet.route for packet in found.packets][:3] == [Route.ROUTINE, Route.ROUTINE, Route.EXECUTIVE_REVIEW]
    assert GateKind.SUSPICION in dict(found.packets[2].gates)
    assert [packet.is_sent for packet in found.packets] == [True, False, False, False, False]


def test_another_policy_is_compared_packet_by_packet(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1"), named("A2"))
    strict = replace(office, policy=replace(office.policy, ordinary_tiers=frozenset(), hash="other"))
    now, then = simulate(office, MONDAY, MONDAY), simulate(strict, MONDAY, MONDAY)
    routes = [(ours.route, theirs.route) for ours, theirs in differences(now, then) if ours and theirs]
    assert routes == [(Route.ROUTINE, Route.EXECUTIVE_REVIEW)] * 2
    assert differences(now, now) == ()


def test_nothing_is_written(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1"))
    simulate(office, MONDAY, FRIDAY)
    with office.store.transaction() as books:
        assert (books.live_packets(), list(books.audit_trail()), books.facts("A1")) == ((), [], ())


def test_a_range_without_a_working_day_is_refused_by_name(tmp_path: Path) -> None:
    saturday, sunday = date(2026, 5, 9), date(2026, 5, 10)
    with pytest.raises(NotNowError, match="No day from 2026-05-09 to 2026-05-10 is a working day"):
        simulate(desk(tmp_path, named("A1")), saturday, sunday)


def test_it_knows_how_many_accounts_had_been_invoiced_when_the_range_begins(tmp_path: Path) -> None:
    new = [named(name, invoices=(invoice(f"{name}-1", days_past_due=-28, account_id=name),)) for name in ("A2", "A3")]
    found = simulate(desk(tmp_path, named("A1"), *new), MONDAY, FRIDAY)
    assert (found.begun, found.accounts) == (1, 3)


def test_its_sheets_have_real_days_and_owners_by_name(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1"))
    days, packets = sheets(simulate(office, MONDAY, FRIDAY), None, office.policy)
    assert (days.title, days.rows[0][0]) == ("Decisions by day", MONDAY)
    assert {row[packets.head.index("Owner")] for row in packets.rows} == {"Olive Byrne"}


def test_the_future_cannot_be_replayed(tmp_path: Path) -> None:
    with pytest.raises(NotNowError, match="not after 2026-05-11"):
        simulate(desk(tmp_path, named("A1")), MONDAY, TODAY + timedelta(days=1))
    with pytest.raises(NotNowError, match="in order"):
        simulate(desk(tmp_path, named("A1")), FRIDAY, MONDAY)


@pytest.mark.skipif(not (IBM / "ibm_ar_invoices.csv").is_file(), reason="the public ledger is not beside the project")
def test_the_settled_public_ledger_is_replayed_as_it_was_open_each_day(tmp_path: Path) -> None:
    office = desk(tmp_path)
    sample = replace(office.policy.entities["fennel"], id="sample")
    office = replace(office, policy=replace(office.policy, entities={"sample": sample}, freshness={}))
    sources = load_sources(ROOT / "tests" / "data" / "ibm_sources.toml", IBM)
    report = import_ledger(office, sources, as_of=date(2013, 12, 31))
    found = simulate(office, date(2013, 6, 3), date(2013, 6, 14))
    for day in found.days:
        late = {
            (one.account_id, one.amount.currency)
            for ledger in report.ledger.accounts.values()
            for one in ledger.invoices
            if one.due_on < day and (one.settled_on is None or one.settled_on > day)
        }
        assert {(one.account_id, one.currency) for one in found.packets if one.day == day} == late
