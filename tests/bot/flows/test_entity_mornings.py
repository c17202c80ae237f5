"""Each billing entity has its morning in its own time: once for each of its dates, on one set of books."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import SystemClock
from bot.flows.desk import Desk
from bot.flows.draw import draw
from bot.flows.run_morning import JOB, run_morning
from bot.flows.status import collections
from bot.flows.take_in import take_in
from bot.schedule import build_schedule
from models.audit import AuditEntry
from models.outbox import OutboxKind, OutboxState
from models.people import Person, Role
from models.policy import Entity
from tests.bot.flows.books_on_disk import BooksOnDisk

INVOICES = """
[sources.erp]
kind = "invoices"
absence = "full"
files = "erp*.csv"
date_format = "%Y-%m-%d"
decimal_mark = "."
currency = "EUR"
[sources.erp.columns]
number = "No"
account_id = "Customer"
entity = "Entity"
amount = "Amount"
issued_on = "Issued"
due_on = "Due"
"""
HEAD = "No,Customer,Entity,Amount,Issued,Due"
AUCKLAND, ANGELES = "Pacific/Auckland", "America/Los_Angeles"
MONDAY = date(2026, 5, 11)
FREYA = Person(team_id="T1", user_id="U0FREYA", name="Freya", roles=frozenset({Role.FINANCE_LEADERSHIP}))


def row(number: int, entity: str, customer: str = "C1") -> str:
    return f"F-{number},{customer},{entity},100.00,2026-03-01,2026-04-01"


ROWS = (row(1, "fennel"), row(2, "fennel-inc"), row(3, "fennel", "C2"), row(4, "fennel-inc", "C3"))


class HandClock(SystemClock):
    """A clock that stands where it was put."""

    def __init__(self, at: str, zone: str) -> None:
        self.put(at, zone)

    def put(self, at: str, zone: str) -> None:
        self.at = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone))

    def now(self) -> datetime:
        return self.at.astimezone(ZoneInfo("UTC"))


class Firm:
    """Two entities that are a day apart for most of the day, with one customer of both and one of each."""

    def __init__(self, folder: Path, at: str = "2026-05-11T06:00", zone: str = AUCKLAND, url: str = "") -> None:
        self.disk = BooksOnDisk(folder, INVOICES, database_url=url)
        self.disk.export("erp", *ROWS, head=HEAD)
        self.clock = HandClock(at, zone)
        self.desk = self.among(self.disk.desk.store)

    def among(self, store: SqlStore, **other: object) -> Desk:
        known = self.disk.desk.policy
        zones = {"fennel": ANGELES, "fennel-inc": AUCKLAND}
        entities: dict[str, Entity] = {one: replace(known.entities[one], timezone=zones[one]) for one in zones}
        policy = replace(known, entities=entities, **other)
        return replace(self.disk.desk, store=store, clock=self.clock, policy=policy)

    def tick(self) -> bool:
        return run_morning(self.desk, self.disk.sources())

    def packets(self) -> dict[str, date]:
        """Account and entity of each live packet, and the day it speaks of."""
        with self.desk.store.transaction() as books:
            live = books.live_packets()
        return {f"{one.packet.account.id} {one.packet.entity}": one.packet.as_of for one in live}

    def runs(self) -> dict[str, date | None]:
        with self.desk.store.transaction() as books:
            found = {entity: books.last_run(JOB, entity) for entity in self.desk.policy.entities}
        return {entity: run.day if run else None for entity, run in found.items()}

    def lists(self) -> list[str]:
        with self.desk.store.transaction() as books:
            posts = books.items_in(OutboxKind.POST, OutboxState.PLANNED)
        return [item.subject for item in posts if item.subject.startswith("list:")]

    def audited(self, what: str) -> list[AuditEntry]:
        with self.desk.store.transaction() as books:
            return [entry for _, entry, _ in books.audit_trail() if entry.what == what]

    def drawn(self, subject: str) -> str:
        with self.desk.store.transaction() as books:
            return str(draw(self.desk, books, subject, live=True).blocks)

    def notices(self) -> list[str]:
        with self.desk.store.transaction() as books:
            posts = books.items_in(OutboxKind.POST, OutboxState.PLANNED)
            subjects = [item.subject for item in posts if item.subject.startswith("morning:")]
            return [draw(self.desk, books, subject, live=True).text for subject in subjects]


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    firm = Firm(tmp_path)
    yield firm
    firm.disk.desk.store.close()


def test_only_the_entity_whose_morning_has_come_gets_packets(firm: Firm) -> None:
    assert firm.tick()
    assert firm.packets() == {"C1 fennel-inc": MONDAY, "C3 fennel-inc": MONDAY}
    assert firm.runs() == {"fennel": None, "fennel-inc": MONDAY}
    assert not firm.tick()

    firm.clock.put("2026-05-11T06:00", ANGELES)
    assert firm.tick()
    assert set(firm.packets().values()) == {MONDAY}
    assert len(firm.packets()) == 4
    assert firm.runs() == {"fennel": MONDAY, "fennel-inc": MONDAY}
    assert not firm.tick()


def test_a_reader_of_both_has_one_list_of_the_day_which_the_second_morning_completes(firm: Firm) -> None:
    firm.tick()
    first = firm.lists()
    firm.clock.put("2026-05-11T06:00", ANGELES)
    firm.tick()
    assert first
    assert firm.lists() == list(dict.fromkeys(firm.lists()))
    assert set(first) <= set(firm.lists())
    assert all(subject.endswith(MONDAY.isoformat()) for subject in firm.lists())
    told = firm.drawn(first[0])
    assert "C2" in told
    assert "C3" in told


def test_what_comes_in_between_changes_only_packets_whose_morning_has_run(firm: Firm) -> None:
    firm.tick()
    before = firm.packets()
    firm.disk.export("erp", *ROWS, row(5, "fennel-inc", "C5"), row(6, "fennel", "C6"), head=HEAD)
    assert take_in(firm.desk, firm.disk.sources())
    assert firm.packets() == before | {"C5 fennel-inc": MONDAY}
    assert not take_in(firm.desk, firm.disk.sources())


def test_nothing_is_taken_in_between_midnight_and_the_morning(firm: Firm) -> None:
    firm.tick()
    firm.clock.put("2026-05-12T00:30", AUCKLAND)
    firm.disk.export("erp", row(1, "fennel"), head=HEAD)
    assert not take_in(firm.desk, firm.disk.sources())


def test_after_two_days_off_there_is_one_morning_of_today_and_the_missed_ones_are_noted(firm: Firm) -> None:
    firm.tick()
    firm.clock.put("2026-05-14T06:00", AUCKLAND)
    assert firm.tick()
    assert firm.packets()["C3 fennel-inc"] == date(2026, 5, 14)
    # It is eleven in the morning of the day before in Los Angeles, where none has ever run.
    assert firm.runs() == {"fennel": date(2026, 5, 13), "fennel-inc": date(2026, 5, 14)}
    (entry,) = firm.audited("morning.missed")
    assert entry.detail == {"entity": "fennel-inc", "days": "2026-05-12 2026-05-13"}
    assert not [subject for subject in firm.lists() if subject.endswith("2026-05-12")]
    assert firm.notices() == []
    assert not firm.tick()
    assert len(firm.audited("morning.missed")) == 1


def test_a_morning_after_the_last_hour_is_left_out_and_finance_is_told_once(firm: Firm) -> None:
    firm.tick()
    firm.clock.put("2026-05-12T18:00", AUCKLAND)
    firm.desk = firm.among(firm.desk.store)
    for _ in range(3):
        firm.tick()
    assert firm.packets()["C1 fennel-inc"] == MONDAY
    assert firm.runs()["fennel-inc"] == MONDAY
    (told,) = firm.notices()
    assert "Fennel Systems Inc has no morning on 12 May 2026" in told
    assert len(firm.audited("morning.missed")) == 1
    firm.clock.put("2026-05-13T06:00", AUCKLAND)
    assert firm.tick()
    assert len(firm.audited("morning.missed")) == 1


def test_a_morning_that_comes_late_says_so_on_its_list(firm: Firm) -> None:
    firm.clock.put("2026-05-11T09:04", AUCKLAND)
    firm.tick()
    told = firm.drawn(firm.lists()[0])
    # Times on cards are the office's: that of the first entity.
    assert "This list is late: it was due at 11:00 and came at 14:04." in told


def test_a_morning_in_time_says_nothing_of_it(firm: Firm) -> None:
    firm.tick()
    assert "late" not in firm.drawn(firm.lists()[0])


def test_a_clock_put_back_an_hour_or_a_day_brings_no_second_morning(firm: Firm) -> None:
    firm.tick()
    posts = len(firm.lists())
    for at in ("2026-05-11T05:30", "2026-05-11T06:30", "2026-05-10T12:00", "2026-05-11T07:00"):
        firm.clock.put(at, AUCKLAND)
        assert not firm.tick()
    assert len(firm.lists()) == posts


def test_status_says_of_each_entity_whether_its_morning_ran_is_due_or_was_missed(firm: Firm) -> None:
    def told() -> str:
        return str(collections(firm.desk, FREYA, "status").blocks)

    assert "Fennel Systems Inc" in told()
    assert "due since 06:00; none has run yet (Pacific/Auckland)." in told()
    firm.tick()
    assert "ran today, 06:00 (Pacific/Auckland)." in told()
    assert "none today; none has run yet (America/Los_Angeles)." in told()
    firm.clock.put("2026-05-13T19:00", AUCKLAND)
    firm.tick()
    left_out = "left out today, it had not come by 18:00; last on 11 May, 06:00 (Pacific/Auckland)"
    assert f"{left_out}; without one: 12 May, 13 May." in told()


def test_two_replicas_at_the_same_second_have_one_morning(tmp_path: Path, postgres_url: str) -> None:
    firm = Firm(tmp_path, url=postgres_url)
    stores = [SqlStore(postgres_url) for _ in range(3)]
    start = Barrier(len(stores))

    def tick(store: SqlStore) -> bool:
        start.wait()
        return run_morning(firm.among(store), firm.disk.sources())

    with ThreadPoolExecutor(len(stores)) as pool:
        ran = list(pool.map(tick, stores))
    # Whoever came after the first had ended found the row; whoever came meanwhile had no turn.
    assert ran.count(True) == 1
    assert firm.runs() == {"fennel": None, "fennel-inc": MONDAY}
    assert len(firm.audited("packet.ready")) == len(firm.packets()) == 2
    assert len(firm.audited("import.done")) == 1
    assert firm.audited("morning.failed") == []
    assert not any(run_morning(firm.among(store), firm.disk.sources()) for store in stores)
    for store in (*stores, firm.disk.desk.store):
        store.close()


def test_a_tick_that_comes_three_hours_late_runs_and_all_that_were_missed_are_one(firm: Firm) -> None:
    """The library's own grace is a second, after which a tick is dropped without a word."""
    schedule = build_schedule(firm.desk, None, firm.disk.sources())
    schedule.start(paused=True)
    try:
        jobs = schedule.get_jobs()
        assert {(job.misfire_grace_time, job.coalesce, job.max_instances) for job in jobs} == {(None, True, 1)}
        for job in jobs:
            job.modify(next_run_time=SystemClock().now() - timedelta(hours=3))
        schedule.resume()
        for _ in range(200):
            if firm.runs()["fennel-inc"]:
                break
            time.sleep(0.05)
    finally:
        schedule.shutdown(wait=True)
    assert firm.runs()["fennel-inc"] == MONDAY
    assert len(firm.audited("import.done")) == 1
