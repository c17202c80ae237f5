"""Outside the pilot nothing is prepared, posted or simulated, and the report says why of each account."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.errors import NotNowError
from bot.flows.data_health import data_health
from bot.flows.desk import Desk
from bot.flows.pilot import pilot_report
from bot.flows.prepare_day import prepare_day
from bot.flows.simulate import simulate
from bot.stages.reports.pilot_sheets import sheets
from models.ledger import AccountLedger, Ledger
from models.lifecycle import PacketState
from models.pilot import Pilot
from tests.bot.stages.ledger_builder import POLICY, REMITTANCE, TODAY, account, book, contact, invoice, stamps

THIRTY_DAYS = Pilot(terms_days=frozenset({30}))
TOP_ONE = Pilot(exclude_top=1)


def named(name: str, terms: int = 30, euros: int = 1000, **other: object) -> AccountLedger:
    mine = {"account_id": name}
    line = invoice(f"{name}-1", days_past_due=12, euros=euros, **mine, **other)
    return book(account=account(id=name, terms_days=terms), invoices=(line,), contacts=(contact(**mine),), contracts=())


def store_with(desk: Desk, *books: AccountLedger, digest: str = "digest") -> None:
    accounts = {each.account.id: each for each in books}
    with desk.store.transaction() as open_books:
        open_books.replace_ledger(Ledger(as_of=TODAY, stamps=stamps(), accounts=accounts), digest)


def desk(folder: Path, *books: AccountLedger, pilot: Pilot | None = THIRTY_DAYS) -> Desk:
    found = Desk(
        store=SqlStore(f"sqlite:///{folder / 'books.db'}"),
        clock=ShiftedClock(datetime(2026, 5, 11, 6, tzinfo=UTC)),
        policy=replace(POLICY, holidays=frozenset(), pilot=pilot),
        remittance=REMITTANCE,
    )
    if books:
        store_with(found, *books)
    return found


def with_a_packet(office: Desk) -> set[str]:
    with office.store.transaction() as books:
        return {record.packet.account.id for record in books.live_packets()}


def test_only_accounts_in_the_pilot_get_a_packet(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1"), named("A2", terms=45))
    assert prepare_day(office, TODAY).opened == 1
    assert with_a_packet(office) == {"A1"}


def test_without_a_pilot_every_account_gets_one(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1"), named("A2", terms=45), pilot=None)
    prepare_day(office, TODAY)
    assert with_a_packet(office) == {"A1", "A2"}


def test_an_account_that_falls_out_loses_its_packet_and_is_told_why(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1"))
    prepare_day(office, TODAY)
    with office.store.transaction() as books:
        (before,) = books.live_packets()
    store_with(office, named("A1", terms=45), digest="later")
    assert prepare_day(office, TODAY).settled == 1
    with office.store.transaction() as books:
        after = books.packet(before.id)
    assert after.state is PacketState.CLOSED
    assert after.last is not None
    assert after.last.reason == "This account is not one of those the pilot is tried on: terms are 45 days."


def test_a_mark_of_the_erp_outside_the_pilot_is_nobodys_card(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1", disputed=True), named("A2", terms=45, disputed=True))
    prepare_day(office, TODAY)
    with office.store.transaction() as books:
        assert [len(books.disputes(name)) for name in ("A1", "A2")] == [1, 0]


def test_the_largest_are_ranked_once_a_morning(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1", euros=900), named("A2", euros=1000), pilot=TOP_ONE)
    prepare_day(office, TODAY)
    assert with_a_packet(office) == {"A1"}
    store_with(office, named("A1", euros=1100), named("A2", euros=1000), digest="later")
    prepare_day(office, TODAY)
    assert with_a_packet(office) == {"A1"}
    office.clock.advance(timedelta(days=1))
    prepare_day(office, TODAY + timedelta(days=1))
    assert with_a_packet(office) == {"A2"}


def test_a_policy_that_asks_for_more_of_the_largest_ranks_anew(tmp_path: Path) -> None:
    office = desk(tmp_path, *(named(f"A{euros}", euros=euros) for euros in (700, 800, 900)), pilot=TOP_ONE)
    prepare_day(office, TODAY)
    wider = replace(office, policy=replace(office.policy, pilot=replace(TOP_ONE, exclude_top=2)))
    prepare_day(wider, TODAY)
    assert with_a_packet(wider) == {"A700"}


def test_a_simulation_has_the_packets_of_the_pilot_and_counts_the_others(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1"), named("A2", terms=45), pilot=THIRTY_DAYS)
    found = simulate(office, date(2026, 5, 4), date(2026, 5, 8))
    assert {packet.account_id for packet in found.packets} == {"A1"}
    assert found.outside_pilot == 1
    largest = desk(tmp_path, pilot=TOP_ONE)
    store_with(largest, named("A1"), named("A2", euros=2000), digest="later")
    assert {packet.account_id for packet in simulate(largest, date(2026, 5, 4), date(2026, 5, 8)).packets} == {"A1"}


def test_the_report_names_everybody_and_counts_by_reason(tmp_path: Path) -> None:
    both = Pilot(terms_days=frozenset({30}), exclude_top=1)
    office = desk(tmp_path, named("A1"), named("A2", terms=45), named("A3", terms=60, euros=5000), pilot=both)
    found = pilot_report(office)
    assert [(each.account_id, len(each.exclusions)) for each in found.accounts] == [("A1", 0), ("A2", 1), ("A3", 2)]
    reasons, inside, outside = sheets(found)
    assert reasons.rows == (("payment terms", 2, 1), ("largest accounts", 1, 0))
    assert inside.rows == (("A1", "Acme Tools Ltd"),)
    assert outside.rows[0] == ("A2", "Acme Tools Ltd", "terms are 45 days", "books accounts.csv:2")
    assert with_a_packet(office) == set()


def test_an_account_of_two_entities_is_in_by_the_one_the_pilot_names(tmp_path: Path) -> None:
    two = replace(
        named("A1"),
        invoices=(
            invoice("A1-1", account_id="A1"),
            invoice("A1-2", account_id="A1", entity="fennel-inc"),
        ),
    )
    office = desk(tmp_path, two, pilot=Pilot(entities=frozenset({"fennel"})))
    assert [each.exclusions for each in pilot_report(office).accounts] == [()]
    prepare_day(office, TODAY)
    with office.store.transaction() as books:
        assert [record.packet.entity for record in books.live_packets()] == ["fennel"]


def test_the_audit_of_the_data_is_of_every_account(tmp_path: Path) -> None:
    office = desk(tmp_path, named("A1"), named("A2", terms=45))
    everybody = replace(office, policy=replace(office.policy, pilot=None))
    assert data_health(office).blockers == data_health(everybody).blockers


def test_before_there_is_a_pilot_or_an_import_the_report_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotNowError, match=r"names no \[pilot\]"):
        pilot_report(desk(tmp_path, named("A1"), pilot=None))
    (tmp_path / "new").mkdir()
    with pytest.raises(NotNowError, match="Nothing was imported"):
        pilot_report(desk(tmp_path / "new"))
