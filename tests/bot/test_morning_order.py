"""Which card comes first in a channel, where accounts owe in several currencies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.flows.desk import Desk
from bot.flows.post_morning import MorningReport, post_morning
from models.gate import Gate
from models.lifecycle import PacketState
from models.money import Money
from models.outbox import OutboxKind, OutboxState
from models.packet import OpenItem, Reason, Route
from models.packet_record import PacketRecord
from models.people import Reviewer, Role
from models.rates import Rates
from tests.bot.cards import record_builder as a_record
from tests.bot.stages import ledger_builder as an

DAY = an.TODAY
RATES = Rates("EUR", {"USD": ((date(2026, 5, 8), Decimal("1.10")),), "JPY": ((date(2026, 5, 8), Decimal(160)),)})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = SqlStore(f"sqlite:///{tmp_path / 'desk.db'}")
    clock = ShiftedClock(datetime(2026, 5, 11, 6, 5, tzinfo=UTC))
    yield Desk(store=store, clock=clock, policy=an.POLICY, remittance=an.REMITTANCE, rates=RATES)
    store.close()


def owing(name: str, minor: int, currency: str, days: int = 12, route: Route = Route.ROUTINE) -> PacketRecord:
    """A packet of Olive's that waits to be posted."""
    invoice = an.invoice(name, days, account_id=name, amount=Money(minor, currency))
    item = OpenItem(invoice=invoice, open=invoice.amount, days_past_due=days)
    packet = replace(
        an.assembled(),
        account=an.account(id=name),
        currency=currency,
        items=(item,),
        route=route,
        unapplied=Money(0, currency),
    )
    reviewer = Reviewer(Role.ACCOUNT_OWNER, "U0OLIVE")
    return replace(
        a_record.record(), id=name, packet=packet, state=PacketState.PREPARED, version=1, reviewer=reviewer, draft=None
    )


def posted(desk: Desk, *records: PacketRecord) -> tuple[list[str], MorningReport]:
    """The packets in the order of their cards."""
    with desk.store.transaction() as books:
        for record in records:
            books.add_packet(record)
    report = post_morning(desk, DAY)
    with desk.store.transaction() as books:
        due = books.items_in(OutboxKind.POST, OutboxState.PLANNED)
    return [item.subject.removeprefix("packet:") for item in due if item.subject.startswith("packet:")], report


def test_accounts_of_several_currencies_are_in_order_of_what_they_are_worth(desk: Desk) -> None:
    order, report = posted(
        desk,
        owing("yen", 160_000, "JPY"),  # 1,000 euros
        owing("euros", 150_000, "EUR"),
        owing("dollars", 220_000, "USD"),  # 2,000 euros
        owing("graver", 1_000, "EUR", route=Route.EXCEPTION),
    )

    assert order == ["graver", "dollars", "euros", "yen"]
    assert report.ordering == "in order of what is owed in EUR, rates of 8 May 2026"


def test_one_without_a_rate_is_not_guessed_and_not_last(desk: Desk) -> None:
    order, report = posted(
        desk,
        owing("euros", 9_000_000, "EUR"),
        owing("francs", 100, "CHF", days=20),
        owing("pounds", 900_000_000, "GBP", days=10),
    )

    assert order == ["francs", "pounds", "euros"]
    assert report.ordering == "no rate for CHF, GBP: those come first in their class, the longest overdue first"


def test_without_any_rates_the_bare_figures_order_and_it_is_said(desk: Desk) -> None:
    bare = replace(desk, rates=Rates())
    order, report = posted(bare, owing("euros", 150_000, "EUR"), owing("yen", 160_000, "JPY"))

    assert order == ["yen", "euros"]
    assert report.ordering == "in order of the bare figures: config/rates.csv keeps no rates"


def test_one_currency_needs_no_rate_and_no_word(desk: Desk) -> None:
    order, report = posted(desk, owing("less", 100, "EUR"), owing("more", 200, "EUR"))

    assert (order, report.ordering) == (["more", "less"], "")


def test_a_full_day_keeps_back_no_letter_of_theirs_no_suspicion_and_no_money_that_came(desk: Desk) -> None:
    """The number of cards a day is for what can wait."""

    def gated(record: PacketRecord, gate: Gate) -> PacketRecord:
        return replace(record, packet=replace(record.packet, gates=(gate,)))

    cash = owing("cash", 100, "EUR")
    why = Reason("unapplied_cash", Route.ROUTINE, Role.FINANCE, "Money of theirs that no invoice claims.")
    order, report = posted(
        replace(desk, policy=replace(desk.policy, max_cards_per_day=1)),
        owing("large", 900_000, "EUR"),
        owing("waits", 800_000, "EUR"),
        gated(owing("wrote", 300, "EUR"), a_record.UNREAD_GATE),
        gated(owing("suspected", 200, "EUR"), a_record.SUSPICION_GATE),
        replace(cash, packet=replace(cash.packet, reasons=(why,))),
    )
    assert order == ["large", "wrote", "suspected", "cash"]
    assert report.waiting == 1
