"""Two processes, one packet, two presses in the same moment: one wins, and the other is told who and when."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.sql_store import SqlStore
from bot.errors import RefusedError
from bot.flows import decide_packet, edit_draft
from bot.flows.desk import Desk
from bot.flows.flag_dispute import flag_dispute
from models.dispute import DisputeReason
from models.lifecycle import PacketState
from models.outbox import OutboxKind, OutboxState
from models.packet_record import PacketRecord
from models.people import Person, Role
from tests.bot.cards import record_builder as b

OLIVE = Person(team_id="T", user_id=b.OLIVE, name="Olive Owner", roles=frozenset({Role.ACCOUNT_OWNER}))
FINN = Person(team_id="T", user_id=b.FIN, name="Finn Lead", roles=frozenset({Role.FINANCE_LEADERSHIP}))
#: What the second of the two does, and in how many rounds; the first, Olive, approves. *phone*: she does so there too.
KINDS = {"approve": 50, "dispute": 20, "edit": 8, "phone": 10}


@dataclass(frozen=True)
class StandingClock:
    """Always nine o'clock."""

    def now(self) -> datetime:
        return b.NINE

    def today(self, timezone: str) -> date:
        return b.NINE.astimezone(ZoneInfo(timezone)).date()


def desk_on(url: str) -> Desk:
    limits = replace(b.POLICY.approval_limits, per_hour=1_000)
    policy = replace(b.POLICY, approval_limits=limits)
    return Desk(store=SqlStore(url), clock=StandingClock(), policy=policy, remittance={})


def packets() -> list[PacketRecord]:
    usual = b.packet()
    return [
        b.record(
            id=f"{kind}-{number}",
            packet=replace(usual, account=replace(usual.account, id=f"{kind}-{number}"), reasons=()),
        )
        for kind, rounds in KINDS.items()
        for number in range(rounds)
    ]


def _approve(desk: Desk, one: PacketRecord, person: Person) -> object:
    return decide_packet.approve(desk, one.id, person=person, version=one.version)


def _dispute(desk: Desk, one: PacketRecord, person: Person) -> object:
    amounts = {one.packet.items[0].invoice.number: None}
    why = {"reason": DisputeReason.QUALITY, "note_text": "n"}
    return flag_dispute(desk, one.id, person=person, amounts=amounts, **why)


def _edit(desk: Desk, one: PacketRecord, person: Person) -> object:
    numbers = frozenset(each.invoice.number for each in one.packet.items)
    words = {"subject": "Another subject", "body": "Dear all", "invoices": numbers}
    return edit_draft.edit(desk, one.id, person=person, version=one.version, **words)


PRESSES: dict[str, Callable[[Desk, PacketRecord, Person], object]] = {
    "approve": _approve,
    "phone": _approve,
    "dispute": _dispute,
    "edit": _edit,
}


def hand(url: str, is_first: bool, start: Barrier, told: Queue[tuple[str, bool, str]]) -> None:
    """One process: it presses on every packet in turn, at the same moment as the other."""
    desk = desk_on(url)
    for one in packets():
        kind = one.id.partition("-")[0]
        press, person = PRESSES["approve" if is_first else kind], OLIVE if is_first or kind == "phone" else FINN
        start.wait(60)
        try:
            press(desk, one, person)
        except RefusedError as error:
            told.put((one.id, is_first, str(error)))
        else:
            told.put((one.id, is_first, ""))


@contextmanager
def two_hands(url: str) -> Any:
    spawn = multiprocessing.get_context("spawn")
    start, told = spawn.Barrier(2), spawn.Queue()
    hands = [spawn.Process(target=hand, args=(url, is_first, start, told)) for is_first in (True, False)]
    for each in hands:
        each.start()
    try:
        yield told
    finally:
        for each in hands:
            each.join(60)
            each.kill()


@pytest.fixture
def outcome(database_url: str) -> tuple[Desk, dict[tuple[str, bool], str]]:
    desk = desk_on(database_url)
    with desk.store.transaction() as books:
        for one in packets():
            books.add_packet(one)
    with two_hands(database_url) as told:
        found = [told.get(timeout=60) for _ in range(2 * sum(KINDS.values()))]
    return desk, {(packet_id, is_first): said for packet_id, is_first, said in found}


def mails(desk: Desk, packet_id: str) -> list[OutboxState]:
    with desk.store.transaction() as books:
        return [row.state for row in books.items(f"packet:{packet_id}") if row.kind is OutboxKind.MAIL]


def state(desk: Desk, packet_id: str) -> PacketState:
    with desk.store.transaction() as books:
        return books.packet(packet_id).state


def test_one_wins_and_the_other_is_told_who_and_when(outcome: tuple[Desk, dict[tuple[str, bool], str]]) -> None:
    desk, said = outcome
    for number in range(KINDS["approve"]):
        first, second = said[f"approve-{number}", True], said[f"approve-{number}", False]
        assert bool(first) is not bool(second), "exactly one of two approvals counts"
        winner = "Finn Lead" if first else "Olive Owner"
        assert f"{winner} · approve · 23 November 2026, 09:00 · now approved" in first + second
        assert len(mails(desk, f"approve-{number}")) == 1
    for number in range(KINDS["phone"]):
        first, second = said[f"phone-{number}", True], said[f"phone-{number}", False]
        assert bool(first) is not bool(second), "one of two presses by the same person counts"
        assert "Olive Owner · approve · 23 November 2026, 09:00 · now approved" in first + second
        assert len(mails(desk, f"phone-{number}")) == 1
    for number in range(KINDS["dispute"]):
        first, second = said[f"dispute-{number}", True], said[f"dispute-{number}", False]
        assert second == "", "a flag is never refused for being late"
        assert state(desk, f"dispute-{number}") is PacketState.CLOSED
        assert set(mails(desk, f"dispute-{number}")) <= {OutboxState.CANCELLED}
        assert not first or "Finn Lead · dispute · 23 November 2026, 09:00" in first
    for number in range(KINDS["edit"]):
        first, second = said[f"edit-{number}", True], said[f"edit-{number}", False]
        assert bool(first) is not bool(second), "an approval is of the text before the edit, or there is none"
        assert (state(desk, f"edit-{number}") is PacketState.APPROVED) is (first == "")
        assert ("Finn Lead · edit" if first else "Olive Owner · approve") in first + second
