"""A controller confirms bank details: in the lock, and in the record that cannot be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.errors import MappingError, NotAllowedError
from bot.flows.confirm_remittance import Locks, confirm_remittance
from models.remittance import Lock, Remittance
from tests.bot.stages.ledger_builder import POLICY, REMITTANCE

KEY = ("fennel", "EUR")


class Desk:
    """A store, a clock and the locks as they were last written."""

    def __init__(self, folder: Path) -> None:
        self.store = SqlStore(f"sqlite:///{folder / 'books.db'}")
        self.locks: Locks = {}

    def confirm(self, by: str, blocks: dict[tuple[str, str], Remittance]) -> tuple[Remittance, ...]:
        clock = ShiftedClock(datetime(2026, 5, 11, 22, 59, tzinfo=UTC))
        return confirm_remittance(self.store, clock, POLICY, by=by, blocks=blocks, locks=self.locks, write=self.keep)

    def keep(self, locks: Locks) -> None:
        self.locks = locks

    def trail(self) -> list[tuple[str, str, str]]:
        with self.store.transaction() as books:
            found = [entry for _, entry, _ in books.audit_trail()]
        return [(entry.what, entry.by_name, entry.subject) for entry in found]


def test_what_is_confirmed_is_locked_and_in_the_audit_trail(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    block = REMITTANCE[KEY]
    assert desk.confirm("Nora Beck", {KEY: block}) == (block,)
    assert desk.locks == {KEY: Lock(digest=block.digest(), by="Nora Beck", on=date(2026, 5, 11))}
    assert desk.trail() == [("remittance.confirm", "Nora Beck", "remittance:fennel:EUR")]


def test_only_what_changed_is_confirmed_anew_and_what_went_is_forgotten(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.locks = {key: Lock(digest=one.digest(), by="Old Hand", on=date(2025, 1, 1)) for key, one in REMITTANCE.items()}
    changed = replace(REMITTANCE[KEY], lines=("another account",))
    kept = ("fennel", "GBP")
    assert desk.confirm("Nora Beck", {KEY: changed, kept: REMITTANCE[kept]}) == (changed,)
    assert {key: lock.by for key, lock in desk.locks.items()} == {KEY: "Nora Beck", kept: "Old Hand"}
    assert len(desk.trail()) == 1


@pytest.mark.parametrize("name", ["Olive Byrne", "Freya Lindqvist", "U0NORA", ""])
def test_nobody_but_a_controller_confirms(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(NotAllowedError, match="Nora Beck"):
        desk.confirm(name, {KEY: REMITTANCE[KEY]})
    assert (desk.locks, desk.trail()) == ({}, [])


def test_where_the_lock_cannot_be_written_nothing_is_in_the_record(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    def refuse(_locks: Locks) -> None:
        raise MappingError("The lock cannot be written.")

    desk.keep = refuse  # type: ignore[method-assign]
    with pytest.raises(MappingError):
        desk.confirm("Nora Beck", {KEY: REMITTANCE[KEY]})
    assert desk.trail() == []
